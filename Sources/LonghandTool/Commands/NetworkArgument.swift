import Longhand

/// Words of the command line that stand for conventions, numbers and sizes.
enum NetworkArgument {
  /// A convention by its name, the default if there is none.
  static func convention(_ word: String?) throws(Failure) -> Convention {
    guard let word else { return .paper }
    if let convention = Convention.named(word) { return convention }
    throw Failure(
      "there is no convention \(quoted(word))",
      help: [
        Convention.nearest(to: word).map { "Did you mean \($0)?" },
        "It is one of " + Convention.all.map { $0.name }.joined(separator: ", ") + ".",
      ].compactMap { $0 })
  }

  /// A whole number of at least one, or of at least `least`.
  static func count(_ word: String?, name: String, least: Int = 1) throws(Failure) -> Int? {
    guard let word else { return nil }
    guard let number = wholeNumber(word) else {
      throw Failure("\(name) needs a whole number, not \(quoted(word))")
    }
    guard number >= least else { throw Failure("\(name) must be at least \(least), not \(quoted(word))") }
    guard let count = Int(exactly: number) else { throw Failure("\(name) is too large: \(quoted(word))") }
    return count
  }

  /// `3x224x224`, with `x`, `X`, `×`, `*` or a comma between the sizes.
  static func sizes(_ word: String) throws(Failure) -> [Int] {
    let parts = word.split(omittingEmptySubsequences: false) { "xX×*,".contains($0) }
    var sizes: [Int] = []
    for part in parts {
      guard let number = wholeNumber(String(part)) else {
        throw Failure("--input is a shape such as 3x224x224, not \(quoted(word))")
      }
      guard number >= 1 else {
        throw Failure("every size of --input must be at least 1: \(quoted(word))")
      }
      guard let size = Int(exactly: number) else {
        throw Failure("a size of --input is too large: \(quoted(word))")
      }
      sizes.append(size)
    }
    return sizes
  }

  /// Digits with or without a sign; a number that does not fit is brought to the end of the range, so that it is told
  /// from something that is no number.
  private static func wholeNumber(_ word: String) -> Int128? {
    let digits = word.hasPrefix("-") || word.hasPrefix("+") ? word.dropFirst() : word[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    if digits.utf8.count > 36 { return word.hasPrefix("-") ? .min : .max }
    return Int128(word)
  }
}

extension Failure {
  /// Why a derivation is impossible, in words.
  init(_ error: DerivationError, network: Network, input: Shape) {
    let shape = input.dimensions.dropFirst().map { String($0) }.joined(separator: "×")
    switch error {
    case .shape(let error): self.init(error, network: network, shape: shape)
    case .arithmetic(_, let path, let step):
      self.init(
        "\(step) of \(Failure.part(path)) is beyond the exact range of 127 bits for the input \(shape)",
        help: ["Use a smaller --input or --batch."])
    case .emptyModule(let path): self.init("\(Failure.part(path)) has no layers")
    case .duplicateName(let path): self.init("two parts have the name \(path)")
    case .wrongSource(let path): self.init("\(path) takes its input from a part that does not come before it")
    case .impossibleRepetition(let path, let count): self.init("\(path) is repeated \(count) times")
    case .repetitionChangesShape(let path, _, _): self.init("\(path) is repeated, but changes the shape")
    case .tooDeep(let path): self.init("\(Failure.part(path)) is nested too deeply")
    case .tooManyLayers(let path): self.init("there are too many layers at \(path)")
    }
  }

  private init(_ error: ShapeError, network: Network, shape: String) {
    let usual = network.usualInput.map { String($0) }.joined(separator: "x")
    let help = ["The usual input of \(network.title) is \(usual)."]
    switch error {
    case .windowTooLarge(let path, let size, let kernel, let padding):
      let padded = padding > 0 ? " with \(padding) added on each side" : ""
      self.init(
        "the input \(shape) is too small: at \(path) only \(size) positions are left\(padded), and the window needs \(kernel)",
        help: help)
    case .channelMismatch(let path, let expected, let found):
      self.init("\(path) takes \(expected) channels, but gets \(found)", help: help)
    case .rankMismatch(let path, let expected, let found):
      self.init("\(path) takes a tensor of \(expected) axes, but gets \(found)", help: help)
    case .sumMismatch(let path, let first, let second):
      self.init(
        "\(path) combines tensors of shapes that do not go together: \(first.dimensions) and \(second.dimensions)",
        help: help)
    case .inputCountMismatch(let path, let expected, let found):
      self.init("\(Failure.part(path)) takes \(expected) tensors, but gets \(found)")
    case .impossibleOption(let path, let option, let value):
      self.init("\(path) is not defined for \(option) = \(value)")
    case .sequenceTooLong(let path, let tokens, let rows):
      self.init(
        "\(path) has \(rows) positions, but there are \(tokens) tokens",
        help: ["Use fewer --tokens, cached ones (--past) included."])
    case .emptyInput: self.init("every size of the input must be at least 1", help: help)
    case .overflow(let path):
      self.init(
        "the input \(shape) is too large: sizes at \(Failure.part(path)) are beyond range", help: help)
    }
  }

  private static func part(_ path: String) -> String { path.isEmpty ? "the network" : path }
}
