import Symbolics

/// Rows with the shape that goes into a layer, the one that comes out and the parameters, whose formula has other inputs:
/// `| conv2 | 16×16×32 | 8×8×64 | 3×3×3×64 + 64 = 1,792 |`, `| fc | 6×6×256 | 512 | 256×512 + 512 = 131,584 |`.
extension Calculation {
  mutating func checkInputsInRows() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard case let line = lines[entry.home], let cells = line.row?.cells, cells.count >= 3,
        line.range.count <= 512, let side = entry.workingSide, let value = entry.value,
        entry.claimUnit == .parameters || entry.claimUnit == .none,
        let column = cells.firstIndex(where: { $0.contains(side.located.range.lowerBound) }), column >= 2
      else { continue }
      if checkBiasesInRow(side, of: entry, value, cells[column - 2], cells[column - 1]) { continue }
      guard
        let place = cells[..<(column - 1)].firstIndex(where: { volume(aloneIn: $0) != nil }),
        let input = volume(aloneIn: cells[place]), input.channels > 1, isPlainConvolution(entry, on: line)
      else { continue }
      let output = cells[place + 1]
      if checkBiasesOfShapes(side, of: entry, value, input, output) { continue }
      if let right = sideOfMapLost(side.located.expression, input, loneNumber(in: output)) {
        report(.kernelAreaMissing, at: side, of: entry, value, correct: right)
        guard let last = findings.indices.last else { continue }
        findings[last].alternatives = [.outputPositionsMissing, .factorDroppedInEvaluation]
      } else if let filters = FilterWeights(side.located.expression), filters.inputs == input.channels,
        filters.outputs == input.channels, let outputs = volume(aloneIn: output)?.channels,
        outputs != input.channels, filters.side > 1,
        let right = try? value.multiplied(by: Rational(outputs)).divided(by: Rational(filters.outputs))
      {
        report(.outputChannelsMissing, at: side, of: entry, value, correct: right)
        guard let last = findings.indices.last else { continue }
        findings[last].alternatives = [.factorSwapped, .dimensionLeftFromOtherModel]
      } else if let filters = FilterWeights(side.located.expression) {
        guard filters.side > 1, volume(aloneIn: output)?.channels == filters.outputs,
          input.channels != filters.outputs,
          lacks(input.channels, filters.inputs) || takesOutputs(filters, input.channels),
          let right = filters.parameters(inputs: input.channels)
        else { continue }
        report(.inputChannelsMissing, at: side, of: entry, value, correct: right)
        guard filters.inputs != nil, let last = findings.indices.last else { continue }
        findings[last].alternatives = [.dimensionLeftFromOtherModel, .factorSwapped]
      } else if let (inputs, outputs, bias) = denseSizes(side.located.expression), input.side > 1,
        Rational(outputs) == loneNumber(in: output), inputs == input.channels,
        !holds(InputRowWords.pooling),
        let right = try? Rational(input.side * input.side * inputs).adding(Rational(bias)).multiplied(
          by: Rational(outputs))
      {
        report(.outputPositionsMissing, at: side, of: entry, value, correct: right)
        guard let last = findings.indices.last else { continue }
        findings[last].alternatives = [.factorDroppedInEvaluation, .dimensionLeftFromOtherModel]
      }
    }
  }

  /// `| fc2 | 4096 | 1000 | 4096×1000 + 4096 |`: as many biases as inputs, with both in cells of their own.
  private mutating func checkBiasesInRow(
    _ side: Chain.Side, of entry: Entry, _ value: Rational, _ input: Range<Int>, _ output: Range<Int>
  ) -> Bool {
    guard case .sum(let terms) = side.located.expression, terms.count == 2, !terms[1].isSubtracted,
      case .number(let biases) = terms[1].value, case .product = terms[0].value,
      case let factors = Factors.written(in: terms[0].value), factors.count == 2, factors[0] == biases.value,
      factors[0] != factors[1], loneNumber(in: input) == factors[0], loneNumber(in: output) == factors[1],
      isPlainConvolution(entry, on: lines[entry.home]),
      let right = try? value.subtracting(biases.value).adding(factors[1])
    else { return false }
    report(.biasCountWrong, at: side, of: entry, value, correct: right)
    return true
  }

  /// `7×512×4096 + 4096` for a map of 7×7×512: one side of it was multiplied in.
  private func sideOfMapLost(_ expression: Expression, _ input: Volume, _ outputs: Rational?) -> Rational? {
    guard let (weights, biases) = Factors.weightsAndBiases(in: expression), let outputs, input.side > 1,
      Factors.written(in: weights) == [Rational(input.side), Rational(input.channels), outputs],
      biases == nil || biases == outputs
    else { return nil }
    return try? weights.evaluated().multiplied(by: Rational(input.side)).adding(biases ?? .zero)
  }

  /// Whether a formula's inputs are not those of its cell, nor those of one group of them.
  private func lacks(_ channels: Int, _ inputs: Int?) -> Bool {
    guard let inputs else { return true }
    return inputs > 0 && channels % inputs != 0 && inputs % channels != 0
  }

  /// `3×3×128×128 + 128` for a row of 64 inputs and 128 outputs; what was joined with another map has more inputs.
  private func takesOutputs(_ filters: FilterWeights, _ channels: Int) -> Bool {
    filters.inputs == filters.outputs && filters.outputs > channels && filters.hasBias
      && !holds(InputRowWords.joining)
  }

  /// `8×8×32×10 + 1`, `3×3×3×16 + 3`, `3×3×64 + 128` for a row with both of its shapes: other biases than outputs, or the
  /// weights of one filter with the biases of all.
  private mutating func checkBiasesOfShapes(
    _ side: Chain.Side, of entry: Entry, _ value: Rational, _ input: Volume, _ output: Range<Int>
  ) -> Bool {
    guard case .sum(let terms) = side.located.expression, terms.count == 2, !terms[1].isSubtracted,
      case .number(let biases) = terms[1].value, case .product = terms[0].value,
      let weights = try? terms[0].value.evaluated(),
      let outputs = volume(aloneIn: output).map({ Rational($0.channels) }) ?? loneNumber(in: output),
      outputs > .one
    else { return false }
    let factors = Factors.written(in: terms[0].value)
    let channels = Rational(input.channels)
    guard factors.count >= 3, factors[0] == factors[1], factors[0] >= .one,
      let filter = try? factors[0].multiplied(by: factors[0]).multiplied(by: channels),
      let all = try? filter.multiplied(by: outputs)
    else { return false }
    let isKernel = factors[0] <= 11 || factors[0] == Rational(input.side)
    if isKernel, weights == all, factors.contains(outputs), biases.value != outputs,
      biases.value == .one || biases.value == channels || biases.value == factors[0],
      let right = try? all.adding(outputs)
    {
      report(.biasCountWrong, at: side, of: entry, value, correct: right)
      return true
    }
    guard isKernel, weights == filter, factors.count == 3, biases.value == outputs, outputs != channels,
      let right = try? all.adding(outputs)
    else { return false }
    report(.outputChannelsMissing, at: side, of: entry, value, correct: right)
    return true
  }

  /// The shape n×n×C that has a cell to itself.
  private func volume(aloneIn cell: Range<Int>) -> Volume? {
    guard cell.count <= 64, let volume = Volume.all(in: cell, of: working.bytes).first,
      isEmpty(cell.lowerBound..<volume.range.lowerBound), isEmpty(volume.range.upperBound..<cell.upperBound)
    else { return nil }
    return volume
  }

  private func loneNumber(in cell: Range<Int>) -> Rational? {
    let start = working.bytes.skip(from: cell.lowerBound, to: cell.upperBound) { !$0.isASCIIDigit }
    guard let number = PrintedSummary.number(in: start..<cell.upperBound, of: working.bytes),
      isEmpty(cell.lowerBound..<start), isEmpty(number.range.upperBound..<cell.upperBound)
    else { return nil }
    return number.value
  }

  private func isEmpty(_ range: Range<Int>) -> Bool {
    working.bytes[range].allSatisfy { $0 <= 0x20 || " *`$()[]".utf8.contains($0) }
  }

  /// n and m of `n×m`, `n×m + m` and `(n + 1)×m`, with how many biases each output has.
  private func denseSizes(_ expression: Expression) -> (inputs: Int, outputs: Int, bias: Int)? {
    switch expression {
    case .product(let factors):
      guard factors.count == 2, case .number(let outputs) = factors[1] else { return nil }
      if case .number(let inputs) = factors[0] { return sizes(inputs, outputs, bias: 0) }
      guard case .sum(let terms) = factors[0], terms.count == 2, !terms[1].isSubtracted,
        case .number(let inputs) = terms[0].value, case .number(let one) = terms[1].value, one.value == .one
      else { return nil }
      return sizes(inputs, outputs, bias: 1)
    case .sum(let terms):
      guard terms.count == 2, !terms[1].isSubtracted, case .number(let bias) = terms[1].value,
        case .product(let factors) = terms[0].value, factors.count == 2,
        case .number(let inputs) = factors[0],
        case .number(let outputs) = factors[1], outputs.value == bias.value
      else { return nil }
      return sizes(inputs, outputs, bias: 1)
    default: return nil
    }
  }

  private func sizes(_ inputs: Numeral, _ outputs: Numeral, bias: Int) -> (Int, Int, Int)? {
    guard let first = inputs.value.integer, let second = outputs.value.integer, 2...100_000 ~= first,
      2...100_000 ~= second
    else { return nil }
    return (first, second, bias)
  }
}

private enum InputRowWords {
  /// Networks and layers that join two maps.
  static let joining: PhraseSet = [
    "concat", "u-net", "unet", "skip", "upsampl", "up-conv", "upconv", "decoder", "merge", "dense block",
    "densenet", "拼接",
    "跳跃", "上采样", "解码", "块", "block", "stage", "阶段",
  ]
  /// What brings a map to one position, and networks that do.
  static let pooling: PhraseSet = [
    "global", "gap", "averag", "avg", "adaptive", "mean", "1×1×", "1x1x", "resnet", "mobilenet", "densenet",
    "efficientnet", "inception", "googlenet", "squeezenet", "convnext", "regnet", "shufflenet", "全局", "平均",
    "自适应",
  ]
}
