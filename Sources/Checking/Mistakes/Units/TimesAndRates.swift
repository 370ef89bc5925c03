import Symbolics

/// "6.9 ms per token, i.e. 1,450 tokens per second": a time for each token and how many there are in a second, one of them
/// off by a power of ten.
extension Calculation {
  mutating func checkTimesPerToken() {
    for line in lines(with: Calculation.perSecond) where line.row == nil {
      guard Calculation.perSecond.isOn(line, of: working.bytes) else { continue }
      let measures = measures(on: line)
      for (time, rate) in zip(measures, measures.dropFirst()) {
        guard let seconds = time.unit.seconds, isTokensPerSecond(rate, on: line),
          isEachToken(time, until: rate.range.lowerBound), isSaidAgain(time, rate),
          let each = try? time.numeral.value.multiplied(by: seconds), !each.isZero,
          let often = try? Rational.one.divided(by: each), !isReported(rate.range),
          isAsserted(rate.range, on: line),
          let power = power(of: rate.numeral.value, over: often),
          !measures.contains(where: { $0.numeral.value == power })
        else { continue }
        findings.append(
          Draft(
            mistake: .powerOfTenSlip, range: rate.range, claimed: rate.numeral.value, correct: often,
            arguments: [("ratio", .number(power))]))
      }
    }
  }

  /// `145 tokens/s`, `145 tok/s`, 每秒 145 个 token
  private func isTokensPerSecond(_ rate: Measure, on line: TextLine) -> Bool {
    if rate.unit == .tokens { return rate.per == .second }
    var joint = Joint(working.bytes, from: rate.range.upperBound, to: line.range.upperBound)
    return joint.take(Calculation.tokensEverySecond) || rate.per == .second && joint.take(Calculation.tokens)
  }

  /// `6.9 ms per token`, 每个 token 6.9 ms
  private func isEachToken(_ time: Measure, until end: Int) -> Bool {
    if time.per == .thing {
      return Calculation.tokens.isIn(
        time.range.upperBound..<min(end, time.range.upperBound + 16), of: working.bytes)
    }
    let before = max(0, time.range.lowerBound - 24)..<time.range.lowerBound
    return Calculation.everyToken.isIn(before, of: working.bytes)
  }

  /// Whether only words that say the same again stand between the two.
  private func isSaidAgain(_ time: Measure, _ rate: Measure) -> Bool {
    var joint = Joint(working.bytes, from: time.range.upperBound, to: rate.range.lowerBound)
    var says = false
    while !joint.isAtEnd {
      joint.skipBlanks()
      if joint.isAtEnd { break }
      if joint.take(Calculation.again) {
        says = true
      } else if !joint.take(Calculation.tokenWords) {
        return false
      }
    }
    return says
  }

  /// The power of ten between a claim and what it should be, to a fiftieth.
  private func power(of claim: Rational, over right: Rational) -> Rational? {
    for power: Rational in [10, 100, 1_000] {
      for value in [try? right.multiplied(by: power), try? right.divided(by: power)] {
        if let value, let room = try? value.divided(by: 50), LinkChecker.isWithin(room, value, claim) {
          return power
        }
      }
    }
    return nil
  }

  private static let tokensEverySecond: PhraseSet = [
    "tok/s", "toks/s", "tokens/s", "token/s", "token/秒", "t/s",
  ]
  private static let perSecond: PhraseSet = [
    "token/s", "tokens/s", "tok/s", "tokens per second", "tokens a second", "token per second", "每秒",
    "token/秒",
  ]
  private static let tokens: PhraseSet = ["token", "tok", "词元"]
  private static let everyToken: PhraseSet = [
    "每 token", "每个 token", "每token", "每个token", "每个词元", "per token",
  ]
  private static let again: PhraseSet = [
    "i.e.", "i.e", "that is", "which is", "or", "so", "=", "≈", "→", "->", "⇒", "即", "也就是", "相当于", "合", "就是",
    "so that is", "equals", "所以",
  ]
  private static let tokenWords: PhraseSet = [
    "per token", "/token", "/tok", "a token", "each token", "/", "token", ",", "，", "(", "（", ":", "about",
    "约", "大约",
    "每秒", "the", "one gets", "we get", "gives", "at most", "最多", ";",
  ]
}
