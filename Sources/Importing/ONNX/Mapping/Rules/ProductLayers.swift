import Networks

// Products of matrices. With weights they are fully connected layers, else products of two tensors.

extension ONNX.LayerBuilder {
  static let productMappings: [String: Mapping] = [
    "MatMul": { builder, node throws(ONNXFailure) in try builder.product(node, 0, 1) },
    "MatMulInteger": { builder, node throws(ONNXFailure) in try builder.product(node, 0, 1) },
    "com.microsoft.MatMulIntegerToFloat": { builder, node throws(ONNXFailure) in
      try builder.product(node, 0, 1)
    },
    "com.microsoft.DynamicQuantizeMatMul": { builder, node throws(ONNXFailure) in
      try builder.product(node, 0, 1)
    },
    "QLinearMatMul": { builder, node throws(ONNXFailure) in try builder.product(node, 0, 3) },
    "com.microsoft.FusedMatMul": { builder, node throws(ONNXFailure) in try builder.product(node, 0, 1) },
    "com.microsoft.TransposeMatMul": { builder, node throws(ONNXFailure) in try builder.product(node, 0, 1) },
    "Gemm": { builder, node throws(ONNXFailure) in try builder.gemm(node, 0, 1, bias: 2) },
    "com.microsoft.FusedGemm": { builder, node throws(ONNXFailure) in try builder.gemm(node, 0, 1, bias: 2) },
    "com.microsoft.QGemm": { builder, node throws(ONNXFailure) in try builder.gemm(node, 0, 3, bias: 6) },
    "com.microsoft.MatMulNBits": { builder, node throws(ONNXFailure) in try builder.packedProduct(node) },
    "Einsum": { builder, node throws(ONNXFailure) in try builder.einsum(node) },
  ]

  private mutating func product(_ node: Int, _ first: Int, _ second: Int) throws(ONNXFailure) {
    let call = call(node)
    let transposed = (call.integer("transA") ?? 0 != 0, call.integer("transB") ?? 0 != 0)
    if let input = source(node, first), let weights = value(node, second), sources[weights] == nil,
      let matrix = ONNX.LayerBuilder.matrix(graph.values[weights].shape, isTransposed: transposed.1),
      self.weights.isLearned(weights)
    {
      let input = try transposed.0 ? swapped(input, node) : input
      let output = graph.nodes[node].outputs.first ?? nil
      return try linear(node, input, matrix.inputs, matrix.outputs, weights, bias: nil, output)
    }
    let near = dynamicInputs(node).first
    guard let left = try operand(node, first, near), let right = try operand(node, second, near) else {
      return try emitUncounted(node)
    }
    let rows = shape(left).rank == 1 ? try rowOrColumn(left, isRow: true, node) : left
    let columns = shape(right).rank == 1 ? try rowOrColumn(right, isRow: false, node) : right
    try finish(
      node,
      try matrixProduct(
        try transposed.0 ? swapped(rows, node) : rows, columns, transposesSecond: transposed.1, node))
  }

  /// Inputs and outputs of a matrix; axes of size 1 before it do not matter.
  private static func matrix(_ shape: [Int]?, isTransposed: Bool) -> (inputs: Int, outputs: Int)? {
    guard let shape, shape.count >= 2, shape.dropLast(2).allSatisfy({ $0 == 1 }) else { return nil }
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    return isTransposed ? (columns, rows) : (rows, columns)
  }

  private mutating func rowOrColumn(
    _ source: ONNX.Layer.Source, isRow: Bool, _ node: Int
  ) throws(ONNXFailure) -> ONNX.Layer.Source {
    let count = shape(source).dimensions[0]
    return try emit(
      .view(.fixed(Shape(isRow ? [1, count] : [count, 1], .plain))), [source], node, label: "view")
  }

  /// The last two axes the other way round.
  private mutating func swapped(
    _ source: ONNX.Layer.Source, _ node: Int
  ) throws(ONNXFailure) -> ONNX.Layer.Source {
    let given = shape(source)
    guard given.rank >= 2 else { return source }
    var order = Array(given.dimensions.indices)
    order.swapAt(given.rank - 1, given.rank - 2)
    return try emit(.view(.permuted(order, given.layout)), [source], node, label: "transpose")
  }

  /// A product of two tensors. Where each has axes that the other one lacks, the first is repeated over those of the
  /// second before, so that the matrices can be counted on one of them.
  mutating func matrixProduct(
    _ first: ONNX.Layer.Source, _ second: ONNX.Layer.Source, transposesSecond: Bool = false, _ node: Int
  ) throws(ONNXFailure) -> ONNX.Layer.Source {
    var first = first
    let (left, right) = (shape(first).dimensions, shape(second).dimensions)
    let leading = try call(node).broadcast([Array(left.dropLast(2)), Array(right.dropLast(2))])
    if leading != Array(left.dropLast(2)), leading != Array(right.dropLast(2)) {
      first = try view(first, Shape(leading + left.suffix(2), .plain), node, label: "expand")
    }
    let product = Operation.MatrixProduct(transposesSecond: transposesSecond)
    return try emit(.matrixProduct(product), [first, second], node)
  }

