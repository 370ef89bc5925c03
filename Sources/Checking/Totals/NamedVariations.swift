import Derivations
import Networks
import Symbolics

/// Variations of a network that the words around a total name: a width, other classes, "modified", a part of it, another
/// input. What such a network has is known only where it can be derived; elsewhere its total is nobody's mistake.
extension Calculation {
  /// Whether a total is one of a variation that cannot be derived, or of a part.
  ///
  /// What counts is the total's own sentence, the sentences that name the network first and last before it, and the heading
  /// and the label above it.
  func isOfVariation(_ number: Range<Int>, on line: TextLine) -> Bool {
    if let inputs = forms?.inputs, !inputs.isUsual, !inputs.openSides.isEmpty { return true }
    let sentence = sentence(around: number.lowerBound, on: line)
    let before = sentence.lowerBound..<max(sentence.lowerBound, number.lowerBound)
    if namesVariation(sentence, on: line, before: number) || namesPart(before)
      || givesOtherSizes(sentence, on: line)
    {
      return true
    }
    if Phrases.contains(Calculation.changes, in: sentence, of: working.bytes) { return true }
    guard let place = place(of: line) else { return false }
    for naming in namings(before: number, place) where !(naming.line === line && naming.range == sentence) {
      if namesVariation(naming.range, on: naming.line, before: nil) { return true }
    }
    return labels(above: place).contains {
      namesVariation($0.range, on: $0, before: nil) || namesPart($0.range)
    }
  }

  /// Whether the sentence of a total, or one that names its network, says that biases are left out.
  func leavesOutBiases(_ claim: TotalClaim) -> Bool {
    guard let line = line(at: claim.range.lowerBound), let place = place(of: line) else { return false }
    let sentences =
      [sentence(around: claim.range.lowerBound, on: line)]
      + namings(before: claim.range, place).map { $0.range }
    return sentences.contains { Phrases.contains(Calculation.noBiases, in: $0, of: working.bytes) }
  }

  /// Whether the text says that the network's groups are left out: its layers are then dense.
  func leavesOutGroups(at number: Range<Int>, on line: TextLine) -> Bool {
    guard let place = place(of: line) else { return false }
    let sentences =
      [sentence(around: number.lowerBound, on: line)] + namings(before: number, place).map { $0.range }
    return sentences.contains { Phrases.contains(Calculation.noGroups, in: $0, of: working.bytes) }
  }

  // MARK: - Where a total says what it is of

  /// The sentences that name the network for the first time, and for the last time before a number.
  func namings(before number: Range<Int>, _ place: Int) -> [(line: TextLine, range: Range<Int>)] {
    func naming(_ line: TextLine) -> (line: TextLine, range: Range<Int>)? {
      let name = line.networks.last { isOwn($0) && $0.range.lowerBound < number.lowerBound }
      return name.map { (line, sentence(around: $0.range.lowerBound, on: line)) }
    }
    // A text may be long, and each of its totals asks.
    let last = lines[max(0, place - 64)...place].reversed().first { naming($0) != nil }
    let first = lines[...min(place, 64)].first { naming($0) != nil }
    return [first, last].compactMap { $0.flatMap(naming) }
  }

  /// The heading above a line, and the line right above it if it is a label: "Decoder:".
  func labels(above place: Int) -> [TextLine] {
    var found: [TextLine] = []
    for back in stride(from: place - 1, through: max(0, place - 64), by: -1) where back >= 0 {
      let line = lines[back]
      let isLabel = working.ends(line.range, with: ":") || working.ends(line.range, with: "：")
      if back == place - 1, isLabel, line.chains.isEmpty { found.append(line) }
      if line.isHeading {
        found.append(line)
        break
      }
    }
    return found.filter { !$0.networks.contains { isOwn($0) } }
  }

  private func isOwn(_ name: NetworkName) -> Bool {
    name.name == forms?.facts.derivation.network.name || isVariant(name.name)
  }

  // MARK: - Variations

