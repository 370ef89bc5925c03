import Symbolics

/// Slips that no digit, factor or power of ten explains, and those that repeat another line.
extension SlipRule {
  /// The result of the line above, under another calculation.
  static let copied = SlipRule(
    mistake: .copiedFromLineAbove,
    recognise: { link in
      guard let previous = link.previous, previous.value == link.claim.value,
        previous.left != link.left.expression,
        link.claim.value > 9
      else { return nil }
      var alternatives: [Mistake] = [.productSlip]
      if SlipRule.factorSwapped.recognise(link) != nil { alternatives.append(.factorSwapped) }
      // Of two maps of one size the formula of one may be wrong.
      if link.left.expression.mayBeOutputSize, link.claim.value < 1_000 {
        alternatives.append(.formulaDoesNotGiveResult)
      }
      return Slip(
        mistake: .copiedFromLineAbove, alternatives: alternatives,
        arguments: [("line", .number(Rational(previous.line + 1)))])
    },
    inject: { _, _ in nil })

  /// Another magnitude altogether.
  static let formulaDoesNotGiveResult = SlipRule(
    mistake: .formulaDoesNotGiveResult,
    recognise: { link in
      guard !link.claim.value.isZero, let ratio = try? link.value.divided(by: link.claim.value),
        ratio.magnitude > 10 || ratio.magnitude < Rational.tenth
      else { return nil }
      // 93 KB for 24M × 4 bytes: of rounded numbers the prefix is wrong.
      if link.claim.scale.isPrefix, let thousand = try? ratio.magnitude.divided(by: 1_000),
        thousand > EvaluationSlips.nearlyOne, thousand < EvaluationSlips.littleMore
      {
        return Slip(mistake: .prefixSlip, alternatives: [.formulaDoesNotGiveResult, .productSlip])
      }
      return Slip(mistake: .formulaDoesNotGiveResult, alternatives: [.productSlip])
    },
    inject: { _, value in
      value > 9 ? try? value.multiplied(by: 37).adding(11) : nil
    })

  /// A product or quotient that evaluates to something else.
  static let product = SlipRule(
    mistake: .productSlip,
    recognise: { link in
      // A factor that nobody wrote: half of a quotient, a third of it.
      for ratio in [2, 3, 4, 5, 6, 8] as [Rational]
      where link.isPrecise
        && (link.isClaimed(times: ratio, over: .one) || link.isClaimed(times: .one, over: ratio))
      {
        return Slip(mistake: .productSlip, arguments: [("ratio", .number(ratio))])
      }
      return Slip(
        mistake: .productSlip, alternatives: Digits.areExchangedInFactor(link) ? [.digitsTransposed] : [])
    },
    inject: { expression, value in
      guard case .product = expression, value > 1_000, value.isInteger else { return nil }
      return try? value.multiplied(by: 107).divided(by: 101).floor.adding(.one)
    })
}

private enum EvaluationSlips {
  static let nearlyOne = (try? Rational(19, over: 20)) ?? .one
  static let littleMore = (try? Rational(11, over: 10)) ?? .one
}

extension Rational {
  /// One tenth.
  static let tenth = (try? Rational(1, over: 10)) ?? .zero
}
