import Symbolics

/// Two numbers that say one thing in two units, with nothing to work out between them: `16,000 B = 15.6 KiB`,
/// `819.2 GMAC/s = 1.64 TOPS`.
extension LinkChecker {
  /// Whether a number of bytes that is written out is claimed to be a near one of KiB, MiB or GiB.
  func restatesBytes(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    guard left.unit == .bytes, let first = left.claim, let second = right.claim, first.scale == .one,
      first.binaryFactor == nil, first.lastPlace == .one, second.binaryFactor != nil,
      second.shows(atLeast: 10),
      let room = try? first.value.divided(by: 5)
    else { return false }
    return LinkChecker.isWithin(room, first.value, second.value)
  }

  /// What becomes of multiply-adds that are told as operations, which are twice as many or, for some, as many: nil where
  /// something else than a power of ten is between them.
  func verdictOnOperations(_ link: PlainLink) -> Verdict? {
    guard link.first.unit == .macs, link.second.unit == .flops, !link.first.isCompound,
      !link.second.isCompound,
      let first = link.first.claim, let second = link.second.claim, first.hasScaleWord, second.hasScaleWord,
      first.shows(atLeast: 100), second.shows(atLeast: 100), let twice = try? first.value.multiplied(by: .two)
    else { return nil }
    for value in [first.value, twice] {
      guard let slack = first.relativeRoom else { return nil }
      for power: Rational in [10, 100, 1_000] {
        for other in [try? value.multiplied(by: power), try? value.divided(by: power)] {
          guard let other, let part = try? other.multiplied(by: slack),
            let room = try? second.lastPlace.divided(by: .two).adding(part)
          else { continue }
          if LinkChecker.isWithin(room, other, second.value) {
            return .wrong(left: value, claim: second.value)
          }
        }
      }
    }
    return nil
  }
}
