import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// What a layer does, in a few words: `7×7 convolution, 3 → 64 channels, stride 2`.
  func words(for operation: Operation) -> [Inline] {
    switch operation {
    case .convolution(let layer): return words(for: layer)
    case .transposedConvolution(let layer):
      return wording.inlines(.operationTransposedConvolution, values(of: layer.convolution))
    case .linear(let layer):
      return wording.inlines(
        layer.weights == .own ? .operationLinear : .operationSharedLinear,
        ["inputs": number(layer.inputFeatures), "outputs": number(layer.outputFeatures)])
    case .matrixProduct: return wording.inlines(.operationMatrixProduct)
    case .attention(let attention): return words(for: attention)
    case .recurrent(let layer):
      return wording.inlines(
        layer.isBidirectional ? .operationBidirectional : .operationRecurrent,
        [
          "cell": .text(layer.cell.title), "inputs": number(layer.inputFeatures),
          "outputs": number(layer.hiddenFeatures),
        ])
    case .embedding(let table):
      return wording.inlines(
        table.weights == .own ? .operationEmbedding : .operationSharedEmbedding,
        ["rows": number(table.rows), "features": number(table.features)])
    case .learned(let learned): return words(for: learned)
    case .norm(let norm): return words(for: norm)
    case .activation(let activation):
      return activation.function == .relu
        ? wording.inlines(.operationRelu) : [.text(activation.function.title)]
    case .softmax: return wording.inlines(.operationSoftmax)
    case .maxPool(let pool): return wording.inlines(.operationMaxPool, values(of: pool))
    case .averagePool(let pool): return wording.inlines(.operationAveragePool, values(of: pool))
    case .adaptiveAveragePool(let size):
      return wording.inlines(.operationAdaptivePool, ["size": .text(window(size))])
    case .globalAveragePool: return wording.inlines(.operationGlobalAveragePool)
    case .elementwise(.add): return wording.inlines(.operationAdd)
    case .elementwise(let function): return wording.inlines(identifier: "function." + function.rawValue)
    case .reduction(let reduction):
      return wording.inlines(identifier: "reduction." + reduction.function.rawValue)
    case .concatenation: return wording.inlines(.operationConcatenation)
    case .resize(let resize):
      return wording.inlines(.operationResize, ["mode": .text(resize.mode.rawValue)])
    case .view(.flatten): return wording.inlines(.operationFlatten)
    case .view(let view):
      var values: WordingValues = [:]
      if case .windows(let size) = view { values.add("size", .text(window(size))) }
      if case .grids(let size) = view { values.add("size", .text(window(size))) }
      return wording.inlines(identifier: "view." + view.name, values)
    case .uncounted(let operation):
      return wording.inlines(.operationUncounted, ["name": .text(operation.name)])
    }
  }

  private func number(_ value: Int) -> WordingValue { .number(Rational(value)) }

  private func words(for layer: Operation.Convolution) -> [Inline] {
    guard layer.groups > 1, layer.groups == layer.inputChannels, layer.groups == layer.outputChannels else {
      return wording.inlines(.operationConvolution, values(of: layer))
    }
    var values = self.values(of: layer.window)
    values.add("channels", number(layer.inputChannels))
    return wording.inlines(.operationDepthwise, values)
  }

  private func values(of layer: Operation.Convolution) -> WordingValues {
    var values = self.values(of: layer.window)
    values.add("inputs", number(layer.inputChannels))
    values.add("outputs", number(layer.outputChannels))
    values.add("groups", layer.groups > 1 ? number(layer.groups) : nil)
    return values
  }

  private func values(of window: Operation.Window) -> WordingValues {
    func sizes(_ extents: Extents) -> String {
      window.axes.map { "\(extents[$0])" }.joined(separator: "×")
    }
    var values: WordingValues = ["kernel": .text(sizes(window.kernel))]
    if window.stride != 1 {
      let isEven = window.isEven(window.stride)
      values.add("stride", .text(isEven ? "\(window.stride.width)" : sizes(window.stride)))
    }
    return values
  }

  private func words(for attention: Operation.Attention) -> [Inline] {
    var values: WordingValues = ["heads": number(attention.heads), "width": number(attention.keyWidth)]
    let valuesDiffer = attention.valueWidth != attention.keyWidth
    values.add("value-width", valuesDiffer ? number(attention.valueWidth) : nil)
    values.add("key-heads", attention.keyHeads != attention.heads ? number(attention.keyHeads) : nil)
    values.add("past", attention.past > 0 ? number(attention.past) : nil)
    return wording.inlines(.operationAttention, values)
  }

  private func words(for learned: Operation.Learned) -> [Inline] {
    switch learned {
    case .tokens(let count, _): return wording.inlines(.operationClassToken, ["count": number(count)])
    case .positions(let rows, _, _):
      return rows.map { wording.inlines(.operationPositions, ["rows": number($0)]) }
        ?? wording.inlines(.operationPositionForEach)
    case .scale(let size): return wording.inlines(.operationLayerScale, ["channels": number(size)])
    case .relativeBias(let size, let heads):
      return wording.inlines(
        .operationRelativeBias, ["window": .text(window(size)), "heads": number(heads)])
    case .distanceBias(let buckets, let heads):
      return wording.inlines(
        .operationDistanceBias, ["buckets": number(buckets), "heads": number(heads)])
    case .tensor(let sizes):
      let shape = sizes.map { "\($0)" }.joined(separator: "×")
      return wording.inlines(.operationTensor, ["shape": .text(shape)])
    }
  }

  private func words(for norm: Operation.Norm) -> [Inline] {
    if norm.kind == .batch {
      return wording.inlines(.operationBatchNorm, ["channels": number(norm.channels)])
    }
    let name = WordingValue.inlines(wording.inlines(identifier: "kind." + Operation.norm(norm).kind.name))
    return norm.isOverLast
      ? wording.inlines(.operationRowNorm, ["norm": name, "features": number(norm.channels)])
      : wording.inlines(.operationNorm, ["norm": name, "channels": number(norm.channels)])
  }
}

extension Operation.Activation.Function {
  /// The name as papers write it.
  var title: String {
    switch self {
    case .relu: "ReLU"
    case .relu6: "ReLU6"
    case .leakyRelu: "Leaky ReLU"
    case .prelu: "PReLU"
    case .elu: "ELU"
    case .selu: "SELU"
    case .celu: "CELU"
    case .gelu: "GELU"
    case .silu: "SiLU"
    case .mish: "Mish"
    case .sigmoid: "Sigmoid"
    case .tanh: "tanh"
    case .softplus: "Softplus"
    case .softsign: "Softsign"
    case .hardSwish: "Hard Swish"
    case .hardSigmoid: "Hard Sigmoid"
    case .hardTanh: "Hard Tanh"
    }
  }
}

extension Operation.Recurrent.Cell {
  /// The name as papers write it.
  var title: String {
    switch self {
    case .rnn: "RNN"
    case .gru: "GRU"
    case .lstm: "LSTM"
    }
  }
}
