import Symbolics

/// How many times as large a cache gets for a context that grows from one length to another: 上下文从 4K 到 128K，KV cache 变为 64
/// 倍. It grows as the tokens do.
extension Calculation {
  mutating func checkGrowthOfCaches() {
    for line in lines(with: CacheGrowth.caches) where line.row == nil && line.range.count <= 320 {
      let bytes = working.bytes
      guard CacheGrowth.caches.isOn(line, of: bytes), !CacheGrowth.otherwise.isOn(line, of: bytes),
        case let measures = measures(on: line), (3...8).contains(measures.count),
        let (ratio, end) = ratioOfLengths(measures, on: line),
        let cache = CacheGrowth.caches.first(in: end..<line.range.upperBound, of: bytes)
      else { continue }
      for measure in measures where measure.range.lowerBound >= cache.upperBound {
        var joint = Joint(bytes, from: cache.upperBound, to: measure.range.lowerBound)
        while joint.take(CacheGrowth.grows) || joint.take(Joint.approximations) {}
        joint.skipBlanks()
        let digits = measure.endOfDigits(in: bytes)
        var tail = Joint(bytes, from: digits, to: line.range.upperBound)
        guard joint.isAtEnd, joint.at > cache.upperBound, tail.take(CacheGrowth.times),
          let claim = bytes.wholeNumber(at: measure.range.lowerBound, to: digits),
          case let value = Rational(claim.value), let over = try? value.divided(by: ratio),
          CacheGrowth.slips.contains(over) || (try? ratio.multiplied(by: ratio)) == value,
          case let range = measure.range.lowerBound..<digits, !isReported(range), isAsserted(range, on: line)
        else { break }
        findings.append(
          Draft(
            mistake: .conclusionContradictsNumbers, alternatives: [.scalingExponentWrong, .productSlip],
            range: range,
            claimed: value, correct: ratio, arguments: [("other", .number(ratio))]))
        break
      }
    }
  }

  /// By what a context grows "from 4K to 128K", with the place behind it.
  private func ratioOfLengths(_ measures: [Measure], on line: TextLine) -> (Rational, Int)? {
    for (first, second) in zip(measures, measures.dropFirst())
    where first.unit == second.unit && first.unit != .bytes && first.numeral.value > 99 {
      var gap = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
      _ = gap.takeUnits()
      guard gap.take(CacheGrowth.to), case () = gap.skipBlanks(), gap.isAtEnd,
        CacheGrowth.lengths.isIn(line.stretch(before: first.range.lowerBound, atMost: 40), of: working.bytes),
        let ratio = try? second.numeral.value.divided(by: first.numeral.value), ratio > .one, ratio.isInteger
      else { continue }
      return (ratio, second.range.upperBound)
    }
    return nil
  }
}

private enum CacheGrowth {
  static let caches: PhraseSet = ["kv cache", "kv-cache", "kv 缓存", "kv缓存", "the cache", "缓存"]
  static let lengths: PhraseSet = ["context", "sequence", "length", "token", "上下文", "长度", "序列"]
  static let to: PhraseSet = ["to", "→", "->", "到", "变为", "变成", "增加到", "增长到", "扩展到", "扩到", "提升到", "提高到"]
  static let grows: PhraseSet = [
    "变为原来的", "变为", "变成原来的", "变成", "是原来的", "增长为原来的", "grows by a factor of", "grows by", "grows", "becomes",
    "is",
    "gets", "increases by a factor of", "increases by", "也", "就", "会", "将", "则", "大小", "占用", "size",
  ]
  static let times: PhraseSet = ["倍", "x", "×", "times", "-fold"]
  static let otherwise: PhraseSet = [
    "batch", "gqa", "mqa", "head", "layer", "quant", "int8", "fp8", "int4", "window", "批", "头", "层", "量化",
    "窗口", "并发",
    "users", "requests", "请求", "compress", "压缩", "更多", "model", "模型",
  ]
  static let slips: [Rational] = [2, 4, 10, .half, (try? Rational(1, over: 4)) ?? .half]
}
