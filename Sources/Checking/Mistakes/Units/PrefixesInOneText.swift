import Symbolics

/// Bytes that are said once more with a prefix, of 1,000 on one line and of 1,024 on another: `294,912 B (294.9 KB)` beside
/// `802,816 B (784.0 KB)`. Each is right by itself; the text uses one word for two things, which is worth a remark.
extension Calculation {
  mutating func checkPrefixesInOneText() {
    var said: [SizeSaidAgain] = []
    for line in lines(with: PrefixesInOneText.prefixes) where line.row == nil && line.range.count < 512 {
      let measures = measures(on: line)
      for index in measures.indices.dropLast() {
        guard said.count < 256,
          let size = SizeSaidAgain(measures[index], measures[index + 1], of: working.bytes)
        else { continue }
        said.append(size)
      }
    }
    guard said.count > 1 else { return }
    for exponent in [3, 6, 9] {
      let same = said.filter { $0.claim.numeral.scale.exponent == exponent }
      let decimal = same.filter { !$0.isBinary }
      guard !decimal.isEmpty, decimal.count < same.count else { continue }
      for odd in same where odd.isBinary != (decimal.count * 2 <= same.count) {
        guard !isReported(odd.claim.range) else { continue }
        findings.append(
          Draft(
            mistake: .binaryDecimalPrefixMixed, severity: .warning, range: odd.claim.range,
            claimed: odd.claim.numeral.value))
      }
    }
  }
}

/// A number of bytes and the same one in a bracket, with a prefix.
private struct SizeSaidAgain {
  let claim: Measure
  /// Whether the prefix is one of 1,024.
  let isBinary: Bool

  /// Nil where both readings of the prefix fit, or none.
  init?(_ exact: Measure, _ claim: Measure, of bytes: [UInt8]) {
    guard exact.unit == .bytes, exact.numeral.lastPlace == .one, exact.numeral.value >= 10_000,
      claim.unit == .bytes, claim.numeral.scale.isPrefix, claim.numeral.binaryFactor == nil,
      claim.numeral.scale.exponent % 3 == 0, BinaryPrefix.isFine(claim.numeral)
    else { return nil }
    var joint = Joint(bytes, from: exact.range.upperBound, to: claim.range.lowerBound)
    guard joint.take(Joint.opening) else { return nil }
    _ = joint.take(PrefixesInOneText.equals) || joint.take(Joint.approximations)
    joint.skipBlanks()
    guard joint.isAtEnd, let half = try? claim.numeral.lastPlace.divided(by: .two),
      let digits = claim.numeral.unscaled,
      let unit = try? Rational(1_024).raised(to: Rational(claim.numeral.scale.exponent / 3)),
      let size = try? digits.multiplied(by: unit), let factor = claim.numeral.scale.factor,
      let wide = try? half.multiplied(by: unit).divided(by: factor)
    else { return nil }
    isBinary = LinkChecker.isWithin(wide, size, exact.numeral.value)
    guard isBinary != LinkChecker.isWithin(half, claim.numeral.value, exact.numeral.value) else { return nil }
    self.claim = claim
  }
}

private enum PrefixesInOneText {
  static let prefixes: PhraseSet = ["kb", "mb", "gb"]
  static let equals: PhraseSet = ["=", "≈"]
}
