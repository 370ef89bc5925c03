import Networks

extension LayerKind {
  static let recurrents: [LayerKind] = Operation.Recurrent.Cell.allCases.map { cell in
    LayerKind(
      cell.name, main: "hidden", options: ["hidden", "bidirectional", "biases", "in"],
      .layer { options throws(ImportError) in
        try options.require([.sequence])
        let features = try options.channels()
        try options.check("in", is: features)
        return .recurrent(
          Operation.Recurrent(
            cell, features, try options.integer("hidden"),
            biases: try options.integer("biases", default: 2, atLeast: 0),
            isBidirectional: try options.bool("bidirectional", default: false)))
      })
  }
}
