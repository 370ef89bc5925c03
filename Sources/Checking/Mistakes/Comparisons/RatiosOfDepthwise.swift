import Symbolics

/// The share of a depthwise separable convolution, 1/C′ + 1/k², with another number than the two costs above it have: `1/32 +
/// 1/9` below 3×3×32×64×… and 3×3×32×… + 32×64×…, `1/128 + 1/3` for a 3×3 kernel.
///
/// One of the two terms is right, and what the costs leave for the other is one over a whole number.
extension Calculation {
  mutating func checkRatiosOfDepthwise() {
    for (index, entry) in entries.enumerated()
    where index >= 2 && entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, let terms = ReciprocalSum(side.located.expression),
        entry.home < lines.count, let found = misread(terms, above: index), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: lines[entry.home])
      else { continue }
      findings.append(
        Draft(
          mistake: .formulaDoesNotGiveResult,
          alternatives: [.factorSwapped, .dimensionLeftFromOtherModel, .kernelAreaMissing],
          range: side.located.range, claimed: entry.value, correct: found,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .formulaDoesNotGiveResult
    }
  }

  /// The ratio of two costs above that has one of the terms, and another whole number for the other one.
  private func misread(_ terms: ReciprocalSum, above index: Int) -> Rational? {
    let before = entries[max(0, index - 4)..<index]
    for parts in before {
      guard entries[index].home - parts.home <= 6,
        case .sum(let addends)? = parts.workingSide?.located.expression,
        addends.count == 2, let less = parts.value, less > 1_000
      else { continue }
      for whole in before where whole !== parts {
        guard case .product? = whole.workingSide?.located.expression, let more = whole.value, more > less,
          let ratio = try? less.divided(by: more)
        else { continue }
        if ratio == terms.value { return nil }
        if terms.isBesideRight(ratio) { return ratio }
      }
    }
    return nil
  }
}

/// 1/a + 1/b.
private struct ReciprocalSum {
  let first: Rational
  let second: Rational
  let value: Rational

  init?(_ expression: Expression) {
    guard case .sum(let terms) = expression, terms.count == 2, !terms.contains(where: { $0.isSubtracted }),
      let first = ReciprocalSum.divisor(terms[0].value), let second = ReciprocalSum.divisor(terms[1].value),
      let value = try? expression.evaluated()
    else { return nil }
    (self.first, self.second, self.value) = (first, second, value)
  }

  /// a of 1/a, 1/3².
  private static func divisor(_ expression: Expression) -> Rational? {
    guard case .quotient(let one, _) = expression, one == 1, let value = try? expression.evaluated(),
      value > .zero, let inverse = try? Rational.one.divided(by: value), inverse.isInteger, inverse >= 2
    else { return nil }
    return inverse
  }

  /// Whether a ratio is one of the terms and one over another whole number, one of the two the square of a kernel's side.
  func isBesideRight(_ ratio: Rational) -> Bool {
    for (kept, other) in [(first, second), (second, first)] {
      guard let rest = try? ratio.subtracting(Rational.one.divided(by: kept)), rest > .zero,
        let right = try? Rational.one.divided(by: rest), right.isInteger, right != other, right >= 2
      else { continue }
      let areas: [Rational] = [9, 25, 49]
      if areas.contains(kept) || areas.contains(right) { return true }
    }
    return false
  }
}
