import Symbolics

/// Biases of a dense layer that the layer before it in the text has: `128×10 + 128` behind `784×128 + 128`; or one for all of
/// them, `120×84 + 1` behind `(5×5×16 + 1)×120`.
///
/// The outputs of the layer before are the inputs of this one, so that the other factor is its outputs.
extension Calculation {
  mutating func checkDenseBiases() {
    var above: [(home: Int, layer: DenseLayer)] = []
    for (index, entry) in entries.enumerated() where entry.status == .right && entry.home < lines.count {
      guard let side = entry.workingSide else { continue }
      let layers = DenseLayer.layers(of: side.located.expression)
      guard !layers.isEmpty else { continue }
      for layer in layers {
        if entry.misconception == nil, layer.isDense, layer.biases != layer.outputs,
          isCalled(layer, entry) || isSquare(layer, entry)
            || (layer.biases == layer.inputs || layer.biases == .one)
              && (isBehind(above, entry.home, layer) && !isTurned(index, layer)
                || isBehindSqueeze(above, entry, layer) || statesSizes(of: layer, entry)
                || isNamedDense(index, layer))
              && isFreeOfOthers(entry, on: lines[entry.home])
            || isStatedOtherwise(layer, entry) && isFreeOfOthers(entry, on: lines[entry.home]),
          let right = try? entry.value?.subtracting(layer.biases).adding(layer.outputs)
        {
          findings.append(
            Draft(
              mistake: .biasCountWrong, alternatives: layer.biases == .one ? [.bracketsMissing] : [],
              range: side.located.range, claimed: entry.value, correct: right,
              arguments: [("left", .expression(side.located.expression))]))
          entry.status = .wrong
          entry.misconception = .biasCountWrong
        }
        above.append((entry.home, layer))
      }
    }
  }

  /// `Dense(10): 128×10 + 128`, `nn.Linear(128, 10): 128×10 + 128`: the call gives the outputs.
  private func isCalled(_ layer: DenseLayer, _ entry: Entry) -> Bool {
    guard layer.biases == layer.inputs, layer.inputs != layer.outputs, case let line = lines[entry.home],
      case let label = line.stretch(before: entry.chain.range.lowerBound, atMost: 40),
      let call = DenseBiasWords.calls.first(in: label, of: working.bytes)
    else { return false }
    let end = working.bytes.skip(from: call.upperBound, to: label.upperBound) { $0 != UInt8(ascii: ")") }
    let sizes = working.bytes.wholeNumbers(in: call.upperBound..<max(call.upperBound, end)).map { $0.value }
    guard end < label.upperBound, sizes.last.map({ Rational($0) }) == layer.outputs,
      sizes.count == 1 || sizes.count == 2 && Rational(sizes[0]) == layer.inputs
    else { return false }
    return isFree(entry, on: line) && !DenseBiasWords.ownOthers.isOn(line, of: working.bytes)
  }

  /// "output projection: 768×768 + 64": of a layer with as many outputs as inputs no other number of biases is possible.
  private func isSquare(_ layer: DenseLayer, _ entry: Entry) -> Bool {
    guard layer.inputs == layer.outputs, layer.inputs >= 32, layer.biases > .one, layer.biases < layer.inputs,
      case let line = lines[entry.home],
      case let label = line.stretch(before: entry.chain.range.lowerBound, atMost: 40),
      DenseBiasWords.names.isIn(label, of: working.bytes)
        || DenseBiasWords.projections.isIn(label, of: working.bytes)
    else { return false }
    return isFree(entry, on: line) && !DenseBiasWords.ownOthers.isOn(line, of: working.bytes)
  }

  /// Whether the layer right before has the right biases, and as many outputs as this one has inputs.
  private func isBehind(
    _ above: [(home: Int, layer: DenseLayer)], _ home: Int, _ layer: DenseLayer
  ) -> Bool {
    guard let last = above.last, home - last.home <= 4, layer.outputs > .one, layer.inputs != layer.outputs
    else { return false }
    return last.layer.outputs == layer.inputs && last.layer.biases == last.layer.outputs
      && last.layer.inputs != layer.outputs && last.layer.inputs != last.layer.outputs
  }

