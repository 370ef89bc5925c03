// Deep residual networks, table 1 of He, Zhang, Ren, Sun: "Deep Residual Learning for Image Recognition".
//
// Names of modules are those of torchvision. A rectifier that a block calls more than once is listed once a call:
// `relu`, `relu_1`, `relu_2`, as torch.fx numbers them; the end of a branch is `add`.

/// The ResNet family.
enum ResNet {
  /// The two building blocks of figure 5 of the paper.
  enum Block {
    /// Two 3×3 convolutions.
    case basic
    /// 1×1, 3×3, 1×1: the outer two change the channels by a factor of 4.
    case bottleneck

    /// Output channels for each channel of the stage's width.
    var expansion: Int { self == .basic ? 1 : 4 }
  }

  /// Which convolution of a bottleneck halves the map.
  enum Stride {
    /// The first 1×1, as the paper says.
    case first
    /// The 3×3, as torchvision and most later code have it ("v1.5").
    case middle
  }

  /// A column of table 1: the depth, the block and how many blocks each stage has.
  private static let table: [(depth: Int, block: Block, blocks: [Int])] = [
    (18, .basic, [2, 2, 2, 2]),
    (34, .basic, [3, 4, 6, 3]),
    (50, .bottleneck, [3, 4, 6, 3]),
    (101, .bottleneck, [3, 4, 23, 3]),
    (152, .bottleneck, [3, 8, 36, 3]),
  ]

  static let publication = Publication(
    authors: "He, Zhang, Ren, Sun", title: "Deep Residual Learning for Image Recognition", year: 2015,
    identifier: "arXiv:1512.03385", place: .table("1"))

  /// Each column in both forms. Basic blocks have no 1×1 in their branch, so that for them both forms are the same
  /// network under two names.
  static var entries: [Catalogue.Entry] {
    table.map { entry($0.depth, $0.block, $0.blocks, .middle) }
      + table.map { entry($0.depth, $0.block, $0.blocks, .first) }
  }

  private static func entry(_ depth: Int, _ block: Block, _ blocks: [Int], _ stride: Stride)
    -> Catalogue.Entry
  {
    let (name, first) = ("resnet\(depth)", "resnet\(depth)-v1")
    let formsDiffer = block == .bottleneck
    return Catalogue.Entry(
      name: stride == .middle ? name : first,
      title: stride == .middle ? "ResNet-\(depth)" : "ResNet-\(depth) v1",
      aliases: stride == .middle ? ["resnet\(depth)-v1.5"] : [],
      publication: publication, usualInput: [3, 224, 224],
      variants: formsDiffer ? [stride == .middle ? first : name] : []
    ) { network(block, blocks, stride) }
  }

  /// The whole network for 1,000 classes.
  static func network(_ block: Block, _ blocks: [Int], _ stride: Stride) -> Module {
    var network = Module(.network)
    network.append("conv1", .convolution(3, 64, kernel: 7, stride: 2))
    network.append("bn1", .batchNorm(64))
    network.append("relu", .relu)
    network.append("maxpool", .maxPool(kernel: 3, stride: 2, padding: 1))
    var channels = 64
    for (index, count) in blocks.enumerated() {
      let width = 64 << index
      network.append(
        "layer\(index + 1)",
        .module(stage(block, count, from: channels, width, halving: index > 0, stride)))
      channels = width * block.expansion
    }
    network.append("avgpool", .globalAveragePool)
    network.append("flatten", .flatten)
    network.append("fc", .linear(channels, 1000))
    return network
  }

  /// Blocks of one resolution; all after the first are alike.
  private static func stage(
    _ block: Block, _ count: Int, from channels: Int, _ width: Int, halving: Bool, _ stride: Stride
  ) -> Module {
    let first = residual(block, from: channels, width, stride: halving ? 2 : 1, stride)
    let other = residual(block, from: width * block.expansion, width, stride: 1, stride)
    var stage = Module(.stage)
    if first == other {
      stage.append("0", .module(first), repetitions: count)
    } else {
      stage.append("0", .module(first))
      if count > 1 { stage.append("1", .module(other), repetitions: count - 1) }
    }
    return stage
  }

  /// A block: its branch, its shortcut, and their sum (equations 1 and 2 of the paper).
  private static func residual(
    _ block: Block, from channels: Int, _ width: Int, stride: Int, _ place: Stride
  ) -> Module {
    let output = width * block.expansion
    var module = Module(.block)
    switch block {
    case .basic:
      module.append("conv1", .convolution(channels, width, kernel: 3, stride: stride))
      module.append("bn1", .batchNorm(width))
      module.append("relu", .relu)
      module.append("conv2", .convolution(width, width, kernel: 3))
      module.append("bn2", .batchNorm(width))
    case .bottleneck:
      let (first, middle) = place == .first ? (stride, 1) : (1, stride)
      module.append("conv1", .convolution(channels, width, kernel: 1, stride: first))
      module.append("bn1", .batchNorm(width))
      module.append("relu", .relu)
      module.append("conv2", .convolution(width, width, kernel: 3, stride: middle))
      module.append("bn2", .batchNorm(width))
      module.append("relu_1", .relu)
      module.append("conv3", .convolution(width, output, kernel: 1))
      module.append("bn3", .batchNorm(output))
    }
    let branch = Module.Source.node(module.nodes.count - 1)
    var shortcut = Module.Source.input
    if stride != 1 || channels != output {
      var projection = Module(.shortcut)
      projection.append("0", .convolution(channels, output, kernel: 1, stride: stride))
      projection.append("1", .batchNorm(output))
      shortcut = module.append("downsample", .module(projection), from: [.input])
    }
    module.append("add", .add, from: [branch, shortcut])
    module.append(block == .basic ? "relu_1" : "relu_2", .relu)
    return module
  }
}
