import Derivations
import Networks
import Symbolics

/// The table of positions with the rows of another network: `wpe: 512 × 768` for GPT-2, which has 1,024, or without the row
/// of the class token that the text has: 位置编码 196 × 768 below `cls token 768`.
extension Calculation {
  mutating func checkPositionTables() {
    guard let own = forms?.sizes, let width = own[.width],
      holds(PositionTableWords.labels),
      let rows = rowsOfPositions, !lines.contains(where: { $0.topics.contains(.variant) })
    else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2,
        case .number(let claimed) = factors[0], case .number(let features) = factors[1],
        features.value == Rational(width), let number = claimed.value.integer, number > 48, number != rows,
        entry.claimUnit == .none || entry.claimUnit == .parameters,
        case let line = lines[entry.home], line.range.count <= 512,
        PositionTableWords.labels.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 64), of: working.bytes),
        !PositionTableWords.otherwise.isIn(
          startOfItem(before: side.located.range.lowerBound, on: line)..<line.range.upperBound,
          of: working.bytes),
        let range = side.located.operands.first?.range, !isReported(side.located.range),
        isAsserted(side.located.range, on: line), !givesSizesOfOwn(line)
      else { continue }
      // What is asked of the whole text is asked once.
      guard
        number + 1 == rows
          ? hasClassToken
          : rows - number > 2 && isOfWhole(own, width, line)
            && !isStatedElsewhere(claimed, besides: side.located.range)
      else { return }
      findings.append(
        Draft(
          mistake: number + 1 == rows ? .tokensMissing : .dimensionLeftFromOtherModel,
          alternatives: [.wrongModelFact],
          range: number + 1 == rows ? side.located.range : range,
          claimed: number + 1 == rows ? entry.value : claimed.value,
          correct: number + 1 == rows ? PartWeights.product(rows, width) : Rational(rows)))
      entry.status = .wrong
      entry.misconception = .dimensionLeftFromOtherModel
      return
    }
  }

  /// Where the part of a line begins that a semicolon parts from what is before: "cls token: 1024; position: 196×1024".
  private func startOfItem(before place: Int, on line: TextLine) -> Int {
    let bytes = working.bytes
    let start = bytes.skipBack(from: place, to: line.range.lowerBound) { $0 != UInt8(ascii: ";") }
    // ； is EF BC 9B.
    let wide = bytes.skipBack(from: place, to: line.range.lowerBound) { $0 != 0x9B }
    let isWide = wide >= line.range.lowerBound + 3 && bytes[wide - 2] == 0xBC && bytes[wide - 3] == 0xEF
    return max(start, isWide ? wide : line.range.lowerBound)
  }

  /// The rows of the network's own table.
  private var rowsOfPositions: Int? {
    guard let facts, let width = forms?.sizes?[.width], width > 0 else { return nil }
    for layer in facts.layers where layer.block == nil && PositionTableWords.isPath(layer.path) {
      if let count = layer.parameters.integer, count > 0, count % width == 0 { return count / width }
    }
    return nil
  }

  /// Whether the text counts a class token.
  private var hasClassToken: Bool {
    lines.contains {
      $0.range.count <= 512 && PositionTableWords.classes.isOn($0, of: working.bytes)
        && !PositionTableWords.without.isOn($0, of: working.bytes)
    }
  }

  /// Whether the text works out the network's own table of words as well, or its line names the network.
  private func isOfWhole(_ own: ModelSizes, _ width: Int, _ line: TextLine) -> Bool {
    if !line.networks.isEmpty { return true }
    guard let table = PartWeights.product(own[.vocabulary], width) else { return false }
    return entries.contains { $0.value == table }
  }

  /// Whether the number stands in the text for something else as well, such as the tokens that are to be used.
  private func isStatedElsewhere(_ number: Numeral, besides own: Range<Int>) -> Bool {
    lines.prefix(1_024).contains { line in
      line.range.count <= 4_096
        && measures(on: line).contains {
          $0.numeral.value == number.value && !own.contains($0.range.lowerBound)
        }
    }
  }
}

private enum PositionTableWords {
  static let labels: PhraseSet = ["wpe", "position", "pos_emb", "pos emb", "位置"]
  static let classes: PhraseSet = [
    "cls", "class token", "class_token", "class embedding", "分类 token", "分类token", "类别 token",
  ]
  static let without: PhraseSet = [
    "without", "no cls", "no class", "instead", "not ", "gap", "没有", "无", "不用", "去掉",
  ]
  static let otherwise: PhraseSet = [
    "if ", "would", "relative", "rotary", "rope", "sinus", "fixed", "not ", "n't", "interpolat", "resolution",
    "fine-tun",
    "train", "shorten", "cut", "truncat", "first", "cls", "+", "instead", "wrong", "如果", "若", "相对", "旋转",
    "固定",
    "插值", "分辨率", "微调", "截", "前", "错",
  ]

  /// The paths of tables of positions: `wpe`, `position_embeddings`, `pos_embed`.
  static func isPath(_ path: String) -> Bool {
    path.contains(substring: "wpe") || path.contains(substring: "pos")
  }
}
