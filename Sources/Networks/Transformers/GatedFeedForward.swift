/// The feed-forward half of a block with a gate: `down(f(gate(x)) ⊙ up(x))`, three matrices.
///
/// Shazeer, "GLU Variants Improve Transformer", arXiv:2002.05202, section 2, equation 6.
public struct GatedFeedForward: Hashable, Sendable {
  /// Features between the matrices.
  public var hidden: Int
  /// The function f.
  public var activation: Operation.Activation
  /// Whether the three matrices have biases.
  public var hasBias: Bool
  /// Whether one matrix makes the gate and what it gates.
  public var isFused: Bool

  /// A gated feed-forward part with all its options.
  public init(
    _ hidden: Int, activation: Operation.Activation = .init(.silu), hasBias: Bool = false,
    isFused: Bool = false
  ) {
    self.hidden = hidden
    self.activation = activation
    self.hasBias = hasBias
    self.isFused = isFused
  }
}

extension GatedFeedForward {
  /// The module on states of so many features.
  func module(on width: Int) -> Module {
    var module = Module(.group)
    append(to: &module, on: width)
    return module
  }

  /// Adds the layers to a module that takes states.
  func append(to module: inout Module, on width: Int) {
    let gate: Module.Source
    let gated: Module.Source
    if isFused {
      let both = module.append(
        "gate_up_proj", .linear(width, .product(2, hidden), hasBias: hasBias), from: [.input])
      gate = module.append("gate", .view(.part(of: 2, axis: 2)), from: [both])
      gated = module.append("up", .view(.part(of: 2, axis: 2)), from: [both])
    } else {
      gate = module.append("gate_proj", .linear(width, hidden, hasBias: hasBias), from: [.input])
      gated = module.append("up_proj", .linear(width, hidden, hasBias: hasBias), from: [.input])
    }
    let activated = module.append("act_fn", .layer(.activation(activation)), from: [gate])
    module.append("mul", .multiply, from: [activated, gated])
    module.append("down_proj", .linear(hidden, width, hasBias: hasBias))
  }
}
