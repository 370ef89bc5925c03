import Networks

// Sums, means and other functions over axes.

extension ONNX.LayerBuilder {
  static let reductionMappings: [String: Mapping] = {
    let functions: [String: Operation.Reduction.Function] = [
      "ReduceSum": .sum, "ReduceMean": .mean, "ReduceMax": .maximum, "ReduceMin": .minimum,
      "ReduceProd": .product,
      "ReduceL1": .norm, "ReduceL2": .norm, "ReduceSumSquare": .norm, "ReduceLogSum": .logSum,
      "ReduceLogSumExp": .logSum,
    ]
    var table: [String: Mapping] = [:]
    for (name, function) in functions {
      let mapping: Mapping = { builder, node throws(ONNXFailure) in try builder.reduce(node, function) }
      table[name] = mapping
    }
    for name in ["ArgMax", "ArgMin"] {
      let mapping: Mapping = { builder, node throws(ONNXFailure) in
        let axis = builder.call(node).integer("axis") ?? 0
        try builder.reduce(node, .index, axes: [axis])
      }
      table[name] = mapping
    }
    return table
  }()

  private mutating func reduce(
    _ node: Int, _ function: Operation.Reduction.Function, axes named: [Int]? = nil
  ) throws(ONNXFailure) {
    let call = call(node)
    guard let input = source(node, 0) else { return try emitUncounted(node) }
    let rank = try call.shape(0).count
    var axes: Set<Int> = []
    if let named {
      for axis in named { axes.insert(try call.axis(axis, of: rank)) }
    } else {
      axes = try ONNX.Reductions.axes(call, rank: rank)
    }
    guard !axes.isEmpty else { return try finish(node, input) }
    let keepsAxes = call.integer("keepdims") ?? 1 != 0
    let isMap = shape(input).rank >= 3 && shape(input).rank <= 5 && axes == Set(2..<max(2, rank))
    if function == .mean, isMap, [.map, .signal, .volume].contains(shape(input).layout), keepsAxes {
      return try finish(node, try emit(.globalAveragePool, [input], node))
    }
    // Where nothing would be left, the axes stay as ones: every tensor of a network has a batch.
    let reduction = Operation.Reduction(
      function, axes: axes.sorted(), keepsAxes: keepsAxes || axes.count == shape(input).rank)
    try finish(node, try emit(.reduction(reduction), [input], node))
  }
}
