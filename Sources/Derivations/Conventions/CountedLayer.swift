import Networks

/// A layer as a convention sees it: what it computes, and how the code that is traced writes it.
struct CountedLayer: Hashable {
  let operation: Operation
  let inputs: [Shape]
  /// How it is written.
  let call: Module.Call
  /// Whether it is a step of `nn.MultiheadAttention`.
  let isInMultihead: Bool
  /// Whether the module is called once more behind it.
  let isCalledAgain: Bool

  /// Whether a condition on a term holds.
  func meets(_ condition: Formula.Condition) -> Bool {
    switch condition {
    case .always: true
    case .withBias: hasBias
    case .withoutBias: !hasBias
    case .scaleAndShift: norm.map { $0.hasScale && $0.hasShift } ?? false
    case .affine: norm.map { $0.hasScale || $0.hasShift } ?? false
    case .notAffine: norm.map { !$0.hasScale && !$0.hasShift } ?? false
    case .overFeatures: norm?.isOverLast ?? false
    case .overChannels: norm.map { !$0.isOverLast } ?? false
    case .positions, .layerScale, .relativeBias, .otherTensor: learns(condition)
    case .bothWays: isBidirectional
    case .asModule: call == .module
    case .asFunction: call == .function
    case .asMethod: call == .method
    case .asOperator: call == .operator
    case .asEinsum: call == .einsum
    case .notAsEinsum: call != .einsum
    case .ofLSTM: cell == .lstm
    case .notOfLSTM: cell.map { $0 != .lstm } ?? false
    case .learns: learns
    case .windows, .grids, .positionsAsTokens: isView(condition)
    case .notAsModule: call != .module
    case .inMultihead: isInMultihead
    case .notInMultihead: !isInMultihead
    case .ofVectors: inputs.first?.rank == 2
    case .notOfVectors: inputs.first?.rank != 2
    case .lastCall: !isCalledAgain
    case .nearest: resize?.mode == .nearest
    case .linear: resize?.mode == .linear
    default: false
    }
  }

  private var norm: Operation.Norm? {
    if case .norm(let norm) = operation { norm } else { nil }
  }

  private var resize: Operation.Resize? {
    if case .resize(let resize) = operation { resize } else { nil }
  }

  private func learns(_ condition: Formula.Condition) -> Bool {
    switch operation {
    case .learned(.positions): condition == .positions
    case .learned(.scale): condition == .layerScale
    case .learned(.tensor): condition == .otherTensor
    // Where attention is one operation, its scores are not at hand and a bias stands before it, on the queries.
    case .learned(.relativeBias):
      condition == .relativeBias
        && inputs.contains { $0.layout == .scores || $0.layout == .windowScores }
    default: false
    }
  }

  private var cell: Operation.Recurrent.Cell? {
    if case .recurrent(let recurrent) = operation { recurrent.cell } else { nil }
  }

  private var learns: Bool {
    switch operation {
    case .norm(let norm): norm.hasScale || norm.hasShift
    case .activation(let activation): activation.parameters > 0
    default: false
    }
  }

  private func isView(_ condition: Formula.Condition) -> Bool {
    switch operation {
    case .view(.windows): condition == .windows
    case .view(.grids): condition == .grids
    case .view(.positionsAsTokens): condition == .positionsAsTokens
    default: false
    }
  }

  private var isBidirectional: Bool {
    if case .recurrent(let recurrent) = operation { recurrent.isBidirectional } else { false }
  }

  private var hasBias: Bool {
    switch operation {
    case .convolution(let convolution): convolution.hasBias
    case .transposedConvolution(let convolution): convolution.convolution.hasBias
    case .linear(let linear): linear.hasBias
    case .recurrent(let recurrent): recurrent.biases > 0
    default: false
    }
  }
}
