import Symbolics

/// `3.15e23 / 8.64e19 = 364.6 PF-days`: days at 10¹⁵ operations a second, whose hyphenated unit is read as a difference.
extension Calculation {
  mutating func checkPetaflopDays() {
    for line in lines where Calculation.petaflopDays.mayBe(on: line) {
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
    guard !left.isSymbolic, case .quotient(_, let divisor) = left.located.expression,
      let value = try? left.located.expression.evaluated(), place < end,
      (try? divisor.evaluated()) == (try? Rational(864).multiplied(by: Rational(10).raised(to: 17))),
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
