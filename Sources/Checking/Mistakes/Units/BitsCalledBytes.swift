import Symbolics

/// Bits a second called as many bytes: `10 Gb/s = 10 GB/s`, 100 Mbps 即 100 MB/s. Eight bits are a byte.
extension Calculation {
  mutating func checkBitsCalledBytes() {
    for line in lines(with: BitRates.bits)
    where line.range.count < 2_048 && BitRates.bits.isOn(line, of: working.bytes) {
      let measures = measures(on: line)
      for (first, second) in zip(measures, measures.dropFirst()) {
        guard let one = rate(first, on: line), !one.isBytes, let two = rate(second, on: line), two.isBytes,
          one.prefix == two.prefix, first.numeral.value == second.numeral.value,
          isSaidSame(one.end, second.range.lowerBound), !isReported(second.range),
          isAsserted(second.range, on: line),
          let digits = try? second.numeral.value.divided(by: second.numeral.writtenFactor),
          let right = try? digits.divided(by: 8)
        else { continue }
        findings.append(
          Draft(
            mistake: .prefixSlip, alternatives: [.bytesPerValueWrong], range: second.range, claimed: digits,
            correct: right, arguments: [("ratio", .number(8))]))
      }
    }
  }

  /// `Gb/s`, `Gbps`, `GB/s`: the prefix and whether bytes are counted. Small letters alone tell nothing.
  private func rate(_ measure: Measure, on line: TextLine) -> (prefix: UInt8, isBytes: Bool, end: Int)? {
    let bytes = working.bytes
    let limit = min(line.range.upperBound, bytes.count)
    var at = bytes.skip(from: measure.range.lowerBound, to: limit) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
    at = bytes.skipBlanks(from: at, to: limit)
    guard at + 3 < limit, bytes[at].isASCIICapital, bytes[at + 1] & ~0x20 == UInt8(ascii: "B") else {
      return nil
    }
    var joint = Joint(bytes, from: at + 2, to: limit)
    guard joint.take(BitRates.seconds) else { return nil }
    return (bytes[at], bytes[at + 1] == UInt8(ascii: "B"), joint.at)
  }

  private func isSaidSame(_ start: Int, _ end: Int) -> Bool {
    guard start <= end, end - start <= 24 else { return false }
    var joint = Joint(working.bytes, from: start, to: end)
    _ = joint.take(BitRates.commas)
    guard joint.take(BitRates.same) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd
  }
}

private enum BitRates {
  static let bits: PhraseSet = ["b/s", "bps", "bit/s"]
  static let seconds: PhraseSet = ["/s", "ps", "it/s"]
  static let commas: PhraseSet = [",", "，", "(", "（"]
  static let same: PhraseSet = ["=", "≈", "＝", "is", "i.e.", "that is", "or", "也就是", "即", "就是", "等于", "为"]
}
