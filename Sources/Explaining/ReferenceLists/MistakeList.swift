public import Checking
import Symbolics

extension ReferenceLists {
  /// Every mistake: its name and identifier, what goes wrong, how it shows, what to do, an example.
  public static func mistakes(_ wording: Wording) -> Document {
    let count = WordingValue.number(Rational(Mistake.allCases.count))
    var blocks: [Block] = [.paragraph(wording.inlines(.mistakesIntroduction, ["count": count]))]
    var series = Checker.Series(Checker())
    for mistake in Mistake.allCases { blocks += self.blocks(for: mistake, wording, &series) }
    return Document(language: wording.language, title: wording.inlines(.mistakesTitle), blocks: blocks)
  }

  /// What the list says of one mistake. Whether it can be told from its example is not stated but tried: the example is
  /// checked like anybody's working.
  public static func blocks(for mistake: Mistake, _ wording: Wording) -> [Block] {
    var series = Checker.Series(Checker())
    return blocks(for: mistake, wording, &series)
  }

  private static func blocks(
    for mistake: Mistake, _ wording: Wording, _ series: inout Checker.Series
  ) -> [Block] {
    func text(_ text: WordingIdentifiers.MistakeText) -> [Inline] {
      wording.inlines(identifier: mistake.identifier(text))
    }
    return [
      .heading(level: 2, anchor: mistake.rawValue, text(.name)),
      .paragraph([.code(mistake.rawValue)]),
      .paragraph(text(.what) + wording.sentenceGap + text(.correction)),
      .paragraph(wording.inlines(.mistakeShows, ["text": .inlines(text(.shows))])),
      .list(
        ordered: false,
        [
          [.paragraph(wording.inlines(.mistakeWrong, ["line": .inlines(text(.example))]))],
          [.paragraph(wording.inlines(.mistakeRight, ["line": .inlines(text(.exampleRight))]))],
        ]),
      .paragraph(
        wording.inlines(
          mistake.isFoundInExample(wording, &series) ? .mistakeFound : (mistake.obstacle ?? .meaning).phrase)),
    ]
  }
}

extension Mistake {
  /// The example of the mistake in words, a line or a few sentences.
  public func example(_ wording: Wording) -> String {
    var text = ""
    // Examples are words and signs; a name set as code is part of its sentence.
    for inline in wording.inlines(identifier: identifier(.example)) {
      switch inline {
      case .text(let piece), .code(let piece): text += piece
      default: break
      }
    }
    return text
  }

  /// Whether the checker finds the mistake in its example, under its name or among the alternatives.
  public func isFoundInExample(_ wording: Wording, _ series: inout Checker.Series) -> Bool {
    series.diagnose(HandCalculation(example(wording))).findings.contains {
      $0.mistake == self || $0.alternatives.contains(self)
    }
  }
}

extension Mistake.Obstacle {
  /// The words for it.
  fileprivate var phrase: Phrase {
    switch self {
    case .consequence: .mistakeConsequence
    case .convention: .mistakeConvention
    case .fact: .mistakeFact
    case .meaning: .mistakeMeaning
    }
  }
}