  /// Whether a sentence names a variation of the network that cannot be derived.
  private func namesVariation(_ sentence: Range<Int>, on line: TextLine, before number: Range<Int>?) -> Bool {
    let names = line.networks.filter { sentence.contains($0.range.lowerBound) }
    let classes = StatedClasses.statements(in: sentence, of: working).filter { statement in
      !names.contains { $0.range.overlaps(statement.range) }
    }
    let known = names.map { $0.range } + classes.map { withConnective($0.range, in: sentence) }
    if holds(Calculation.variations, in: sentence, besides: known) { return true }
    if classes.contains(where: { !(forms?.classes.contains($0.count) ?? false) }) { return true }
    let own = names.filter { isOwn($0) }
    let isChanged =
      isResized(sentence, on: line)
      || own.contains { name in
        isModified(name, in: sentence)
          || additions(to: name, in: sentence, before: number).contains {
            !holdsOnlyKnownWords($0, besides: known, on: line)
          }
      }
    if isChanged { return true }
    // Who changes the classes may change more: only if nothing else is said, it is that network.
    let usual = forms?.facts.classes
    if classes.contains(where: { $0.count != usual }) {
      if !(forms?.inputs.isUsual ?? true) { return true }
      let end = number.map { min($0.lowerBound, sentence.upperBound) } ?? sentence.upperBound
      let said = sentence.lowerBound..<max(sentence.lowerBound, end)
      if !holdsOnlyKnownWords(said, besides: known, on: line) { return true }
    }
    return isOfOpenInput(line)
  }

  /// Whether a line states the side of an input that does not go through the network: 28×28 where 32×32 is the least.
  private func isOfOpenInput(_ line: TextLine) -> Bool {
    guard let forms, !forms.inputs.openSides.isEmpty else { return false }
    return InputSizes.sides(in: [line], of: working).contains { forms.inputs.openSides.contains($0) }
  }

  /// A number of classes with the words before it that only join it to the network: 改为, "with".
  func withConnective(_ classes: Range<Int>, in sentence: Range<Int>) -> Range<Int> {
    var start = classes.lowerBound
    let joining: [StaticString] = ["改为", "改成", "改到", "换成", "修改为", "改", " ", "做", "输出"]
    while let word = joining.first(where: { working.ends(sentence.lowerBound..<start, with: $0) }) {
      start -= word.utf8CodeUnitCount
    }
    return start..<classes.upperBound
  }

