import Symbolics

/// The second layer of a bidirectional stack, or the layer that reads it, with the units of one direction for its inputs:
/// `layer 2: 2 × 4 × (256 × (256 + 256) + 2 × 256)` below `layer 1: 2 × 4 × (256 × (300 + 256) + 2 × 256)`. The states of
/// both directions go in.
extension Calculation {
  mutating func checkStackedDirections() {
    guard holds(StackWords.both),
      !holds(StackWords.merges)
    else { return }
    var last: (layer: DirectedLayer, home: Int)?
    for entry in entries where entry.home < lines.count {
      guard let side = entry.workingSide else { continue }
      guard let layer = DirectedLayer(side.located.expression) else {
        if let below = last { checkReader(entry, side, of: below.layer, below.home) }
        last = nil
        continue
      }
      if let below = last, layer.hidden == below.layer.hidden, layer.gates == below.layer.gates,
        layer.input == layer.hidden, isSecond(entry, above: below.home),
        let right = layer.parameters(input: layer.hidden * 2)
      {
        report(entry, side, right)
      }
      last = (layer, entry.home)
    }
  }

  /// `Linear: 256 × 37 + 37` right behind a layer with 256 units in each direction.
  private mutating func checkReader(_ entry: Entry, _ side: Chain.Side, of layer: DirectedLayer, _ home: Int)
  {
    guard entry.home <= home + 3, case .sum(let terms) = side.located.expression, terms.count == 2,
      !terms[1].isSubtracted, case .product(let factors) = terms[0].value, factors.count == 2,
      case .number(let inputs) = factors[0], case .number(let outputs) = factors[1],
      case .number(let biases) = terms[1].value, inputs.value == Rational(layer.hidden),
      outputs.value == biases.value, outputs.value != inputs.value, outputs.value > .one,
      StackWords.outputs.isIn(
        lines[entry.home].stretch(before: entry.chain.range.lowerBound, atMost: 60), of: working.bytes),
      let right = try? Rational(layer.hidden * 2).multiplied(by: outputs.value).adding(biases.value)
    else { return }
    report(entry, side, right)
  }

  /// Whether a line is called by the second layer: "layer 2", 第二层, or `l1` below `l0`.
  private func isSecond(_ entry: Entry, above home: Int) -> Bool {
    func label(_ place: Int, before end: Int) -> Range<Int> { lines[place].stretch(before: end, atMost: 40) }
    let own = label(entry.home, before: entry.chain.range.lowerBound)
    if StackWords.seconds.isIn(own, of: working.bytes) { return true }
    let first =
      lines[home].range.lowerBound..<min(lines[home].range.upperBound, lines[home].range.lowerBound + 24)
    return StackWords.ones.isIn(own, of: working.bytes) && StackWords.zeros.isIn(first, of: working.bytes)
  }

  private mutating func report(_ entry: Entry, _ side: Chain.Side, _ right: Rational) {
    let line = lines[entry.home]
    guard entry.status == .right, entry.misconception == nil,
      entry.claimUnit == .none || entry.claimUnit == .parameters,
      !isReported(entry.chain.range), isAsserted(side.located.range, on: line),
      !StackWords.otherwise.isOn(line, of: working.bytes)
    else { return }
    findings.append(
      Draft(
        mistake: .inputChannelsMissing, alternatives: [.dimensionLeftFromOtherModel],
        range: side.located.range,
        claimed: entry.value, correct: right, arguments: [("left", .expression(side.located.expression))]))
    entry.status = .wrong
    entry.misconception = .inputChannelsMissing
  }
}

/// A layer of gates in two directions, as it is written: `2 × 4 × (…)`, `2 * (3*320*80 + 3*320*320 + 2*3*320)`.
private struct DirectedLayer {
  let input: Int
  let hidden: Int
  let biases: Int
  let gates: Int

  init?(_ expression: Expression) {
    if let formula = RecurrentFormula(expression) {
      guard !formula.addsOneBias, formula.factors.count == 2, formula.factors.contains(2),
        let gates = formula.factors.first(where: { $0 == 3 || $0 == 4 })
      else { return nil }
      (input, hidden, biases) = (formula.layer.input, formula.layer.hidden, formula.biases)
      self.gates = gates
      return
    }
    guard case .product(let factors) = expression, factors.count == 2, case .number(let two) = factors[0],
      two.value == .two, case .sum(let terms) = factors[1], terms.count == 2 || terms.count == 3,
      let found = DirectedLayer.gates(3, in: terms) ?? DirectedLayer.gates(4, in: terms)
    else { return nil }
    self = found
  }

  private init(input: Int, hidden: Int, biases: Int, gates: Int) {
    (self.input, self.hidden, self.biases, self.gates) = (input, hidden, biases, gates)
  }

  /// Every term has the gates as a factor: g·h·i + g·h·h + 2·g·h.
  private static func gates(_ gates: Int, in terms: [Expression.Term]) -> DirectedLayer? {
    var matrices: [[Int]] = []
    var biases = 0
    for term in terms {
      var factors = Factors.written(in: term.value).compactMap { $0.integer }
      guard !term.isSubtracted, let place = factors.firstIndex(of: gates), factors.count <= 3,
        factors.allSatisfy({ $0 < 1_000_000 })
      else { return nil }
      factors.remove(at: place)
      if factors.count == 2, factors[0] > 2, factors[1] > 2 {
        matrices.append(factors)
      } else {
        biases += factors.reduce(1, *)
      }
    }
    guard matrices.count == 2 else { return nil }
    for (square, other) in [(matrices[1], matrices[0]), (matrices[0], matrices[1])]
    where square[0] == square[1] && other.contains(square[0]) {
      let hidden = square[0]
      guard biases % hidden == 0, biases <= 2 * hidden else { return nil }
      return DirectedLayer(
        input: other[0] == hidden ? other[1] : other[0], hidden: hidden, biases: biases / hidden, gates: gates
      )
    }
    return nil
  }

  /// 2·g·h·(i + h + b)
  func parameters(input: Int) -> Rational? {
    RecurrentCount.parameters(2 * gates, RecurrentSizes(input: input, hidden: hidden), biases: biases)
  }
}

private enum StackWords {
  static let both: PhraseSet = [
    "bidirectional", "bi-directional", "bilstm", "bi-lstm", "bigru", "bi-gru", "双向",
  ]
  static let merges: PhraseSet = [
    "summed", "sum of the", "sum_", "'sum'", "\"sum\"", "averag", "merge", "added", "element-wise",
    "elementwise",
    "forward only", "only the forward", "forward direction only", "proj", "highway", "求和", "相加", "平均", "合并",
    "取和",
    "投影", "只取", "只用前向",
  ]
  static let seconds: PhraseSet = [
    "layer 2", "layer2", "layer_2", "layer-2", "second", "2nd", "lstm2", "lstm 2", "lstm_2", "gru2", "gru 2",
    "gru_2",
    "第2层", "第二层", "第 2 层", "第二个", "l2",
  ]
  static let ones: PhraseSet = ["l1", "layer 1", "layer1", "layer_1"]
  static let zeros: PhraseSet = ["l0", "layer 0", "layer0", "layer_0"]
  static let outputs: PhraseSet = [
    "output", "softmax", "dense", "linear", "classifier", "fc", "fully", "输出层", "全连接", "线性", "分类",
  ]
  static let otherwise: PhraseSet = [
    "if ", "would", "each direction", "per direction", "one direction", "wrong", "not ", "n't", "shared",
    "如果", "若",
    "单向", "每个方向", "错", "共享",
  ]
}
