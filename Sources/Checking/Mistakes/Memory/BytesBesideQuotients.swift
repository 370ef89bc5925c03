import Symbolics

/// A size with its division in brackets behind it: "97.5 MiB (25,557,032 × 4 / 2^20)". Where the number is what the other
/// kind of prefix gives, 102.2, the two are mixed up.
extension Calculation {
  mutating func checkBytesBesideQuotients() {
    for line in lines(with: QuotientWords.divisors) where line.row == nil && line.range.count <= 1_024 {
      guard Joint.opening.mayBe(on: line) else { continue }
      for measure in measures(on: line) where measure.unit == .bytes || measure.unit == .none {
        check(measure, on: line)
      }
    }
  }

  private mutating func check(_ measure: Measure, on line: TextLine) {
    let bytes = working.bytes
    let digits = measure.range.lowerBound..<measure.endOfDigits(in: bytes)
    var joint = Joint(bytes, from: digits.upperBound, to: line.range.upperBound)
    guard joint.take(QuotientWords.units), joint.take(Joint.opening) else { return }
    let start = joint.at
    let end = bytes.skip(from: start, to: min(line.range.upperBound, start + 80)) {
      $0 != UInt8(ascii: ")") && $0 != 0xEF
    }
    guard end < line.range.upperBound, QuotientWords.divisors.isIn(start..<end, of: bytes),
      !isReported(digits), !isDenied(digits, on: line), isAsserted(digits, on: line)
    else { return }
    let around = Neighbourhood(working: working)
    let pieces = around.pieces(in: start..<end)
    guard pieces.count == 1, case .side(let side) = pieces[0], side.isCompound, !side.isSymbolic,
      let value = side.outcome.value, value > .zero,
      case .side(let number)? = around.pieces(in: digits).first, let claim = number.claim,
      claim.shows(atLeast: 100)
    else { return }
    // Where the division is spelled out, its number is what is claimed, whatever the unit is called.
    func isClaimed(_ value: Rational) -> Bool {
      LinkChecker.isWithin(LinkChecker.tolerance(of: claim, isApproximate: false), value, claim.value)
    }
    guard let coarse = try? claim.lastPlace.multiplied(by: .two),
      !LinkChecker.isWithin(coarse, value, claim.value)
    else { return }
    for power in 1...4 {
      guard let binary = try? Rational(1_024).raised(to: Rational(power)),
        let decimal = try? Rational(1_000).raised(to: Rational(power)),
        let ratio = try? binary.divided(by: decimal), let more = try? value.multiplied(by: ratio),
        let less = try? value.divided(by: ratio)
      else { return }
      guard isClaimed(more) || isClaimed(less) else { continue }
      findings.append(
        Draft(
          mistake: .binaryDecimalPrefixMixed, alternatives: [.productSlip], range: digits,
          claimed: claim.value,
          correct: value, arguments: [("ratio", .number(ratio))]))
      return
    }
  }
}

private enum QuotientWords {
  static let divisors: PhraseSet = [
    "2^20", "2^30", "2^10", "2^{20}", "2^{30}", "2^{10}", "2²⁰", "2³⁰", "2¹⁰", "1024^2", "1024^3", "1024²",
    "1024³",
    "1024**2", "1024**3", "2**20", "2**30", "1024/1024", "1024 / 1024", "1048576", "1,048,576", "1e6", "1e9",
    "10^6", "10^9", "10^{6}", "10^{9}", "10⁶", "10⁹",
  ]
  static let units: PhraseSet = [
    "mib", "gib", "kib", "mb", "gb", "kb", "mbytes", "gbytes", "megabytes", "gigabytes", "兆字节", "吉字节",
  ]
}
