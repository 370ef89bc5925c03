public import Checking
import Symbolics

extension ReferenceLists {
  /// Every mistake: its name and identifier, what goes wrong, what to do, an example.
  public static func mistakes(_ wording: Wording) -> Document {
    let count = WordingValue.number(Rational(Mistake.allCases.count))
    var blocks: [Block] = [.paragraph(wording.inlines(.mistakesIntroduction, ["count": count]))]
    for mistake in Mistake.allCases { blocks += self.blocks(for: mistake, wording) }
    return Document(language: wording.language, title: wording.inlines(.mistakesTitle), blocks: blocks)
  }

  /// What the list says of one mistake.
  public static func blocks(for mistake: Mistake, _ wording: Wording) -> [Block] {
    func text(_ text: WordingIdentifiers.MistakeText) -> [Inline] {
      wording.inlines(identifier: mistake.identifier(text))
    }
    return [
      .heading(level: 2, anchor: mistake.rawValue, text(.name)),
      .paragraph([.code(mistake.rawValue)]),
      .paragraph(text(.what) + wording.sentenceGap + text(.correction)),
      .list(
        ordered: false,
        [
          [.paragraph(wording.inlines(.mistakeWrong, ["line": .inlines(text(.example))]))],
          [.paragraph(wording.inlines(.mistakeRight, ["line": .inlines(text(.exampleRight))]))],
        ]),
    ]
  }
}
