extension ONNX {
  /// Walks over a model and finds the shape of every tensor, and the elements of those that hold shapes.
  ///
  /// Functions are entered instead of called, and of an `If` whose condition follows from shapes the branch that is taken.
  struct Inference {
    private let model: Model
    private let functions: [String: Function]
    private var sizes: InputSizes
    private var stack: [Frame] = []
    private var graph = TypedGraph()
    private var entered = 0

    /// How many nodes may come of functions: a few short ones that call each other twice make billions.
    private static let mostEntered = 1 << 18
    /// How deep functions may call each other.
    private static let deepest = 64

    /// The graph of a model with all its shapes, and the inputs that were given another size than the file fixes.
    static func run(_ model: Model, _ given: Inputs) throws(ONNXFailure) -> (
      graph: TypedGraph, resized: [String]
    ) {
      guard let root = model.graph else { throw ONNXFailure(.noGraph) }
      let tensors = Set(root.initializers.map { $0.name })
      // Until version 4 of the format every initializer was listed as an input too.
      let inputs = root.inputs.filter { !tensors.contains($0.name) }
      var inference = try Inference(model, inputs, given)
      try inference.enter(root, inputs)
      try inference.walk()
      return (inference.graph, inference.sizes.resized)
    }

    private init(_ model: Model, _ inputs: [ValueInfo], _ given: Inputs) throws(ONNXFailure) {
      self.model = model
      sizes = try InputSizes(inputs, given: given)
      var functions: [String: Function] = [:]
      for function in model.functions {
        functions[Inference.key(function.domain, function.name, function.overload)] = function
      }
      self.functions = functions
    }

    private static func key(_ domain: String, _ name: String, _ overload: String) -> String {
      domain + "\u{0}" + name + "\u{0}" + overload
    }

    private mutating func enter(_ root: Graph, _ inputs: [ValueInfo]) throws(ONNXFailure) {
      var frame = Frame(root.nodes, opsets: model.opsets)
      for (index, input) in inputs.enumerated() {
        // Sequences and maps have no sizes; whoever needs them will say so.
        let isTensor = input.type != .undefined || input.shape != nil
        let shape = isTensor ? try sizes.shape(of: input, isFirst: index == 0) : nil
        guard shape.map({ ONNX.isPossible($0) }) ?? true else {
          throw ONNXFailure(.overflow(node: input.name, operator: "Input"))
        }
        let value = add(
          Value(name: input.name, type: input.type, shape: shape, origin: .input, isStatic: false))
        frame.names[input.name] = value
        graph.inputs.append(value)
      }
      add(root, to: &frame)
      stack.append(frame)
    }

    /// Makes the tensors of a graph and the types of its values known in its frame.
    private mutating func add(_ graph: Graph, to frame: inout Frame) {
      frame.names.reserveCapacity(graph.initializers.count + graph.nodes.count)
      for tensor in graph.initializers {
        frame.names[tensor.name] = add(
          Value(
            name: tensor.name, type: tensor.type, shape: tensor.shape, elements: tensor.elements,
            origin: .tensor,
            isStatic: true))
      }
      // Annotations are worked out when something needs them: most files have one for each value.
      for annotation in graph.annotations + graph.outputs { frame.annotations[annotation.name] = annotation }
    }

    private mutating func add(_ value: Value) -> Int {
      graph.values.append(value)
      return graph.values.count - 1
    }

    // MARK: The walk

    private mutating func walk() throws(ONNXFailure) {
      while !stack.isEmpty {
        if let node = stack[stack.count - 1].rest.popLast() {
          try visit(node)
        } else {
          try leave()
        }
      }
    }

    /// Hands the results of the last frame to the one below, or notes the model's.
    private mutating func leave() throws(ONNXFailure) {
      guard let frame = stack.popLast() else { return }
      guard !stack.isEmpty else {
        graph.outputs = model.graph?.outputs.compactMap { frame.names[$0.name] } ?? []
        return
      }
      for (inner, outer) in frame.results where !outer.isEmpty {
        // A branch may hand on a value from around it.
        let outerValue = frame.seesOuterNames ? value(named: inner) : nil
        guard let value = frame.names[inner] ?? outerValue else {
          throw ONNXFailure(.undefinedValue(inner, node: outer))
        }
        stack[stack.count - 1].names[outer] = value
      }
    }

