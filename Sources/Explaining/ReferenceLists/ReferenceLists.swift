import Derivations
import Networks
import Symbolics

/// The reference lists as documents: networks, conventions, mistakes, formulas.
public enum ReferenceLists {
  /// Every network of the catalogue with its usual input and its publication.
  public static func networks(_ wording: Wording) -> Document {
    let rows = Catalogue.entries.map { entry -> [[Inline]] in
      [
        [.code(entry.name)], [.text(entry.title)],
        inputs(of: entry, wording),
        wording.inlines(entry.publication),
      ]
    }
    let table = Table(
      caption: wording.inlines(.networksCaption),
      columns: [Phrase.columnName, .columnTitle, .columnInput, .columnPublication].map {
        Table.Column(wording.inlines($0))
      }, rows: rows)
    return Document(
      language: wording.language, title: wording.inlines(.networksTitle), blocks: [.table(table)])
  }

  /// `3 × 224 × 224`, `1024 tokens`.
  private static func inputs(of entry: Catalogue.Entry, _ wording: Wording) -> [Inline] {
    wording.join(
      entry.inputs.map { input in
        let sizes = Math(.product(of: input.usual.map { Expression(Rational($0)) }))
        guard input.layout == .tokens else { return [.math(sizes)] }
        return wording.inlines(.inputTokens, ["count": .number(Rational(input.usual.first ?? 0))])
      })
  }

  /// Every convention: what it is about, what it counts and what not.
  public static func conventions(_ wording: Wording) -> Document {
    var blocks: [Block] = [.paragraph(wording.inlines(.conventionsIntroduction))]
    for convention in Convention.all {
      blocks.append(.heading(level: 2, anchor: convention.name, [.code(convention.name)]))
      blocks.append(.paragraph(wording.inlines(identifier: "convention." + convention.name + ".what")))
      blocks += wording.blocks(for: convention, kinds: Operation.Kind.allCases.filter { $0 != .uncounted })
      if !convention.quirks.isEmpty {
        blocks.append(
          .list(
            ordered: false,
            convention.quirks.map { quirk in
              [
                .paragraph(
                  wording.inlines(identifier: "quirk." + quirk.name) + [.text(" "), .code(quirk.place)])
              ]
            }))
      }
    }
    return Document(language: wording.language, title: wording.inlines(.conventionsTitle), blocks: blocks)
  }
}
