/// Self-attention of a decoder in which several query heads may share one head of keys and values.
///
/// Vaswani and others, "Attention Is All You Need", section 3.2, for as many key heads as query heads; Shazeer,
/// arXiv:1911.02150, for one; Ainslie and others, arXiv:2305.13245, for numbers in between.
public struct GroupedAttention: Hashable, Sendable {
  /// Query heads A.
  public var heads: Int
  /// Heads of keys and values.
  public var keyHeads: Int
  /// Features of one head. All heads together need not be as wide as the states.
  public var headWidth: Int
  /// Whether queries, keys and values have biases.
  public var hasBias: Bool
  /// Whether the projection of the result has a bias.
  public var hasOutputBias: Bool
  /// Whether the queries and keys of each head are normalised: one scale a feature of a head.
  public var hasHeadNorms: Bool
  /// Whether one matrix makes queries, keys and values.
  public var isFused: Bool
  /// Which keys a query sees.
  public var mask: Operation.Attention.Mask

  /// Attention with all its options.
  public init(
    heads: Int, keyHeads: Int? = nil, headWidth: Int, hasBias: Bool = false, hasOutputBias: Bool = false,
    hasHeadNorms: Bool = false, isFused: Bool = false, mask: Operation.Attention.Mask = .causal
  ) {
    self.heads = heads
    self.keyHeads = keyHeads ?? heads
    self.headWidth = headWidth
    self.hasBias = hasBias
    self.hasOutputBias = hasOutputBias
    self.hasHeadNorms = hasHeadNorms
    self.isFused = isFused
    self.mask = mask
  }
}

extension GroupedAttention {
  private var queryWidth: Int { .product(heads, headWidth) }
  private var keyWidth: Int { .product(keyHeads, headWidth) }

  func core(past: Int) -> Module.Element {
    .attention(
      Operation.Attention(
        heads: heads, keyHeads: keyHeads, keyWidth: headWidth, past: past, mask: mask))
  }

  /// The module on states of so many features, behind so many cached tokens.
  func module(on width: Int, past: Int) -> Module {
    var module = Module(.attention)
    if isFused {
      let fused = Int.sum(queryWidth, .product(2, keyWidth))
      module.append("qkv_proj", .linear(width, fused, hasBias: hasBias))
      module.append("attention", core(past: past), call: .function)
    } else {
      let queries = project("q", to: heads, from: width, in: &module)
      let keys = project("k", to: keyHeads, from: width, in: &module)
      let values = module.append("v_proj", .linear(width, keyWidth, hasBias: hasBias), from: [.input])
      module.append("attention", core(past: past), from: [queries, keys, values], call: .function)
    }
    module.append("o_proj", .linear(queryWidth, width, hasBias: hasOutputBias))
    return module
  }

  /// Queries or keys, normalised head by head where heads have norms.
  private func project(
    _ letter: String, to heads: Int, from width: Int, in module: inout Module
  ) -> Module.Source {
    let projection = module.append(
      letter + "_proj", .linear(width, .product(heads, headWidth), hasBias: hasBias), from: [.input])
    guard hasHeadNorms else { return projection }
    module.append(letter + "_heads", .view(.heads(heads)))
    module.append(letter + "_norm", .rmsNorm(headWidth))
    return module.append(letter + "_merged", .view(.mergedHeads))
  }
}
