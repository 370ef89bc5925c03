import Networks
import Symbolics

/// Finds the products whose gradient with respect to their input nobody needs: nothing before them is learned, as in the
/// first convolution over an image.
///
/// It follows the dataflow of the modules beside the derivation's tree, as the deriver did: a tensor needs a gradient if
/// something with parameters has worked on it.
struct GradientWalk {
  /// A layer that is spared, so many copies of it.
  struct Spared {
    let path: String
    /// FLOPs forward of one copy.
    let flops: Rational
    let copies: Int
    /// The share of the forward product that is spared, where it is not all of it.
    let share: Expression?
  }

  private(set) var spared: [Spared] = []

  init(_ derivation: Derivation) {
    _ = module(
      derivation.network.root, derivation.root, inputs: derivation.inputs.map { _ in false }, copies: 1)
  }

  /// Whether the output needs a gradient.
  private mutating func module(_ module: Module, _ part: Part, inputs: [Bool], copies: Int) -> Bool {
    var outputs: [Bool] = []
    var last = false
    for (node, inner) in zip(module.nodes, part.parts) {
      var nodeInputs: [Bool] = []
      for source in node.inputs {
        switch source {
        // The deriver has refused sources that do not exist.
        case .moduleInput(let place): nodeInputs.append(inputs[place])
        case .node(let index): nodeInputs.append(outputs[index])
        }
      }
      let output = self.node(node, inner, inputs: nodeInputs, copies: copies)
      outputs.append(output)
      if node.use != .training { last = output }
    }
    return last
  }

  private mutating func node(_ node: Module.Node, _ part: Part, inputs: [Bool], copies: Int) -> Bool {
    // What runs only in training is not among the work that the derivation has counted.
    if node.use == .training { return true }
    // Each a number of layers, of which the deriver has seen that all together are an Int.
    if case .experts(let perToken) = node.use {
      return element(node.element, part, inputs: inputs, copies: copies &* perToken)
    }
    let first = inputs.first ?? false
    guard node.repetitions > 1, !first else {
      return element(node.element, part, inputs: inputs, copies: copies &* node.repetitions)
    }
    // The first copy of a chain gets data, and hands on what the later ones get.
    let output = element(node.element, part, inputs: inputs, copies: copies)
    return element(
      node.element, part, inputs: [output] + inputs.dropFirst(), copies: copies &* (node.repetitions - 1))
  }

  private mutating func element(
    _ element: Module.Element, _ part: Part, inputs: [Bool], copies: Int
  ) -> Bool {
    switch element {
    case .module(let module): return self.module(module, part, inputs: inputs, copies: copies)
    case .layer(let operation):
      spare(operation, part, inputs: inputs, copies: copies)
      return operation.learns || inputs.contains(true)
    }
  }

  private mutating func spare(_ operation: Operation, _ part: Part, inputs: [Bool], copies: Int) {
    let flops = part.value(.flops)
    guard !flops.isZero else { return }
    for share in GradientWalk.sparedShares(of: operation, inputs) {
      spared.append(Spared(path: part.path, flops: flops, copies: copies, share: share))
    }
  }

  /// The shares of the forward product that are spared backward, nil for all of it; `inputs` says which tensors need a
  /// gradient.
  private static func sparedShares(of operation: Operation, _ inputs: [Bool]) -> [Expression?] {
    let needsNone = inputs.first == false
    switch operation {
    case .convolution, .transposedConvolution, .linear: return needsNone ? [nil] : []
    // Two gradients of the size of the product, one for each tensor.
    case .matrixProduct: return inputs.filter { !$0 }.map { _ in nil }
    case .attention(let attention): return sparedShares(of: attention, inputs)
    case .recurrent(let layer):
      // The state needs its gradient all the same.
      return needsNone ? [share(layer.inputFeatures, layer.hiddenFeatures)] : []
    default: return []
    }
  }

  /// Backward there are four products: for queries and keys of the size of the scores, for scores and values of the size of
  /// the weighted sum.
  private static func sparedShares(of attention: Operation.Attention, _ inputs: [Bool]) -> [Expression?] {
    let needed = inputs.count == 3 ? inputs : [Bool](repeating: inputs.first ?? false, count: 3)
    let scores = share(attention.keyWidth, attention.valueWidth)
    let sums = share(attention.valueWidth, attention.keyWidth)
    var shares: [Expression?] = []
    if !needed[0] { shares.append(scores) }
    if !needed[1] { shares.append(scores) }
    if !needed[0], !needed[1] { shares.append(sums) }
    if !needed[2] { shares.append(sums) }
    return shares
  }

  /// `part/(part + rest)`
  private static func share(_ part: Int, _ rest: Int) -> Expression {
    let sizes = [part, rest].map { Expression(Rational($0)) }
    return .quotient(sizes[0], .sum(of: sizes))
  }
}

extension Operation {
  /// Whether something in it is learned, its own or another layer's.
  fileprivate var learns: Bool {
    switch self {
    case .convolution, .transposedConvolution, .linear, .recurrent, .embedding, .learned: true
    case .norm(let norm): norm.hasScale || norm.hasShift
    case .activation(let activation): activation.parameters > 0
    default: false
    }
  }
}
