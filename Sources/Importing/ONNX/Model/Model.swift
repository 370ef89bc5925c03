extension ONNX {
  /// What is read of a `ModelProto`.
  struct Model {
    /// Who wrote the file: `pytorch`.
    var producer = ""
    /// The versions of the operator sets by domain; the standard's domain is the empty text.
    var opsets: [String: Int] = [:]
    /// The graph, if the file has one.
    var graph: Graph?
    /// Functions that nodes may call as if they were operators.
    var functions: [Function] = []
  }

  /// What is read of a `GraphProto`: the model's own graph, or the body of an `If`.
  struct Graph {
    var name = ""
    var nodes: [Node] = []
    var initializers: [Tensor] = []
    var inputs: [ValueInfo] = []
    var outputs: [ValueInfo] = []
    /// Annotated types of values within the graph.
    var annotations: [ValueInfo] = []
  }

  /// What is read of a `FunctionProto`.
  struct Function {
    var name = ""
    var domain = ""
    var overload = ""
    var inputs: [String] = []
    var outputs: [String] = []
    /// Attributes that have a value if a call gives none.
    var defaults: [Attribute] = []
    var nodes: [Node] = []
    var opsets: [String: Int] = [:]
  }

  /// The type of a named value.
  struct ValueInfo {
    var name = ""
    var type = DataType.undefined
    /// The sizes, or nil where the file gives no shape or the value is no tensor.
    var shape: [Dimension]?
  }

  /// One size of a shape.
  enum Dimension: Hashable {
    /// A number.
    case size(Int)
    /// A letter: `batch`; empty where the file says nothing.
    case symbol(String)
  }
}
