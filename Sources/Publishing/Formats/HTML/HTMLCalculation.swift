import Explaining
import Symbolics

extension HTMLWriter {
  /// A grid, one row a step: left side, sign, right side, remark. Only the remarks need nodes of their own.
  func writeCalculation(_ calculation: Calculation) {
    tree.block {
      let isWide = calculation.rows.contains { row in row.left.map { isCrowding($0) } ?? false }
      tree.raw.put(
        isWide
          ? "<div class=\"steps long\" role=\"group\" aria-label=\""
          : "<div class=\"steps\" role=\"group\" aria-label=\"")
      tree.raw.put(escaping: calculation.label)
      // What may scroll on a phone must be reached by keyboard; a name as long as a line is never broken.
      let mayScroll =
        isWide
        || calculation.rows.contains { row in
          widestPiece(row.right) > 24 || row.left.map { widestPiece($0) > 24 } ?? false
        }
      tree.raw.put(mayScroll ? "\" tabindex=\"0\">" : "\">")
      for row in calculation.rows { writeRow(row) }
      tree.raw.put("</div>")
    }
  }

  private func writeRow(_ row: Calculation.Row) {
    let isBroad = row.left.map { size(of: $0) > 6 } ?? false
    tree.raw.put(
      isBroad ? "<div class=\"step broad\"><div class=\"lhs\">" : "<div class=\"step\"><div class=\"lhs\">")
    if let left = row.left { notations.mathML(left, to: &tree.raw) }
    tree.raw.put("</div><div class=\"rel\"><math><mo form=\"prefix\" lspace=\"0\" rspace=\"0\">")
    tree.raw.put(row.relation.sign)
    tree.raw.put("</mo></math></div><div class=\"rhs\">")
    if row.isResult { tree.raw.put("<span class=\"res\">") }
    notations.mathML(row.right, to: &tree.raw)
    if row.isResult { tree.raw.put("</span>") }
    tree.raw.put("</div><div class=\"note\">")
    write(row.note)
    tree.raw.put("</div></div>\n")
  }

  /// The numbers and symbols of an expression: more than a few on the left get a line of their own at any width.
  private func size(of expression: Expression) -> Int {
    let operands = expression.operands
    return operands.isEmpty ? 1 : operands.reduce(0) { $0 + size(of: $1) }
  }

  /// How many signs stand together in the longest piece that no browser breaks: a bracket, a fraction.
  private func widestPiece(_ expression: Expression) -> Int {
    switch expression {
    case .number, .symbol: return 0
    case .sum(let terms): return terms.reduce(0) { max($0, widestPiece($1.value)) }
    case .product(let factors):
      return factors.reduce(0) { widest, factor in
        if case .sum = factor { max(widest, length(factor)) } else { max(widest, widestPiece(factor)) }
      }
    default: return length(expression)
    }
  }

  private func length(_ expression: Expression) -> Int {
    var text: [UInt8] = []
    notations.plain(expression, to: &text)
    return text.count
  }

  /// Whether a left side would crowd out the right one on a phone, where it then gets a line of its own.
  private func isCrowding(_ left: Expression) -> Bool {
    if case .symbol(let symbol) = left { return symbol.base.utf8.count + symbol.index.utf8.count > 8 }
    return true
  }
}
