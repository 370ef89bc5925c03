// The two branches of a transformer's layer, attention and feed-forward network, each with its sum and its norm.

/// The feed-forward network that works on each token by itself.
///
/// Vaswani and others, "Attention Is All You Need", section 3.3, equation 2.
struct FeedForward {
  /// Features of a token.
  var width: Int
  /// Features between the two layers.
  var inner: Int
  /// The function between them.
  var activation: Operation.Activation.Function
  /// What the code of the family calls them, in their order.
  var names = ("fc1", "activation_fn", "fc2")

  /// Appends the layers to a module.
  func append(to module: inout Module) {
    module.append(names.0, .linear(width, inner))
    module.append(names.1, .activation(activation))
    module.append(names.2, .linear(inner, width))
  }

  /// The layers as a module of their own.
  var module: Module {
    var module = Module(.group)
    append(to: &module)
    return module
  }
}

/// A layer of an image encoder: a norm before each branch, and the feed-forward network as a module of its own.
///
/// Dosovitskiy and others, "An Image is Worth 16x16 Words", section 3.1, equations 2 and 3.
struct PreNormLayer {
  /// The module between the first norm and the first sum, and its name.
  var attention: (name: String, module: Module)
  /// The feed-forward network.
  var feedForward: FeedForward
  /// The names of the norms.
  var norms: (before: String, after: String)

  /// The layer.
  var module: Module {
    let width = feedForward.width
    var layer = Module(.block)
    layer.append(norms.before, .layerNorm(width))
    let attended = layer.append(attention.name, .module(attention.module))
    let sum = layer.append("add", .add, from: [attended, .input])
    layer.append(norms.after, .layerNorm(width))
    let fed = layer.append("mlp", .module(feedForward.module))
    layer.append("add_1", .add, from: [fed, sum])
    return layer
  }
}

/// A layer of an encoder or a decoder in the names of fairseq: self-attention, attention to the encoder's output where
/// there is one, a feed-forward network.
struct EncoderDecoderLayer {
  /// Attention among the tokens.
  var selfAttention: MultiHeadAttention
  /// Attention to the encoder's output, which is the second input.
  var crossAttention: MultiHeadAttention?
  /// The feed-forward network.
  var feedForward: FeedForward
  /// Whether each norm stands before its branch rather than behind the sum.
  var normsFirst: Bool

  /// The layer.
  var module: Module {
    var layer = Module(.block)
    branch("self_attn_layer_norm", in: &layer, sum: "add") {
      $0.append("self_attn", .module(selfAttention.module()))
    }
    if let crossAttention {
      branch("encoder_attn_layer_norm", in: &layer, sum: "add_1") {
        let tokens: Module.Source = .node($0.nodes.count - 1)
        $0.append(
          "encoder_attn", .module(crossAttention.module(over: .moduleInput(1))),
          from: [tokens, .moduleInput(1)])
      }
    }
    branch("final_layer_norm", in: &layer, sum: crossAttention == nil ? "add_1" : "add_2") {
      feedForward.append(to: &$0)
    }
    return layer
  }

  /// A branch from the last node to its sum with what went in.
  private func branch(
    _ norm: String, in layer: inout Module, sum: String, _ append: (inout Module) -> Void
  ) {
    let input: Module.Source = layer.nodes.isEmpty ? .input : .node(layer.nodes.count - 1)
    let width = feedForward.width
    if normsFirst { layer.append(norm, .layerNorm(width)) }
    append(&layer)
    layer.append(sum, .add, from: [.node(layer.nodes.count - 1), input])
    if !normsFirst { layer.append(norm, .layerNorm(width)) }
  }
}

extension Module {
  /// Puts the parts of another module behind the last node, each by itself under its whole path, and gives the source of
  /// the last one.
  @discardableResult
  mutating func append(partsOf module: Module, _ prefix: String, from inputs: [Source]) -> Source {
    let first = nodes.count
    for node in module.nodes {
      var node = node
      node.name = prefix + node.name
      node.inputs = node.inputs.map { source in
        switch source {
        case .moduleInput(let place): inputs.indices.contains(place) ? inputs[place] : source
        case .node(let index): .node(index + first)
        }
      }
      nodes.append(node)
    }
    return .node(nodes.count - 1)
  }

  /// A module of one layer.
  static func of(_ name: String, _ element: Element) -> Module {
    var module = Module(.group)
    module.append(name, element)
    return module
  }

  /// So many equal layers in a row, as the numbered children of a list. Those of a decoder see the encoder's output, its
  /// second input, too.
  static func list(of layer: Module, count: Int, seesMemory: Bool = false) -> Module {
    var list = Module(.stage)
    list.append(
      "0", .module(layer), from: seesMemory ? [.input, .moduleInput(1)] : [.input], repetitions: count)
    return list
  }
}
