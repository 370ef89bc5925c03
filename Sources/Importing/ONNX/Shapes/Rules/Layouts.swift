extension ONNX {
  /// Operators that lay the same values out anew.
  enum Layouts {
    static let rules: [String: Call.Rule] = [
      "Reshape": reshape, "Flatten": flatten, "Squeeze": squeeze, "Unsqueeze": unsqueeze,
      "Transpose": transpose,
      "Expand": expand, "Tile": tile, "DepthToSpace": depthToSpace, "SpaceToDepth": spaceToDepth,
    ]

    /// Sizes from a list in which 0 may mean "as before" and −1 "what is left".
    private static let reshape: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard var result = try call.integers("shape", orInput: 1) else { throw call.attribute("shape") }
      if call.integer("allowzero") ?? 0 == 0 {
        for axis in result.indices where result[axis] == 0 {
          guard axis < shape.count else { throw call.attribute("shape") }
          result[axis] = shape[axis]
        }
      }
      let open = result.indices.filter { result[$0] == -1 }
      guard open.count <= 1, result.allSatisfy({ $0 >= -1 }) else { throw call.attribute("shape") }
      let all = try call.product(shape)
      if let axis = open.first {
        result[axis] = 1
        let rest = try call.product(result)
        // Of nothing, nothing is left.
        guard rest > 0 ? all % rest == 0 : all == 0 else { throw call.doNotFit() }
        result[axis] = rest > 0 ? all / rest : 0
      }
      guard try call.product(result) == all else { throw call.doNotFit() }
      return [Outcome(result, nil, call.input(0)?.elements)]
    }

    private static let flatten: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      let axis = call.integer("axis") ?? 1
      guard axis >= -shape.count, axis <= shape.count else { throw call.attribute("axis") }
      let split = axis < 0 ? axis + shape.count : axis
      let result = [try call.product(shape[..<split]), try call.product(shape[split...])]
      return [Outcome(result, nil, call.input(0)?.elements)]
    }

    private static let squeeze: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      var axes = Set(shape.indices.filter { shape[$0] == 1 })
      if let named = try call.integers("axes", orInput: 1) {
        axes = []
        for axis in named { axes.insert(try call.axis(axis, of: shape.count, named: "axes")) }
        // Torch leaves an axis of another size alone, and its exporter hands that on.
        axes = axes.filter { shape[$0] == 1 }
      }
      let result = shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
      return [Outcome(result, nil, call.input(0)?.elements)]
    }

    private static let unsqueeze: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard let named = try call.integers("axes", orInput: 1) else { throw call.attribute("axes") }
      let rank = shape.count + named.count
      var axes: Set<Int> = []
      for axis in named { axes.insert(try call.axis(axis, of: rank, named: "axes")) }
      guard axes.count == named.count else { throw call.attribute("axes") }
      var rest = shape.makeIterator()
      let result = (0..<rank).map { axes.contains($0) ? 1 : rest.next() ?? 1 }
      return [Outcome(result, nil, call.input(0)?.elements)]
    }

    private static let transpose: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      let order = call.integers("perm") ?? Array(shape.indices.reversed())
      guard order.sorted() == Array(shape.indices) else { throw call.attribute("perm") }
      let result = order.map { shape[$0] }
      guard let elements = call.input(0)?.elements, isSmall(result) else { return [Outcome(result)] }
      let strides = Strided.strides(of: shape)
      let places = Strided.places(in: result, strides: order.map { strides[$0] })
      return [Outcome(result, nil, elements.picked(places))]
    }

    private static let expand: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard let wanted = try call.integers("shape", orInput: 1), wanted.allSatisfy({ $0 >= 0 }) else {
        throw call.attribute("shape")
      }
      let result = try call.broadcast([shape, wanted])
      return [Outcome(result, nil, isSmall(result) ? call.stretched(0, to: result) : nil)]
    }

    private static let tile: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard let repeats = try call.integers("repeats", orInput: 1), repeats.count == shape.count,
        repeats.allSatisfy({ $0 >= 0 })
      else { throw call.attribute("repeats") }
      var result: [Int] = []
      for (size, count) in zip(shape, repeats) { result.append(try call.product([size, count])) }
      guard let elements = call.input(0)?.elements, isSmall(result) else { return [Outcome(result)] }
      // Each axis as two: the copies, between which nothing moves, and the values themselves.
      let own = Strided.strides(of: shape)
      let places = Strided.places(
        in: zip(repeats, shape).flatMap { [$0, $1] }, strides: own.flatMap { [0, $0] })
      return [Outcome(result, nil, elements.picked(places))]
    }

    private static func block(_ call: Call) throws(ONNXFailure) -> (shape: [Int], side: Int, area: Int) {
      let shape = try call.shape(0)
      guard shape.count == 4 else { throw call.doNotFit() }
      guard let side = call.integer("blocksize"), side > 0 else { throw call.attribute("blocksize") }
      return (shape, side, try call.product([side, side]))
    }

    private static let depthToSpace: Call.Rule = { call throws(ONNXFailure) in
      let (shape, side, area) = try block(call)
      guard shape[1] % area == 0 else { throw call.doNotFit() }
      let height = try call.product([shape[2], side])
      return [Outcome([shape[0], shape[1] / area, height, try call.product([shape[3], side])])]
    }

    private static let spaceToDepth: Call.Rule = { call throws(ONNXFailure) in
      let (shape, side, area) = try block(call)
      guard shape[2] % side == 0, shape[3] % side == 0 else { throw call.doNotFit() }
      return [Outcome([shape[0], try call.product([shape[1], area]), shape[2] / side, shape[3] / side])]
    }
  }
}
