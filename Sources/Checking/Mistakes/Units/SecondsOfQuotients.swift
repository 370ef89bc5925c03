import Symbolics

/// Work divided by operations a second gives seconds: "500 images on a 10 TFLOPS GPU at 50 %: 500 × 8.2e9 / 5e12 = 0.82 ms".
///
/// A factor of 1,000 may be the milliseconds of a second, unless the line says of what there are a thousand.
extension Calculation {
  mutating func checkSecondsOfQuotients() {
    for entry in entries where entry.status == .right && entry.home < lines.count {
      guard let thousand = entry.claimUnit.seconds, thousand < .one, let claim = entry.claim,
        let side = entry.workingSide, case .quotient(let work, let rate) = side.located.expression,
        let value = side.outcome.value, side.unit == .none,
        LinkChecker.isWithin(LinkChecker.tolerance(of: claim, isApproximate: false), value, claim.value),
        let speed = try? rate.evaluated(), speed >= SecondsOfQuotients.speed,
        let all = try? work.evaluated(), all >= SecondsOfQuotients.work,
        case let line = lines[entry.home], SecondsOfQuotients.rates.isOn(line, of: working.bytes),
        !SecondsOfQuotients.otherRates.isOn(line, of: working.bytes),
        !Factors.written(in: work).contains(where: { SecondsOfQuotients.ratios.contains($0) })
          || saysThousand(before: side.located.range.lowerBound, on: line),
        let range = entry.claimRange, !isReported(range), isAsserted(range, on: line),
        let right = try? value.divided(by: thousand)
      else { continue }
      findings.append(
        Draft(
          mistake: .durationWrong, alternatives: [.prefixSlip, .powerOfTenSlip], range: range,
          claimed: claim.value, correct: right))
      entry.status = .wrong
    }
  }

  /// "1000 images", "1,000,000 tokens", 1000 张图: what there are a thousand of.
  private func saysThousand(before place: Int, on line: TextLine) -> Bool {
    let before = line.stretch(before: place, atMost: 128)
    var at = before.lowerBound
    while at < before.upperBound,
      let found = SecondsOfQuotients.things.first(in: at..<before.upperBound, of: working.bytes)
    {
      let end = working.bytes.skipBlanksBack(from: found.lowerBound, to: before.lowerBound)
      if end >= 3, working.bytes[(end - 3)..<end].allSatisfy({ $0 == UInt8(ascii: "0") }) { return true }
      at = found.upperBound
    }
    return false
  }
}

private enum SecondsOfQuotients {
  static let speed = Rational(whole: 100_000_000_000)
  static let work = Rational(whole: 100_000_000)
  static let ratios: [Rational] = [1_000, 1_000_000]
  static let rates: PhraseSet = ["flops", "flop/s", "tops", "ops/s", "次/秒", "每秒"]
  static let otherRates: PhraseSet = [
    "/ms", "per ms", "per millisecond", "/µs", "/us", "per µs", "每毫秒", "每微秒",
  ]
  static let things: PhraseSet = [
    "images", "samples", "frames", "inferences", "forward passes", "tokens", "sequences", "queries",
    "requests",
    "张", "帧", "个样本", "次推理", "次前向",
  ]
}