    private func value(named name: String) -> Int? {
      for frame in stack.reversed() {
        if let value = frame.names[name] { return value }
        if !frame.seesOuterNames { return nil }
      }
      return nil
    }

    private mutating func visit(_ node: Node) throws(ONNXFailure) {
      var inputs: [Int?] = []
      for name in node.inputs {
        if name.isEmpty || stack[stack.count - 1].absent.contains(name) {
          inputs.append(nil)
        } else if let value = value(named: name) {
          inputs.append(value)
        } else {
          return try postpone(node, missing: name)
        }
      }
      let node = stack[stack.count - 1].resolved(node)
      if !functions.isEmpty,
        let function = functions[Inference.key(node.domain, node.operatorType, node.overload)]
      {
        return try enter(function, node, inputs)
      }
      switch node.operatorType {
      case "If" where node.domain.isEmpty: try enterBranch(node, inputs)
      case "Loop", "Scan", "SequenceMap":
        throw ONNXFailure(.controlFlow(node: node.title, operator: node.operatorType))
      default: try infer(node, inputs)
      }
    }

    /// Comes back to a node after those that it needs.
    private mutating func postpone(_ node: Node, missing name: String) throws(ONNXFailure) {
      guard !stack[stack.count - 1].isSorted else {
        throw ONNXFailure(.undefinedValue(name, node: node.title))
      }
      stack[stack.count - 1].rest.append(node)
      try stack[stack.count - 1].sort()
    }

    // MARK: Functions and branches

    private mutating func enter(_ function: Function, _ call: Node, _ inputs: [Int?]) throws(ONNXFailure) {
      let outer = stack[stack.count - 1]
      let key = Inference.key(function.domain, function.name, function.overload)
      guard !outer.functions.contains(key), outer.functions.count < Inference.deepest else {
        throw ONNXFailure(.cycle(node: call.title))
      }
      entered += function.nodes.count
      guard entered <= Inference.mostEntered else {
        throw ONNXFailure(.tooMany("nodes", limit: Inference.mostEntered))
      }
      var frame = Frame(
        function.nodes, opsets: function.opsets.isEmpty ? model.opsets : function.opsets,
        calls: outer.calls + [call.title], functions: outer.functions.union([key]),
        results: zip(function.outputs, call.outputs).map { (inner: $0, outer: $1) })
      for (index, name) in function.inputs.enumerated() {
        if let value = index < inputs.count ? inputs[index] : nil {
          frame.names[name] = value
        } else {
          frame.absent.insert(name)
        }
      }
      for attribute in function.defaults + call.attributes { frame.attributes[attribute.name] = attribute }
      stack.append(frame)
    }

    private mutating func enterBranch(_ node: Node, _ inputs: [Int?]) throws(ONNXFailure) {
      let condition = inputs.first?.flatMap { graph.values[$0].elements?.integers?.first }
      let wanted = condition.map { $0 != 0 ? "then_branch" : "else_branch" }
      var branch: Graph?
      for attribute in node.attributes where attribute.name == wanted {
        if case .graph(let graph) = attribute.value { branch = graph }
      }
      guard let branch else { throw ONNXFailure(.controlFlow(node: node.title, operator: node.operatorType)) }
      let outer = stack[stack.count - 1]
      var frame = Frame(
        branch.nodes, opsets: outer.opsets, calls: outer.calls, functions: outer.functions,
        seesOuterNames: true,
        results: zip(branch.outputs, node.outputs).map { (inner: $0.name, outer: $1) })
      frame.attributes = outer.attributes
      add(branch, to: &frame)
      stack.append(frame)
    }

    // MARK: One node

