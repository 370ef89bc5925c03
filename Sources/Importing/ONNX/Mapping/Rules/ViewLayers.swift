import Networks

// Tensors laid out anew.

extension ONNX.LayerBuilder {
  static let viewMappings: [String: Mapping] = {
    var table: [String: Mapping] = [
      "Transpose": { builder, node throws(ONNXFailure) in try builder.transpose(node) },
      "Resize": { builder, node throws(ONNXFailure) in try builder.resize(node) },
      "Upsample": { builder, node throws(ONNXFailure) in try builder.resize(node) },
    ]
    for name in [
      "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Expand", "Tile", "DepthToSpace", "SpaceToDepth", "Slice",
      "Pad",
      "Trilu", "ReverseSequence", "OneHot", "Col2Im", "CenterCropPad", "MaxUnpool", "Compress",
      "GatherElements",
      "GatherND", "ScatterND", "ScatterElements", "Scatter", "TensorScatter",
    ] {
      let mapping: Mapping = { builder, node throws(ONNXFailure) in try builder.layOut(node) }
      table[name] = mapping
    }
    return table
  }()

  /// The first tensor that flows, as the node's output is laid out.
  mutating func layOut(_ node: Int) throws(ONNXFailure) {
    guard let input = dynamicInputs(node).first, let output = graph.nodes[node].outputs.first ?? nil else {
      return try emitUncounted(node)
    }
    let wanted = try shape(ofValue: output, node)
    let given = shape(input)
    let label = ONNX.LayerBuilder.label(graph.nodes[node].node.operatorType)
    if given.dimensions == wanted.dimensions { return try finish(node, input) }
    let changed = given.dimensions.indices.filter {
      given.rank == wanted.rank && given.dimensions[$0] != wanted.dimensions[$0]
    }
    if changed.count == 1, wanted.dimensions[changed[0]] < given.dimensions[changed[0]] {
      let slice = Operation.View.slice(axis: changed[0], count: wanted.dimensions[changed[0]])
      return try finish(node, try emit(.view(slice), [input], node, label: label))
    }
    try finish(node, try view(input, wanted, node, label: label))
  }

  private mutating func transpose(_ node: Int) throws(ONNXFailure) {
    guard let input = source(node, 0), let output = graph.nodes[node].outputs.first ?? nil else {
      return try emitUncounted(node)
    }
    let given = shape(input)
    let order = call(node).integers("perm") ?? Array(given.dimensions.indices.reversed())
    // A single number has no axes, but a batch.
    guard order.count == given.rank else { return try layOut(node) }
    let view: Operation.View
    switch (order, given.layout) {
    case ([0, 2, 3, 1], .map): view = .channelsLast
    case ([0, 3, 1, 2], .mapLast): view = .channelsFirst
    default: view = .permuted(order, try shape(ofValue: output, node).layout)
    }
    try finish(node, try emit(.view(view), [input], node))
  }

  /// A map made larger or smaller; where batch or channels change too, it is only laid out.
  private mutating func resize(_ node: Int) throws(ONNXFailure) {
    guard let input = source(node, 0), let output = graph.nodes[node].outputs.first ?? nil else {
      return try emitUncounted(node)
    }
    let (given, wanted) = (shape(input), try shape(ofValue: output, node))
    guard (3...5).contains(given.rank), given.dimensions.prefix(2) == wanted.dimensions.prefix(2) else {
      return try layOut(node)
    }
    let mode: Operation.Resize.Mode =
      switch call(node).text("mode") {
      case "linear": .linear
      case "cubic": .cubic
      default: .nearest
      }
    let size = Extents(Array(wanted.dimensions.dropFirst(2)))
    try finish(node, try emit(.resize(Operation.Resize(mode, .to(size))), [try map(input, node)], node))
  }
}
