import Networks

extension LayerKind {
  static let joins: [LayerKind] = [
    LayerKind("add", aliases: ["sum"], main: "from", .join(add)),
    LayerKind("subtract", main: "from", .join(subtract)),
    LayerKind("multiply", aliases: ["mul"], main: "from", .join(multiply)),
    LayerKind("maximum", main: "from", .join(maximum)),
    LayerKind(
      "concat", aliases: ["concatenate", "cat"], main: "from", options: ["along"], .join(concatenation)),
  ]

  @Sendable private static func add(_ options: Options) throws(ImportError) -> Operation {
    try ofTwo(.add, options)
  }

  @Sendable private static func subtract(_ options: Options) throws(ImportError) -> Operation {
    try ofTwo(.subtract, options)
  }

  @Sendable private static func multiply(_ options: Options) throws(ImportError) -> Operation {
    try ofTwo(.multiply, options)
  }

  @Sendable private static func maximum(_ options: Options) throws(ImportError) -> Operation {
    try ofTwo(.maximum, options)
  }

  private static func ofTwo(
    _ function: Operation.Elementwise, _ options: Options
  ) throws(ImportError) -> Operation {
    try options.requireTwo()
    return .elementwise(function)
  }

  @Sendable private static func concatenation(_ options: Options) throws(ImportError) -> Operation {
    guard options.inputs.count > 1 else {
      throw options.place.error(.wrongSources(kind: options.kind, takes: 2, found: 1))
    }
    let isAlongTokens = try options.word(
      "along", [("channels", false), ("tokens", true)], default: "channels")
    if isAlongTokens {
      try options.require([.sequence])
      return .concatenation(axis: 1)
    }
    guard let axis = options.input.channelAxis else {
      throw options.wrongLayout([.vector, .sequence, .signal, .map, .volume])
    }
    return .concatenation(axis: axis)
  }
}
