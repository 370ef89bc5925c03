import Symbolics

/// A sum down the page whose items have their own sign of equality: `+ 3 × 100 = 300` below `4 × 4,096 = 16,384`.
extension LinkChecker {
  /// Whether a claim is what the line alone gives that begins with a plus.
  func isItemOfColumn(_ link: PlainLink) -> Bool {
    guard link.sign == .equal || link.sign == .approximately,
      case .sum(let terms) = link.first.located.expression, let last = terms.last, !last.isSubtracted,
      last.value.isWorkedOut, let claim = link.second.claim,
      case let own = working.line(at: link.second.located.range.lowerBound),
      working.line(at: link.first.located.range.lowerBound) < own,
      case let stretch = stretch(ofLine: own),
      let sign = working.bytes[stretch].first(where: { !Doubt.isBlank($0) }), sign == UInt8(ascii: "+"),
      let value = try? last.value.evaluated()
    else { return false }
    return fits(value, claim, isApproximate: true, isBare: !last.value.hasScale)
  }
}

extension Expression {
  /// Whether the expression is a product, a quotient or a power, and no number with a power of ten.
  var isWorkedOut: Bool {
    switch self {
    case .product, .quotient, .power: Claim.numeral(of: self) == nil
    default: false
    }
  }
}
