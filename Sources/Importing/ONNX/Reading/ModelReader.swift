// Field numbers are those of onnx.proto3 and hold for every version of it: protobuf never gives a number twice.

extension ONNX.Model {
  /// Reads a `ModelProto`: its graph, its functions, its operator sets.
  init(reading message: WireCursor) throws(ONNXFailure) {
    var message = message
    while let field = try message.next() {
      switch field.number {
      case 2: producer = try message.text(of: field)
      case 7: graph = try ONNX.Graph(reading: try message.contents(of: field), depth: 0)
      case 8: try ONNX.readOpset(try message.contents(of: field), into: &opsets)
      case 25:
        functions.append(try ONNX.Function(reading: try message.contents(of: field)))
        try ONNX.Limit.functions.check(functions.count)
      default: try message.skip(field)
      }
    }
  }
}

extension ONNX.Function {
  /// Reads a `FunctionProto`.
  init(reading message: WireCursor) throws(ONNXFailure) {
    var message = message
    while let field = try message.next() {
      switch field.number {
      case 1: name = try message.text(of: field)
      case 4: inputs.append(try message.text(of: field))
      case 5: outputs.append(try message.text(of: field))
      case 7:
        nodes.append(try ONNX.Node(reading: try message.contents(of: field), depth: 1))
        try ONNX.Limit.nodes.check(nodes.count)
      case 9: try ONNX.readOpset(try message.contents(of: field), into: &opsets)
      case 10: domain = try message.text(of: field)
      case 11: defaults.append(try ONNX.Attribute(reading: try message.contents(of: field), depth: 1))
      case 13: overload = try message.text(of: field)
      default: try message.skip(field)
      }
    }
  }
}

extension ONNX.Graph {
  /// Reads a `GraphProto` that stands within `depth` others.
  init(reading message: WireCursor, depth: Int) throws(ONNXFailure) {
    guard depth <= ONNX.Limit.deepestGraph else { throw ONNXFailure(.nestedTooDeeply, at: message.offset) }
    var message = message
    while let field = try message.next() {
      switch field.number {
      case 1:
        nodes.append(try ONNX.Node(reading: try message.contents(of: field), depth: depth))
        try ONNX.Limit.nodes.check(nodes.count)
      case 2: name = try message.text(of: field)
      case 5:
        initializers.append(try ONNX.Tensor(reading: try message.contents(of: field)))
        try ONNX.Limit.tensors.check(initializers.count)
      case 11: inputs.append(try ONNX.ValueInfo(reading: try message.contents(of: field)))
      case 12: outputs.append(try ONNX.ValueInfo(reading: try message.contents(of: field)))
      case 13:
        annotations.append(try ONNX.ValueInfo(reading: try message.contents(of: field)))
        try ONNX.Limit.values.check(annotations.count)
      case 15:
        initializers.append(try ONNX.Tensor(readingSparse: try message.contents(of: field)))
        try ONNX.Limit.tensors.check(initializers.count)
      default: try message.skip(field)
      }
    }
  }
}

extension ONNX {
  /// Reads an `OperatorSetIdProto`. The standard's domain is empty or `ai.onnx`.
  static func readOpset(_ message: WireCursor, into opsets: inout [String: Int]) throws(ONNXFailure) {
    var message = message
    var domain = ""
    var version = 1
    while let field = try message.next() {
      switch field.number {
      case 1: domain = try message.text(of: field)
      case 2: version = Int(truncatingIfNeeded: try message.integer(of: field))
      default: try message.skip(field)
      }
    }
    opsets[domain == "ai.onnx" ? "" : domain] = version
  }

  /// How much of anything a model may hold. No published model comes near; a file that was made to fill the memory does.
  struct Limit {
    let what: String
    let most: Int

    static let nodes = Limit(what: "nodes", most: 1 << 20)
    static let tensors = Limit(what: "tensors", most: 1 << 20)
    static let values = Limit(what: "values", most: 1 << 21)
    static let functions = Limit(what: "functions", most: 1 << 16)
    static let attributes = Limit(what: "attributes", most: 1 << 10)
    static let axes = Limit(what: "axes", most: 64)
    /// A graph within the branch of an `If` within … torch.onnx nests two or three.
    static let deepestGraph = 16
    /// Elements of a tensor that are read: enough for shapes, axes, scales and index tables of windows.
    static let elements = 4096

    func check(_ count: Int) throws(ONNXFailure) {
      guard count <= most else { throw ONNXFailure(.tooMany(what, limit: most)) }
    }
  }
}
