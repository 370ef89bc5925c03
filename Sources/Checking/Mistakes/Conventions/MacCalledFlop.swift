import Symbolics

/// Multiply-adds called FLOPs, where the text says that FLOPs are both operations.
extension Calculation {
  mutating func checkMacsCalledFlops() {
    // What the text declares is asked once, and only where it matters.
    var declares: Bool?
    func isDeclared() -> Bool {
      let answer = declares ?? declaresTwoOperations
      declares = answer
      return answer
    }
    for entry in entries where entry.home < lines.count {
      let line = lines[entry.home]
      guard line.topics.contains(.quantity),
        entry.status == .right, entry.claimUnit == .flops || entry.claimUnit == .none,
        namesBothOperations(entry, on: line) || isNamedFlops(entry, on: line) && isDeclared(),
        let side = entry.workingSide, let claim = entry.claim, let range = entry.claimRange,
        side.located.expression.countsProductsOnce, !isForEach(range, on: line),
        namesBothOperations(entry, on: line)
          || side.located.expression.multipliesConvolution && !isDoubledLater(claim.value, entry),
        (entry.meaning?.factor ?? 1) == 1, let right = try? claim.value.multiplied(by: .two)
      else { continue }
      findings.append(
        Draft(
          mistake: .macCalledFlop, severity: .warning, range: range, about: about(entry),
          claimed: claim.value,
          correct: right))
    }
  }

  /// "multiplications and additions: …"
  private func namesBothOperations(_ entry: Entry, on line: TextLine) -> Bool {
    line.mentions.contains {
      $0.noun == .bothOperations && $0.range.lowerBound < entry.chain.range.upperBound
    } || namesBothAside(entry, on: line)
  }

  /// "FLOPs (multiplications + additions): …"
  private func namesBothAside(_ entry: Entry, on line: TextLine) -> Bool {
    guard BothOperations.words.mayBe(on: line),
      let words = BothOperations.words.first(
        in: line.stretch(before: entry.chain.range.upperBound, atMost: 160), of: working.bytes)
    else { return false }
    let before = line.stretch(before: words.lowerBound, atMost: 24)
    return BothOperations.flops.isIn(before, of: working.bytes)
      && !BothOperations.macs.isIn(before, of: working.bytes)
  }

  /// "115,605,504 each": so many multiplications and as many additions.
  private func isForEach(_ range: Range<Int>, on line: TextLine) -> Bool {
    let sentence = sentence(around: range.lowerBound, on: line)
    return mentions(on: line, in: sentence).contains { $0.noun == .each }
      || Phrases.contains(["each", "各", "分别", "respectively"], in: sentence, of: working.bytes)
  }
}

private enum BothOperations {
  static let words: PhraseSet = [
    "(multiplications + additions)", "(multiplication + addition)", "(multiplies + adds)", "(multiply + add)",
    "(mul + add)", "(mults + adds)", "（乘法 + 加法）", "（乘法+加法）", "（乘 + 加）", "（乘+加）", "(乘+加)",
  ]
  static let flops: PhraseSet = ["flop", "浮点"]
  static let macs: PhraseSet = ["mac", "multiply-add", "乘加"]
}

extension Expression {
  /// Whether the expression is a product of four sizes or more without a 2 among them and without a sum.
  fileprivate var countsProductsOnce: Bool {
    guard case .product = self, Factors.written(in: self).count >= 4 else { return false }
    var isPlain = true
    LinkChecker.forEachNumeral(of: self) { if $0.value == .two { isPlain = false } }
    return isPlain && !holdsSum
  }

  private var holdsSum: Bool {
    if case .sum = self { return true }
    return operands.contains { $0.holdsSum }
  }
}
