import Derivations
import Networks
import Testing

@testable import Importing

@Suite("ONNX: layers")
struct LayerTests {
  private func operation(_ imported: ImportedNetwork, _ path: String) -> Operation? {
    var module = imported.network.root
    let names = path.split(separator: ".").map { String($0) }
    for name in names {
      guard let node = module.nodes.first(where: { $0.name == name }) else { return nil }
      switch node.element {
      case .layer(let operation): return operation
      case .module(let inner): module = inner
      }
    }
    return nil
  }

  private func totals(_ imported: ImportedNetwork) throws -> (parameters: Int?, macs: Int?) {
    let root = try imported.derived().root
    return (root.value(.parameters).integer, root.value(.macs).integer)
  }

  @Test("A product with weights and the sum behind it are one linear layer, named by its bias")
  func linear() throws {
    var model = ModelBytes()
    model.input("x", [2, 5, 8])
    model.weights("onnx::MatMul_12", [8, 3])
    model.weights("head.fc.bias", [3])
    model.node("MatMul", ["x", "onnx::MatMul_12"], ["a"])
    model.node("Add", ["head.fc.bias", "a"], ["y"])
    model.output("y")
    let imported = try model.network()
    #expect(imported.paths == ["head.fc"])
    #expect(operation(imported, "head.fc") == .linear(Operation.Linear(8, 3)))
    let totals = try totals(imported)
    #expect(totals.parameters == 27 && totals.macs == 2 * 5 * 8 * 3)
  }

  @Test("Weights that are transposed in the graph are weights", arguments: [false, true])
  func transposedWeights(usesGemm: Bool) throws {
    var model = ModelBytes()
    model.input("x", [4, 8])
    model.weights("fc.weight", [3, 8])
    if usesGemm {
      model.node("Gemm", ["x", "fc.weight"], ["y"], [.integer("transB", 1)])
    } else {
      model.node("Transpose", ["fc.weight"], ["t"], [.integers("perm", [1, 0])])
      model.node("MatMul", ["x", "t"], ["y"])
    }
    let totals = try totals(try model.network())
    #expect(totals.parameters == 24 && totals.macs == 96)
  }

  @Test("Two tensors that flow are multiplied as matrices; axes that each lacks are counted")
  func products() throws {
    var model = ModelBytes()
    model.input("x", [2, 1, 3, 4])
    model.input("y", [1, 5, 4, 6])
    model.node("MatMul", ["x", "y"], ["z"])
    model.output("z")
    #expect(try totals(try model.network()).macs == 2 * 5 * 3 * 4 * 6)
  }

  @Test("Einstein's notation is counted as products")
  func einsum() throws {
    var model = ModelBytes()
    model.input("q", [2, 7, 4, 8])
    model.input("k", [2, 9, 4, 8])
    model.node("Einsum", ["q", "k"], ["s"], [.text("equation", "bthd,bshd->bhts")])
    #expect(try totals(try model.network()).macs == 2 * 4 * 7 * 9 * 8)
    var weighted = ModelBytes()
    weighted.input("x", [2, 7, 8])
    weighted.weights("proj.weight", [8, 4, 16])
    weighted.node("Einsum", ["x", "proj.weight"], ["y"], [.text("equation", "btf,fhd->bthd")])
    let totals = try totals(try weighted.network())
    #expect(totals.parameters == 512 && totals.macs == 2 * 7 * 8 * 64)
  }

  @Test("Convolutions over one and three axes, grouped, with uneven padding")
  func convolutions() throws {
    var model = ModelBytes()
    model.input("x", [1, 4, 10])
    model.weights("c.weight", [8, 2, 3])
    model.weights("c.bias", [8])
    model.node(
      "Conv", ["x", "c.weight", "c.bias"], ["y"], [.integer("group", 2), .integers("pads", [2, 0])])
    var totals = try totals(try model.network())
    #expect(totals.parameters == 56 && totals.macs == 10 * 3 * 2 * 8)
    var volume = ModelBytes()
    volume.input("x", [1, 1, 4, 5, 6])
    volume.weights("w", [2, 1, 3, 3, 3])
    volume.node("Conv", ["x", "w"], ["y"])
    totals = try self.totals(try volume.network())
    #expect(totals.parameters == 54 && totals.macs == 2 * 3 * 4 * 27 * 2)
  }

  @Test("A transposed convolution's work is that of its input positions")
  func transposedConvolution() throws {
    var model = ModelBytes()
    model.input("x", [1, 4, 5, 5])
    model.weights("up.weight", [4, 3, 2, 2])
    model.node("ConvTranspose", ["x", "up.weight"], ["y"], [.integers("strides", [2, 2])])
    let totals = try totals(try model.network())
    #expect(totals.parameters == 48 && totals.macs == 5 * 5 * 4 * 3 * 4)
  }

  @Test("Recurrent layers, both biases counted")
  func recurrent() throws {
    var model = ModelBytes()
    model.input("x", [9, 2, 4])
    model.weights("w", [1, 20, 4])
    model.weights("r", [1, 20, 5])
    model.weights("b", [1, 40])
    model.node("LSTM", ["x", "w", "r", "b"], ["all", "last"])
    model.node("Squeeze", ["last"], ["y"], [.integers("axes", [0])])
    model.output("y")
    let totals = try totals(try model.network())
    #expect(totals.parameters == 20 * 4 + 20 * 5 + 40 && totals.macs == 9 * 2 * 20 * 9)
  }

