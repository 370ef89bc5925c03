import Symbolics

/// The weights of a layer or block times one side of its map: "MACs on a 56×56 map: 8,208 × 56" behind `… = 8,208`.
extension Calculation {
  mutating func checkPositionsOfOneSide() {
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2, case .number(let weights) = factors[0], case .number(let positions) = factors[1],
        weights.value >= 100, let map = positions.value.integer, 4...512 ~= map,
        case let line = lines[entry.home], line.row == nil, line.range.count <= 1_024,
        let value = entry.value, let right = try? value.multiplied(by: positions.value),
        countsWorkBefore(side.located.range.lowerBound, entry, on: line),
        isWeights(weights.value, positions.value, above: index),
        namesMap(map, above: entry.home, until: side.located.range.lowerBound),
        !OneSideWords.others.isOn(line, of: working.bytes), !goesOn(entry, right),
        !isReported(entry.chain.range), !isDenied(entry.chain.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .outputPositionsMissing, range: side.located.range, claimed: value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .outputPositionsMissing
    }
  }

  private func countsWorkBefore(_ place: Int, _ entry: Entry, on line: TextLine) -> Bool {
    if entry.claimUnit == .macs || entry.claimUnit == .flops { return true }
    return line.mentions.last { $0.noun.isQuantity && $0.range.upperBound <= place }?.noun.isCost ?? false
  }

  /// Whether a number is the result of a calculation above that has no such side among its numbers.
  private func isWeights(_ value: Rational, _ side: Rational, above index: Int) -> Bool {
    guard
      let source = entries[max(0, index - 8)..<index].last(where: { $0.claim?.value == value }),
      let expression = source.workingSide?.located.expression
    else { return false }
    var holdsSide = false
    LinkChecker.forEachNumeral(of: expression) { holdsSide = holdsSide || $0.value == side }
    return !holdsSide && source.claimUnit != .macs && source.claimUnit != .flops
  }

  /// Whether the words before a calculation, or one of the lines above it, have the square n×n, and no other one.
  private func namesMap(_ side: Int, above home: Int, until place: Int) -> Bool {
    for line in lines[max(0, home - 8)...home].reversed() {
      let end = min(place, line.range.upperBound)
      guard line.range.count <= 1_024, line.range.lowerBound < end else { continue }
      let squares = MapWords.squares(in: line.range.lowerBound..<end, of: working.bytes).filter {
        $0.size > 7
      }
      guard let last = squares.last else { continue }
      return last.size == side && squares.allSatisfy { $0.size == side }
    }
    return false
  }

  /// Whether the other side follows: `8,208 × 56 = 459,648, × 56 = 25,740,288`.
  private func goesOn(_ entry: Entry, _ right: Rational) -> Bool {
    guard entry.home < lines.count else { return false }
    return lines[entry.home..<min(lines.count, entry.home + 4)].contains { line in
      numbers(on: line).contains { $0.numeral.value == right }
    }
  }
}

private enum OneSideWords {
  static let others: PhraseSet = [
    "row", "column", "per ", "each", "1d", "sequence", "行", "列", "每", "序列", "一维",
  ]
}
