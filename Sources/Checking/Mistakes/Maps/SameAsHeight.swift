import Symbolics

/// `H_out = … = 112`, and below it `W_out = 121`, "the same numbers as for the height": then it is the same number.
extension Calculation {
  mutating func checkSameAsHeight() {
    for index in entries.indices.dropFirst() {
      let (first, second) = (entries[index - 1], entries[index])
      guard second.chain.sides.count == 2, second.status != .wrong, second.line - first.line <= 8,
        case .symbol(let width) = second.chain.sides[0].located.expression, width.base == "W",
        case .symbol(let height) = first.chain.sides[0].located.expression, height.base == "H",
        height.index == width.index, lines.indices.contains(second.home),
        Calculation.sameness.isOn(lines[second.home], of: working.bytes),
        let claim = second.chain.sides[1].claim, claim.lastPlace == .one,
        let right = first.slip == nil ? first.claim?.value : first.rightValue, right != claim.value
      else { continue }
      findings.append(
        Draft(
          mistake: .valueInconsistentBetweenLines, range: second.chain.sides[1].located.range,
          claimed: claim.value, correct: right,
          arguments: [
            ("quantity", .quotation(height.description)), ("line", .number(Rational(first.line + 1))),
            ("other", .number(right)),
          ]))
      second.status = .wrong
    }
  }

  private static let sameness: PhraseSet = ["the same", "相同", "一样"]
}
