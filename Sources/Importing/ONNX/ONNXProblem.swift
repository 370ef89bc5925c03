extension ImportError {
  /// Why an ONNX file cannot be read as a network. Nodes are named as in the file; a node without a name by its first
  /// output.
  public enum ONNXProblem: Hashable, Sendable {
    /// The bytes at the offset belong to no protobuf message: the file is damaged or of another kind.
    case notProtobuf
    /// A field of a known message holds what it cannot hold: `TensorProto.dims` is negative.
    case field(String)
    /// The file holds no graph: it is another protobuf message, or a training checkpoint.
    case noGraph
    /// Nothing in the graph depends on its inputs.
    case noLayers
    /// Graphs, functions or messages are nested more deeply than any exporter nests them.
    case nestedTooDeeply
    /// There are more of these than the limit: nodes, tensors.
    case tooMany(String, limit: Int)
    /// A size of an input is a letter, and nothing says what it stands for.
    case unknownSize(symbol: String, input: String, axis: Int)
    /// An input of this name was given, but the model has only these.
    case noSuchInput(String, known: [String])
    /// The given shape has another number of axes than the input.
    case inputRank(input: String, declared: Int, given: [Int])
    /// An `If`, `Loop` or `Scan`: how often its body runs is known only when the model runs.
    case controlFlow(node: String, operator: String)
    /// A node needs its own output.
    case cycle(node: String)
    /// A node takes a value that nothing gives.
    case undefinedValue(String, node: String)
    /// Nothing tells the shape of the node's output: the operator is unknown or its output depends on the data, and the
    /// file has no annotation for it.
    case unknownShape(node: String, operator: String)
    /// The operator is not defined for inputs of these shapes.
    case doNotFit(node: String, operator: String, shapes: [[Int]])
    /// An attribute, or an input that took its place, is missing or has a value for which the operator is not defined.
    case attribute(String, node: String, operator: String)
    /// A size is too large to be multiplied out.
    case overflow(node: String, operator: String)
  }
}
