extension ONNX {
  /// A tensor that flows through the graph, as far as it is known without running the model. An object, because every
  /// rule that looks at a node looks at its tensors.
  final class Value {
    /// The name in the file.
    let name: String
    let type: DataType
    /// The sizes, or nil where nothing tells them.
    let shape: [Int]?
    /// The elements, if they are few and known: a shape, the axes of a reduction.
    let elements: Elements?
    /// Where it comes from.
    let origin: Origin
    /// Whether it depends on no input of the model, so that it could be computed when the model is loaded.
    let isStatic: Bool

    init(
      name: String, type: DataType, shape: [Int]?, elements: Elements? = nil, origin: Origin, isStatic: Bool
    ) {
      (self.name, self.type, self.shape, self.elements) = (name, type, shape, elements)
      (self.origin, self.isStatic) = (origin, isStatic)
    }

    /// Where a value comes from.
    enum Origin {
      /// An input of the model.
      case input
      /// A tensor of the file.
      case tensor
      /// A tensor that a `Constant` node holds.
      case constant
      /// A node, by its index among the typed nodes.
      case node(Int)
    }
  }

  /// What a node gives at one of its outputs.
  struct Outcome {
    /// The sizes, or nil if they depend on the data.
    var shape: [Int]?
    /// The type of the elements, or nil for that of the node's first input.
    var type: DataType?
    var elements: Elements?

    init(_ shape: [Int]?, _ type: DataType? = nil, _ elements: Elements? = nil) {
      (self.shape, self.type, self.elements) = (shape, type, elements)
    }

    /// A list of whole numbers whose elements are known.
    init(_ integers: [Int], shape: [Int]) {
      self.init(shape, .int64, .integers(integers))
    }
  }

  /// A node with its tensors: functions are replaced by their bodies, branches by the one that is taken.
  struct TypedNode {
    let node: Node
    /// The version of the operator set that the node is written for.
    let opset: Int
    /// Indices of values; an input that is left out is nil.
    let inputs: [Int?]
    /// Indices of values; an output that is not wanted is nil.
    var outputs: [Int?]
    /// The names of the calls that the node stands in, outermost first.
    let calls: [String]
    /// Whether the operator is known.
    let isKnown: Bool
  }

  /// A graph without functions and branches in which every tensor has its sizes.
  struct TypedGraph {
    var values: [Value] = []
    /// In an order in which every node comes after those that it needs.
    var nodes: [TypedNode] = []
    /// Indices of the values that the model takes.
    var inputs: [Int] = []
    /// Indices of the values that the model gives.
    var outputs: [Int] = []
  }
}
