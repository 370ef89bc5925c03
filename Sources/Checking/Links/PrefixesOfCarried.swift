import Symbolics

/// `25,557,032 parameters = 25.56 B × 4 bytes = 102.2 MB`: a number that is carried on behind a sign of equality with another
/// prefix than it has.
extension LinkChecker {
  /// The number as it is carried on, and by how many powers of ten it is off.
  func prefixOfCarried(_ chain: Chain, _ index: Int) -> (numeral: Numeral, power: Int)? {
    guard let count = chain.sides[index].claim, count.scale == .one, count.lastPlace == .one,
      count.value >= 1_000,
      case .product(let factors) = chain.sides[index + 1].located.expression, factors.count <= 3
    else { return nil }
    for factor in factors {
      guard case .number(let numeral) = factor, numeral.scale.isPrefix, numeral.shows(atLeast: 100),
        let power = Magnitude.power(from: count.value, to: numeral), power % 3 == 0
      else { continue }
      return (numeral, power)
    }
    return nil
  }
}
