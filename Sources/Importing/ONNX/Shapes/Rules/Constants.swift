extension ONNX {
  /// Operators that make a tensor from nothing, or from sizes.
  enum Constants {
    static let rules: [String: Call.Rule] = [
      "Constant": constant, "Shape": shape, "Size": size, "ConstantOfShape": filled, "Range": range,
      "OneHot": oneHot, "RandomNormal": random, "RandomUniform": random, "HannWindow": window,
      "HammingWindow": window, "BlackmanWindow": window,
    ]

    private static let constant: Call.Rule = { call throws(ONNXFailure) in
      if let tensor = call.tensor("value") { return [Outcome(tensor.shape, tensor.type, tensor.elements)] }
      if let value = call.integer("value_int") { return [Outcome([], .int64, .integers([value]))] }
      if let list = call.integers("value_ints") { return [Outcome(list, shape: [list.count])] }
      if let value = call.float("value_float") { return [Outcome([], .float32, .reals([Double(value)]))] }
      if let list = call.floats("value_floats") {
        return [Outcome([list.count], .float32, .reals(list.map { Double($0) }))]
      }
      if call.text("value_string") != nil { return [Outcome([], .string)] }
      throw call.attribute("value")
    }

    private static let shape: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      func clamped(_ index: Int) -> Int { max(0, min(index < 0 ? index &+ shape.count : index, shape.count)) }
      let start = clamped(call.integer("start") ?? 0)
      let end = max(start, clamped(call.integer("end") ?? shape.count))
      return [Outcome(Array(shape[start..<end]), shape: [end - start])]
    }

    private static let size: Call.Rule = { call throws(ONNXFailure) in
      [Outcome([try call.product(try call.shape(0))], shape: [])]
    }

    private static let filled: Call.Rule = { call throws(ONNXFailure) in
      guard let shape = try call.integers("shape", orInput: 0), shape.allSatisfy({ $0 >= 0 }) else {
        throw call.attribute("shape")
      }
      let value = call.tensor("value")
      let type = value?.type ?? .float32
      guard isSmall(shape) else { return [Outcome(shape, type)] }
      let places = Array(repeating: 0, count: try call.product(shape))
      return [Outcome(shape, type, (value?.elements ?? .reals([0])).picked(places))]
    }

    /// From a start in steps up to a limit that is not reached.
    private static let range: Call.Rule = { call throws(ONNXFailure) in
      guard let start = try call.elements(0), let limit = try call.elements(1),
        let step = try call.elements(2)
      else {
        throw call.attribute("limit")
      }
      if let start = start.integers?.first, let limit = limit.integers?.first, let step = step.integers?.first
      {
        let (span, overflow) = limit.subtractingReportingOverflow(start)
        guard step != 0, step != .min, !overflow, span != .min else { throw call.attribute("delta") }
        let count = span != 0 && (span > 0) == (step > 0) ? (abs(span) - 1) / abs(step) + 1 : 0
        guard count <= Limit.elements else { return [Outcome([count])] }
        return [Outcome([count], nil, .integers((0..<count).map { start + $0 * step }))]
      }
      guard let start = start.reals.first, let limit = limit.reals.first, let step = step.reals.first,
        let count = Int(exactly: max(0, ((limit - start) / step).rounded(.up)))
      else { throw call.attribute("delta") }
      return [Outcome([count])]
    }

    private static let oneHot: Call.Rule = { call throws(ONNXFailure) in
      var shape = try call.shape(0)
      guard let depth = try call.integers("depth", orInput: 1)?.first else { throw call.attribute("depth") }
      let axis = try call.axis(call.integer("axis") ?? -1, of: shape.count + 1)
      shape.insert(depth, at: axis)
      return [Outcome(shape, call.input(2)?.type)]
    }

    private static let random: Call.Rule = { call throws(ONNXFailure) in
      guard let shape = call.integers("shape") else { throw call.attribute("shape") }
      return [Outcome(shape, .float32)]
    }

    private static let window: Call.Rule = { call throws(ONNXFailure) in
      guard let size = try call.integers("size", orInput: 0)?.first else { throw call.attribute("size") }
      return [Outcome([size], .float32)]
    }
  }
}
