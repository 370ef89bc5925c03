import Symbolics

/// A table whose columns are the factors of its last one: where the rows say so, one that does not is looked at.
///
/// `| Layer 1 | 32 | 32 | 64 | 3 | 5 | 5 | 4,915,200 |`. A row may be another kind of layer, so that only a result that is off
/// by a digit, by two exchanged digits or by a power of ten is called wrong.
extension Calculation {
  mutating func checkProducts(of rows: [TextLine]) {
    guard rows.count >= 3, let width = rows.first?.row?.cells.count, width >= 4, width <= 16 else { return }
    let table = rows.map { row in (0..<width).map { number(in: $0, of: row) } }
    guard let result = (1..<width).last(where: { column in table.allSatisfy { $0[column] != nil } }) else {
      return
    }
    let factors = (1..<result).filter { column in
      table.allSatisfy { $0[column].map { $0.numeral.scale == .one && $0.numeral.value > 0 } ?? false }
    }
    guard factors.count >= 2 else { return }
    // A stride or a padding among the columns is no factor.
    for omitted in [nil] + factors.map({ Optional($0) }) {
      let columns = factors.filter { $0 != omitted }
      let products = table.map { row in product(columns.compactMap { row[$0]?.numeral.value }) }
      let wrong = rows.indices.filter { products[$0] != table[$0][result]?.numeral.value }
      guard columns.count >= 2, wrong.count < rows.count - wrong.count else { continue }
      for row in wrong { report(table[row][result], products[row]) }
      return
    }
  }

  private func product(_ factors: [Rational]) -> Rational? {
    var product = Rational.one
    for factor in factors {
      guard let next = try? product.multiplied(by: factor) else { return nil }
      product = next
    }
    return product
  }

  private mutating func report(_ claim: (numeral: Numeral, range: Range<Int>)?, _ right: Rational?) {
    guard let claim, let right, claim.numeral.lastPlace == .one else { return }
    let isShifted =
      (try? right.multiplied(by: 10)) == claim.numeral.value
      || (try? claim.numeral.value.multiplied(by: 10)) == right
    guard isShifted || Digits.differ(right, claim.numeral.value) else { return }
    findings.append(
      Draft(
        mistake: isShifted ? .powerOfTenSlip : .productSlip,
        alternatives: isShifted ? [.productSlip] : [.digitChanged, .digitsTransposed], range: claim.range,
        claimed: claim.numeral.value, correct: right, fix: Expression(right)))
  }
}
