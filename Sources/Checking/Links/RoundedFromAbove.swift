import Symbolics

/// A calculation with a number that stands exactly above it and is printed rounded here, worked out from the exact one:
/// `6 × 4.5e6 × 2e10 = 5.43e17` below `total = 4,529,152`.
extension LinkChecker {
  func agreesWithNumberAbove(_ link: PlainLink) -> Bool {
    guard link.left.isCompound, !link.left.isSymbolic, link.left.located.expression.holdsRoundedNumber else {
      return false
    }
    let place = link.left.located.range.lowerBound
    // Not from the middle of a number.
    let start = working.bytes.skip(from: max(0, place - 2_048), to: place) { $0 > .space }
    guard start < place else { return false }
    let exact = MeasureReader.measures(in: start..<place, of: working.bytes).filter {
      $0.numeral.lastPlace == .one && $0.numeral.scale == .one && $0.numeral.value >= 10_000
    }
    guard !exact.isEmpty else { return false }
    let unrounded = link.left.located.expression.replacingNumerals { numeral in
      guard numeral.isRoundedToThousands, let half = try? numeral.lastPlace.divided(by: .two),
        let above = exact.last(where: { LinkChecker.isWithin(half, $0.numeral.value, numeral.value) })
      else { return nil }
      return Numeral(value: above.numeral.value, lastPlace: .one)
    }
    guard let value = try? unrounded.evaluated(), value != link.value else { return false }
    if fits(value, link.claim, isApproximate: link.isApproximate, isBare: link.isBare) { return true }
    guard let seconds = link.right.unit.seconds, link.left.unit.seconds == nil,
      let time = try? value.divided(by: seconds)
    else { return false }
    return fits(time, link.claim, isApproximate: link.isApproximate, isBare: false)
  }
}

extension Numeral {
  fileprivate var isRoundedToThousands: Bool { lastPlace >= 1_000 && scale != .percent }
}

extension Expression {
  fileprivate var holdsRoundedNumber: Bool {
    var holds = false
    LinkChecker.forEachNumeral(of: self) { holds = holds || $0.isRoundedToThousands }
    return holds
  }
}