  @Test("Attention as one operator, keys and values shared by heads, with a cache")
  func attention() throws {
    var model = ModelBytes(opset: 23)
    model.input("q", [1, 8, 3, 16])
    model.input("k", [1, 2, 3, 16])
    model.input("v", [1, 2, 3, 16])
    model.input("pastK", [1, 2, 5, 16])
    model.input("pastV", [1, 2, 5, 16])
    model.node("Attention", ["q", "k", "v", "", "pastK", "pastV"], ["y"])
    #expect(try totals(try model.network()).macs == 2 * 8 * 3 * 8 * 16)
  }

  @Test("A class token, positions and a scale are layers that learn")
  func learned() throws {
    var model = ModelBytes()
    model.input("x", [1, 4, 8])
    model.weights("class_token", [1, 1, 8])
    model.weights("encoder.pos_embedding", [1, 5, 8])
    model.weights("block.layer_scale", [8])
    model.node("Concat", ["class_token", "x"], ["a"], [.integer("axis", 1)])
    model.node("Add", ["a", "encoder.pos_embedding"], ["b"])
    model.node("Mul", ["b", "block.layer_scale"], ["y"])
    let imported = try model.network()
    #expect(imported.paths == ["class_token", "encoder.pos_embedding", "block.layer_scale"])
    #expect(operation(imported, "class_token") == .learned(.tokens(1, features: 8)))
    #expect(operation(imported, "encoder.pos_embedding") == .learned(.positions(rows: 5, features: 8)))
    #expect(operation(imported, "block.layer_scale") == .learned(.scale(8)))
    #expect(try totals(imported).parameters == 8 + 40 + 8)
  }

  @Test("A table that is also the head is counted once")
  func tied() throws {
    var model = ModelBytes()
    model.input("ids", [1, 6], type: 7)
    model.weights("wte.weight", [100, 8])
    model.node("Gather", ["wte.weight", "ids"], ["x"])
    model.node("Transpose", ["wte.weight"], ["t"])
    model.node("MatMul", ["x", "t"], ["y"], name: "/lm_head/MatMul")
    let imported = try model.network()
    #expect(
      operation(imported, "lm_head") == .linear(Operation.Linear(8, 100, hasBias: false, weights: .shared)))
    let totals = try totals(imported)
    #expect(totals.parameters == 800 && totals.macs == 6 * 800)
  }

  @Test("A kernel and a bias that exporters keep once for several layers are counted once")
  func sharedKernel() throws {
    var model = ModelBytes()
    model.input("x", [1, 4, 6, 6])
    model.weights("head.weight", [4, 4, 1, 1])
    model.weights("head.bias", [4])
    model.node("Conv", ["x", "head.weight", "head.bias"], ["a"])
    model.node("Conv", ["a", "head.weight", "head.bias"], ["b"])
    let totals = try totals(try model.network())
    #expect(totals.parameters == 20 && totals.macs == 2 * 36 * 16)
  }

  @Test("Single numbers are no parameters, nor are the factors of a resize")
  func constants() throws {
    var model = ModelBytes()
    model.input("x", [1, 3, 4, 4])
    model.reals("half", [0.5], shape: [])
    model.reals("factors", [1, 1, 2, 2])
    model.node("Mul", ["x", "half"], ["a"])
    model.node("Resize", ["a", "", "factors"], ["y"])
    let imported = try model.network()
    #expect(try totals(imported).parameters == 0)
    #expect(operation(imported, "resize") == .resize(Operation.Resize(.nearest, .to(Extents(8, 8)))))
  }

  @Test("Quantised weights are parameters, their scales are not")
  func quantised() throws {
    var model = ModelBytes()
    model.input("x", [1, 4, 5, 5])
    model.weights("q", [8, 4, 3, 3], type: 3)
    model.weights("scale", [8])
    model.weights("zero", [8], type: 3)
    model.node("DequantizeLinear", ["q", "scale", "zero"], ["w"], [.integer("axis", 0)])
    model.node("Conv", ["x", "w"], ["y"])
    let totals = try totals(try model.network())
    #expect(totals.parameters == 288 && totals.macs == 9 * 9 * 4 * 8)
  }

  // MARK: Activations in pieces

  @Test("SiLU and GELU are put together again")
  func activations() throws {
    var model = ModelBytes()
    model.input("x", [1, 8])
    model.reals("root", [1.4142135])
    model.reals("one", [1])
    model.reals("half", [0.5])
    model.node("Sigmoid", ["x"], ["s"], name: "/act1/Sigmoid")
    model.node("Mul", ["x", "s"], ["a"], name: "/act1/Mul")
    model.node("Div", ["a", "root"], ["d"], name: "/act2/Div")
    model.node("Erf", ["d"], ["e"], name: "/act2/Erf")
    model.node("Add", ["e", "one"], ["f"], name: "/act2/Add")
    model.node("Mul", ["a", "f"], ["g"], name: "/act2/Mul")
    model.node("Mul", ["g", "half"], ["y"], name: "/act2/Mul_1")
    model.output("y")
    let imported = try model.network()
    #expect(imported.paths == ["act1", "act2"])
    #expect(operation(imported, "act1") == .activation(.init(.silu)))
    #expect(operation(imported, "act2") == .activation(.init(.gelu)))
  }

  @Test("A sigmoid that something else needs too stays one")
  func gateInUse() throws {
    var model = ModelBytes()
    model.input("x", [1, 8])
    model.node("Sigmoid", ["x"], ["s"])
    model.node("Mul", ["x", "s"], ["a"])
    model.node("Add", ["a", "s"], ["y"])
    let names = try model.network().network.root.nodes.map { $0.name }
    #expect(names == ["sigmoid", "mul", "add"])
  }
}
