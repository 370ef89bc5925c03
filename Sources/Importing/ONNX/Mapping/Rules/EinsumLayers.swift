import Networks

// Sums of products in Einstein's notation, as products of matrices: letters of both operands and the result number the
// matrices, letters of both operands alone are summed over, the others are rows and columns.

extension ONNX.LayerBuilder {
  mutating func einsum(_ node: Int) throws(ONNXFailure) {
    let einsum = try ONNX.Einsum(call(node))
    let near = dynamicInputs(node).first
    guard let first = try operand(node, 0, near) else { return try emitUncounted(node) }
    let output = Set(einsum.output)
    guard einsum.operands.count == 2 else {
      // One operand whose letters all remain is laid out anew.
      guard einsum.operands.count == 1, Set(einsum.operands[0]) == output else {
        return try emitUncounted(node)
      }
      return try finish(node, try view(first, Shape(einsum.result, .plain), node))
    }
    let letters = (Set(einsum.operands[0]), Set(einsum.operands[1]))
    let common = letters.0.intersection(letters.1)
    let matrices = common.intersection(output)
    let inner = common.subtracting(output)
    let rows = letters.0.subtracting(common)
    let columns = letters.1.subtracting(common)
    // A letter of one operand that vanishes is a sum before the product, which nobody writes.
    guard rows.isSubset(of: output), columns.isSubset(of: output),
      einsum.operands.allSatisfy({ Set($0).count == $0.count })
    else { return try emitUncounted(node) }
    func size(_ letters: Set<Int>) throws(ONNXFailure) -> Int {
      try call(node).product(letters.map { einsum.sizes[$0] ?? 1 })
    }
    let (count, height, depth, width) = (
      try size(matrices), try size(rows), try size(inner), try size(columns)
    )
    let weights = value(node, 1)
    if matrices.isEmpty, self.weights.isLearned(weights), source(node, 1) == nil {
      let input = try view(first, Shape([height, depth], .vector), node)
      let value = graph.nodes[node].outputs.first ?? nil
      return try linear(node, input, depth, width, weights, bias: nil, value)
    }
    guard let second = try operand(node, 1, near) else { return try emitUncounted(node) }
    let left = try view(first, Shape([count, height, depth], .sequence), node)
    let right = try view(second, Shape([count, depth, width], .sequence), node)
    try finish(node, try matrixProduct(left, right, node))
  }
}
