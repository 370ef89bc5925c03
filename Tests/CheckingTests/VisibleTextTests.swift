import Checking
import Testing

@Suite("Comments, struck out text and the tables of LaTeX")
struct VisibleTextTests {
  private static func errors(_ text: String) -> [Finding] {
    Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
  }

  static let withdrawn: [String] = [
    "% 5*5*6 = 105 with \\cdot\n", "  % 5*5*6 = 105\n\\textbf{Sum}\n",
    "\\section{A}\nThe kernel % 5*5*6 = 105\n", "\\iffalse $5\\cdot5\\cdot6=105$\n\\fi ",
    "\\begin{comment}\n5*5*6 = 105\n\\end{comment}\n", "\\sout{$5\\cdot 5\\cdot 6=105$} ", "~~5·5·6 = 105~~ ",
    "[//]: # (5*5*6 = 105)\n", "[comment]: <> (5*5*6 = 105)\n", "<!-- 5*5*6 = 105 -->\n",
    "<del>5*5*6 = 105</del> ",
    "<s>5*5*6 = 105</s> ", "[the layer](#fc:-5*5*6=105,-(25-->-6)) ", "<!--\n5*5*6 = 105\n-->\n",
  ]

  @Test("What the author withdrew is not read; what follows is found where it stands", arguments: withdrawn)
  func leavesOutWithdrawn(_ prefix: String) {
    #expect(Self.errors(prefix + "7*7*3 = 147").isEmpty)
    let wrong = prefix + "7*7*3 = 174"
    let found = Self.errors(wrong)
    #expect(found.count == 1)
    let lines = wrong.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(found.first?.place.line == lines.count)
    #expect(found.first?.place.column == (lines.last?.count ?? 0) - 2)
    #expect(found.first.map { HandCalculation(wrong).text($0.place.bytes) } == "174")
  }

  @Test(
    "A percent sign, tildes and tags that withdraw nothing",
    arguments: [
      "The share is 50 % and 7*7*3 = 174", "\\alpha is 5\\% and 7*7*3 = 174", "~~ 7*7*3 = 174 ~~",
      "~~~\n7*7*3 = 174\n~~~",
      "~~7*7*3 = 147\n\nand~~ 7*7*3 = 174", "<span>7*7*3 = 174</span>", "[1]: 7*7*3 = 174",
      "\\iffalse 7*7*3 = 174",
      "| \\% | 7*7*3 = 174 |", "<scale> 7*7*3 = 174 </s>",
    ])
  func readsTheRest(_ text: String) { #expect(Self.errors(text).count == 1) }

  @Test("The text keeps its bytes")
  func keepsPlaces() {
    let text = "a ~~b~~ \\sout{c}\n% d\n\\begin{tabular}{l|r}\n1 & 2 \\\\\n\\hline\n\\end{tabular}"
    let working = HandCalculation(text)
    #expect(working.bytes.count == text.utf8.count)
    #expect(Array(text.utf8) == working.written)
    #expect(working.bytes.count { $0 == 0x0A } == working.written.count { $0 == 0x0A })
  }

  // MARK: - Tables

  /// A table of three layers with its total.
  private static func table(_ total: String, _ cell: (String) -> String) -> String {
    """
    \\begin{tabular}{|l|r|r|}
    \\hline
    Layer & Weights & Output \\\\ \\hline\\hline
    first & \(cell("1{,}728")) & $32\\times32\\times64$ \\\\
    \\multirow{2}{*}{second} & \(cell("36{,}864")) & $32\\times32\\times64$ \\\\[2pt]
    \\cmidrule(lr){2-3}
    third & \(cell("73{,}728")) & $16\\times16\\times128$ \\\\
    \\midrule
    Total & \(cell(total)) & \\\\
    \\bottomrule
    \\end{tabular}
    """
  }

  @Test("The columns of LaTeX's tables are summed as those of Markdown's", arguments: ["", "$"])
  func sumsColumns(_ mark: String) {
    let cell = { (number: String) in mark + number + mark }
    #expect(Self.errors(Self.table("112{,}320", cell)).isEmpty)
    #expect(Self.errors(Self.table("112{,}230", cell)).count == 1)
  }

  @Test(
    "Cells are no sides of one calculation",
    arguments: [
      "\\begin{tabular}{ll}\nstem & $56\\times56\\times 24$ & $=648$\\\\\n\\end{tabular}",
      "\\begin{tabular}{ll}\nstem & $56\\times56\\times24$ & $\\approx 15.0$\\,M\\\\\n\\end{tabular}",
      "stem & $56\\times56\\times 24$ & $=648$\\\\",
      "\\begin{tabularx}{\\textwidth}{l|X|r}\nstem & $56\\times56$ & $= 648$ \\\\ \\hline\n\\end{tabularx}",
    ])
  func partsCells(_ text: String) { #expect(Self.errors(text).isEmpty) }

  @Test("Aligned equations go on over their signs")
  func joinsAlignment() {
    #expect(Self.errors("\\begin{align}\nP &= 7\\cdot7\\cdot 3 \\\\\n&= 147\n\\end{align}").isEmpty)
    #expect(Self.errors("\\begin{align}\nP &= 7\\cdot7\\cdot 3 \\\\\n&= 174\n\\end{align}").count == 1)
  }
}
