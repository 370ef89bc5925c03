import Symbolics

/// A term for a token and a term for the whole sequence in one sum: 4·d² + 2·S²·d.
extension Calculation {
  mutating func checkPerTokenMixed(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) && !claim.label.saysParameters {
      if let (tokens, right) = squareForToken(claim) {
        report(
          .perTokenPerSequenceMixed, claim, correct: right, arguments: [("factor", .number(Rational(tokens)))]
        )
        continue
      }
      guard case .sum? = claim.expression, let tokens = claim.sizes[.tokens], tokens > 16,
        tokens != claim.sizes[.width], tokens != claim.sizes[.innerWidth],
        let (square, plain) = claim.mixedTerms(tokens)
      else { continue }
      let number = Rational(tokens)
      let correct =
        claim.label.surroundings.contains(.perToken)
        ? try? square.divided(by: number).adding(plain) : try? plain.multiplied(by: number).adding(square)
      report(.perTokenPerSequenceMixed, claim, correct: correct, arguments: [("factor", .number(number))])
    }
  }
}

extension Calculation {
  /// 2·S²·d where the words before it say "per token": what the whole sequence needs, with the right number.
  private func squareForToken(_ claim: ModelClaim) -> (tokens: Int, right: Rational)? {
    guard case .product? = claim.expression, claim.label.words.contains(.perToken),
      !claim.label.words.contains(.perSequence),
      claim.label.words.contains(.attention) || claim.label.words.contains(.scores),
      let tokens = claim.sizes[.tokens] ?? claim.squareBesideWidth, tokens > 16,
      tokens != claim.sizes[.width], tokens != claim.sizes[.innerWidth], claim.factors.count <= 5
    else { return nil }
    let others = claim.factors.filter { $0 != Rational(tokens) }
    guard claim.factors.count - others.count == 2, others.count(where: { $0 >= 64 }) == 1, !isTakenUp(claim),
      let right = try? claim.value.divided(by: Rational(tokens))
    else { return nil }
    return (tokens, right)
  }
}

extension ModelClaim {
  /// The number that is squared beside the stated width: the tokens, whatever they are called.
  fileprivate var squareBesideWidth: Int? {
    let numbers = factors.compactMap { $0.integer }
    guard let width = sizes[.width], numbers.contains(width) else { return nil }
    return numbers.first { number in
      number > 16 && number != width && numbers.count(where: { $0 == number }) == 2
    }
  }

  /// The sum of the terms with S² and that of those without S, where there are both and no other.
  fileprivate func mixedTerms(_ tokens: Int) -> (square: Rational, plain: Rational)? {
    var (square, plain) = (Rational.zero, Rational.zero)
    for term in terms {
      let count = term.factors.filter { $0 == Rational(tokens) }.count
      // Norms and biases, small beside the others, may be there for either.
      let isMatrix = term.factors.filter { $0 >= 64 && $0 != Rational(tokens) }.count >= 2
      switch count {
      case 0 where isMatrix: plain = (try? plain.adding(term.value)) ?? plain
      case 2 where term.factors.count >= 3: square = (try? square.adding(term.value)) ?? square
      default: return nil
      }
    }
    return square.isZero || plain.isZero ? nil : (square, plain)
  }
}
