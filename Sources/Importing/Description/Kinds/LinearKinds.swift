import Networks

extension LayerKind {
  static let linears: [LayerKind] = [
    LayerKind(
      "linear", aliases: ["fc", "dense", "fully-connected"], main: "out",
      options: ["out", "bias", "tied", "in"], .layer(linear)),
    LayerKind(
      "matmul", aliases: ["matrix-product"], main: "from", options: ["transpose"], .join(matrixProduct)),
  ]

  @Sendable private static func linear(_ options: Options) throws(ImportError) -> Operation {
    try options.require([.vector, .sequence, .mapLast, .windows])
    let features = try options.channels()
    try options.check("in", is: features)
    return .linear(
      Operation.Linear(
        features, try options.integer("out"), hasBias: try options.bool("bias", default: true),
        weights: try options.bool("tied", default: false) ? .shared : .own))
  }

  @Sendable private static func matrixProduct(_ options: Options) throws(ImportError) -> Operation {
    try options.requireTwo()
    return .matrixProduct(
      Operation.MatrixProduct(transposesSecond: try options.bool("transpose", default: false)))
  }
}

extension Options {
  /// Refuses another number of tensors than two.
  func requireTwo() throws(ImportError) {
    guard inputs.count == 2 else {
      throw (entries["from"]?.value.place ?? place)
        .error(.wrongSources(kind: kind, takes: 2, found: inputs.count))
    }
  }
}
