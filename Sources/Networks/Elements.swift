// Short forms in which a catalogue file reads like the table of its paper.

extension Module.Element {
  /// A convolution with a square window. `padding` keeps the size for odd kernels at stride 1 unless it is given.
  ///
  ///     module.append("conv1", .convolution(3, 64, kernel: 7, stride: 2))
  public static func convolution(
    _ inputChannels: Int, _ outputChannels: Int, kernel: Int, stride: Int = 1, padding: Int? = nil,
    dilation: Int = 1, groups: Int = 1, hasBias: Bool = false
  ) -> Module.Element {
    let window = Operation.Window(
      kernel: Extents(all: kernel), stride: Extents(all: stride),
      padding: Extents(all: padding ?? dilation * (kernel / 2)), dilation: Extents(all: dilation))
    return .convolution(inputChannels, outputChannels, window: window, groups: groups, hasBias: hasBias)
  }

  /// A convolution with any window.
  public static func convolution(
    _ inputChannels: Int, _ outputChannels: Int, window: Operation.Window, groups: Int = 1,
    hasBias: Bool = false
  ) -> Module.Element {
    .layer(
      .convolution(
        Operation.Convolution(
          inputChannels, outputChannels, window: window, groups: groups, hasBias: hasBias)))
  }

  /// A transposed convolution with a square window.
  public static func transposedConvolution(
    _ inputChannels: Int, _ outputChannels: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
    outputPadding: Int = 0, hasBias: Bool = true
  ) -> Module.Element {
    let window = Operation.Window(
      kernel: Extents(all: kernel), stride: Extents(all: stride), padding: Extents(all: padding))
    return .layer(
      .transposedConvolution(
        Operation.TransposedConvolution(
          Operation.Convolution(inputChannels, outputChannels, window: window, hasBias: hasBias),
          outputPadding: Extents(all: outputPadding))))
  }

  /// A fully connected layer.
  public static func linear(
    _ inputs: Int, _ outputs: Int, hasBias: Bool = true, weights: Operation.Weights = .own
  ) -> Module.Element {
    .layer(.linear(Operation.Linear(inputs, outputs, hasBias: hasBias, weights: weights)))
  }

  /// A table of words.
  public static func embedding(
    _ rows: Int, _ features: Int, weights: Operation.Weights = .own
  ) -> Module.Element {
    .layer(.embedding(Operation.Embedding(rows, features, weights: weights)))
  }

  /// Learned numbers that stand by themselves.
  public static func learned(_ learned: Operation.Learned) -> Module.Element { .layer(.learned(learned)) }

  /// The core of attention.
  public static func attention(_ attention: Operation.Attention) -> Module.Element {
    .layer(.attention(attention))
  }

  /// Batch normalisation over this many channels.
  public static func batchNorm(_ channels: Int) -> Module.Element { .layer(.batchNorm(channels: channels)) }

  /// Layer normalisation of each row over its features.
  public static func layerNorm(_ features: Int, hasShift: Bool = true) -> Module.Element {
    .layer(.norm(Operation.Norm(.layer, features, hasShift: hasShift)))
  }

  /// RMS normalisation of each row over its features.
  public static func rmsNorm(_ features: Int) -> Module.Element {
    .layer(.norm(Operation.Norm(.rms, features)))
  }

  /// Local response normalisation over neighbouring channels.
  public static func localResponseNorm(_ channels: Int) -> Module.Element {
    .layer(.norm(Operation.Norm(.localResponse, channels)))
  }

  /// The rectifier.
  public static var relu: Module.Element { .layer(.relu) }

  /// A function of every value.
  public static func activation(_ function: Operation.Activation.Function) -> Module.Element {
    .layer(.activation(Operation.Activation(function)))
  }

  /// Softmax over the last axis.
  public static var softmax: Module.Element { .layer(.softmax) }

  /// The largest value of each square window.
  public static func maxPool(
    kernel: Int, stride: Int, padding: Int = 0, roundsUp: Bool = false
  ) -> Module.Element {
    .layer(
      .maxPool(
        Operation.Window(
          kernel: Extents(all: kernel), stride: Extents(all: stride), padding: Extents(all: padding),
          roundsUp: roundsUp)))
  }

  /// The mean of each square window.
  public static func averagePool(kernel: Int, stride: Int, padding: Int = 0) -> Module.Element {
    .layer(
      .averagePool(
        Operation.Window(
          kernel: Extents(all: kernel), stride: Extents(all: stride), padding: Extents(all: padding))))
  }

  /// The mean over each whole map.
  public static var globalAveragePool: Module.Element { .layer(.globalAveragePool) }

  /// The mean over parts of the map, so that a square one of this side is left.
  public static func adaptiveAveragePool(_ side: Int) -> Module.Element {
    .layer(.adaptiveAveragePool(Extents(all: side)))
  }

  /// Two tensors added value by value.
  public static var add: Module.Element { .layer(.add) }

  /// Two tensors multiplied value by value.
  public static var multiply: Module.Element { .layer(.elementwise(.multiply)) }

  /// Tensors laid side by side; along the channels unless another axis is given.
  public static func concatenation(axis: Int = 1) -> Module.Element { .layer(.concatenation(axis: axis)) }

  /// Values laid out anew.
  public static func view(_ view: Operation.View) -> Module.Element { .layer(.view(view)) }

  /// Everything behind the batch as one vector.
  public static var flatten: Module.Element { .layer(.flatten) }
}
