import Symbolics

/// The second layer of a stack of recurrent layers with the inputs of the first: `LSTM(128, 256, num_layers=2): 2 * 4 *
/// (128*256 + 256*256 + 512)`, or `layer 1: 4 * (128*256 + 256*256 + 512)` below the same for `layer 0`. What goes into it is
/// the state of the layer below.
extension Calculation {
  mutating func checkStackedLayers() {
    guard holds(StackedLayers.stacks) || holds(StackedLayers.second), !holds(StackedLayers.otherwise) else {
      return
    }
    var last: (formula: RecurrentFormula, entry: Entry)?
    for entry in entries where entry.home < lines.count {
      guard let side = entry.workingSide, let formula = RecurrentFormula(side.located.expression),
        !formula.addsOneBias, formula.layer.input != formula.layer.hidden
      else {
        last = nil
        continue
      }
      defer { last = (formula, entry) }
      guard entry.status == .right, entry.misconception == nil, !isReported(entry.chain.range),
        entry.claimUnit == .none || entry.claimUnit == .parameters,
        let gates = formula.factors.first(where: { $0 == 3 || $0 == 4 }),
        let first = RecurrentCount.parameters(gates, formula.layer, biases: formula.biases),
        let upper = RecurrentCount.parameters(
          gates, RecurrentSizes(input: formula.layer.hidden, hidden: formula.layer.hidden),
          biases: formula.biases)
      else { continue }
      if formula.factors.count == 2,
        let layers = layersOfCall(formula.layer, before: side, lines[entry.home]),
        formula.factors.contains(layers), layers != gates,
        let right = try? upper.multiplied(by: Rational(layers - 1)).adding(first)
      {
        report(entry, side, right)
      } else if let below = last, formula.factors == [gates], below.formula.factors == [gates],
        below.formula.layer.input == formula.layer.input, below.formula.layer.hidden == formula.layer.hidden,
        (1...2).contains(entry.home - below.entry.home), follows(entry, below.entry)
      {
        report(entry, side, upper)
      }
    }
  }

  private mutating func report(_ entry: Entry, _ side: Chain.Side, _ right: Rational) {
    guard isAsserted(side.located.range, on: lines[entry.home]) else { return }
    findings.append(
      Draft(
        mistake: .allBlocksTakenSame, alternatives: [.inputChannelsMissing, .dimensionLeftFromOtherModel],
        range: side.located.range, claimed: entry.value, correct: right,
        arguments: [("left", .expression(side.located.expression))]))
    entry.status = .wrong
    entry.misconception = .allBlocksTakenSame
  }

  /// The layers of `LSTM(128, 256, num_layers=2)` in front of a calculation with these sizes.
  private func layersOfCall(_ layer: RecurrentSizes, before side: Chain.Side, _ line: TextLine) -> Int? {
    let bytes = working.bytes
    let before = line.stretch(before: side.located.range.lowerBound, atMost: 96)
    guard let call = StackedLayers.calls.first(in: before, of: bytes),
      let word = StackedLayers.numbers.first(in: call.upperBound..<before.upperBound, of: bytes)
    else { return nil }
    let sizes = bytes.wholeNumbers(in: call.upperBound..<word.lowerBound).map { $0.value }
    var joint = Joint(bytes, from: word.upperBound, to: before.upperBound)
    joint.skipBlanks()
    guard sizes == [layer.input, layer.hidden],
      let number = bytes.wholeNumber(at: joint.at, to: before.upperBound), (2...16).contains(number.value)
    else { return nil }
    return number.value
  }

  /// Whether labels call two calculations those of layers that follow each other.
  private func follows(_ entry: Entry, _ below: Entry) -> Bool {
    func label(_ entry: Entry) -> Range<Int> {
      lines[entry.home].stretch(before: entry.chain.range.lowerBound, atMost: 40)
    }
    let (first, second) = (label(below), label(entry))
    return StackedLayers.labels.contains {
      $0.first.isIn(first, of: working.bytes) && $0.second.isIn(second, of: working.bytes)
    }
  }
}

private enum StackedLayers {
  static let stacks: PhraseSet = [
    "num_layers", "2-layer", "two-layer", "two layers", "2 layers", "stacked", "3-layer", "three-layer",
    "3 layers",
    "three layers", "两层", "双层", "三层", "堆叠", "2 层", "2层", "3 层", "3层", "多层",
  ]
  /// Labels of layers that stand on each other, whatever else the text says.
  static let second: PhraseSet = ["layer 2", "layer2", "second layer", "第二层", "第2层", "第 2 层"]
  static let calls: PhraseSet = ["lstm(", "gru("]
  static let numbers: PhraseSet = ["num_layers=", "num_layers ="]
  static let labels: [(first: PhraseSet, second: PhraseSet)] = [
    (["layer 0", "layer0", "layer_0", "l0"], ["layer 1", "layer1", "layer_1", "l1"]),
    (
      ["layer 1", "layer1", "layer_1", "l1", "first layer"],
      ["layer 2", "layer2", "layer_2", "l2", "second layer"]
    ),
    (["第一层", "第1层", "第 1 层"], ["第二层", "第2层", "第 2 层"]),
    (["第0层", "第 0 层"], ["第1层", "第 1 层"]),
  ]
  static let otherwise: PhraseSet = [
    "bidirectional", "bi-directional", "bilstm", "bi-lstm", "bigru", "双向", "reverse", "proj_size", "decoder",
    "skip",
    "concat", "解码", "拼接",
  ]
}
