import Symbolics

/// A table of positions without the row of the class token, in a text that has counted it: "64 patches, 65 with the class token"
/// and `positions: 64 × 192`.
extension Calculation {
  mutating func checkPositionsOfClasses() {
    guard holds(ClassPositions.classes), holds(ClassPositions.labels) else { return }
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2, case .number(let rows) = factors[0], case .number(let features) = factors[1],
        rows.value >= 4, features.value >= 16, rows.value.isInteger, features.value.isInteger,
        entry.claimUnit == .none || entry.claimUnit == .parameters || entry.claimUnit == .other,
        entry.home < lines.count, case let line = lines[entry.home], line.range.count <= 512,
        ClassPositions.labels.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 40), of: working.bytes),
        !ClassPositions.otherwise.isOn(line, of: working.bytes),
        let all = try? rows.value.adding(.one), countsClass(rows.value, all, around: entry.home),
        !speaksOfItBelow(entry.home), !isReported(entry.chain.range),
        isAsserted(side.located.range, on: line),
        let right = try? all.multiplied(by: features.value)
      else { continue }
      findings.append(
        Draft(
          mistake: .tokensMissing,
          alternatives: [.partsOmitted, .factorSwapped, .valueInconsistentBetweenLines],
          range: side.located.range, claimed: entry.value, correct: right,
          arguments: [("factor", .number(all))]))
      entry.status = .wrong
      entry.misconception = .tokensMissing
    }
  }

  /// Whether one of the lines near a place counts the token to a number of patches: 64，加 cls 共 65.
  private func countsClass(_ patches: Rational, _ all: Rational, around place: Int) -> Bool {
    lines[max(0, place - 12)..<place].contains { line in
      guard line.range.count <= 512, ClassPositions.classes.isOn(line, of: working.bytes),
        !ClassPositions.without.isOn(line, of: working.bytes)
      else { return false }
      var hasPatches = false
      for measure in measures(on: line) {
        if measure.numeral.value == patches { hasPatches = true }
        if hasPatches, measure.numeral.value == all { return true }
      }
      return false
    }
  }

  /// Whether the next lines give the token a position of its own.
  private func speaksOfItBelow(_ place: Int) -> Bool {
    lines[min(lines.count, place + 1)..<min(lines.count, place + 3)].contains {
      ClassPositions.classes.isOn($0, of: working.bytes) && ClassPositions.labels.isOn($0, of: working.bytes)
    }
  }
}

/// The patches of a square picture as those of one side: `224 / 32 = 7` and "sequence length 7 + 1 = 8".
extension Calculation {
  mutating func checkSequencesOfSides() {
    guard holds(ClassPositions.patches), holds(ClassPositions.pictures) else { return }
    for (index, entry) in entries.enumerated() where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        !terms[1].isSubtracted, case .number(let rows) = terms[0].value,
        case .number(let one) = terms[1].value,
        one.value == .one, rows.value >= 4, rows.value < 200, let claim = entry.claim,
        let range = entry.claimRange, entry.home < lines.count, case let line = lines[entry.home],
        line.range.count <= 512,
        ClassPositions.sequences.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 40), of: working.bytes)
          || ClassPositions.sequences.isIn(
            line.stretch(behind: range.upperBound, atMost: 12), of: working.bytes),
        entries[max(0, index - 3)..<index].contains(where: { isSideOfPatches($0, rows.value) }),
        !ClassPositions.notSquare.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        isAsserted(range, on: line),
        let right = try? rows.value.multiplied(by: rows.value).adding(.one)
      else { continue }
      findings.append(
        Draft(
          mistake: .wrongModelFact, alternatives: [.factorSwapped, .tokensMissing, .outputPositionsMissing],
          range: range, claimed: claim.value, correct: right))
      entry.status = .wrong
      entry.misconception = .wrongModelFact
    }
  }

  /// `224 / 32 = 7` behind a word for patches.
  private func isSideOfPatches(_ entry: Entry, _ rows: Rational) -> Bool {
    guard let side = entry.workingSide,
      case .quotient(.number(let picture), .number(let patch)) =
        side.located.expression,
      picture.value >= 32, patch.value >= .two, patch.value <= 64, entry.claim?.value == rows,
      entry.value == rows, entry.home < lines.count
    else { return false }
    return ClassPositions.patches.isOn(lines[entry.home], of: working.bytes)
      && !ClassPositions.notSquare.isOn(lines[entry.home], of: working.bytes)
  }
}

private enum ClassPositions {
  static let labels: PhraseSet = ["position", "pos_emb", "pos emb", "pos. emb", "位置"]
  static let classes: PhraseSet = [
    "cls", "class token", "class_token", "class embedding", "分类 token", "分类token", "类别 token", "类别token",
  ]
  static let without: PhraseSet = [
    "distill", "蒸馏", "without", "no cls", "no class", "instead", "not ", "n't", "if ", "would", "没有", "无",
    "不", "去掉", "如果",
    "若",
  ]
  static let otherwise: PhraseSet = [
    "cls", "class", "patch", "relative", "rotary", "rope", "sinus", "fixed", "not ", "n't", "without", "only",
    "if ", "would", "+", "wrong", "instead", "flop", "add", "相对", "旋转", "固定", "不", "只", "如果", "若", "错", "图像块",
    "加法",
  ]
  static let patches: PhraseSet = ["patch", "图像块"]
  static let pictures: PhraseSet = ["image", "picture", "vit", "224", "图像", "图片", "pixel"]
  static let sequences: PhraseSet = ["sequence", "seq", "tokens", "token", "序列", "词元"]
  static let notSquare: PhraseSet = [
    "row", "column", "strip", "audio", "series", "per side", "each side", "每边", "一行", "每行", "一列", "square",
    "^2", "²", "×", "if ", "wrong", "not ", "n't",
  ]
}
