extension ONNX {
  /// A node and the tensors that go into it: what the rule of its operator sees.
  struct Call {
    let node: Node
    /// The version of the operator set that the node is written for.
    let opset: Int
    /// The tensors; one that is left out is nil.
    let inputs: [Value?]

    /// The rule of an operator: what comes out.
    typealias Rule = @Sendable (Call) throws(ONNXFailure) -> [Outcome]

    // MARK: Inputs

    /// A tensor, or nil if it is left out.
    func input(_ index: Int) -> Value? { index < inputs.count ? inputs[index] : nil }

    /// The sizes of a tensor that must be there.
    func shape(_ index: Int) throws(ONNXFailure) -> [Int] {
      guard let value = input(index) else { throw doNotFit() }
      guard let shape = value.shape else { throw unknownShape() }
      return shape
    }

    /// The elements of a tensor, or nil if it is left out.
    ///
    /// - Throws: `unknownShape` if it is there, but its elements are known only when the model runs.
    func elements(_ index: Int) throws(ONNXFailure) -> Elements? {
      guard let value = input(index) else { return nil }
      guard let elements = value.elements else { throw unknownShape() }
      return elements
    }

    /// The whole numbers of an option: an attribute of older operator sets or an input of newer ones; nil if neither is
    /// there.
    func integers(_ name: String, orInput index: Int) throws(ONNXFailure) -> [Int]? {
      if let list = integers(name) { return list }
      switch try elements(index) {
      case .integers(let list): return list
      case .reals(let list):
        return try list.map { (value: Double) throws(ONNXFailure) in try whole(value, name) }
      case nil: return nil
      }
    }

    /// One whole number of an option: an attribute of older operator sets or an input of newer ones.
    func integer(_ name: String, orInput index: Int) throws(ONNXFailure) -> Int? {
      if let value = integer(name) { return value }
      return try integers(name, orInput: index)?.first
    }

    private func whole(_ value: Double, _ name: String) throws(ONNXFailure) -> Int {
      guard let whole = Int(exactly: value) else { throw attribute(name) }
      return whole
    }

    // MARK: Attributes

    private func value(_ name: String) -> Attribute.Value? {
      for attribute in node.attributes where attribute.name == name { return attribute.value }
      return nil
    }

    func integer(_ name: String) -> Int? {
      if case .integer(let value) = value(name) { value } else { nil }
    }

    func integers(_ name: String) -> [Int]? {
      if case .integers(let list) = value(name) { list } else { nil }
    }

    func floats(_ name: String) -> [Float]? {
      if case .floats(let list) = value(name) { list } else { nil }
    }

    func text(_ name: String) -> String? {
      if case .text(let text) = value(name) { text } else { nil }
    }

    func tensor(_ name: String) -> Tensor? {
      if case .tensor(let tensor) = value(name) { tensor } else { nil }
    }

    func float(_ name: String) -> Float? {
      if case .float(let value) = value(name) { value } else { nil }
    }

    /// An axis counted from 0. Negative ones count from the end.
    func axis(_ axis: Int, of rank: Int, named name: String = "axis") throws(ONNXFailure) -> Int {
      guard axis >= -rank, axis < rank else { throw attribute(name) }
      return axis < 0 ? axis + rank : axis
    }

    // MARK: Errors

    /// The operator is not defined for inputs of these shapes.
    func doNotFit() -> ONNXFailure {
      ONNXFailure(
        .doNotFit(
          node: node.title, operator: node.operatorType, shapes: inputs.map { $0?.shape ?? [] }))
    }

    /// An attribute, or an input that took its place, is missing or impossible.
    func attribute(_ name: String) -> ONNXFailure {
      ONNXFailure(.attribute(name, node: node.title, operator: node.operatorType))
    }

    /// Nothing tells what comes out.
    func unknownShape() -> ONNXFailure {
      ONNXFailure(.unknownShape(node: node.title, operator: node.operatorType))
    }

    /// A size is too large.
    func overflow() -> ONNXFailure {
      ONNXFailure(.overflow(node: node.title, operator: node.operatorType))
    }

    // MARK: Arithmetic

    /// A product of sizes.
    func product(_ sizes: some Sequence<Int>) throws(ONNXFailure) -> Int {
      guard let product = ONNX.count(of: sizes) else { throw overflow() }
      return product
    }

    /// A sum of sizes.
    func sum(_ sizes: some Sequence<Int>) throws(ONNXFailure) -> Int {
      var total = 0
      for size in sizes {
        let (sum, overflow) = total.addingReportingOverflow(size)
        guard !overflow else { throw self.overflow() }
        total = sum
      }
      return total
    }

    /// The shape to which shapes are stretched: axes are aligned at the end, and a size of 1 fits any.
    ///
    /// Source: "Multidirectional broadcasting", ONNX's document on broadcasting.
    func broadcast(_ shapes: [[Int]]) throws(ONNXFailure) -> [Int] {
      var result: [Int] = []
      for shape in shapes {
        if shape.count > result.count {
          result = Array(repeating: 1, count: shape.count - result.count) + result
        }
        let start = result.count - shape.count
        for (axis, size) in shape.enumerated() where size != result[start + axis] {
          if result[start + axis] == 1 {
            result[start + axis] = size
          } else if size != 1 {
            throw doNotFit()
          }
        }
      }
      return result
    }
  }
}
