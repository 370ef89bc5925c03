extension ONNX {
  /// Operators that pick, cut and join.
  enum Selections {
    static let rules: [String: Call.Rule] = [
      "Concat": concat, "Split": split, "Slice": slice, "Gather": gather, "GatherElements": gatherElements,
      "GatherND": gatherND, "ScatterND": Elementwise.sameShape, "ScatterElements": Elementwise.sameShape,
      "Scatter": Elementwise.sameShape, "TensorScatter": Elementwise.sameShape, "NonZero": nonZero,
      "Compress": compress,
    ]

    private static let concat: Call.Rule = { call throws(ONNXFailure) in
      var result = try call.shape(0)
      guard let named = call.integer("axis") else { throw call.attribute("axis") }
      let axis = try call.axis(named, of: result.count)
      for index in call.inputs.indices.dropFirst() {
        var shape = try call.shape(index)
        guard shape.count == result.count else { throw call.doNotFit() }
        result[axis] = try call.sum([result[axis], shape[axis]])
        shape[axis] = result[axis]
        guard shape == result else { throw call.doNotFit() }
      }
      return [Outcome(result, nil, isSmall(result) ? joined(call, axis: axis) : nil)]
    }

    private static func joined(_ call: Call, axis: Int) -> Elements? {
      var joined: [Int] = []
      var joinedReals: [Double] = []
      let outer = (call.input(0)?.shape ?? []).prefix(axis).reduce(1, *)
      for block in 0..<outer {
        for input in call.inputs {
          guard let elements = input?.elements else { return nil }
          let length = elements.count / outer
          let range = block * length..<(block + 1) * length
          switch elements {
          case .integers(let values): joined += values[range]
          case .reals(let values): joinedReals += values[range]
          }
        }
      }
      guard joined.isEmpty || joinedReals.isEmpty else { return nil }
      return joinedReals.isEmpty ? .integers(joined) : .reals(joinedReals)
    }

    /// Pieces along an axis: as long as they are named, or equal ones, the last of which may be shorter.
    private static let split: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      let axis = try call.axis(call.integer("axis") ?? 0, of: shape.count)
      var sizes = try call.integers("split", orInput: 1) ?? []
      if sizes.isEmpty {
        let count = max(1, call.integer("num_outputs") ?? call.node.outputs.count)
        guard count <= max(call.node.outputs.count, 1) else { throw call.attribute("num_outputs") }
        let longest = shape[axis] / count + (shape[axis] % count == 0 ? 0 : 1)
        sizes = (0..<count).map { max(0, min(longest, shape[axis] - $0 * longest)) }
      }
      guard sizes.allSatisfy({ $0 >= 0 }), try call.sum(sizes) == shape[axis] else {
        throw call.attribute("split")
      }
      var start = 0
      return sizes.map { size in
        var part = shape
        part[axis] = size
        defer { start += size }
        guard let elements = call.input(0)?.elements, isSmall(shape) else { return Outcome(part) }
        let strides = Strided.strides(of: shape)
        let places = Strided.places(in: part, strides: strides, from: start * strides[axis])
        return Outcome(part, nil, elements.picked(places))
      }
    }

    private static let slice: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard let starts = try call.integers("starts", orInput: 1),
        let ends = try call.integers("ends", orInput: 2),
        starts.count == ends.count
      else { throw call.attribute("starts") }
      let axes = try call.integers("axes", orInput: 3) ?? Array(starts.indices)
      let steps = try call.integers("steps", orInput: 4) ?? starts.map { _ in 1 }
      guard axes.count == starts.count, steps.count == starts.count else { throw call.attribute("axes") }
      var result = shape
      var firsts = shape.map { _ in 0 }
      var strides = shape.map { _ in 1 }
      for index in axes.indices {
        let axis = try call.axis(axes[index], of: shape.count, named: "axes")
        let range = try Cut(starts[index], ends[index], steps[index], size: shape[axis], call)
        (result[axis], firsts[axis], strides[axis]) = (range.count, range.first, steps[index])
      }
      guard let elements = call.input(0)?.elements, isSmall(shape), isSmall(result),
        result.allSatisfy({ $0 > 0 })
      else { return [Outcome(result, nil, result.contains(0) ? call.input(0)?.elements?.picked([]) : nil)] }
      let own = Strided.strides(of: shape)
      let start = zip(firsts, own).map { $0 * $1 }.reduce(0, +)
      // A step beyond the size picks one element: it is never taken.
      let walk = strides.indices.map { result[$0] == 1 ? 0 : strides[$0] * own[$0] }
      return [Outcome(result, nil, elements.picked(Strided.places(in: result, strides: walk, from: start)))]
    }

    /// What a slice takes of one axis. Ends are clamped: exporters write the largest integer for "to the end".
    private struct Cut {
      let first: Int
      let count: Int

      init(_ start: Int, _ end: Int, _ step: Int, size: Int, _ call: Call) throws(ONNXFailure) {
        guard step != 0, step != .min else { throw call.attribute("steps") }
        func place(_ index: Int) -> Int { index < 0 ? index &+ size : index }
        if step > 0 {
          first = max(0, min(place(start), size))
          let last = max(0, min(place(end), size))
          count = first < last ? (last - first - 1) / step + 1 : 0
        } else {
          first = max(-1, min(place(start), size - 1))
          let last = max(-1, min(place(end), size - 1))
          count = first > last ? (first - last - 1) / -step + 1 : 0
        }
      }
    }

    /// The slices along an axis that an index tensor names, one for each index: rows of an embedding, one size of a shape.
    private static let gather: Call.Rule = { call throws(ONNXFailure) in
      let (shape, indices) = (try call.shape(0), try call.shape(1))
      let axis = try call.axis(call.integer("axis") ?? 0, of: shape.count)
      let result = Array(shape[..<axis] + indices + shape[(axis + 1)...])
      guard isSmall(shape), isSmall(result), let elements = call.input(0)?.elements,
        let picks = call.input(1)?.elements?.integers
      else { return [Outcome(result)] }
      let inner = shape[(axis + 1)...].reduce(1, *)
      var places: [Int] = []
      for outer in 0..<shape[..<axis].reduce(1, *) {
        for pick in picks {
          guard pick >= -shape[axis], pick < shape[axis] else { throw call.attribute("indices") }
          let start = (outer * shape[axis] + (pick < 0 ? pick + shape[axis] : pick)) * inner
          places += start..<start + inner
        }
      }
      return [Outcome(result, nil, elements.picked(places))]
    }

    private static let gatherElements: Call.Rule = { call throws(ONNXFailure) in [Outcome(try call.shape(1))]
    }

    private static let gatherND: Call.Rule = { call throws(ONNXFailure) in
      let (shape, indices) = (try call.shape(0), try call.shape(1))
      let batch = call.integer("batch_dims") ?? 0
      guard let depth = indices.last, batch >= 0, batch < indices.count, depth >= 0, depth <= shape.count,
        batch + depth <= shape.count
      else { throw call.doNotFit() }
      return [Outcome(indices.dropLast() + shape[(batch + depth)...])]
    }

    /// Where a tensor is not zero: known only for a tensor whose elements are.
    private static let nonZero: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard let values = call.input(0)?.elements?.integers, isSmall(shape) else {
        return [Outcome(nil, .int64)]
      }
      let strides = Strided.strides(of: shape)
      let found = values.indices.filter { values[$0] != 0 }
      let places = shape.indices.flatMap { axis in
        found.map { $0 / max(1, strides[axis]) % max(1, shape[axis]) }
      }
      return [Outcome(places, shape: [shape.count, found.count])]
    }

    /// The slices whose condition holds.
    private static let compress: Call.Rule = { call throws(ONNXFailure) in
      var shape = try call.shape(0)
      guard let chosen = call.input(1)?.elements?.integers else { return [Outcome(nil)] }
      let count = chosen.filter { $0 != 0 }.count
      guard let named = call.integer("axis") else { return [Outcome([count])] }
      shape[try call.axis(named, of: shape.count)] = count
      return [Outcome(shape)]
    }
  }
}
