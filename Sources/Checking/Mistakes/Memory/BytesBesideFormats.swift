import Symbolics

/// Bytes of another width than that of the one format that a sentence names: "fp16 gradients take 175e9 × 4 = 700 GB", "the KV
/// cache in bf16: 2 × 32 × 8 × 128 × 4 bytes", "NF4 weights: 70e9 × 4 bytes".
extension Calculation {
  mutating func checkBytesBesideFormats() {
    var byHome: [Int: [Entry]]?
    for (place, line) in enumeratedLines(with: NumberFormat.spellings)
    where line.row == nil && line.range.count < 2_048 {
      let formats = NumberFormat.all(in: line.range, of: working.bytes)
      guard !line.chains.isEmpty, let format = formats.first, formats.allSatisfy({ $0.bits == format.bits }),
        isLabelOfOne(format, on: line) || !FormatWords.otherwise.isOn(line, of: working.bytes)
      else { continue }
      let found = byHome ?? entriesByHome()
      byHome = found
      for entry in found[place] ?? [] { check(entry, format, on: line) }
    }
  }

  /// `2 (K, V) × 32 layers × 4096 × 4 bytes` below the title "KV cache, Llama-2-7B in FP16", where no line has another format.
  mutating func checkBytesBelowFormats() {
    guard let place = lines.prefix(8).indices.first(where: isTitleOfCache),
      let format = NumberFormat.all(in: lines[place].range, of: working.bytes).first,
      !lines.contains(where: { hasOtherFormat($0, than: format) })
    else { return }
    for entry in entries(on: place + 1..<min(place + 5, lines.count)) {
      let line = lines[entry.home]
      guard entry.status == .right, entry.claimUnit == .bytes, let range = entry.claimRange,
        let claim = entry.claim,
        let side = entry.workingSide, case .product = side.located.expression, countsKeysAndValues(side),
        !NumberFormat.mayBe(on: line), !FormatWords.otherwise.isIn(lines[place].range, of: working.bytes),
        let width = width(in: side, behind: format), width != format.width,
        !isReported(entry.chain.range), isAsserted(range, on: line),
        let right = try? claim.value.multiplied(by: format.width).divided(by: width)
      else { continue }
      reportBytes(at: range, claim.value, right, of: format.width)
      entry.status = .wrong
      return
    }
  }

  /// "KV cache, Llama-2-7B in FP16", or the second half of it below a formula for the cache.
  private func isTitleOfCache(_ place: Int) -> Bool {
    let line = lines[place]
    return line.range.count <= 160 && line.row == nil && line.chains.isEmpty && NumberFormat.mayBe(on: line)
      && (FormatWords.caches.isOn(line, of: working.bytes)
        || place > 0 && FormatWords.caches.isOn(lines[place - 1], of: working.bytes))
      && NumberFormat.all(in: line.range, of: working.bytes).count == 1
  }

  func hasOtherFormat(_ line: TextLine, than format: NumberFormat) -> Bool {
    NumberFormat.mayBe(on: line)
      && NumberFormat.all(in: line.range, of: working.bytes).contains { $0.bits != format.bits }
  }

  /// Whether a 2 counts keys and values, so that the bytes are those of one value: `2 (K, V) × …`, or five factors with a 2
  /// in front.
  private func countsKeysAndValues(_ side: Chain.Side) -> Bool {
    let operands = side.located.operands
    guard let first = operands.first, Claim.numeral(of: first.expression)?.value == .two else { return false }
    if operands.count >= 5 { return true }
    let next = first.range.upperBound..<min(working.bytes.count, first.range.upperBound + 16)
    return FormatWords.keysAndValues.isIn(next, of: working.bytes)
  }

