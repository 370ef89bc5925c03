import Symbolics

/// Durations that are said in one unit after another, `C / rate ≈ 18,800,000 s ≈ 217.4 days`: the later ones are worked out from
/// the quotient, and not from the seconds as they are printed, whose zeros are no digits that are claimed.
extension LinkChecker {
  /// Whether a duration is another one as it may have been before it was rounded: that of the calculation in front of it or on
  /// a line above, or any that is printed so.
  func convertsRoundedTime(_ link: PlainLink) -> Bool {
    guard !link.first.isCompound, !link.second.isCompound, let printed = link.first.claim,
      let own = link.first.unit.seconds, let other = link.second.unit.seconds, own != other,
      printed.value > .zero, let room = LinkChecker.roomOfPrinted(printed),
      let factor = try? own.divided(by: other),
      let half = try? link.claim.lastPlace.divided(by: .two)
    else { return false }
    let exact = timesBehind(link, printed, own, room)
    guard !exact.isEmpty else { return false }
    // Of `≈ 100 days` half is not left open.
    let zeros = LinkChecker.tolerance(of: link.claim, isApproximate: link.isApproximate)
    let claimed = max(half, (try? min(zeros, link.claim.value.divided(by: 20))) ?? half)
    if exact.contains(where: { time in
      (try? time.multiplied(by: factor)).map { LinkChecker.isWithin(claimed, $0, link.claim.value) } ?? false
    }) {
      return true
    }
    // One digit leaves half of the number open: no slip would be found in it.
    guard let most = try? printed.value.divided(by: 20),
      let slack = try? min(room, most).multiplied(by: factor).adding(claimed),
      let value = try? printed.value.multiplied(by: factor)
    else { return false }
    return LinkChecker.isWithin(slack, value, link.claim.value)
  }

  /// `4.2e23 / (989e12 × 2048 × 0.5) = 410,000 seconds`: a quotient that is rounded to the zeros of its seconds, which nobody
  /// counts; not `1.8e6 / 1.2 = 1,400,000` with a tenth between.
  func agreesInZerosOfSeconds(_ link: PlainLink) -> Bool {
    guard link.right.unit == .time(.second), link.left.located.expression.isQuotient,
      link.left.unit.seconds == nil, link.claim.lastPlace == .one, link.claim.value >= 10_000,
      !link.value.isInteger, let most = try? link.claim.value.divided(by: 25)
    else { return false }
    let room = LinkChecker.tolerance(of: link.claim, isApproximate: true)
    return ([link.value] + valuesCarriedOn(of: link.left)).contains { value in
      LinkChecker.isWithin(min(room, most), value, link.claim.value)
    }
  }

  /// What the duration of a link's first side was before it was rounded, in its own unit.
  private func timesBehind(
    _ link: PlainLink, _ printed: Numeral, _ own: Rational, _ room: Rational
  ) -> [Rational] {
    var place = link.index
    while place > 0, !link.chain.sides[place].isCompound {
      guard link.chain.sides[place].unit.seconds != nil, link.chain.signs[place - 1] != .arrow,
        link.chain.signs[place - 1] != .comparison
      else { return [] }
      place -= 1
    }
    let source = link.chain.sides[place]
    guard source.isCompound, !source.isSymbolic else {
      return roundedToZeros[printed.value].map { [$0] } ?? []
    }
    var times: [Rational] = []
    for value in [value(of: source)].compactMap({ $0 }) + valuesCarriedOn(of: source) {
      for unit in [Rational.one, own] {
        guard let time = try? value.multiplied(by: source.unit.seconds ?? .one).divided(by: unit),
          LinkChecker.isWithin(room, time, printed.value)
        else { continue }
        times.append(time)
      }
    }
    return times
  }

  /// Half of the last place before a number's zeros, or of its last digit.
  private static func roomOfPrinted(_ numeral: Numeral) -> Rational? {
    guard let half = try? numeral.lastPlace.divided(by: .two) else { return nil }
    return max(half, tolerance(of: numeral, isApproximate: true))
  }

  /// Notes what a number was before it was rounded to its zeros: 2,194,444 of `≈ 2,190,000 s`.
  mutating func learnRoundedToZeros(_ value: Rational, _ claim: Numeral) {
    guard claim.lastPlace == .one, claim.value >= 1_000, value != claim.value,
      claim.value.numerator % 10 == 0,
      let most = try? claim.value.divided(by: 20),
      LinkChecker.isWithin(
        min(most, LinkChecker.tolerance(of: claim, isApproximate: true)), value, claim.value)
    else { return }
    roundedToZeros[claim.value] = value
  }
}
