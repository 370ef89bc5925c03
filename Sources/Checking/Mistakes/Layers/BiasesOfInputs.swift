import Symbolics

/// As many biases as inputs, where the outputs are stated beside the calculation or by the layer before it: "Conv2 (64 filters):
/// 3·3·32·64 + 32", `fc1: 512·32 + 32` and then `fc2: 32·512 + 32`.
extension Calculation {
  mutating func checkBiasesOfInputs() {
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        let layer = Biased(terms), layer.biases != layer.outputs, layer.biases == layer.inputs,
        entry.claimUnit == .parameters || entry.claimUnit == .none
      else { continue }
      let line = lines[entry.home]
      guard line.range.count <= 1_024, !BiasedLayer.others.isOn(line, of: working.bytes),
        layer.isConvolution
          ? statesFilters(layer, before: side.located.range.lowerBound, on: line)
          : followsBottleneck(layer, index), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line),
        let right = try? entry.value?.subtracting(layer.biases).adding(layer.outputs)
      else { continue }
      let mistake = Mistake.biasCountWrong
      findings.append(
        Draft(
          mistake: mistake, range: side.located.range, claimed: entry.value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = mistake
    }
  }

  /// A bias for each position of the map in what is called parameters: "params = 3·3·64·128 + 128·28·28".
  mutating func checkBiasesOfPositions() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        !terms[1].isSubtracted, case .product = terms[0].value, case .product(let biases) = terms[1].value,
        biases.count == 3, case let weights = Factors.written(in: terms[0].value), weights.count == 4,
        weights[0] == weights[1], weights[0] <= 11, weights[2] >= 3, weights[3] >= 8,
        case let positions = Factors.written(in: terms[1].value), positions.count == 3,
        positions.contains(weights[3]),
        positions[0] == weights[3]
          ? positions[1] == positions[2] : positions[2] == weights[3] && positions[0] == positions[1],
        case let line = lines[entry.home], line.range.count <= 1_024,
        entry.claimUnit == .parameters
          || entry.claimUnit == .none
            && BiasedLayer.parameters.isIn(
              line.stretch(before: side.located.range.lowerBound, atMost: 24), of: working.bytes),
        !BiasedLayer.moved.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line),
        let right = try? terms[0].value.evaluated().adding(weights[3])
      else { continue }
      findings.append(
        Draft(
          mistake: .biasPerPosition, range: side.located.range, claimed: entry.value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .biasPerPosition
    }
  }

  /// Whether the words before a calculation state its last factor as the filters, and nothing else does not fit it: "64
  /// filters", 64 个卷积核, `32→64`.
  private func statesFilters(_ layer: Biased, before place: Int, on line: TextLine) -> Bool {
    if let stated = statedChannels(before: place, on: line) {
      return stated.inputs == layer.inputs && stated.outputs == layer.outputs
    }
    var states = false
    for measure in measures(on: line) where measure.range.upperBound <= place {
      let digits = working.bytes.skip(from: measure.range.lowerBound, to: place) { $0.isASCIIDigit }
      var behind = Joint(working.bytes, from: digits, to: place)
      guard behind.take(BiasedLayer.filters) else { continue }
      guard measure.numeral.value == layer.outputs else { return false }
      states = true
    }
    return states
  }

  /// Whether the calculation above is that of a layer whose outputs are this one's inputs, with as many biases: then this one
  /// goes back to as many as that one had.
  private func followsBottleneck(_ layer: Biased, _ index: Int) -> Bool {
    guard index > 0, case let before = entries[index - 1], before.home < lines.count,
      entries[index].home == before.home + 1, let side = before.workingSide,
      case .sum(let terms) = side.located.expression, let above = Biased(terms), !above.isConvolution,
      above.biases == above.outputs, above.outputs == layer.inputs, above.inputs == layer.outputs
    else { return false }
    return [before.home, entries[index].home].allSatisfy {
      lines[$0].row == nil && lines[$0].mentions.contains { $0.noun == .linear }
    }
  }
}

/// `k·k·C·C′ + b`, or `C·C′ + b` of a fully connected layer.
private struct Biased {
  let inputs: Rational
  let outputs: Rational
  let biases: Rational
  let isConvolution: Bool

  init?(_ terms: [Expression.Term]) {
    guard terms.count == 2, !terms[1].isSubtracted, case .number(let last) = terms[1].value,
      case .product = terms[0].value
    else { return nil }
    let factors = Factors.written(in: terms[0].value)
    guard factors.count == 2 || factors.count == 4 && factors[0] == factors[1] && factors[0] <= 11 else {
      return nil
    }
    (inputs, outputs, biases) = (factors[factors.count - 2], factors[factors.count - 1], last.value)
    isConvolution = factors.count == 4
    guard inputs >= 3, outputs >= 3 else { return nil }
  }
}

private enum BiasedLayer {
  static let filters: PhraseSet = [
    "filters", "kernels", "output channels", "feature maps", "个卷积核", "个滤波器", "个过滤器", "个输出通道", "核",
    "个核",
  ]
  static let parameters: PhraseSet = ["param", "参数"]
  /// Weights and maps together are what is stored or moved.
  static let moved: PhraseSet = [
    "activation", "memory", "traffic", "byte", "position", "untied", "local", "激活", "显存", "字节", "访存",
  ]
  static let others: PhraseSet = [
    "transpos", "deconv", "batch", "bn", "norm", "instead", "wrong", "not ", "转置", "反卷积", "归一化", "错", "不是",
  ]
}
