import Symbolics

/// A sum that goes down the page, with a plus before each line and the total behind a sign of equality of its own:
///
///     9·64·64 = 36,864
///     + BN 2·64 = 128
///     = 36,992
extension LinkChecker {
  /// What becomes of the link to such a total; nil where the claim is none.
  func verdictOnLedger(_ link: PlainLink) -> Verdict? {
    let bytes = working.bytes
    let place = link.second.located.range.lowerBound
    let own = working.line(at: place)
    // `= 202.4M`, and below it `× 32 = 6.48B`
    let isLast = link.index + 2 == link.chain.sides.count
    guard let total = isLast ? link.second.claim : link.second.located.expression.leadingNumeral, own > 1,
      working.line(at: link.first.located.range.lowerBound) < own, sign(ofLine: own) == UInt8(ascii: "="),
      sign(ofLine: own - 1) == UInt8(ascii: "+")
    else { return nil }
    var parts: [Numeral] = []
    var line = own - 1
    while line > 0, parts.count < 32, sign(ofLine: line) == UInt8(ascii: "+") {
      guard let result = results(ofLine: line).last else { return .unchecked }
      parts.append(result)
      line -= 1
    }
    let stretch = self.stretch(ofLine: line)
    let bases = MeasureReader.measures(in: stretch, of: bytes).map { $0.numeral }
    if bases.contains(where: { agreesAsSum(of: parts + [$0], total) }) { return .right }
    // What the first line comes to is told by its only result; another one may be meant.
    let baseResults = results(ofLine: line)
    guard baseResults.count == 1 || bases.count == 1, let base = baseResults.first ?? bases.first,
      let sum = NetworkFacts.sum((parts + [base]).map { $0.value }),
      let hundredth = try? sum.magnitude.divided(by: 100)
    else { return .unchecked }
    let isNear =
      total.lastPlace != .one && LinkChecker.isWithin(hundredth, sum, total.value)
    return isNear ? .unchecked : .wrong(left: sum, claim: total.value)
  }

  /// Whether a number is the total of such a sum, on a line of its own.
  func isTotalOfLedger(_ side: Chain.Side) -> Bool {
    let own = working.line(at: side.located.range.lowerBound)
    return own > 1 && sign(ofLine: own) == UInt8(ascii: "=") && sign(ofLine: own - 1) == UInt8(ascii: "+")
  }

  /// The bytes of a line, as far as is looked.
  func stretch(ofLine line: Int) -> Range<Int> {
    guard working.lineStarts.indices.contains(line) else { return 0..<0 }
    let start = working.lineStarts[line]
    return start..<max(start, min(around.lineEnd(of: start), start + 256))
  }

  /// The sign with which a line begins; 0 where it begins with none.
  private func sign(ofLine line: Int) -> UInt8 {
    working.bytes[stretch(ofLine: line)].first { !Doubt.isBlank($0) } ?? 0
  }

  /// The results of a line: the numbers behind its signs of equality.
  func results(ofLine line: Int) -> [Numeral] {
    let stretch = stretch(ofLine: line)
    return MeasureReader.measures(in: stretch, of: working.bytes).filter {
      isBehindSign($0.range.lowerBound, from: stretch.lowerBound)
    }.map { $0.numeral }
  }
}
