public import Checking
public import Explaining

extension Publisher {
  /// Kinds of mistakes for the terminal.
  ///
  /// - Parameter isWhole: everything that is to be said about each; otherwise identifier and name, one a line.
  public func terminal(
    _ mistakes: [Mistake], wording: Wording, isWhole: Bool, colour: Bool = false, width: Int = 80
  ) -> [UInt8] {
    let document = Document(language: wording.language, title: [], blocks: [])
    var writer = TextWriter(
      document, words: words[wording.language] ?? PageWords(), colour: colour, width: width)
    let longest = mistakes.map { $0.rawValue.count }.max() ?? 0
    for mistake in mistakes {
      let words = MistakeWords(mistake, wording)
      if isWhole {
        writer.write(mistake, words, wording)
      } else {
        writer.put(mistake.rawValue, .bold)
        writer.put(blanks: longest + 2 - mistake.rawValue.count)
        writer.put(plainText(words.name, writer.notations))
        writer.endLine()
      }
    }
    return writer.output
  }
}

/// The words about a kind of mistake.
struct MistakeWords {
  let name, what, correction, example, exampleRight: [Inline]

  init(_ mistake: Mistake, _ wording: Wording) {
    func text(_ piece: String) -> [Inline] {
      wording.inlines(identifier: "mistake.\(mistake.rawValue).\(piece)")
    }
    (name, what, correction) = (text("name"), text("what"), text("correction"))
    (example, exampleRight) = (text("example"), text("example-right"))
  }
}

extension TextWriter {
  fileprivate mutating func write(_ mistake: Mistake, _ text: MistakeWords, _ wording: Wording) {
    write(runs(text.name, .bold) + [Run(text: " [\(mistake.rawValue)]", ink: .dim)])
    indent += 2
    write(runs(text.what))
    write(runs(text.correction))
    write(runs(wording.inlines(.mistakeWrong, ["line": .inlines(text.example)]), .red))
    write(runs(wording.inlines(.mistakeRight, ["line": .inlines(text.exampleRight)]), .green))
    indent -= 2
  }
}
