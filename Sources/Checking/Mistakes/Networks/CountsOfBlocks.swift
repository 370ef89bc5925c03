import Derivations
import Networks
import Symbolics

/// The parameters of one layer of a network taken more often than it has layers: `24 × 7,087,872` for RoBERTa-base, 12 层：12 ×
/// 7087872 for DistilBERT.
extension Calculation {
  mutating func checkCountsOfBlocks() {
    guard let forms, forms.sizes != nil, let one = parametersOfBlock(forms.facts),
      !lines.contains(where: { $0.topics.contains(.variant) })
    else { return }
    let count = forms.facts.blockCount
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2,
        case .number(let times) = factors[0], case .number(let layer) = factors[1], layer.value == one,
        let claimed = times.value.integer, claimed > count, claimed <= 200, claimed % 8 != 0 || claimed == 24,
        entry.claimUnit == .none || entry.claimUnit == .parameters,
        case let line = lines[entry.home], line.range.count <= 512, line.row == nil,
        isOfLayers(side, on: line), !BlockWords.otherwise.isOn(line, of: working.bytes),
        namesOneNetwork(before: entry.home),
        let range = side.located.operands.first?.range, !isReported(side.located.range),
        isAsserted(side.located.range, on: line), !isOfOwnDepth(above: entry.home)
      else { continue }
      findings.append(
        Draft(
          mistake: .blockCountWrong, alternatives: [.layerCountWrong], range: range, claimed: times.value,
          correct: Rational(count), fix: Expression(Rational(count))))
      entry.status = .wrong
      entry.misconception = .blockCountWrong
      return
    }
  }

  /// 12层: 151154688 for a network that has 24 layers of 12,596,224.
  mutating func checkLabelledBlocks() {
    guard let forms, forms.sizes != nil, holds(BlockWords.counted),
      let one = parametersOfBlock(forms.facts), !lines.contains(where: { $0.topics.contains(.variant) })
    else { return }
    let count = forms.facts.blockCount
    for (place, line) in enumeratedLines(with: BlockWords.counted)
    where line.row == nil && line.range.count <= 96 && line.chains.isEmpty && line.lone.count <= 2 {
      guard let side = line.lone.last, let claim = side.claim, claim.lastPlace == .one, claim.scale == .one,
        side.unit == .none || side.unit == .parameters,
        let told = countOfLabel(before: side.located.range.lowerBound, on: line), told != count, told > 1,
        told <= 200, (try? one.multiplied(by: Rational(told))) == claim.value,
        let right = try? one.multiplied(by: Rational(count)),
        !BlockWords.otherwise.isOn(line, of: working.bytes), !BlockWords.some.isOn(line, of: working.bytes),
        place == 0 || !BlockWords.shares.isOn(lines[place - 1], of: working.bytes),
        // The other layers may stand on a line of their own.
        !lines.contains(where: {
          $0.index != line.index && $0.range.count <= 512 && (labelsBlocks($0) || states(told, $0))
        }),
        namesOneNetwork(before: place), !isReported(side.located.range),
        isAsserted(side.located.range, on: line), !isOfOwnDepth(above: place)
      else { continue }
      findings.append(
        Draft(
          mistake: .layerCountWrong, alternatives: [.blockCountWrong], range: side.located.range,
          claimed: claim.value, correct: right))
      return
    }
  }

  /// Whether a line that speaks of layers has a number too: "the 20-layer model".
  private func states(_ number: Int, _ line: TextLine) -> Bool {
    BlockWords.layers.isOn(line, of: working.bytes)
      && working.bytes.wholeNumbers(in: line.range).contains { $0.value == number }
  }

  /// Whether a line begins with a number of layers.
  private func labelsBlocks(_ line: TextLine) -> Bool {
    guard let word = BlockWords.counted.first(on: line, of: working.bytes) else { return false }
    let end = working.bytes.skipBlanksBack(from: word.lowerBound, to: line.range.lowerBound)
    return end > line.range.lowerBound && working.bytes[end - 1].isASCIIDigit
      && word.lowerBound - line.range.lowerBound <= 12
  }

  /// `12 blocks: 10 * 7,087,872`, 32 层：30 × 218.1M: the label says how many there are of what is multiplied, and the product
  /// takes another number. What is multiplied is the layer of a known network, or what a line above calls a layer's.
  mutating func checkBlocksBesideLabels() {
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2, let times = Claim.numeral(of: factors[0]), times.scale == .one,
        let claimed = times.value.integer, claimed > 1, claimed <= 200,
        let layer = Claim.numeral(of: factors[1]), layer.value >= 100,
        case let line = lines[entry.home], line.row == nil, line.range.count <= 512,
        let count = countOfLabel(before: side.located.range.lowerBound, on: line), count != claimed,
        count > 1,
        count % claimed != 0, claimed % count != 0, isPartOfBlock(layer, above: index),
        !BlockWords.otherwise.isOn(line, of: working.bytes), !BlockWords.some.isOn(line, of: working.bytes),
        let range = side.located.operands.first?.range, !isReported(side.located.range),
        isAsserted(side.located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .blockCountWrong, alternatives: [.layerCountWrong], range: range, claimed: times.value,
          correct: Rational(count), fix: Expression(Rational(count))))
      entry.status = .wrong
      entry.misconception = .blockCountWrong
    }
  }

  /// 12 of `12 blocks:`, 12 层：right before a calculation.
  private func countOfLabel(before place: Int, on line: TextLine) -> Int? {
    let bytes = working.bytes
    let label = line.stretch(before: place, atMost: 40)
    guard let word = BlockWords.counted.first(in: label, of: bytes) else { return nil }
    var joint = Joint(bytes, from: word.upperBound, to: place)
    while joint.take(BlockWords.behindCounted) {}
    joint.skipBlanks()
    guard joint.isAtEnd else { return nil }
    let end = bytes.skipBlanksBack(from: word.lowerBound, to: label.lowerBound)
    let start = bytes.digitsBack(from: end, to: label.lowerBound, atMost: 4)
    guard start < end,
      start == line.range.lowerBound
        || !bytes[start - 1].isASCIIWordByte && bytes[start - 1] != UInt8(ascii: ".")
    else { return nil }
    return bytes.wholeNumber(at: start, to: end)?.value
  }

  /// Whether a number is the parameters of a block of the network, or what a line above that names one comes to.
  private func isPartOfBlock(_ layer: Numeral, above index: Int) -> Bool {
    if let forms, forms.facts.blocks.contains(where: { $0.part.value(.parameters) == layer.value }) {
      return true
    }
    let home = entries[index].home
    return entries[max(0, index - 12)..<index].contains { other in
      guard other.home < lines.count, home - other.home <= 12,
        other.claim.map({ $0.value == layer.value || $0.unscaled == layer.value }) ?? false
      else { return false }
      return BlockWords.ofOne.isIn(
        lines[other.home].stretch(before: other.chain.range.lowerBound, atMost: 64), of: working.bytes)
    }
  }

  /// The parameters of a block, where all are alike.
  private func parametersOfBlock(_ facts: NetworkFacts) -> Rational? {
    guard let first = facts.blocks.first?.part.value(.parameters), first >= 10_000,
      facts.blocks.allSatisfy({ $0.part.value(.parameters) == first })
    else { return nil }
    return first
  }

  /// Whether the words call the number one of layers, or there are no words.
  private func isOfLayers(_ side: Chain.Side, on line: TextLine) -> Bool {
    let before = line.stretch(before: side.located.range.lowerBound, atMost: 64)
    return BlockWords.layers.isIn(before, of: working.bytes)
      || !working.bytes[line.range].contains { $0.isASCIILetter || $0 >= 0xE3 }
  }

  /// Whether a line that names the network gives it other sizes than its own.
  private func isOfOwnDepth(above place: Int) -> Bool {
    lines[max(0, place - 64)...place].contains { !$0.networks.isEmpty && givesSizesOfOwn($0) }
  }

  /// Whether no other network is named, whose layers may be meant.
  func namesOneNetwork(before place: Int) -> Bool {
    var name: String?
    for line in lines[max(0, place - 64)...place] {
      for network in line.networks {
        if let name, name != network.name { return false }
        name = network.name
      }
    }
    return name != nil
  }
}

