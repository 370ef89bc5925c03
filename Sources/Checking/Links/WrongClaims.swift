import Symbolics

/// The claims so far that are wrong, or follow from a wrong one, with what is right in their place.
struct WrongClaims: Sendable {
  /// What is known of a wrong claim.
  struct Correction: Sendable {
    /// The right value, nil where it could not be computed.
    var right: Rational?
    /// The index of the line of the claim.
    var line: Int
    /// How the claim is scaled: the 7 B of a number of parameters are not the 7 GB of an earlier line.
    var scale: Scale

    fileprivate func fits(_ numeral: Numeral) -> Bool {
      numeral.scale == scale || numeral.scale == .one || scale == .one
    }
  }

  private var corrections: [Rational: Correction] = [:]
  /// The claims by their digits alone: 40.2 of `40.2 TFLOPs`.
  private var byDigits: [Rational: Rational] = [:]

  var isEmpty: Bool { corrections.isEmpty }

  mutating func insert(_ claim: Numeral, right: Rational?, line: Int) {
    corrections[claim.value] = Correction(right: right, line: line, scale: claim.scale)
    if claim.scale != .one, let digits = claim.unscaled { byDigits[digits] = claim.value }
  }

  /// The latest line that claims a number decides whether it is right.
  mutating func remove(_ claim: Rational) { corrections[claim] = nil }

  func contains(_ claim: Rational) -> Bool { corrections[claim] != nil }

  func correction(of claim: Rational) -> Correction? { corrections[claim] }

  /// The first wrong claim that a calculation uses.
  func first(in expression: Expression) -> Correction? {
    var found: Correction?
    LinkChecker.forEachNumeral(of: expression) { numeral in
      if found == nil, let correction = corrections[numeral.value], correction.fits(numeral) {
        found = correction
      }
    }
    return found
  }

  /// The calculation with the right values in the place of wrong ones; nil where it uses none that is known.
  func corrected(_ expression: Expression) -> Expression? {
    var hasChanged = false
    let result = expression.replacingNumerals { numeral in
      guard let value = right(for: numeral) else { return nil }
      hasChanged = true
      return Numeral(value: value, lastPlace: numeral.lastPlace)
    }
    return hasChanged ? result : nil
  }

  private func right(for numeral: Numeral) -> Rational? {
    if let correction = corrections[numeral.value], correction.fits(numeral) { return correction.right }
    guard numeral.scale == .one, let claim = byDigits[numeral.value] else { return nil }
    return corrections[claim]?.right
  }
}

extension Expression {
  /// The expression with some of its numbers replaced; those for which `replacement` has nothing stay. Powers stay as they
  /// are.
  func replacingNumerals(_ replacement: (Numeral) -> Numeral?) -> Expression {
    switch self {
    case .number(let numeral): return replacement(numeral).map { .number($0) } ?? self
    case .symbol, .power: return self
    case .sum(let terms):
      return .sum(
        terms.map { Term($0.value.replacingNumerals(replacement), isSubtracted: $0.isSubtracted) })
    case .product(let factors): return .product(factors.map { $0.replacingNumerals(replacement) })
    case .quotient(let left, let right):
      return .quotient(left.replacingNumerals(replacement), right.replacingNumerals(replacement))
    case .negative(let inner): return .negative(inner.replacingNumerals(replacement))
    case .floor(let inner): return .floor(inner.replacingNumerals(replacement))
    case .ceiling(let inner): return .ceiling(inner.replacingNumerals(replacement))
    }
  }
}
