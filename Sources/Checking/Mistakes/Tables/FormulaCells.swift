import Symbolics

/// Rows with a formula and its value in the next cell, in a unit that the formula leaves out: `| 2 × 7.5 + 14 × 7.5 / 64 | 61.6
/// GB |` for 16.6 GB below rows that are right.
extension Calculation {
  mutating func checkFormulaCells(in rows: [TextLine]) {
    guard (3...32).contains(rows.count) else { return }
    var agreeing = 0
    var odd: [(claim: Numeral, range: Range<Int>, value: Rational)] = []
    for row in rows {
      guard let (value, claim, range) = formulaAndValue(in: row), let digits = claim.unscaled,
        let factor = claim.scale.factor, let place = try? claim.loosePlace.divided(by: factor)
      else { continue }
      if LinkChecker.isWithin(place, value, digits) {
        agreeing += 1
      } else {
        odd.append((claim, range, value))
      }
    }
    guard agreeing >= 2, odd.count == 1, let (claim, range, value) = odd.first,
      let factor = claim.scale.factor,
      let right = try? value.multiplied(by: factor), isExchanged(claim, right), !isReported(range),
      let line = line(at: range.lowerBound), !isDenied(range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .digitsTransposed, alternatives: [.productSlip], range: range, claimed: claim.value,
        correct: right))
  }

  /// The value of the one formula of a row, and the number of the cell behind it.
  private func formulaAndValue(in row: TextLine) -> (value: Rational, claim: Numeral, range: Range<Int>)? {
    guard let cells = row.row?.cells else { return nil }
    let formulas = row.lone.filter { $0.isCompound && !$0.isSymbolic && $0.unit == .none }
    guard formulas.count == 1, let value = formulas[0].outcome.value,
      let cell = cells.firstIndex(where: { $0.contains(formulas[0].located.range.lowerBound) }),
      let (claim, range) = number(in: cell + 1, of: row)
    else { return nil }
    return (value, claim, range)
  }
}
