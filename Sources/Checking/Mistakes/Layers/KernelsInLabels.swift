import Symbolics

/// "expand 3×3: 16·64 + 64 = 1,088": the weights and biases of a 1×1 kernel behind a label that says k×k.
extension Calculation {
  mutating func checkKernelsInLabels() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        !terms[1].isSubtracted, case .number(let bias) = terms[1].value, case .product = terms[0].value,
        entry.claimUnit == .parameters || entry.claimUnit == .none
      else { continue }
      let line = lines[entry.home]
      let factors = Factors.written(in: terms[0].value)
      guard line.row == nil, factors.count == 2, factors[1] == bias.value, factors[0] > 3,
        let kernel = kernelBefore(entry.chain.range.lowerBound, on: line),
        factors[0] != Rational(kernel * kernel), factors[0] != Rational(kernel),
        let value = entry.value, let weights = try? value.subtracting(bias.value),
        let right = try? weights.multiplied(by: Rational(kernel * kernel)).adding(bias.value),
        !LabelWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line)
      else { continue }
      report(.kernelAreaMissing, at: side, of: entry, value, correct: right)
    }
  }

  /// The side of the square that stands right before a calculation, with a colon between: `3×3: `.
  private func kernelBefore(_ place: Int, on line: TextLine) -> Int? {
    let near = line.stretch(before: place, atMost: 16)
    let squares = MapWords.squares(in: near, of: working.bytes)
    guard let square = squares.last, squares.count == 1, [3, 5, 7].contains(square.size) else { return nil }
    let between = words(from: square.range.upperBound, to: place)
    return [":", "：", "conv:", "卷积："].contains(between) ? square.size : nil
  }
}

private enum LabelWords {
  static let others: PhraseSet = [
    "depthwise", "depth-wise", "separab", "pointwise", "1×1", "1x1", "dw", "逐通道", "深度", "可分离", "逐点",
  ]
}
