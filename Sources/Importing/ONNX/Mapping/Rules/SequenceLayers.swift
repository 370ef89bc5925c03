import Networks

// Recurrent layers and attention as single operators.

extension ONNX.LayerBuilder {
  static let sequenceMappings: [String: Mapping] = [
    "LSTM": { builder, node throws(ONNXFailure) in try builder.recurrent(node, .lstm) },
    "GRU": { builder, node throws(ONNXFailure) in try builder.recurrent(node, .gru) },
    "RNN": { builder, node throws(ONNXFailure) in try builder.recurrent(node, .rnn) },
    "Attention": { builder, node throws(ONNXFailure) in
      try builder.attention(node, try ONNX.Attentions.standard(builder.call(node)), isCausal: "is_causal")
    },
    "com.microsoft.Attention": { builder, node throws(ONNXFailure) in try builder.packedAttention(node) },
    "com.microsoft.MultiHeadAttention": { builder, node throws(ONNXFailure) in try builder.multiHead(node) },
    "com.microsoft.GroupQueryAttention": { builder, node throws(ONNXFailure) in
      try builder.attention(node, try ONNX.Attentions.grouped(builder.call(node)), isCausal: nil)
    },
    "RotaryEmbedding": { builder, node throws(ONNXFailure) in try builder.same(node, .elementwise(.multiply))
    },
    "com.microsoft.RotaryEmbedding": { builder, node throws(ONNXFailure) in
      try builder.same(node, .elementwise(.multiply))
    },
  ]

  /// A recurrent layer works on `[N, T, F]`; ONNX has the steps in front and each direction apart.
  private mutating func recurrent(_ node: Int, _ cell: Operation.Recurrent.Cell) throws(ONNXFailure) {
    let resolved = try ONNX.Recurrences.resolve(call(node))
    guard var input = source(node, 0) else { return try emitUncounted(node) }
    if !resolved.isBatchFirst {
      input = try emit(.view(.permuted([1, 0, 2], .sequence)), [input], node, label: "transpose")
    }
    let new = weights.claim(value(node, 1))
    for place in [2, 3] { _ = weights.claim(value(node, place)) }
    let layer = Operation.Recurrent(
      cell, resolved.inputs, resolved.hidden, biases: value(node, 3) == nil ? 0 : 2,
      isBidirectional: resolved.directions == 2)
    let states = try emit(.recurrent(layer), [input], node, label: cell.name, owned: new.first)
    for case let output? in graph.nodes[node].outputs where uses[output] > 0 {
      try finish(output, states, node)
    }
  }

  // MARK: Attention

  private func core(_ resolved: ONNX.Attentions.Resolved, past: Int, isCausal: Bool) -> Operation {
    .attention(
      Operation.Attention(
        heads: resolved.heads, keyHeads: resolved.sharedHeads, keyWidth: resolved.width,
        valueWidth: resolved.valueWidth, past: past, mask: isCausal ? .causal : .none))
  }

  /// Queries, keys and values, laid out as sequences with their heads side by side.
  private mutating func attention(
    _ node: Int, _ resolved: ONNX.Attentions.Resolved, isCausal attribute: String?,
    query: ONNX.Layer.Source? = nil
  ) throws(ONNXFailure) {
    let isCausal = attribute.map { call(node).integer($0) ?? 0 != 0 } ?? true
    guard let near = dynamicInputs(node).first else { return try emitUncounted(node) }
    var asked = query
    if asked == nil { asked = try operand(node, 0, near) }
    guard let query = asked else { return try emitUncounted(node) }
    guard let key = try operand(node, 1, near), let value = try operand(node, 2, near) else {
      let past = resolved.keys - resolved.queries
      return try finish(node, try emit(core(resolved, past: past, isCausal: isCausal), [query], node))
    }
    let incoming = shape(key).rank == 4 ? shape(key).dimensions[2] : shape(key).dimensions[1]
    let queries = try sequence(query, resolved.queries, resolved.heads, resolved.width, node)
    let keys = try sequence(key, incoming, resolved.sharedHeads, resolved.width, node)
    let values = try sequence(value, incoming, resolved.sharedHeads, resolved.valueWidth, node)
    let operation = core(resolved, past: resolved.keys - incoming, isCausal: isCausal)
    try finish(node, try emit(operation, [queries, keys, values], node))
  }

  /// `[N, A, T, d]` as `[N, T, A·d]`.
  private mutating func sequence(
    _ source: ONNX.Layer.Source, _ tokens: Int, _ heads: Int, _ width: Int, _ node: Int
  ) throws(ONNXFailure) -> ONNX.Layer.Source {
    let given = shape(source)
    let features = try call(node).product([heads, width])
    if given.rank == 3 { return source }
    return try view(source, Shape([given.dimensions[0], tokens, features], .sequence), node)
  }

  /// ONNX Runtime's first form projects its input itself.
  private mutating func packedAttention(_ node: Int) throws(ONNXFailure) {
    let resolved = try ONNX.Attentions.packed(call(node))
    guard let input = source(node, 0) else { return try emitUncounted(node) }
    let (weights, bias) = (value(node, 1), value(node, 2))
    let new = self.weights.claim(weights)
    _ = self.weights.claim(bias)
    let outputs = weights.flatMap { graph.values[$0].shape?.last } ?? 0
    let projection = Operation.Linear(
      resolved.projected, outputs, hasBias: bias != nil, weights: new.isEmpty ? .shared : .own)
    let projected = try emit(.linear(projection), [input], node, label: "in_proj", owned: new.first)
    let isCausal = call(node).integer("unidirectional") ?? 0 != 0
    let past = resolved.keys - resolved.queries
    try finish(node, try emit(core(resolved, past: past, isCausal: isCausal), [projected], node))
  }

  private mutating func multiHead(_ node: Int) throws(ONNXFailure) {
    let resolved = try ONNX.Attentions.multiHead(call(node))
    guard var query = source(node, 0) else { return try emitUncounted(node) }
    // The bias of queries, keys and values side by side is added inside.
    for tensor in weights.claim(value(node, 3)) { query = try learned(tensor, query, node) }
    if shape(query).rank == 3, source(node, 1).map({ shape($0).rank }) != 5 {
      return try attention(node, resolved, isCausal: "unidirectional", query: query)
    }
    // Packed forms: two or three products by their sizes.
    let sizes = [resolved.batch, resolved.heads]
    let queries = try view(query, Shape(sizes + [resolved.queries, resolved.width], .heads), node)
    let near = source(node, 1) ?? query
    let keys = try view(near, Shape(sizes + [resolved.keys, resolved.width], .heads), node)
    let scores = try matrixProduct(queries, keys, transposesSecond: true, node)
    let values = try view(near, Shape(sizes + [resolved.keys, resolved.valueWidth], .heads), node)
    try finish(node, try matrixProduct(try emit(.softmax, [scores], node, label: "softmax"), values, node))
  }
}
