public import Checking
public import Explaining

extension Publisher {
  /// Kinds of mistakes for the terminal: identifier and name, one a line.
  public func terminal(_ mistakes: [Mistake], wording: Wording, colour: Bool = false) -> [UInt8] {
    let document = Document(language: wording.language, title: [], blocks: [])
    var writer = TextWriter(
      document, words: words[wording.language] ?? PageWords(), colour: colour, width: 80)
    let longest = mistakes.map { $0.rawValue.count }.max() ?? 0
    for mistake in mistakes {
      writer.put(mistake.rawValue, .bold)
      writer.put(blanks: longest + 2 - mistake.rawValue.count)
      writer.put(plainText(MistakeWords(mistake, wording).name, writer.notations))
      writer.endLine()
    }
    return writer.output
  }
}

/// The words about a kind of mistake.
struct MistakeWords {
  let name, what, correction, shows, example, exampleRight: [Inline]

  init(_ mistake: Mistake, _ wording: Wording) {
    func text(_ piece: String) -> [Inline] {
      wording.inlines(identifier: "mistake.\(mistake.rawValue).\(piece)")
    }
    (name, what, correction) = (text("name"), text("what"), text("correction"))
    shows = text("shows")
    (example, exampleRight) = (text("example"), text("example-right"))
  }
}
