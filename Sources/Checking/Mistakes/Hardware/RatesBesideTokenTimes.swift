import Symbolics

/// "So at most 7.8 tokens/s" below "Time per token: 12.90 ms": the reciprocal with its point in another place; and "with a batch
/// of 16 the weights are still read once" with a sixteenth of the rate.
extension Calculation {
  mutating func checkRatesBesideTokenTimes() {
    let bytes = working.bytes
    var alone: Rational?
    for (place, line) in enumeratedLines(with: TokenRates.rates)
    where line.row == nil && line.range.count <= 4_096 {
      for word in measures(on: line) where word.unit == .tokens && isRateOfTokens(word, line) {
        let sentence = sentence(around: word.range.lowerBound, on: line)
        let rate = word.numeral
        guard rate.value > .zero, !TokenRates.otherwise.isIn(sentence, of: bytes), !isReported(word.range),
          isAsserted(word.range, on: line)
        else { continue }
        if TokenRates.batches.isIn(sentence, of: bytes) {
          guard let alone, let batch = batch(in: sentence), TokenRates.once.isIn(sentence, of: bytes),
            let less = try? alone.divided(by: batch), let right = try? alone.multiplied(by: batch),
            LinkChecker.isWithin(rate.lastPlace, less, rate.value)
          else { continue }
          report(.batchDividesWork, word, right)
          continue
        }
        guard let seconds = secondsOfToken(above: place, word.range.lowerBound),
          let right = try? Rational.one.divided(by: seconds)
        else { continue }
        alone = rate.value
        guard let room = try? right.divided(by: 100), !LinkChecker.isWithin(room, right, rate.value) else {
          continue
        }
        for power: Rational in [10, 100, 1_000] {
          guard
            isNear(rate.value, try? right.multiplied(by: power))
              || isNear(rate.value, try? right.divided(by: power))
          else { continue }
          report(.powerOfTenSlip, word, right)
          break
        }
      }
    }
  }

  private mutating func report(_ mistake: Mistake, _ rate: Measure, _ right: Rational) {
    findings.append(
      Draft(
        mistake: mistake, alternatives: [.durationWrong],
        range: rate.range.lowerBound..<rate.endOfDigits(in: working.bytes), claimed: rate.numeral.value,
        correct: right))
  }

  /// Whether a rate is another one to a percent.
  private func isNear(_ rate: Rational, _ other: Rational?) -> Bool {
    guard let other, let room = try? other.divided(by: 100) else { return false }
    return LinkChecker.isWithin(room, other, rate)
  }

  /// `77.5 tokens/s`, 77.5 token/s, `tokens per second`.
  private func isRateOfTokens(_ measure: Measure, _ line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: measure.endOfDigits(in: working.bytes), to: line.range.upperBound)
    return joint.take(TokenRates.rates)
  }

  /// 16 of "with a batch of 16", 批大小为 16.
  private func batch(in sentence: Range<Int>) -> Rational? {
    guard let word = TokenRates.batches.first(in: sentence, of: working.bytes) else { return nil }
    var joint = Joint(working.bytes, from: word.upperBound, to: sentence.upperBound)
    _ = joint.take(TokenRates.sizes)
    joint.skipBlanks()
    guard let number = working.bytes.wholeNumber(at: joint.at, to: sentence.upperBound), number.value > 1
    else {
      return nil
    }
    return Rational(number.value)
  }

  /// The last time for one token above a place, in seconds.
  private func secondsOfToken(above place: Int, _ end: Int) -> Rational? {
    for line in lines[max(0, place - 4)...place].reversed()
    where line.range.count <= 4_096 && TokenRates.perToken.isOn(line, of: working.bytes) {
      guard
        let time = measures(on: line).last(where: {
          $0.range.lowerBound < end && $0.unit.seconds != nil && $0.per != .second
        }), let unit = time.unit.seconds, time.numeral.value > .zero
      else { continue }
      let near = line.stretch(before: time.range.lowerBound, atMost: 160)
      let behind = line.stretch(behind: time.range.upperBound, atMost: 64)
      guard
        TokenRates.perToken.isIn(near, of: working.bytes)
          || TokenRates.perToken.isIn(behind, of: working.bytes)
      else { continue }
      return try? time.numeral.value.multiplied(by: unit)
    }
    return nil
  }
}

private enum TokenRates {
  static let rates: PhraseSet = ["tokens/s", "token/s", "tok/s", "tokens per second", "token/秒", "tokens/秒"]
  static let perToken: PhraseSet = [
    "time per token", "per token", "each token", "每个 token 的时间", "每 token", "每个 token",
  ]
  static let batches: PhraseSet = ["batch of", "batch size", "batch", "批大小", "批量"]
  static let sizes: PhraseSet = ["of", "size of", "=", "为", "是"]
  static let once: PhraseSet = ["read once", "read only once", "只读一次", "读取一次", "只读取一次"]
  static let otherwise: PhraseSet = [
    "prefill", "prompt", "each user", "per user", "per sequence", "each sequence", "per gpu", "measured",
    "observed",
    "speculative", "streams", "concurrent", "per request", "in practice", "real", "users", "每个用户", "每路", "实测",
    "预填充", "每个请求", "并发", "每卡", "实际",
  ]
}
