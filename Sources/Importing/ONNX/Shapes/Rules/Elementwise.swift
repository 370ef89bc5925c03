extension ONNX {
  /// Operators that work value by value.
  enum Elementwise {
    static let rules: [String: Call.Rule] = {
      var rules: [String: Call.Rule] = [
        "PRelu": sameShape, "Cast": cast, "CastLike": castLike, "Where": `where`, "IsNaN": truth,
        "IsInf": truth,
      ]
      for name in ["Bernoulli", "EyeLike", "RandomNormalLike", "RandomUniformLike", "BitCast"] {
        rules[name] = typed
      }
      for name in sameShapes { rules[name] = sameShape }
      for name in unary.keys { rules[name] = evaluatedUnary }
      for name in broadcasting { rules[name] = broadcast }
      for name in binary.keys { rules[name] = evaluatedBinary }
      for name in comparisons.keys { rules[name] = comparison }
      return rules
    }()

    /// One tensor in, one of the same shape out; further inputs are options or are stretched to it.
    private static let sameShapes = [
      "Relu", "LeakyRelu", "Elu", "Selu", "Celu", "ThresholdedRelu", "Sigmoid", "HardSigmoid", "HardSwish",
      "Tanh",
      "Softplus", "Softsign", "Gelu", "Mish", "Swish", "Erf", "Sign", "Sin", "Cos", "Tan", "Asin", "Acos",
      "Atan",
      "Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "BitwiseNot", "SwiGLU", "Clip", "Shrink", "ReverseSequence",
      "com.microsoft.Gelu", "com.microsoft.FastGelu",
      "com.microsoft.QuickGelu", "com.microsoft.BiasGelu",
    ]

    /// Stretched to each other, without a value for small tensors.
    private static let broadcasting = [
      "Xor", "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "Mean",
    ]

    private static let truth: Call.Rule = { call throws(ONNXFailure) in [Outcome(try call.shape(0), .bool)] }

    /// The same shape with elements of the type that is named.
    private static let typed: Call.Rule = { call throws(ONNXFailure) in
      let type = call.integer("dtype") ?? call.integer("to")
      return [Outcome(try call.shape(0), type.flatMap { DataType(rawValue: $0) })]
    }

    static let sameShape: Call.Rule = { call throws(ONNXFailure) in [Outcome(try call.shape(0))] }

    private static let broadcast: Call.Rule = { call throws(ONNXFailure) in
      [Outcome(try call.stretchedShape())]
    }

    private static let castLike: Call.Rule = { call throws(ONNXFailure) in
      [Outcome(try call.shape(0), call.input(1)?.type)]
    }

    private static let cast: Call.Rule = { call throws(ONNXFailure) in
      guard let number = call.integer("to"), let type = DataType(rawValue: number) else {
        throw call.attribute("to")
      }
      return [Outcome(try call.shape(0), type, call.input(0)?.elements?.cast(to: type))]
    }

    private static let `where`: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.stretchedShape()
      let type = call.input(1)?.type
      guard isSmall(shape), let condition = call.input(0), let chosen = condition.elements?.integers,
        let first = call.stretched(1, to: shape), let second = call.stretched(2, to: shape)
      else { return [Outcome(shape, type)] }
      let places = Strided.places(stretching: condition.shape ?? [], to: shape)
      guard places.allSatisfy({ $0 < chosen.count }) else { return [Outcome(shape, type)] }
      if let first = first.integers, let second = second.integers {
        let picked = places.indices.map { chosen[places[$0]] != 0 ? first[$0] : second[$0] }
        return [Outcome(shape, type, .integers(picked))]
      }
      let (firsts, seconds) = (first.reals, second.reals)
      let picked = places.indices.map { chosen[places[$0]] != 0 ? firsts[$0] : seconds[$0] }
      return [Outcome(shape, type, .reals(picked))]
    }

    // MARK: With values

    private static let evaluatedUnary: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard let elements = call.input(0)?.elements, let operation = unary[call.node.operatorType] else {
        return [Outcome(shape)]
      }
      return [Outcome(shape, nil, operation(elements))]
    }

    private static let evaluatedBinary: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.stretchedShape()
      guard isSmall(shape),
        let operation = binary[call.node.operatorType + (call.integer("fmod") ?? 0 != 0 ? "/C" : "")],
        var result = call.stretched(0, to: shape)
      else { return [Outcome(shape)] }
      let isSingle = call.input(0)?.type != .float64
      for index in call.inputs.indices.dropFirst() {
        guard let next = call.stretched(index, to: shape),
          let value = operation.apply(result, next, isSingle: isSingle)
        else { return [Outcome(shape)] }
        result = value
      }
      return [Outcome(shape, nil, result)]
    }

    private static let comparison: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.stretchedShape()
      guard isSmall(shape), let compare = comparisons[call.node.operatorType],
        let first = call.stretched(0, to: shape), let second = call.stretched(1, to: shape)
      else { return [Outcome(shape, .bool)] }
      // Exact for whole numbers below 2^53; sizes are smaller, and the ends of slices are compared by nobody.
      let truths = zip(first.reals, second.reals).map { compare($0, $1) ? 1 : 0 }
      return [Outcome(shape, .bool, .integers(truths))]
    }
  }
}

extension ONNX.Call {
  /// The shape to which all inputs are stretched.
  func stretchedShape() throws(ONNXFailure) -> [Int] {
    var shapes: [[Int]] = []
    for index in inputs.indices { shapes.append(try shape(index)) }
    guard !shapes.isEmpty else { throw doNotFit() }
    return try broadcast(shapes)
  }

  /// The elements of an input, stretched to a small shape, if they are known.
  func stretched(_ index: Int, to result: [Int]) -> ONNX.Elements? {
    guard let value = input(index), let shape = value.shape, let elements = value.elements else { return nil }
    if shape == result { return elements }
    return elements.picked(ONNX.Strided.places(stretching: shape, to: result))
  }
}
