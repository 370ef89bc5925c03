import Symbolics

/// `3.15e23 / 8.64e19 = 364.6 PF-days`: days at 10¹⁵ operations a second, whose hyphenated unit is read as a difference.
extension Calculation {
  mutating func checkPetaflopDays() {
    for line in lines(with: Calculation.petaflopDays) {
      guard Calculation.petaflopDays.isOn(line, of: working.bytes) else { continue }
      for chain in line.chains {
        for (left, right) in zip(chain.sides, chain.sides.dropFirst()) {
          checkPetaflopDays(left, right, on: line)
        }
      }
    }
  }

  private mutating func checkPetaflopDays(_ left: Chain.Side, _ right: Chain.Side, on line: TextLine) {
    let place = right.located.range.lowerBound
    let end = min(line.range.upperBound, place + 48)
    guard !left.isSymbolic, let dividend = left.located.expression.dividend,
      // `2.59×10^21/8.64×10^19`
      let value = LinkChecker(working).valueInPowers(of: left) ?? (try? left.located.expression.evaluated()),
      place < end, !value.isZero,
      (try? dividend.evaluated().divided(by: value))
        == (try? Rational(864).multiplied(by: Rational(10).raised(to: 17))),
      let claim = MeasureReader.measures(in: place..<end, of: working.bytes).first,
      claim.range.lowerBound == place, let digits = claim.numeral.unscaled, digits > .zero,
      let unit = Calculation.petaflopDays.first(in: place..<end, of: working.bytes),
      unit.lowerBound - claim.range.upperBound <= 6, !isReported(right.located.range),
      isAsserted(claim.range, on: line),
      let room = try? value.divided(by: 50), !LinkChecker.isWithin(room, value, digits)
    else { return }
    let isPower = [10, 100, 1_000].contains { (power: Rational) in
      [try? value.multiplied(by: power), try? value.divided(by: power)].contains { other in
        other.map { LinkChecker.isWithin((try? $0.divided(by: 50)) ?? .zero, $0, digits) } ?? false
      }
    }
    findings.append(
      Draft(
        mistake: isPower ? .powerOfTenSlip : .formulaDoesNotGiveResult, range: claim.range, claimed: digits,
        correct: value))
  }

  private static let petaflopDays: PhraseSet = [
    "f-day", "f-d ", "flop/s-day", "flops-day", "flop-day", "pf day", "pflop/s day", "f·day",
  ]
}

extension Expression {
  /// What is divided, before further factors.
  fileprivate var dividend: Expression? {
    switch self {
    case .quotient(let dividend, _): dividend
    case .product(let factors): if case .quotient(let dividend, _)? = factors.first { dividend } else { nil }
    default: nil
    }
  }
}
