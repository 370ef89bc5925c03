import Networks

// Normalisations.

extension ONNX.LayerBuilder {
  static let normMappings: [String: Mapping] = [
    "BatchNormalization": { builder, node throws(ONNXFailure) in try builder.channelNorm(node, .batch) },
    "InstanceNormalization": { builder, node throws(ONNXFailure) in try builder.channelNorm(node, .instance)
    },
    "GroupNormalization": { builder, node throws(ONNXFailure) in try builder.channelNorm(node, .group) },
    "LayerNormalization": { builder, node throws(ONNXFailure) in try builder.rowNorm(node, .layer, 1, 2) },
    "RMSNormalization": { builder, node throws(ONNXFailure) in try builder.rowNorm(node, .rms, 1, nil) },
    "SimplifiedLayerNormalization": { builder, node throws(ONNXFailure) in
      try builder.rowNorm(node, .rms, 1, nil)
    },
    "com.microsoft.SkipLayerNormalization": { builder, node throws(ONNXFailure) in
      try builder.skipNorm(node, .layer, 2, 3, bias: 4)
    },
    "com.microsoft.SkipSimplifiedLayerNormalization": { builder, node throws(ONNXFailure) in
      try builder.skipNorm(node, .rms, 2, nil, bias: 3)
    },
    "LRN": { builder, node throws(ONNXFailure) in try builder.channelNorm(node, .localResponse) },
    "LpNormalization": { builder, node throws(ONNXFailure) in try builder.elementwise(node, .divide) },
    "MeanVarianceNormalization": { builder, node throws(ONNXFailure) in
      try builder.channelNorm(node, .instance)
    },
    "Softmax": { builder, node throws(ONNXFailure) in try builder.same(node, .softmax) },
    "LogSoftmax": { builder, node throws(ONNXFailure) in try builder.same(node, .softmax) },
    "Hardmax": { builder, node throws(ONNXFailure) in try builder.same(node, .elementwise(.other)) },
  ]

  /// A layer with one input that keeps the shape.
  mutating func same(_ node: Int, _ operation: Operation) throws(ONNXFailure) {
    guard let input = source(node, 0) else { return try emitUncounted(node) }
    try finish(node, try emit(operation, [input], node))
  }

  /// The learned tensor at an input, unless it belongs to another layer, where it was counted.
  private mutating func newTensor(_ node: Int, _ input: Int?) -> Int? {
    input.flatMap { weights.claim(value(node, $0)).first }
  }

  private mutating func channelNorm(_ node: Int, _ kind: Operation.Norm.Kind) throws(ONNXFailure) {
    guard var input = source(node, 0) else { return try emitUncounted(node) }
    input = try map(input, node)
    let shape = shape(input)
    guard shape.rank >= 2 else { return try emitUncounted(node) }
    let (scale, shift) = (newTensor(node, 1), newTensor(node, 2))
    // The statistics of a batch normalisation are measured, not learned; nothing else may count them.
    for place in [3, 4] { _ = weights.claim(value(node, place)) }
    let groups = kind == .group ? max(1, call(node).integer("num_groups") ?? 1) : 1
    let norm = Operation.Norm(
      kind, shape.channels, groups: groups, hasScale: scale != nil, hasShift: shift != nil)
    try finish(node, try emit(.norm(norm), [input], node, owned: scale ?? shift))
  }

  private mutating func rowNorm(
    _ node: Int, _ kind: Operation.Norm.Kind, _ scale: Int, _ shift: Int?
  ) throws(ONNXFailure) {
    guard let input = source(node, 0) else { return try emitUncounted(node) }
    let rank = try call(node).shape(0).count
    let axis = try call(node).axis(call(node).integer("axis") ?? -1, of: rank)
    try finish(node, try rowNorm(node, input, kind, scale, shift, from: axis))
  }

  /// A normalisation of the axes from `first` on; several are laid out as one before.
  private mutating func rowNorm(
    _ node: Int, _ input: ONNX.Layer.Source, _ kind: Operation.Norm.Kind, _ scale: Int, _ shift: Int?,
    from first: Int
  ) throws(ONNXFailure) -> ONNX.Layer.Source {
    var input = input
    let sizes = shape(input).dimensions
    if sizes.count - first > 1 || sizes.count < 2 {
      let (rows, features) = (
        try call(node).product(sizes[..<first]), try call(node).product(sizes[first...])
      )
      input = try view(input, Shape([rows, features], .vector), node)
    }
    let (scale, shift) = (newTensor(node, scale), newTensor(node, shift))
    let norm = Operation.Norm(
      kind, shape(input).features, hasScale: scale != nil, hasShift: shift != nil, isOverLast: true)
    return try emit(.norm(norm), [input], node, owned: scale ?? shift)
  }

  /// A sum of two tensors, and of a bias, before the normalisation; the sum itself is the fourth output.
  private mutating func skipNorm(
    _ node: Int, _ kind: Operation.Norm.Kind, _ scale: Int, _ shift: Int?, bias: Int
  ) throws(ONNXFailure) {
    guard let first = source(node, 0), let second = source(node, 1) else { return try emitUncounted(node) }
    var sum = try emit(.add, [first, second], node, label: "add")
    for tensor in weights.claim(value(node, bias)) { sum = try learned(tensor, sum, node) }
    let outputs = graph.nodes[node].outputs
    if outputs.count > 3 { try finish(outputs[3], sum, node) }
    try finish(node, try rowNorm(node, sum, kind, scale, shift, from: shape(sum).rank - 1))
  }
}
