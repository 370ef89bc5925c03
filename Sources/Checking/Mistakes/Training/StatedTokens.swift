import Symbolics

/// Tokens and parameters that a line states, of which the next lines calculate with another power of ten: 700 亿参数,1.4 万亿 token
/// above `6 × 700亿 × 14万亿`.
extension Calculation {
  mutating func checkStatedTokens() {
    for (place, line) in enumeratedLines(with: StatedTokens.tokens)
    where line.row == nil && line.chains.isEmpty && line.range.count < 256
      && StatedTokens.tokens.isOn(line, of: working.bytes)
      && StatedTokens.parameters.isOn(line, of: working.bytes)
    {
      let large = measures(on: line).filter { $0.numeral.value >= 1_000_000 }
      guard large.count == 2, let tokens = large.first(where: { isOf(StatedTokens.tokens, $0, on: line) }),
        let parameters = large.first(where: { isOf(StatedTokens.parameters, $0, on: line) }),
        tokens.range != parameters.range,
        let used = tokensUsed(with: parameters.numeral.value, behind: place),
        used != tokens.numeral.value, isPowerOfTen(used, tokens.numeral.value), !isReported(tokens.range),
        isAsserted(tokens.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .valueInconsistentBetweenLines,
          alternatives: [.yiUnitSlip, .powerOfTenSlip, .wrongModelFact],
          range: tokens.range, claimed: tokens.numeral.value, correct: used))
    }
  }

  private func isOf(_ words: PhraseSet, _ measure: Measure, on line: TextLine) -> Bool {
    var joint = Joint(
      working.bytes, from: measure.endOfDigits(in: working.bytes), to: line.range.upperBound)
    _ = joint.take(StatedTokens.scales)
    _ = joint.take(StatedTokens.classifiers)
    return joint.take(words)
  }

  /// The tokens that the first product of 6 with some parameters takes.
  private func tokensUsed(with parameters: Rational, behind place: Int) -> Rational? {
    for line in lines[(place + 1)..<min(place + 5, lines.count)] where line.row == nil {
      for chain in line.chains {
        for side in chain.sides where side.isCompound {
          guard let run = RunProduct(side.located.expression), run.factor == 6, run.large.count == 2,
            run.divisors.isEmpty, let own = run.large.firstIndex(of: parameters)
          else { continue }
          return run.large[1 - own]
        }
      }
    }
    return nil
  }

  private func isPowerOfTen(_ one: Rational, _ other: Rational) -> Bool {
    guard let ratio = try? one.divided(by: other), let back = try? other.divided(by: one) else {
      return false
    }
    return ratio == 10 || back == 10 || ratio == 100 || back == 100 || ratio == 1_000 || back == 1_000
  }
}

extension Calculation {
  /// `FLOPs = 6 × (175 × 10⁹) = 1.05 × 10¹² for 300B tokens`: the work for one token, where all are named.
  mutating func checkTokensLeftOut() {
    for (place, line) in enumeratedLines(with: StatedTokens.tokens)
    where line.row == nil && !line.chains.isEmpty && line.range.count <= 256 {
      for entry in entries(on: place..<place + 1) where entry.status == .right && entry.misconception == nil {
        guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
          (2...3).contains(factors.count), let six = Claim.numeral(of: factors[0]), six.value == 6,
          let claim = entry.claim, let range = entry.claimRange, claim.value >= 1_000_000_000,
          entry.claimUnit == .none || entry.claimUnit == .flops,
          let tokens = tokens(behind: entry, on: line),
          // `6 × (175 × 10⁹) × (300 × 10⁹)` has them.
          claim.value <= StatedTokens.largest,
          !factors.contains(where: { Claim.numeral(of: $0)?.value == tokens }),
          let right = try? claim.value.multiplied(by: tokens),
          StatedTokens.work.isOn(line, of: working.bytes), !isReported(entry.chain.range),
          isAsserted(range, on: line)
        else { continue }
        findings.append(
          Draft(mistake: .tokensMissing, range: side.located.range, claimed: claim.value, correct: right))
        entry.status = .wrong
        entry.misconception = .tokensMissing
      }
    }
  }

  /// "for 300B tokens" right behind a result.
  private func tokens(behind entry: Entry, on line: TextLine) -> Rational? {
    var joint = Joint(working.bytes, from: entry.chain.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    guard joint.take(StatedTokens.of) else { return nil }
    joint.skipBlanks()
    guard
      let number = measures(on: line).first(where: {
        $0.range.lowerBound <= joint.at + 1 && $0.range.lowerBound >= joint.at
          && $0.numeral.value >= 1_000_000
      })
    else { return nil }
    joint.at = number.endOfDigits(in: working.bytes)
    _ = joint.take(StatedTokens.scales)
    _ = joint.take(StatedTokens.classifiers)
    guard joint.take(StatedTokens.tokens) else { return nil }
    return joint.isAtClauseEnd() ? number.numeral.value : nil
  }
}

private enum StatedTokens {
  /// Six for each of ten trillions of parameters.
  static let largest = Rational(whole: 60_000_000_000_000)
  static let of: PhraseSet = ["for all", "for", "over", "on", "(", "，共", ", in total for"]
  static let work: PhraseSet = ["flop", "compute", "c =", "计算量", "算力", "浮点"]
  static let tokens: PhraseSet = ["tokens", "token", "词元"]
  static let parameters: PhraseSet = ["parameters", "params", "parameter", "参数量", "参数"]
  static let scales: PhraseSet = ["万亿", "亿", "億", "万", "b", "t", "m", "billion", "trillion", "million"]
  static let classifiers: PhraseSet = ["个", "training", "训练"]
}
