import Symbolics

/// The memory of a model whose size and whose number format a line names: "a 13B model in 8 bit needs 26 GB", int8 的 70B
/// 模型占 140 GB, "13B model in FP16: 13 × 4 = 52 GB", BF16 每参数 2 字节，671B：671×1=671GB.
///
/// A number that is stated is named where it is that of another format, to its digits; a calculation where it takes the
/// bytes of another format.
extension Calculation {
  mutating func checkStoredModels() {
    for (place, line) in lines.enumerated()
    where line.row == nil && NumberFormat.mayBe(on: line, withWidths: true) {
      checkStatedMemory(on: line, place)
    }
    for entry in entries
    where entry.claimUnit == .bytes && entry.status == .right && entry.misconception == nil {
      checkMemory(of: entry)
    }
  }

  // MARK: - "a 13B model in 8 bit needs 26 GB"

  private mutating func checkStatedMemory(on line: TextLine, _ place: Int) {
    guard StoredModel.storages.isOn(line, of: working.bytes),
      !StoredModel.otherBytes.isOn(line, of: working.bytes)
    else { return }
    let measures = measures(on: line)
    let sizes = measures.filter { StoredModel.isSize($0, in: working.bytes) }
    guard let size = sizes.first ?? sizeAbove(line, place),
      sizes.allSatisfy({ $0.numeral.value == size.numeral.value })
    else { return }
    let isBare = !StoredModel.isNamed(size, in: working.bytes)
    let stored = StoredModel(bytes: working.bytes, size: size.range, line: line.range)
    for storage in measures where StoredModel.isStorage(storage) && !isReported(storage.range) {
      guard let width = stored.width(of: storage.range),
        let right = try? size.numeral.value.multiplied(by: width)
      else { continue }
      let claim = storage.numeral
      func isClaimed(_ value: Rational) -> Bool {
        let half = LinkChecker.tolerance(of: claim, isApproximate: false)
        let room = (try? value.divided(by: 50)) ?? half
        return LinkChecker.isWithin(max(room, half), value, claim.value)
      }
      guard !isClaimed(right), !isBare || endsClause(behind: storage), isAsserted(storage.range, on: line),
        StoredModel.ratios.contains(where: { (try? right.multiplied(by: $0)).map(isClaimed) ?? false })
      else { continue }
      reportBytes(at: storage.range, claim.value, right, of: width)
    }
  }

  private func endsClause(behind storage: Measure) -> Bool {
    var tail = Joint(working.bytes, from: storage.range.upperBound, to: working.bytes.count)
    _ = tail.take(StoredModel.memories)
    tail.skipBlanks()
    return tail.isAtClauseEnd()
  }

  /// The one size of a model that the lines right above name, where a line is a list of formats: `int8: 70 GB, int4: 35 GB`.
  private func sizeAbove(_ line: TextLine, _ place: Int) -> Measure? {
    let bytes = working.bytes
    guard place > 0, line.range.count <= 160, line.chains.isEmpty,
      NumberFormat.first(
        at: line.range.lowerBound, until: line.range.upperBound, of: bytes, withWidths: false)
        != nil
    else { return nil }
    var size: Measure?
    for above in lines[max(0, place - 3)..<place] where above.range.count <= 512 {
      for measure in measures(on: above) where StoredModel.isSize(measure, in: bytes) {
        if let size, size.numeral.value != measure.numeral.value { return nil }
        if StoredModel.otherBytes.isOn(above, of: bytes) { return nil }
        size = measure
      }
    }
    return size
  }

  // MARK: - "13B model in FP16: 13 × 4 = 52 GB"

  private mutating func checkMemory(of entry: Entry) {
    guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
      (2...3).contains(factors.count), entry.home < lines.count, let claim = entry.claim,
      let range = entry.claimRange
    else { return }
    let (line, place) = (lines[entry.home], side.located.range.lowerBound)
    guard line.row == nil, line.range.count <= 1_024, line.range.contains(place),
      let width = widthOfWeight(on: line, before: place),
      let used = widthUsed(factors, claim, on: line, before: place), used != width,
      // `7 × 4 = 28 Gbit`
      used != (try? width.multiplied(by: 8)),
      !speaksOfOtherBytes(line, besides: entry.chain), !isReported(entry.chain.range),
      let right = try? claim.value.multiplied(by: width).divided(by: used)
    else { return }
    reportBytes(at: range, claim.value, right, of: width)
    entry.status = .wrong
  }

  /// The bytes of a weight: those that the line states, or those of the one format that it names before a calculation.
  private func widthOfWeight(on line: TextLine, before place: Int) -> Rational? {
    let stated = statedWidth(on: line, before: place)
    guard NumberFormat.mayBe(on: line) else { return stated }
    let formats = NumberFormat.all(in: line.range, of: working.bytes)
    guard let first = formats.first else { return stated }
    guard formats.allSatisfy({ $0.bits == first.bits }), first.range.upperBound <= place,
      stated == nil || stated == first.width
    else { return nil }
    return first.width
  }