  /// `fp32 master weights: …`, `fp32 一阶动量：…`: one number for each weight, and nothing else on the line.
  private func isLabelOfOne(_ format: NumberFormat, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: format.range.upperBound, to: line.range.upperBound)
    guard joint.take(FormatWords.states), joint.take(FormatWords.colons) else { return false }
    return !FormatWords.otherwise.isIn(joint.at..<max(joint.at, line.range.upperBound), of: working.bytes)
  }

  private mutating func check(_ entry: Entry, _ format: NumberFormat, on line: TextLine) {
    guard entry.status == .right, entry.claimUnit == .bytes, let range = entry.claimRange,
      let claim = entry.claim,
      let side = entry.workingSide, case .product = side.located.expression,
      format.range.upperBound <= side.located.range.lowerBound
        || isInBrackets(format, behind: range, on: line),
      sentence(around: side.located.range.lowerBound, on: line).contains(format.range.lowerBound),
      let width = width(in: side, behind: format), width != format.width,
      // Four bytes may be those of a key and its value, where no 2 and no heads count them.
      side.located.operands.count >= 5 || !FormatWords.caches.isOn(line, of: working.bytes),
      !isReported(entry.chain.range), isAsserted(range, on: line),
      let right = try? claim.value.multiplied(by: format.width).divided(by: width)
    else { return }
    reportBytes(at: range, claim.value, right, of: format.width)
    entry.status = .wrong
  }

  /// `4096 × 4096 × 4 bytes = 67.1 MB (fp16)`: brackets behind the result that hold the format alone.
  private func isInBrackets(_ format: NumberFormat, behind result: Range<Int>, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: result.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    _ = joint.take(FormatWords.prefixedBytes)
    guard joint.take(Joint.opening) else { return false }
    _ = joint.take(FormatWords.stored)
    joint.skipBlanks()
    guard joint.at == format.range.lowerBound else { return false }
    joint.at = format.range.upperBound
    return joint.take(Joint.closing)
  }

  /// The factor that is the bytes of a value: one before the word "bytes", or the small one of two where the format has its
  /// noun behind it, "fp16 gradients".
  private func width(in side: Chain.Side, behind format: NumberFormat) -> Rational? {
    let operands = side.located.operands
    guard operands.count >= 2, operands.count <= 8 else { return nil }
    var widths: [Rational] = []
    for operand in operands {
      guard let factor = Claim.numeral(of: operand.expression)?.value else { return nil }
      if [1, 2, 4, 8].contains(factor), standsBeforeBytes(operand.range) { widths.append(factor) }
    }
    if !widths.isEmpty { return widths.count == 1 ? widths[0] : nil }
    if let width = lastOfCache(operands, format) { return width }
    guard format.range.upperBound <= side.located.range.lowerBound else { return nil }
    var joint = Joint(working.bytes, from: format.range.upperBound, to: side.located.range.lowerBound)
    guard operands.count == 2, joint.take(FormatWords.states) || joint.take(FormatWords.nouns),
      let count = Claim.numeral(of: operands[0].expression)?.value, count >= 1_000_000,
      let width = Claim.numeral(of: operands[1].expression), [1, 2, 4, 8].contains(width.value)
    else { return nil }
    return width.value
  }
}

extension Calculation {
  /// The 4 of `2 × 32 × 32 × 128 × 4096 × 4` for a cache in FP16: the last of many factors, of which the first counts keys and
  /// values. With one more 2 it may be the sequences of a batch.
  private func lastOfCache(_ operands: [Located], _ format: NumberFormat) -> Rational? {
    guard operands.count >= 5, format.bits == 16, let line = line(at: operands[0].range.lowerBound) else {
      return nil
    }
    let factors = operands.map { Claim.numeral(of: $0.expression)?.value ?? .zero }
    let before = max(0, line.index > 0 ? line.range.lowerBound - 256 : line.range.lowerBound)
    guard factors[0] == .two, let last = factors.last, last == 4 || last == 8,
      factors.count(where: { $0 == .two }) == 1, factors.count(where: { $0 == last }) == 1,
      FormatWords.caches.isIn(before..<max(before, operands[0].range.lowerBound), of: working.bytes),
      !FormatWords.batches.isIn(before..<line.range.upperBound, of: working.bytes)
    else { return nil }
    return last
  }
}

private enum FormatWords {
  static let batches: PhraseSet = [
    "batch", "sequences", "requests", "users", "prompts", "beam", "gpu", "kv head", "批", "请求", "用户", "条序列",
    "卡",
  ]
  static let prefixedBytes: PhraseSet = ["kb", "mb", "gb", "tb", "kib", "mib", "gib"]
  static let stored: PhraseSet = ["in", "as", "stored in", "按", "以"]
  static let states: PhraseSet = [
    "master weights", "master copy", "first moment", "second moment", "momentum", "variance", "主权重", "权重副本",
    "一阶动量",
    "二阶动量", "一阶矩", "二阶矩",
  ]
  static let colons: PhraseSet = [":", "：", "=", "|"]
  static let caches: PhraseSet = ["cache", "kv", "缓存"]
  static let keysAndValues: PhraseSet = [
    "k, v", "k,v", "k and v", "k & v", "k/v", "k 和 v", "k和v", "k+v", "kv", "k、v", "key",
  ]
  static let nouns: PhraseSet = [
    "gradients", "gradient", "weights", "weight", "parameters", "parameter", "params", "activations",
    "values", "梯度", "权重",
    "参数", "激活",
  ]
  static let otherwise: PhraseSet = [
    "optimi", "adam", "sgd", "momentum", "moments", "master", "mixed", "accum", "complex", "copies", "copy",
    "both",
    "together", "cast", "convert", "instead", "not ", " and ", "plus", "+", "twice", "overhead", "group",
    "scale", "zero",
    "buffer", "dequant", "compute", "keep", "upcast", "优化器", "动量", "混合", "累加", "副本", "而不是", "不是", "和", "与",
    "以及", "加",
    "反量化", "转", "half", "halves", "shard", "offload", "16-bit", "16 bit", "8-bit", "8 bit", "16 位", "16位",
    "8 位", "8位", "一半", "切分", "分片",
  ]
}
