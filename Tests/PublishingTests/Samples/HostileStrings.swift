import Explaining
import Symbolics

/// Texts that a working may hold and that some format would obey if it were not told otherwise.
let hostileTexts = [
  "<script>alert(1)</script>", "</style><script>", "]]>", "<!--", "-->", "<b onclick=\"x\">", "&lt;",
  "&amp;amp;", "&#60;",
  "$x$", "$$x$$", "costs $5 and $6", "a|b", "| a | b |", "\\", "\\\\", "a\\|b", "\\(x\\)", "\\[x\\]",
  "\\begin{aligned}",
  "\\input{secret}", "\\write18{rm}", "{", "}", "{}", "a_b_c", "a*b*c", "**a**", "~~a~~", "H~2~O", "x^2^",
  "^^M",
  "`code`", "``", "# a", "- a", "+ a", "1. a", "1) a", "(1) a", "A. a", "iv) a", "> a", "---", "===", "***",
  "[a](b)",
  "![a](b)", "[^1]", "[a]: b", "<http://a.b>", "a@b.c", "@a", ":a:", "%", "100% sure", "#", "~", "\"", "'",
  "\"quoted\"",
  "–", "…", "(7×7×3)×64", "输入有 3 个通道", "“引号”，（括号）", "﹏", "a\u{0}b", "a\u{1B}[31mb", "a\u{9B}31mb",
  "a\u{202E}b",
  "a\u{7}b", "a\nb", "a\tb", "a\r\nb", " a ", "&", "<", ">", "::: a", "    a", "\u{FEFF}a", "🧮", "x\u{301}",
]

/// A document that has a text in every place where it can have one.
func document(everywhere text: String) -> Document {
  let inlines: [Inline] = [.text(text)]
  let rows: [Calculation.Row] = [.init(Expression("A"), .equal, 6, note: inlines)]
  let remark = Excerpt.Remark(
    severity: .error, name: inlines, text: inlines, correction: Calculation(label: text, rows: rows))
  return Document(
    language: .english, title: inlines, subtitle: inlines,
    blocks: [
      .heading(level: 2, anchor: "a", inlines), .paragraph(inlines),
      .paragraph([.strong(inlines), .code(text), .deleted(inlines), .inserted(inlines), .marked(inlines)]),
      .paragraph([.number(5), .text(text), .math(Math(Expression("K"))), .text(text)]),
      .paragraph([.link(inlines, target: "#a"), .link(inlines, target: "https://example.org/" + text)]),
      .list(ordered: true, [[.paragraph(inlines)], [.paragraph(inlines), .paragraph(inlines)]]),
      .calculation(Calculation(label: text, rows: rows)),
      .table(
        Table(
          caption: inlines, columns: [.init(inlines), .init([.code(text)], isNumeric: true)],
          rows: [[inlines, [.code(text)]]], footer: [[.strong(inlines)], inlines])),
      .figure(
        Figure(
          kind: .stackedBars(
            series: [text, text], bars: [.init(label: text, values: [1, 2], total: text)], unit: text),
          title: text, description: text, caption: inlines)),
      .figure(
        Figure(
          kind: .waterfall(
            start: .init(label: text, value: 5, printed: text),
            contributions: [.init(label: text, value: -1, printed: text)],
            end: .init(label: text, value: 4, printed: text), unit: text, rising: text, falling: text),
          title: text, description: text, caption: inlines)),
      .details(summary: inlines, isOpen: false, [.paragraph(inlines)]),
      .excerpt(
        Excerpt(place: text, line: inlines + [.deleted(inlines), .inserted(inlines)], remarks: [remark])),
    ])
}
