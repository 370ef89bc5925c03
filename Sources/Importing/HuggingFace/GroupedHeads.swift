import Networks

// What the decoders of Llama's kind have in common.

extension Config {
  /// Heads, shared key heads and their width, checked against each other. Null key heads are as many as heads; a null
  /// width is that of the states divided among the heads, rounded down as transformers does unless it refuses a rest.
  func groupedHeads(
    of width: Int, bias: Bool = false, outputBias: Bool = false, headNorms: Bool = false,
    isFused: Bool = false, refusesRest: Bool = false, mask: Operation.Attention.Mask = .causal
  ) throws(ImportError) -> GroupedAttention {
    let heads = try size("num_attention_heads")
    let keyHeads = try optionalSize("num_key_value_heads") ?? heads
    guard heads % keyHeads == 0 else {
      throw error(
        .notMultiple(key: "num_attention_heads", heads, of: "num_key_value_heads", keyHeads),
        at: "num_key_value_heads")
    }
    return GroupedAttention(
      heads: heads, keyHeads: keyHeads, headWidth: try headWidth(of: width, heads, refusesRest),
      hasBias: bias, hasOutputBias: outputBias, hasHeadNorms: headNorms, isFused: isFused, mask: mask)
  }

  private func headWidth(of width: Int, _ heads: Int, _ refusesRest: Bool) throws(ImportError) -> Int {
    if let given = try optionalSize("head_dim") { return given }
    if heads <= width, !refusesRest { return width / heads }
    return try equalHeads(of: width, "hidden_size", heads, "num_attention_heads")
  }

  /// The width of a head where all heads together are as wide as the states.
  func equalHeads(
    of width: Int, _ widthKey: String, _ heads: Int, _ headsKey: String
  ) throws(ImportError) -> Int {
    guard width % heads == 0 else {
      throw error(.notMultiple(key: widthKey, width, of: headsKey, heads), at: headsKey)
    }
    return width / heads
  }

  /// The window of a key, or all keys before where it is nothing.
  func window(_ key: String) throws(ImportError) -> Operation.Attention.Mask {
    try optionalSize(key).map { .window($0) } ?? .causal
  }

  /// The mask of each layer by `layer_types`, or by a rule where the key is left out or null.
  func masks(
    layers: Int, windowed mask: Operation.Attention.Mask, else isWindowed: (Int) -> Bool
  ) throws(ImportError) -> [Operation.Attention.Mask] {
    let key = "layer_types"
    guard let value = entry(key)?.value, !value.isNull else {
      return (0..<layers).map { isWindowed($0) ? mask : .causal }
    }
    let words = try value.sequence
    guard words.count == layers else {
      throw error(.wrongLength(key: key, words.count, of: "num_hidden_layers", layers), at: key)
    }
    let known = ["full_attention", "sliding_attention"]
    var masks: [Operation.Attention.Mask] = []
    for element in words {
      let word = try element.string
      guard known.contains(word) else {
        throw element.place.error(
          .unknownWord(
            key: key, Value.cut(word), nearest: Spelling.nearest(to: word, among: known), known: known))
      }
      masks.append(word == known[0] ? .causal : mask)
    }
    return masks
  }

  /// The experts that each token is sent to: no more than there are.
  func expertsPerToken(of experts: Int) throws(ImportError) -> Int {
    let key = "num_experts_per_tok"
    if isNothing(key) { throw keys.place.error(.missingKey(key)) }
    return try size(key, atMost: experts)
  }
}
