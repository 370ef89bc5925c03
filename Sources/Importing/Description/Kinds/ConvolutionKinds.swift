import Networks

extension LayerKind {
  static let convolutions: [LayerKind] = [
    LayerKind(
      "conv", aliases: ["convolution", "conv1d", "conv2d", "conv3d"], main: "out",
      options: ["out", "kernel", "stride", "padding", "dilation", "groups", "bias", "in"],
      .layer(convolution)),
    LayerKind(
      "depthwise", aliases: ["depthwise-conv"], main: "kernel",
      options: ["kernel", "stride", "padding", "dilation", "multiplier", "bias", "in"], .layer(depthwise)),
    LayerKind(
      "transposed-conv", aliases: ["conv-transpose", "deconv", "transposed-convolution"], main: "out",
      options: [
        "out", "kernel", "stride", "padding", "output_padding", "dilation", "groups", "bias", "in",
      ], .layer(transposed)),
  ]

  @Sendable private static func convolution(_ options: Options) throws(ImportError) -> Operation {
    let channels = try options.channels()
    try options.check("in", is: channels)
    return .convolution(
      Operation.Convolution(
        channels, try options.integer("out"), window: try window(options),
        groups: try options.integer("groups", default: 1), hasBias: try options.bool("bias", default: true)))
  }

  /// Each channel by itself, with as many filters as the multiplier says.
  @Sendable private static func depthwise(_ options: Options) throws(ImportError) -> Operation {
    let channels = try options.channels()
    try options.check("in", is: channels)
    let multiplier = try options.integer("multiplier", default: 1)
    return .convolution(
      Operation.Convolution(
        channels, try options.product(channels, multiplier), window: try window(options), groups: channels,
        hasBias: try options.bool("bias", default: true)))
  }

  @Sendable private static func transposed(_ options: Options) throws(ImportError) -> Operation {
    let channels = try options.channels()
    try options.check("in", is: channels)
    let axes = try options.windowAxes()
    let window = Operation.Window(
      kernel: try options.extents("kernel", axes: axes),
      stride: try options.extents("stride", axes: axes, default: 1),
      padding: try options.extents("padding", axes: axes, default: 0, atLeast: 0),
      dilation: try options.extents("dilation", axes: axes, default: 1), axisCount: axes)
    let convolution = Operation.Convolution(
      channels, try options.integer("out"), window: window, groups: try options.integer("groups", default: 1),
      hasBias: try options.bool("bias", default: true))
    return .transposedConvolution(
      Operation.TransposedConvolution(
        convolution,
        outputPadding: try options.extents("output_padding", axes: axes, default: 0, atLeast: 0)
          .neutral(beyond: axes)))
  }

  /// The window of a convolution. Without `padding` nothing is added; `same` adds what keeps the size at stride 1, behind
  /// the map one more where the two sides cannot be equal.
  private static func window(_ options: Options) throws(ImportError) -> Operation.Window {
    let axes = try options.windowAxes()
    let kernel = try options.extents("kernel", axes: axes)
    let stride = try options.extents("stride", axes: axes, default: 1)
    let dilation = try options.extents("dilation", axes: axes, default: 1)
    guard options["padding"]?.isWord("same") == true else {
      let padding = try options.extents("padding", axes: axes, default: 0, atLeast: 0)
      return Operation.Window(
        kernel: kernel, stride: stride, padding: padding, dilation: dilation, axisCount: axes)
    }
    var (before, after): (Extents, Extents) = (0, 0)
    for axis in Operation.Window(kernel: kernel, axisCount: axes).axes {
      // Both are at most 10⁹.
      let total = dilation[axis] * (kernel[axis] - 1)
      before[axis] = total / 2
      after[axis] = total - total / 2
    }
    return Operation.Window(
      kernel: kernel, stride: stride, padding: before, paddingAfter: after, dilation: dilation,
      axisCount: axes)
  }
}

extension Value {
  /// Whether it is this plain word.
  func isWord(_ word: String) -> Bool {
    if case .scalar(let scalar) = content { scalar.text == word } else { false }
  }
}

extension Extents {
  /// With the axes that a window does not have at 0, so that equal layers are equal.
  func neutral(beyond axes: Int) -> Extents {
    Extents(axes > 2 ? time : 0, axes > 1 ? height : 0, width)
  }
}

extension Options {
  /// A product of sizes that may be large.
  func product(_ factors: Int...) throws(ImportError) -> Int {
    guard let product = Shape.product(factors) else { throw place.error(.shape(.overflow(path: ""))) }
    return product
  }
}
