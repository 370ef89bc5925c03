// Radford and others: "Learning Transferable Visual Models From Natural Language Supervision". Two encoders whose results are
// compared. Names of modules are those of transformers (`pre_layrnorm` is spelt so there).

/// The settings of CLIP, and its networks: images go in first, texts second.
public struct CLIP: Hashable, Sendable {
  /// The encoder of images.
  public var images: Images
  /// The encoder of texts.
  public var texts: Texts
  /// Features of the space in which images and texts are compared.
  public var projection: Int

  /// CLIP from its two encoders.
  public init(images: Images, texts: Texts, projection: Int) {
    self.images = images
    self.texts = texts
    self.projection = projection
  }

  /// The layers of an encoder.
  public struct Tower: Hashable, Sendable {
    /// Features of a token.
    public var width: Int
    /// How many layers there are.
    public var layers: Int
    /// Heads of attention in each.
    public var heads: Int
    /// Features between the two layers of the feed-forward network.
    public var inner: Int
    /// The function in the feed-forward network.
    public var activation: Operation.Activation.Function

    /// Layers with all their settings; the paper's function is an approximation of GELU.
    public init(
      width: Int, layers: Int, heads: Int, inner: Int, activation: Operation.Activation.Function = .gelu
    ) {
      self.width = width
      self.layers = layers
      self.heads = heads
      self.inner = inner
      self.activation = activation
    }
  }

  /// The encoder of images.
  public struct Images: Hashable, Sendable {
    /// The layers.
    public var tower: Tower
    /// The image.
    public var image: Extents
    /// A patch of it, which becomes a token.
    public var patch: Extents
    /// Channels of the image.
    public var channels: Int

    /// An encoder of images.
    public init(_ tower: Tower, image: Extents = 224, patch: Extents, channels: Int = 3) {
      self.tower = tower
      self.image = image
      self.patch = patch
      self.channels = channels
    }

    /// What goes in: the image.
    public var input: Network.Input {
      Network.Input([max(1, channels), max(1, image.height), max(1, image.width)], name: "image")
    }
  }

  /// The encoder of texts.
  public struct Texts: Hashable, Sendable {
    /// The layers.
    public var tower: Tower
    /// Words in the vocabulary.
    public var vocabulary: Int
    /// Rows of the table of positions.
    public var positions: Int

    /// An encoder of texts.
    public init(_ tower: Tower, vocabulary: Int = 49_408, positions: Int = 77) {
      self.tower = tower
      self.vocabulary = vocabulary
      self.positions = positions
    }

    /// What goes in: as many tokens as there are positions.
    public var input: Network.Input { .tokens(max(1, positions), name: "text") }
  }

  /// What goes in: the image and the text.
  public var inputs: [Network.Input] { [images.input, texts.input] }

  /// Both encoders, their projections, and the product of every text with every image of the batch.
  public var network: Module {
    var root = Module(.network)
    root.append(partsOf: images.network(), "vision_model.", from: [.input])
    let image = root.append(
      "visual_projection", .linear(images.tower.width, projection, hasBias: false))
    root.append(partsOf: texts.network(), "text_model.", from: [.moduleInput(1)])
    let text = root.append("text_projection", .linear(texts.tower.width, projection, hasBias: false))
    let images = Self.normed(image, "", in: &root)
    let texts = Self.normed(text, "_1", in: &root)
    root.append(
      "matmul", .layer(.matrixProduct(.init(transposesSecond: true))), from: [texts, images], call: .function)
    root.append("logit_scale", .learned(.tensor([1])))
    root.append("mul", .multiply)
    return root
  }

  /// A vector divided by its length.
  private static func normed(_ vector: Module.Source, _ suffix: String, in root: inout Module)
    -> Module.Source
  {
    let length = root.append(
      "norm" + suffix, .layer(.reduction(.init(.norm, axes: [1], keepsAxes: true))), from: [vector])
    return root.append("div" + suffix, .layer(.elementwise(.divide)), from: [vector, length])
  }
}

