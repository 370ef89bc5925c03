/// Writes small ONNX models byte by byte, so that tests say what is in a file and nothing else has to be trusted.
///
///     var model = ModelBytes(opset: 17)
///     model.input("x", [1, 3, 8, 8])
///     model.weights("w", [4, 3, 3, 3])
///     model.node("Conv", ["x", "w"], ["y"])
///     model.output("y")
struct ModelBytes {
  private var opsets: [(domain: String, version: Int)]
  private(set) var graph = GraphBytes()
  private var functions = Message()

  init(opset: Int = 17, domains: [(domain: String, version: Int)] = []) {
    opsets = [("", opset)] + domains
  }

  /// The file.
  var bytes: [UInt8] {
    var model = Message()
    model.varint(1, 8)
    model.text(2, "tests")
    for opset in opsets {
      var message = Message()
      message.text(1, opset.domain)
      message.varint(2, opset.version)
      model.message(8, message)
    }
    model.message(7, graph.message)
    model.append(functions)
    return model.bytes
  }

  mutating func input(_ name: String, _ shape: [Dimension], type: Int = 1) {
    graph.input(name, shape, type: type)
  }
  mutating func output(_ name: String) { graph.output(name) }
  mutating func annotate(_ name: String, _ shape: [Dimension]) { graph.annotate(name, shape) }
  mutating func weights(_ name: String, _ shape: [Int], type: Int = 1) {
    graph.weights(name, shape, type: type)
  }
  mutating func integers(_ name: String, _ values: [Int], shape: [Int]? = nil) {
    graph.integers(name, values, shape: shape)
  }
  mutating func reals(_ name: String, _ values: [Float], shape: [Int]? = nil) {
    graph.reals(name, values, shape: shape)
  }
  mutating func node(
    _ type: String, _ inputs: [String], _ outputs: [String], name: String = "", domain: String = "",
    _ attributes: [AttributeBytes] = [], scopes: [String]? = nil
  ) {
    graph.node(type, inputs, outputs, name: name, domain: domain, attributes, scopes: scopes)
  }

  /// A function that nodes may call.
  mutating func function(
    _ name: String, domain: String, _ inputs: [String], _ outputs: [String],
    _ body: (inout GraphBytes) -> Void
  ) {
    var message = Message()
    message.text(1, name)
    for input in inputs { message.text(4, input) }
    for output in outputs { message.text(5, output) }
    var graph = GraphBytes()
    body(&graph)
    for node in graph.nodes { message.message(7, node) }
    message.text(10, domain)
    functions.message(25, message)
  }

  /// A size or a letter.
  enum Dimension: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    case size(Int)
    case symbol(String)
    init(integerLiteral value: Int) { self = .size(value) }
    init(stringLiteral value: String) { self = .symbol(value) }
  }
}

/// The nodes and tensors of a graph.
struct GraphBytes {
  private(set) var nodes: [Message] = []
  private var rest = Message()

  var message: Message {
    var graph = Message()
    for node in nodes { graph.message(1, node) }
    graph.text(2, "graph")
    graph.append(rest)
    return graph
  }

  mutating func input(_ name: String, _ shape: [ModelBytes.Dimension], type: Int = 1) {
    rest.message(11, GraphBytes.value(name, shape, type: type))
  }

  mutating func output(_ name: String) {
    var message = Message()
    message.text(1, name)
    rest.message(12, message)
  }

  mutating func annotate(_ name: String, _ shape: [ModelBytes.Dimension]) {
    rest.message(13, GraphBytes.value(name, shape, type: 1))
  }

  /// A tensor whose data stand elsewhere.
  mutating func weights(_ name: String, _ shape: [Int], type: Int = 1) {
    var tensor = GraphBytes.tensor(name, shape, type: type)
    tensor.varint(14, 1)
    rest.message(5, tensor)
  }

  mutating func integers(_ name: String, _ values: [Int], shape: [Int]? = nil) {
    rest.message(5, GraphBytes.integers(name, values, shape: shape))
  }

  mutating func reals(_ name: String, _ values: [Float], shape: [Int]? = nil) {
    var tensor = GraphBytes.tensor(name, shape ?? [values.count], type: 1)
    var packed = Message()
    for value in values { packed.fixed32(value.bitPattern) }
    tensor.message(4, packed)
    rest.message(5, tensor)
  }