  /// 每参数 2 字节, "2 bytes per parameter"
  private func statedWidth(on line: TextLine, before place: Int) -> Rational? {
    guard StoredModel.perWeight.mayBe(on: line),
      let words = StoredModel.perWeight.first(on: line, of: working.bytes), words.upperBound <= place
    else { return nil }
    for side in line.lone where side.unit == .bytes {
      let number = side.located.range
      guard let claim = side.claim, StoredModel.usualWidths.contains(claim.value) else { continue }
      let isBehind = number.lowerBound >= words.upperBound && number.lowerBound - words.upperBound <= 6
      let isBefore = number.upperBound <= words.lowerBound && words.lowerBound - number.upperBound <= 8
      if isBehind || isBefore { return claim.value }
    }
    return nil
  }

  /// The bytes by which a calculation multiplies the size of a model that its line names before it; nil where it does
  /// something else.
  private func widthUsed(_ factors: [Expression], _ claim: Numeral, on line: TextLine, before place: Int)
    -> Rational?
  {
    for index in factors.indices {
      guard case .number(let width) = factors[index], width.scale == .one,
        StoredModel.usualWidths.contains(width.value)
      else { continue }
      var others = factors
      others.remove(at: index)
      guard let count = Claim.numeral(of: others.count == 1 ? others[0] : .product(others)),
        isSize(count, claim, on: line, before: place)
      else { continue }
      return width.value
    }
    return nil
  }

  /// Whether the line names a model of so many weights before a place: written out, or the bare 13 of 13B where the result is
  /// in GB.
  private func isSize(_ count: Numeral, _ claim: Numeral, on line: TextLine, before place: Int) -> Bool {
    let start = max(line.range.lowerBound, place - 160)
    guard start < place else { return false }
    return MeasureReader.measures(in: start..<place, of: working.bytes).contains { measure in
      let size = measure.numeral
      guard size.scale == .billion || measure.unit == .parameters, size.scale.exponent >= 6,
        measure.unit == .none || measure.unit == .parameters, measure.per == .nothing
      else { return false }
      if size.value == count.value { return true }
      return count.scale == .one && size.unscaled == count.value
        && claim.scale.exponent == size.scale.exponent && claim.binaryFactor == nil
    }
  }

  /// Whether something else than the weights may take the bytes, or the line has bytes besides these.
  private func speaksOfOtherBytes(_ line: TextLine, besides chain: Chain) -> Bool {
    let bytes = working.bytes
    if line.chains.contains(where: { $0.range != chain.range && $0.sides.contains { $0.unit == .bytes } }) {
      return true
    }
    let words = StoredModel.perWeight.first(on: line, of: bytes)
    let isBeside = line.lone.contains { side in
      guard side.unit == .bytes, let words else { return side.unit == .bytes }
      return side.located.range.lowerBound > words.upperBound + 6
        || side.located.range.upperBound + 8 < words.lowerBound
    }
    if isBeside || StoredModel.severalDevices.isOn(line, of: bytes) { return true }
    guard let words else { return Calculation.otherBytes.isOn(line, of: bytes) }
    return Calculation.otherBytes.isIn(line.stretch(before: words.lowerBound), of: bytes)
      || Calculation.otherBytes.isIn(words.upperBound..<line.range.upperBound, of: bytes)
  }
}

/// Reads in what format a model is stored.
private struct StoredModel {
  let bytes: [UInt8]
  /// Where the number of weights stands.
  let size: Range<Int>
  let line: Range<Int>

  /// `13B model`, "model of 13B", 70B 模型: billions of weights.
  static func isSize(_ measure: Measure, in bytes: [UInt8]) -> Bool {
    let isMillions = measure.numeral.scale == .mega || measure.numeral.scale == .million
    guard isMillions || measure.numeral.scale == .billion || measure.numeral.scale == .yi,
      measure.unit != .bytes, measure.unit != .tokens,
      measure.numeral.value >= (isMillions ? 10_000_000 : 100_000_000)
    else { return false }
    if isMillions {
      // `GPT-2 124M in FP16`
      let joint = Joint(bytes, from: measure.range.upperBound, to: bytes.count)
      return measure.unit == .none && namesFormat(joint, in: bytes)
    }
    var joint = Joint(bytes, from: measure.range.upperBound, to: bytes.count)
    if joint.at < bytes.count, bytes[joint.at] == .hyphen { joint.at += 1 }
    if measure.unit == .parameters || joint.take(models) || namesFormat(joint, in: bytes) { return true }
    let before = max(0, measure.range.lowerBound - 16)..<measure.range.lowerBound
    return modelsOf.isIn(before, of: bytes)
  }

  /// `7B in int4`, `13B fp16`
  static func namesFormat(_ joint: Joint, in bytes: [UInt8]) -> Bool {
    var joint = joint
    _ = joint.take(into)
    joint.skipBlanks()
    return NumberFormat.first(at: joint.at, until: joint.end, of: bytes, withWidths: false) != nil
  }

  private static let into: PhraseSet = ["in", "at", "as", "@", "，", ",", "(", "（", ":", "：", "用", "按", "以"]