  /// `FC3: 256·64 + 1` and then `FC4: 64·10 + 1`: layers by their names, of which each takes what another one gives, or that
  /// end in a usual number of classes. One neuron that sees a map of 28·28 has one bias.
  private func isNamedDense(_ index: Int, _ layer: DenseLayer) -> Bool {
    let entry = entries[index]
    guard layer.biases == .one, layer.inputs > .one, layer.outputs > .one, layer.inputs != layer.outputs,
      entry.home < lines.count, case let line = lines[entry.home],
      DenseBiasWords.names.isIn(
        line.stretch(before: entry.chain.range.lowerBound, atMost: 32), of: working.bytes),
      !DenseBiasWords.single.isOn(line, of: working.bytes)
    else { return false }
    if layer.inputs >= 32, DenseBiasWords.classes.contains(layer.outputs) { return true }
    return entries[max(0, index - 2)..<min(entries.count, index + 3)].contains { other in
      guard other !== entry, abs(other.home - entry.home) <= 2, let side = other.workingSide else {
        return false
      }
      return DenseLayer.layers(of: side.located.expression).contains {
        $0.isDense && ($0.inputs == layer.outputs || $0.outputs == layer.inputs)
      }
    }
  }

  /// `squeeze: 96×4 + 4` and then `excite: 4×96 + 4`: the same layer turned around.
  private func isBehindSqueeze(
    _ above: [(home: Int, layer: DenseLayer)], _ entry: Entry, _ layer: DenseLayer
  ) -> Bool {
    guard let last = above.last, entry.home - last.home <= 2, layer.biases == layer.inputs,
      layer.inputs != layer.outputs, last.layer.isDense, last.layer.biases == last.layer.outputs,
      last.layer.outputs == layer.inputs, last.layer.inputs == layer.outputs
    else { return false }
    return DenseBiasWords.excitations.isIn(
      lines[entry.home].stretch(before: entry.chain.range.lowerBound, atMost: 32), of: working.bytes)
  }

  /// Whether the words say themselves how many inputs and outputs a layer has: "400 inputs, 120 outputs" and then
  /// `400×120 + 400`; `FC 4→96: 4×96 + 4`.
  private func statesSizes(of layer: DenseLayer, _ entry: Entry) -> Bool {
    guard layer.biases == layer.inputs, layer.inputs != layer.outputs, entry.home < lines.count else {
      return false
    }
    let own = lines[entry.home]
    let label = own.stretch(before: entry.chain.range.lowerBound, atMost: 32)
    if arrowLeads(from: layer.inputs, to: layer.outputs, in: label) { return true }
    var (hasInputs, hasOutputs) = (false, false)
    for line in lines[max(0, entry.home - 1)...entry.home] where line.row == nil && line.range.count <= 512 {
      guard DenseBiasWords.outputs.mayBe(on: line) || DenseBiasWords.inputs.mayBe(on: line) else { continue }
      for number in working.bytes.wholeNumbers(in: line.range) where !number.isPartOfWord {
        let value = Rational(number.value)
        guard value == layer.inputs || value == layer.outputs else { continue }
        var joint = Joint(working.bytes, from: number.range.upperBound, to: line.range.upperBound)
        if joint.take(DenseBiasWords.outputs) {
          if value == layer.inputs { return false }
          hasOutputs = true
        } else if joint.take(DenseBiasWords.inputs) {
          if value == layer.outputs { return false }
          hasInputs = true
        }
      }
    }
    return hasInputs && hasOutputs
  }

  /// Whether the label gives both sizes, `FC1: 400 → 120, 400×120 + 84`, 输入16x5x5=400, 输出120, 参数量=400x120+400, "input
  /// features = 400, output features = 120": then no other biases are possible, but for two for each output.
  private func isStatedOtherwise(_ layer: DenseLayer, _ entry: Entry) -> Bool {
    guard layer.biases > .one, layer.inputs != layer.outputs, entry.home < lines.count,
      layer.biases == layer.inputs
        || (try? layer.biases.divided(by: layer.outputs))?.isInteger == false && layer.biases <= 10_000
    else { return false }
    for line in lines[max(0, entry.home - 1)...entry.home].reversed()
    where line.row == nil && line.range.count <= 512 && DenseBiasWords.names.mayBe(on: line) {
      let end = min(line.range.upperBound, entry.chain.range.lowerBound)
      let label = line.range.lowerBound..<max(line.range.lowerBound, end)
      guard DenseBiasWords.names.isIn(label, of: working.bytes) else { continue }
      if line.index == lines[entry.home].index, let stated = statedChannels(before: end, on: line) {
        return stated.inputs == layer.inputs && stated.outputs == layer.outputs
      }
      guard let inputs = size(behind: DenseBiasWords.inputNames, in: label),
        let outputs = size(behind: DenseBiasWords.outputNames, in: label)
      else { continue }
      return Rational(inputs) == layer.inputs && Rational(outputs) == layer.outputs
    }
    return false
  }

