import Networks

extension LayerKind {
  static let norms: [LayerKind] = [
    LayerKind(
      "batchnorm", aliases: ["batchnorm1d", "batchnorm2d", "batchnorm3d", "bn"], options: affine,
      .layer(batch)),
    LayerKind("layernorm", aliases: ["ln"], options: affine, .layer(layer)),
    LayerKind("rmsnorm", options: ["scale"], .layer(rms)),
    LayerKind("groupnorm", main: "groups", options: ["groups"] + affine, .layer(group)),
    LayerKind("instancenorm", options: affine, .layer(instance)),
    LayerKind("lrn", aliases: ["local-response-norm"], .layer(localResponse)),
  ]

  private static let affine = ["scale", "shift"]

  @Sendable private static func batch(_ options: Options) throws(ImportError) -> Operation {
    try norm(.batch, options)
  }

  @Sendable private static func layer(_ options: Options) throws(ImportError) -> Operation {
    try norm(.layer, options)
  }

  @Sendable private static func rms(_ options: Options) throws(ImportError) -> Operation {
    try norm(.rms, options)
  }

  @Sendable private static func group(_ options: Options) throws(ImportError) -> Operation {
    try norm(.group, options, groups: options.integer("groups"))
  }

  /// As in PyTorch, nothing is learned unless it is asked for.
  @Sendable private static func instance(_ options: Options) throws(ImportError) -> Operation {
    try norm(.instance, options, isAffine: false)
  }

  @Sendable private static func localResponse(_ options: Options) throws(ImportError) -> Operation {
    try norm(.localResponse, options)
  }

  /// The channels are the second axis of maps, and the last of vectors and sequences, whatever the norm.
  private static func norm(
    _ kind: Operation.Norm.Kind, _ options: Options, groups: Int = 1, isAffine: Bool = true
  ) throws(ImportError) -> Operation {
    let channels = try options.channels()
    let isOverLast = options.input.channelAxis == options.input.rank - 1 && options.input.layout != .vector
    let usual = kind == .layer || kind == .rms
    return .norm(
      Operation.Norm(
        kind, channels, groups: groups, hasScale: try options.bool("scale", default: isAffine),
        hasShift: try options.bool("shift", default: isAffine),
        isOverLast: options.input.layout == .vector ? usual : isOverLast))
  }
}
