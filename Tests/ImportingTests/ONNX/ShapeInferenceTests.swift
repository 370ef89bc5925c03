import Testing

@testable import Importing

/// Shapes that follow from shapes. The rules of the single operators were compared with the standard's own test cases
/// when they were written; here stand the ways in which exporters compute shapes within the graph.
@Suite("ONNX: shapes")
struct ShapeInferenceTests {
  @Test("A size taken from a tensor, halved, joined and used to reshape")
  func arithmetic() throws {
    var model = ModelBytes()
    model.input("x", [2, 6, 4, 4])
    model.integers("one", [1])
    model.integers("two", [2])
    model.integers("rest", [-1])
    model.node("Shape", ["x"], ["shape"])
    model.node("Gather", ["shape", "one"], ["channels"])
    model.node("Div", ["channels", "two"], ["half"])
    model.node("Concat", ["two", "half", "rest"], ["sizes"], [.integer("axis", 0)])
    model.node("Reshape", ["x", "sizes"], ["y"])
    #expect(try model.shapes()["y"] == [2, 3, 32])
  }

  @Test("Expanding by a shape in which −1 was replaced, as torch.expand is exported")
  func expand() throws {
    var model = ModelBytes()
    model.input("x", [1, 4, 8])
    model.weights("token", [1, 1, 8])
    model.integers("wanted", [-1, 1, -1])
    model.integers("minus", [-1], shape: [])
    model.integers("three", [3])
    model.node("ConstantOfShape", ["three"], ["ones"], [.tensor("value", integers: [1])])
    model.node("Mul", ["ones", "minus"], ["marks"])
    model.node("Equal", ["wanted", "marks"], ["same"])
    model.node("Where", ["same", "ones", "wanted"], ["sizes"])
    model.node("Expand", ["token", "sizes"], ["tokens"])
    model.node("Concat", ["tokens", "x"], ["y"], [.integer("axis", 1)])
    #expect(try model.shapes()["y"] == [1, 5, 8])
  }

  @Test("Options that were attributes and became inputs", arguments: [11, 13, 18])
  func options(opset: Int) throws {
    var model = ModelBytes(opset: opset)
    model.input("x", [1, 4, 1, 6])
    if opset < 13 {
      model.node("Squeeze", ["x"], ["squeezed"], [.integers("axes", [2])])
      model.node("Split", ["squeezed"], ["a", "b"], [.integer("axis", 1), .integers("split", [1, 3])])
      model.node("ReduceSum", ["b"], ["sum"], [.integers("axes", [-1])])
    } else {
      model.integers("axes", [2])
      model.integers("parts", [1, 3])
      model.integers("last", [-1])
      model.node("Squeeze", ["x", "axes"], ["squeezed"])
      model.node("Split", ["squeezed", "parts"], ["a", "b"], [.integer("axis", 1)])
      model.node("ReduceSum", ["b", "last"], ["sum"])
    }
    let shapes = try model.shapes()
    #expect(shapes["squeezed"] == [1, 4, 6])
    #expect(shapes["a"] == [1, 1, 6] && shapes["b"] == [1, 3, 6])
    #expect(shapes["sum"] == [1, 3, 1])
  }

  @Test("The last of unequal parts is the shorter one")
  func parts() throws {
    var model = ModelBytes(opset: 18)
    model.input("x", [7, 2])
    model.node("Split", ["x"], ["a", "b", "c"], [.integer("num_outputs", 3)])
    let shapes = try model.shapes()
    #expect(["a", "b", "c"].map { shapes[$0] ?? [] } == [[3, 2], [3, 2], [1, 2]])
  }

  @Test("Slices end at the largest integer, run backwards, and may be empty")
  func slices() throws {
    var model = ModelBytes()
    model.input("x", [5, 4])
    model.integers("start", [1])
    model.integers("end", [.max])
    model.integers("axis", [0])
    model.node("Slice", ["x", "start", "end", "axis"], ["tail"])
    model.integers("last", [-1])
    model.integers("first", [.min])
    model.integers("back", [-2])
    model.node("Slice", ["x", "last", "first", "axis", "back"], ["reversed"])
    model.node("Slice", ["x", "start", "start", "axis"], ["nothing"])
    let shapes = try model.shapes()
    #expect(shapes["tail"] == [4, 4] && shapes["reversed"] == [3, 4] && shapes["nothing"] == [0, 4])
  }

