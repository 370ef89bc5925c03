extension ONNX {
  /// What is read of a `NodeProto`: one use of an operator. An object, because it is handed on from phase to phase by the
  /// ten thousand.
  final class Node {
    private(set) var name = ""
    private(set) var operatorType = ""
    private(set) var domain = ""
    private(set) var overload = ""
    /// Names of values; an input that is left out is empty.
    private(set) var inputs: [String] = []
    /// Names of values; an output that is not wanted is empty.
    private(set) var outputs: [String] = []
    private(set) var attributes: [Attribute] = []
    /// The paths of the modules that the node stands in, outermost first, where the exporter notes them.
    private(set) var scopes: [String]?

    /// Reads a `NodeProto` of a graph that stands within `depth` others.
    init(reading message: WireCursor, depth: Int) throws(ONNXFailure) {
      var message = message
      let start = message.offset
      while let field = try message.next() {
        switch field.number {
        case 1: inputs.append(try message.text(of: field))
        case 2: outputs.append(try message.text(of: field))
        case 3: name = try message.text(of: field)
        case 4: operatorType = try message.text(of: field)
        case 5:
          attributes.append(try Attribute(reading: try message.contents(of: field), depth: depth))
          try Limit.attributes.check(attributes.count)
        case 7:
          let text = try message.text(of: field)
          domain = text == "ai.onnx" ? "" : text
        case 8: overload = try message.text(of: field)
        case 9: scopes = try ONNX.scopes(try message.contents(of: field)) ?? scopes
        default: try message.skip(field)
        }
      }
      // Layers are called by their operators.
      if operatorType.isEmpty { throw ONNXFailure(.field("NodeProto.op_type"), at: start) }
    }

    /// The same node with other attributes.
    init(_ node: Node, attributes: [Attribute]) {
      (name, operatorType, domain, overload) = (node.name, node.operatorType, node.domain, node.overload)
      (inputs, outputs, scopes) = (node.inputs, node.outputs, node.scopes)
      self.attributes = attributes
    }

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
