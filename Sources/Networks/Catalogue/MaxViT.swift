// Convolutions, attention within windows and attention over grids, table 1 of Tu, Talebi, Zhang, Yang, Milanfar, Bovik, Li:
// "MaxViT: Multi-Axis Vision Transformer". Names of modules are those of torchvision.

/// The MaxViT family.
enum MaxViT {
  /// A column of table 1: the channels of the stem, the channels and blocks of each stage; and the features of a head, the
  /// side of a window and of a grid.
  struct Size {
    var stem: Int
    var channels: [Int]
    var blocks: [Int]
    var headWidth: Int
    var window: Int
  }

  private static let tiny = Size(
    stem: 64, channels: [64, 128, 256, 512], blocks: [2, 2, 5, 2], headWidth: 32, window: 7)

  static let publication = Publication(
    authors: "Tu, Talebi, Zhang, Yang, Milanfar, Bovik, Li",
    title: "MaxViT: Multi-Axis Vision Transformer", year: 2022, identifier: "arXiv:2204.01697",
    place: .table("1"))

  static var entries: [Catalogue.Entry] {
    [
      Catalogue.Entry(
        name: "maxvit_t", title: "MaxViT-T", aliases: ["MaxViT Tiny"], publication: publication,
        usualInput: [3, 224, 224]
      ) { network(tiny) }
    ]
  }

  /// The whole network for 1,000 classes.
  static func network(_ size: Size) -> Module {
    var network = Module(.network)
    network.appendConvolution("stem.0", 3, size.stem, kernel: 3, stride: 2, .gelu)
    network.append("stem.1.0", .convolution(size.stem, size.stem, kernel: 3, hasBias: true))
    var channels = size.stem
    for (index, (output, count)) in zip(size.channels, size.blocks).enumerated() {
      let first = block(from: channels, to: output, stride: 2, size)
      let other = block(from: output, to: output, stride: 1, size)
      var stage = Module(.stage)
      stage.append(chain: [first] + [Module](repeating: other, count: count - 1), stem: "layers.")
      network.append("blocks.\(index)", .module(stage))
      channels = output
    }
    network.append("classifier.0", .globalAveragePool)
    network.append("classifier.1", .flatten)
    network.append("classifier.2", .layerNorm(channels))
    network.append("classifier.3", .linear(channels, channels))
    network.append("classifier.4", .activation(.tanh))
    network.append("classifier.5", .linear(channels, 1000, hasBias: false))
    return network
  }

  /// A block of figure 2: convolutions, then attention in windows, then attention over grids.
  private static func block(from channels: Int, to output: Int, stride: Int, _ size: Size) -> Module {
    let side = Extents(all: size.window)
    var block = Module(.block)
    block.append("layers.MBconv", .module(convolutions(from: channels, to: output, stride: stride)))
    block.append("layers.window_attention", .module(partition(.windows(side), output, size)))
    block.append("layers.grid_attention", .module(partition(.grids(side), output, size)))
    return block
  }

  /// MBConv with a norm in front: to four times the output's channels, depthwise, squeeze to a quarter of the output's
  /// channels and excitation, and back (appendix A of the paper).
  private static func convolutions(from channels: Int, to output: Int, stride: Int) -> Module {
    let width = 4 * output
    var module = Module(.group)
    var shortcut = Module.Source.input
    if stride != 1 || channels != output {
      var projection = Module(.shortcut)
      if stride != 1 { projection.append("0", .averagePool(kernel: 3, stride: stride, padding: 1)) }
      projection.append(
        "\(projection.nodes.count)", .convolution(channels, output, kernel: 1, hasBias: true))
      shortcut = module.append("proj", .module(projection), from: [.input])
    }
    module.append("layers.pre_norm", .batchNorm(channels), from: [.input])
    module.appendConvolution("layers.conv_a", channels, width, .gelu)
    module.appendConvolution(
      "layers.conv_b", width, width, kernel: 3, stride: stride, groups: width, .gelu)
    module.append(
      "layers.squeeze_excitation", .module(.squeezeExcitation(width, squeezed: output / 4, .silu)))
    let branch = module.append("layers.conv_c", .convolution(width, output, kernel: 1, hasBias: true))
    module.append("add", .add, from: [shortcut, branch])
    return module
  }

  /// Attention and perceptron in the parts of a map: its windows or its grids.
  private static func partition(_ view: Operation.View, _ features: Int, _ size: Size) -> Module {
    var module = Module(.group)
    let map = module.append("permute", .view(.channelsLast))
    let parts = module.append("partition_op", .view(view), call: .module)
    module.append("attn_layer.0", .layerNorm(features))
    let attended = module.append("attn_layer.1", .module(attention(features, size)))
    let sum = module.append("add", .add, from: [parts, attended])
    module.append("mlp_layer.0", .layerNorm(features))
    module.append("mlp_layer.1", .linear(features, 4 * features))
    module.append("mlp_layer.2", .activation(.gelu))
    let output = module.append("mlp_layer.3", .linear(4 * features, features))
    let last = module.append("add_1", .add, from: [sum, output])
    module.append("departition_op", .view(.asSecond), from: [last, map])
    module.append("permute_1", .view(.channelsFirst))
    return module
  }

  /// Self-attention with a learned bias for each offset: equation 1 of the paper.
  private static func attention(_ features: Int, _ size: Size) -> Module {
    let heads = features / size.headWidth
    var attention = Module(.attention)
    attention.append("to_qkv", .linear(features, 3 * features))
    let split = attention.append("reshape", .view(.heads(3 * heads)))
    let parts = ["q", "k", "v"].map { attention.append($0, .view(.part(of: 3, axis: 2)), from: [split]) }
    let keys = attention.append("mul", .multiply, from: [parts[1]])
    attention.append(
      "einsum", .layer(.matrixProduct(.init(transposesSecond: true))), from: [parts[0], keys], call: .einsum)
    attention.append(
      "relative_position_bias_table",
      .learned(.relativeBias(window: Extents(all: size.window), heads: heads)))
    let weights = attention.append("softmax", .softmax, call: .function)
    attention.append("einsum_1", .layer(.matrixProduct(.init())), from: [weights, parts[2]], call: .einsum)
    attention.append("reshape_1", .view(.mergedHeads))
    attention.append("merge", .linear(features, features))
    return attention
  }
}
