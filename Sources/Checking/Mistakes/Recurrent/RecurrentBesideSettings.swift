import Networks
import Symbolics

/// A recurrent layer beside what the text states of it: one bias vector where there are two, the sizes of input and state
/// exchanged, the matrix of the state left out, one of two directions in what follows.
///
///     embedding size 64, hidden size 512 … two bias vectors per gate … LSTM: 4 × (64 × 512 + 512 × 512 + 512)
extension Calculation {
  mutating func checkRecurrentBesideSettings(_ all: [LabelledWork]) {
    let words = namedSizes(RecurrentSettings.names, besides: RecurrentSettings.others)
    let (biases, isBoth) = (biasesOfGates, goesBothWays)
    var rights: [Int] = []
    if let gates = gatesOfOnlyCell, let input = words[0], let hidden = words[1], input > 1, hidden > 1 {
      let layer = StatedLayer(gates: gates, input: input, hidden: hidden, steps: words[2])
      rights = (1...2).map { layer.parameters($0) }
      for labelled in all where isOfOneCell(labelled) { check(labelled, layer, biases, isBoth) }
    }
    if isBoth, let hidden = words[1] { checkDenseBehindBoth(all, hidden) }
    checkWorkOfSteps(all)
    if isBoth { checkTotalsOfOneDirection(all, rights) }
  }

  private struct StatedLayer {
    let gates: Int
    let input: Int
    let hidden: Int
    let steps: Int?

    func parameters(_ biases: Int, gates: Int? = nil) -> Int {
      (gates ?? self.gates) * (input * hidden + hidden * hidden + biases * hidden)
    }
  }

  /// 4, 3 or 1, where all lines speak of one kind of cell.
  private var gatesOfOnlyCell: Int? {
    var found: Set<Noun> = []
    for line in lines where line.topics.contains(.model) {
      for mention in line.mentions where mention.noun.isCell { found.insert(mention.noun) }
    }
    guard found.count <= 2, !holds(RecurrentSettings.variants) else { return nil }
    let cells = found.compactMap { $0.cell }
    // "RNN" alone is no name of a cell.
    if found.isEmpty { return holds(RecurrentSettings.plain) ? 1 : nil }
    return cells.isEmpty ? 1 : cells.count == 1 ? cells[0].gates : nil
  }

  /// How many vectors of biases the text gives a gate.
  private var biasesOfGates: Int? {
    switch (holds(RecurrentSettings.twoBiases), holds(RecurrentSettings.oneBias)) {
    case (true, false): 2
    case (false, true): 1
    default: nil
    }
  }

  private var goesBothWays: Bool {
    holds(RecurrentSettings.both) && !holds(RecurrentSettings.merges)
  }

  private func isOfOneCell(_ labelled: LabelledWork) -> Bool {
    let bytes = working.bytes
    return labelled.mayBeParameters && RecurrentSettings.cells.isIn(labelled.label, of: bytes)
      && !RecurrentSettings.otherLabels.isIn(labelled.label, of: bytes)
      && !LabelledWords.operations.isIn(labelled.label, of: bytes)
  }

