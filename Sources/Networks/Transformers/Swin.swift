// Liu and others: "Swin Transformer: Hierarchical Vision Transformer using Shifted Windows", as transformers 5 has it: three
// projections for queries, keys and values, and no norm between the stages. Names of modules are its own.
//
// The states are followed as maps with the features last. Shifted windows cost what others cost.

/// The settings of a Swin transformer of transformers, and its networks.
public struct Swin: Hashable, Sendable {
  /// Features behind the patches; each merging doubles them.
  public var width: Int
  /// The stages.
  public var stages: [Stage]
  /// The side of a window of attention.
  public var window: Int
  /// The image for which an absolute table of positions is made, if there is one.
  public var image: Extents
  /// A patch of it.
  public var patch: Extents
  /// Channels of the image.
  public var channels: Int
  /// Whether the projections to queries, keys and values have a bias.
  public var hasBias: Bool
  /// Whether there is a table of absolute positions besides the relative ones.
  public var hasAbsolutePositions: Bool
  /// The function in the feed-forward network.
  public var activation: Operation.Activation.Function

  /// Blocks at one resolution.
  public struct Stage: Hashable, Sendable {
    /// How many blocks there are.
    public var blocks: Int
    /// Heads of attention in each.
    public var heads: Int
    /// Features between the two layers of the feed-forward network.
    public var inner: Int

    /// A stage with all its settings.
    public init(blocks: Int, heads: Int, inner: Int) {
      self.blocks = blocks
      self.heads = heads
      self.inner = inner
    }
  }

  /// Settings with the usual ones as defaults.
  public init(
    width: Int, stages: [Stage], window: Int = 7, image: Extents = 224, patch: Extents = 4,
    channels: Int = 3, hasBias: Bool = true, hasAbsolutePositions: Bool = false,
    activation: Operation.Activation.Function = .gelu
  ) {
    self.width = width
    self.stages = stages
    self.window = window
    self.image = image
    self.patch = patch
    self.channels = channels
    self.hasBias = hasBias
    self.hasAbsolutePositions = hasAbsolutePositions
    self.activation = activation
  }

  /// The paper.
  public static let publication = SwinTransformer.publication

  /// What stands on the encoder.
  public enum Head: Hashable, Sendable {
    /// Nothing: the mean state of all positions comes out.
    case none
    /// A class for the image.
    case classes(Int)
  }

  /// What goes in: the image.
  public var inputs: [Network.Input] {
    [Network.Input([max(1, channels), max(1, image.height), max(1, image.width)])]
  }

  /// The network with a head.
  public func network(_ head: Head) -> Module {
    let prefix = head == .none ? "" : "swin."
    let last = width(after: stages.count - 1)
    var root = Module(.network)
    root.append(prefix + "embeddings", .module(embeddings))
    for (index, stage) in stages.enumerated() {
      root.append(
        prefix + "encoder.layers.\(index)",
        .module(module(of: stage, width(after: index), merges: index < stages.count - 1)))
    }
    root.append(prefix + "layernorm", .layerNorm(last))
    root.append(prefix + "transpose", .view(.channelsFirst))
    root.append(prefix + "pooler", .globalAveragePool)
    root.append(prefix + "flatten", .flatten)
    if case .classes(let count) = head { root.append("classifier", .linear(last, count)) }
    return root
  }

  /// The features after so many mergings.
  private func width(after mergings: Int) -> Int {
    var width = width
    for _ in 0..<max(0, mergings) { width = .product(2, width) }
    return width
  }

  private var embeddings: Module {
    // An image is filled up to whole patches below and on the right.
    let rest = Extents(image.height.missing(to: patch.height), image.width.missing(to: patch.width))
    let strides = Operation.Window(kernel: patch, stride: patch, padding: 0, paddingAfter: rest)
    var patches = Module.of("projection", .convolution(channels, width, window: strides, hasBias: true))
    patches.append("permute", .view(.channelsLast))
    var module = Module.of("patch_embeddings", .module(patches))
    module.append("norm", .layerNorm(width))
    if hasAbsolutePositions {
      let rows = VisionTransformer.positions(image, patch)
      module.append("position_embeddings", .learned(.tensor([rows, width])))
    }
    return module
  }

  private func module(of stage: Stage, _ width: Int, merges: Bool) -> Module {
    var blocks = Module.list(of: block(stage, width), count: stage.blocks)
    blocks.role = .group
    var module = Module(.stage)
    module.append("blocks", .module(blocks))
    if merges { module.append("downsample", .module(merging(width))) }
    return module
  }

  /// Squares of four positions as one, with twice the features of each.
  private func merging(_ width: Int) -> Module {
    let (all, kept) = (Int.product(4, width), Int.product(2, width))
    var module = Module(.group)
    module.append("cat", .view(.neighbours(2)))
    module.append("norm", .layerNorm(all))
    module.append("reduction", .linear(all, kept, hasBias: false))
    return module
  }

  private func block(_ stage: Stage, _ width: Int) -> Module {
    let side = Extents(all: window)
    let attention = MultiHeadAttention(
      width: width, heads: stage.heads, headWidth: width.divided(amongHeads: stage.heads),
      names: .init(query: "q_proj", key: "k_proj", value: "v_proj", output: "o_proj"),
      biases: .init(query: hasBias, key: hasBias, value: hasBias, output: true),
      scoreBias: ("relative_position_bias", .relativeBias(window: side, heads: stage.heads)))
    let feedForward = FeedForward(width: width, inner: stage.inner, activation: activation)
    var block = Module(.block)
    let normed = block.append("layernorm_before", .layerNorm(width))
    block.append("windows", .view(.windows(side)))
    let attended = block.append("attention", .module(attention.module()))
    let mapped = block.append("map", .view(.asSecond), from: [attended, normed])
    let sum = block.append("add", .add, from: [mapped, .input])
    block.append("layernorm_after", .layerNorm(width))
    let fed = block.append("mlp", .module(feedForward.module))
    block.append("add_1", .add, from: [fed, sum])
    return block
  }
}

extension Int {
  /// How much is missing to a multiple of a number; nothing where there is none.
  fileprivate func missing(to divisor: Int) -> Int {
    divisor > 0 && self % divisor != 0 ? divisor - self % divisor : 0
  }
}
