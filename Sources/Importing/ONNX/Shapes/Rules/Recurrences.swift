extension ONNX {
  /// Layers that go over a sequence step by step.
  enum Recurrences {
    static let rules: [String: Call.Rule] = ["LSTM": rule, "GRU": rule, "RNN": rule]

    /// A recurrent layer with everything that its cost depends on.
    struct Resolved {
      var steps: Int
      var batch: Int
      var inputs: Int
      var hidden: Int
      var directions: Int
      var isBatchFirst: Bool
    }

    /// X `[steps, batch, inputs]` (batch first with `layout` 1), W `[directions, gates × hidden, inputs]`,
    /// R `[directions, gates × hidden, hidden]`.
    static func resolve(_ call: Call) throws(ONNXFailure) -> Resolved {
      let (shape, weights, recurrent) = (try call.shape(0), try call.shape(1), try call.shape(2))
      let gates = call.node.operatorType == "LSTM" ? 4 : call.node.operatorType == "GRU" ? 3 : 1
      let directions = call.text("direction") == "bidirectional" ? 2 : 1
      guard shape.count == 3, weights.count == 3, recurrent.count == 3 else { throw call.doNotFit() }
      let hidden = recurrent[2]
      guard weights[0] == directions, weights[2] == shape[2],
        try call.product([gates, hidden]) == weights[1]
      else { throw call.doNotFit() }
      guard call.integer("hidden_size") ?? hidden == hidden else { throw call.attribute("hidden_size") }
      let isBatchFirst = call.integer("layout") ?? 0 == 1
      return Resolved(
        steps: shape[isBatchFirst ? 1 : 0], batch: shape[isBatchFirst ? 0 : 1], inputs: shape[2],
        hidden: hidden,
        directions: directions, isBatchFirst: isBatchFirst)
    }

    /// All states, the last state, and for LSTM the last cell.
    private static let rule: Call.Rule = { call throws(ONNXFailure) in
      let layer = try resolve(call)
      let last: [Int]
      let all: [Int]
      if layer.isBatchFirst {
        all = [layer.batch, layer.steps, layer.directions, layer.hidden]
        last = [layer.batch, layer.directions, layer.hidden]
      } else {
        all = [layer.steps, layer.directions, layer.batch, layer.hidden]
        last = [layer.directions, layer.batch, layer.hidden]
      }
      return [Outcome(all), Outcome(last), Outcome(last)]
    }
  }
}