extension CLIP.Images {
  /// The encoder alone: the state of the class token comes out, projected to so many features if that is wanted.
  public func network(projection: Int? = nil) -> Module {
    if let projection {
      var root = Module(.network)
      root.append(partsOf: network(), "vision_model.", from: [.input])
      root.append("visual_projection", .linear(tower.width, projection, hasBias: false))
      return root
    }
    let width = tower.width
    let window = Operation.Window(kernel: patch, stride: patch)
    var embeddings = Module.of("patch_embedding", .convolution(channels, width, window: window))
    embeddings.append("tokens", .view(.positionsAsTokens))
    embeddings.append("class_embedding", .learned(.tokens(1, features: width)))
    let rows = Int.sum(VisionTransformer.positions(image, patch), 1)
    embeddings.append("position_embedding", .learned(.positions(rows: rows, features: width)))
    var module = Module(.network)
    module.append("embeddings", .module(embeddings))
    module.append("pre_layrnorm", .layerNorm(width))
    module.append("encoder.layers", .module(tower.module(mask: .none)))
    module.append("class_token", .view(.oneToken))
    module.append("post_layernorm", .layerNorm(width))
    return module
  }
}

extension CLIP.Texts {
  /// The encoder alone: the state of the last token comes out, projected to so many features if that is wanted.
  public func network(projection: Int? = nil) -> Module {
    if let projection {
      var root = Module(.network)
      root.append(partsOf: network(), "text_model.", from: [.input])
      root.append("text_projection", .linear(tower.width, projection, hasBias: false))
      return root
    }
    let width = tower.width
    var embeddings = Module.of("token_embedding", .embedding(vocabulary, width))
    embeddings.append("position_embedding", .learned(.positions(rows: positions, features: width)))
    var module = Module(.network)
    module.append("embeddings", .module(embeddings))
    module.append("encoder.layers", .module(tower.module(mask: .causal)))
    module.append("final_layer_norm", .layerNorm(width))
    module.append("last_token", .view(.oneToken))
    return module
  }
}

extension CLIP.Tower {
  /// The layers of an encoder.
  func module(mask: Operation.Attention.Mask) -> Module {
    let attention = MultiHeadAttention(
      width: width, heads: heads, headWidth: width.divided(amongHeads: heads), mask: mask)
    let layer = PreNormLayer(
      attention: ("self_attn", attention.module()),
      feedForward: FeedForward(width: width, inner: inner, activation: activation),
      norms: ("layer_norm1", "layer_norm2"))
    return .list(of: layer.module, count: layers)
  }
}

extension CLIP {
  /// The paper.
  public static let publication = Publication(
    authors: "Radford and others",
    title: "Learning Transferable Visual Models From Natural Language Supervision", year: 2021,
    identifier: "arXiv:2103.00020", place: .section("2.4"))

  /// The four with a vision transformer, table 20 of the paper.
  static var entries: [Catalogue.Entry] {
    func tower(_ width: Int, _ layers: Int) -> Tower {
      Tower(width: width, layers: layers, heads: width / 64, inner: 4 * width)
    }
    func clip(_ images: Tower, _ patch: Int, side: Int = 224, _ texts: Tower) -> CLIP {
      CLIP(
        images: Images(images, image: Extents(all: side), patch: Extents(all: patch)), texts: Texts(texts),
        projection: texts.width)
    }
    let (base, large) = (tower(768, 12), tower(1_024, 24))
    return [
      clip(base, 32, tower(512, 12)).entry("b-32", "ViT-B/32", aliases: ["clip-vit-base-patch32"]),
      clip(base, 16, tower(512, 12)).entry("b-16", "ViT-B/16", aliases: ["clip-vit-base-patch16"]),
      clip(large, 14, tower(768, 12)).entry("l-14", "ViT-L/14", aliases: ["clip-vit-large-patch14"]),
      clip(large, 14, side: 336, tower(768, 12))
        .entry("l-14-336", "ViT-L/14@336px", aliases: ["clip-vit-large-patch14-336"]),
    ]
  }

  private func entry(_ name: String, _ title: String, aliases: [String]) -> Catalogue.Entry {
    Catalogue.Entry(
      name: "clip-vit-\(name)", title: "CLIP " + title, aliases: aliases, publication: Self.publication,
      inputs: inputs, takesPast: false
    ) { _ in network }
  }
}
