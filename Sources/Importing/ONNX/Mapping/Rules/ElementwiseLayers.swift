import Networks

// Functions of every value by itself.

extension ONNX.LayerBuilder {
  static let elementwiseMappings: [String: Mapping] = {
    var table: [String: Mapping] = [
      "Clip": { builder, node throws(ONNXFailure) in try builder.clip(node) },
      "PRelu": { builder, node throws(ONNXFailure) in try builder.parametricRectifier(node) },
      "com.microsoft.BiasGelu": { builder, node throws(ONNXFailure) in try builder.biasGelu(node) },
    ]
    for (name, function) in activations {
      let mapping: Mapping = { builder, node throws(ONNXFailure) in
        if try builder.gate(node, function) { return }
        try builder.same(node, .activation(Operation.Activation(function)))
      }
      table[name] = mapping
    }
    for (name, function) in functions {
      let mapping: Mapping = { builder, node throws(ONNXFailure) in try builder.elementwise(node, function) }
      table[name] = mapping
    }
    for name in ["Identity", "Dropout", "Cast", "CastLike", "BitCast"] {
      let mapping: Mapping = { builder, node throws(ONNXFailure) in try builder.hand(node) }
      table[name] = mapping
    }
    for name in ["com.microsoft.QLinearAdd", "com.microsoft.QLinearMul"] {
      let mapping: Mapping = { builder, node throws(ONNXFailure) in try builder.quantisedBinary(node) }
      table[name] = mapping
    }
    return table
  }()

  private static let activations: [String: Operation.Activation.Function] = [
    "Relu": .relu, "LeakyRelu": .leakyRelu, "Elu": .elu, "Selu": .selu, "Celu": .celu, "Sigmoid": .sigmoid,
    "HardSigmoid": .hardSigmoid, "HardSwish": .hardSwish, "Tanh": .tanh, "Softplus": .softplus,
    "Softsign": .softsign, "Gelu": .gelu, "Mish": .mish, "com.microsoft.Gelu": .gelu,
    "com.microsoft.FastGelu": .gelu, "com.microsoft.QuickGelu": .gelu,
    "com.microsoft.QLinearSigmoid": .sigmoid, "com.microsoft.QLinearLeakyRelu": .leakyRelu, "Swish": .silu,
  ]

  private static let functions: [String: Operation.Elementwise] = [
    "Add": .add, "Sum": .add, "Sub": .subtract, "Mul": .multiply, "Div": .divide, "Pow": .power,
    "Min": .minimum,
    "Max": .maximum, "Mean": .mean, "Mod": .modulo, "Equal": .compare, "Greater": .compare, "Less": .compare,
    "GreaterOrEqual": .compare, "LessOrEqual": .compare, "IsNaN": .compare, "IsInf": .compare, "And": .logic,
    "Or": .logic, "Xor": .logic, "Not": .logic, "BitShift": .logic, "BitwiseAnd": .logic, "BitwiseOr": .logic,
    "BitwiseXor": .logic, "BitwiseNot": .logic, "Where": .select, "Neg": .negate, "Abs": .absolute,
    "Sqrt": .squareRoot, "Exp": .exponential, "Log": .logarithm, "Reciprocal": .reciprocal, "Erf": .error,
    "Round": .round, "Floor": .round, "Ceil": .round, "Sign": .sign, "Sin": .sine, "Cos": .cosine,
    "Tan": .other,
    "Asin": .other, "Acos": .other, "Atan": .other, "Sinh": .other, "Cosh": .other, "Asinh": .other,
    "Acosh": .other, "Atanh": .other, "ThresholdedRelu": .other, "Shrink": .other, "SwiGLU": .multiply,
    "QuantizeLinear": .round, "DynamicQuantizeLinear": .round, "DequantizeLinear": .multiply,
    "com.microsoft.QuantizeLinear": .round, "com.microsoft.DequantizeLinear": .multiply,
    "com.microsoft.QLinearSoftmax": .other,
  ]

  /// Hands a tensor on: nothing is computed when the model is used.
  private mutating func hand(_ node: Int) throws(ONNXFailure) {
    guard let input = source(node, 0) else { return try emitUncounted(node) }
    try finish(node, input)
  }

