import Longhand

// What is wrong with a file that should hold a network, in words: what, where, and what to do.

extension Failure {
  /// Why a file cannot be read as a network.
  init(_ error: ImportError) {
    var place = error.file
    if let line = error.line { place += ":\(line)" }
    if error.line != nil, let column = error.column { place += ":\(column)" }
    var words = ImportWords(error.problem)
    if let offset = error.offset { words.help.append("This was met at byte \(offset) of the file.") }
    self.init(words.message, at: place, help: words.help)
  }
}

/// The words for a problem.
struct ImportWords {
  let message: String
  var help: [String]

  init(_ message: String, _ help: String?...) {
    // Names come from the file, whatever is in it.
    self.message = visible(message)
    self.help = help.compactMap { $0.map { visible($0) } }
  }

  init(_ problem: ImportError.Problem) {
    switch problem {
    case .unreadable(let reason): self.init("the file cannot be read: \(reason)")
    case .truncated:
      self.init("the file ends before it is complete", "Was it copied or downloaded to the end?")
    case .malformed(let reason): self.init(reason)
    case .text(let problem): self.init(problem)
    case .onnx(let problem): self.init(problem)
    case .config(let problem): self.init(problem)
    case .description(let problem): self.init(problem)
    }
  }

  private init(_ problem: ConfigProblem) {
    switch problem {
    case .unknownModelType(let name, let nearest, let known):
      self.init(
        "the model type \(quoted(name)) is not known", nearest.map { "Did you mean \($0)?" },
        "Known are \(known.joined(separator: ", ")).",
        "An ONNX export of the model can be given instead, or a description in YAML (`longhand help derive`)."
      )
    case .unknownArchitecture(let name, let nearest, let known):
      self.init(
        "the class \(quoted(name)) is not known for this model type", nearest.map { "Did you mean \($0)?" },
        "Known are \(known.joined(separator: ", ")); --head with or without chooses, too.")
    case .unknownWord(let key, let word, let nearest, let known):
      self.init(
        "\(quoted(word)) means nothing for \(key)", nearest.map { "Did you mean \($0)?" },
        known.isEmpty ? nil : "Known are \(known.joined(separator: ", ")).")
    case .notMultiple(let key, let value, let other, let divisor):
      self.init("\(key) is \(grouped(value)), which is no multiple of \(other) = \(grouped(divisor))")
    case .tooSmall(let key, let value, let other, let least):
      self.init("\(key) is \(grouped(value)), too small beside \(other) = \(grouped(least))")
    case .cachesNothing(let type):
      self.init("--past has no meaning for the model type \(type): it caches no tokens")
    case .wrongLength(let key, let count, let other, let expected):
      self.init("\(key) has \(count) values, but \(other) is \(grouped(expected))")
    case .unsupported(let key, let value):
      self.init(
        "\(key) = \(value) changes the network in a way that is not known here",
        "An ONNX export of the model can be given instead.")
    }
  }

