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
        let source = weightsAbove(weights.value, positions.value, before: index),
        namesMap(map, above: entry.home, until: side.located.range.lowerBound)
          ?? (hasKernel(source) && namesMap(map, below: entry.home)),
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

  /// The calculation above that a number is the result of, if it has no such side among its numbers.
  private func weightsAbove(_ value: Rational, _ side: Rational, before index: Int) -> Expression? {
    guard
      let source = entries[max(0, index - 8)..<index].last(where: {
        $0.claim?.value == value || hasWeights(value, $0.workingSide?.located.expression)
      }),
      let expression = source.workingSide?.located.expression
    else { return nil }
    var holdsSide = false
    LinkChecker.forEachNumeral(of: expression) { holdsSide = holdsSide || $0.value == side }
    return !holdsSide && source.claimUnit != .macs && source.claimUnit != .flops ? expression : nil
  }

  /// Whether a sum is that of a product with a value and its biases: 73,728 of `3×3×64×128 + 128`.
  private func hasWeights(_ value: Rational, _ expression: Expression?) -> Bool {
    guard case .sum(let terms)? = expression, terms.count == 2, !terms[1].isSubtracted,
      case .product = terms[0].value, case .number = terms[1].value
    else { return false }
    return (try? terms[0].value.evaluated()) == value
  }

  /// Whether the words before a calculation, or one of the lines above it, have the square n×n, and no other one; nil where
  /// none of them has a square.
  private func namesMap(_ side: Int, above home: Int, until place: Int) -> Bool? {
    for line in lines[max(0, home - 8)...home].reversed() {
      let end = min(place, line.range.upperBound)
      guard line.range.count <= 1_024, line.range.lowerBound < end else { continue }
      let squares = MapWords.squares(in: line.range.lowerBound..<end, of: working.bytes).filter {
        $0.size > 7
      }
      guard let last = squares.last else { continue }
      return last.size == side && squares.allSatisfy { $0.size == side }
    }
    return nil
  }

  /// The same of the next two lines, of which the one with the square tells the output: `(output 56×56×128, padding 1)`.
  private func namesMap(_ side: Int, below home: Int) -> Bool {
    guard home + 1 < lines.count, !OneSideWords.batches.isOn(lines[home], of: working.bytes) else {
      return false
    }
    var squares: [Int] = []
    for line in lines[home + 1..<min(lines.count, home + 3)] where line.range.count <= 1_024 {
      let own = MapWords.squares(in: line.range, of: working.bytes).map { $0.size }.filter { $0 > 7 }
      if !own.isEmpty, !OneSideWords.outputs.isOn(line, of: working.bytes) { return false }
      squares += own
    }
    return !squares.isEmpty && squares.allSatisfy { $0 == side }
  }

  /// Whether a product has a kernel k×k: what it counts is slid over both sides of a map.
  private func hasKernel(_ expression: Expression) -> Bool {
    let sizes = Factors.written(in: weightsAlone(expression))
    return zip(sizes, sizes.dropFirst()).contains { $0 == $1 && $0 > .one && $0 <= 11 }
  }

  private func weightsAlone(_ expression: Expression) -> Expression {
    if case .sum(let terms) = expression, let first = terms.first { return first.value }
    return expression
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
  static let outputs: PhraseSet = ["output", "feature map", "输出", "特征图"]
  static let batches: PhraseSet = ["batch", "token", "image", "sample", "批", "词元", "图片", "样本"]
  static let others: PhraseSet = [
    "row", "column", "per ", "each", "1d", "sequence", "行", "列", "每", "序列", "一维",
  ]
}
