import Symbolics

/// Biases of one line of a series that the lines above it have otherwise: `3·3·16·64 + 16` below `1·1·16·64 + 64`, and
/// `64·(3·3·32) + 1` below `32·(3·3·1 + 1)`.
extension Calculation {
  mutating func checkBiasesInSeries() {
    var above: [(home: Int, layer: SeriesLayer)] = []
    checkBiasesOfNeighbours()
    for entry in entries where entry.status == .right && entry.home < lines.count {
      guard let side = entry.workingSide, let layer = SeriesLayer(side.located.expression) else { continue }
      let line = lines[entry.home]
      if entry.misconception == nil, let right = rightBiases(of: layer, above, entry, on: line) {
        findings.append(
          Draft(
            mistake: right.isBracket ? .bracketsMissing : .biasCountWrong,
            alternatives: right.isBracket ? [.biasCountWrong] : [], range: side.located.range,
            claimed: entry.value, correct: right.value,
            arguments: [("left", .expression(side.located.expression))]))
        entry.status = .wrong
        entry.misconception = right.isBracket ? .bracketsMissing : .biasCountWrong
      }
      above.append((entry.home, layer))
    }
  }

  /// `conv5: 3·3·256·256 + 384` in a list whose other lines have their outputs: the number is another layer's.
  private mutating func checkBiasesOfNeighbours() {
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, let layer = SeriesLayer(side.located.expression), !layer.isTurned,
        !layer.isInBracket, layer.biases != layer.outputs, layer.biases > 3,
        layer.biases != layer.inputs || layer.inputs == layer.outputs,
        (try? layer.biases.divided(by: layer.outputs))?.isInteger == false
      else { continue }
      let line = lines[entry.home]
      let others = entries[max(0, index - 4)..<min(entries.count, index + 5)].filter {
        $0 !== entry && abs($0.home - entry.home) <= 6
      }.compactMap { $0.workingSide.flatMap { SeriesLayer($0.located.expression) } }
      guard others.count(where: { !$0.isTurned && $0.biases == $0.outputs }) >= 2,
        others.contains(where: { $0.outputs == layer.biases || $0.inputs == layer.biases }),
        entry.claimUnit == .parameters || entry.claimUnit == .none, line.range.count <= 1_024,
        !SeriesWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line), let value = entry.value,
        let right = try? value.subtracting(layer.biases).adding(layer.outputs)
      else { continue }
      report(.biasCountWrong, at: side, of: entry, value, correct: right)
    }
  }

  private func rightBiases(
    of layer: SeriesLayer, _ above: [(home: Int, layer: SeriesLayer)], _ entry: Entry, on line: TextLine
  ) -> (value: Rational, isBracket: Bool)? {
    guard entry.claimUnit == .parameters || entry.claimUnit == .none,
      layer.biases != layer.outputs, layer.inputs != layer.outputs
    else { return nil }
    let series = above.suffix(6).filter { entry.home - $0.home <= 6 && $0.layer.biases == $0.layer.outputs }
    let isBracket = layer.biases == .one && layer.isTurned
    if isBracket {
      guard series.contains(where: { $0.layer.isInBracket }) else { return nil }
    } else {
      guard layer.biases == layer.inputs, !layer.isTurned,
        areNamedInputs(layer.inputs, before: entry, on: line)
          || series.contains(where: {
            !$0.layer.isTurned && $0.layer.inputs != $0.layer.outputs
              && ($0.layer.outputs == layer.inputs
                || $0.layer.inputs == layer.inputs && $0.layer.outputs == layer.outputs)
          }),
        !series.contains(where: { !$0.layer.isTurned && $0.layer.inputs == layer.outputs })
      else { return nil }
    }
    guard line.range.count <= 1_024, SeriesWords.layers.isOn(line, of: working.bytes),
      !SeriesWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
      !isDenied(entry.chain.range, on: line),
      let value = try? entry.value?.subtracting(layer.biases).adding(layer.outputs)
    else { return nil }
    return (value, isBracket)
  }
}

