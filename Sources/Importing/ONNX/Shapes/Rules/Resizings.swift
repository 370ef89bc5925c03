extension ONNX {
  /// Operators that change the size of a map.
  enum Resizings {
    static let rules: [String: Call.Rule] = [
      "Resize": resize, "Upsample": resize, "Pad": pad, "GridSample": gridSample, "AffineGrid": affineGrid,
      "CenterCropPad": centre, "Col2Im": columnsToImage,
    ]

    /// Sizes, or factors by which each size is multiplied and cut off, in single precision as runtimes do it.
    private static let resize: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      var axes = Array(shape.indices)
      if let named = call.integers("axes") {
        axes = []
        for axis in named { axes.append(try call.axis(axis, of: shape.count, named: "axes")) }
      }
      // Operator set 11 put the region of interest between the input and the factors.
      let isOld = call.node.operatorType == "Upsample" || call.opset < 11
      if !isOld, let sizes = try call.integers("sizes", orInput: 3), !sizes.isEmpty {
        return [Outcome(try fitted(sizes, axes, shape, call))]
      }
      var factors = call.floats("scales").map { $0.map { Double($0) } } ?? []
      if factors.isEmpty { factors = try call.elements(isOld ? 1 : 2)?.reals ?? [] }
      guard factors.count == axes.count, factors.allSatisfy({ $0 > 0 }) else {
        throw call.attribute("scales")
      }
      var result = shape
      for (axis, factor) in zip(axes, factors) {
        guard let size = Int(exactly: (Float(shape[axis]) * Float(factor)).rounded(.down)) else {
          throw call.overflow()
        }
        result[axis] = size
      }
      return [Outcome(result)]
    }

    /// The shape with the named sizes, or what keeps the proportions within or around them.
    private static func fitted(
      _ sizes: [Int], _ axes: [Int], _ shape: [Int], _ call: Call
    ) throws(ONNXFailure) -> [Int] {
      guard sizes.count == axes.count, sizes.allSatisfy({ $0 > 0 }) else { throw call.attribute("sizes") }
      var result = shape
      let policy = call.text("keep_aspect_ratio_policy") ?? "stretch"
      let factors = zip(axes, sizes).map { Double($1) / Double(max(1, shape[$0])) }
      let factor = policy == "not_larger" ? factors.min() : policy == "not_smaller" ? factors.max() : nil
      for (axis, size) in zip(axes, sizes) {
        guard let factor else {
          result[axis] = size
          continue
        }
        guard let rounded = Int(exactly: (Double(shape[axis]) * factor + 0.5).rounded(.down)) else {
          throw call.overflow()
        }
        result[axis] = rounded
      }
      return result
    }

    private static let pad: Call.Rule = { call throws(ONNXFailure) in
      var result = try call.shape(0)
      let list = try call.integers("pads", orInput: 1) ?? call.integers("paddings")
      guard let list else { throw call.attribute("pads") }
      var axes = Array(result.indices)
      if case .integers(let named) = try call.elements(3) {
        axes = []
        for axis in named { axes.append(try call.axis(axis, of: result.count, named: "axes")) }
      }
      guard list.count == 2 * axes.count else { throw call.attribute("pads") }
      for (index, axis) in axes.enumerated() {
        result[axis] = try call.sum([result[axis], list[index], list[index + axes.count]])
      }
      guard result.allSatisfy({ $0 >= 0 }) else { throw call.attribute("pads") }
      return [Outcome(result)]
    }

    /// Values of `[N, C, …]` at the places of a grid `[N, sizes …, axes]`.
    private static let gridSample: Call.Rule = { call throws(ONNXFailure) in
      let (shape, grid) = (try call.shape(0), try call.shape(1))
      guard shape.count >= 3, grid.count == shape.count, grid[0] == shape[0] else { throw call.doNotFit() }
      return [Outcome(shape.prefix(2) + grid.dropFirst().dropLast())]
    }

    private static let affineGrid: Call.Rule = { call throws(ONNXFailure) in
      guard let size = try call.integers("size", orInput: 1), size.count >= 3 else {
        throw call.attribute("size")
      }
      return [Outcome([size[0]] + size.dropFirst(2) + [size.count - 2])]
    }

    private static let centre: Call.Rule = { call throws(ONNXFailure) in
      var shape = try call.shape(0)
      guard let sizes = try call.integers("shape", orInput: 1) else { throw call.attribute("shape") }
      let axes = call.integers("axes") ?? Array(shape.indices)
      guard sizes.count == axes.count else { throw call.attribute("shape") }
      for (axis, size) in zip(axes, sizes) {
        shape[try call.axis(axis, of: shape.count, named: "axes")] = size
      }
      return [Outcome(shape)]
    }

    /// Columns `[N, C × block, positions]` put back into images `[N, C, sizes …]`.
    private static let columnsToImage: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard let sizes = try call.integers("image_shape", orInput: 1),
        let block = try call.integers("block_shape", orInput: 2)
      else { throw call.attribute("image_shape") }
      let area = try call.product(block)
      guard shape.count == 3, area > 0, shape[1] % area == 0 else { throw call.doNotFit() }
      return [Outcome([shape[0], shape[1] / area] + sizes)]
    }
  }
}
