import Networks

extension LayerKind {
  static let tokens: [LayerKind] = [
    LayerKind(
      "embedding", main: "width", options: ["width", "vocabulary", "tied"], .layer(embedding)),
    LayerKind(
      "positions", aliases: ["position-embedding"], main: "rows", options: ["rows"], .layer(positions)),
    LayerKind("class-token", aliases: ["cls-token"], main: "count", options: ["count"], .layer(classToken)),
    LayerKind("layer-scale", .layer(layerScale)),
  ]

  @Sendable private static func embedding(_ options: Options) throws(ImportError) -> Operation {
    try options.require([.tokens])
    let words = try options.optionalInteger("vocabulary")
    guard let rows = words ?? options.inputs[0].vocabulary else {
      throw options.place.error(.missingKey("vocabulary"))
    }
    return .embedding(
      Operation.Embedding(
        rows, try options.integer("width"), weights: try options.bool("tied", default: false) ? .shared : .own
      ))
  }

  @Sendable private static func positions(_ options: Options) throws(ImportError) -> Operation {
    try options.require([.sequence])
    return .learned(
      .positions(rows: try options.integer("rows"), features: try options.channels(), past: options.past))
  }

  @Sendable private static func classToken(_ options: Options) throws(ImportError) -> Operation {
    try options.require([.sequence])
    return .learned(.tokens(try options.integer("count", default: 1), features: try options.channels()))
  }

  @Sendable private static func layerScale(_ options: Options) throws(ImportError) -> Operation {
    .learned(.scale(try options.channels()))
  }
}
