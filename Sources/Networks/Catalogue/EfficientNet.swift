// Networks that grow in width, depth and resolution together: table 1 of Tan, Le: "EfficientNet: Rethinking Model Scaling
// for Convolutional Neural Networks", and table 4 of their "EfficientNetV2: Smaller Models and Faster Training". Names of
// modules are those of torchvision.

/// The EfficientNet families.
enum EfficientNet {
  /// A line of the tables: the operator, its expansion and kernel, the output channels, how many layers, the stride of the
  /// first.
  struct Stage {
    var block: Block
    var expansion: Int
    var kernel: Int
    var stride: Int
    var channels: Int
    var layers: Int

    init(_ block: Block, _ expansion: Int, k kernel: Int, s stride: Int, _ channels: Int, _ layers: Int) {
      (self.block, self.expansion, self.kernel) = (block, expansion, kernel)
      (self.stride, self.channels, self.layers) = (stride, channels, layers)
    }
  }

  /// The two operators.
  enum Block {
    /// 1×1, depthwise, squeeze-and-excitation, 1×1.
    case mobile
    /// The first two as one convolution, without squeeze-and-excitation.
    case fused
  }

  private static let b0 = [
    Stage(.mobile, 1, k: 3, s: 1, 16, 1),
    Stage(.mobile, 6, k: 3, s: 2, 24, 2),
    Stage(.mobile, 6, k: 5, s: 2, 40, 2),
    Stage(.mobile, 6, k: 3, s: 2, 80, 3),
    Stage(.mobile, 6, k: 5, s: 1, 112, 3),
    Stage(.mobile, 6, k: 5, s: 2, 192, 4),
    Stage(.mobile, 6, k: 3, s: 1, 320, 1),
  ]

  /// Width and depth as percentages of B0, and the resolution.
  private static let compound: [(name: String, width: Int, depth: Int, resolution: Int)] = [
    ("0", 100, 100, 224), ("1", 100, 110, 240), ("2", 110, 120, 288), ("3", 120, 140, 300),
    ("4", 140, 180, 380), ("5", 160, 220, 456), ("6", 180, 260, 528), ("7", 200, 310, 600),
  ]

  private static let v2Small = [
    Stage(.fused, 1, k: 3, s: 1, 24, 2),
    Stage(.fused, 4, k: 3, s: 2, 48, 4),
    Stage(.fused, 4, k: 3, s: 2, 64, 4),
    Stage(.mobile, 4, k: 3, s: 2, 128, 6),
    Stage(.mobile, 6, k: 3, s: 1, 160, 9),
    Stage(.mobile, 6, k: 3, s: 2, 256, 15),
  ]

  private static let v2Medium = [
    Stage(.fused, 1, k: 3, s: 1, 24, 3),
    Stage(.fused, 4, k: 3, s: 2, 48, 5),
    Stage(.fused, 4, k: 3, s: 2, 80, 5),
    Stage(.mobile, 4, k: 3, s: 2, 160, 7),
    Stage(.mobile, 6, k: 3, s: 1, 176, 14),
    Stage(.mobile, 6, k: 3, s: 2, 304, 18),
    Stage(.mobile, 6, k: 3, s: 1, 512, 5),
  ]

  private static let v2Large = [
    Stage(.fused, 1, k: 3, s: 1, 32, 4),
    Stage(.fused, 4, k: 3, s: 2, 64, 7),
    Stage(.fused, 4, k: 3, s: 2, 96, 7),
    Stage(.mobile, 4, k: 3, s: 2, 192, 10),
    Stage(.mobile, 6, k: 3, s: 1, 224, 19),
    Stage(.mobile, 6, k: 3, s: 2, 384, 25),
    Stage(.mobile, 6, k: 3, s: 1, 640, 7),
  ]

  static let publication = Publication(
    authors: "Tan, Le",
    title: "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", year: 2019,
    identifier: "arXiv:1905.11946", place: .table("1"))
  static let secondPublication = Publication(
    authors: "Tan, Le", title: "EfficientNetV2: Smaller Models and Faster Training", year: 2021,
    identifier: "arXiv:2104.00298", place: .table("4"))