  @Test("Windows padded by rule", arguments: [("SAME_UPPER", 4), ("SAME_LOWER", 4), ("VALID", 3)])
  func padding(rule: String, size: Int) throws {
    var model = ModelBytes()
    model.input("x", [1, 3, 7, 7])
    model.weights("w", [8, 3, 3, 3])
    model.node("Conv", ["x", "w"], ["y"], [.text("auto_pad", rule), .integers("strides", [2, 2])])
    #expect(try model.shapes()["y"] == [1, 8, size, size])
  }

  @Test("A last window that starts behind the map does not count")
  func roundingUp() throws {
    var model = ModelBytes()
    model.input("x", [1, 1, 6, 5])
    let options: [AttributeBytes] = [
      .integers("kernel_shape", [2, 2]), .integers("strides", [3, 3]), .integers("pads", [1, 1, 1, 1]),
      .integer("ceil_mode", 1),
    ]
    model.node("MaxPool", ["x"], ["y"], options)
    // Along 6: 1 + 6 + 1 = 8, windows at 0, 3, 6. Along 5: windows at 0, 3, and 6 would be behind 1 + 5.
    #expect(try model.shapes()["y"] == [1, 1, 3, 2])
  }

  @Test("A transposed convolution with output padding, and one whose shape is given")
  func transposed() throws {
    var model = ModelBytes()
    model.input("x", [1, 4, 5, 5])
    model.weights("w", [4, 3, 3, 3])
    let options: [AttributeBytes] = [.integers("strides", [2, 2]), .integers("pads", [1, 1, 1, 1])]
    model.node("ConvTranspose", ["x", "w"], ["y"], options + [.integers("output_padding", [1, 1])])
    model.node("ConvTranspose", ["x", "w"], ["z"], options + [.integers("output_shape", [9, 10])])
    let shapes = try model.shapes()
    #expect(shapes["y"] == [1, 3, 10, 10] && shapes["z"] == [1, 3, 9, 10])
  }

  @Test("Einstein's notation with an ellipsis and without an arrow")
  func einsum() throws {
    var model = ModelBytes()
    model.input("x", [2, 3, 4, 5])
    model.weights("w", [5, 6])
    model.node("Einsum", ["x", "w"], ["y"], [.text("equation", "...i, ij -> ...j")])
    model.node("Einsum", ["w", "w"], ["z"], [.text("equation", "ij,ik")])
    let shapes = try model.shapes()
    #expect(shapes["y"] == [2, 3, 4, 6] && shapes["z"] == [6, 6])
  }

  @Test("A recurrent layer in both directions")
  func recurrent() throws {
    var model = ModelBytes()
    model.input("x", [9, 1, 4])
    model.weights("w", [2, 20, 4])
    model.weights("r", [2, 20, 5])
    model.node("LSTM", ["x", "w", "r"], ["all", "last", "cell"], [.text("direction", "bidirectional")])
    let shapes = try model.shapes()
    #expect(shapes["all"] == [9, 2, 1, 5] && shapes["last"] == [2, 1, 5] && shapes["cell"] == [2, 1, 5])
  }

  // MARK: Branches, functions, order

  @Test("Of a branch whose condition follows from shapes the right one is taken", arguments: [3, 4])
  func branch(size: Int) throws {
    var model = ModelBytes()
    model.input("x", [1, .size(size)])
    model.integers("three", [3])
    model.integers("one", [1])
    model.node("Shape", ["x"], ["shape"])
    model.node("Gather", ["shape", "one"], ["size"])
    model.node("Equal", ["size", "three"], ["isThree"])
    model.node(
      "If", ["isThree"], ["y"],
      [
        .graph("then_branch") { graph in
          graph.node("Concat", ["x", "x"], ["t"], [.integer("axis", 0)])
          graph.output("t")
        },
        .graph("else_branch") { graph in
          graph.node("Concat", ["x", "x"], ["e"], [.integer("axis", 1)])
          graph.output("e")
        },
      ])
    model.node("Relu", ["y"], ["z"])
    #expect(try model.shapes()["z"] == (size == 3 ? [2, 3] : [1, 8]))
  }

