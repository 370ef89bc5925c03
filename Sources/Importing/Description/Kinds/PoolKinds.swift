import Networks

extension LayerKind {
  static let pools: [LayerKind] = [
    LayerKind(
      "maxpool", aliases: ["maxpool1d", "maxpool2d", "maxpool3d"], main: "kernel",
      options: ["kernel", "stride", "padding", "dilation", "ceil"], .layer(maximum)),
    LayerKind(
      "avgpool", aliases: ["average-pool", "avgpool1d", "avgpool2d", "avgpool3d"], main: "kernel",
      options: ["kernel", "stride", "padding", "ceil"], .layer(average)),
    LayerKind(
      "adaptive-avgpool", aliases: ["adaptive-average-pool"], main: "size", options: ["size"],
      .layer(adaptive)),
    LayerKind(
      "global-avgpool", aliases: ["global-average-pool", "gap"], .layer(globalAverage)),
    LayerKind("global-maxpool", .layer(globalMaximum)),
    LayerKind(
      "upsample", aliases: ["resize", "interpolate"], main: "times", options: ["times", "size", "mode"],
      .layer(upsample)),
  ]

  @Sendable private static func maximum(_ options: Options) throws(ImportError) -> Operation {
    .maxPool(try window(options))
  }

  @Sendable private static func average(_ options: Options) throws(ImportError) -> Operation {
    .averagePool(try window(options))
  }

  /// Windows that stand side by side unless a stride is given.
  private static func window(_ options: Options) throws(ImportError) -> Operation.Window {
    let axes = try options.windowAxes()
    let kernel = try options.extents("kernel", axes: axes)
    return Operation.Window(
      kernel: kernel, stride: try options.extents("stride", axes: axes, default: kernel),
      padding: try options.extents("padding", axes: axes, default: 0, atLeast: 0),
      dilation: try options.extents("dilation", axes: axes, default: 1),
      roundsUp: try options.bool("ceil", default: false), axisCount: axes)
  }

  @Sendable private static func adaptive(_ options: Options) throws(ImportError) -> Operation {
    .adaptiveAveragePool(try options.extents("size", axes: try options.windowAxes()))
  }

  /// The mean over a map's positions, or over a sequence's tokens; of the latter a vector remains.
  @Sendable private static func globalAverage(_ options: Options) throws(ImportError) -> Operation {
    if options.input.layout == .sequence { return .reduction(Operation.Reduction(.mean, axes: [1])) }
    _ = try options.windowAxes()
    return .globalAveragePool
  }

  @Sendable private static func globalMaximum(_ options: Options) throws(ImportError) -> Operation {
    if options.input.layout == .sequence { return .reduction(Operation.Reduction(.maximum, axes: [1])) }
    let axes = try options.windowAxes()
    return .reduction(Operation.Reduction(.maximum, axes: Array(2..<(2 + axes)), keepsAxes: true))
  }

  @Sendable private static func upsample(_ options: Options) throws(ImportError) -> Operation {
    let axes = try options.windowAxes()
    let mode = try options.word(
      "mode",
      [
        ("nearest", Operation.Resize.Mode.nearest), ("linear", .linear), ("bilinear", .linear),
        ("cubic", .cubic), ("bicubic", .cubic),
      ],
      default: "nearest")
    if let stray = options.entries["size"], options["times"] != nil {
      throw stray.keyPlace.error(.bothGiven("times", "size"))
    }
    let size: Operation.Resize.Size =
      options["size"] == nil
      ? .times(try options.extents("times", axes: axes)) : .to(try options.extents("size", axes: axes))
    return .resize(Operation.Resize(mode, size))
  }
}
