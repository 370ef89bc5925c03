// Dosovitskiy and others: "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale"; Touvron and others:
// "Training data-efficient image transformers & distillation through attention" (DeiT).
//
// Names of modules are those of transformers 5.

/// The settings of an encoder of image patches, and its networks.
public struct VisionTransformer: Hashable, Sendable {
  /// Features of a token.
  public var width: Int
  /// Layers of the encoder.
  public var layers: Int
  /// Heads of attention in each.
  public var heads: Int
  /// Features of a head.
  public var headWidth: Int
  /// Features between the two layers of the feed-forward network.
  public var inner: Int
  /// The image for which the table of positions is made.
  public var image: Extents
  /// A patch of it, which becomes a token.
  public var patch: Extents
  /// Channels of the image.
  public var channels: Int
  /// Whether the projections to queries, keys and values have a bias.
  public var hasBias: Bool
  /// Whether a second token is learned, besides the class token: the distillation token of DeiT.
  public var isDistilled: Bool
  /// The function in the feed-forward network.
  public var activation: Operation.Activation.Function

  /// Settings with the usual ones as defaults.
  public init(
    width: Int, layers: Int, heads: Int, headWidth: Int? = nil, inner: Int, image: Extents = 224,
    patch: Extents = 16, channels: Int = 3, hasBias: Bool = true, isDistilled: Bool = false,
    activation: Operation.Activation.Function = .gelu
  ) {
    self.width = width
    self.layers = layers
    self.heads = heads
    self.headWidth = headWidth ?? width.divided(amongHeads: heads)
    self.inner = inner
    self.image = image
    self.patch = patch
    self.channels = channels
    self.hasBias = hasBias
    self.isDistilled = isDistilled
    self.activation = activation
  }

  /// What stands on the encoder.
  public enum Head: Hashable, Sendable {
    /// Nothing: the states of the tokens come out.
    case none
    /// One more layer on the class token's state, which comes out ("pooler").
    case pooler(width: Int, Operation.Activation.Function)
    /// A class for the image, from the class token's state.
    case classes(Int)
    /// The mean of what the class token and the distillation token say, each by a layer of its own.
    case taughtClasses(Int)
  }

  /// What goes in: the image.
  public var inputs: [Network.Input] {
    [Network.Input([max(1, channels), max(1, image.height), max(1, image.width)])]
  }

  /// The network with a head.
  public func network(_ head: Head) -> Module {
    var root = Module(.network)
    let prefix: String
    switch head {
    case .none, .pooler: prefix = ""
    case .classes, .taughtClasses: prefix = isDistilled ? "deit." : "vit."
    }
    root.append(prefix + "embeddings", .module(embeddings))
    root.append(prefix + "layers", .module(.list(of: layer, count: layers)))
    let states = root.append(prefix + "layernorm", .layerNorm(width))
    switch head {
    case .none: break
    case .pooler(let outputs, let function):
      var pooler = Module.of("first_token", .view(.oneToken))
      pooler.append("dense", .linear(width, outputs))
      pooler.append("activation", .activation(function))
      root.append("pooler", .module(pooler))
    case .classes(let count):
      root.append("first_token", .view(.oneToken))
      root.append("classifier", .linear(width, count))
    case .taughtClasses(let count):
      root.append("first_token", .view(.oneToken), from: [states])
      let first = root.append("cls_classifier", .linear(width, count))
      root.append("second_token", .view(.oneToken), from: [states])
      let second = root.append("distillation_classifier", .linear(width, count))
      root.append("add", .add, from: [first, second])
      root.append("div", .layer(.elementwise(.divide)))
    }
    return root
  }

  /// Each patch as a token, the learned tokens in front, and a row of the table for each position.
  private var embeddings: Module {
    let window = Operation.Window(kernel: patch, stride: patch)
    var patches = Module.of("projection", .convolution(channels, width, window: window, hasBias: true))
    patches.append("tokens", .view(.positionsAsTokens))
    var module = Module.of("patch_embeddings", .module(patches))
    let learned = isDistilled ? ["distillation_token", "cls_token"] : ["cls_token"]
    for token in learned { module.append(token, .learned(.tokens(1, features: width))) }
    let rows = Int.sum(Self.positions(image, patch), learned.count)
    module.append("position_embeddings", .learned(.positions(rows: rows, features: width)))
    return module
  }

  /// How many whole patches an image has; 0, which no table takes, where there is none.
  static func positions(_ image: Extents, _ patch: Extents) -> Int {
    guard patch.height > 0, patch.width > 0 else { return 0 }
    return .product(image.height / patch.height, image.width / patch.width)
  }

  private var layer: Module {
    let attention = MultiHeadAttention(
      width: width, heads: heads, headWidth: headWidth,
      names: .init(query: "q_proj", key: "k_proj", value: "v_proj", output: "o_proj"),
      biases: .init(query: hasBias, key: hasBias, value: hasBias, output: true))
    return PreNormLayer(
      attention: ("attention", attention.module()),
      feedForward: FeedForward(width: width, inner: inner, activation: activation),
      norms: ("layernorm_before", "layernorm_after")
    ).module
  }
}

extension VisionTransformer {
  /// The vision transformer.
  public static let publication = ViT.publication
  /// DeiT.
  public static let dataEfficient = Publication(
    authors: "Touvron, Cord, Douze, Massa, Sablayrolles, Jégou",
    title: "Training data-efficient image transformers & distillation through attention", year: 2020,
    identifier: "arXiv:2012.12877", place: .table("1"))

  /// The sizes of DeiT, table 1 of the paper, without and with the distillation token.
  static var entries: [Catalogue.Entry] {
    let sizes = [
      ("tiny", "DeiT-Ti", 192, 3), ("small", "DeiT-S", 384, 6), ("base", "DeiT-B", 768, 12),
    ]
    return sizes.flatMap { size, title, width, heads in
      let plain = VisionTransformer(width: width, layers: 12, heads: heads, inner: 4 * width)
      var distilled = plain
      distilled.isDistilled = true
      return [
        plain.entry("deit-\(size)", title, aliases: ["deit-\(size)-patch16-224"], .classes(1_000)),
        distilled.entry(
          "deit-\(size)-distilled", title + " distilled",
          aliases: ["deit-\(size)-distilled-patch16-224"], .taughtClasses(1_000)),
      ]
    }
  }

  private func entry(_ name: String, _ title: String, aliases: [String], _ head: Head) -> Catalogue.Entry {
    Catalogue.Entry(
      name: name, title: title, aliases: aliases, publication: Self.dataEfficient, inputs: inputs,
      takesPast: false
    ) { _ in network(head) }
  }
}
