extension ONNX {
  /// Operators between real numbers and whole ones of a few bits.
  enum Quantisations {
    static let rules: [String: Call.Rule] = [
      "QuantizeLinear": quantize, "DequantizeLinear": dequantize, "DynamicQuantizeLinear": dynamic,
      "com.microsoft.QuantizeLinear": quantize, "com.microsoft.DequantizeLinear": dequantize,
      "com.microsoft.QLinearAdd": binary, "com.microsoft.QLinearMul": binary,
      "com.microsoft.QLinearSigmoid": Elementwise.sameShape,
      "com.microsoft.QLinearLeakyRelu": Elementwise.sameShape,
      "com.microsoft.QLinearSoftmax": Elementwise.sameShape, "com.microsoft.QLinearConcat": concat,
    ]

    private static let quantize: Call.Rule = { call throws(ONNXFailure) in
      let named = call.integer("output_dtype").flatMap { $0 == 0 ? nil : DataType(rawValue: $0) }
      return [Outcome(try call.shape(0), call.input(2)?.type ?? named ?? .uint8)]
    }

    private static let dequantize: Call.Rule = { call throws(ONNXFailure) in
      [Outcome(try call.shape(0), call.input(1)?.type ?? .float32)]
    }

    /// Quantised values, their scale, their zero point.
    private static let dynamic: Call.Rule = { call throws(ONNXFailure) in
      [Outcome(try call.shape(0), .uint8), Outcome([], .float32), Outcome([], .uint8)]
    }

    /// Each operand is followed by its scale and its zero point.
    private static let binary: Call.Rule = { call throws(ONNXFailure) in
      [Outcome(try call.broadcast([try call.shape(0), try call.shape(3)]))]
    }

    /// The result's scale and zero point, then each operand with its own.
    private static let concat: Call.Rule = { call throws(ONNXFailure) in
      var result = try call.shape(2)
      let axis = try call.axis(call.integer("axis") ?? 1, of: result.count)
      for index in stride(from: 5, to: call.inputs.count, by: 3) {
        let shape = try call.shape(index)
        guard shape.count == result.count else { throw call.doNotFit() }
        result[axis] = try call.sum([result[axis], shape[axis]])
      }
      return [Outcome(result, call.input(1)?.type)]
    }
  }
}
