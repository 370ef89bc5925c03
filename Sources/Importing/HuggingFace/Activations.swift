import Networks

extension Config {
  /// The function that a key names, as transformers names it.
  ///
  /// - Throws: ``ConfigProblem/unknownWord(key:_:nearest:known:)``; ``ConfigProblem/unsupported(key:_:)`` for functions that
  ///   learn numbers of their own.
  func activation(_ key: String) throws(ImportError) -> Operation.Activation {
    try activation(named: word(key), at: key)
  }

  /// The function of a name that is part of a key's value.
  func activation(named word: String, at key: String) throws(ImportError) -> Operation.Activation {
    if let function = Self.activations[word] { return Operation.Activation(function) }
    if Self.learnedActivations.contains(word) { throw error(.unsupported(key: key, word), at: key) }
    let known = (Self.activations.keys + Self.learnedActivations).sorted()
    throw error(
      .unknownWord(
        key: key, Value.cut(word), nearest: Spelling.nearest(to: word, among: known), known: known), at: key)
  }

  /// The names of version 5; approximations of a function count as the function.
  private static let activations: [String: Operation.Activation.Function] = [
    "gelu": .gelu, "gelu_10": .gelu, "gelu_accurate": .gelu, "gelu_fast": .gelu, "gelu_new": .gelu,
    "gelu_python": .gelu, "gelu_python_tanh": .gelu, "gelu_pytorch_tanh": .gelu, "quick_gelu": .gelu,
    "hardswish": .hardSwish, "leaky_relu": .leakyRelu, "mish": .mish, "relu": .relu, "relu6": .relu6,
    "sigmoid": .sigmoid, "silu": .silu, "swish": .silu, "tanh": .tanh,
  ]

  private static let learnedActivations = ["prelu", "xielu"]
}
