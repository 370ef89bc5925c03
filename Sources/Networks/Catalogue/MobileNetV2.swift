// Inverted residuals with linear bottlenecks, table 2 of Sandler, Howard, Zhu, Zhmoginov, Chen: "MobileNetV2: Inverted
// Residuals and Linear Bottlenecks". Names of modules are those of torchvision.

/// MobileNetV2.
enum MobileNetV2 {
  /// A line of table 2: the expansion t, the output channels c, how many blocks n, the stride s of the first.
  struct Line {
    var expansion: Int
    var channels: Int
    var blocks: Int
    var stride: Int

    init(_ expansion: Int, _ channels: Int, _ blocks: Int, _ stride: Int) {
      (self.expansion, self.channels, self.blocks, self.stride) = (expansion, channels, blocks, stride)
    }
  }

  private static let table = [
    Line(1, 16, 1, 1),
    Line(6, 24, 2, 2),
    Line(6, 32, 3, 2),
    Line(6, 64, 4, 2),
    Line(6, 96, 3, 1),
    Line(6, 160, 3, 2),
    Line(6, 320, 1, 1),
  ]

  static let publication = Publication(
    authors: "Sandler, Howard, Zhu, Zhmoginov, Chen",
    title: "MobileNetV2: Inverted Residuals and Linear Bottlenecks", year: 2018,
    identifier: "arXiv:1801.04381", place: .table("2"))

  static var entries: [Catalogue.Entry] {
    [
      Catalogue.Entry(
        name: "mobilenet_v2", title: "MobileNetV2", aliases: ["MobileNet v2 1.0"], publication: publication,
        usualInput: [3, 224, 224]
      ) { network(table) }
    ]
  }

  /// The whole network for 1,000 classes.
  static func network(_ table: [Line]) -> Module {
    var network = Module(.network)
    network.appendConvolution("features.0", 3, 32, kernel: 3, stride: 2, .relu6)
    var channels = 32
    var blocks: [Module] = []
    for line in table {
      for index in 0..<line.blocks {
        blocks.append(invertedResidual(from: channels, line, stride: index == 0 ? line.stride : 1))
        channels = line.channels
      }
    }
    network.append(chain: blocks, stem: "features.", from: 1)
    network.appendConvolution("features.\(blocks.count + 1)", channels, 1280, .relu6)
    network.append("adaptive_avg_pool2d", .globalAveragePool, call: .function)
    network.append("flatten", .flatten)
    network.append("classifier.1", .linear(1280, 1000))
    return network
  }

  /// A block of table 1: 1×1 to t times the channels, 3×3 depthwise, 1×1 without an activation; a sum where the shape is
  /// kept.
  private static func invertedResidual(from channels: Int, _ line: Line, stride: Int) -> Module {
    let width = line.expansion * channels
    var block = Module(.block)
    let depthwise = line.expansion == 1 ? 0 : 1
    if line.expansion != 1 { block.appendConvolution("conv.0", channels, width, .relu6) }
    block.appendConvolution(
      "conv.\(depthwise)", width, width, kernel: 3, stride: stride, groups: width, .relu6)
    block.append("conv.\(depthwise + 1)", .convolution(width, line.channels, kernel: 1))
    block.append("conv.\(depthwise + 2)", .batchNorm(line.channels))
    if stride == 1, channels == line.channels {
      block.append("add", .add, from: [.input, .node(block.nodes.count - 1)])
    }
    return block
  }
}
