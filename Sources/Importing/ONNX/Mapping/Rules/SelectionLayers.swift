import Networks

// Tensors joined and cut, and tables in which rows are looked up.

extension ONNX.LayerBuilder {
  static let selectionMappings: [String: Mapping] = [
    "Concat": { builder, node throws(ONNXFailure) in try builder.concatenate(node) },
    "com.microsoft.QLinearConcat": { builder, node throws(ONNXFailure) in try builder.concatenate(node) },
    "Split": { builder, node throws(ONNXFailure) in try builder.split(node) },
    "Gather": { builder, node throws(ONNXFailure) in try builder.gather(node) },
    "com.microsoft.EmbedLayerNormalization": { builder, node throws(ONNXFailure) in
      try builder.embedAndNormalise(node)
    },
  ]

  /// Tensors side by side. Learned tokens before a sequence are a layer of their own.
  private mutating func concatenate(_ node: Int) throws(ONNXFailure) {
    guard let near = dynamicInputs(node).first, let output = graph.nodes[node].outputs.first ?? nil else {
      return try emitUncounted(node)
    }
    let rank = try shape(ofValue: output, node).rank
    let call = call(node)
    let axis = try call.axis(call.integer("axis") ?? 1, of: rank)
    if dynamicInputs(node).count == 1, axis == rank - 2, rank == 3, let done = try tokens(node, near) {
      return try finish(node, done)
    }
    var sources: [ONNX.Layer.Source] = []
    for (place, value) in graph.nodes[node].inputs.enumerated() {
      guard let value, let sizes = graph.values[value].shape, sizes.count == rank, !sizes.contains(0) else {
        continue
      }
      if let source = try operand(node, place, near) { sources.append(source) }
    }
    try finish(node, try emit(.concatenation(axis: axis), sources, node))
  }

  /// Learned tokens in front of the one sequence that flows, if each static input is made of one learned tensor.
  private mutating func tokens(
    _ node: Int, _ sequence: ONNX.Layer.Source
  ) throws(ONNXFailure) -> ONNX.Layer.Source? {
    var count = 0
    var made: [Int] = []
    for case let value? in graph.nodes[node].inputs where sources[value] == nil {
      guard weights.isLearned(value), let sizes = graph.values[value].shape, sizes.count == 3 else {
        return nil
      }
      made.append(value)
      count += sizes[1]
    }
    let features = shape(sequence).features
    guard made.count == 1 else { return nil }
    let tensors = weights.claim(made[0])
    guard tensors.count == 1, let elements = graph.values[tensors[0]].shape.flatMap({ ONNX.count(of: $0) }),
      elements == count.multipliedClamped(by: features)
    else {
      let source = try emit(
        .view(.fixed(Shape(graph.values[made[0]].shape ?? [], .constant))), [sequence], node,
        label: "constant")
      var constant = source
      for tensor in tensors { constant = try learned(tensor, constant, node) }
      return try emit(.concatenation(axis: 1), [constant, sequence], node)
    }
    return try emit(
      .learned(.tokens(count, features: features)), [sequence], node, owned: tensors[0], isTensor: true)
  }

  private mutating func split(_ node: Int) throws(ONNXFailure) {
    guard let input = source(node, 0) else { return try emitUncounted(node) }
    let given = shape(input)
    let axis = try call(node).axis(call(node).integer("axis") ?? 0, of: given.rank)
    for case let output? in graph.nodes[node].outputs where uses[output] > 0 {
      let size = try shape(ofValue: output, node).dimensions[axis]
      guard size > 0 else { continue }
      let whole = given.dimensions[axis]
      let view: Operation.View =
        whole % size == 0 ? .part(of: whole / size, axis: axis) : .slice(axis: axis, count: size)
      try finish(output, size == whole ? input : try emit(.view(view), [input], node), node)
    }
  }

  private mutating func gather(_ node: Int) throws(ONNXFailure) {
    guard let table = value(node, 0), sources[table] == nil else { return try layOut(node) }
    guard let indices = source(node, 1) else { return try emitUncounted(node) }
    guard weights.isLearned(table), call(node).integer("axis") ?? 0 == 0 else { return try layOut(node) }
    try finish(node, try embedding(node, table, indices))
  }

  /// The rows of a table that numbers name.
  private mutating func embedding(
    _ node: Int, _ table: Int, _ indices: ONNX.Layer.Source
  ) throws(ONNXFailure) -> ONNX.Layer.Source {
    let sizes = graph.values[table].shape ?? []
    guard let rows = sizes.first else { throw call(node).doNotFit() }
    let features = try call(node).product(sizes.dropFirst())
    let new = weights.claim(table)
    let own = new.first {
      graph.values[$0].shape.flatMap { ONNX.count(of: $0) } == rows.multipliedClamped(by: features)
    }
    let layer = Operation.Embedding(rows, features, weights: own == nil ? .shared : .own)
    var result = try emit(.embedding(layer), [indices], node, label: "embedding", owned: own)
    for tensor in new where tensor != own { result = try learned(tensor, result, node) }
    return result
  }

  /// Words, positions and segments are looked up, added and normalised.
  private mutating func embedAndNormalise(_ node: Int) throws(ONNXFailure) {
    guard let words = source(node, 0), let table = value(node, 2) else { return try emitUncounted(node) }
    var sum = try embedding(node, table, words)
    for tensor in weights.claim(value(node, 3)) { sum = try learned(tensor, sum, node) }
    if let segments = source(node, 1), let table = value(node, 4) {
      sum = try emit(.add, [sum, try embedding(node, table, segments)], node, label: "add")
    }
    let (scale, shift) = (weights.claim(value(node, 5)).first, weights.claim(value(node, 6)).first)
    let norm = Operation.Norm(
      .layer, shape(sum).features, hasScale: scale != nil, hasShift: shift != nil, isOverLast: true)
    try finish(node, try emit(.norm(norm), [sum], node, label: "layer_normalization", owned: scale ?? shift))
  }
}
