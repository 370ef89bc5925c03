extension ONNX {
  /// A graph that is being walked: the model's own, the body of a function, the branch of an `If`.
  ///
  /// Frames stand on a stack of their own, so that no depth of calls can exhaust the program's.
  struct Frame {
    /// What is left of the nodes, the next one last.
    var rest: [Node]
    /// The values that have a name here.
    var names: [String: Int] = [:]
    /// Annotated types by name.
    var annotations: [String: ValueInfo] = [:]
    /// Whether names of the frame below are known here too, as in a branch.
    let seesOuterNames: Bool
    /// The versions of the operator sets.
    let opsets: [String: Int]
    /// Inputs of a function that the call leaves out.
    var absent: Set<String> = []
    /// The attributes of the call, which the nodes of a function may refer to.
    var attributes: [String: Attribute] = [:]
    /// The names of the calls that lead here, outermost first.
    let calls: [String]
    /// The functions that are being called, so that none calls itself.
    let functions: Set<String>
    /// Names here whose values the frame below knows by other names when the frame is done.
    let results: [(inner: String, outer: String)]
    /// Whether the nodes were put in order.
    var isSorted = false

    init(
      _ nodes: [Node], opsets: [String: Int], calls: [String] = [], functions: Set<String> = [],
      seesOuterNames: Bool = false, results: [(inner: String, outer: String)] = []
    ) {
      rest = nodes.reversed()
      self.opsets = opsets
      self.calls = calls
      self.functions = functions
      self.seesOuterNames = seesOuterNames
      self.results = results
    }

    /// Puts the nodes that are left in an order in which each comes after those that it needs. ONNX asks for that order,
    /// but not every program that edits models keeps it.
    ///
    /// - Throws: `cycle` if there is no such order.
    mutating func sort() throws(ONNXFailure) {
      let nodes = Array(rest.reversed())
      var makers: [String: Int] = [:]
      for (index, node) in nodes.enumerated() {
        for output in node.outputs where !output.isEmpty { makers[output] = index }
      }
      var needs = Array(repeating: 0, count: nodes.count)
      var users: [[Int]] = Array(repeating: [], count: nodes.count)
      for (index, node) in nodes.enumerated() {
        for input in node.allInputs {
          guard let maker = makers[input], names[input] == nil else { continue }
          users[maker].append(index)
          needs[index] += 1
        }
      }
      var ready = Array(nodes.indices.filter { needs[$0] == 0 }.reversed())
      var sorted: [Node] = []
      while let index = ready.popLast() {
        sorted.append(nodes[index])
        for user in users[index].reversed() {
          needs[user] -= 1
          if needs[user] == 0 { ready.append(user) }
        }
      }
      if sorted.count < nodes.count, let first = nodes.indices.first(where: { needs[$0] > 0 }) {
        throw ONNXFailure(.cycle(node: nodes[first].title))
      }
      rest = sorted.reversed()
      isSorted = true
    }
  }
}

extension ONNX.Node {
  /// The names that the node needs: its inputs and what its branches take from around them.
  var allInputs: [String] {
    var names = inputs
    // Graphs are nested a few levels at most, which the reader sees to.
    for attribute in attributes {
      guard case .graph(let graph) = attribute.value else { continue }
      names += graph.nodes.flatMap { $0.allInputs } + graph.outputs.map { $0.name }
    }
    return names
  }
}
