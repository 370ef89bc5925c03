import Networks

extension LayerKind {
  static let views: [LayerKind] = [
    LayerKind("flatten", .layer { _ throws(ImportError) in .view(.flatten) }),
    LayerKind("reshape", main: "size", options: ["size"], .layer(reshape)),
    LayerKind("as-sequence", aliases: ["as-tokens"], .layer(sequence)),
    LayerKind("as-signal", .layer(signal)),
    LayerKind("as-map", main: "size", options: ["size"], .layer(map)),
    LayerKind("first-token", aliases: ["last-token"], .layer(token)),
    LayerKind("channel-shuffle", aliases: ["shuffle"], main: "groups", options: ["groups"], .layer(shuffle)),
    LayerKind("part", main: "of", options: ["of"], .layer(part)),
  ]

  /// The same values behind the batch in another form, by its sizes.
  @Sendable private static func reshape(_ options: Options) throws(ImportError) -> Operation {
    let sizes = try options.sizes(options.required("size"), atLeast: 1)
    return try arranged(sizes, nil, options)
  }

  private static func arranged(
    _ sizes: [Int], _ layout: Shape.Layout?, _ options: Options
  ) throws(ImportError) -> Operation {
    guard let values = Shape.product(options.input.dimensions.dropFirst()), values == Shape.product(sizes)
    else {
      throw (options["size"]?.place ?? options.place)
        .error(.wrongValueCount(found: options.input, wanted: sizes))
    }
    return .view(.arranged(sizes, layout ?? .usual(forRank: sizes.count + 1)))
  }

  /// The positions of a map, or of a signal, as tokens.
  @Sendable private static func sequence(_ options: Options) throws(ImportError) -> Operation {
    try options.require([.map, .signal])
    return .view(options.input.layout == .map ? .positionsAsTokens : .permuted([0, 2, 1], .sequence))
  }

  /// The tokens of a sequence as the positions of a signal, so that windows can move over them.
  @Sendable private static func signal(_ options: Options) throws(ImportError) -> Operation {
    try options.require([.sequence])
    return .view(.permuted([0, 2, 1], .signal))
  }

  /// The tokens of a sequence as the positions of a map of the given height and width.
  @Sendable private static func map(_ options: Options) throws(ImportError) -> Operation {
    try options.require([.sequence])
    let size = try options.extents("size", axes: 2)
    let channels = try options.channels()
    return try arranged([channels, size.height, size.width], .map, options)
  }

  @Sendable private static func token(_ options: Options) throws(ImportError) -> Operation {
    try options.require([.sequence])
    return .view(.oneToken)
  }

  @Sendable private static func shuffle(_ options: Options) throws(ImportError) -> Operation {
    _ = try options.channels()
    _ = try options.optionalInteger("groups")
    return .view(.shuffle)
  }

  /// One of equal parts of the channels.
  @Sendable private static func part(_ options: Options) throws(ImportError) -> Operation {
    _ = try options.channels()
    return .view(.part(of: try options.integer("of"), axis: options.input.channelAxis ?? 1))
  }
}