  @Test("Loops, and branches that depend on the data, are refused by name")
  func controlFlow() throws {
    var loop = ModelBytes()
    loop.input("x", [1])
    loop.node("Loop", ["x"], ["y"], name: "/decoder/Loop")
    #expect(problem(loop) == .controlFlow(node: "/decoder/Loop", operator: "Loop"))
    var branch = ModelBytes()
    branch.input("x", [1], type: 9)
    branch.node(
      "If", ["x"], ["y"],
      [.graph("then_branch") { $0.output("x") }, .graph("else_branch") { $0.output("x") }])
    #expect(problem(branch) == .controlFlow(node: "y", operator: "If"))
  }

  @Test("Functions are replaced by their bodies, attributes of the call included")
  func functions() throws {
    var model = ModelBytes(domains: [("local", 1)])
    model.function("Outer", domain: "local", ["a"], ["b"]) { graph in
      graph.node("Inner", ["a"], ["c"], domain: "local", [.integer("where", 1)])
      graph.node("Relu", ["c"], ["b"])
    }
    model.function("Inner", domain: "local", ["a"], ["b"]) { graph in
      graph.node("Concat", ["a", "a"], ["b"], [.reference("axis", to: "where")])
    }
    model.input("x", [2, 3])
    model.node("Outer", ["x"], ["y"], domain: "local")
    model.node("Outer", ["y"], ["z"], domain: "local")
    model.node("Relu", ["z"], ["r"])
    #expect(try model.shapes()["r"] == [2, 12])
  }

  @Test("A function that calls itself is refused")
  func recursion() {
    var model = ModelBytes(domains: [("local", 1)])
    model.function("F", domain: "local", ["a"], ["b"]) {
      $0.node("F", ["a"], ["b"], name: "again", domain: "local")
    }
    model.input("x", [1])
    model.node("F", ["x"], ["y"], domain: "local")
    #expect(problem(model) == .cycle(node: "again"))
  }

  @Test("Functions that call each other twice make no billions of nodes")
  func bomb() {
    var model = ModelBytes(domains: [("local", 1)])
    for level in 0..<40 {
      model.function("F\(level)", domain: "local", ["a"], ["b"]) { graph in
        let inner = level == 0 ? "Relu" : "F\(level - 1)"
        graph.node(inner, ["a"], ["c"], domain: level == 0 ? "" : "local")
        graph.node(inner, ["c"], ["b"], domain: level == 0 ? "" : "local")
      }
    }
    model.input("x", [1])
    model.node("F39", ["x"], ["y"], domain: "local")
    guard case .tooMany? = problem(model) else {
      Issue.record("a bomb went off")
      return
    }
  }

  @Test("Nodes in any order are put in one; a circle has none")
  func order() throws {
    var model = ModelBytes()
    model.input("x", [1, 2])
    model.node("Relu", ["b"], ["c"])
    model.node("Concat", ["a", "x"], ["b"], [.integer("axis", 1)])
    model.node("Relu", ["x"], ["a"])
    #expect(try model.shapes()["c"] == [1, 4])
    model.node("Add", ["x", "e"], ["d"], name: "first")
    model.node("Relu", ["d"], ["e"], name: "second")
    #expect(problem(model) == .cycle(node: "first"))
  }

  // MARK: Letters and unknowns