  private mutating func check(
    _ labelled: LabelledWork, _ layer: StatedLayer, _ biases: Int?, _ isBoth: Bool
  ) {
    guard let value = labelled.count else { return }
    let (gates, input, hidden) = (layer.gates, layer.input, layer.hidden)
    if biases == 2, value == layer.parameters(1) {
      return reportCount(
        labelled, .biasCountWrong, [.recurrentBiasConvention], correct: layer.parameters(2),
        [("expected", .number(Rational(2 * gates * hidden)))])
    }
    if biases == 1, value == layer.parameters(2) {
      return reportCount(
        labelled, .biasCountWrong, [.recurrentBiasConvention], correct: layer.parameters(1),
        [("expected", .number(Rational(gates * hidden)))])
    }
    let rights = (0...2).map { layer.parameters($0) }
    guard !rights.contains(value), !(isBoth && rights.contains { 2 * $0 == value }) else { return }
    for count in biases.map({ [$0] }) ?? [1, 2] {
      let right = layer.parameters(count)
      if input != hidden {
        if value == gates * (input * hidden + hidden * hidden + count * input) {
          return reportCount(
            labelled, .biasCountWrong, correct: right,
            [("expected", .number(Rational(count * gates * hidden)))])
        }
        if value == gates * (input * hidden + input * input + count * hidden) {
          return reportCount(
            labelled, .dimensionLeftFromOtherModel, [.inputChannelsMissing], claimed: input, correct: hidden)
        }
      }
      if value == gates * (input * hidden + count * hidden) {
        return reportCount(
          labelled, .partsOmitted, [.inputChannelsMissing], correct: right,
          [("gap", .number(Rational(gates * hidden * hidden)))])
      }
      if let steps = layer.steps, steps > 1, value == steps * right {
        return reportCount(labelled, .timestepsMultiplied, [.extraFactor], correct: right)
      }
      for other in [1, 2, 3, 4] where gates > 1 && other != gates && !(isBoth && other == 2 * gates) {
        if value == layer.parameters(count, gates: other) {
          return reportCount(labelled, .recurrentGatesWrong, correct: right)
        }
      }
    }
  }

  /// `Dense layer: 256·10 + 10` where the states of both directions go in, 512.
  private mutating func checkDenseBehindBoth(_ all: [LabelledWork], _ hidden: Int) {
    guard holds(RecurrentSettings.joined) else { return }
    for labelled in all where RecurrentSettings.dense.isIn(labelled.label, of: working.bytes) {
      guard !RecurrentSettings.hiddenLayers.isIn(labelled.label, of: working.bytes),
        let expression = labelled.expression, let value = labelled.count,
        let layer = Factors.weightsAndBiases(in: expression),
        case let factors = Factors.written(in: layer.weights), factors.count == 2,
        let inputs = factors[0].integer, let outputs = factors[1].integer,
        inputs == hidden || outputs == hidden, case let classes = inputs == hidden ? outputs : inputs,
        classes != hidden, layer.biases == nil || layer.biases == Rational(classes), classes <= 100_000,
        !LabelledWords.operations.isIn(labelled.label, of: working.bytes)
          || layer.biases == nil
      else { continue }
      reportCount(
        labelled, .inputChannelsMissing, [.dimensionLeftFromOtherModel], correct: value + hidden * classes)
    }
  }

  /// `All 20 steps: 313,344` where that is what one of them takes.
  private mutating func checkWorkOfSteps(_ all: [LabelledWork]) {
    var one: LabelledWork?
    for labelled in all {
      let bytes = working.bytes
      if RecurrentSettings.perStep.isIn(labelled.label, of: bytes) {
        one = labelled
      } else if let single = one?.count, single == labelled.count,
        RecurrentSettings.steps.isIn(labelled.label, of: bytes),
        let count = bytes.wholeNumbers(in: labelled.label).first(where: { number in
          var joint = Joint(bytes, from: number.range.upperBound, to: labelled.label.upperBound)
          return joint.take(RecurrentSettings.counted)
        }), (2...100_000).contains(count.value), single < 1 << 40
      {
        reportCount(
          labelled, .tokensMissing, [.perTokenPerSequenceMixed, .timestepsMultiplied],
          correct: single * count.value, [("factor", .number(Rational(count.value)))])
      }
    }
  }

  /// A total with the weights of one direction, where nothing doubles them.
  private mutating func checkTotalsOfOneDirection(_ all: [LabelledWork], _ rights: [Int]) {
    let bytes = working.bytes
    guard
      let one = all.first(where: {
        RecurrentSettings.cells.isIn($0.label, of: bytes)
          && (RecurrentSettings.oneWay.isIn($0.label, of: bytes)
            || $0.count.map { rights.contains($0) } ?? false
              && !RecurrentSettings.otherLabels.isIn($0.label, of: bytes))
          && !LabelledWords.operations.isIn($0.label, of: bytes)
      }), let weights = one.count, weights < 1 << 40, !all.contains(where: { $0.count == 2 * weights })
    else { return }
    for labelled in all where labelled.home >= one.home && LabelledPart.isTotal(labelled.label, of: bytes) {
      guard let value = labelled.count, let addends = addends(of: labelled),
        addends.count(where: { $0 == Rational(weights) }) == 1
      else {
        continue
      }
      reportCount(
        labelled, .partsOmitted, [.totalDoesNotAddUp], correct: value + weights,
        [("gap", .number(Rational(weights)))])
    }
  }
}

