/// Multi-head latent attention: keys and values are expanded from a narrow latent, which is what is cached.
///
/// DeepSeek-AI, "DeepSeek-V2", section 2.1, equations 9 to 13. Every pass expands the latents of all tokens again, cached
/// ones included, as the published code does; folding the expansion into the queries would be another network.
public struct LatentAttention: Hashable, Sendable {
  /// Query heads A.
  public var heads: Int
  /// Features of the latent from which queries are expanded; nil where one matrix makes them.
  public var queryLatent: Int?
  /// Features of the latent from which keys and values are expanded.
  public var keyLatent: Int
  /// Features of a query or key in one head that carry no position.
  public var plainWidth: Int
  /// Features of a query or key in one head that are rotated by the position; all heads share those of the key.
  public var rotaryWidth: Int
  /// Features of a value in one head.
  public var valueWidth: Int
  /// Whether the projections from and to the states have biases.
  public var hasBias: Bool

  /// Attention with all its options.
  public init(
    heads: Int, queryLatent: Int?, keyLatent: Int, plainWidth: Int, rotaryWidth: Int, valueWidth: Int,
    hasBias: Bool = false
  ) {
    self.heads = heads
    self.queryLatent = queryLatent
    self.keyLatent = keyLatent
    self.plainWidth = plainWidth
    self.rotaryWidth = rotaryWidth
    self.valueWidth = valueWidth
    self.hasBias = hasBias
  }
}

extension LatentAttention {
  private var keyWidth: Int { .sum(plainWidth, rotaryWidth) }

  /// The module on states of so many features, behind so many cached tokens.
  func module(on width: Int, past: Int) -> Module {
    var module = Module(.attention)
    let queries = queries(from: width, in: &module)
    let compressed = module.append(
      "kv_a_proj_with_mqa", .linear(width, .sum(keyLatent, rotaryWidth), hasBias: hasBias), from: [.input])
    let (keys, values) = keysAndValues(from: compressed, past: past, in: &module)
    let core = Operation.Attention(
      heads: heads, keyWidth: keyWidth, valueWidth: valueWidth, mask: .causal,
      latentWidth: .sum(keyLatent, rotaryWidth))
    module.append("attention", .attention(core), from: [queries, keys, values], call: .function)
    module.append("o_proj", .linear(.product(heads, valueWidth), width, hasBias: hasBias))
    return module
  }

  private func queries(from width: Int, in module: inout Module) -> Module.Source {
    let all = Int.product(heads, keyWidth)
    guard let queryLatent else { return module.append("q_proj", .linear(width, all, hasBias: false)) }
    module.append("q_a_proj", .linear(width, queryLatent, hasBias: hasBias))
    module.append("q_a_layernorm", .rmsNorm(queryLatent))
    return module.append("q_b_proj", .linear(queryLatent, all, hasBias: false))
  }

  /// The latent is expanded to the plain part of the keys and to the values; every head gets a copy of the rotary part.
  private func keysAndValues(
    from compressed: Module.Source, past: Int, in module: inout Module
  ) -> (Module.Source, Module.Source) {
    func cached(_ name: String, _ source: Module.Source) -> Module.Source {
      past == 0 ? source : module.append(name, .view(.behindCached(past)), from: [source])
    }
    module.append("kv_nope", .view(.slice(axis: 2, count: keyLatent)), from: [compressed])
    let latent = cached("kv_cached", module.append("kv_a_layernorm", .rmsNorm(keyLatent)))
    let rotary = cached(
      "k_rot_cached",
      module.append("k_rot", .view(.slice(axis: 2, count: rotaryWidth)), from: [compressed]))
    let expanded = module.append(
      "kv_b_proj", .linear(keyLatent, .product(heads, .sum(plainWidth, valueWidth)), hasBias: false),
      from: [latent])
    let plain = module.append(
      "k_nope", .view(.slice(axis: 2, count: .product(heads, plainWidth))), from: [expanded])
    let values = module.append(
      "value_states", .view(.slice(axis: 2, count: .product(heads, valueWidth))), from: [expanded])
    let rotated = module.append("k_rot_heads", .view(.repeated(heads, axis: 2)), from: [rotary])
    return (module.append("key_states", .concatenation(axis: 2), from: [plain, rotated]), values)
  }
}
