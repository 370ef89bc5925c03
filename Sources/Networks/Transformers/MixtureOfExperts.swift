/// A feed-forward half with experts, of which a router chooses some for each token.
///
/// Shazeer and others, arXiv:1701.06538; Jiang and others, "Mixtral of Experts", arXiv:2401.04088, section 2.1; with
/// experts that every token goes through: Dai and others, "DeepSeekMoE", arXiv:2401.06066, section 3.
public struct MixtureOfExperts: Hashable, Sendable {
  /// Experts E.
  public var experts: Int
  /// Experts that each token is sent to.
  public var perToken: Int
  /// One expert.
  public var expert: GatedFeedForward
  /// What every token goes through besides; nil if there is none.
  public var shared: GatedFeedForward?
  /// How the router's scores become weights.
  public var scoring: Scoring

  /// How the router's scores become weights.
  public enum Scoring: UInt8, Hashable, Sendable {
    /// They add up to 1 over all experts.
    case softmax
    /// Each for itself.
    case sigmoid
  }

  /// A mixture with all its options.
  public init(
    experts: Int, perToken: Int, expert: GatedFeedForward, shared: GatedFeedForward? = nil,
    scoring: Scoring = .softmax
  ) {
    self.experts = experts
    self.perToken = perToken
    self.expert = expert
    self.shared = shared
    self.scoring = scoring
  }
}

extension MixtureOfExperts {
  /// The module on states of so many features.
  func module(on width: Int) -> Module {
    var module = Module(.group)
    module.append("gate", .linear(width, experts, hasBias: false))
    switch scoring {
    case .softmax: module.append("softmax", .softmax, call: .function)
    case .sigmoid: module.append("sigmoid", .activation(.sigmoid), call: .function)
    }
    let weight = module.append("topk", .view(.slice(axis: 2, count: 1)), call: .function)
    var experts = Module(.group)
    experts.append(
      "0", .module(weighted(on: width)), from: [.input, .moduleInput(1)], repetitions: self.experts,
      use: .experts(perToken: perToken))
    let routed = module.append("experts", .module(experts), from: [.input, weight])
    if let shared {
      let always = module.append("shared_experts", .module(shared.module(on: width)), from: [.input])
      module.append("add", .add, from: [routed, always])
    }
    return module
  }

  /// An expert, and its result times the weight of the router.
  private func weighted(on width: Int) -> Module {
    var module = Module(.group)
    expert.append(to: &module, on: width)
    let result = Module.Source.node(module.nodes.count - 1)
    module.append("mul_1", .multiply, from: [result, .moduleInput(1)])
    return module
  }
}
