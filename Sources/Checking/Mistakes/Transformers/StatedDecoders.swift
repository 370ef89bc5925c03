import Symbolics

/// What a text states of its network before it begins to calculate: `d_model = 512, 24 layers, 8 heads, FFN width 2048`,
/// 隐藏维度 d 256，层数 L 8, a table of settings. A size that is stated twice, and not the same, is none.
struct StatedSettings {
  enum Size: Int, CaseIterable { case width, hidden, layers, heads, keyHeads, vocabulary, context }

  private var sizes = NamedSizes(count: Size.allCases.count)

  subscript(_ size: Size) -> Rational? { sizes[size.rawValue].map { Rational($0) } }

  /// The features of the keys of all heads.
  var keyWidth: Rational? {
    guard let width = self[.width], sizes.isSettled(Size.keyHeads.rawValue) else { return nil }
    guard let keys = self[.keyHeads] else { return width }
    guard let heads = self[.heads] else { return nil }
    return try? width.divided(by: heads).multiplied(by: keys)
  }

  mutating func state(_ value: Int, _ size: Size) { sizes.state(value, size.rawValue) }
}

extension Calculation {
  /// What the lines without calculations and the beginning of the first one with them state.
  var statedSettings: StatedSettings {
    var settings = StatedSettings()
    let calculated = Set(entries.lazy.filter { $0.working != nil }.map { $0.home })
    for (place, line) in lines.enumerated().prefix(96) where line.range.count <= 512 {
      guard !calculated.contains(place) else { continue }
      var last = line.range.lowerBound
      for number in measures(on: line) {
        let end = number.endOfDigits(in: working.bytes)
        defer { last = max(last, end) }
        guard let value = number.numeral.value.integer, value > 0, number.range.lowerBound >= last else {
          continue
        }
        let front = clause(before: number.range.lowerBound, from: last)
        let behind = clause(behind: end, to: line.range.upperBound)
        guard let size = size(counted: behind) ?? size(named: front) else { continue }
        settings.state(value, size)
      }
    }
    return settings
  }

  private func clause(behind place: Int, to end: Int) -> Range<Int> {
    let to = working.bytes.skip(from: place, to: min(end, place + 24)) {
      $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "(") && $0 != 0xEF
        && !$0.isASCIIDigit
    }
    return place..<max(place, to)
  }

  private func size(named front: Range<Int>) -> StatedSettings.Size? {
    let bytes = working.bytes
    guard !front.isEmpty, !SettingWords.others.isIn(front, of: bytes) else { return nil }
    if SettingWords.vocabulary.isIn(front, of: bytes) { return .vocabulary }
    if SettingWords.context.isIn(front, of: bytes) { return .context }
    if SettingWords.hidden.isIn(front, of: bytes) { return .hidden }
    if SettingWords.keyHeads.isIn(front, of: bytes) { return .keyHeads }
    if SettingWords.headsInFront.isIn(front, of: bytes) { return .heads }
    if SettingWords.width.isIn(front, of: bytes) { return .width }
    return SettingWords.layersInFront.isIn(front, of: bytes) ? .layers : nil
  }

  private func size(counted behind: Range<Int>) -> StatedSettings.Size? {
    let bytes = working.bytes
    var joint = Joint(bytes, from: behind.lowerBound, to: behind.upperBound)
    if joint.take(SettingWords.keyHeads) { return .keyHeads }
    if joint.take(SettingWords.heads) { return .heads }
    return joint.take(SettingWords.layers) ? .layers : nil
  }
}

private enum SettingWords {
  static let width: PhraseSet = [
    "d_model", "d_{model}", "d_{\\text{model}}", "dmodel", "hidden size", "model dimension", "model width",
    "width d", "隐藏维度 d", "隐藏维度d", "模型维度", "宽度 d", "隐藏维度", "d =", "d=", "width ", "宽度 ",
  ]
  static let hidden: PhraseSet = [
    "ffn", "d_ff", "d_{ff}", "d_{\\text{ff}}", "mlp", "feed-forward", "feedforward", "intermediate", "前馈",
  ]
  static let vocabulary: PhraseSet = ["vocab", "词表"]
  static let context: PhraseSet = [
    "context", "sequence length", "max length", "positions", "上下文", "序列长度", "最大长度",
  ]
  static let layersInFront: PhraseSet = ["layers", "n_layer", "层数", "blocks", "块数", "depth"]
  static let layers: PhraseSet = ["layers", "transformer layers", "decoder layers", "blocks", "层", "个块"]
  static let heads: PhraseSet = ["heads", "attention heads", "个注意力头", "个头", "头"]
  static let headsInFront: PhraseSet = ["heads", "n_head", "头数"]
  static let keyHeads: PhraseSet = [
    "key/value heads", "kv heads", "key-value heads", "n_kv", "kv_heads", "kv 头", "kv头", "num_key_value",
  ]
  static let others: PhraseSet = [
    "head dim", "head size", "head width", "image", "图像", "图片", "d_head", "d_k", "encoder", "每个头", "头维",
    "first", "last", "if ", "instead",
    "draft", "teacher", "student", "如果", "若",
  ]
}
