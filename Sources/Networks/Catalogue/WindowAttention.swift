// Self-attention within windows, as the two Swin transformers have it.

/// The sizes of attention within windows.
struct WindowAttention {
  /// The features of a token, all heads together.
  var features: Int
  /// The heads.
  var heads: Int
  /// The side of a window in positions.
  var window: Int

  /// The tokens of a window.
  private var tokens: Int { window * window }

  /// Scaled products and a learned bias for each offset: equation 4 of the first Swin paper.
  func withTable() -> Module {
    var attention = Module(.attention)
    let (queries, keys, values) = attention.appendWindowProjections(self)
    let scaled = attention.append("mul", .multiply, from: [queries])
    attention.append(
      "matmul", .layer(.matrixProduct(.init(transposesSecond: true))), from: [scaled, keys], call: .method)
    attention.append(
      "relative_position_bias_table",
      .learned(.relativeBias(window: Extents(all: window), heads: heads)))
    attention.appendWindowOutput(self, values)
    return attention
  }

  /// Cosines times a learned factor for each head, and biases from a perceptron that sees the logarithm of each offset:
  /// equations 2 and 3 of the second Swin paper. The perceptron works once for all windows and images.
  func withCosines() -> Module {
    var attention = Module(.attention)
    let offsets = Shape([2 * window - 1, 2 * window - 1, 2], .constant)
    attention.append("relative_coords_table", .view(.fixed(offsets)))
    attention.append("cpb_mlp.0", .linear(2, 512))
    attention.append("cpb_mlp.1", .relu)
    attention.append("cpb_mlp.2", .linear(512, heads, hasBias: false))
    attention.append("relative_position_bias", .view(.fixed(Shape([heads, tokens, tokens], .constant))))
    attention.append("sigmoid", .activation(.sigmoid), call: .function)
    let bias = attention.append("mul", .multiply)

    let (queries, keys, values) = attention.appendWindowProjections(self)
    let query = attention.append("normalize", .module(.unitLength), from: [queries])
    let key = attention.append("normalize_1", .module(.unitLength), from: [keys])
    let cosines = attention.append(
      "matmul", .layer(.matrixProduct(.init(transposesSecond: true))), from: [query, key], call: .operator)

    attention.append("logit_scale", .learned(.tensor([heads, 1, 1])))
    attention.append("expand", .view(.fixed(Shape([heads, 1, 1], .constant))))
    attention.append("clamp", .layer(.elementwise(.clip)), call: .function)
    let scale = attention.append("exp", .layer(.elementwise(.exponential)), call: .method)
    let scores = attention.append("mul_1", .multiply, from: [cosines, scale])
    attention.append("add", .add, from: [scores, bias])
    attention.appendWindowOutput(self, values)
    return attention
  }
}

extension Module {
  /// The windows of the map, and queries, keys and values of each, head by head.
  fileprivate mutating func appendWindowProjections(
    _ sizes: WindowAttention
  ) -> (queries: Source, keys: Source, values: Source) {
    append("windows", .view(.windows(Extents(all: sizes.window))), from: [.input])
    append("qkv", .linear(sizes.features, 3 * sizes.features), call: .function)
    let heads = append("reshape", .view(.heads(3 * sizes.heads)))
    let parts = ["q", "k", "v"].map { append($0, .view(.part(of: 3, axis: 2)), from: [heads]) }
    return (parts[0], parts[1], parts[2])
  }

  /// Softmax of the scores, which come last, the mean of the values, the projection, and the windows laid out as the map.
  fileprivate mutating func appendWindowOutput(_ sizes: WindowAttention, _ values: Source) {
    let weights = append("softmax", .softmax, call: .function)
    append("matmul_1", .layer(.matrixProduct(.init())), from: [weights, values], call: .method)
    append("reshape_1", .view(.mergedHeads))
    let output = append("proj", .linear(sizes.features, sizes.features), call: .function)
    append("map", .view(.asSecond), from: [output, .input])
  }

  /// Each row over its length.
  fileprivate static let unitLength: Module = {
    var module = Module(.group)
    module.append("norm", .layer(.reduction(.init(.norm, axes: [4], keepsAxes: true))), call: .method)
    let length = module.append("clamp_min", .layer(.elementwise(.clip)), call: .method)
    module.append("div", .layer(.elementwise(.divide)), from: [.input, length])
    return module
  }()
}
