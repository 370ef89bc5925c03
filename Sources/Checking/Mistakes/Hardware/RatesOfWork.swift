import Symbolics

/// Work or bytes divided by a time, with the point moved: `3.6 GFLOPs ÷ 30 ms = 12 GFLOPS`, `64 MB / 4 ms = 1.6 GB/s`.
extension Calculation {
  mutating func checkRatesOfWork() {
    for line in lines where line.row == nil && !line.chains.isEmpty && line.range.count < 1_024 {
      guard RatesOfWork.times.mayBe(on: line) else { continue }
      for chain in line.chains where chain.traits.contains(.scaled) {
        for (left, right) in zip(chain.sides, chain.sides.dropFirst()) {
          guard case .quotient = left.located.expression, left.located.operands.count == 2,
            let claim = right.claim,
            right.unit == .flops || right.unit == .bytes, claim.hasScaleWord,
            let rate = rate(of: left, in: right.unit, on: line), let slips = claim.slip(from: rate),
            slips == [.powerOfTenSlip], let power = Magnitude.power(from: rate, to: claim),
            !isReported(right.located.range), isAsserted(right.located.range, on: line)
          else { continue }
          findings.append(
            Draft(
              mistake: .powerOfTenSlip, alternatives: [.prefixSlip, .workDividedByRate],
              range: right.located.range,
              claimed: claim.value, correct: rate, arguments: Magnitude.arguments(power)))
          markWrong(at: right.located.range)
        }
      }
    }
  }

  /// What an amount in a time makes in a second.
  private func rate(of side: Chain.Side, in unit: Unit, on line: TextLine) -> Rational? {
    let place = side.located.range.lowerBound
    let measures = measures(on: line).filter {
      $0.range.lowerBound >= place && $0.range.lowerBound < side.located.range.upperBound
    }
    guard measures.count == 2, measures[0].unit == unit, let seconds = measures[1].unit.seconds,
      measures[0].per == .nothing, let time = try? measures[1].numeral.value.multiplied(by: seconds),
      time > .zero
    else { return nil }
    return try? measures[0].numeral.value.divided(by: time)
  }
}

private enum RatesOfWork {
  static let times: PhraseSet = [" ms", "ms ", " s ", "s)", "毫秒", "秒", " us", " µs", " μs", "second"]
}
