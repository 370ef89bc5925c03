import Symbolics

/// Columns whose head is a formula of the other columns: `| L | d | 12·L·d² |`, `| params | tokens | C = 6ND |`.
///
/// The other rows have to follow it, two at least, in one power of ten; then one that does not is wrong. Of two rows only a
/// slip that is known as such is called one.
extension NumberTable {
  func formulaColumns() -> [Calculation.Draft] {
    var findings: [Calculation.Draft] = []
    for column in heads.indices.dropFirst() {
      guard let formula = HeaderFormula(heads[column], of: working.bytes)?.expression,
        let operands = columns(of: formula, besides: column)
      else { continue }
      let rows = rows.compactMap { self.row($0, column, formula, operands) }
      if let draft = departure(in: rows) { findings.append(draft) }
    }
    return findings
  }

  /// A row with what its formula gives.
  private struct Row {
    let line: TextLine
    let claim: TableValue
    let right: Rational
    let room: Double

    var ratio: Double { claim.value / right.approximation }
    func follows(_ factor: Double) -> Bool { (ratio / factor - 1).magnitude <= 1.1 * room + 1e-9 }
  }

  private func row(
    _ line: TextLine, _ column: Int, _ formula: Expression, _ operands: [Symbol: (column: Int, times: Int)]
  ) -> Row? {
    guard let claim = cell(column, of: line) else { return nil }
    var values: [Symbol: Rational] = [:]
    var room = claim.room
    for (symbol, place) in operands {
      // Parameters and tokens are rounded, layers and widths are not.
      let isCount = symbol != Symbol("N") && symbol != Symbol("D")
      guard let value = cell(place.column, of: line, isExact: isCount) else { return nil }
      values[symbol] = value.numeral.value
      room += value.room * Double(place.times)
    }
    guard let right = try? formula.substituting({ values[$0].map { Expression($0) } }).evaluated(),
      right > .zero
    else { return nil }
    return Row(line: line, claim: claim, right: right, room: room)
  }

  /// The columns of a formula's letters; nil where one of them has none of its own.
  private func columns(
    of formula: Expression, besides result: Int
  ) -> [Symbol: (column: Int, times: Int)]? {
    var columns: [Symbol: (column: Int, times: Int)] = [:]
    for (symbol, times) in formula.timesOfSymbols {
      let found = heads.indices.filter { $0 != result && isHead(heads[$0], of: symbol) }
      guard found.count == 1, !columns.values.contains(where: { $0.column == found[0] }) else { return nil }
      columns[symbol] = (found[0], times)
    }
    return columns.isEmpty ? nil : columns
  }

  /// Whether a head is a letter, `d`, `width d`, `Params (N)`, or a word for one.
  private func isHead(_ head: Range<Int>, of symbol: Symbol) -> Bool {
    guard head.count <= 40 else { return false }
    let words = working.bytes[head].filter { !FormulaColumnWords.marks.contains($0) }.split {
      $0 < 0x80 && !$0.isASCIIWordByte
    }.map { String(decoding: $0, as: UTF8.self) }
    let name = symbol.description
    if words.last == name || words.first == name && words.count <= 2 { return true }
    guard let names = FormulaColumnWords.names[name] else { return false }
    let whole = words.joined(separator: " ").lowercased()
    return names.contains(whole)
  }

  // MARK: - What departs

  private func departure(in rows: [Row]) -> Calculation.Draft? {
    guard rows.count >= 3 else { return nil }
    var best: (factor: Double, odd: [Row])?
    for factor in FormulaColumnWords.factors {
      let odd = rows.filter { !$0.follows(factor) }
      if odd.count < best?.odd.count ?? rows.count { best = (factor, odd) }
    }
    guard let (factor, odd) = best, odd.count == 1, let row = odd.first, !isOfOtherKind(row.line) else {
      return nil
    }
    let others = rows.filter { $0.line.index != row.line.index }
    guard Set(others.map { $0.right }).count >= 2, others.allSatisfy({ $0.room < 0.12 }),
      (row.ratio / factor - 1).magnitude > 1.5 * row.room + 0.03
    else { return nil }
    return draft(row, factor, others)
  }

  private func draft(_ row: Row, _ factor: Double, _ others: [Row]) -> Calculation.Draft? {
    let off = row.ratio / factor
    let slack = 1.2 * row.room + 1e-6
    func isOff(by number: Double) -> Bool {
      (off / number - 1).magnitude <= slack || (off * number - 1).magnitude <= slack
    }
    let mistakes: [Mistake]
    if [10, 100, 1_000, 1e6].contains(where: { isOff(by: $0) }) {
      mistakes = [.powerOfTenSlip, .productSlip, .prefixSlip]
    } else if others.contains(where: { other in
      (other.line.index - row.line.index).magnitude == 1 && other.claim.numeral == row.claim.numeral
    }) {
      mistakes = [.copiedFromLineAbove, .dimensionLeftFromOtherModel, .productSlip]
    } else if others.count >= 3 || [2, 3, 4, 6].contains(where: { isOff(by: $0) }) {
      mistakes = [.productSlip, .formulaDoesNotGiveResult, .factorDroppedInEvaluation]
    } else {
      return nil
    }
    let unit = Rational(whole: Int128((factor < 1 ? 1 / factor : factor).rounded()))
    let right = factor < 1 ? try? row.right.divided(by: unit) : try? row.right.multiplied(by: unit)
    return Calculation.Draft(
      mistake: mistakes[0], alternatives: Array(mistakes.dropFirst()), range: row.claim.range,
      claimed: row.claim.numeral.value, correct: right)
  }
}

private enum FormulaColumnWords {
  /// What heads may leave out: "N (B)" beside "FLOPs (1e21)".
  static let factors: [Double] = [
    1, 1e-3, 1e-6, 1e-9, 1e-12, 1e-15, 1e-18, 1e-21, 1e3, 1e6, 1e9, 1e12,
  ]
  /// What stands about letters in LaTeX: `$d_{ff}$`.
  static let marks: [UInt8] = Array("{}\\$".utf8)
  static let names: [String: [String]] = [
    "N": ["params", "parameters", "model size", "parameter count", "参数量", "参数"],
    "D": ["tokens", "training tokens", "data", "词元数", "训练词元", "训练 token 数", "token 数", "tokens 数"],
    "L": ["layers", "n_layers", "n_layer", "层数", "blocks", "depth"],
    "d": ["d_model", "width", "hidden", "hidden size", "n_embd", "隐藏维度", "宽度", "hidden_size"],
  ]
}
