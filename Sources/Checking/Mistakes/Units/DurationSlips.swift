import Symbolics

/// Seconds, hours, days and years wrongly converted, or a division of work by speed that went wrong.
extension SlipRule {
  /// 6e7 s = 69 days: one unit of time in another.
  static let conversion = SlipRule(
    mistake: .durationWrong,
    recognise: { link in
      guard link.isConversion, SlipRule.truncated.recognise(link) == nil else { return nil }
      var slip = Slip(mistake: .durationWrong, alternatives: [.productSlip], arguments: Durations.ratio(link))
      if Magnitude.power(of: link) != nil { slip.alternatives.append(.powerOfTenSlip) }
      return slip
    },
    inject: { _, _ in nil })

  /// A quotient of hours that is none.
  static let duration = SlipRule(
    mistake: .durationWrong,
    recognise: { link in
      guard link.claimSide.unit.seconds != nil else { return nil }
      let ratio = Durations.ratio(link)
      // `410 + 380 + 290 = 1,120 GPU-hours` adds hours to hours.
      if ratio.isEmpty, link.left.expression.isPlainSum { return nil }
      var slip = Slip(mistake: .durationWrong, alternatives: [.productSlip], arguments: ratio)
      // 19.79 EFLOPS put in as 19.79e15: numbers alone do not tell whether the quotient or a prefix is wrong.
      if Durations.isPrefixApart(link) { slip.alternatives.append(.prefixSlip) }
      return slip
    },
    inject: { _, _ in nil })
}

extension Expression {
  /// Whether the expression adds numbers and does nothing else.
  fileprivate var isPlainSum: Bool {
    guard case .sum(let terms) = self else { return false }
    return terms.allSatisfy { if case .number = $0.value { true } else { false } }
  }
}

/// A left side in the unit of time of its claim.
struct Durations: Sendable {
  /// The value in the claim's unit.
  let value: Rational
  /// Whether both sides have a unit of time, and not the same.
  let isConversion: Bool

  /// Nil where the claim is no duration. Work divided by speed gives seconds; a quotient that divides further gives hours
  /// or days: of the two the one nearer to the claim is meant. What the calculation converts itself is not converted
  /// again.
  init?(
    _ value: Rational, of unit: Unit, in claimUnit: Unit, near claim: Rational, _ account: TimeAccount? = nil
  ) {
    guard let seconds = claimUnit.seconds else { return nil }
    isConversion = unit.seconds.map { $0 != seconds } ?? false
    if let account, let converted = account.value(value, in: claimUnit) {
      self.value = converted
      return
    }
    guard let converted = try? value.multiplied(by: unit.seconds ?? .one).divided(by: seconds) else {
      return nil
    }
    if unit.seconds != nil {
      self.value = converted
    } else {
      self.value =
        Durations.distance(value, claim) <= Durations.distance(converted, claim) ? value : converted
    }
  }

  /// How many times one is the other, at least 1.
  private static func distance(_ first: Rational, _ second: Rational) -> Double {
    let ratio = (first.approximation / second.approximation).magnitude
    return ratio >= 1 ? ratio : ratio > 0 ? 1 / ratio : .infinity
  }

  /// Whether a prefix lies between the quotient and its claim, to a fiftieth: times in a text are rounded or cut off.
  static func isPrefixApart(_ link: FalseLink) -> Bool {
    guard let room = try? link.claim.value.magnitude.divided(by: Rational(50)) else { return false }
    return [1_000, 1_000_000, 1_000_000_000].contains { (ratio: Rational) in
      [try? link.value.multiplied(by: ratio), try? link.value.divided(by: ratio)].contains { value in
        value.map { LinkChecker.isWithin(room, $0, link.claim.value) } ?? false
      }
    }
  }

  /// What lies between units of time, and the powers of ten by which people slip.
  static let usualRatios: [Rational] = [60, 24, 3_600, 86_400, 7, 365, 10, 100, 1_000]

  /// The unit that was forgotten or taken twice: 60, 3,600, 86,400 …
  static func ratio(_ link: FalseLink) -> [(name: String, value: Finding.Argument)] {
    for ratio in usualRatios
    where link.isClaimed(times: ratio, over: .one) || link.isClaimed(times: .one, over: ratio) {
      return [("ratio", .number(ratio))]
    }
    // A large number is rounded on the way.
    for ratio in usualRatios {
      guard let room = try? link.claim.value.magnitude.divided(by: 1_000) else { continue }
      for value in [try? link.value.multiplied(by: ratio), try? link.value.divided(by: ratio)] {
        if let value, LinkChecker.isWithin(room, value, link.claim.value) {
          return [("ratio", .number(ratio))]
        }
      }
    }
    return []
  }
}
