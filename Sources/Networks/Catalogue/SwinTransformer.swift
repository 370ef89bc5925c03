// Transformers that attend within windows: section 3.3 of Liu, Lin, Cao, Hu, Wei, Zhang, Lin, Guo: "Swin Transformer:
// Hierarchical Vision Transformer using Shifted Windows", and section 3.5 of Liu and others: "Swin Transformer V2: Scaling
// Up Capacity and Resolution". Names of modules are those of torchvision.
//
// In every other block the windows are shifted by half a window. The map is rolled for that, which computes nothing, and
// keys from the other side of the image are masked, where there is more than one window; the mask is a constant and not
// counted. So all blocks of a stage cost the same and are one block, repeated.

/// The Swin families.
enum SwinTransformer {
  /// The two versions.
  enum Version {
    /// Norms before attention and perceptron, a table of biases.
    case first
    /// Norms behind them, cosines as scores, biases from a small network.
    case second
  }

  /// The features C of the first stage, doubled from stage to stage, and the blocks and heads of each.
  struct Size {
    var features: Int
    var blocks: [Int]
    var heads: [Int]
  }

  private static let table: [(letter: String, word: String, size: Size)] = [
    ("T", "Tiny", Size(features: 96, blocks: [2, 2, 6, 2], heads: [3, 6, 12, 24])),
    ("S", "Small", Size(features: 96, blocks: [2, 2, 18, 2], heads: [3, 6, 12, 24])),
    ("B", "Base", Size(features: 128, blocks: [2, 2, 18, 2], heads: [4, 8, 16, 32])),
  ]

  static let publication = Publication(
    authors: "Liu, Lin, Cao, Hu, Wei, Zhang, Lin, Guo",
    title: "Swin Transformer: Hierarchical Vision Transformer using Shifted Windows", year: 2021,
    identifier: "arXiv:2103.14030", place: .section("3.3"))
  static let secondPublication = Publication(
    authors: "Liu and others", title: "Swin Transformer V2: Scaling Up Capacity and Resolution", year: 2021,
    identifier: "arXiv:2111.09883", place: .section("3.5"))

  static var entries: [Catalogue.Entry] {
    table.map { letter, word, size in
      Catalogue.Entry(
        name: "swin_\(letter.lowercased())", title: "Swin-\(letter)",
        aliases: ["Swin \(word)", "Swin Transformer \(word)"],
        publication: publication, usualInput: [3, 224, 224]
      ) { network(size, window: 7, .first) }
    }
      + table.map { letter, word, size in
        Catalogue.Entry(
          name: "swin_v2_\(letter.lowercased())", title: "SwinV2-\(letter)",
          aliases: ["Swin V2 \(word)", "Swin Transformer V2 \(word)"], publication: secondPublication,
          usualInput: [3, 256, 256]
        ) { network(size, window: 8, .second) }
      }
  }

  /// The whole network for 1,000 classes: patches of 4×4 positions, the stages with patches merged between them, the head.
  static func network(_ size: Size, window: Int, _ version: Version) -> Module {
    var network = Module(.network)
    var features = size.features
    network.append(
      "features.0.0", .convolution(3, features, kernel: 4, stride: 4, padding: 0, hasBias: true))
    network.append("features.0.1", .view(.channelsLast))
    network.append("features.0.2", .layerNorm(features))
    for (index, (count, heads)) in zip(size.blocks, size.heads).enumerated() {
      if index > 0 {
        network.append("features.\(2 * index)", .module(merging(features, version)))
        features *= 2
      }
      let attention = WindowAttention(features: features, heads: heads, window: window)
      var stage = Module(.stage)
      stage.append(chain: [Module](repeating: block(attention, version), count: count))
      network.append("features.\(2 * index + 1)", .module(stage))
    }
    network.append("norm", .layerNorm(features))
    network.append("permute", .view(.channelsFirst))
    network.append("avgpool", .globalAveragePool)
    network.append("flatten", .flatten)
    network.append("head", .linear(features, 1000))
    return network
  }

  /// Two by two neighbours put together, and half as many features made of theirs.
  private static func merging(_ features: Int, _ version: Version) -> Module {
    var module = Module(.group)
    module.append("cat", .view(.neighbours(2)))
    if version == .first { module.append("norm", .layerNorm(4 * features)) }
    module.append("reduction", .linear(4 * features, 2 * features, hasBias: false))
    if version == .second { module.append("norm", .layerNorm(2 * features)) }
    return module
  }

  /// Attention and perceptron, each with its norm and a sum: equation 3 of the first paper, figure 1 of the second.
  private static func block(_ attention: WindowAttention, _ version: Version) -> Module {
    let features = attention.features
    var block = Module(.block)
    if version == .first { block.append("norm1", .layerNorm(features)) }
    block.append("attn", .module(version == .first ? attention.withTable() : attention.withCosines()))
    if version == .second { block.append("norm1", .layerNorm(features)) }
    let sum = block.append("add", .add, from: [.input, .node(block.nodes.count - 1)])
    if version == .first { block.append("norm2", .layerNorm(features)) }
    block.appendPerceptron("mlp", features, hidden: 4 * features)
    if version == .second { block.append("norm2", .layerNorm(features)) }
    block.append("add_1", .add, from: [sum, .node(block.nodes.count - 1)])
    return block
  }
}