  private init(_ problem: ImportError.ONNXProblem) {
    switch problem {
    case .notProtobuf:
      self.init(
        "this is no ONNX model: its bytes are no protobuf message", "Is it damaged, or of another kind?")
    case .field(let field): self.init("\(field)", "The file is damaged, or was written by a faulty program.")
    case .noGraph: self.init("the file holds no ONNX graph", "Export the model with torch.onnx.export.")
    case .noLayers: self.init("nothing in the graph depends on its inputs")
    case .nestedTooDeeply: self.init("graphs or functions are nested too deeply")
    case .tooMany(let what, let limit): self.init("there are more than \(grouped(limit)) \(what)")
    case .unknownSize(let symbol, let input, let axis):
      self.init(
        "the input \(quoted(input)) leaves axis \(axis) open: it is called \(quoted(symbol))",
        "Say how large it is: --input with the sizes behind the batch, --batch for the first axis, --tokens for sequences."
      )
    case .noSuchInput(let name, let known):
      self.init("the model has no input \(quoted(name))", "Its inputs are \(known.joined(separator: ", ")).")
    case .inputRank(let input, let declared, let given):
      let sizes = given.map { String($0) }.joined(separator: "×")
      self.init(
        "the input \(quoted(input)) has \(declared) axes, but \(sizes) has \(given.count), batch included")
    case .controlFlow(let node, let kind):
      self.init(
        "the node \(quoted(node)) is a \(kind): how often its body runs is known only when the model runs",
        "Export the model with the branch or loop fixed (torch.onnx.export of a traced model unrolls them).")
    case .cycle(let node): self.init("the node \(quoted(node)) needs its own output")
    case .undefinedValue(let value, let node):
      self.init("the node \(quoted(node)) takes \(quoted(value)), which nothing gives")
    case .unknownShape(let node, let kind):
      self.init(
        "nothing tells the shape of the output of the node \(quoted(node)) (\(kind))",
        "Run shape inference before (onnx.shape_inference), or export with fixed sizes.")
    case .doNotFit(let node, let kind, let shapes):
      let words = shapes.map { $0.map { String($0) }.joined(separator: "×") }.joined(separator: " and ")
      self.init("the node \(quoted(node)) (\(kind)) cannot take \(words)")
    case .attribute(let name, let node, let kind):
      self.init("\(quoted(name)) of the node \(quoted(node)) (\(kind)) is missing or impossible")
    case .overflow(let node, let kind):
      self.init("a size at the node \(quoted(node)) (\(kind)) is beyond range")
    }
  }

  private init(_ problem: TextProblem) {
    switch problem {
    case .tooLarge(let most): self.init("the file is larger than \(grouped(most)) bytes")
    case .lineTooLong(let most): self.init("the line is longer than \(grouped(most)) bytes")
    case .tooManyBlankLines(let most): self.init("there are more than \(most) blank lines in a row")
    case .notUTF8: self.init("this is no UTF-8 text from here on")
    case .controlCharacter(let code): self.init("there is a control character (\(code)) here")
    case .empty: self.init("the file is empty")
    case .syntax(let reason, let opened):
      self.init(reason, opened.map { "A bracket was opened at \($0.line):\($0.column)." })
    case .unclosed: self.init("the bracket that is opened here is not closed")
    case .secondDocument: self.init("a second document begins here", "One file describes one network.")
    case .tooDeep(let most): self.init("values are nested more than \(most) deep")
    case .tooManyValues(let most): self.init("there are more than \(grouped(most)) values")
    case .directive: self.init("a line cannot begin with %")
    case .tag: self.init("a tag (!name) has no meaning here")
    case .unknownAnchor(let name): self.init("*\(name) stands for nothing: there is no &\(name) before it")
    case .keyIsNoName: self.init("a key must be a name")
    case .duplicateKey(let key, let first):
      self.init("\(quoted(key)) is given twice", "The first one is at \(first.line):\(first.column).")
    case .unknownKey(let key, let nearest, let known):
      self.init(
        "\(quoted(key)) has no meaning here", nearest.map { "Did you mean \($0)?" },
        known.isEmpty ? nil : "Known here: \(known.joined(separator: ", ")).")
    case .missingKey(let key): self.init("\(quoted(key)) is missing")
    case .wrongKind(let expected, let found):
      self.init("\(expected.words) is needed here, not \(found.words)")
    case .outOfRange(let number, let least, let most):
      self.init(
        most == .max
          ? "\(number) is too small or too large: at least \(grouped(least)) is needed"
          : "\(number) is not between \(grouped(least)) and \(grouped(most))")
    }
  }
}

func grouped(_ number: Int) -> String { NumberStyle.grouped.text(Rational(number)) }

extension TextProblem.Kind {
  fileprivate var words: String {
    switch self {
    case .word: "a single value"
    case .string: "a word"
    case .integer: "a whole number"
    case .number: "a number"
    case .bool: "true or false"
    case .sequence: "a list"
    case .mapping: "keys with values"
    }
  }
}

extension TextProblem.Found {
  fileprivate var words: String {
    switch self {
    case .null: "nothing"
    case .scalar(let text): quoted(text)
    case .sequence: "a list"
    case .mapping: "keys with values"
    }
  }
}