  static func integers(_ name: String, _ values: [Int], shape: [Int]? = nil) -> Message {
    var tensor = GraphBytes.tensor(name, shape ?? [values.count], type: 7)
    var raw = Message()
    for value in values { raw.fixed64(UInt64(bitPattern: Int64(value))) }
    tensor.message(9, raw)
    return tensor
  }

  private static func tensor(_ name: String, _ shape: [Int], type: Int) -> Message {
    var tensor = Message()
    for size in shape { tensor.varint(1, size) }
    tensor.varint(2, type)
    tensor.text(8, name)
    return tensor
  }

  private static func value(_ name: String, _ shape: [ModelBytes.Dimension], type: Int) -> Message {
    var sizes = Message()
    for dimension in shape {
      var message = Message()
      switch dimension {
      case .size(let size): message.varint(1, size)
      case .symbol(let symbol): message.text(2, symbol)
      }
      sizes.message(1, message)
    }
    var tensor = Message()
    tensor.varint(1, type)
    tensor.message(2, sizes)
    var outer = Message()
    outer.message(1, tensor)
    var value = Message()
    value.text(1, name)
    value.message(2, outer)
    return value
  }

  mutating func node(
    _ type: String, _ inputs: [String], _ outputs: [String], name: String = "", domain: String = "",
    _ attributes: [AttributeBytes] = [], scopes: [String]? = nil
  ) {
    var node = Message()
    for input in inputs { node.text(1, input) }
    for output in outputs { node.text(2, output) }
    node.text(3, name)
    node.text(4, type)
    for attribute in attributes { node.message(5, attribute.message) }
    if !domain.isEmpty { node.text(7, domain) }
    if let scopes {
      var entry = Message()
      entry.text(1, "pkg.torch.onnx.name_scopes")
      entry.text(2, "[" + scopes.map { "'\($0)'" }.joined(separator: ", ") + "]")
      node.message(9, entry)
    }
    nodes.append(node)
  }
}

/// An attribute of a node.
struct AttributeBytes {
  let message: Message

  private init(_ name: String, type: Int, _ write: (inout Message) -> Void) {
    var message = Message()
    message.text(1, name)
    write(&message)
    message.varint(20, type)
    self.message = message
  }

  static func integer(_ name: String, _ value: Int) -> AttributeBytes {
    AttributeBytes(name, type: 2) { $0.varint(3, value) }
  }
  static func integers(_ name: String, _ values: [Int]) -> AttributeBytes {
    AttributeBytes(name, type: 7) { for value in values { $0.varint(8, value) } }
  }
  static func text(_ name: String, _ value: String) -> AttributeBytes {
    AttributeBytes(name, type: 3) { $0.text(4, value) }
  }
  static func tensor(_ name: String, integers values: [Int], shape: [Int]? = nil) -> AttributeBytes {
    AttributeBytes(name, type: 4) { $0.message(5, GraphBytes.integers("", values, shape: shape)) }
  }
  static func graph(_ name: String, _ body: (inout GraphBytes) -> Void) -> AttributeBytes {
    var graph = GraphBytes()
    body(&graph)
    return AttributeBytes(name, type: 5) { $0.message(6, graph.message) }
  }
  static func reference(_ name: String, to other: String) -> AttributeBytes {
    AttributeBytes(name, type: 2) { $0.text(21, other) }
  }
}

/// A protobuf message being written.
struct Message {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ other: Message) { bytes += other.bytes }

  private mutating func write(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func key(_ number: Int, _ type: UInt64) { write(UInt64(number) << 3 | type) }

  mutating func varint(_ number: Int, _ value: Int) {
    key(number, 0)
    write(UInt64(bitPattern: Int64(value)))
  }

  mutating func text(_ number: Int, _ text: String) {
    key(number, 2)
    write(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  mutating func message(_ number: Int, _ message: Message) {
    key(number, 2)
    write(UInt64(message.bytes.count))
    bytes += message.bytes
  }

  mutating func fixed32(_ bits: UInt32) {
    for shift in [0, 8, 16, 24] { bytes.append(UInt8(bits >> UInt32(shift) & 0xFF)) }
  }
  mutating func fixed64(_ bits: UInt64) {
    for byte in 0..<8 { bytes.append(UInt8(bits >> UInt64(8 * byte) & 0xFF)) }
  }
}
