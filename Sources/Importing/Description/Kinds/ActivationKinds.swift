import Networks

extension LayerKind {
  /// Every function that ``Operation/Activation`` knows, under its own name, and softmax.
  static let activations: [LayerKind] =
    Operation.Activation.Function.allCases.map { function in
      LayerKind(
        function.rawValue, aliases: function == .silu ? ["swish"] : [],
        main: function == .prelu ? "slopes" : nil, options: function == .prelu ? ["slopes"] : [],
        .layer { options throws(ImportError) in
          let slopes = function == .prelu ? try options.integer("slopes", default: 1) : 0
          return .activation(Operation.Activation(function, parameters: slopes))
        })
    } + [
      LayerKind("softmax", .layer { _ throws(ImportError) in .softmax }),
      LayerKind("dropout", aliases: ["droppath", "identity"], main: "rate", options: ["rate"], .nothing),
    ]
}

extension Options {
  /// An option that names a function.
  func activation(_ key: String, default word: String) throws(ImportError) -> Operation.Activation {
    let words: [(name: String, meaning: Operation.Activation.Function)] =
      Operation.Activation.Function.allCases.map { ($0.rawValue, $0) } + [("swish", .silu)]
    return Operation.Activation(try self.word(key, words, default: word))
  }
}
