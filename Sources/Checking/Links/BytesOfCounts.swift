import Symbolics

/// A number of weights and the bytes that they take, with a sign of equality between them:
/// `32000 × 4096 = 131M = 262 MB in fp16`.
extension LinkChecker {
  /// What becomes of a result that is said once more in bytes; nil where it may be no number of weights.
  func verdictOnBytesOfCount(_ link: PlainLink) -> Verdict? {
    guard link.index > 0, let count = link.first.claim, let claim = link.second.claim,
      count.scale != .percent, link.first.unit == .none || link.first.unit == .parameters,
      count.binaryFactor == nil, link.second.unit == .bytes || claim.binaryFactor != nil,
      !isInBytes(link.chain.sides[link.index - 1])
    else { return nil }
    let named = widths(on: working.line(at: link.second.located.range.lowerBound))
    let written = link.chain.sides[..<link.index].flatMap { Factors.written(in: $0.located.expression) }
    for width in LinkChecker.usualWidths {
      guard let bytes = try? count.value.multiplied(by: width),
        let slack = try? slack(of: link.first, value: bytes).adding(
          LinkChecker.tolerance(of: claim, isApproximate: true)),
        LinkChecker.isWithin(slack, bytes, claim.value) || agreesInBinary(bytes, with: claim)
      else { continue }
      if named.contains(width) { return .right }
      // A factor that the calculation has already was not meant twice.
      if named.isEmpty, !written.contains(width) { return .unchecked }
    }
    return nil
  }

  /// Whether a calculation multiplies by bytes.
  private func isInBytes(_ side: Chain.Side) -> Bool {
    let range = side.located.range
    let end = working.bytes.endOfLine(from: range.upperBound, atMost: 8)
    return LinkChecker.bytesWords.isIn(range.lowerBound..<max(range.lowerBound, end), of: working.bytes)
  }

  /// The bytes of the number formats that a line names.
  private func widths(on line: Int) -> [Rational] {
    let start = working.lineStarts[line]
    let end = around.lineEnd(of: start)
    return LinkChecker.formats.compactMap { $0.names.isIn(start..<end, of: working.bytes) ? $0.width : nil }
  }

  static let usualWidths: [Rational] = [2, 4, 1, 8, .half]
  private static let bytesWords: PhraseSet = ["byte", "字节", " b "]
  private static let formats: [(width: Rational, names: PhraseSet)] = [
    (
      2,
      [
        "fp16", "bf16", "f16", "float16", "bfloat16", "half", "16-bit", "16 bit", "16bit", "半精度", "16 位",
        "16位",
      ]
    ),
    (4, ["fp32", "f32", "tf32", "float32", "single", "32-bit", "32 bit", "32bit", "单精度", "32 位", "32位"]),
    (1, ["int8", "fp8", "8-bit", "8 bit", "8bit", "8 位", "8位"]),
    (.half, ["int4", "nf4", "fp4", "4-bit", "4 bit", "4bit", "4 位", "4位"]),
    (8, ["fp64", "float64", "double", "64-bit", "64 bit", "双精度"]),
  ]
}
