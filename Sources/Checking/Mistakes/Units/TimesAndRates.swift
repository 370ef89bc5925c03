import Symbolics

/// "6.9 ms per token, i.e. 1,450 tokens per second", `20 ms per token → 36 tokens/s`: a time for each token and how many
/// there are in a second, one of them off by a power of ten, or by no whole number of times.
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
          !isReported(time.range)
        else { continue }
        guard let power = power(of: rate.numeral.value, over: often) else {
          // "35 ms per token => ~35 tokens/s"
          guard LinkChecker.isNoMultiple(rate.numeral.value, of: often),
            !Calculation.otherRates.isOn(line, of: working.bytes),
            !isBetween(rate.numeral.value, often, measures)
          else { continue }
          findings.append(
            Draft(
              mistake: .productSlip, alternatives: [.durationWrong, .digitsTransposed], range: rate.range,
              claimed: rate.numeral.value, correct: often))
          continue
        }
        guard !measures.contains(where: { $0.numeral.value == power }) else { continue }
        findings.append(
          Draft(
            mistake: .powerOfTenSlip, range: rate.range, claimed: rate.numeral.value, correct: often,
            arguments: [("ratio", .number(power))]))
      }
    }
  }

  /// Whether a number of the line, of sequences or a share of the peak, lies between a rate and what a time gives.
  private func isBetween(_ claim: Rational, _ right: Rational, _ measures: [Measure]) -> Bool {
    guard let ratio = try? claim.divided(by: right), let inverse = try? ratio.reciprocal() else {
      return true
    }
    return measures.contains { measure in
      let number = measure.numeral.value
      guard let room = try? number.divided(by: 20) else { return false }
      return LinkChecker.isWithin(room, number, ratio) || LinkChecker.isWithin(room, number, inverse)
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
  private static let otherRates: PhraseSet = [
    "practice", "real", "measured", "overhead", "efficien", "util", "actual", "batch", "concurren",
    "prefill", "stream", "users", "instead", "wrong", "not ", "would", "%", "实际", "实测",
    "开销", "利用率", "效率", "并发", "批", "用户", "预填充", "错", "不是", "而非",
  ]
  private static let tokens: PhraseSet = ["token", "tok", "词元"]
  private static let everyToken: PhraseSet = [
    "每 token", "每个 token", "每token", "每个token", "每个词元", "per token",
  ]
  private static let again: PhraseSet = [
    "i.e.", "i.e", "that is", "which is", "or", "so", "=>", "=", "≈", "→", "->", "⇒", "即", "也就是", "相当于", "合",
    "就是",
    "so that is", "equals", "所以",
  ]
  private static let tokenWords: PhraseSet = [
    "per token", "/token", "/tok", "a token", "each token", "/", "token", ",", "，", "(", "（", ":", "~",
    "about",
    "约", "大约",
    "每秒", "the", "one gets", "we get", "gives", "at most", "最多", ";",
  ]
}

extension LinkChecker {
  /// `1 / 35 ms = 35 tokens/s`: how often a time goes into a second, where the claim is neither that nor a multiple of it.
  func verdictOnRateOfOne(_ left: Chain.Side, _ right: Chain.Side, _ claim: Numeral) -> Verdict? {
    guard right.unit == .tokens || right.unit == .none, isRate(left),
      case .quotient(let one, _) = left.located.expression, Claim.numeral(of: one)?.value == .one,
      case .time(.one) = Rate.of(right, in: working), let seconds = left.unit.seconds,
      let often = try? value(of: left)?.divided(by: seconds),
      LinkChecker.isNoMultiple(claim.value, of: often), !Doubt(working, from: left, to: right).isJustified
    else { return nil }
    return .wrong(left: often, claim: claim.value)
  }

  /// Whether a number is off by more than a rough word allows, and not by a whole number of times, as with several
  /// sequences or devices.
  static func isNoMultiple(_ claim: Rational, of right: Rational) -> Bool {
    guard claim > .zero, right > .zero, let ratio = try? claim.divided(by: right),
      let inverse = try? ratio.reciprocal()
    else { return false }
    let most = max(ratio, inverse)
    guard most < 5, let hundredths = try? most.multiplied(by: 100), hundredths > 115,
      let half = try? most.adding(.half)
    else { return false }
    let whole = half.floor
    return !isWithin((try? whole.divided(by: 50)) ?? .zero, most, whole)
  }
}