  /// Arithmetic value by value. Tensors that flow are combined two by two; learned ones become layers of their own.
  mutating func elementwise(_ node: Int, _ function: Operation.Elementwise) throws(ONNXFailure) {
    if try gelu(node, function) { return }
    let inputs = dynamicInputs(node)
    guard var result = inputs.first else { return try emitUncounted(node) }
    // A condition and two choices: the choices flow, the condition is compared before.
    let others = function.takesSeveral ? Array(inputs.dropFirst()) : []
    for other in others { result = try emit(.elementwise(function), [result, other], node) }
    var isDone = !others.isEmpty
    for case let value? in graph.nodes[node].inputs where sources[value] == nil {
      for tensor in weights.claim(value) {
        result = try joined(tensor, result, function, node)
        isDone = true
      }
    }
    if !isDone {
      // A sum needs two tensors: with a constant it is some function of each value.
      result = try emit(.elementwise(function == .add ? .other : function), [result], node)
    }
    try finish(node, result)
  }

  /// Learned numbers that are added or multiplied: positions, a scale for each channel, or any other tensor.
  private mutating func joined(
    _ tensor: Int, _ input: ONNX.Layer.Source, _ function: Operation.Elementwise, _ node: Int
  ) throws(ONNXFailure) -> ONNX.Layer.Source {
    let sizes = graph.values[tensor].shape ?? []
    let given = shape(input)
    let count = ONNX.count(of: sizes) ?? .max
    var learned = Operation.Learned.tensor(sizes)
    if function == .multiply, sizes.filter({ $0 > 1 }).count == 1 {
      learned = .scale(count)
    } else if function == .add, given.rank >= 3, sizes.count >= 2, sizes.last == given.features,
      given.features > 0,
      count / given.features >= given.dimensions[given.rank - 2], sizes.dropLast(2).allSatisfy({ $0 == 1 })
    {
      learned = .positions(rows: count / given.features, features: given.features)
    }
    return try emit(
      .learned(learned), [input], node, label: ONNX.LayerBuilder.label(graph.nodes[node].node.operatorType),
      owned: tensor, isTensor: true)
  }

  private mutating func clip(_ node: Int) throws(ONNXFailure) {
    let call = call(node)
    func bound(_ name: String, _ input: Int) -> Double? {
      call.float(name).map { Double($0) } ?? call.input(input)?.elements?.reals.first
    }
    switch (bound("min", 1), bound("max", 2)) {
    case (0, 6): try same(node, .activation(Operation.Activation(.relu6)))
    case (-1, 1): try same(node, .activation(Operation.Activation(.hardTanh)))
    default: try same(node, .elementwise(.clip))
    }
  }

  private mutating func parametricRectifier(_ node: Int) throws(ONNXFailure) {
    let slope = value(node, 1)
    let slopes = slope.flatMap { graph.values[$0].shape }.flatMap { ONNX.count(of: $0) } ?? 0
    // A single slope is a learned number here, too.
    let new = weights.claim(slope)
    let isNew = slopes == 1 || !new.isEmpty
    guard let input = source(node, 0) else { return try emitUncounted(node) }
    let rectifier = Operation.Activation(.prelu, parameters: isNew ? slopes : 0)
    try finish(node, try emit(.activation(rectifier), [input], node, owned: new.first))
  }

  private mutating func biasGelu(_ node: Int) throws(ONNXFailure) {
    guard var input = source(node, 0) else { return try emitUncounted(node) }
    for tensor in weights.claim(value(node, 1)) { input = try learned(tensor, input, node) }
    try finish(node, try emit(.activation(Operation.Activation(.gelu)), [input], node, label: "gelu"))
  }

  private mutating func quantisedBinary(_ node: Int) throws(ONNXFailure) {
    guard let first = source(node, 0) ?? source(node, 3) else { return try emitUncounted(node) }
    let isSum = graph.nodes[node].node.operatorType == "QLinearAdd"
    guard let second = source(node, 3), source(node, 0) != nil else {
      let constant = source(node, 0) == nil ? value(node, 0) : value(node, 3)
      guard let constant else { return try emitUncounted(node) }
      return try finish(node, try constantSum(constant, first, node))
    }
    try finish(node, try emit(.elementwise(isSum ? .add : .multiply), [first, second], node))
  }
}