  /// 120 of `输出120`, 400 of `输入16x5x5=400` and of "input features = 400".
  private func size(behind words: PhraseSet, in range: Range<Int>) -> Int? {
    let bytes = working.bytes
    var start = range.lowerBound
    while start < range.upperBound, let word = words.first(in: start..<range.upperBound, of: bytes) {
      start = word.upperBound
      var joint = Joint(bytes, from: word.upperBound, to: range.upperBound)
      for _ in 0..<3 { _ = joint.take(DenseBiasWords.fillers) }
      joint.skipBlanks()
      guard var number = bytes.wholeNumber(at: joint.at, to: range.upperBound) else { continue }
      var isProduct = false
      while let sign = cross(at: number.end, to: range.upperBound) {
        guard let next = bytes.wholeNumber(at: sign, to: range.upperBound) else { return nil }
        (number, isProduct) = (next, true)
      }
      guard isProduct else { return number.value }
      joint.at = number.end
      guard joint.take(DenseBiasWords.equals) else { return nil }
      joint.skipBlanks()
      return bytes.wholeNumber(at: joint.at, to: range.upperBound)?.value
    }
    return nil
  }

  /// The place behind a sign of multiplication.
  private func cross(at place: Int, to limit: Int) -> Int? {
    let bytes = working.bytes
    let at = bytes.skipBlanks(from: place, to: limit)
    guard at + 1 < limit else { return nil }
    let isOne = bytes[at] == UInt8(ascii: "x") || bytes[at] == UInt8(ascii: "*")
    // × is C3 97.
    guard isOne || bytes[at] == 0xC3 && bytes[at + 1] == 0x97 else { return nil }
    return bytes.skipBlanks(from: at + (isOne ? 1 : 2), to: limit)
  }

  /// Whether a stretch ends with `4→96: `.
  private func arrowLeads(from inputs: Rational, to outputs: Rational, in label: Range<Int>) -> Bool {
    let numbers = working.bytes.wholeNumbers(in: label).suffix(2)
    guard numbers.count == 2, let first = numbers.first, let second = numbers.last,
      Rational(first.value) == inputs, Rational(second.value) == outputs
    else { return false }
    var between = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
    guard between.take(DenseBiasWords.arrows) else { return false }
    between.skipBlanks()
    var behind = Joint(working.bytes, from: second.range.upperBound, to: label.upperBound)
    guard between.isAtEnd, behind.take(DenseBiasWords.colons) else { return false }
    behind.skipBlanks()
    return behind.isAtEnd
  }

  private func isFreeOfOthers(_ entry: Entry, on line: TextLine) -> Bool {
    guard isFree(entry, on: line) else { return false }
    return !lines[max(0, entry.home - 2)...entry.home].contains {
      $0.range.count > 1_024 || DenseBiasWords.others.isOn($0, of: working.bytes)
    }
  }

  private func isFree(_ entry: Entry, on line: TextLine) -> Bool {
    (entry.claimUnit == .parameters || entry.claimUnit == .none) && line.range.count <= 1_024
      && !isReported(entry.chain.range) && !isDenied(entry.chain.range, on: line)
  }

  /// Whether the layer behind it is written with its outputs first, `784×128 + 784`: then this one may be, too.
  private func isTurned(_ index: Int, _ layer: DenseLayer) -> Bool {
    entries[min(index + 1, entries.count)...].prefix(2).contains { next in
      guard let side = next.workingSide else { return false }
      return DenseLayer.layers(of: side.located.expression).contains {
        $0.isDense && $0.biases == $0.inputs && ($0.outputs == layer.inputs || $0.inputs == layer.inputs)
      }
    }
  }
}

/// A layer of weights and biases as it is written: `n×m + b`, `(n + 1)×m`, `(k×k×C + 1)×m`, `k×k×C×m + b`.
private struct DenseLayer {
  let inputs: Rational
  let outputs: Rational
  let biases: Rational
  /// Whether it is `n×m + b`.
  let isDense: Bool

