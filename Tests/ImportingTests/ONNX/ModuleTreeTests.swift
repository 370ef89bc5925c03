import Derivations
import Networks
import Testing

@testable import Importing

@Suite("ONNX: modules")
struct ModuleTreeTests {
  /// A chain of equal blocks with a shortcut each, named as PyTorch's exporter names them.
  private func blocks(_ count: Int) -> ModelBytes {
    var model = ModelBytes()
    model.input("x", [1, 4, 6, 6])
    var before = "x"
    for block in 0..<count {
      let scope = "/layers/layers.\(block)"
      model.weights("w\(block)", [4, 4, 3, 3])
      let padding = AttributeBytes.integers("pads", [1, 1, 1, 1])
      model.node("Conv", [before, "w\(block)"], ["c\(block)"], name: scope + "/conv/Conv", [padding])
      model.node("Relu", ["c\(block)"], ["r\(block)"], name: scope + "/relu/Relu")
      model.node("Add", ["r\(block)", before], ["a\(block)"], name: scope + "/Add")
      before = "a\(block)"
    }
    model.output(before)
    return model
  }

  @Test("Equal blocks in a row are one that is repeated")
  func repetition() throws {
    let imported = try blocks(96).network()
    guard case .module(let layers) = imported.network.root.nodes[0].element else {
      Issue.record("no module")
      return
    }
    #expect(layers.nodes.count == 1)
    #expect(layers.nodes[0].name == "0" && layers.nodes[0].repetitions == 96)
    let root = try imported.derived().root
    #expect(root.value(.macs).integer == 96 * 36 * 9 * 16)
  }

  @Test("A block whose output is used later on is none of a row")
  func skip() throws {
    var model = blocks(6)
    model.node("Concat", ["a2", "a5"], ["y"], name: "/Concat", [.integer("axis", 1)])
    model.output("y")
    let imported = try model.network()
    let root = try imported.derived().root
    #expect(root.value(.macs).integer == 6 * 36 * 9 * 16)
    #expect(imported.paths.contains("layers.3.conv"))
  }

  @Test("Scopes that do not run from end to end keep their paths under dotted names")
  func interleaved() throws {
    var model = ModelBytes()
    model.input("x", [1, 4])
    model.node("Relu", ["x"], ["a"], name: "/left/first/Relu")
    model.node("Tanh", ["a"], ["b"], name: "/right/first/Tanh")
    model.node("Sigmoid", ["b"], ["c"], name: "/left/second/Sigmoid")
    model.node("Add", ["c", "a"], ["d"], name: "/left/Add")
    model.output("d")
    let imported = try model.network()
    #expect(Set(imported.paths) == ["left.first", "right.first", "left.second", "left.add"])
    _ = try imported.derived()
  }

  @Test("A scope that gives two tensors stands open")
  func twoOutputs() throws {
    var model = ModelBytes()
    model.input("x", [1, 4])
    model.node("Sin", ["x"], ["s"], name: "/rotary/Sin")
    model.node("Cos", ["x"], ["c"], name: "/rotary/Cos")
    model.node("Mul", ["s", "c"], ["y"], name: "/Mul")
    let imported = try model.network()
    #expect(imported.paths == ["rotary.sin", "rotary.cos", "mul"])
    _ = try imported.derived()
  }

  @Test("Scopes that newer exporters note beside a node")
  func notedScopes() throws {
    var model = ModelBytes()
    model.input("x", [1, 4])
    model.weights("val_3", [4, 4])
    model.node(
      "MatMul", ["x", "val_3"], ["a"], name: "node_MatMul_1",
      scopes: ["", "enc", "enc.0", "enc.0.fc", "linear"])
    model.node("Relu", ["a"], ["b"], name: "node_relu", scopes: ["", "enc", "enc.0", "enc.0.act", "relu"])
    model.node("Add", ["b", "x"], ["c"], name: "node_add", scopes: ["", "enc", "enc.0", "add"])
    model.node("Tanh", ["c"], ["y"], name: "node_tanh", scopes: ["", "tanh"])
    #expect(try model.network().paths == ["enc.0.fc", "enc.0.act", "enc.0.add", "tanh"])
  }

  @Test("Without any scopes nodes are called what they are called")
  func plainNames() throws {
    var model = ModelBytes()
    model.input("x", [1, 4])
    model.node("Relu", ["x"], ["a"], name: "Relu_0")
    model.node("Relu", ["a"], ["b"], name: "Relu_0")
    model.node("Tanh", ["b"], ["y"])
    let imported = try model.network()
    #expect(imported.paths == ["Relu_0", "Relu_0_1", "tanh"])
    _ = try imported.derived()
  }

  @Test("Views in a row are one")
  func views() throws {
    var model = ModelBytes()
    model.input("x", [1, 6, 4])
    model.integers("sizes", [1, 2, 3, 4])
    model.node("Reshape", ["x", "sizes"], ["a"])
    model.node("Transpose", ["a"], ["b"], [.integers("perm", [0, 2, 1, 3])])
    model.node("Flatten", ["b"], ["c"], [.integer("axis", 3)])
    model.node("Relu", ["c"], ["y"])
    let imported = try model.network()
    #expect(imported.network.root.nodes.count == 2)
    _ = try imported.derived()
  }

  @Test("Twenty thousand nodes in a chain need no stack")
  func deepChain() throws {
    var model = ModelBytes()
    model.input("x", [1, 4])
    var before = "x"
    for index in 0..<20_000 {
      model.node(index % 2 == 0 ? "Relu" : "Tanh", [before], ["v\(index)"])
      before = "v\(index)"
    }
    model.output(before)
    #expect(try model.network().network.root.nodes.count == 20_000)
  }
}
