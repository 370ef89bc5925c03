import Symbolics

/// The bytes of a tensor by its shape, in another width than that of the format in its name: `Bytes_output (FP32) = 128 × 56 × 56
/// × 2`.
///
/// A right product has the width among its factors, or no width at all.
extension Calculation {
  mutating func checkBytesOfTensors() {
    for entry in entries where entry.status != .wrong && entry.home < lines.count {
      let line = lines[entry.home]
      guard NumberFormat.mayBe(on: line), line.row == nil, line.range.count <= 256,
        let side = entry.chain.sides.first(where: { $0.isCompound && !$0.isSymbolic }),
        case .product(let factors) = side.located.expression, (3...6).contains(factors.count),
        line.range.contains(side.located.range.lowerBound),
        case let label = line.stretch(before: side.located.range.lowerBound),
        TensorWords.bytes.isIn(label, of: working.bytes),
        !TensorWords.otherwise.isOn(line, of: working.bytes),
        case let formats = NumberFormat.all(in: line.range, of: working.bytes), formats.count == 1,
        let format = formats.first, format.bits == 16 || format.bits == 32,
        format.range.upperBound <= side.located.range.lowerBound,
        let last = factors.last.flatMap({ Claim.numeral(of: $0)?.value }), last != format.width,
        last == .two || last == 4,
        !factors.contains(where: { Claim.numeral(of: $0)?.value == format.width }),
        factors.dropLast().allSatisfy({ (Claim.numeral(of: $0)?.value ?? .zero) > 8 }),
        let value = side.outcome.value, !isReported(entry.chain.range),
        isAsserted(side.located.range, on: line),
        let right = try? value.multiplied(by: format.width).divided(by: last)
      else { continue }
      reportBytes(at: side.located.range, value, right, of: format.width)
      entry.status = .wrong
    }
  }
}

private enum TensorWords {
  static let bytes: PhraseSet = ["bytes", "memory", "字节", "内存", "显存"]
  /// Two tensors, two passes, or another format than the name's.
  static let otherwise: PhraseSet = [
    "cache", "kv", "grad", "both", "read", "write", "twice", "complex", "adam", "optim", "half", "pack",
    "cast",
    "convert", "instead", "not ", "and ", "+", "batch", "copies", "缓存", "梯度", "读", "写", "两", "复数", "优化器",
    "一半", "批",
    "不是", "和", "份",
  ]
}
