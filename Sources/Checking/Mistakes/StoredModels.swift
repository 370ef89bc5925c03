import Symbolics

/// The memory of a model whose size and whose number format a sentence names: "a 13B model in 8 bit needs 26 GB", int8 的
/// 70B 模型占 140 GB.
///
/// A wrong number is named where it is that of another format, to its digits.
extension Calculation {
  mutating func checkStoredModels() {
    for line in lines where line.row == nil && StoredModel.formatWords.mayBe(on: line) {
      guard !StoredModel.otherBytes.isIn(line.range, of: working.bytes) else { continue }
      let measures = MeasureReader.measures(in: line.range, of: working.bytes)
      let sizes = measures.filter { StoredModel.isSize($0, in: working) }
      guard let size = sizes.first, sizes.allSatisfy({ $0.numeral.value == size.numeral.value }) else {
        continue
      }
      for storage in measures where StoredModel.isStorage(storage) && !isReported(storage.range) {
        check(storage, of: size, on: line)
      }
    }
  }

  private mutating func check(_ storage: Measure, of size: Measure, on line: TextLine) {
    let stored = StoredModel(working: working, size: size.range)
    guard let width = stored.width(of: storage.range, on: line.range),
      let right = try? size.numeral.value.multiplied(by: width)
    else { return }
    func isClaimed(_ value: Rational) -> Bool {
      let half = LinkChecker.tolerance(of: storage.numeral, isApproximate: false)
      let room = (try? value.divided(by: 50)) ?? half
      return LinkChecker.isWithin(max(room, half), value, storage.numeral.value)
    }
    guard !isClaimed(right), isAsserted(storage.range, on: line) else { return }
    for factor: Rational in [2, 4, Rational.half, Rational.quarter]
    where (try? right.multiplied(by: factor)).map(isClaimed) ?? false {
      findings.append(
        Draft(
          mistake: .bytesPerValueWrong, range: storage.range, claimed: storage.numeral.value, correct: right,
          arguments: [("expected", .number(width))]))
      return
    }
  }
}

/// Reads in what format a model is stored.
private struct StoredModel {
  let working: HandCalculation
  /// The number of weights.
  let size: Range<Int>

  /// `13B model`, "model of 13B", 70B 模型: billions of weights.
  static func isSize(_ measure: Measure, in working: HandCalculation) -> Bool {
    guard measure.numeral.scale == .billion || measure.numeral.scale == .yi, measure.unit != .bytes,
      measure.unit != .tokens, measure.numeral.value >= 100_000_000
    else { return false }
    let bytes = working.bytes
    var joint = Joint(bytes, from: measure.range.upperBound, to: bytes.count)
    if joint.at < bytes.count, bytes[joint.at] == .hyphen { joint.at += 1 }
    if measure.unit == .parameters || joint.take(models) { return true }
    let before = max(0, measure.range.lowerBound - 16)..<measure.range.lowerBound
    return modelsOf.isIn(before, of: bytes)
  }

  static func isStorage(_ measure: Measure) -> Bool {
    measure.unit == .bytes && (measure.numeral.scale == .giga || measure.numeral.scale == .tera)
      && measure.per == .nothing
  }

  /// The bytes of a weight that the words beside a number of bytes name.
  func width(of storage: Range<Int>, on line: Range<Int>) -> Rational? {
    let bytes = working.bytes
    let start = max(line.lowerBound, storage.lowerBound - 64)
    var last: (width: Rational, end: Int)?
    for (width, words) in StoredModel.formats {
      var at = start
      while let found = words.first(in: at..<storage.lowerBound, of: bytes) {
        if StoredModel.isWhole(found, in: bytes), found.upperBound > last?.end ?? 0 {
          last = (width, found.upperBound)
        }
        at = found.upperBound
      }
    }
    let behind = widthBehind(storage, on: line)
    guard let last, isPlain(last.end..<storage.lowerBound) else { return behind }
    return behind == nil ? last.width : nil
  }

  /// `26 GB in 8 bit`
  private func widthBehind(_ storage: Range<Int>, on line: Range<Int>) -> Rational? {
    var joint = Joint(working.bytes, from: storage.upperBound, to: line.upperBound)
    guard joint.take(StoredModel.joints) else { return nil }
    joint.skipBlanks()
    for (width, words) in StoredModel.formats {
      if let found = words.first(in: joint.at..<min(line.upperBound, joint.at + 12), of: working.bytes),
        found.lowerBound == joint.at
      {
        return width
      }
    }
    return nil
  }

  /// Whether a verb, and nothing but known words, stands between a format and the bytes.
  private func isPlain(_ gap: Range<Int>) -> Bool {
    var joint = Joint(working.bytes, from: gap.lowerBound, to: gap.upperBound)
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

  /// `18 bit` is no 8 bit, `int4096` no int4.
  private static func isWhole(_ word: Range<Int>, in bytes: [UInt8]) -> Bool {
    (word.lowerBound == 0 || !bytes[word.lowerBound - 1].isASCIIWordByte)
      && (word.upperBound >= bytes.count || !bytes[word.upperBound - 1].isASCIIWordByte
        || !bytes[word.upperBound].isASCIIDigit)
  }

  private static let formats: [(width: Rational, words: PhraseSet)] = [
    (
      2,
      [
        "fp16", "bf16", "float16", "bfloat16", "16-bit", "16 bits", "16 bit", "16bit", "2 bytes", "半精度",
        "16 位", "16位", "2 字节", "2字节",
      ]
    ),
    (
      4, ["fp32", "float32", "32-bit", "32 bits", "32 bit", "32bit", "4 bytes", "单精度", "32 位", "4 字节", "4字节"]
    ),
    (1, ["int8", "fp8", "8-bit", "8 bits", "8 bit", "8bit", "1 byte", "8 位", "8位", "1 字节", "1字节"]),
    (.half, ["int4", "nf4", "fp4", "4-bit", "4 bits", "4 bit", "4bit", "4 位", "4位"]),
  ]
  static let formatWords: PhraseSet = [
    "fp16", "bf16", "float16", "bit", "byte", "fp32", "float32", "int8", "fp8", "int4", "nf4", "fp4", "精度",
    "位", "字节",
  ]
  private static let joints: PhraseSet = ["in", "at", "with", "as"]
  private static let models: PhraseSet = [
    "parameter model", "parameters", "params", "model", "models", "llm", "模型", "个参数", "参数",
  ]
  private static let modelsOf: PhraseSet = ["model of ", "model with ", "模型有", "参数量", "模型（", "model ("]
  private static let verbs: PhraseSet = [
    "needs", "need", "takes", "take", "requires", "occupies", "occupy", "is", "are", "weighs", "uses", "=",
    ":",
    "：", "≈", "~", "占用", "占", "需要", "需", "为", "是", "要", "用",
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
}

extension Rational {
  fileprivate static let quarter = (try? Rational(1, over: 4)) ?? .half
}
