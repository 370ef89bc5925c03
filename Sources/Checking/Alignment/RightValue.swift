import Symbolics

/// What a text would say in the place of what was found to be wrong: a number, a number of a shape, or a formula in letters.
struct RightValue {
  private(set) var number: Rational?
  private var formula: Polynomial?
  private let claimed: Rational?

  /// The right value of a finding. Where a factor was found to be wrong, the result that the right one gives: 1.2e20 for the 2
  /// of `2·1e9·20e9 = 4e19`, which has to be 6.
  init(of draft: Calculation.Draft, on line: TextLine) {
    claimed = draft.claimed
    guard let correct = draft.correct else {
      formula = draft.fix.flatMap { try? Polynomial($0) }
      return
    }
    guard draft.claimed != correct else { return }
    if correct >= 10 {
      number = correct
    } else if draft.mistake == .trainingFactorWrong, let factor = draft.claimed,
      let chain = line.chains.first(where: { $0.range.overlaps(draft.range) }),
      let result = chain.sides.last?.claim?.value, result >= 1_000,
      let scaled = try? result.multiplied(by: correct)
    {
      number = try? scaled.divided(by: factor)
    }
  }

  var isEmpty: Bool { number == nil && formula == nil }

  /// Whether a side behind a finding says the right value, a number to its digits.
  func isSaid(by side: Chain.Side, behind draft: Calculation.Draft) -> Bool {
    guard side.located.range.lowerBound >= draft.range.upperBound else { return false }
    if let formula { return side.isSymbolic && Calculation.formula(of: side.located.expression) == formula }
    guard let number else { return false }
    if let claim = side.claim {
      guard claim.shows(atLeast: 10), claim.value != claimed else { return false }
      return LinkChecker.isWithin(LinkChecker.tolerance(of: claim, isApproximate: false), claim.value, number)
    }
    // `32×32` for 32
    guard case .product(let factors) = side.located.expression, factors.count <= 3, factors.count >= 2 else {
      return false
    }
    return factors.prefix(2).allSatisfy {
      if case .number(let side) = $0 { side.value == number } else { false }
    }
  }
}
