import Derivations
import Networks
import Symbolics

/// Totals below a line that names the network with a part of it, "VGG16, the three fully connected layers:", "ResNet-50 conv5_x:",
/// MobileNetV2 倒残差块：输入 112×112×64: they are the part's.
extension Calculation {
  /// Whether the nearest line above that names the network, or is a heading, opens what is said of a part. What names a
  /// network or a whole itself is no part's.
  func isBelowPart(_ place: Int, _ numeral: Numeral) -> Bool {
    guard let facts, place > 0, lines.indices.contains(place), lines[place].networks.isEmpty,
      !PartHeadings.wholes.isOn(lines[place], of: working.bytes)
    else { return false }
    for at in stride(from: place - 1, through: max(0, place - 24), by: -1) {
      let line = lines[at]
      guard line.isHeading || line.networks.contains(where: { !$0.name.isEmpty }) else { continue }
      // `VGG16 conv1: 3·3·3·64 = 1,728` is a part of a list itself.
      guard line.row == nil, line.range.count <= 256,
        !line.chains.contains(where: {
          $0.hasEquality && $0.sides.contains { $0.isCompound && !$0.isSymbolic }
        })
      else { return false }
      return opensPart(line, facts, above: place, numeral)
    }
    return false
  }

  private func opensPart(_ heading: TextLine, _ facts: NetworkFacts, above place: Int, _ numeral: Numeral)
    -> Bool
  {
    let bytes = working.bytes
    if PartHeadings.wholes.isOn(heading, of: bytes) { return false }
    if PartHeadings.parts.isOn(heading, of: bytes) { return true }
    if let isPart = namesSomeLayers(heading, facts) { return isPart }
    let kinds = heading.mentions.filter { !isPartOfName($0, on: heading) }
    let (hasConvolutions, hasLinear) = (
      kinds.contains { $0.noun == .convolution }, kinds.contains { $0.noun == .linear }
    )
    if hasConvolutions != hasLinear {
      // "ResNet-50 has 53 convolutional layers" tells of the network, and heads nothing.
      if PartHeadings.having.isOn(heading, of: bytes) { return false }
      let other: Noun = hasLinear ? .convolution : .linear
      return opensList(heading) && facts.layers.contains { $0.noun == other }
    }
    let isOfBlock = kinds.contains { $0.noun == .block } || PartHeadings.blocks.isOn(heading, of: bytes)
    return isOfBlock && !hasConvolutions && isSumOfResults(numeral, from: heading, to: place)
  }

  /// Whether a word stands within a network's name.
  private func isPartOfName(_ mention: Mention, on line: TextLine) -> Bool {
    line.networks.contains { $0.range.overlaps(mention.range) }
  }

  /// "… the convolutional layers:", a line with a colon at its end, or a heading.
  private func opensList(_ line: TextLine) -> Bool {
    if line.isHeading || line.range.count <= 48 { return true }
    let end = working.bytes.skipBack(from: line.range.upperBound, to: line.range.lowerBound) {
      $0 <= 0x20 || $0 == UInt8(ascii: "*")
    }
    guard end > line.range.lowerBound + 3 else { return false }
    // ： is EF BC 9A.
    return working.bytes[end - 1] == UInt8(ascii: ":")
      || working.bytes[end - 1] == 0x9A && working.bytes[end - 2] == 0xBC
  }

  /// `layer4`, `fc6 + fc7`, `conv3_x and conv4_x`: whether a heading has names of layers, and not from the first to the last one;
  /// nil where it has none.
  private func namesSomeLayers(_ heading: TextLine, _ facts: NetworkFacts) -> Bool? {
    let words = PathWords.words(in: working.bytes, heading.range).filter { word in
      !heading.networks.contains { $0.range.overlaps(word) }
    }
    var names: [String] = []
    for word in words {
      let name = working.text(word)
      if let target = facts.targets[name] {
        if target != .network { names.append(name) }
      } else if isNumberedPart(word) {
        names.append(name)
      }
    }
    guard !names.isEmpty else { return nil }
    let holdsFirst = names.contains { $0.utf8.last == UInt8(ascii: "1") || $0.hasPrefix("conv1") }
    let holdsLast =
      names.contains { $0.hasPrefix("fc") } || heading.mentions.contains { $0.noun == .linear }
      || PartHeadings.last.isOn(heading, of: working.bytes)
    return !(holdsFirst && holdsLast)
  }

  /// `conv5_x`, `stage3`, `block12`: a word for a part with its number.
  private func isNumberedPart(_ word: Range<Int>) -> Bool {
    let end = working.bytes.skip(from: word.lowerBound, to: word.upperBound) { $0.isASCIILetter }
    guard end < word.upperBound, working.bytes[end].isASCIIDigit else { return false }
    return PartHeadings.numbered.contains(working.text(word.lowerBound..<end).lowercased())
  }

  /// Whether a total is what the results between its heading and it come to.
  private func isSumOfResults(_ numeral: Numeral, from heading: TextLine, to place: Int) -> Bool {
    var parts: [Rational] = []
    for line in lines[..<place].reversed() {
      guard line.index > heading.index, parts.count < 24 else { break }
      if let claim = line.chains.last?.sides.last?.claim ?? line.lone.last?.claim {
        parts.append(claim.value)
      }
    }
    guard parts.count >= 2, let sum = NetworkFacts.sum(parts),
      let room = try? numeral.value.magnitude.divided(by: 50)
    else { return false }
    return LinkChecker.isWithin(room, sum, numeral.value)
  }
}

private enum PartHeadings {
  static let wholes: PhraseSet = [
    "whole network", "whole model", "whole net", "entire", "full network", "full model", "all layers",
    "every layer", "each layer", "layer by layer", "all blocks", "all stages", "per layer", "per stage",
    "per block", "by layer", "by stage", "stage by stage", "全网", "整网", "整个网络", "整个模型", "网络总", "模型总", "全部",
    "所有", "各层", "逐层", "每层", "各阶段", "各部分",
  ]
  static let parts: PhraseSet = [
    "the first ", "the last ", "the final ", "first two", "first three", "first four", "last two",
    "last three",
    "one block", "one stage", "one bottleneck", "single block", " only", "stem", "最后", "末尾", "前两", "前三", "前四",
    "前五", "前2", "前3", "前4", "前 2", "前 3", "前 4", "后两", "后三", "后四", "第一个", "第二个", "第三个", "第四个", "第1个",
    "第2个", "第3个", "第4个", "一个块", "单个块", "某个块", "只算", "只看", "仅",
  ]
  static let having: PhraseSet = [
    " has ", " have ", "contain", "consist", "made of", "made up", "there are", "有", "包含", "由", "共",
  ]
  static let blocks: PhraseSet = [
    "inverted residual", "bottleneck", "residual block", "basic block", "basicblock", "mbconv", "fire module",
    "inception module", "dense block", "transition", "倒残差", "瓶颈", "残差块", "过渡层",
  ]
  static let last: PhraseSet = [" fc", "+fc", "classifier", "linear", "head", "全连接", "分类"]
  static let numbered: Set<String> = [
    "conv", "stage", "layer", "block", "fc", "fire", "inception", "features",
  ]
}
