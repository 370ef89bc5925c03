extension ONNX {
  /// Operators that make one value of many along some axes.
  enum Reductions {
    static let rules: [String: Call.Rule] = {
      var rules: [String: Call.Rule] = [
        "ArgMax": argument, "ArgMin": argument, "TopK": topK, "Det": determinant,
      ]
      for name in [
        "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2",
        "ReduceLogSum",
        "ReduceLogSumExp", "ReduceSumSquare",
      ] {
        rules[name] = reduce
      }
      return rules
    }()

    /// Which axes a reduction covers: all, if none are named and nothing says that none are meant.
    static func axes(_ call: Call, rank: Int) throws(ONNXFailure) -> Set<Int> {
      let named = try call.integers("axes", orInput: 1) ?? []
      if named.isEmpty { return call.integer("noop_with_empty_axes") ?? 0 != 0 ? [] : Set(0..<rank) }
      var axes: Set<Int> = []
      for axis in named { axes.insert(try call.axis(axis, of: rank, named: "axes")) }
      return axes
    }

    private static let reduce: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      let axes = try axes(call, rank: shape.count)
      let isKept = call.integer("keepdims") ?? 1 != 0
      let result = shape.indices.compactMap { axes.contains($0) ? isKept ? 1 : nil : shape[$0] }
      guard axes.count == shape.count, let values = call.input(0)?.elements else { return [Outcome(result)] }
      return [Outcome(result, nil, value(call.node.operatorType, values))]
    }

    /// The value over all elements, for the operators that exporters use on shapes.
    private static func value(_ name: String, _ elements: Elements) -> Elements? {
      let operation: BinaryOperation? =
        switch name {
        case "ReduceProd": Elementwise.binary["Mul"]
        case "ReduceSum": Elementwise.binary["Add"]
        case "ReduceMax": Elementwise.binary["Max"]
        case "ReduceMin": Elementwise.binary["Min"]
        default: nil
        }
      guard let operation else { return nil }
      switch elements {
      case .integers(let values):
        guard var result = values.first else { return nil }
        for value in values.dropFirst() {
          guard let next = operation.integers(result, value) else { return nil }
          result = next
        }
        return .integers([result])
      case .reals(let values):
        guard let first = values.first else { return nil }
        return .reals([values.dropFirst().reduce(first, operation.reals)])
      }
    }

    /// The place of the largest or smallest value along one axis.
    private static let argument: Call.Rule = { call throws(ONNXFailure) in
      var shape = try call.shape(0)
      let axis = try call.axis(call.integer("axis") ?? 0, of: shape.count)
      if call.integer("keepdims") ?? 1 != 0 { shape[axis] = 1 } else { shape.remove(at: axis) }
      return [Outcome(shape, .int64)]
    }

    /// One number of each square matrix.
    private static let determinant: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard shape.count >= 2 else { throw call.doNotFit() }
      return [Outcome(shape.dropLast(2))]
    }

    /// The largest values along one axis and their places.
    private static let topK: Call.Rule = { call throws(ONNXFailure) in
      var shape = try call.shape(0)
      let axis = try call.axis(call.integer("axis") ?? -1, of: shape.count)
      guard let count = try call.integer("k", orInput: 1), count >= 0, count <= shape[axis] else {
        throw call.attribute("k")
      }
      shape[axis] = count
      return [Outcome(shape), Outcome(shape, .int64)]
    }
  }
}
