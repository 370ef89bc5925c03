import Symbolics

/// Fewer bytes than a number has in the format that its label names, also where the label names a gradient or one state of
/// an optimizer: `Adam m in fp32: 7e9 × 2 bytes = 14 GB`, `| Adam v (fp32) | 7e9 × 2 bytes | 14 GB |`.
///
/// More bytes may be those of two states; fewer are those of none.
extension Calculation {
  mutating func checkLabelledBytes() {
    for entry in entries
    where entry.status == .right && entry.claimUnit == .bytes && entry.home < lines.count {
      let line = lines[entry.home]
      guard NumberFormat.mayBe(on: line), let side = entry.workingSide, let range = entry.claimRange,
        let claim = entry.claim, !isReported(entry.chain.range),
        let (format, width) = labelledFormat(of: side, on: line),
        let right = try? claim.value.multiplied(by: format.width).divided(by: width)
      else { continue }
      reportBytes(at: range, claim.value, right, of: format.width)
      entry.status = .wrong
    }
    for line in lines(with: NumberFormat.spellings) where line.row != nil && line.lone.count <= 4 {
      for side in line.lone where side.isCompound && !isReported(line.range) {
        guard let value = side.outcome.value, let (format, width) = labelledFormat(of: side, on: line),
          let right = try? value.multiplied(by: format.width).divided(by: width)
        else { continue }
        reportBytes(at: side.located.range, value, right, of: format.width)
      }
    }
  }

  /// The format that the label before a product names, with the bytes that the product takes, where they are fewer.
  private func labelledFormat(
    of side: Chain.Side, on line: TextLine
  ) -> (format: NumberFormat, width: Rational)? {
    guard case .product = side.located.expression, side.located.operands.count == 2,
      let (count, width) = countAndWidth(side.located.operands), count.value >= 1_000_000,
      standsBeforeBytes(width.range), !standsBeforeBytes(count.range)
    else { return nil }
    let start = side.located.range.lowerBound
    let label = line.stretch(before: start)
    guard label.count <= 80, !LabelledBytes.otherwise.isOn(line, of: working.bytes) else { return nil }
    let formats = NumberFormat.all(in: line.range, of: working.bytes)
    guard let format = formats.first, formats.allSatisfy({ $0.bits == format.bits }),
      format.range.upperBound <= start, width.value < format.width,
      start - format.range.upperBound <= 24,
      !holdsClause(format.range.upperBound..<start),
      !working.bytes[label.lowerBound..<format.range.lowerBound].contains(where: { $0.isASCIIDigit })
    else { return nil }
    return (format, width.value)
  }

  /// Whether a sentence or another number stands between a format and its product.
  private func holdsClause(_ gap: Range<Int>) -> Bool {
    working.bytes[gap].contains { $0.isASCIIDigit || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
      || LabelledBytes.clauses.isIn(gap, of: working.bytes)
  }
}

private enum LabelledBytes {
  static let clauses: PhraseSet = ["，", "。", "；", ". ", "→", "->"]
  /// What keeps the numbers in another format, or not all of them.
  static let otherwise: PhraseSet = [
    "half", "shard", "split", "offload", "compress", "cast", "convert", "instead", "not ", "n't", "from ",
    "to ",
    "stored", "saved", "kept", "16-bit", "16 bit", "8-bit", "8 bit", "than", "vs", "versus", "per gpu", "if ",
    "would", "/ 2", "一半", "切分", "分片", "卸载", "压缩", "转换", "转成", "而不是", "不是", "而非", "存成", "保存", "存为",
    "相比", "比", "每卡", "如果", "若",
  ]
}
