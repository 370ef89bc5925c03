extension ONNX {
  /// Operators that make one value of each window or of each whole map.
  enum Pools {
    static let rules: [String: Call.Rule] = [
      "MaxPool": window, "AveragePool": window, "LpPool": window, "GlobalAveragePool": global,
      "GlobalMaxPool": global, "GlobalLpPool": global, "MaxUnpool": unpool, "MaxRoiPool": maxRegion,
      "RoiAlign": alignedRegion, "com.microsoft.QLinearAveragePool": window,
      "com.microsoft.QLinearGlobalAveragePool": global,
    ]

    /// The window options and the shape that come of a pool over `[N, C, sizes …]`.
    static func resolve(_ call: Call) throws(ONNXFailure) -> (window: WindowOptions, shape: [Int]) {
      let shape = try call.shape(0)
      guard shape.count >= 3 else { throw call.doNotFit() }
      guard let kernel = call.integers("kernel_shape") else { throw call.attribute("kernel_shape") }
      let sizes = Array(shape.dropFirst(2))
      let window = try WindowOptions(call, kernel: kernel, sizes: sizes)
      let roundsUp = call.integer("ceil_mode") ?? 0 != 0
      return (window, shape.prefix(2) + (try window.positions(sizes, roundsUp: roundsUp, call)))
    }

    private static let window: Call.Rule = { call throws(ONNXFailure) in
      let shape = try resolve(call).shape
      return [Outcome(shape), Outcome(shape, .int64)]
    }

    private static let global: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard shape.count >= 2 else { throw call.doNotFit() }
      let ones = Array(repeating: 1, count: shape.count - 2)
      let isChannelsLast = call.integer("channels_last") ?? 0 != 0
      return [Outcome(isChannelsLast ? [shape[0]] + ones + [shape[shape.count - 1]] : shape.prefix(2) + ones)]
    }

    /// The size before a pool: (positions − 1) × stride + kernel − padding, unless it is given.
    private static let unpool: Call.Rule = { call throws(ONNXFailure) in
      if let given = try call.integers("output_shape", orInput: 2) { return [Outcome(given)] }
      let shape = try call.shape(0)
      guard shape.count >= 3, let kernel = call.integers("kernel_shape") else { throw call.doNotFit() }
      let sizes = Array(shape.dropFirst(2))
      let window = try WindowOptions(call, kernel: kernel, sizes: sizes)
      let result = sizes.indices.map { axis in
        max(0, sizes[axis] - 1) * window.strides[axis] + kernel[axis] - window.paddingBefore[axis]
          - window.paddingAfter[axis]
      }
      guard result.allSatisfy({ $0 > 0 }) else { throw call.doNotFit() }
      return [Outcome(shape.prefix(2) + result)]
    }

    private static let maxRegion: Call.Rule = { call throws(ONNXFailure) in
      let (shape, regions) = (try call.shape(0), try call.shape(1))
      guard shape.count == 4, regions.count == 2 else { throw call.doNotFit() }
      guard let size = call.integers("pooled_shape"), size.count == 2 else {
        throw call.attribute("pooled_shape")
      }
      return [Outcome([regions[0], shape[1]] + size)]
    }

    private static let alignedRegion: Call.Rule = { call throws(ONNXFailure) in
      let (shape, regions) = (try call.shape(0), try call.shape(1))
      guard shape.count == 4, regions.count == 2 else { throw call.doNotFit() }
      let size = [call.integer("output_height") ?? 1, call.integer("output_width") ?? 1]
      return [Outcome([regions[0], shape[1]] + size)]
    }
  }
}
