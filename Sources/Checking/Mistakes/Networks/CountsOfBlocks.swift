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
  private func namesOneNetwork(before place: Int) -> Bool {
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
  static let layers: PhraseSet = ["layer", "层", "block", "encoder", "编码器"]
  static let otherwise: PhraseSet = [
    "if ", "would", "teacher", "byte", "adam", "optim", "flop", "mac", "token", "origin", "compar", "vs",
    "than", "not ",
    "n't", "extra", "added", "adding", "on top", "plus", "scal", "deep", "duplicat", "extend", "expan",
    "stack", "instead", "wrong", "two ", "models", "教师", "字节", "如果", "若", "相比", "原", "两个", "错", "倍", "优化器",
    "加", "扩", "堆叠", "复制",
  ]
}