private enum RecurrentSettings {
  static let names: [PhraseSet] = [
    [
      "embedding size", "embedding dim", "embeddings of size", "input size", "input dim", "input_size",
      "input features", "embed_dim", "embedding_dim", "词嵌入维度", "词向量维度", "输入维度", "嵌入维度", "输入大小", "输入特征",
    ],
    [
      "hidden size", "hidden units", "hidden_size", "hidden dim", "hidden state", "隐藏单元数", "隐藏层大小", "隐藏维度",
      "隐藏状态维度",
      "隐藏层维度", "隐藏单元",
    ],
    ["sequence length", "time steps", "timesteps", "seq_len", "序列长度", "时间步"],
  ]
  static let others: PhraseSet = [
    "dense", "fully", "linear", "mlp", "attention", "decoder", "layer 2", "second", "全连接", "注意力", "解码", "第二",
  ]
  static let twoBiases: PhraseSet = [
    "two bias vectors", "two biases per gate", "two bias terms", "2 bias vectors", "two sets of biases",
    "two biases", "两组偏置", "两个偏置", "两套偏置",
  ]
  static let oneBias: PhraseSet = [
    "one bias vector", "single bias", "one bias per", "a bias vector per gate", "one bias term",
    "only one bias",
    "一组偏置", "一个偏置", "单个偏置", "一套偏置",
  ]
  static let both: PhraseSet = [
    "bidirectional", "bi-directional", "bilstm", "bi-lstm", "bigru", "bi-gru", "birnn", "双向",
  ]
  static let merges: PhraseSet = [
    "summed", "averag", "merge", "not bidirectional", "unidirectional", "only the forward", "instead of",
    "求和", "相加",
    "平均", "合并", "不是双向",
  ]
  static let variants: PhraseSet = [
    "coupled", "peephole", "minimal", "stacked", "num_layers", "second layer", "layer 2", "two layers",
    "two-layer", "2-layer", "projection", "proj_size", "decoder", "耦合", "窥视", "堆叠", "第二层", "第 2 层", "两层",
    "解码",
  ]
  static let cells: PhraseSet = ["lstm", "gru", "rnn", "recurrent layer", "循环层"]
  static let otherLabels: PhraseSet = [
    "both", "双向", "bidirectional", "bilstm", "bi-lstm", "bigru", "total", "合计", "总", "embedding", "dense",
    "per gate",
    "one gate", "each gate", "gate", "门", "input weights", "weight_ih", "weight_hh", "w_ih", "w_hh", "w_x",
    "w_h", "bias", "偏置", "matrix", "matrices", "矩阵", "input-to", "hidden-to", "recurrent weights", "循环权重",
    "输入权重", "layers", "per step", "per time", "时间步", "output", "state", "decoder", "keras", "attention",
  ]
  static let plain: PhraseSet = ["rnn", "simple recurrent", "elman"]
  static let dense: PhraseSet = [
    "dense", "fully connected", "fully-connected", "linear layer", "output layer", "classifier", "p_fc",
    "全连接", "输出层", "分类",
  ]
  static let hiddenLayers: PhraseSet = ["hidden layer", "隐藏层", "total", "合计", "without"]
  static let joined: PhraseSet = [
    "concatenat", "both directions joined", "拼接", "both final states", "2h", "2 × hidden",
  ]
  static let perStep: PhraseSet = [
    "per time step", "per step", "each time step", "one time step", "a time step", "one step", "every step",
    "single step", "每个时间步", "每步", "每一步", "单步",
  ]
  static let steps: PhraseSet = ["steps", "步"]
  static let counted: PhraseSet = ["steps", "time steps", "timesteps", "步", "个时间步", "个步"]
  static let oneWay: PhraseSet = ["one direction", "single direction", "单向", "一个方向", "单个方向"]
}