    private mutating func infer(_ node: Node, _ inputs: [Int?]) throws(ONNXFailure) {
      let frame = stack.count - 1
      let call = Call(
        node: node, opset: stack[frame].opsets[node.domain] ?? stack[frame].opsets[""] ?? .max,
        inputs: inputs.map { $0.map { graph.values[$0] } })
      let rule = rules[node.key]
      let outcomes = try outcomes(call, rule)
      let isStatic = inputs.allSatisfy { $0.map { graph.values[$0].isStatic } ?? true } && !node.isRandom
      let isTensor = node.operatorType == "Constant" && node.domain.isEmpty
      var outputs: [Int?] = []
      for (index, name) in node.outputs.enumerated() {
        guard !name.isEmpty else {
          outputs.append(nil)
          continue
        }
        let outcome = index < outcomes.count ? outcomes[index] : Outcome(nil)
        let value = try value(outcome, name, call, isStatic: isStatic, isTensor: isTensor)
        stack[frame].names[name] = value
        outputs.append(value)
      }
      guard !isTensor else { return }
      graph.nodes.append(
        TypedNode(
          node: node, opset: call.opset, inputs: inputs, outputs: outputs, calls: stack[frame].calls,
          isKnown: rule != nil))
    }

    /// What the rule says, or nothing where it cannot say anything and the outputs are annotated instead.
    private func outcomes(_ call: Call, _ rule: Call.Rule?) throws(ONNXFailure) -> [Outcome] {
      guard let rule else { return [] }
      do throws(ONNXFailure) {
        return try rule(call)
      } catch {
        guard case .onnx(.unknownShape) = error.problem else { throw error }
        // The first node whose shape nobody tells is the one to be named.
        if let culprit = culprit(call) { throw culprit }
        guard let name = call.node.outputs.first, annotated(name) != nil else { throw error }
        return []
      }
    }

    /// The node because of which the shape of an input is unknown.
    private func culprit(_ call: Call) -> ONNXFailure? {
      for input in call.inputs {
        guard let input, input.shape == nil else { continue }
        guard case .node(let index) = input.origin else {
          return ONNXFailure(.unknownSize(symbol: "", input: input.name, axis: 0))
        }
        let node = graph.nodes[index].node
        return ONNXFailure(.unknownShape(node: node.title, operator: node.operatorType))
      }
      return nil
    }

    /// The annotated shape of a value. It describes the tensor and is no amount of anything that is allocated.
    private func annotated(_ name: String) -> (shape: [Int], type: DataType)? {
      guard sizes.resized.isEmpty, let annotation = stack[stack.count - 1].annotations[name],
        let shape = annotation.shape.flatMap({ sizes.shape($0) })
      else { return nil }
      return (shape, annotation.type)
    }

    private mutating func value(
      _ outcome: Outcome, _ name: String, _ call: Call, isStatic: Bool, isTensor: Bool
    ) throws(ONNXFailure) -> Int {
      let annotation = outcome.shape == nil ? annotated(name) : nil
      let shape = outcome.shape ?? annotation?.shape
      if let shape {
        guard shape.allSatisfy({ $0 >= 0 }) else { throw call.doNotFit() }
        guard ONNX.isPossible(shape) else { throw call.overflow() }
      }
      // A value can be relied on only if it fits the shape.
      let elements = outcome.elements.flatMap { $0.count == shape.flatMap { ONNX.count(of: $0) } ? $0 : nil }
      let known = elements != nil
      return add(
        Value(
          name: name, type: outcome.type ?? annotation?.type ?? call.input(0)?.type ?? .undefined,
          shape: shape,
          elements: elements, origin: isTensor ? .constant : .node(graph.nodes.count),
          isStatic: isStatic || known))
    }
  }
}

extension ONNX.Node {
  /// Whether two runs may give different values.
  var isRandom: Bool {
    switch operatorType {
    case "RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "Bernoulli", "Multinomial":
      true
    default: false
    }
  }
}

extension ONNX.Frame {
  /// The node with its references to attributes of the call replaced by what the call says.
  func resolved(_ node: ONNX.Node) -> ONNX.Node {
    guard node.attributes.contains(where: { $0.value.isReference }) else { return node }
    let resolved = node.attributes.compactMap { attribute in
      guard case .reference(let name) = attribute.value else { return attribute }
      return attributes[name].map { ONNX.Attribute(name: attribute.name, value: $0.value) }
    }
    return ONNX.Node(node, attributes: resolved)
  }
}

extension ONNX.Attribute.Value {
  /// Whether the value is that of another attribute.
  var isReference: Bool {
    if case .reference = self { true } else { false }
  }
}
