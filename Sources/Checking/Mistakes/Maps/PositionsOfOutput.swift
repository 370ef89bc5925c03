import Symbolics

/// Weights multiplied by the positions of the input where the text states the output's: "9,408 weights and 9,408·224·224 =
/// 472M MACs (output 112×112)"; so of connections, `156×32×32` where the output is 28×28.
extension Calculation {
  mutating func checkPositionsOfOutput() {
    for (index, entry) in entries.enumerated() where entry.status == .right && entry.misconception == nil {
      if checkPositionsAbove(index, entry) { continue }
      guard let side = entry.workingSide, case .product = side.located.expression,
        let line = self.line(at: entry.chain.range.lowerBound),
        line.range.count < 1_024, PositionsOfOutput.outputs.isOn(line, of: working.bytes)
      else { continue }
      let countsConnections =
        PositionsOfOutput.connections.mayBe(on: line)
        && PositionsOfOutput.connections.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 24), of: working.bytes)
      guard countsConnections || entry.claimUnit == .macs || entry.claimUnit == .flops else { continue }
      let factors = Factors.written(in: side.located.expression)
      guard factors.count == 3, factors[1] == factors[2], (8...4_096).contains(factors[1]),
        factors[0] >= (countsConnections ? 10 : 576),
        isOfWeights(factors[0], before: entry, on: line),
        let size = statedOutput(on: line, besides: side.located.range),
        size < factors[1], !PositionsOfOutput.others.isOn(line, of: working.bytes),
        !isReported(entry.chain.range), !isDenied(entry.chain.range, on: line),
        let right = try? factors[0].multiplied(by: size).multiplied(by: size)
      else { continue }
      findings.append(
        Draft(
          mistake: .inputSizeForOutputSize, range: side.located.range, about: about(entry),
          claimed: entry.value,
          correct: right, arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .inputSizeForOutputSize
    }
  }

  /// The positions of the input below the size that was worked out from it, "(64 − 5 + 4)/2 + 1 = 32" and then 64·64·2400, or
  /// beside the output that the line states: "Output size 32×32. MACs: 64·64·2400".
  private mutating func checkPositionsAbove(_ index: Int, _ entry: Entry) -> Bool {
    guard let side = entry.workingSide, case .product(let operands) = side.located.expression,
      operands.count == 3, entry.home < lines.count, case let line = lines[entry.home],
      line.range.count < 1_024, line.row == nil, let value = entry.value,
      case let factors = Factors.written(in: side.located.expression), factors.count == 3,
      factors[1] == (factors[0] == factors[1] ? factors[0] : factors[2]),
      let weights = factors[0] == factors[1] ? factors.last : factors.first, weights != factors[1],
      (8...4_096).contains(factors[1]), weights >= 576,
      entry.claimUnit == .macs || entry.claimUnit == .flops
        || line.mentions.contains(where: {
          $0.noun.isCost && $0.range.upperBound <= side.located.range.lowerBound
        }),
      let size = sizeWorkedOut(of: factors[1], weights, above: index)
        ?? sizeBeside(factors[1], weights, before: side.located.range.lowerBound, on: line),
      size < factors[1], !PositionsOfOutput.others.isOn(line, of: working.bytes),
      !isReported(entry.chain.range), !isDenied(entry.chain.range, on: line),
      let right = try? weights.multiplied(by: size).multiplied(by: size)
    else { return false }
    findings.append(
      Draft(
        mistake: .inputSizeForOutputSize, range: side.located.range, about: about(entry), claimed: value,
        correct: right, arguments: [("left", .expression(side.located.expression))]))
    entry.status = .wrong
    entry.misconception = .inputSizeForOutputSize
    return true
  }

  /// The output's size that a line above works out of a map, where the weights were worked out as well.
  private func sizeWorkedOut(of map: Rational, _ weights: Rational, above index: Int) -> Rational? {
    let before = entries[max(0, index - 5)..<index]
    guard before.contains(where: { $0.claim?.value == weights && $0.status == .right }) else { return nil }
    var found: Rational?
    for other in before where entries[index].home - other.home <= 3 && other.home < lines.count {
      guard let side = other.workingSide, side.located.expression.mayBeOutputSize, other.status != .wrong,
        PositionsOfOutput.outputs.isOn(lines[other.home], of: working.bytes) || isBehindArrow(side),
        !PositionsOfOutput.others.isOn(lines[other.home], of: working.bytes), let size = other.value?.floor
      else { continue }
      var first: Rational?
      LinkChecker.forEachNumeral(of: side.located.expression) { first = first ?? $0.value }
      guard first == map, found == nil || found == size else { return nil }
      found = size
    }
    return found
  }

  /// `7×7, s=2 -> (224 − 7 + 6)/2 + 1`: what a layer leads to.
  private func isBehindArrow(_ side: Chain.Side) -> Bool {
    let place = side.located.range.lowerBound
    let end = working.bytes.skipBlanksBack(from: place, to: max(0, place - 4))
    return PositionsOfOutput.arrows.contains { working.ends(0..<end, with: $0) }
  }

  /// Half the side of a map, where the words before state it as the output's: no product with so many positions lacks its
  /// square.
  private func sizeBeside(_ map: Rational, _ weights: Rational, before place: Int, on line: TextLine)
    -> Rational?
  {
    let label = line.stretch(before: place, atMost: 64)
    guard let word = PositionsOfOutput.outputs.first(in: label, of: working.bytes),
      !PositionsOfOutput.outputs.isIn(word.upperBound..<label.upperBound, of: working.bytes)
    else { return nil }
    let squares = MapWords.squares(in: word.upperBound..<label.upperBound, of: working.bytes)
    guard squares.count == 1, let square = squares.first, square.range.lowerBound - word.upperBound <= 12,
      Rational(2 * square.size) == map,
      let share = try? weights.divided(by: Rational(square.size * square.size)), !share.isInteger
    else { return nil }
    return Rational(square.size)
  }

  /// Whether a number is the weights of a calculation before it on its line.
  private func isOfWeights(_ number: Rational, before entry: Entry, on line: TextLine) -> Bool {
    line.chains.contains { chain in
      chain.range.upperBound <= entry.chain.range.lowerBound
        && chain.sides.contains { $0.claim?.value == number && ($0.unit == .parameters || $0.unit == .none) }
    }
  }

  /// The side of the one output that a line states: "output 112×112", 输出 112×112.
  private func statedOutput(on line: TextLine, besides formula: Range<Int>) -> Rational? {
    guard let word = PositionsOfOutput.outputs.first(on: line, of: working.bytes),
      !PositionsOfOutput.outputs.isIn(word.upperBound..<line.range.upperBound, of: working.bytes),
      !formula.overlaps(word)
    else { return nil }
    let near = line.stretch(behind: word.upperBound, atMost: 24)
    let measures = MeasureReader.measures(in: near, of: working.bytes)
    guard measures.count >= 2, measures[0].numeral.value == measures[1].numeral.value,
      measures[0].range.lowerBound - word.upperBound <= 8,
      measures[1].range.lowerBound - measures[0].range.upperBound <= 4
    else { return nil }
    return measures[0].numeral.value
  }
}

private enum PositionsOfOutput {
  static let outputs: PhraseSet = ["output", "输出"]
  static let arrows: [StaticString] = ["->", "→", "=>"]
  static let connections: PhraseSet = ["connection", "连接"]
  static let others: PhraseSet = [
    "transpos", "deconv", "upsampl", "not ", "n't", "instead", "without stride", "stride 1", "pool", "转置",
    "反卷积",
    "上采样", "不是", "池化", "步长 1", "步长为 1",
  ]
}