  @Test("Letters in the input's shape are filled in: the batch, tokens, what is given")
  func letters() throws {
    var model = ModelBytes()
    model.input("ids", ["batch", "sequence"], type: 7)
    model.weights("table", [100, 8])
    model.node("Gather", ["table", "ids"], ["y"])
    #expect(problem(model) == .unknownSize(symbol: "sequence", input: "ids", axis: 1))
    #expect(try model.shapes(.init(tokens: 12))["y"] == [1, 12, 8])
    #expect(try model.shapes(.init(sizes: ["sequence": 5]))["y"] == [1, 5, 8])
    #expect(try model.shapes(.init(shape: [7], batch: 3))["y"] == [3, 7, 8])
    #expect(try model.shapes(.init(shapes: ["ids": [2, 9]]))["y"] == [2, 9, 8])
    #expect(problem(model, .init(shapes: ["words": [1]])) == .noSuchInput("words", known: ["ids"]))
    #expect(problem(model, .init(shape: [7, 7])) == .inputRank(input: "ids", declared: 2, given: [1, 7, 7]))
  }

  @Test("A cache and a mask whose length is a sum of letters")
  func cache() throws {
    var model = ModelBytes()
    model.input("ids", ["batch", "sequence"], type: 7)
    model.input("past", ["batch", 4, "past_sequence", 8])
    model.input("mask", ["batch", "past_sequence + sequence"], type: 7)
    model.node("Relu", ["mask"], ["m"])
    model.node("Relu", ["past"], ["p"])
    let shapes = try model.shapes(.init(tokens: 3, pastTokens: 10))
    #expect(shapes["m"] == [1, 13] && shapes["p"] == [1, 4, 10, 8])
  }

  @Test("An unknown operator's annotated output is believed; without one the first unknown node is named")
  func unknown() throws {
    var model = ModelBytes(domains: [("com.example", 1)])
    model.input("x", [1, "n", 4])
    model.node("Fancy", ["x"], ["y"], name: "fancy", domain: "com.example")
    model.node("Relu", ["y"], ["z"], name: "after")
    let inputs = ONNX.Inputs(sizes: ["n": 6])
    #expect(problem(model, inputs) == .unknownShape(node: "fancy", operator: "Fancy"))
    model.annotate("y", [1, "n", 2])
    #expect(try model.shapes(inputs)["z"] == [1, 6, 2])
    #expect(try model.network(inputs).notCounted == [.init(operator: "com.example.Fancy", count: 1)])
  }

  @Test("Annotations for another input size are not believed")
  func staleAnnotations() throws {
    var model = ModelBytes(domains: [("com.example", 1)])
    model.input("x", [1, 3, 8, 8])
    model.node("Fancy", ["x"], ["y"], domain: "com.example")
    model.node("Relu", ["y"], ["z"])
    model.annotate("y", [1, 3, 8, 8])
    #expect(try model.shapes()["z"] == [1, 3, 8, 8])
    #expect(problem(model, .init(shape: [3, 16, 16])) == .unknownShape(node: "y", operator: "Fancy"))
  }

  @Test("What does not fit is said with the shapes")
  func misfit() {
    var model = ModelBytes()
    model.input("x", [1, 3, 8, 8])
    model.weights("w", [8, 4, 3, 3])
    model.node("Conv", ["x", "w"], ["y"], name: "/conv1/Conv")
    let shapes = [[1, 3, 8, 8], [8, 4, 3, 3]]
    #expect(problem(model) == .doNotFit(node: "/conv1/Conv", operator: "Conv", shapes: shapes))
  }

  @Test("Sizes beyond reason are refused")
  func overflow() {
    var model = ModelBytes()
    model.input("x", [1, 2])
    model.integers("sizes", [1 << 40, 1 << 40])
    model.integers("axes", [0, 1])
    model.node("Unsqueeze", ["x", "axes"], ["u"])
    model.node("Tile", ["x", "sizes"], ["y"], name: "tile")
    #expect(problem(model) == .overflow(node: "tile", operator: "Tile"))
  }

  private func problem(_ model: ModelBytes, _ inputs: ONNX.Inputs = .init()) -> ImportError.ONNXProblem? {
    do throws(ImportError) {
      _ = try model.shapes(inputs)
      return nil
    } catch {
      if case .onnx(let problem) = error.problem { return problem }
      return nil
    }
  }
}
