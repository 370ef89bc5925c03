import Symbolics

/// `Bytes = 3 × 4096² × 4` below "M = N = K = 4096, fp16": the text has one format, and the bytes are those of another.
extension Calculation {
  mutating func checkBytesBelowHeadings() {
    guard
      let place = lines.prefix(8).firstIndex(where: { line in
        NumberFormat.mayBe(on: line) && line.range.count <= 160 && line.row == nil
          && NumberFormat.all(in: line.range, of: working.bytes).count == 1
      }), let format = NumberFormat.all(in: lines[place].range, of: working.bytes).first,
      !HeadedBytes.otherwise.isOn(lines[place], of: working.bytes)
    else { return }
    for entry in entries(on: place + 1..<min(place + 7, lines.count)) {
      let line = lines[entry.home]
      guard entry.status == .right, entry.misconception == nil, entry.claimUnit == .bytes,
        let range = entry.claimRange, let claim = entry.claim, let side = entry.workingSide,
        case .product = side.located.expression, (2...5).contains(side.located.operands.count),
        HeadedBytes.labels.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 32), of: working.bytes),
        let width = widthAtEnd(of: side, besides: format), !isReported(entry.chain.range),
        isAsserted(range, on: line), !holds(HeadedBytes.otherwise),
        !lines.contains(where: { hasOtherFormat($0, than: format) }), !isCount(width, above: entry.home),
        let right = try? claim.value.multiplied(by: format.width).divided(by: width)
      else { continue }
      reportBytes(at: range, claim.value, right, of: format.width)
      entry.status = .wrong
      return
    }
  }

  /// The last factor, if it is the bytes of a number in another format: not 4 of `2 × 4096² × 4`, where the 2 may be the bytes.
  private func widthAtEnd(of side: Chain.Side, besides format: NumberFormat) -> Rational? {
    var factors: [Rational] = []
    for operand in side.located.operands {
      guard let value = try? operand.expression.evaluated() else { return nil }
      factors.append(value)
    }
    guard let last = factors.popLast(), [2, 4, 8].contains(last), last != format.width,
      !factors.contains(format.width), factors.contains(where: { $0 >= 1_024 })
    else { return nil }
    return last
  }

  /// Whether a number is told above as that of anything: "4 matrices".
  private func isCount(_ width: Rational, above place: Int) -> Bool {
    lines[max(0, place - 8)..<place].contains { line in
      measures(on: line).contains { $0.numeral.value == width }
    }
  }
}

private enum HeadedBytes {
  static let labels: PhraseSet = [
    "bytes", "traffic", "data moved", "data volume", "memory access", "memory", "storage", "字节", "访存", "数据量",
    "显存",
    "内存", "存储",
  ]
  static let otherwise: PhraseSet = [
    "accum", "master", "mixed", "optimi", "adam", "gradient", "cache", "kv", "complex", "copies", "copy",
    "cast",
    "convert", "float", "double", "instead", "not ", "quant", "would", "if ", "累加", "主权重", "混合", "优化器",
    "梯度", "缓存",
    "副本", "转换", "而不是", "量化", "如果", "tf32",
  ]
}