  static var entries: [Catalogue.Entry] { firstEntries + secondEntries }

  private static var firstEntries: [Catalogue.Entry] {
    compound.map { name, width, depth, resolution in
      Catalogue.Entry(
        name: "efficientnet_b\(name)", title: "EfficientNet-B\(name)", publication: publication,
        usualInput: [3, resolution, resolution]
      ) {
        let stages = scaled(b0, width: width, depth: depth)
        return network(
          stages, stem: Scaling.channels(32, percent: width),
          last: 4 * Scaling.channels(320, percent: width))
      }
    }
  }

  private static var secondEntries: [Catalogue.Entry] {
    [("s", "S", v2Small, 24, 384), ("m", "M", v2Medium, 24, 480), ("l", "L", v2Large, 32, 480)].map {
      letter, title, stages, stem, resolution in
      Catalogue.Entry(
        name: "efficientnet_v2_\(letter)", title: "EfficientNetV2-\(title)", publication: secondPublication,
        usualInput: [3, resolution, resolution]
      ) { network(stages, stem: stem, last: 1280) }
    }
  }

  /// The stages with more channels and layers: section 3.3 of the paper.
  private static func scaled(_ stages: [Stage], width: Int, depth: Int) -> [Stage] {
    stages.map { stage in
      var scaled = stage
      scaled.channels = Scaling.channels(stage.channels, percent: width)
      scaled.layers = Scaling.layers(stage.layers, percent: depth)
      return scaled
    }
  }

  /// The whole network for 1,000 classes; `stem` and `last` are the channels before and behind the stages.
  static func network(_ stages: [Stage], stem: Int, last: Int) -> Module {
    var network = Module(.network)
    network.appendConvolution("features.0", 3, stem, kernel: 3, stride: 2, .silu)
    var channels = stem
    for (index, stage) in stages.enumerated() {
      var module = Module(.stage)
      var blocks: [Module] = []
      for layer in 0..<stage.layers {
        blocks.append(block(from: channels, stage, stride: layer == 0 ? stage.stride : 1))
        channels = stage.channels
      }
      module.append(chain: blocks)
      network.append("features.\(index + 1)", .module(module))
    }
    network.appendConvolution("features.\(stages.count + 1)", channels, last, .silu)
    network.append("avgpool", .globalAveragePool)
    network.append("flatten", .flatten)
    network.append("classifier.1", .linear(last, 1000))
    return network
  }

  /// A block: its branch, and a sum where the shape is kept.
  private static func block(from channels: Int, _ stage: Stage, stride: Int) -> Module {
    let branch =
      stage.block == .mobile
      ? mobile(from: channels, stage, stride: stride) : fused(from: channels, stage, stride: stride)
    guard stride == 1, channels == stage.channels else { return branch }
    var block = branch
    block.append("add", .add, from: [.node(branch.nodes.count - 1), .input])
    return block
  }

  /// MBConv; the squeeze is to a quarter of the channels that come into the block.
  private static func mobile(from channels: Int, _ stage: Stage, stride: Int) -> Module {
    let width = stage.expansion * channels
    var block = Module(.block)
    let depthwise = width == channels ? 0 : 1
    if width != channels { block.appendConvolution("block.0", channels, width, .silu) }
    block.appendConvolution(
      "block.\(depthwise)", width, width, kernel: stage.kernel, stride: stride, groups: width, .silu)
    block.append(
      "block.\(depthwise + 1)",
      .module(.squeezeExcitation(width, squeezed: max(1, channels / 4), .silu)))
    block.appendConvolution("block.\(depthwise + 2)", width, stage.channels)
    return block
  }

  /// Fused-MBConv: figure 2 of the second paper. Without an expansion it is one convolution.
  private static func fused(from channels: Int, _ stage: Stage, stride: Int) -> Module {
    let width = stage.expansion * channels
    var block = Module(.block)
    if width == channels {
      block.appendConvolution(
        "block.0", channels, stage.channels, kernel: stage.kernel, stride: stride, .silu)
    } else {
      block.appendConvolution("block.0", channels, width, kernel: stage.kernel, stride: stride, .silu)
      block.appendConvolution("block.1", width, stage.channels)
    }
    return block
  }
}
