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
    guard own > 1, link.first.claim != nil, working.line(at: link.first.located.range.lowerBound) < own,
      beginsWithEquals(own)
    else { return nil }
    let parts = resultsAbove(own)
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

  /// Whether a line begins with a sign of equality, behind the mark of a column.
  private func beginsWithEquals(_ line: Int) -> Bool {
    for byte in working.bytes[stretch(ofLine: line)] where !Doubt.isBlank(byte) {
      if byte == UInt8(ascii: "=") { return true }
      guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "$") else { return false }
    }
    return false
  }
}
