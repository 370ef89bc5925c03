/// The expressions of the whole numbers that a text repeats, each made once: most factors of a working are small.
struct WholeNumbers {
  private static let limit = 1_024
  private var known: [Expression?] = []

  /// The expression of a numeral.
  mutating func expression(of numeral: Numeral) -> Expression {
    guard numeral.scale == .one, numeral.value.isInteger, numeral.value.numerator < WholeNumbers.limit,
      numeral.value.numerator >= 0, numeral.lastPlace.isInteger, numeral.lastPlace.numerator == 1
    else { return .number(numeral) }
    let place = Int(truncatingIfNeeded: numeral.value.numerator)
    if known.isEmpty { known = Array(repeating: nil, count: WholeNumbers.limit) }
    if let expression = known[place] { return expression }
    let expression = Expression.number(numeral)
    known[place] = expression
    return expression
  }
}
