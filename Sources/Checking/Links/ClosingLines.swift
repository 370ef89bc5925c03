import Symbolics

/// A total that closes several equations behind a sign of equality of its own:
///
///     conv1: 3·3·3·32 + 32 = 896
///     conv2: 3·3·32·64 + 64 = 18,496
///     = 19,392 altogether
extension LinkChecker {
  /// What becomes of the link from the last equation to such a total; nil where the claim is none.
  func verdictOnClosingLine(_ link: PlainLink) -> Verdict? {
    let place = link.second.located.range.lowerBound
    let own = working.line(at: place)
    guard own > 0, let last = link.first.claim,
      working.line(at: link.first.located.range.lowerBound) < own, beginsWithEquals(own)
    else { return nil }
    let parts = resultsAbove(own)
    if isOfWhole(link.second, above: last, parts) { return .unchecked }
    guard parts.count > 1 else { return nil }
    // `= 896 + 18,496 = 19,392`
    if case .sum(let terms) = link.second.located.expression {
      let addends = terms.map { Claim.numeral(of: $0.value)?.value }
      return addends.allSatisfy { addend in parts.contains { $0.value == addend } } ? .unchecked : nil
    }
    guard let total = link.second.claim else { return nil }
    for count in 2...parts.count where agreesAsSum(of: Array(parts.prefix(count)), total) { return .right }
    guard let sum = NetworkFacts.sum(parts.map { $0.value }), Digits.differ(sum, total.value) else {
      return nil
    }
    return .wrong(left: sum, claim: total.value)
  }

  /// `≈ 0.24M params in total` below the last part: what is said to be all, and is more than the parts above come to, has
  /// parts that stand elsewhere. Where the line above is a total itself, it goes on with that one.
  private func isOfWhole(_ side: Chain.Side, above last: Numeral, _ parts: [Numeral]) -> Bool {
    let end = side.located.range.upperBound
    guard let total = side.claim,
      ClosingWords.all.isIn(end..<min(around.lineEnd(of: end), end + 48), of: working.bytes),
      let sum = parts.count > 1 ? NetworkFacts.sum(parts.map { $0.value }) : last.value,
      let least = try? sum.multiplied(by: Rational(6, over: 5)), total.value > least
    else { return false }
    let above = stretch(ofLine: working.line(at: side.located.range.lowerBound) - 1)
    return !ClosingWords.all.isIn(above, of: working.bytes)
  }

  /// Whether a number is such a total.
  func isTotalOfClosingLine(_ side: Chain.Side) -> Bool {
    let own = working.line(at: side.located.range.lowerBound)
    return own > 1 && beginsWithEquals(own) && resultsAbove(own).count > 1
  }

  /// The results of the equations right above a line, from the last one upwards.
  private func resultsAbove(_ own: Int) -> [Numeral] {
    var parts: [Numeral] = []
    var line = own - 1
    // A line that goes on with the one above it is no addend.
    while line >= 0, parts.count < 32, !beginsWithEquals(line), let result = results(ofLine: line).last {
      parts.append(result)
      line -= 1
    }
    return parts
  }

  /// Whether a line begins with a sign of equality, `=` or `≈`, behind the mark of a column.
  private func beginsWithEquals(_ line: Int) -> Bool {
    let stretch = stretch(ofLine: line)
    let start = working.bytes.skip(from: stretch.lowerBound, to: stretch.upperBound) {
      Doubt.isBlank($0) || $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "$")
    }
    guard start < stretch.upperBound else { return false }
    return working.bytes[start] == UInt8(ascii: "=") || working.bytes.has("≈", at: start)
      || working.bytes.has("\\approx", at: start)
  }
}

private enum ClosingWords {
  static let all: PhraseSet = [
    "total", "altogether", "overall", "in all", "whole network", "entire network", "full network",
    "whole model", "entire model", "full model", "all layers", "全网", "整个网络", "整个模型", "总", "合计", "共计", "一共",
    "全部",
  ]
}
