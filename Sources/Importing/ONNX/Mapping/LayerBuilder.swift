import Networks

extension ONNX {
  /// Turns the nodes of a graph into layers, one after the other.
  ///
  /// What depends on no input of the model (weights that are transposed, tables that are computed from shapes) becomes no
  /// layer: it is worked out when the model is loaded. Every layer's output is compared with the inferred shape; where an
  /// operator lays its result out otherwise than the layer that stands for it, a view follows.
  struct LayerBuilder {
    let graph: TypedGraph
    private(set) var layers: [Layer] = []
    /// Where each value comes from; nil for weights and for values without elements.
    private(set) var sources: [Layer.Source?]
    /// How many nodes, and outputs of the model, take each value.
    private(set) var uses: [Int]
    /// The last node that takes each value.
    private(set) var users: [Int?]
    /// Nodes that were merged into the layer of an earlier one.
    private var absorbed: Set<Int> = []
    /// Which values are maps.
    private let isMap: [Bool]
    /// Which values are learned: tensors of the file and what is derived from them.
    var weights: Weights
    /// What came out of layers with windows.
    private var windows: [Window: Shape] = [:]
    /// Operators that are counted as nothing, and how often they occur.
    private(set) var notCounted: [String: Int] = [:]

    private struct Window: Hashable {
      let operation: Operation
      let inputs: [Shape]
    }

    /// Convolutions into which a batch normalisation was folded.
    var foldedNorms = 0

    /// How an operator becomes layers.
    typealias Mapping = @Sendable (inout LayerBuilder, Int) throws(ONNXFailure) -> Void

    /// The layers of a graph.
    static func run(_ graph: TypedGraph) throws(ONNXFailure) -> LayerBuilder {
      var builder = LayerBuilder(graph)
      for index in graph.nodes.indices { try builder.visit(index) }
      return builder
    }

    private init(_ graph: TypedGraph) {
      self.graph = graph
      sources = Array(repeating: nil, count: graph.values.count)
      uses = Array(repeating: 0, count: graph.values.count)
      users = Array(repeating: nil, count: graph.values.count)
      weights = Weights(graph)
      isMap = MapValues.find(graph)
      for (index, input) in graph.inputs.enumerated() { sources[input] = .input(index) }
      for (index, node) in graph.nodes.enumerated() {
        for case let input? in node.inputs {
          uses[input] += 1
          users[input] = index
        }
      }
      for output in graph.outputs { uses[output] += 1 }
    }

    private mutating func visit(_ index: Int) throws(ONNXFailure) {
      let node = graph.nodes[index]
      guard !absorbed.contains(index), node.outputs.contains(where: { $0.map(isComputed) ?? false }) else {
        return
      }
      if let mapping = mappings[node.node.key] {
        try mapping(&self, index)
      } else {
        try emitUncounted(index)
      }
      // A second output that a layer does not have: the mask of a dropout, the places of a maximum.
      for case let output? in node.outputs
      where isComputed(output) && sources[output] == nil && isWanted(output) {
        // What only the model gives may stay unknown: boxes that were not suppressed.
        if graph.values[output].shape == nil, users[output] == nil { continue }
        guard let first = dynamicInputs(index).first else { throw call(index).unknownShape() }
        let shape = try shape(ofValue: output, index)
        try finish(output, try emit(.view(.fixed(shape)), [first], index, label: "view"), index)
      }
    }

    /// Whether a value is worked out anew for each input and has elements.
    private func isComputed(_ value: Int) -> Bool {
      !graph.values[value].isStatic && !(graph.values[value].shape?.contains(0) ?? false)
    }

    /// Whether a layer to come needs a value.
    private func isWanted(_ value: Int) -> Bool {
      uses[value] > 1 || uses[value] == 1 && !(users[value].map { absorbed.contains($0) } ?? false)
    }

    // MARK: What rules ask

    /// The node with its tensors, as the shape rules see it.
    func call(_ node: Int) -> Call {
      let typed = graph.nodes[node]
      return Call(
        node: typed.node, opset: typed.opset, inputs: typed.inputs.map { $0.map { graph.values[$0] } })
    }

    /// The value at one of a node's inputs.
    func value(_ node: Int, _ input: Int) -> Int? {
      let inputs = graph.nodes[node].inputs
      return input < inputs.count ? inputs[input] : nil
    }

    /// Where the tensor at an input comes from, or nil for weights, for nothing, and where none is.
    func source(_ node: Int, _ input: Int) -> Layer.Source? { value(node, input).flatMap { sources[$0] } }

    /// All tensors that go into a node and are no weights.
    func dynamicInputs(_ node: Int) -> [Layer.Source] {
      graph.nodes[node].inputs.compactMap { $0.flatMap { sources[$0] } }
    }

    /// The shape of what a source gives.
    func shape(_ source: Layer.Source) -> Shape {
      switch source {
      case .input(let index): inputShape(index)
      case .layer(let index): layers[index].shape
      }
    }

    /// The shape of one of the network's inputs.
    func inputShape(_ index: Int) -> Shape {
      let value = graph.inputs[index]
      return arranged(graph.values[value].shape ?? [], value)
    }

