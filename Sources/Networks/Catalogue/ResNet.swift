// Deep residual networks, table 1 of He, Zhang, Ren, Sun: "Deep Residual Learning for Image Recognition".
//
// Names of modules are those of torchvision. A rectifier that a block calls more than once is listed once a call:
// `relu`, `relu_1`, `relu_2`, as torch.fx numbers them; the end of a branch is `add`.

/// The settings of a residual network: a column of table 1.
///
///     ResNet(.bottleneck, [3, 4, 23, 3]).network   // ResNet-101
struct ResNet: Hashable, Sendable {
  /// The building block.
  var block: Block
  /// How many blocks each stage has.
  var blocks: [Int]
  /// Which convolution of a bottleneck halves the map.
  var stride = Stride.middle
  /// Output channels of the stem and of the first stage's basic blocks; they double from stage to stage.
  var width = 64
  /// Channels between the convolutions of a bottleneck in the first stage; they double from stage to stage.
  var innerWidth = 64
  /// The groups of a bottleneck's 3×3 convolution.
  var groups = 1
  /// Outputs of the last layer.
  var classes = 1000

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

  /// A network of so many blocks in each stage, with the paper's widths.
  init(_ block: Block, _ blocks: [Int]) { (self.block, self.blocks) = (block, blocks) }
}

// MARK: - The catalogue

extension ResNet {
  /// The columns of table 1, by their depth.
  private static let table: [(depth: Int, network: ResNet)] = [
    (18, ResNet(.basic, [2, 2, 2, 2])),
    (34, ResNet(.basic, [3, 4, 6, 3])),
    (50, ResNet(.bottleneck, [3, 4, 6, 3])),
    (101, ResNet(.bottleneck, [3, 4, 23, 3])),
    (152, ResNet(.bottleneck, [3, 8, 36, 3])),
  ]

  static let publication = Publication(
    authors: "He, Zhang, Ren, Sun", title: "Deep Residual Learning for Image Recognition", year: 2015,
    identifier: "arXiv:1512.03385", place: .table("1"))

  /// Each column in both forms. Basic blocks have no 1×1 in their branch, so that for them both forms are the same
  /// network under two names.
  static var entries: [Catalogue.Entry] {
    table.map { $0.network.entry($0.depth) }
      + table.map { column in
        var network = column.network
        network.stride = .first
        return network.entry(column.depth)
      }
  }

  private func entry(_ depth: Int) -> Catalogue.Entry {
    let (name, first) = ("resnet\(depth)", "resnet\(depth)-v1")
    let formsDiffer = block == .bottleneck
    return Catalogue.Entry(
      name: stride == .middle ? name : first,
      title: stride == .middle ? "ResNet-\(depth)" : "ResNet-\(depth) v1",
      aliases: stride == .middle ? ["resnet\(depth)-v1.5"] : [],
      publication: Self.publication, usualInput: [3, 224, 224],
      variants: formsDiffer ? [stride == .middle ? first : name] : []
    ) { network }
  }
}

// MARK: - The network

extension ResNet {
  /// The whole network.
  var network: Module {
    var network = Module(.network)
    network.append("conv1", .convolution(3, width, kernel: 7, stride: 2))
    network.append("bn1", .batchNorm(width))
    network.append("relu", .relu)
    network.append("maxpool", .maxPool(kernel: 3, stride: 2, padding: 1))
    var channels = width
    for index in blocks.indices {
      network.append("layer\(index + 1)", .module(stage(index, from: channels)))
      channels = outputChannels(ofStage: index)
    }
    network.append("avgpool", .globalAveragePool)
    network.append("flatten", .flatten)
    network.append("fc", .linear(channels, classes))
    return network
  }

  private func outputChannels(ofStage index: Int) -> Int { (width << index) * block.expansion }

  /// Blocks of one resolution; all after the first are alike.
  private func stage(_ index: Int, from channels: Int) -> Module {
    let first = residual(stage: index, from: channels, stride: index > 0 ? 2 : 1)
    let other = residual(stage: index, from: outputChannels(ofStage: index), stride: 1)
    let count = blocks[index]
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
  private func residual(stage index: Int, from channels: Int, stride: Int) -> Module {
    let output = outputChannels(ofStage: index)
    var module = Module(.block)
    switch block {
    case .basic:
      module.append("conv1", .convolution(channels, output, kernel: 3, stride: stride))
      module.append("bn1", .batchNorm(output))
      module.append("relu", .relu)
      module.append("conv2", .convolution(output, output, kernel: 3))
      module.append("bn2", .batchNorm(output))
    case .bottleneck:
      let inner = innerWidth << index
      let (first, middle) = self.stride == .first ? (stride, 1) : (1, stride)
      module.append("conv1", .convolution(channels, inner, kernel: 1, stride: first))
      module.append("bn1", .batchNorm(inner))
      module.append("relu", .relu)
      module.append("conv2", .convolution(inner, inner, kernel: 3, stride: middle, groups: groups))
      module.append("bn2", .batchNorm(inner))
      module.append("relu_1", .relu)
      module.append("conv3", .convolution(inner, output, kernel: 1))
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
