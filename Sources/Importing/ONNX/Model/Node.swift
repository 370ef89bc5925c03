extension ONNX {
  /// What is read of a `NodeProto`: one use of an operator.
  struct Node {
    var name = ""
    var operatorType = ""
    var domain = ""
    var overload = ""
    /// Names of values; an input that is left out is empty.
    var inputs: [String] = []
    /// Names of values; an output that is not wanted is empty.
    var outputs: [String] = []
    var attributes: [Attribute] = []
    /// The paths of the modules that the node stands in, outermost first, where the exporter notes them.
    var scopes: [String]?

    /// The name for messages: a node without one is known by what it gives.
    var title: String { name.isEmpty ? outputs.first ?? operatorType : name }
  }

  /// A named option of a node.
  struct Attribute {
    var name = ""
    var value = Value.unread

    /// What an attribute holds.
    enum Value {
      case float(Float)
      case integer(Int)
      case text(String)
      case floats([Float])
      case integers([Int])
      case texts([String])
      indirect case tensor(Tensor)
      indirect case graph(Graph)
      /// Within a function: the attribute of the call with this name.
      case reference(String)
      /// A type, a sparse tensor, a list of graphs: nothing that a count needs.
      case unread
    }
  }

  /// What is read of a `TensorProto`. The data of large tensors are never looked at.
  struct Tensor {
    var name = ""
    var shape: [Int] = []
    var type = DataType.undefined
    /// The elements, if they are few and in the file.
    var elements: Elements?
  }

  /// The elements of a small tensor, innermost axis first changing.
  enum Elements: Hashable {
    /// Whole numbers and truth values.
    case integers([Int])
    /// Real numbers.
    case reals([Double])

    var count: Int {
      switch self {
      case .integers(let values): values.count
      case .reals(let values): values.count
      }
    }
  }
}
