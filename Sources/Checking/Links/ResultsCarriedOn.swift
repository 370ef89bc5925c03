import Symbolics

/// Rounded results of the lines above that a calculation goes on with, `32 × 317M = 10.2B` below `105M + 212M = 317M`: they were
/// 317.19M, and the result may be off by one in its last digit from what the printed ones give.
extension LinkChecker {
  /// Whether a claim is what the results of lines above give, as they may have been before they were rounded.
  func carriesOnResults(_ link: PlainLink) -> Bool {
    guard !results.isEmpty, link.left.isCompound, !link.right.isCompound, link.claim.scale != .percent,
      link.claim.hasScaleWord || link.claim.lastPlace < .one, link.claim.shows(atLeast: 10),
      let room = roomOfResults(in: link.left.located.expression), !room.isZero,
      let half = try? link.claim.lastPlace.divided(by: .two), let all = try? room.adding(half)
    else { return false }
    return LinkChecker.isWithin(min(all, link.claim.lastPlace), link.value, link.claim.value)
  }

  /// How far a sum or a product may be off because of the results in it; nil for any other calculation.
  private func roomOfResults(in expression: Expression) -> Rational? {
    switch expression {
    case .sum(let terms):
      guard terms.count <= 16 else { return nil }
      var room = Rational.zero
      for term in terms {
        guard let part = roomOfResults(in: term.value), let sum = try? room.adding(part) else { return nil }
        room = sum
      }
      return room
    case .product(let factors):
      guard factors.count <= 8, let value = try? expression.evaluated() else { return nil }
      var relative = Rational.zero
      for factor in factors {
        guard let part = roomOfResults(in: factor) else { return nil }
        guard !part.isZero, let size = try? factor.evaluated(), !size.isZero,
          let share = try? part.divided(by: size.magnitude), let sum = try? relative.adding(share)
        else { continue }
        relative = sum
      }
      return try? value.magnitude.multiplied(by: relative)
    case .number(let numeral):
      guard numeral.lastPlace != .one, numeral.scale != .percent, results.contains(numeral.value) else {
        return .zero
      }
      return try? numeral.lastPlace.divided(by: .two)
    default:
      return (try? expression.evaluated()) == nil ? nil : .zero
    }
  }

  /// Notes the rounded results of a chain.
  mutating func learnResults(of chain: Chain) {
    for index in chain.signs.indices
    where chain.signs[index] == .equal || chain.signs[index] == .approximately {
      guard let claim = chain.sides[index + 1].claim, let value = chain.sides[index].outcome.value else {
        continue
      }
      if claim.lastPlace == .one {
        learnRoundedToZeros(value, claim)
      } else if claim.scale != .percent {
        results.insert(claim.value)
      }
    }
  }

  /// Notes the one rounded number that a line tells of something: "Per layer: 212M".
  mutating func learnResult(on line: TextLine) {
    guard line.lone.count == 1, let numeral = line.lone[0].claim, numeral.scale.isPrefix,
      numeral.lastPlace != .one, numeral.shows(atLeast: 100)
    else { return }
    results.insert(numeral.value)
  }
}
