import Symbolics

/// "The 7×7 map with 512 channels is flattened; fc6 has 4096 outputs: 512·4096": the positions of a flattened map left out.
extension Calculation {
  mutating func checkFlattenedMaps() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      let line = lines[entry.home]
      guard FlattenWords.names.mayBe(on: line), line.row == nil, line.range.count <= 1_024,
        let side = entry.workingSide, let value = entry.value
      else { continue }
      let before = line.stretch(before: entry.chain.range.lowerBound)
      guard FlattenWords.names.isIn(before, of: working.bytes),
        !FlattenWords.others.isOn(line, of: working.bytes),
        let (channels, bias) = channelsOfDense(side.located.expression),
        let positions = flattened(channels, in: before, on: line),
        let weights = try? value.subtracting(bias).multiplied(by: positions),
        let right = try? weights.adding(bias), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line), !countsOnePart(entry.chain.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .outputPositionsMissing, alternatives: [.kernelAreaMissing], range: side.located.range,
          claimed: value, correct: right, arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .outputPositionsMissing
    }
  }

  /// The first of two factors, `512·4096`, and the biases that are added.
  private func channelsOfDense(_ expression: Expression) -> (channels: Rational, bias: Rational)? {
    var (product, bias) = (expression, Rational.zero)
    if case .sum(let terms) = expression {
      guard terms.count == 2, !terms[1].isSubtracted, case .number(let last) = terms[1].value else {
        return nil
      }
      (product, bias) = (terms[0].value, last.value)
    }
    guard case .product = product else { return nil }
    let factors = Factors.written(in: product)
    guard factors.count == 2, factors[0] >= 8, factors[1] >= 8, bias.isZero || bias == factors[1] else {
      return nil
    }
    return (factors[0], bias)
  }

  /// The positions n·n of the one map with so many channels that the words state: `7×7×512`, "7×7 map with 512 channels".
  private func flattened(_ channels: Rational, in words: Range<Int>, on line: TextLine) -> Rational? {
    let stated = measures(on: line).filter { words.contains($0.range.lowerBound) }
    guard stated.count <= 16, stated.contains(where: { $0.numeral.value == channels }) else { return nil }
    var found: Rational?
    for (first, second) in zip(stated, stated.dropFirst())
    where first.numeral.value == second.numeral.value && first.range.upperBound < second.range.lowerBound {
      let sign = self.words(from: first.range.upperBound, to: second.range.lowerBound)
      guard ["×", "x", "*", "\\times"].contains(sign) else { continue }
      guard found == nil, first.numeral.value > .one, first.numeral.value <= 64 else { return nil }
      found = try? first.numeral.value.multiplied(by: second.numeral.value)
    }
    // `7·7·512 = 25,088`: the factor has the positions in it already.
    guard let found, let share = try? channels.divided(by: found),
      !stated.contains(where: { $0.numeral.value == share })
    else { return nil }
    return found
  }
}

private enum FlattenWords {
  static let names: PhraseSet = ["flatten", "展平", "拉平", "展开成向量"]
  static let others: PhraseSet = [
    "pool", "gap", "averag", "conv", "1×1", "1x1", "instead", "not ", "n't", "without", "each", "position",
    "token", "patch", "池化", "平均", "卷积", "不是", "每", "如果", "若",
  ]
}
