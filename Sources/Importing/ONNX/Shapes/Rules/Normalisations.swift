extension ONNX {
  /// Normalisations and what else is worked out along an axis and keeps the shape.
  enum Normalisations {
    static let rules: [String: Call.Rule] = {
      var rules: [String: Call.Rule] = [
        "BatchNormalization": batch, "Dropout": dropout, "CumSum": cumulativeSum,
        "Trilu": Elementwise.sameShape,
        "com.microsoft.EmbedLayerNormalization": embedLayer,
      ]
      for name in [
        "InstanceNormalization", "GroupNormalization", "RMSNormalization", "MeanVarianceNormalization", "LRN",
        "LpNormalization", "CumProd", "Softmax", "LogSoftmax", "Hardmax",
      ] {
        rules[name] = Elementwise.sameShape
      }
      for name in ["LayerNormalization", "SimplifiedLayerNormalization"] { rules[name] = layer }
      for name in ["SkipLayerNormalization", "SkipSimplifiedLayerNormalization"] {
        rules["com.microsoft." + name] = skipLayer
      }
      return rules
    }()

    /// Normalised values; when training, the running mean and variance too.
    private static let batch: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard shape.count >= 1 else { throw call.doNotFit() }
      let channels = shape.count > 1 ? [shape[1]] : shape
      for index in 1..<5 {
        guard call.input(index)?.shape ?? channels == channels else { throw call.doNotFit() }
      }
      return [Outcome(shape)] + Array(repeating: Outcome(channels), count: 4)
    }

    /// The values and the mask.
    private static let dropout: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      return [Outcome(shape, nil, call.input(0)?.elements), Outcome(shape, .bool)]
    }

    /// Normalised values, then mean and inverse deviation of each vector.
    private static let layer: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      let axis = try call.axis(call.integer("axis") ?? -1, of: shape.count)
      let statistics = shape[..<axis] + Array(repeating: 1, count: shape.count - axis)
      return [Outcome(shape), Outcome(Array(statistics)), Outcome(Array(statistics))]
    }

    /// Normalised sum, mean, inverse deviation, and the sum itself.
    private static let skipLayer: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      let statistics = shape.dropLast() + [1]
      return [Outcome(shape), Outcome(Array(statistics)), Outcome(Array(statistics)), Outcome(shape)]
    }

    /// Word, position and segment embeddings added and normalised.
    private static let embedLayer: Call.Rule = { call throws(ONNXFailure) in
      let tokens = try call.shape(0)
      guard let width = try call.shape(2).last, tokens.count == 2 else { throw call.doNotFit() }
      let type = call.input(2)?.type
      return [
        Outcome(tokens + [width], type), Outcome([tokens[0]], .int32), Outcome(tokens + [width], type),
      ]
    }

    private static let cumulativeSum: Call.Rule = { call throws(ONNXFailure) in
      let shape = try call.shape(0)
      guard shape.count == 1, call.integer("exclusive") ?? 0 == 0, call.integer("reverse") ?? 0 == 0,
        let values = call.input(0)?.elements?.integers
      else { return [Outcome(shape)] }
      var sum = 0
      var sums: [Int] = []
      for value in values {
        sum = try call.sum([sum, value])
        sums.append(sum)
      }
      return [Outcome(shape, nil, .integers(sums))]
    }
  }
}
