// Short forms in which a catalogue file reads like the table of its paper.

extension Module.Element {
  /// A square convolution. `padding` keeps the size for odd kernels at stride 1 unless it is given.
  ///
  ///     module.append("conv1", .convolution(3, 64, kernel: 7, stride: 2))
  public static func convolution(
    _ inputChannels: Int, _ outputChannels: Int, kernel: Int, stride: Int = 1, padding: Int? = nil,
    dilation: Int = 1, groups: Int = 1, hasBias: Bool = false
  ) -> Module.Element {
    let window = Operation.Window(
      kernel: Extents(integerLiteral: kernel), stride: Extents(integerLiteral: stride),
      padding: Extents(integerLiteral: padding ?? dilation * (kernel / 2)),
      dilation: Extents(integerLiteral: dilation))
    return .layer(
      .convolution(
        Operation.Convolution(
          inputChannels, outputChannels, window: window, groups: groups, hasBias: hasBias)))
  }

  /// A fully connected layer.
  public static func linear(_ inputs: Int, _ outputs: Int, hasBias: Bool = true) -> Module.Element {
    .layer(.linear(Operation.Linear(inputs, outputs, hasBias: hasBias)))
  }

  /// Batch normalisation over this many channels.
  public static func batchNorm(_ channels: Int) -> Module.Element { .layer(.batchNorm(channels: channels)) }

  /// The rectifier.
  public static var relu: Module.Element { .layer(.relu) }

  /// The largest value of each square window.
  public static func maxPool(kernel: Int, stride: Int, padding: Int = 0) -> Module.Element {
    .layer(
      .maxPool(
        Operation.Window(
          kernel: Extents(integerLiteral: kernel), stride: Extents(integerLiteral: stride),
          padding: Extents(integerLiteral: padding))))
  }

  /// The mean over each whole map.
  public static var globalAveragePool: Module.Element { .layer(.globalAveragePool) }

  /// Two tensors added value by value.
  public static var add: Module.Element { .layer(.add) }

  /// Everything behind the batch as one vector.
  public static var flatten: Module.Element { .layer(.flatten) }
}