extension Calculation {
  /// "32 input channels", 输入通道 32: whether the words before a calculation say that so many go in.
  private func areNamedInputs(_ inputs: Rational, before entry: Entry, on line: TextLine) -> Bool {
    guard SeriesWords.inputs.mayBe(on: line), let number = inputs.integer, line.range.count <= 1_024 else {
      return false
    }
    let before = line.stretch(before: entry.chain.range.lowerBound, atMost: 80)
    guard let name = SeriesWords.inputs.first(in: before, of: working.bytes) else { return false }
    let start = working.bytes.skipBlanksBack(from: name.lowerBound, to: before.lowerBound)
    if working.bytes.wholeNumber(endingAt: start, to: before.lowerBound, digits: 6) == number { return true }
    let end = working.bytes.skip(from: name.upperBound, to: before.upperBound) {
      $0 == .space || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=")
    }
    return working.bytes.wholeNumber(at: end, to: before.upperBound)?.value == number
  }
}

/// The parameters of a convolution: `k·k·C·C′ + b`, `C′·(k·k·C) + b` or `C′·(k·k·C + 1)`.
private struct SeriesLayer {
  let inputs: Rational
  let outputs: Rational
  let biases: Rational
  /// Whether the outputs stand first.
  var isTurned = false
  /// Whether the biases stand in the bracket.
  var isInBracket = false

  init?(_ expression: Expression) {
    switch expression {
    case .sum(let terms):
      guard terms.count == 2, !terms[1].isSubtracted, case .number(let last) = terms[1].value,
        let numbers = SeriesLayer.numbers(of: terms[0].value), numbers.count == 4
      else { return nil }
      biases = last.value
      if SeriesLayer.isKernel(numbers[0], numbers[1]) {
        (inputs, outputs) = (numbers[2], numbers[3])
      } else if SeriesLayer.isKernel(numbers[1], numbers[2]) {
        (inputs, outputs, isTurned) = (numbers[3], numbers[0], true)
      } else {
        return nil
      }
    case .product(let factors):
      guard factors.count == 2 else { return nil }
      let isFirst = if case .number = factors[0] { true } else { false }
      guard case .number(let count) = factors[isFirst ? 0 : 1],
        case .sum(let terms) = factors[isFirst ? 1 : 0],
        terms.count == 2, !terms[1].isSubtracted, case .number(let one) = terms[1].value, one.value == .one,
        let numbers = SeriesLayer.numbers(of: terms[0].value), numbers.count == 3,
        SeriesLayer.isKernel(numbers[0], numbers[1])
      else { return nil }
      (inputs, outputs, biases) = (numbers[2], count.value, count.value)
      (isTurned, isInBracket) = (isFirst, true)
    default: return nil
    }
    guard outputs >= 2 else { return nil }
  }

  private static func isKernel(_ first: Rational, _ second: Rational) -> Bool {
    first == second && first.isInteger && first <= 11
  }

  /// The numbers of a product, those of 1 among them.
  private static func numbers(of expression: Expression) -> [Rational]? {
    guard case .product(let factors) = expression, factors.count <= 4 else { return nil }
    var numbers: [Rational] = []
    for factor in factors {
      switch factor {
      case .number(let numeral): numbers.append(numeral.value)
      case .product:
        guard let inner = SeriesLayer.numbers(of: factor) else { return nil }
        numbers += inner
      default: return nil
      }
    }
    return numbers
  }
}

private enum SeriesWords {
  static let layers: PhraseSet = ["conv", "×", "x", "*", "·", "卷积"]
  static let inputs: PhraseSet = ["input channels", "input channel", "个输入通道", "输入通道数", "输入通道"]
  static let others: PhraseSet = [
    "transpos", "deconv", "upconv", "up-conv", "up conv", "upsampl", "decod", "转置", "反卷积", "上采样", "解码",
    "per position", "each position",
  ]
}
