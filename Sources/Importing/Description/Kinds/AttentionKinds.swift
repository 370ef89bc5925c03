import Networks

extension LayerKind {
  static let attentions: [LayerKind] = [
    LayerKind(
      "attention", aliases: ["self-attention", "multi-head-attention", "mha"], main: "heads",
      options: [
        "heads", "kv_heads", "head_width", "causal", "window", "memory", "bias", "out_bias", "out",
      ],
      .module(.attention, attention)),
    LayerKind(
      "feedforward", aliases: ["ffn", "mlp"], main: "width", options: feedForwardOptions,
      .module(.group, feedForward)),
    LayerKind(
      "experts", aliases: ["moe", "mixture-of-experts"], main: "count",
      options: ["count", "active"] + feedForwardOptions, .module(.group, experts)),
  ]

  private static let feedForwardOptions = ["width", "activation", "gated", "bias"]

  /// Queries, keys and values, the core, and the projection of what it gives: Vaswani and others, arXiv:1706.03762,
  /// section 3.2. Keys and values come from `memory` where that is given.
  @Sendable private static func attention(
    _ builder: inout Builder, _ options: Options
  ) throws(ImportError) {
    try options.require([.sequence, .windows])
    let (input, place) = (builder.scope.current, options.place)
    let features = try options.channels()
    let core = try core(options)
    let hasBias = try options.bool("bias", default: true)
    guard let widths = core.widths() else { throw place.error(.shape(.overflow(path: builder.scope.path))) }
    var memory = input
    if let name = options["memory"] { memory = try builder.tensor(named: name.word, at: name.place) }
    let width = memory.shape.features
    func linear(_ inputs: Int, _ outputs: Int, _ hasBias: Bool) -> Operation {
      .linear(Operation.Linear(inputs, outputs, hasBias: hasBias))
    }
    let queries = try builder.append("q", linear(features, widths.queries, hasBias), from: [input], at: place)
    let keys = try builder.append("k", linear(width, widths.keys, hasBias), from: [memory], at: place)
    let values = try builder.append("v", linear(width, widths.values, hasBias), from: [memory], at: place)
    try builder.append("core", .attention(core), from: [queries, keys, values], at: place)
    let out = try options.integer("out", default: features)
    try builder.append(
      "out", linear(widths.output, out, options.bool("out_bias", default: hasBias)), at: place)
  }

  private static func core(_ options: Options) throws(ImportError) -> Operation.Attention {
    let heads = try options.integer("heads")
    let features = try options.channels()
    var width = try options.optionalInteger("head_width")
    if width == nil, features % heads == 0 { width = features / heads }
    guard let width else {
      throw (options["heads"]?.place ?? options.place).error(.notWhole("\(features)/\(heads)"))
    }
    if let stray = options.entries["window"], options["causal"] != nil {
      throw stray.keyPlace.error(.bothGiven("causal", "window"))
    }
    let window = try options.optionalInteger("window")
    let isCausal = try options.bool("causal", default: false)
    // Only what does not look ahead can be worked out token by token, and only its own tokens are cached.
    let isCached = (isCausal || window != nil) && options["memory"] == nil
    return Operation.Attention(
      heads: heads, keyHeads: try options.integer("kv_heads", default: heads), keyWidth: width,
      past: isCached ? options.past : 0, mask: window.map { .window($0) } ?? (isCausal ? .causal : .none))
  }

  /// Up, a function, and down; with a gate `down(f(gate(x)) ⊙ up(x))`: Shazeer, arXiv:2002.05202, section 2.
  @Sendable private static func feedForward(
    _ builder: inout Builder, _ options: Options
  ) throws(ImportError) {
    try options.require([.vector, .sequence, .mapLast, .windows])
    let (input, place) = (builder.scope.current, options.place)
    let features = input.shape.features
    let isGated = try options.bool("gated", default: false)
    let hasBias = try options.bool("bias", default: true)
    let activation = try options.activation("activation", default: isGated ? "silu" : "gelu")
    let width = try options["width"] == nil ? options.product(4, features) : options.integer("width")
    func linear(_ inputs: Int, _ outputs: Int) -> Operation {
      .linear(Operation.Linear(inputs, outputs, hasBias: hasBias))
    }
    let function = Operation.activation(activation)
    if isGated {
      try builder.append("gate", linear(features, width), from: [input], at: place)
      let gate = try builder.append(activation.function.rawValue, function, at: place)
      let up = try builder.append("up", linear(features, width), from: [input], at: place)
      try builder.append("multiply", .elementwise(.multiply), from: [gate, up], at: place)
    } else {
      try builder.append("up", linear(features, width), at: place)
      try builder.append(activation.function.rawValue, function, at: place)
    }
    try builder.append("down", linear(width, features), at: place)
  }

  /// Feed-forward layers side by side, of which a router chooses some for each token: Shazeer and others,
  /// arXiv:1701.06538, section 2.
  @Sendable private static func experts(
    _ builder: inout Builder, _ options: Options
  ) throws(ImportError) {
    try options.require([.sequence])
    let (input, place) = (builder.scope.current, options.place)
    let count = try options.integer("count")
    let active = try options.integer("active")
    guard active <= count else {
      throw (options["active"]?.place ?? place).error(.outOfRange("\(active)", least: 1, most: count))
    }
    let router = Operation.Linear(try options.channels(), count, hasBias: false)
    try builder.append("router", .linear(router), at: place)
    try builder.append("softmax", .softmax, at: place)
    let weight = try builder.append("chosen", .view(.slice(axis: 2, count: 1)), at: place)
    try builder.append("experts", .group, from: [input, weight], at: place) { builder throws(ImportError) in
      try builder.append("0", .group, from: builder.scope.inputs, at: place) { builder throws(ImportError) in
        try feedForward(&builder, options)
        let result = builder.scope.current
        try builder.append(
          "weighted", .elementwise(.multiply), from: [result, builder.scope.inputs[1]], at: place)
      }
      builder.scope.module.nodes[0].repetitions = count
      builder.scope.module.nodes[0].use = .experts(perToken: active)
    }
  }
}
