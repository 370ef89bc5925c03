extension ONNX {
  /// Which tensors of a file are learned, and which of them belong to a layer already.
  ///
  /// A weight is a tensor of real numbers with more than one element; a single number is a factor or an exponent. Whole
  /// numbers are weights only where an operator of quantised networks takes them as such.
  struct Weights {
    private let graph: TypedGraph
    /// For each value whether it is learned, or derived from what is.
    private(set) var isLearned: [Bool]
    private var isClaimed: [Bool]

    init(_ graph: TypedGraph) {
      self.graph = graph
      isClaimed = Array(repeating: false, count: graph.values.count)
      isLearned = graph.values.map { Weights.isWeight($0) }
      for node in graph.nodes {
        for place in Weights.quantised[node.node.key] ?? [] where place < node.inputs.count {
          if let input = node.inputs[place], graph.values[input].isStatic { isLearned[input] = true }
        }
        let comesOfWeights = Weights.inputs(of: node).contains { isLearned[$0] }
        for case let output? in node.outputs where graph.values[output].isStatic && comesOfWeights {
          isLearned[output] = true
        }
      }
    }

    /// The tensors of the file from which a static value is made and that belonged to no layer before; from now on they
    /// belong to the one that asks.
    mutating func claim(_ value: Int?) -> [Int] {
      guard let value, graph.values[value].isStatic else { return [] }
      var new: [Int] = []
      var stack = [value]
      while let next = stack.popLast() {
        guard isLearned[next], !isClaimed[next] else { continue }
        isClaimed[next] = true
        if case .node(let index) = graph.values[next].origin {
          stack += Weights.inputs(of: graph.nodes[index])
        } else {
          new.append(next)
        }
      }
      return new.reversed()
    }

    /// Whether a value is learned, or derived from what is.
    func isLearned(_ value: Int?) -> Bool { value.map { isLearned[$0] } ?? false }

    private static func isWeight(_ value: Value) -> Bool {
      guard value.type.isFloat, let count = value.shape.flatMap({ ONNX.count(of: $0) }), count > 1 else {
        return false
      }
      switch value.origin {
      case .tensor: return true
      // Some exporters keep weights in constants; but exporters also write the ones and zeros there that a
      // normalisation without weights needs.
      case .constant:
        guard case .reals(let elements)? = value.elements, let first = elements.first else { return true }
        return elements.contains { $0 != first }
      case .input, .node: return false
      }
    }

    /// Where operators of quantised networks take whole numbers as weights.
    private static let quantised: [String: [Int]] = [
      "DequantizeLinear": [0], "com.microsoft.DequantizeLinear": [0], "QLinearConv": [3, 8],
      "QLinearMatMul": [0, 3],
      "ConvInteger": [1], "MatMulInteger": [0, 1], "com.microsoft.MatMulIntegerToFloat": [1],
      "com.microsoft.DynamicQuantizeMatMul": [1], "com.microsoft.QGemm": [3, 6],
      "com.microsoft.MatMulNBits": [1],
    ]

    /// The inputs of a static node in which weights may be: not the scales of a dequantised tensor, not the factors of
    /// a resized one.
    private static func inputs(of node: TypedNode) -> [Int] {
      switch node.node.operatorType {
      case "Shape", "Size", "ConstantOfShape", "Range", "OneHot": []
      case "DequantizeLinear", "QuantizeLinear", "Resize", "Upsample", "Clip", "Pad", "Tile":
        node.inputs.prefix(1).compactMap { $0 }
      default: node.inputs.compactMap { $0 }
      }
    }
  }
}
