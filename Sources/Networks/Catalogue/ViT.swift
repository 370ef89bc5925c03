// Vision transformers, table 1 of Dosovitskiy and others: "An Image is Worth 16x16 Words: Transformers for Image
// Recognition at Scale". Names of modules are those of torchvision.

/// The ViT family.
enum ViT {
  /// A line of table 1.
  struct Size {
    var layers: Int
    var features: Int
    var hidden: Int
    var heads: Int
  }

  private static let base = Size(layers: 12, features: 768, hidden: 3072, heads: 12)
  private static let large = Size(layers: 24, features: 1024, hidden: 4096, heads: 16)
  private static let huge = Size(layers: 32, features: 1280, hidden: 5120, heads: 16)

  private static let table: [(letter: String, word: String, size: Size, patch: Int)] = [
    ("B", "Base", base, 16), ("B", "Base", base, 32), ("L", "Large", large, 16), ("L", "Large", large, 32),
    ("H", "Huge", huge, 14),
  ]

  static let publication = Publication(
    authors: "Dosovitskiy and others",
    title: "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale", year: 2020,
    identifier: "arXiv:2010.11929", place: .table("1"))

  static var entries: [Catalogue.Entry] {
    table.map { letter, word, size, patch in
      Catalogue.Entry(
        name: "vit_\(letter.lowercased())_\(patch)", title: "ViT-\(letter)/\(patch)",
        aliases: ["ViT-\(word)/\(patch)", "Vision Transformer \(letter)/\(patch)"],
        publication: publication, usualInput: [3, 224, 224]
      ) { network(size, patch: patch) }
    }
  }

  /// The whole network for 1,000 classes: each patch becomes a token, a class token is put in front, and positions are
  /// added (equation 1). There are as many positions as tokens, whatever the size of the image.
  static func network(_ size: Size, patch: Int) -> Module {
    var network = Module(.network)
    network.append(
      "conv_proj", .convolution(3, size.features, kernel: patch, stride: patch, padding: 0, hasBias: true))
    network.append("reshape", .view(.positionsAsTokens))
    network.append("class_token", .learned(.tokens(1, features: size.features)), call: .function)
    network.append("encoder.pos_embedding", .learned(.positions(features: size.features)))
    var encoder = Module(.stage)
    encoder.append(
      chain: [Module](repeating: layer(size), count: size.layers), stem: "encoder_layer_")
    network.append("encoder.layers", .module(encoder))
    network.append("encoder.ln", .layerNorm(size.features))
    network.append("getitem", .view(.oneToken))
    network.append("heads.head", .linear(size.features, 1000))
    return network
  }

  /// A layer of the encoder: attention and perceptron, each behind a norm and with a sum (equations 2 and 3).
  private static func layer(_ size: Size) -> Module {
    var layer = Module(.block)
    layer.append("ln_1", .layerNorm(size.features))
    let attended = layer.append("self_attention", .module(attention(size)))
    let sum = layer.append("add", .add, from: [attended, .input])
    layer.append("ln_2", .layerNorm(size.features))
    layer.appendPerceptron("mlp", size.features, hidden: size.hidden)
    layer.append("add_1", .add, from: [sum, .node(layer.nodes.count - 1)])
    return layer
  }

  /// Multi-head self-attention as one module, whose projections are called as functions: queries, keys and values from one
  /// matrix, the core of attention, and the projection of the result.
  private static func attention(_ size: Size) -> Module {
    var attention = Module(.multiheadAttention)
    attention.append("in_proj", .linear(size.features, 3 * size.features), call: .function)
    attention.append(
      "scaled_dot_product_attention",
      .attention(.init(heads: size.heads, keyWidth: size.features / size.heads)))
    attention.append("out_proj", .linear(size.features, size.features), call: .function)
    return attention
  }
}