  /// A fully connected layer over the last axis; a following `Add` of one number a feature is its bias.
  mutating func linear(
    _ node: Int, _ input: ONNX.Layer.Source, _ inputs: Int, _ outputs: Int, _ weights: Int?, bias: Int?,
    _ output: Int?
  ) throws(ONNXFailure) {
    var input = input
    let sum = bias == nil ? followingSum(output, features: outputs) : nil
    let bias = bias ?? sum?.bias
    let new = self.weights.claim(weights)
    let size = inputs.multipliedClamped(by: outputs)
    let own = new.first { graph.values[$0].shape.flatMap { ONNX.count(of: $0) } == size }
    let newBias = self.weights.claim(bias)
    let hasBias = bias != nil && (!newBias.isEmpty || !self.weights.isLearned(bias))
    if shape(input).rank < 2 || shape(input).layout == .map {
      let sizes = shape(input).dimensions
      input = try view(input, Shape(sizes.count < 2 ? [1] + sizes : sizes, .plain), node)
    }
    let layer = Operation.Linear(inputs, outputs, hasBias: hasBias, weights: own == nil ? .shared : .own)
    var result = try emit(
      .linear(layer), [input], node, label: "linear", owned: named(own, newBias.first))
    // Weights that are worked out of several tensors: what the matrix itself does not count.
    for tensor in new where tensor != own { result = try learned(tensor, result, node) }
    // Exporters keep equal tensors once: this bias is counted where it was met first.
    if bias != nil, !hasBias { result = try emit(.elementwise(.other), [result], node, label: "bias") }
    try finish(sum?.output ?? output, result, node)
  }

  /// The tensor whose name says most of a layer: exporters rename matrices that they transpose, but not their biases.
  func named(_ weights: Int?, _ bias: Int?) -> Int? {
    guard let bias, let weights, !ONNX.Paths.tellsModule(graph.values[weights].name),
      ONNX.Paths.tellsModule(graph.values[bias].name)
    else { return weights ?? bias }
    return bias
  }

  private mutating func followingSum(_ output: Int?, features: Int) -> (output: Int?, bias: Int)? {
    guard let output, let sum = soleUser(of: output, "Add"), let bias = otherInput(of: sum, than: output),
      weights.isLearned(bias), let sizes = graph.values[bias].shape, sizes.last == features,
      sizes.dropLast().allSatisfy({ $0 == 1 }), sizes.count <= graph.values[output].shape?.count ?? 0
    else { return nil }
    absorb(sum)
    return (graph.nodes[sum].outputs.first ?? nil, bias)
  }

  private mutating func gemm(_ node: Int, _ first: Int, _ second: Int, bias: Int) throws(ONNXFailure) {
    let call = call(node)
    let transposed = (call.integer("transA") ?? 0 != 0, call.integer("transB") ?? 0 != 0)
    let output = graph.nodes[node].outputs.first ?? nil
    let addend = call.float("beta") == 0 ? nil : value(node, bias)
    let isBias = addend.map { sources[$0] == nil && graph.values[$0].shape?.last != 1 } ?? false
    if let input = source(node, first), let weights = value(node, second), self.weights.isLearned(weights),
      let matrix = ONNX.LayerBuilder.matrix(graph.values[weights].shape, isTransposed: transposed.1)
    {
      let input = try transposed.0 ? swapped(input, node) : input
      return try linear(
        node, input, matrix.inputs, matrix.outputs, weights, bias: isBias ? addend : nil, output)
    }
    let near = dynamicInputs(node).first
    guard let left = try operand(node, first, near), let right = try operand(node, second, near) else {
      return try emitUncounted(node)
    }
    var result = try matrixProduct(
      try transposed.0 ? swapped(left, node) : left, right, transposesSecond: transposed.1, node)
    if let addend {
      if let other = sources[addend] {
        result = try emit(.add, [result, other], node, label: "add")
      } else {
        result = try constantSum(addend, result, node)
      }
    }
    try finish(node, result)
  }

  private mutating func packedProduct(_ node: Int) throws(ONNXFailure) {
    let call = call(node)
    guard let input = source(node, 0), let inputs = call.integer("K"), let outputs = call.integer("N") else {
      return try emitUncounted(node)
    }
    let new = weights.claim(value(node, 1))
    let bias = value(node, 5)
    _ = weights.claim(bias)
    let layer = Operation.Linear(inputs, outputs, hasBias: bias != nil, weights: new.isEmpty ? .shared : .own)
    try finish(node, try emit(.linear(layer), [input], node, label: "linear", owned: new.first))
  }
}

extension Int {
  /// The product, or the largest integer beyond it.
  func multipliedClamped(by other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
