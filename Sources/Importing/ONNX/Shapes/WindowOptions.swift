extension ONNX {
  /// The options of a window that moves over the axes behind batch and channels.
  struct WindowOptions {
    var kernel: [Int]
    var strides: [Int]
    var dilations: [Int]
    /// Positions added before the first one along each axis.
    var paddingBefore: [Int]
    /// Positions added behind the last one along each axis.
    var paddingAfter: [Int]

    /// Larger options than this have no use; sums and products of two of them cannot overflow.
    static let largest = 1 << 30

    /// The options of a node, with everything that is left out filled in.
    ///
    /// `auto_pad` is resolved: for `SAME_UPPER` and `SAME_LOWER` each axis is padded so that ⌈size/stride⌉ positions come
    /// out, the odd one behind or before; `VALID` pads nothing.
    init(_ call: Call, kernel: [Int], sizes: [Int]) throws(ONNXFailure) {
      let rank = kernel.count
      self.kernel = kernel
      strides = call.integers("strides") ?? Array(repeating: 1, count: rank)
      dilations = call.integers("dilations") ?? Array(repeating: 1, count: rank)
      let padding = call.integers("pads") ?? Array(repeating: 0, count: 2 * rank)
      guard rank == sizes.count else { throw call.doNotFit() }
      guard strides.count == rank else { throw call.attribute("strides") }
      guard dilations.count == rank else { throw call.attribute("dilations") }
      guard padding.count == 2 * rank else { throw call.attribute("pads") }
      paddingBefore = Array(padding[..<rank])
      paddingAfter = Array(padding[rank...])
      try check(call, sizes)
      try resolve(call.text("auto_pad") ?? "NOTSET", call, sizes)
    }

    private func check(_ call: Call, _ sizes: [Int]) throws(ONNXFailure) {
      for (name, values, least) in [
        ("kernel_shape", kernel, 1), ("strides", strides, 1), ("dilations", dilations, 1),
        ("pads", paddingBefore + paddingAfter, 0),
      ] {
        guard values.allSatisfy({ $0 >= least && $0 <= WindowOptions.largest }) else {
          throw call.attribute(name)
        }
      }
      guard sizes.allSatisfy({ $0 <= WindowOptions.largest }) else { throw call.overflow() }
    }

    private mutating func resolve(_ rule: String, _ call: Call, _ sizes: [Int]) throws(ONNXFailure) {
      switch rule {
      case "NOTSET", "": return
      case "VALID":
        paddingBefore = paddingBefore.map { _ in 0 }
        paddingAfter = paddingBefore
      case "SAME_UPPER", "SAME_LOWER":
        for axis in sizes.indices {
          let positions = (sizes[axis] + strides[axis] - 1) / strides[axis]
          let total = max(0, (positions - 1) * strides[axis] + reach(axis) - sizes[axis])
          (paddingBefore[axis], paddingAfter[axis]) = (total / 2, total - total / 2)
          if rule == "SAME_LOWER" { swap(&paddingBefore[axis], &paddingAfter[axis]) }
        }
      default: throw call.attribute("auto_pad")
      }
    }

    /// What the window reaches over along an axis: its kernel with the gaps of the dilation.
    func reach(_ axis: Int) -> Int { dilations[axis] * (kernel[axis] - 1) + 1 }

    /// How many positions the window has along each axis.
    ///
    /// With `roundsUp` a window that starts within the map or the padding before it counts even where it reaches beyond
    /// the padding behind it; one that would start behind the map does not.
    func positions(_ sizes: [Int], roundsUp: Bool = false, _ call: Call) throws(ONNXFailure) -> [Int] {
      var positions: [Int] = []
      for axis in sizes.indices {
        let free = sizes[axis] + paddingBefore[axis] + paddingAfter[axis] - reach(axis)
        guard free >= 0 else { throw call.doNotFit() }
        var count = free / strides[axis] + 1
        if roundsUp, free % strides[axis] != 0, count * strides[axis] < sizes[axis] + paddingBefore[axis] {
          count += 1
        }
        positions.append(count)
      }
      return positions
    }
  }
}
