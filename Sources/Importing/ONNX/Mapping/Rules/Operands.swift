import Networks

// What rules need to know of the neighbours of a node, and static tensors as layers.

extension ONNX.LayerBuilder {
  /// The node that alone takes a value, if it is this operator of the standard.
  func soleUser(of value: Int, _ operatorType: String) -> Int? {
    guard uses[value] == 1, let user = users[value], graph.nodes[user].node.operatorType == operatorType,
      graph.nodes[user].node.domain.isEmpty
    else { return nil }
    return user
  }

  /// The other one of two inputs.
  func otherInput(of node: Int, than value: Int) -> Int? {
    let inputs = graph.nodes[node].inputs
    guard inputs.count == 2, let first = inputs[0], let second = inputs[1] else { return nil }
    return first == value ? second : second == value ? first : nil
  }

  /// Where the tensor at an input comes from. A static one that a product or a concatenation needs is put beside what
  /// flows: a view that gives its shape, whatever comes in, and the numbers that are learned.
  ///
  /// - Returns: nil if nothing flows here at all.
  mutating func operand(
    _ node: Int, _ input: Int, _ near: ONNX.Layer.Source?
  ) throws(ONNXFailure) -> ONNX.Layer.Source? {
    if let source = source(node, input) { return source }
    guard let near, let value = value(node, input), let sizes = graph.values[value].shape else { return nil }
    let shape = Shape(sizes.isEmpty ? [1] : sizes, .constant)
    var source = try emit(.view(.fixed(shape)), [near], node, label: "constant")
    for tensor in weights.claim(value) { source = try learned(tensor, source, node) }
    return source
  }

  /// A tensor of the file as a layer of its own.
  mutating func learned(
    _ tensor: Int, _ input: ONNX.Layer.Source, _ node: Int
  ) throws(ONNXFailure) -> ONNX.Layer.Source {
    let sizes = graph.values[tensor].shape ?? []
    return try emit(
      .learned(.tensor(sizes)), [input], node, label: "parameter", owned: tensor, isTensor: true)
  }

  /// The sum with a static tensor: learned numbers, or a constant.
  mutating func constantSum(
    _ value: Int, _ input: ONNX.Layer.Source, _ node: Int
  ) throws(ONNXFailure) -> ONNX.Layer.Source {
    var result = input
    let tensors = weights.claim(value)
    for tensor in tensors { result = try learned(tensor, result, node) }
    return tensors.isEmpty ? try emit(.elementwise(.other), [input], node) : result
  }
}
