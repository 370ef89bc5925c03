import Symbolics

/// Operations divided by operations a second are a time, not a utilisation and not a number of devices.
extension Calculation {
  mutating func checkWorkByRate() {
    var kinds: [Rational: Kind]?
    for entry in entries where entry.chain.traits.contains(.percent) || isDeviceCount(entry) {
      let chain = entry.chain
      for index in chain.signs.indices where chain.signs[index] != .comparison {
        guard let (dividend, divisor) = chain.sides[index].located.expression.dividendAndDivisor,
          let first = Claim.numeral(of: dividend), let second = Claim.numeral(of: divisor),
          let claim = chain.sides[index + 1].claim, !second.value.isZero
        else { continue }
        let known = kinds ?? kindsOfNumbers()
        kinds = known
        guard known[second.value] == .rate, let work = known[first.value], work != .rate,
          work == .workForEach || isSmall(claim),
          let seconds = try? first.value.divided(by: second.value)
        else { continue }
        findings.append(
          Draft(
            mistake: .workDividedByRate, range: chain.sides[index + 1].located.range, claimed: claim.value,
            correct: seconds))
      }
    }
  }

  /// A utilisation below a hundredth is none that anybody reports.
  private func isSmall(_ claim: Numeral) -> Bool {
    guard let hundredth = try? Rational(1, over: 100) else { return false }
    return claim.scale != .percent || claim.value < hundredth
  }

  private func isDeviceCount(_ entry: Entry) -> Bool {
    guard entry.claimUnit == .other, let range = entry.claimRange else { return false }
    return Phrases.contains(["gpu"], in: range.upperBound..<range.upperBound + 8, of: working.bytes)
  }

  /// What a number of the text measures.
  private enum Kind { case work, workForEach, rate }

  private static let flop: PhraseSet = ["flop"]

  /// The numbers of the text that are operations or operations a second.
  private func kindsOfNumbers() -> [Rational: Kind] {
    var kinds: [Rational: Kind] = [:]
    for line in lines(with: Calculation.flop) where Calculation.flop.isOn(line, of: working.bytes) {
      for measure in measures(on: line) {
        if measure.isWork { kinds[measure.numeral.value] = measure.per == .thing ? .workForEach : .work }
        if measure.isRate { kinds[measure.numeral.value] = .rate }
      }
    }
    return kinds
  }
}

extension Expression {
  /// The two sides of a division; `14×10^9 / 312×10^12` is meant as one of two numbers.
  fileprivate var dividendAndDivisor: (Expression, Expression)? {
    switch self {
    case .quotient(let dividend, let divisor): return (dividend, divisor)
    case .product(let factors):
      guard factors.count == 2, case .quotient(let dividend, let divisor) = factors[0],
        case .number = divisor, Claim.numeral(of: factors[1]) != nil, case .power = factors[1]
      else { return nil }
      return (dividend, .product([divisor, factors[1]]))
    default: return nil
    }
  }
}
