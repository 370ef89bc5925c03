extension ONNX {
  /// Convolutions of any number of axes, transposed and quantised ones too.
  enum Convolutions {
    static let rules: [String: Call.Rule] = [
      "Conv": { call throws(ONNXFailure) in [Outcome(try resolve(call).shape)] },
      "com.microsoft.FusedConv": { call throws(ONNXFailure) in [Outcome(try resolve(call).shape)] },
      "ConvTranspose": { call throws(ONNXFailure) in [Outcome(try resolveTransposed(call).shape)] },
      "ConvInteger": { call throws(ONNXFailure) in [Outcome(try resolve(call).shape, .int32)] },
      "QLinearConv": { call throws(ONNXFailure) in
        [Outcome(try resolve(call, weight: 3).shape, call.input(7)?.type)]
      },
      "DeformConv": { call throws(ONNXFailure) in [Outcome(try resolve(call).shape)] },
    ]

    /// A convolution with everything that its cost depends on.
    struct Resolved {
      var window: WindowOptions
      var groups: Int
      var inputChannels: Int
      var outputChannels: Int
      /// The output shape `[N, C_out, sizes …]`.
      var shape: [Int]
    }

    /// The convolution of an input `[N, C_in, sizes …]` with weights `[C_out, C_in / groups, kernel …]`.
    static func resolve(_ call: Call, weight: Int = 1) throws(ONNXFailure) -> Resolved {
      let (shape, weights) = (try call.shape(0), try call.shape(weight))
      let groups = call.integer("group") ?? 1
      guard shape.count >= 3, weights.count == shape.count else { throw call.doNotFit() }
      guard groups > 0, weights[0] % groups == 0 else { throw call.attribute("group") }
      guard shape[1] % groups == 0, shape[1] / groups == weights[1] else { throw call.doNotFit() }
      let sizes = Array(shape.dropFirst(2))
      let kernel = Array(weights.dropFirst(2))
      guard call.integers("kernel_shape") ?? kernel == kernel else { throw call.attribute("kernel_shape") }
      let window = try WindowOptions(call, kernel: kernel, sizes: sizes)
      let positions = try window.positions(sizes, call)
      return Resolved(
        window: window, groups: groups, inputChannels: shape[1], outputChannels: weights[0],
        shape: [shape[0], weights[0]] + positions)
    }

    /// The transposed convolution of an input `[N, C_in, sizes …]` with weights `[C_in, C_out / groups, kernel …]`.
    static func resolveTransposed(_ call: Call) throws(ONNXFailure) -> Resolved {
      let (shape, weights) = (try call.shape(0), try call.shape(1))
      let groups = call.integer("group") ?? 1
      guard shape.count >= 3, weights.count == shape.count, shape[1] == weights[0] else {
        throw call.doNotFit()
      }
      guard groups > 0, shape[1] % groups == 0 else { throw call.attribute("group") }
      let channels = try call.product([weights[1], groups])
      let sizes = Array(shape.dropFirst(2))
      let kernel = Array(weights.dropFirst(2))
      // What `auto_pad` means here is decided by the output, below.
      let window = try WindowOptions(call, kernel: kernel, sizes: sizes)
      let extra = call.integers("output_padding") ?? sizes.map { _ in 0 }
      guard extra.count == sizes.count, extra.allSatisfy({ $0 >= 0 && $0 <= WindowOptions.largest }) else {
        throw call.attribute("output_padding")
      }
      let positions = try transposedSizes(call, window, sizes, extra)
      return Resolved(
        window: window, groups: groups, inputChannels: shape[1], outputChannels: channels,
        shape: [shape[0], channels] + positions)
    }

    /// stride × (size − 1) + output padding + reach − padding, unless the shape is given or meant to be stride × size.
    private static func transposedSizes(
      _ call: Call, _ window: WindowOptions, _ sizes: [Int], _ extra: [Int]
    ) throws(ONNXFailure) -> [Int] {
      if let given = call.integers("output_shape") {
        guard given.count >= sizes.count, given.allSatisfy({ $0 > 0 }) else {
          throw call.attribute("output_shape")
        }
        return given.suffix(sizes.count)
      }
      let rule = call.text("auto_pad") ?? "NOTSET"
      if rule.utf8.starts(with: "SAME".utf8) {
        return sizes.indices.map { sizes[$0] * window.strides[$0] }
      }
      let result = sizes.indices.map { axis in
        window.strides[axis] * (sizes[axis] - 1) + extra[axis] + window.reach(axis)
          - window.paddingBefore[axis] - window.paddingAfter[axis]
      }
      guard result.allSatisfy({ $0 > 0 }) else { throw call.doNotFit() }
      return result
    }
  }
}
