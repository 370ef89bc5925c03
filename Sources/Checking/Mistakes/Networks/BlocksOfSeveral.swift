import Derivations
import Networks
import Symbolics

/// The blocks of each stage right behind a network's name, also where a line names several: "ResNet-50 has 3 + 4 + 6 + 3 = 16
/// blocks, ResNet-101 has 3 + 4 + 22 + 3 = 32", ResNet-101 为 [3, 4, 22, 3].
struct BlocksOfSeveral {
  let working: HandCalculation
  let lines: [TextLine]

  func findings(_ known: inout KnownNetworks) -> [Calculation.Draft] {
    var found: [Calculation.Draft] = []
    for line in lines where !line.networks.isEmpty && line.row == nil && line.range.count <= 512 {
      var isDoubtful: Bool?
      for name in line.networks where !name.name.isEmpty {
        guard let list = list(behind: name.range.upperBound, on: line),
          let network = known.network(named: name.name),
          let right = known.forms(of: network, statedSides: [])?.facts.blocksPerStage,
          right.count == list.count, right.count >= 3
        else { continue }
        let wrong = list.indices.filter { list[$0].value != right[$0] }
        guard wrong.count == 1, let odd = wrong.first,
          abs(list[odd].value - right[odd]) <= max(2, right[odd] / 4)
        else { continue }
        let isOpen = isDoubtful ?? SeveralNetworks.others.isOn(line, of: working.bytes)
        isDoubtful = isOpen
        guard !isOpen else { break }
        found.append(
          Calculation.Draft(
            mistake: .blockCountWrong, range: list[odd].range, claimed: Rational(list[odd].value),
            correct: Rational(right[odd]), fix: Expression(Rational(right[odd]))))
      }
    }
    return found
  }

  /// Whole numbers with signs of addition between them, or in square brackets, behind a name and a verb.
  private func list(behind place: Int, on line: TextLine) -> [WholeNumber]? {
    var joint = Joint(working.bytes, from: place, to: min(line.range.upperBound, place + 96))
    guard joint.take(SeveralNetworks.verbs) else { return nil }
    let isBracketed = joint.take(SeveralNetworks.opening)
    var list: [WholeNumber] = []
    while list.count < 8 {
      joint.skipBlanks()
      guard joint.at < joint.end,
        let number = working.bytes.wholeNumber(at: joint.at, to: joint.end, below: 1_000)
      else { return nil }
      list.append(WholeNumber(value: number.value, range: joint.at..<number.end, isPartOfWord: false))
      joint.at = number.end
      guard joint.take(isBracketed ? SeveralNetworks.commas : SeveralNetworks.plus) else { break }
    }
    if isBracketed { return joint.take(SeveralNetworks.closing) ? list : nil }
    // `3 + 4 + 22 + 3×2` has a product.
    return joint.take(SeveralNetworks.times) ? nil : list
  }
}

private enum SeveralNetworks {
  static let verbs: PhraseSet = ["has", "uses", "with", "is", ":", "：", "=", "有", "为", "是", "用"]
  static let opening: PhraseSet = ["[", "\\[", "blocks ["]
  static let closing: PhraseSet = ["]", "\\]"]
  static let commas: PhraseSet = [",", "，", "、"]
  static let plus: PhraseSet = ["+"]
  static let times: PhraseSet = ["*", "×", "x", "·", "/", "-"]
  /// A network that is not as it was published, or a list that is told to be wrong.
  static let others: PhraseSet = [
    "if ", "would", "not ", "n't", "instead", "wrong", "mistake", "modif", "custom", "variant", "prun", "cut",
    "slim", "remov", "drop", "like", "若", "如果", "不是", "而不是", "错", "改", "剪", "去掉", "删", "变体",
  ]
}
