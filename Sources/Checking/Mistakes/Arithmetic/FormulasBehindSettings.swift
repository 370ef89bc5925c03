import Symbolics

/// A formula in one letter whose value stands before it: `d = 512: 12d² = 3,145,728`, or on the line above, `8d² = 2,097,152 for d =
/// 512` and then `12d² = 3,145,728`.
extension Calculation {
  mutating func checkFormulasBehindSettings() {
    for entry in entries
    where entry.chain.traits.contains(.symbolic) && entry.status == .unchecked && entry.home < lines.count {
      let sides = entry.chain.sides
      let line = lines[entry.home]
      guard sides.count == 2, entry.chain.signs[0] == .equal, sides[0].isCompound, sides[0].isSymbolic,
        let claim = sides[1].claim, claim.lastPlace == .one, claim.scale == .one, claim.value >= 1_000,
        sides[1].unit == .none, line.row == nil, line.range.count <= 256, line.networks.isEmpty,
        entry.chain.range.lowerBound >= line.range.lowerBound,
        let letter = onlyLetter(of: sides[0].located.expression),
        let size = sizeOf(letter, before: entry, on: line),
        let right = try? sides[0].located.expression.evaluated(with: { $0 == letter ? size : nil }),
        right != claim.value, right.isInteger, right >= 1_000,
        let ratio = try? claim.value.divided(by: right), ratio > .half, ratio < .two,
        Joint(working.bytes, from: entry.chain.range.upperBound, to: line.range.upperBound).isEndOrWords,
        !isReported(entry.chain.range), isAsserted(sides[1].located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .formulaDoesNotGiveResult, alternatives: [.productSlip], range: sides[1].located.range,
          claimed: claim.value, correct: right,
          arguments: [("left", .expression(sides[0].located.expression))]))
      entry.status = .wrong
    }
  }

  /// The one letter of a formula.
  private func onlyLetter(of expression: Expression) -> Symbol? {
    let letters = expression.letters
    guard let first = letters.first, first.description.utf8.count == 1,
      letters.allSatisfy({ $0 == first })
    else { return nil }
    return first
  }

  /// What a letter is: what stands in front of a formula, `d = 512: `, or the only value that it has on the line above, where the
  /// formula begins its own line. Nil where a line nearby gives it another value.
  private func sizeOf(_ letter: Symbol, before entry: Entry, on line: TextLine) -> Rational? {
    var size: Rational?
    for other in lines[max(0, entry.home - 8)...min(lines.count - 1, entry.home + 1)] {
      for chain in other.chains {
        guard let value = value(of: letter, in: chain) else { continue }
        if let size, size != value { return nil }
        size = value
      }
    }
    guard let size else { return nil }
    if let chain = line.chains.last(where: { $0.range.upperBound <= entry.chain.range.lowerBound }) {
      var joint = Joint(working.bytes, from: chain.range.upperBound, to: entry.chain.range.lowerBound)
      guard value(of: letter, in: chain) == size, joint.take(SettingsBefore.colons) else { return nil }
      joint.skipBlanks()
      return joint.isAtEnd ? size : nil
    }
    guard entry.home > 0, line.lone.isEmpty,
      lines[entry.home - 1].chains.contains(where: { value(of: letter, in: $0) == size })
    else { return nil }
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: entry.chain.range.lowerBound)
    _ = joint.take(SettingsBefore.openings)
    joint.skipBlanks()
    return joint.isAtEnd ? size : nil
  }

  private func value(of letter: Symbol, in chain: Chain) -> Rational? {
    guard chain.sides.count == 2, chain.signs[0] == .equal,
      case .symbol(let name) = chain.sides[0].located.expression, name == letter,
      let claim = chain.sides[1].claim, claim.lastPlace == .one, claim.scale == .one,
      chain.sides[1].unit == .none
    else { return nil }
    return claim.value
  }
}

extension Expression {
  /// The letters of an expression, each as often as it stands there.
  fileprivate var letters: [Symbol] {
    if case .symbol(let symbol) = self { return [symbol] }
    var letters: [Symbol] = []
    for operand in operands { letters += operand.letters }
    return letters
  }
}

extension Joint {
  /// Whether no calculation goes on behind a place: the clause ends, or words follow, "for one layer".
  fileprivate var isEndOrWords: Bool {
    var joint = self
    joint.skipBlanks()
    return joint.isAtClauseEnd() || joint.take(SettingsBefore.remarks)
  }
}

private enum SettingsBefore {
  static let colons: PhraseSet = [":", "：", ", so", ", thus", "，则", "，故", ",", "，", "→"]
  static let openings: PhraseSet = ["-", "*", "•", "and", "so", "则"]
  static let remarks: PhraseSet = [
    "for one layer", "for each layer", "per layer", "for the layer", "in each layer", "(", "（",
  ]
}