private enum BlockWords {
  static let counted: PhraseSet = [
    "transformer blocks", "transformer layers", "encoder layers", "decoder layers", "blocks", "layers",
    "个 block", "个block", "个块", "层",
  ]
  static let behindCounted: PhraseSet = ["in total", "total", "together", "共", "合计", "总计", "=", ":", "："]
  static let ofOne: PhraseSet = [
    "per layer", "per block", "each layer", "each block", "one layer", "one block", "a layer", "a block",
    "layer total", "block total", "layer:", "block:", "layer =", "block =", "每层", "单层", "一层", "每个块", "每块",
    "每个 block",
  ]
  /// Some of the blocks, or blocks of two kinds.
  static let some: PhraseSet = [
    "of the", "of which", "only", "first", "last", "other", "remaining", "except", "dense", "moe", "shared",
    "frozen", "gpu", "stage", "前", "后", "其余", "其中", "共享", "冻结", "稠密", "只", "每",
  ]
  static let layers: PhraseSet = ["layer", "层", "block", "encoder", "编码器"]
  /// What a part of the layers stands on.
  static let shares: PhraseSet = [
    "gpu", "stage", "half", "device", "rank", "frozen", "freeze", "卡", "半", "冻结", "设备", "流水",
  ]
  static let otherwise: PhraseSet = [
    "if ", "would", "teacher", "byte", "adam", "optim", "flop", "mac", "token", "origin", "compar", "vs",
    "than", "not ",
    "n't", "extra", "added", "adding", "on top", "plus", "scal", "deep", "duplicat", "extend", "expan",
    "stack", "instead", "wrong", "two ", "models", "教师", "字节", "如果", "若", "相比", "原", "两个", "错", "倍", "优化器",
    "加", "扩", "堆叠", "复制",
  ]
}
