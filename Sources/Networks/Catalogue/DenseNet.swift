// Densely connected networks, table 1 of Huang, Liu, van der Maaten, Weinberger: "Densely Connected Convolutional
// Networks". Names of modules are those of torchvision.

/// The DenseNet family, with bottlenecks and compression (DenseNet-BC).
enum DenseNet {
  /// A column of table 1: the depth, the growth rate k and the layers of each dense block. The first convolution has 2·k
  /// channels.
  private static let table: [(depth: Int, growth: Int, layers: [Int])] = [
    (121, 32, [6, 12, 24, 16]),
    (161, 48, [6, 12, 36, 24]),
    (169, 32, [6, 12, 32, 32]),
    (201, 32, [6, 12, 48, 32]),
  ]

  static let publication = Publication(
    authors: "Huang, Liu, van der Maaten, Weinberger", title: "Densely Connected Convolutional Networks",
    year: 2016, identifier: "arXiv:1608.06993", place: .table("1"))

  static var entries: [Catalogue.Entry] {
    table.map { column in
      Catalogue.Entry(
        name: "densenet\(column.depth)", title: "DenseNet-\(column.depth)",
        aliases: ["DenseNet-BC-\(column.depth)"], publication: publication, usualInput: [3, 224, 224]
      ) { network(growth: column.growth, column.layers) }
    }
  }

  /// The whole network for 1,000 classes.
  static func network(growth: Int, _ layers: [Int]) -> Module {
    var network = Module(.network)
    var channels = 2 * growth
    network.append("features.conv0", .convolution(3, channels, kernel: 7, stride: 2))
    network.append("features.norm0", .batchNorm(channels))
    network.append("features.relu0", .relu)
    network.append("features.pool0", .maxPool(kernel: 3, stride: 2, padding: 1))
    for (index, count) in layers.enumerated() {
      let block = denseBlock(count, from: channels, growth: growth)
      network.append("features.denseblock\(index + 1)", .module(block))
      channels += count * growth
      guard index < layers.count - 1 else { break }
      network.append("features.transition\(index + 1)", .module(transition(channels)))
      channels /= 2
    }
    network.append("features.norm5", .batchNorm(channels))
    network.append("relu", .relu, call: .function)
    network.append("adaptive_avg_pool2d", .globalAveragePool, call: .function)
    network.append("flatten", .flatten)
    network.append("classifier", .linear(channels, 1000))
    return network
  }

  /// Layers of which each sees what came in and what all layers before it have added (equation 2 of the paper).
  private static func denseBlock(_ count: Int, from channels: Int, growth: Int) -> Module {
    var block = Module(.stage)
    var features = [Module.Source.input]
    for index in 0..<count {
      let layer = denseLayer(
        joining: features.count, channels: channels + index * growth, growth: growth)
      features.append(block.append("denselayer\(index + 1)", .module(layer), from: features))
    }
    block.append("cat", .concatenation(), from: features)
    return block
  }

  /// BN, ReLU, 1×1 to 4·k channels, BN, ReLU, 3×3 to k channels.
  private static func denseLayer(joining inputs: Int, channels: Int, growth: Int) -> Module {
    let width = 4 * growth
    var layer = Module(.block)
    layer.append("cat", .concatenation(), from: (0..<inputs).map { .moduleInput($0) })
    layer.append("norm1", .batchNorm(channels))
    layer.append("relu1", .relu)
    layer.append("conv1", .convolution(channels, width, kernel: 1))
    layer.append("norm2", .batchNorm(width))
    layer.append("relu2", .relu)
    layer.append("conv2", .convolution(width, growth, kernel: 3))
    return layer
  }

  /// Half the channels, half the height and width.
  private static func transition(_ channels: Int) -> Module {
    var transition = Module(.group)
    transition.append("norm", .batchNorm(channels))
    transition.append("relu", .relu)
    transition.append("conv", .convolution(channels, channels / 2, kernel: 1))
    transition.append("pool", .averagePool(kernel: 2, stride: 2))
    return transition
  }
}
