import Explaining
import Symbolics

/// Fragments as crude text, so that tests can look at everything that is said without a writer of `Publishing`.
enum Crude {
  static func text(_ fragment: Fragment) -> String {
    switch fragment {
    case .inlines(let inlines): text(inlines)
    case .blocks(let blocks): text(blocks)
    }
  }

  static func text(_ blocks: [Block]) -> String { blocks.map { text($0) }.joined(separator: "\n") }

  static func text(_ block: Block) -> String {
    switch block {
    case .heading(let level, let anchor, let inlines):
      String(repeating: "#", count: level) + " " + text(inlines) + " {" + anchor + "}"
    case .paragraph(let inlines): text(inlines)
    case .list(let ordered, let items):
      items.map { (ordered ? "1. " : "- ") + text($0) }.joined(separator: "\n")
    case .calculation(let calculation): text(calculation)
    case .table(let table):
      ([text(table.caption), table.columns.map { text($0.heading) }.joined(separator: " | ")]
        + (table.rows + (table.footer.map { [$0] } ?? [])).map {
          $0.map { text($0) }.joined(separator: " | ")
        })
        .joined(separator: "\n")
    case .figure(let figure): "[" + figure.title + "] " + figure.description + " " + text(figure.caption)
    case .details(let summary, let isOpen, let blocks):
      (isOpen ? "▼ " : "▶ ") + text(summary) + "\n" + text(blocks) + "\n◀"
    case .manuscript(let manuscript):
      manuscript.lines.map { line in
        "  ¦ " + text(line.text) + line.notes.map { " ← " + text($0.text) }.joined()
      }.joined(separator: "\n")
    case .excerpt(let excerpt):
      excerpt.place + " > " + text(excerpt.line) + "\n"
        + excerpt.remarks.map { remark in
          "  * \(remark.severity) \(text(remark.name)): \(text(remark.text))"
            + (remark.correction.map { "\n" + text($0) } ?? "")
        }.joined(separator: "\n")
    }
  }

  static func text(_ calculation: Calculation) -> String {
    "(" + calculation.label + ")\n"
      + calculation.rows.map { row in
        "    " + (row.left.map { math($0) } ?? "    ") + (row.relation == .equal ? " = " : " ≈ ")
          + math(row.right)
          + (row.isResult ? " ◼" : "") + (row.note.isEmpty ? "" : "    ‹" + text(row.note) + "›")
      }.joined(separator: "\n")
  }

  static func text(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): text
      case .strong(let inner): "**" + text(inner) + "**"
      case .code(let code): "`" + code + "`"
      case .math(let math): text(math)
      case .number(let value): "\(value)"
      case .link(let inner, let target): "[" + text(inner) + "](" + target + ")"
      case .deleted(let inner): "{-" + text(inner) + "-}"
      case .inserted(let inner): "{+" + text(inner) + "+}"
      case .marked(let inner): "{!" + text(inner) + "!}"
      }
    }.joined()
  }

  static func text(_ math: Math) -> String {
    (math.left.map { self.math($0) + " " } ?? "")
      + (math.relation.map { $0 == .equal ? "= " : "≈ " } ?? "") + self.math(math.expression)
  }

  static func math(_ expression: Expression) -> String {
    switch expression {
    case .number(let numeral):
      numeral.scale == .one && numeral.value.isInteger
        ? "\(numeral.value)" : "\(numeral.value.approximation)(\(numeral.scale))"
    case .symbol(let symbol): symbol.description
    case .sum(let terms):
      "("
        + terms.enumerated().map { ($0 == 0 ? "" : $1.isSubtracted ? " − " : " + ") + math($1.value) }
        .joined() + ")"
    case .product(let factors): factors.map { math($0) }.joined(separator: "×")
    case .quotient(let first, let second): math(first) + "/" + math(second)
    case .power(let base, let exponent): math(base) + "^" + math(exponent)
    case .negative(let inner): "−" + math(inner)
    case .floor(let inner): "⌊" + math(inner) + "⌋"
    case .ceiling(let inner): "⌈" + math(inner) + "⌉"
    }
  }
}