  /// The layers of an expression, of which a sum may add several: `784×128 + 128 + 128×10 + 10`.
  static func layers(of expression: Expression) -> [DenseLayer] {
    switch expression {
    case .product(let factors):
      guard factors.count == 2 else { return [] }
      for (bracket, other) in [(factors[0], factors[1]), (factors[1], factors[0])] {
        guard case .sum(let terms) = bracket, terms.count == 2, !terms[1].isSubtracted,
          case .number(let one) = terms[1].value, one.value == .one, case .number(let outputs) = other
        else { continue }
        let inputs = Factors.written(in: terms[0].value)
        guard let last = inputs.last, inputs.count <= 4 else { return [] }
        return [
          DenseLayer(
            inputs: inputs.count == 1 ? last : .zero, outputs: outputs.value, biases: outputs.value,
            isDense: false)
        ]
      }
      return []
    case .sum(let terms):
      guard terms.count % 2 == 0, terms.count <= 16, !terms.contains(where: { $0.isSubtracted }) else {
        return []
      }
      var layers: [DenseLayer] = []
      for place in stride(from: 0, to: terms.count, by: 2) {
        guard case .number(let bias) = terms[place + 1].value, case .product = terms[place].value else {
          return []
        }
        let factors = Factors.written(in: terms[place].value)
        guard (2...4).contains(factors.count), factors.allSatisfy({ $0.isInteger }) else { return [] }
        layers.append(
          DenseLayer(
            inputs: factors.count == 2 ? factors[0] : .zero, outputs: factors[factors.count - 1],
            biases: bias.value, isDense: factors.count == 2))
      }
      return layers
    default: return []
    }
  }
}

private enum DenseBiasWords {
  static let names: PhraseSet = [
    "fc", "dense", "softmax", "linear", "fully connected", "fully-connected", "output layer", "全连接", "输出层",
  ]
  /// What has one bias, or a number of another kind beside its weights.
  static let single: PhraseSet = [
    "neuron", "sigmoid", "logistic", "perceptron", "temperature", "scalar", "one output", "single", "神经元",
    "感知机", "温度", "标量", "单个", "一个输出",
  ]
  static let calls: PhraseSet = ["dense(", "linear(", "fc(", "全连接("]
  static let projections: PhraseSet = ["projection", "投影", "w_o", "out_proj", "o_proj"]
  /// What is added to the weights of a layer beside its biases, or in their place.
  static let ownOthers: PhraseSet = [
    "decod", "autoenc", "transpos", "tied", "lora", "rank", "adapter", "shared", "one bias", "single bias",
    "per head", "each head", "relative", "position", "norm", "scale", "without", "共享", "共用", "解码", "转置",
    "每个头",
    "每头", "位置", "归一", "低秩", "缩放", "不含",
  ]
  static let classes: [Rational] = [10, 100, 1_000]
  static let excitations: PhraseSet = ["excit", "激励"]
  static let outputs: PhraseSet = [
    "outputs", "output units", "output neurons", "output features", "个输出", "个输出单元", "个输出神经元",
  ]
  static let inputs: PhraseSet = [
    "inputs", "input units", "input neurons", "input features", "个输入", "个输入单元", "个输入神经元",
  ]
  static let inputNames: PhraseSet = [
    "input features", "in_features", "input size", "input neurons", "input units", "inputs", "input", "输入特征数",
    "输入特征", "输入维度", "输入节点数", "输入节点", "输入神经元数", "输入神经元", "输入大小", "输入",
  ]
  static let outputNames: PhraseSet = [
    "output features", "out_features", "output size", "output neurons", "output units", "outputs", "output",
    "输出特征数", "输出特征", "输出维度", "输出节点数", "输出节点", "输出神经元数", "输出神经元", "输出大小", "输出",
  ]
  static let fillers: PhraseSet = ["=", ":", "：", "＝", "is", "of", "为", "是"]
  static let equals: PhraseSet = ["=", "＝"]
  static let arrows: PhraseSet = ["→", "->", "=>", "\\to"]
  static let colons: PhraseSet = [":", "："]
  /// Layers of other kinds, and those that are written with their outputs first.
  static let others: PhraseSet = [
    "decod", "autoenc", "transpos", "tied", "embed", "lora", "rank", "rnn", "lstm", "gru", "norm",
    "attention",
    "patch", "per ", "bias of", "shared", "one bias", "single bias", "共享", "共用", "解码", "自编码", "转置", "嵌入",
    "循环", "归一", "注意力", "每",
  ]
}