    /// The shape of a value. A single number is a vector of one, since every tensor of a network has a batch.
    func shape(ofValue value: Int, _ node: Int) throws(ONNXFailure) -> Shape {
      guard let sizes = graph.values[value].shape else { throw call(node).unknownShape() }
      return arranged(sizes, value)
    }

    /// Sizes with what their axes mean to the node that takes them.
    func arranged(_ sizes: [Int], _ value: Int) -> Shape {
      if sizes.isEmpty { return Shape([1], .plain) }
      if isMap[value], (3...5).contains(sizes.count) {
        return Shape(sizes, sizes.count == 3 ? .signal : .usual(forRank: sizes.count))
      }
      switch sizes.count {
      case 2: return Shape(sizes, graph.values[value].type.isInteger ? .tokens : .vector)
      case 3: return Shape(sizes, .sequence)
      default: return Shape(sizes, .plain)
      }
    }

    /// A tensor as a map, for layers that name its axes so.
    mutating func map(_ source: Layer.Source, _ node: Int) throws(ONNXFailure) -> Layer.Source {
      let given = shape(source)
      let wanted: Shape.Layout? =
        switch given.rank {
        case 3: .signal
        case 4: .map
        case 5: .volume
        default: nil
        }
      guard let wanted, given.layout != wanted else { return source }
      return try emit(.view(.fixed(Shape(given.dimensions, wanted))), [source], node, label: "view")
    }

    // MARK: What rules do

    /// Adds a layer.
    ///
    /// - Throws: `doNotFit` if the layer is not defined for what comes in.
    mutating func emit(
      _ operation: Operation, _ inputs: [Layer.Source], _ node: Int, label: String? = nil, owned: Int? = nil,
      isTensor: Bool = false
    ) throws(ONNXFailure) -> Layer.Source {
      let output = try output(of: operation, inputs.map { shape($0) }, node)
      layers.append(
        Layer(
          operation: operation, inputs: inputs, shape: output, node: node,
          label: label ?? LayerBuilder.label(graph.nodes[node].node.operatorType),
          owned: owned.map { graph.values[$0].name }, isTensor: isTensor))
      return .layer(layers.count - 1)
    }

    private mutating func output(
      of operation: Operation, _ inputs: [Shape], _ node: Int
    ) throws(ONNXFailure) -> Shape {
      // The size of a map comes of evaluating its formula, which is worth doing once for equal layers.
      let key = operation.window.map { _ in Window(operation: operation, inputs: inputs) }
      if let key, let known = windows[key] { return known }
      do throws(ShapeError) {
        let output = try operation.output(for: inputs)
        if let key { windows[key] = output }
        return output
      } catch { throw call(node).doNotFit() }
    }

    /// Notes that a value comes from a source, behind a view if that has other sizes.
    mutating func finish(_ value: Int?, _ source: Layer.Source, _ node: Int) throws(ONNXFailure) {
      guard let value else { return }
      let wanted = try shape(ofValue: value, node)
      if wanted.dimensions == shape(source).dimensions {
        sources[value] = source
      } else {
        sources[value] = try view(source, wanted, node)
      }
    }

    /// Notes that a node's first output comes from a source.
    mutating func finish(_ node: Int, _ source: Layer.Source) throws(ONNXFailure) {
      try finish(graph.nodes[node].outputs.first ?? nil, source, node)
    }

    /// Lays a tensor out as another shape.
    mutating func view(
      _ source: Layer.Source, _ wanted: Shape, _ node: Int, label: String = "view"
    ) throws(ONNXFailure) -> Layer.Source {
      let given = shape(source)
      let keepsBatch = given.layout != .constant && given.dimensions.first == wanted.dimensions.first
      if keepsBatch, wanted.rank == 2, given.rank > 2, given.elements == wanted.elements {
        return try emit(.view(.flatten), [source], node, label: label)
      }
      let view: Operation.View =
        keepsBatch && wanted.rank > 1
        ? .arranged(Array(wanted.dimensions.dropFirst()), wanted.layout) : .fixed(wanted)
      return try emit(.view(view), [source], node, label: label)
    }

    /// Marks a node as part of the layer that is being made: its output is that layer's.
    mutating func absorb(_ node: Int) { absorbed.insert(node) }

    /// Adds a layer that is known by name only.
    mutating func emitUncounted(_ index: Int) throws(ONNXFailure) {
      let node = graph.nodes[index]
      notCounted[node.node.key, default: 0] += 1
      let inputs = dynamicInputs(index)
      // Where nothing comes in or nobody tells what comes out, there is nothing to go on with.
      guard !inputs.isEmpty, let value = node.outputs.first(where: { $0 != nil }) ?? nil,
        graph.values[value].shape != nil
      else { return }
      let operation = Operation.Uncounted(node.node.operatorType, output: try shape(ofValue: value, index))
      try finish(value, try emit(.uncounted(operation), inputs, index), index)
    }

    /// `LayerNormalization` as `layer_normalization`.
    static func label(_ operatorType: String) -> String {
      var label: [UInt8] = []
      var wasCapital = true
      for byte in operatorType.utf8 {
        let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        if isCapital, !wasCapital { label.append(UInt8(ascii: "_")) }
        label.append(isCapital ? byte + 0x20 : byte)
        wasCapital = isCapital
      }
      return String(decoding: label, as: UTF8.self)
    }
  }
}