  /// Whether one of some phrases stands in a range, but for places that are known to say something else.
  func holds(_ phrases: [StaticString], in range: Range<Int>, besides known: [Range<Int>]) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound,
      let found = Phrases.first(of: phrases, in: start..<range.upperBound, of: working.bytes)
    {
      guard let other = known.first(where: { $0.overlaps(found) }) else { return true }
      start = max(found.upperBound, other.upperBound)
    }
    return false
  }

  /// "Attention U-Net", "a slim ResNet-50": a word before the name makes it another network.
  private func isModified(_ name: NetworkName, in sentence: Range<Int>) -> Bool {
    let before =
      max(sentence.lowerBound, name.range.lowerBound - 18)..<max(sentence.lowerBound, name.range.lowerBound)
    return Phrases.containsWord(Calculation.modifiers, in: before, of: working.bytes)
  }

  /// What is added to a network's name: a bracket behind it, and a phrase that begins with "with".
  private func additions(
    to name: NetworkName, in sentence: Range<Int>, before number: Range<Int>?
  ) -> [Range<Int>] {
    // A sentence may end within a name.
    guard name.range.upperBound <= sentence.upperBound else { return [] }
    var found: [Range<Int>] = []
    var at = name.range.upperBound
    func passBlank() {
      at = working.bytes.skip(from: at, to: sentence.upperBound) {
        [.space, UInt8(ascii: "`"), UInt8(ascii: "*")].contains($0)
      }
    }
    passBlank()
    let opening: [StaticString] = ["(", "（", "[", "【"]
    let closing: [StaticString] = [")", "）", "]", "】"]
    if let bracket = opening.first(where: { working.begins(at..<sentence.upperBound, with: $0) }) {
      let start = at + bracket.utf8CodeUnitCount
      if let end = Phrases.first(of: closing, in: start..<sentence.upperBound, of: working.bytes) {
        found.append(start..<end.lowerBound)
        at = end.upperBound
        passBlank()
      }
    }
    let joining: [StaticString] = ["with ", "using ", "采用", "使用", "搭配", "带"]
    if let word = joining.first(where: { working.begins(at..<sentence.upperBound, with: $0) }) {
      let end = number.map { $0.lowerBound > at ? $0.lowerBound : sentence.upperBound } ?? sentence.upperBound
      let start = at + word.utf8CodeUnitCount
      found.append(start..<max(start, min(end, sentence.upperBound)))
    }
    return found
  }

  // MARK: - Parts

  /// Whether words speak of one part of the network: "decoder total", 编码器合计. Two of them may be the whole of it.
  private func namesPart(_ range: Range<Int>) -> Bool {
    guard let facts, !facts.derivation.network.inputs.contains(where: { $0.layout == .tokens }) else {
      return false
    }
    let bytes = working.bytes
    var named = 0
    for (english, chinese) in Calculation.parts
    where Phrases.containsWord(english, in: range, of: bytes)
      || Phrases.contains(chinese, in: range, of: bytes)
    {
      named += 1
    }
    // "The backbone and the classifier": all of it again.
    return named == 1 && !Phrases.containsWord(["fc", "classifier", "stem"], in: range, of: bytes)
      && !Phrases.contains(["全连接", "分类器"], in: range, of: bytes)
  }

  private static let parts: [(english: [StaticString], chinese: [StaticString])] = [
    (["decoder", "expanding path", "expansive path"], ["解码", "扩张路径", "扩展路径", "上采样路径"]),
    (["encoder", "contracting path"], ["编码", "收缩路径", "下采样路径"]),
    (["backbone", "trunk", "feature extractor"], ["骨干", "主干", "特征提取"]),
    (["neck"], ["颈部"]), (["head", "heads"], ["检测头", "分类头", "头部"]),
    (["bottleneck part", "bottom"], ["瓶颈部分", "底部"]),
  ]

  // MARK: - Words

  /// Words that make a network another one wherever they stand beside its name.
  private static let variations: [StaticString] = [
    "variant", "multiplier", "width", "alpha", "α", "truncat", "prun", "distill", "shrunk", "halved",
    "half the",
    "input channel", "no padding", "without padding", "same padding", "valid padding", "unpadded",
    "padding=0",
    "padding = 0", "on top", "replac", "instead of", "caffe",
    "grayscale", "without group", "no group", "ungrouped", "modif", "custom", "adapted", "simplif", "slimmed",
    "shallow", "bilinear", "mnist", "cifar", "fine-tun", "finetun", "transfer learn",
    "灰度", "单通道", "不分组", "宽度", "剪枝", "裁剪", "减半", "修改", "改成", "改为", "改造", "改进", "改用", "换成", "替换", "去掉", "去除",
    "删去",
    "删除", "加了", "精简", "简化", "轻量", "缩小", "瘦身", "自定义", "截断", "蒸馏", "无填充", "不填充", "不带填充", "不补零", "双线性", "微调",
    "迁移学习",
  ]

  private static let noBiases: [StaticString] = [
    "without bias", "without the bias", "no bias", "bias=false", "bias-free", "excluding bias",
    "ignoring bias",
    "weights only", "weights alone", "无偏置", "不含偏置", "不带偏置", "不计偏置", "不算偏置", "不考虑偏置", "忽略偏置", "没有偏置",
  ]

  private static let noGroups: [StaticString] = [
    "without group", "no group", "ungrouped", "single tower", "不分组", "无分组", "没有分组",
  ]

  /// Words before a network's name that make it another one.
  private static let modifiers: [StaticString] = [
    "attention", "residual", "mini", "tiny", "small", "smaller", "slim", "lite", "light", "lightweight",
    "fast",
    "nested", "thin", "narrow", "narrower", "modified", "custom", "simplified", "dilated", "compact",
    "quantized",
    "pruned", "improved", "reduced", "shallow", "half", "3d", "multi",
  ]

  /// Words of a sentence that tells how a total changes.
  private static let changes: [StaticString] = [
    "down to", "goes from", "go from", "going from", "shrinks", "shrink to", "drops", "drop to", "falls to",
    "fall to",
    "grows to", "rises to", "cut to", "cuts ", "降到", "降至", "降为", "减到", "减至", "减为", "减少到", "减少为", "减少至", "缩到",
    "压缩", "变为", "变成", "增到", "增至", "增加到", "增加为", "升到", "升至", "涨到",
  ]
}
