import Testing

@testable import Importing

/// Law: any bytes give a network or an error, never a crash, in bounded time.
@Suite("ONNX: any bytes")
struct AnyModelTests {
  /// A small model with a bit of everything that the reader knows.
  private static let model: ModelBytes = {
    var model = ModelBytes(opset: 17, domains: [("local", 1)])
    model.function("Twice", domain: "local", ["a"], ["b"]) { $0.node("Add", ["a", "a"], ["b"]) }
    model.input("x", ["batch", 3, 8, 8])
    model.weights("conv.weight", [4, 3, 3, 3])
    model.integers("sizes", [1, -1])
    model.reals("half", [0.5])
    model.node("Conv", ["x", "conv.weight"], ["a"], name: "/conv/Conv", [.integers("pads", [1, 1, 1, 1])])
    model.node("Mul", ["a", "half"], ["b"], scopes: ["", "m", "mul"])
    model.node("Twice", ["b"], ["c"], domain: "local")
    model.node("Shape", ["c"], ["s"])
    model.node(
      "If", ["s"], ["d"],
      [.graph("then_branch") { $0.output("c") }, .graph("else_branch") { $0.output("b") }])
    model.node("Reshape", ["d", "sizes"], ["y"])
    model.annotate("a", ["batch", 4, 8, 8])
    model.output("y")
    return model
  }()

  private func read(_ bytes: [UInt8]) -> ImportError? {
    do throws(ImportError) {
      _ = try ONNX.network(bytes)
      return nil
    } catch { return error }
  }

  @Test("The model itself is read")
  func whole() {
    #expect(read(Self.model.bytes) == nil)
  }

  @Test("Cut off anywhere it is an error with a place, or a model that lacks something")
  func truncation() {
    let bytes = Self.model.bytes
    for count in 0..<bytes.count {
      let error = read(Array(bytes[..<count]))
      if error?.problem == .truncated { #expect(error?.offset.map { $0 <= count } == true) }
      if count == 0 { #expect(error != nil) }
    }
  }

  @Test("With any bit turned over it is an error or a network", arguments: 0..<8)
  func flips(bit: Int) {
    var bytes = Self.model.bytes
    for index in bytes.indices {
      bytes[index] ^= 1 << UInt8(bit)
      _ = read(bytes)
      bytes[index] ^= 1 << UInt8(bit)
    }
  }

  @Test(
    "Files of other kinds are no models",
    arguments: ["PK\u{3}\u{4}archive.zip", "{\"model_type\": \"bert\"}", "\u{7F}ELF", "\n"])
  func foreign(text: String) {
    #expect(read(Array(text.utf8)) != nil)
  }

  @Test("A length beyond the file is found before it is used")
  func length() {
    // A graph of 2^63 − 1 bytes.
    let bytes: [UInt8] = [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x0A]
    let error = read(bytes)
    #expect(error?.problem == .truncated && error?.offset == 1)
  }

  @Test(
    "Groups, field 0 and numbers of eleven bytes are no protobuf",
    arguments: [
      [0x3B], [0x00, 0x00], [0x08] + Array(repeating: 0xFF, count: 11),
    ] as [[UInt8]])
  func wire(bytes: [UInt8]) {
    #expect(read(bytes)?.problem == .onnx(.notProtobuf))
  }

  @Test("A tensor of 2^62 elements takes no memory")
  func hugeTensor() throws {
    var model = ModelBytes()
    model.input("x", [1])
    model.weights("w", [1 << 31, 1 << 31])
    model.node("Relu", ["x"], ["y"])
    #expect(try model.network().paths == ["relu"])
  }

  @Test("A node without an operator is a damaged node")
  func noOperator() {
    var model = ModelBytes()
    model.input("x", [1])
    model.node("", ["x"], ["y"])
    #expect(read(model.bytes)?.problem == .onnx(.field("NodeProto.op_type")))
  }

  @Test("Graphs within graphs are read to a limit")
  func nesting() {
    func nested(_ depth: Int) -> AttributeBytes {
      .graph("then_branch") { graph in
        if depth > 0 { graph.node("If", ["c"], ["y"], [nested(depth - 1)]) }
        graph.output("y")
      }
    }
    var model = ModelBytes()
    model.input("c", [1], type: 9)
    model.node("If", ["c"], ["y"], [nested(100)])
    #expect(read(model.bytes)?.problem == .onnx(.nestedTooDeeply))
  }
}
