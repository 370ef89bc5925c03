import Networks

// Activations that exporters write as several operators, put together again.

extension ONNX.LayerBuilder {
  /// `x × sigmoid(x)` is SiLU, `x × hardSigmoid(x)` hard swish. Called at the sigmoid.
  mutating func gate(_ node: Int, _ function: Operation.Activation.Function) throws(ONNXFailure) -> Bool {
    guard function == .sigmoid || function == .hardSigmoid, let input = value(node, 0),
      let gate = graph.nodes[node].outputs.first ?? nil, let product = soleUser(of: gate, "Mul"),
      otherInput(of: product, than: gate) == input, let source = sources[input]
    else { return false }
    absorb(product)
    let whole = Operation.Activation(function == .sigmoid ? .silu : .hardSwish)
    let result = try emit(
      .activation(whole), [source], node, label: function == .sigmoid ? "silu" : "hard_swish")
    try finish(graph.nodes[product].outputs.first ?? nil, result, node)
    return true
  }

  /// GELU by the error function, `x × (1 + erf(x / √2)) × ½`, or by the hyperbolic tangent of a cubic polynomial. Called
  /// at the first operator behind `x`.
  mutating func gelu(_ node: Int, _ function: Operation.Elementwise) throws(ONNXFailure) -> Bool {
    guard function == .divide || function == .multiply || function == .power, let input = value(node, 0),
      let source = sources[input], let next = graph.nodes[node].outputs.first ?? nil, uses[next] == 1,
      var chain = function == .power ? tanhChain(from: node, input) : errorChain(from: node)
    else { return false }
    // `1 + …`, then the product with `x`, which may be halved before or after.
    guard let sum = follow(chain.last, "Add"), isConstant(otherOperand(sum, chain.last)) else { return false }
    guard let product = follow(sum, "Mul"), let other = otherOperand(product, sum) else { return false }
    chain += [sum, product]
    var last = product
    if other == input {
      guard let half = follow(product, "Mul"), isConstant(otherOperand(half, product)) else { return false }
      chain.append(half)
      last = half
    } else {
      guard case .node(let half) = graph.values[other].origin, graph.nodes[half].node.operatorType == "Mul",
        uses[other] == 1, graph.nodes[half].inputs.contains(input)
      else { return false }
      chain.append(half)
    }
    for part in chain where part != node { absorb(part) }
    let result = try emit(.activation(Operation.Activation(.gelu)), [source], node, label: "gelu")
    try finish(graph.nodes[last].outputs.first ?? nil, result, node)
    return true
  }

  /// `x / √2`, `erf`.
  private func errorChain(from node: Int) -> [Int]? {
    guard isConstant(value(node, 1)), let error = follow(node, "Erf") else { return nil }
    return [node, error]
  }

  /// `x³`, `× 0.044715`, `+ x`, `× √(2/π)`, `tanh`.
  private func tanhChain(from node: Int, _ input: Int) -> [Int]? {
    guard isConstant(value(node, 1)), let scaled = follow(node, "Mul"),
      isConstant(otherOperand(scaled, node)),
      let sum = follow(scaled, "Add"), otherOperand(sum, scaled) == input, let inner = follow(sum, "Mul"),
      isConstant(otherOperand(inner, sum)), let tangent = follow(inner, "Tanh")
    else { return nil }
    return [node, scaled, sum, inner, tangent]
  }

  /// The operator that alone takes what a node gives.
  private func follow(_ node: Int?, _ operatorType: String) -> Int? {
    guard let node, let output = graph.nodes[node].outputs.first ?? nil else { return nil }
    return soleUser(of: output, operatorType)
  }

  private func otherOperand(_ node: Int, _ before: Int?) -> Int? {
    guard let before, let output = graph.nodes[before].outputs.first ?? nil else { return nil }
    return otherInput(of: node, than: output)
  }

  /// Whether a value is a single number that no layer owns.
  private func isConstant(_ value: Int?) -> Bool {
    guard let value else { return false }
    return graph.values[value].isStatic && graph.values[value].shape.flatMap { ONNX.count(of: $0) } == 1
  }
}