  /// What a number of bytes in G or T is written with.
  static let storages: PhraseSet = [
    "gb", "tb", "mb", "mib", "gib", "tib", "giga", "tera", "g bytes", "g 字节", "g字节", "t 字节", "t字节", "吉", "太",
  ]

  /// Whether a word calls a number of weights that of a model.
  static func isNamed(_ measure: Measure, in bytes: [UInt8]) -> Bool {
    var joint = Joint(bytes, from: measure.range.upperBound, to: bytes.count)
    if joint.at < bytes.count, bytes[joint.at] == .hyphen { joint.at += 1 }
    return measure.unit == .parameters || joint.take(models)
  }

  static let memories: PhraseSet = ["of memory", "memory", "of vram", "vram", "显存", "内存"]

  static func isStorage(_ measure: Measure) -> Bool {
    measure.unit == .bytes && measure.per == .nothing
      && (measure.numeral.scale == .giga || measure.numeral.scale == .tera || measure.numeral.scale == .mega)
  }

  /// The bytes of a weight that the words beside a number of bytes name.
  func width(of storage: Range<Int>) -> Rational? {
    let before = max(line.lowerBound, storage.lowerBound - 64)..<storage.lowerBound
    let behind = widthBehind(storage)
    guard let last = NumberFormat.all(in: before, of: bytes, withWidths: true).last,
      isPlain(last.range.upperBound..<storage.lowerBound)
    else { return behind }
    return behind == nil ? last.width : nil
  }

  /// `26 GB in 8 bit`
  private func widthBehind(_ storage: Range<Int>) -> Rational? {
    var joint = Joint(bytes, from: storage.upperBound, to: line.upperBound)
    guard joint.take(StoredModel.joints) else { return nil }
    joint.skipBlanks()
    return NumberFormat.first(at: joint.at, until: line.upperBound, of: bytes, withWidths: true)?.width
  }

  /// Whether a verb, and nothing but known words, stands between a format and the bytes.
  private func isPlain(_ gap: Range<Int>) -> Bool {
    var joint = Joint(bytes, from: gap.lowerBound, to: gap.upperBound)
    var hasVerb = false
    while !joint.isAtEnd {
      joint.skipBlanks()
      if joint.isAtEnd { break }
      if joint.at == size.lowerBound { joint.at = size.upperBound }
      if joint.take(StoredModel.verbs) {
        hasVerb = true
      } else if !joint.take(StoredModel.fillers), !joint.take(StoredModel.models) {
        return false
      }
    }
    return hasVerb
  }

  /// How far the memories of two formats may be apart.
  static let ratios: [Rational] = [2, 4, .half] + [try? Rational(1, over: 4)].compactMap { $0 }
  static let usualWidths: [Rational] = [1, 2, 4, 8, .half]
  static let perWeight: PhraseSet = [
    "每参数", "每个参数", "每权重", "每个权重", "per parameter", "per param", "per weight",
  ]
  private static let joints: PhraseSet = ["in", "at", "with", "as"]
  private static let models: PhraseSet = [
    "parameter model", "parameters", "params", "model", "models", "llm", "模型", "个参数", "参数",
  ]
  private static let modelsOf: PhraseSet = ["model of ", "model with ", "模型有", "参数量", "模型（", "model ("]
  private static let verbs: PhraseSet = [
    "needs", "need", "takes", "take", "requires", "occupies", "occupy", "is", "are", "weighs", "uses", "=",
    ":",
    "：", "≈", "~", "占用", "占", "需要", "需", "约为", "大约", "约", "为", "是", "要", "用",
  ]
  private static let fillers: PhraseSet = [
    "it", "that", "only", "about", "roughly", "around", "the", "weights", "its", "per parameter",
    "per weight",
    "each", "storage", "to store", "of memory", "memory", "的", "约", "大约", "权重", "每个参数", "显存", "内存", "共", "存储",
    "部署", "加载", "推理", ",",
    "，", "(", ")", "（", "）", "quantised", "quantized", "量化后", "量化",
  ]

  /// What takes bytes besides the weights, and words that compare.
  static let otherBytes: PhraseSet = [
    "optimi", "adam", "sgd", "momentum", "gradient", "activation", "master", "mixed", "cache", "kv", "train",
    "accum", "copies", "copy", "overhead", "group", "zero", "buffer", "both", "twice", "lora", "active",
    "moe",
    "expert", "shard", "instead", "not ", "than", "if ", "wrong", "gpus", "each gpu", "half", "缓存", "训练",
    "优化器",
    "梯度", "动量", "激活", "混合", "份", "副本", "开销", "状态", "而不是", "而非", "不是", "专家", "张", "卡", "如果", "错",
  ]
  static let severalDevices: PhraseSet = [
    "gpus", "tp=", "tp ", "shard", "split", "张卡", "卡", "分片", "切分", "bit", "比特", "量化后", "压缩", "压到", "原来",
    "original",
    "quantiz", "quantis", "double", "half of",
  ]
}
