import Longhand

// What is wrong with the description of a network, in words.

extension ImportWords {
  init(_ problem: DescriptionProblem) {
    self =
      ImportWords(layer: problem) ?? ImportWords(name: problem) ?? ImportWords(option: problem)
      ?? ImportWords(shape: problem) ?? ImportWords("the description cannot be read")
  }

  private init?(layer problem: DescriptionProblem) {
    switch problem {
    case .unknownKind(let name, let nearest):
      self.init(
        "there is no layer \(quoted(name))", nearest.map { "Did you mean \($0)?" },
        "All kinds of layers are listed in Docs/Networks.md; blocks of one's own stand under define.")
    case .noKind:
      self.init(
        "this says no layer",
        "A layer is a word, such as relu, or begins with one: conv: {out: 64, kernel: 3}.")
    case .severalKinds(let first, let second):
      self.init("\(first) and \(second) are two layers", "Put a dash before each.")
    case .takesNoValue(let kind): self.init("\(kind) takes no value", "Write - \(kind)")
    case .givenTwice(let option): self.init("\(option) is given twice for this layer")
    case .noLayers: self.init("there are no layers here")
    case .tooManyLayers(let most): self.init("there are more than \(grouped(most)) layers")
    case .nestedTooDeep(let most): self.init("blocks are nested more than \(most) deep")
    case .recursion(let names): self.init("a block uses itself: \(names.joined(separator: " → "))")
    default: return nil
    }
  }

  private init?(name problem: DescriptionProblem) {
    switch problem {
    case .badName(let name):
      self.init(
        "\(quoted(name)) cannot be a name",
        "Names are made of letters, digits and underscores; input is what comes in.")
    case .duplicateName(let name, let first):
      self.init(
        "the name \(quoted(name)) is taken", "It is given at \(first.line):\(first.column) in the same block."
      )
    case .unknownName(let name, let nearest):
      self.init(
        "nothing before this is called \(quoted(name))", nearest.map { "Did you mean \($0)?" },
        "Names are given with name; without one, layers are counted: conv1, conv2.")
    case .wrongSources(let kind, let takes, let found):
      self.init(
        "\(kind) takes \(takes) \(takes == 1 ? "tensor" : "tensors"), but gets \(found)",
        takes > 1 ? "Say which: from: [one, other], or one name to join it with what comes before." : nil)
    case .reservedName(let name): self.init("\(quoted(name)) means something else already")
    default: return nil
    }
  }

  private init?(option problem: DescriptionProblem) {
    switch problem {
    case .unknownWord(let word, let nearest, let known):
      self.init(
        "\(quoted(word)) means nothing here", nearest.map { "Did you mean \($0)?" },
        "Known here: \(known.joined(separator: ", ")).")
    case .badSizes(let text): self.init("\(quoted(text)) is no size", "Sizes are written like 3x224x224.")
    case .wrongSizeCount(let needed, let found):
      self.init("\(needed) \(needed == 1 ? "size is" : "sizes are") needed here, not \(found)")
    case .ambiguousInput(let text):
      self.init(
        "\(quoted(text)) may be a sequence or a signal",
        "Write {sequence: \(text)} for tokens × features, {signal: \(text)} for channels × positions.")
    case .inputNeedsOneOf(let words): self.init("an input is one of \(words.joined(separator: ", "))")
    case .firstOfOne: self.init("first is for layers that are repeated", "Add repeat, or take it out.")
    case .bothGiven(let first, let second): self.init("\(first) and \(second) exclude each other")
    case .contradictsInput(let given, let comesIn):
      self.init("\(grouped(given)) is given here, but \(grouped(comesIn)) come in", "It may be left out.")
    case .badArithmetic(let text):
      self.init(
        "\(quoted(text)) is no number",
        "Numbers may be calculated with + - * / and names: 4*width, channels/16.")
    case .unknownVariable(let name, let nearest, let known):
      self.init(
        "\(quoted(name)) has no value here", nearest.map { "Did you mean \($0)?" },
        known.isEmpty ? nil : "Known here: \(known.joined(separator: ", ")).")
    case .notWhole(let text): self.init("\(text) is no whole number within range")
    default: return nil
    }
  }

  private init?(shape problem: DescriptionProblem) {
    switch problem {
    case .wrongLayout(let kind, let takes, let found):
      let isMap = [.map, .signal, .volume].contains(found.layout)
      var help: String?
      if isMap, takes.contains(.vector) {
        help = "Put flatten before it, or as-sequence if every position is a token."
      } else if found.layout == .tokens {
        help = "Put embedding before it."
      } else if found.layout == .sequence, takes.contains(.signal) {
        help = "Put as-signal or as-map before it."
      }
      let named = takes.filter { $0.isUsual }.map { $0.words }
      self.init("\(kind) takes \(named.joined(separator: " or ")), not \(found.words)", help)
    case .residualMismatch(let branch, let input):
      self.init(
        "the branch gives \(branch.words), but \(input.words) comes in beside it: they cannot be added",
        "Give a shortcut that changes the shape in the same way: projection: [conv: {out: …, kernel: 1, stride: …}]."
      )
    case .wrongValueCount(let found, let wanted):
      self.init("\(found.words) cannot be arranged as \(wanted.map { "\($0)" }.joined(separator: "×"))")
    case .shape(let error): self.init(error)
    default: return nil
    }
  }

  private init(_ error: ShapeError) {
    switch error {
    case .windowTooLarge(let path, let size, let kernel, let padding):
      let padded = padding > 0 ? " with \(padding) added on each side" : ""
      self.init("at \(path) only \(size) positions are left\(padded), and the window needs \(kernel)")
    case .channelMismatch(let path, let expected, let found):
      self.init("\(path) takes \(grouped(expected)) channels, but gets \(grouped(found))")
    case .rankMismatch(let path, let expected, let found):
      self.init("\(path) takes a tensor of \(expected) axes, but gets \(found)")
    case .sumMismatch(let path, let first, let second):
      self.init("\(path) joins \(first.words) and \(second.words), which do not go together")
    case .inputCountMismatch(let path, let expected, let found):
      self.init("\(path) takes \(expected) tensors, but gets \(found)")
    case .impossibleOption(let path, let option, let value):
      self.init("\(path) is not defined for \(option) = \(value)")
    case .sequenceTooLong(let path, let tokens, let rows):
      self.init("\(path) has \(grouped(rows)) positions, but there are \(grouped(tokens)) tokens")
    case .emptyInput: self.init("every size must be at least 1")
    case .overflow: self.init("the sizes here are beyond range")
    }
  }
}

extension Shape {
  /// `a map of 16×5×5`, without the batch.
  fileprivate var words: String {
    layout.words + " of " + dimensions.dropFirst().map { "\($0)" }.joined(separator: "×")
  }
}

extension Shape.Layout {
  /// Whether a reader would name it when asked what a layer takes; the others are forms on the way.
  fileprivate var isUsual: Bool {
    switch self {
    case .vector, .tokens, .sequence, .signal, .map, .volume: true
    case .mapLast, .windows, .heads, .windowHeads, .scores, .windowScores, .plain, .constant: false
    }
  }

  fileprivate var words: String {
    switch self {
    case .vector: "a vector"
    case .tokens: "tokens"
    case .sequence: "a sequence"
    case .signal: "a signal"
    case .map, .mapLast: "a map"
    case .volume: "a volume"
    case .windows, .heads, .windowHeads, .scores, .windowScores, .plain, .constant: "a tensor"
    }
  }
}
