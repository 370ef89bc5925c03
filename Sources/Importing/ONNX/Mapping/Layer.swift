import Networks

extension ONNX {
  /// A layer of the network that is being built, before it has a place in a module.
  struct Layer {
    var operation: Operation
    var inputs: [Source]
    /// What comes out.
    var shape: Shape
    /// The node that it stands for, or that it prepares something for.
    var node: Int
    /// What it is called where nothing better is known: `conv`, `add`.
    var label: String
    /// The tensor of the file that it owns, whose name tells the module: `layer1.0.conv1.weight`.
    var owned: String?
    /// Whether the layer is nothing but that tensor: `class_token`.
    var isTensor = false

    /// Where a layer takes a tensor from.
    enum Source: Hashable {
      /// One of the network's inputs.
      case input(Int)
      /// The output of an earlier layer.
      case layer(Int)
    }
  }
}
