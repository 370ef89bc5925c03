import Symbolics

/// A quantised model's bytes with the width of another format: `INT4 量化后 14.2×1 = 14.2 GB`, "INT8 weights: 7.6 × 2 = 15.2 GB"
/// for a model of 14.2 or 7.6 billion weights.
///
/// The number of weights has to be told before, or to have its scale, so that the other factor is the bytes of one.
extension Calculation {
  mutating func checkBytesOfQuantised() {
    var byHome: [Int: [Entry]]?
    for (place, line) in enumeratedLines(with: NumberFormat.spellings)
    where line.row == nil && line.range.count < 2_048 && !line.chains.isEmpty {
      for format in NumberFormat.all(in: line.range, of: working.bytes) {
        let found = byHome ?? entriesByHome()
        byHome = found
        for entry in found[place] ?? [] { check(entry, format, on: line) }
      }
    }
  }

  private mutating func check(_ entry: Entry, _ format: NumberFormat, on line: TextLine) {
    guard entry.status == .right, entry.claimUnit == .bytes, let range = entry.claimRange,
      let claim = entry.claim, let side = entry.workingSide,
      case .product(let factors) = side.located.expression, factors.count == 2,
      case .number(let count) = factors[0], case .number(let width) = factors[1], width.scale == .one,
      ([.half, 1, 2, 4, 8] as [Rational]).contains(width.value), width.value != format.width,
      count.value != format.width, format.range.upperBound <= side.located.range.lowerBound,
      isOf(format, side), count.shows(atLeast: 10),
      !QuantisedWords.bits.isIn(line.stretch(behind: range.lowerBound, atMost: 24), of: working.bytes),
      !QuantisedWords.otherwise.isIn(line.range.lowerBound..<range.upperBound, of: working.bytes),
      isNumberOfWeights(count, before: side.located.range.lowerBound), !isReported(entry.chain.range),
      isAsserted(range, on: line),
      let right = try? claim.value.multiplied(by: format.width).divided(by: width.value)
    else { return }
    reportBytes(at: range, claim.value, right, of: format.width)
    entry.status = .wrong
  }

  /// Whether nothing but words for a model's weights stands between a format and a calculation.
  private func isOf(_ format: NumberFormat, _ side: Chain.Side) -> Bool {
    var joint = Joint(working.bytes, from: format.range.upperBound, to: side.located.range.lowerBound)
    for _ in 0..<5 where joint.take(QuantisedWords.weights) {}
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// Whether a factor is so many billions of weights: `7.6B`, or the 7.6 of a model that the text calls 7.6B.
  private func isNumberOfWeights(_ count: Numeral, before place: Int) -> Bool {
    if count.scale == .billion || count.scale == .yi { return true }
    guard count.scale == .one else { return false }
    let start = max(0, place - 1_024)
    return MeasureReader.measures(in: start..<place, of: working.bytes).contains {
      ($0.numeral.scale == .billion || $0.numeral.scale == .giga && $0.unit == .parameters)
        && $0.numeral.unscaled == count.value
    }
  }
}

private enum QuantisedWords {
  static let bits: PhraseSet = ["bit", "比特"]
  static let weights: PhraseSet = [
    "量化后", "量化", "下", "后", "权重", "模型", "存储", "需要", "需", "占", "约", "只要", "：", ":", "weights", "weight",
    "quantised", "quantized", "quantization", "the model", "model", "takes", "take", "needs", "need", "is",
    "，", ",", "(", "（",
  ]
  static let otherwise: PhraseSet = [
    "optimi", "adam", "sgd", "moment", "gradient", "master", "mixed", "train", "cache", "kv", "copies",
    "copy",
    "instead", "not ", "dequant", "gpus", "cards", "优化器", "梯度", "动量", "训练", "混合", "缓存", "副本", "反量化", "而不是",
    "不是", "张卡", "双卡", "两卡",
  ]
}
