import Symbolics

/// What is worked out with letters, `3·(9C²) = 18C²`, and what it has changed by: "25C² → 18C², 38 % fewer", 减少 38%.
///
/// Both sides have the same letters in the same powers, so that they differ by a factor, whatever the letters are. So many
/// times as much may be another unit; a factor that is no whole number is a slip.
extension Calculation {
  mutating func checkCoefficientsOfLetters() {
    for entry in entries where entry.chain.traits.contains(.symbolic) && entry.home < lines.count {
      let chain = entry.chain
      for index in chain.signs.indices where chain.signs[index] == .equal {
        let (left, right) = (chain.sides[index], chain.sides[index + 1])
        guard left.isSymbolic, right.isSymbolic, left.isCompound, entry.status == .unchecked,
          left.unit == .none, right.unit == .none, let claimed = coefficient(right),
          !isReported(right.located.range),
          multiplies(left), let ratio = ratio(of: right.located.expression, to: left.located.expression),
          ratio > .zero, ratio != .one, !ratio.isInteger,
          (try? Rational.one.divided(by: ratio))?.isInteger == false,
          !SameNumber.isNear(ratio, .one), isAsserted(right.located.range, on: lines[entry.home])
        else { continue }
        findings.append(
          Draft(
            mistake: .productSlip, range: right.located.range, claimed: claimed,
            correct: try? claimed.divided(by: ratio),
            arguments: [("left", .expression(left.located.expression))]))
        entry.status = .wrong
      }
    }
  }

  /// The share by which the letters of an arrow's second side are fewer: 0.28 of `25C² → 18C²`, nil where they are not the
  /// same.
  func fallOfLetters(_ chain: Chain) -> Rational? {
    guard chain.signs.first == .arrow, chain.signs.dropFirst().allSatisfy({ $0 == .equal }),
      let last = chain.sides.last, chain.sides[0].isSymbolic, last.isSymbolic,
      let ratio = ratio(of: last.located.expression, to: chain.sides[0].located.expression), ratio > .zero,
      ratio < .one
    else { return nil }
    return try? Rational.one.subtracting(ratio)
  }

  /// The one whole number before letters: 18 of `18C²`.
  private func coefficient(_ side: Chain.Side) -> Rational? {
    guard case .product(let factors) = side.located.expression, factors.count <= 4 else { return nil }
    var coefficient: Rational?
    for factor in factors {
      switch factor {
      case .number(let numeral):
        guard coefficient == nil, numeral.scale == .one, numeral.lastPlace == .one else { return nil }
        coefficient = numeral.value
      case .symbol, .power(.symbol, .number): continue
      default: return nil
      }
    }
    return coefficient
  }

  /// Whether a side multiplies at least two whole numbers.
  private func multiplies(_ side: Chain.Side) -> Bool {
    guard case .product = side.located.expression else { return false }
    var numbers = 0
    var isWhole = true
    LinkChecker.forEachNumeral(of: side.located.expression) { numeral in
      numbers += 1
      isWhole = isWhole && numeral.scale == .one && numeral.lastPlace == .one
    }
    return isWhole && numbers >= 3
  }

  /// How many times as much an expression is as another one with the same letters; nil where that depends on them.
  private func ratio(of expression: Expression, to other: Expression) -> Rational? {
    var symbols: [Symbol] = []
    func note(_ symbol: Symbol) -> Expression? {
      if !symbols.contains(symbol), symbols.count < 8 { symbols.append(symbol) }
      return nil
    }
    _ = other.substituting(note)
    let count = symbols.count
    _ = expression.substituting(note)
    guard (1...6).contains(symbols.count), symbols.count == count else { return nil }
    var ratio: Rational?
    for shift in 0..<3 {
      func value(_ symbol: Symbol) -> Expression? {
        symbols.firstIndex(of: symbol).map { Expression(Rational(Self.primes[$0 + shift])) }
      }
      guard let first = try? other.substituting(value).evaluated(), !first.isZero,
        let second = try? expression.substituting(value).evaluated(),
        let next = try? second.divided(by: first), ratio == nil || ratio == next
      else { return nil }
      ratio = next
    }
    return ratio
  }

  private static let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23]
}
