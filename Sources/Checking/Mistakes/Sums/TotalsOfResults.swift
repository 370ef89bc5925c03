import Symbolics

/// The total of the results above it with two digits exchanged, whatever else stands on their lines: `conv1: 28x28x6, 5*5*1*6 + 6 =
/// 156`, …, `total: 61,076` for 61,706; `weights: 60945656` below the products alone.
///
/// A total that leaves something out, or adds something, is nearly never the sum with two neighbours exchanged.
extension Calculation {
  mutating func checkTotalsOfResults() {
    for (place, line) in enumeratedLines(with: ResultTotals.names)
    where place >= 3 && line.row == nil && line.range.count <= 96 && line.chains.isEmpty
      && line.lone.count == 1
    {
      guard let side = line.lone.first, let total = side.claim, total.lastPlace == .one, total.scale == .one,
        total.value > 9_999, isLabelledTotal(side, on: line), !isReported(side.located.range),
        let sum = sumOfResults(above: place, butNot: total.value), Digits.areTransposed(sum, total.value),
        isAsserted(side.located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .totalDoesNotAddUp, alternatives: [.digitsTransposed], range: side.located.range,
          claimed: total.value, correct: sum, fix: Expression(sum)))
      markWrong(at: side.located.range)
    }
  }

  /// `total:`, `- weights:`, 权重共 at the beginning of a line, and nothing but a unit behind the number.
  private func isLabelledTotal(_ side: Chain.Side, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: side.located.range.lowerBound)
    _ = joint.take(ResultTotals.openings)
    guard joint.take(ResultTotals.names) else { return false }
    for _ in 0..<3 { _ = joint.take(ResultTotals.signs) }
    joint.skipBlanks()
    guard joint.isAtEnd else { return false }
    var tail = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    return tail.isAtClauseEnd() && line.range.upperBound - tail.at <= 2
  }

  /// The sum of the results of the lines right above, three at least; nil where the total is that of the last ones, or where a
  /// number may belong to them that is no result.
  private func sumOfResults(above place: Int, butNot total: Rational) -> Rational? {
    var (sum, count, at) = (Rational.zero, 0, place)
    while at > 0, place - at < 48 {
      at -= 1
      let line = lines[at]
      if line.range.isEmpty || ResultTotals.maps.isOn(line, of: working.bytes) { continue }
      guard line.row == nil, !line.isHeading, line.range.count <= 256,
        !ResultTotals.others.isOn(line, of: working.bytes), !isReported(line.range)
      else { break }
      guard
        let chain = line.chains.last(where: {
          $0.hasEquality && !$0.sides[0].isSymbolic && $0.sides.contains { $0.isCompound }
        }),
        let result = chain.sides.last?.claim, result.lastPlace == .one, result.scale == .one
      else {
        // A heading, or a part without a calculation.
        if line.lone.contains(where: { !$0.isCompound && ($0.claim?.value ?? .zero) > 9_999 }) { return nil }
        break
      }
      guard let next = try? sum.adding(result.value) else { return nil }
      (sum, count) = (next, count + 1)
      if sum == total { return nil }
    }
    return count >= 3 ? sum : nil
  }
}

private enum ResultTotals {
  static let names: PhraseSet = [
    "total parameters", "total params", "total", "in total", "together", "altogether", "sum", "all weights",
    "weights", "layer", "block", "总参数量", "总参数", "总计", "合计", "共计", "总共", "一共", "总和", "权重合计", "权重共", "权重",
    "整层", "每层", "单层", "整块", "每块",
  ]
  static let openings: PhraseSet = ["-", "*", "so the", "the", "so", "=>", "→", "因此", "所以"]
  static let signs: PhraseSet = [":", "：", "=", "is", "为", "是", "parameters", "params", "参数量", "参数", "有"]
  /// What has a number of values and no weights.
  static let maps: PhraseSet = ["pool", "flatten", "池化", "展平", "dropout", "relu"]
  static let others: PhraseSet = [
    "total", "together", "sum:", "subtotal", "each", "per ", "of which", "without", "instead", "×2", "× 2",
    "合计",
    "总", "小计", "共", "每", "其中", "不含",
  ]
}
