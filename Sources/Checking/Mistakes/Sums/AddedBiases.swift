import Symbolics

/// The additions of the biases on top of the work of the line above: "`64 × 12,544 = 802,816` bias additions as well gives
/// 463,224,832" below "FLOPs: `2 × 231,211,008 = 462,422,016`".
extension Calculation {
  mutating func checkAddedBiases() {
    for (place, line) in enumeratedLines(with: AddedBiasWords.additions)
    where place > 0 && line.row == nil && line.range.count <= 512 {
      let numbers = numbers(on: line)
      guard numbers.count >= 2, let claim = numbers.last, claim.isWrittenOut, claim.numeral.value > 9_999,
        let added = numbers.last(where: { isAdded($0, on: line) }),
        added.range.upperBound < claim.range.lowerBound,
        AddedBiasWords.results.isIn(added.range.upperBound..<claim.range.lowerBound, of: working.bytes),
        let above = entries(above: place).last, above.home + 2 >= place,
        let work = above.claim, work.lastPlace == .one, work.scale == .one, above.status == .right,
        work.value > added.numeral.value, let right = try? work.value.adding(added.numeral.value),
        right != claim.numeral.value, let slip = claim.numeral.slip(from: right), !isReported(claim.range),
        isAsserted(claim.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: slip[0], alternatives: Array(slip.dropFirst()) + [.totalDoesNotAddUp, .productSlip],
          range: claim.range, claimed: claim.numeral.value, correct: right, fix: Expression(right)))
      markWrong(at: claim.range)
    }
  }

  /// Whether a number counts additions of biases: "802,816 bias additions".
  private func isAdded(_ number: StatedNumber, on line: TextLine) -> Bool {
    guard number.isWrittenOut else { return false }
    var joint = Joint(working.bytes, from: number.range.upperBound, to: line.range.upperBound)
    return joint.take(AddedBiasWords.additions)
  }
}

private enum AddedBiasWords {
  static let additions: PhraseSet = [
    "bias additions", "bias adds", "additions of the biases", "additions for the biases",
    "additions for the bias",
    "次偏置加法", "次偏置相加",
  ]
  static let results: PhraseSet = ["gives", "makes", "total", ":", "：", "=", "in all", "得", "共", "合计"]
}
