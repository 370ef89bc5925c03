import Symbolics

/// Convolutions, one linear layer more, and how many layers these are: "52 convs, + fc = 54", "49 convolutions plus the fully
/// connected layer makes 51 layers", 52 个卷积层，加上 1 个全连接层，共 54 层.
extension Calculation {
  mutating func checkLayersBesideLinear() {
    for line in lines(with: LinearBeside.linear) where line.row == nil && line.range.count <= 512 {
      guard LinearBeside.additions.isOn(line, of: working.bytes) else { continue }
      for number in working.bytes.wholeNumbers(in: line.range)
      where !number.isPartOfWord && 2...999 ~= number.value {
        check(number, on: line)
      }
    }
  }

  private mutating func check(_ number: WholeNumber, on line: TextLine) {
    let bytes = working.bytes
    var joint = Joint(bytes, from: number.range.upperBound, to: line.range.upperBound)
    guard joint.take(LinearBeside.convolutions) else { return }
    _ = joint.take(LinearBeside.commas)
    guard joint.take(LinearBeside.additions) else { return }
    joint.skipBlanks()
    var more = 1
    // Besides those of the blocks: 48个卷积层, 加上conv1和全连接层共49层.
    let addsStem = joint.take(LinearBeside.stems) && joint.take(LinearBeside.ands)
    guard !addsStem || isOfAllBlocks(number.value) else { return }
    joint.skipBlanks()
    if let (count, end) = bytes.wholeNumber(at: joint.at, to: joint.end, below: 100) {
      (more, joint.at) = (count, end)
    } else {
      _ = joint.take(LinearBeside.ones)
    }
    guard joint.take(LinearBeside.linear) else { return }
    _ = joint.take(LinearBeside.commas)
    guard joint.take(LinearBeside.conclusions) else { return }
    joint.skipBlanks()
    let start = joint.at
    guard let (total, end) = bytes.wholeNumber(at: start, to: joint.end, below: 10_000) else { return }
    joint.at = end
    joint.skipBlanks()
    guard joint.isAtClauseEnd() || joint.take(LinearBeside.layers) else { return }
    let right = number.value + more + (addsStem ? 1 : 0)
    guard (1...9).contains(more), total != right, abs(total - right) <= 9, !isReported(start..<end),
      isAsserted(start..<end, on: line), !isDenied(start..<end, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .totalDoesNotAddUp, alternatives: [.layerCountWrong], range: start..<end,
        claimed: Rational(total), correct: Rational(right), fix: Expression(Rational(right))))
    markWrong(at: start..<end)
  }

  /// Whether so many convolutions are those inside the blocks of the network.
  private func isOfAllBlocks(_ count: Int) -> Bool {
    facts.map { countsInAllBlocks(of: [.convolution], $0).contains(count) } ?? false
  }

  /// "[3, 4, 6, 3] bottlenecks, 3 convs each: 45 + 1 + 1": all of them are as many as the blocks times those of one.
  mutating func checkConvolutionsOfBlocks() {
    for line in lines(with: LinearBeside.blocks) where line.row == nil && line.range.count <= 512 {
      let bytes = working.bytes
      guard let open = bytes[line.range].firstIndex(of: UInt8(ascii: "[")),
        let close = bytes[open..<line.range.upperBound].firstIndex(of: UInt8(ascii: "]")), close - open <= 32,
        case let blocks = bytes.wholeNumbers(in: open..<close), (3...5).contains(blocks.count),
        blocks.allSatisfy({ 1...99 ~= $0.value })
      else { continue }
      var joint = Joint(bytes, from: close + 1, to: line.range.upperBound)
      while joint.take(LinearBeside.adjectives) {}
      guard joint.take(LinearBeside.blocks) else { continue }
      _ = joint.take(LinearBeside.commas)
      let isEachFirst = joint.take(LinearBeside.each)
      joint.skipBlanks()
      guard let (each, end) = bytes.wholeNumber(at: joint.at, to: joint.end, below: 10), 2...3 ~= each else {
        continue
      }
      joint.at = end
      guard joint.take(LinearBeside.convolutions), isEachFirst || joint.take(LinearBeside.each),
        joint.take(LinearBeside.signs)
      else { continue }
      joint.skipBlanks()
      let start = joint.at
      guard let (all, behind) = bytes.wholeNumber(at: start, to: joint.end, below: 1_000) else { continue }
      joint.at = behind
      joint.skipBlanks()
      let right = blocks.reduce(0) { $0 + $1.value } * each
      guard joint.isAtClauseEnd() || joint.take(LinearBeside.pluses) || joint.take(LinearBeside.convolutions),
        all != right, all > each, !isReported(start..<behind), isAsserted(start..<behind, on: line),
        !isDenied(start..<behind, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .layerCountWrong, alternatives: [.productSlip, .totalDoesNotAddUp, .blockCountWrong],
          range: start..<behind, claimed: Rational(all), correct: Rational(right)))
      markWrong(at: start..<behind)
    }
  }
}

private enum LinearBeside {
  static let convolutions: PhraseSet = [
    "convolutional layers", "convolution layers", "conv layers", "convolutions", "convs", "conv", "个卷积层",
    "层卷积",
    "个卷积", "卷积层", "卷积",
  ]
  static let stems: PhraseSet = [
    "conv1", "the first convolution", "the first conv", "the stem convolution", "the stem",
    "the initial convolution",
    "the 7×7 convolution", "the 7x7 convolution", "第一个卷积层", "第一层卷积", "首个卷积层", "首层卷积", "7×7卷积", "7x7卷积",
  ]
  static let ands: PhraseSet = ["和", "与", "及", "以及", "、", "and", "+", ",", "，", "plus"]
  static let commas: PhraseSet = [",", "，", "、", ";", "；"]
  static let additions: PhraseSet = ["+", "plus", "and", "加上", "再加", "加"]
  static let ones: PhraseSet = [
    "the final", "the last", "the one", "the", "one final", "one", "a final", "an", "a", "final", "一个", "最后的",
    "最后一个", "一层",
  ]
  static let linear: PhraseSet = [
    "fully connected layers", "fully connected layer", "fully-connected layer", "fc layers", "fc layer", "fc",
    "dense layers", "dense layer", "linear layers", "linear layer", "classifier", "个全连接层", "层全连接", "全连接层",
    "个全连接", "全连接",
  ]
  static let conclusions: PhraseSet = [
    "=", "makes", "make", "gives", "give", "is", "are", "in total", "total", "totals", "→", "->", "共计", "一共",
    "总共",
    "合计", "共", "等于", "得", "就是",
  ]
  static let layers: PhraseSet = [
    "weighted layers", "weight layers", "layers", "in total", "in all", "层", "个权重层", "个层", "带权层",
  ]
  static let blocks: PhraseSet = [
    "bottleneck blocks", "bottlenecks", "residual blocks", "basic blocks", "blocks", "个残差块", "个瓶颈块", "个块",
    "残差块", "瓶颈块",
  ]
  static let adjectives: PhraseSet = ["residual", "bottleneck", "basic", "个", "the", "such"]
  static let each: PhraseSet = ["each", "per block", "in each", "每块", "每个块", "每个"]
  static let signs: PhraseSet = [":", "：", "=", "→", "->", ",", "，", "共", "so", "gives"]
  static let pluses: PhraseSet = ["+", "plus", "加"]
}
