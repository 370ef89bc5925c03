// Very deep convolutional networks, table 1 of Simonyan, Zisserman: "Very Deep Convolutional Networks for Large-Scale Image
// Recognition": 3×3 convolutions, a pooling after each group of them, and three fully connected layers.
//
// Names of modules are those of torchvision, which numbers all layers of the groups in one row.

/// The VGG family.
enum VGG {
  /// A column of table 1: the output channels of the convolutions before each pooling.
  private static let table: [(depth: Int, column: String, groups: [[Int]])] = [
    (11, "A", [[64], [128], [256, 256], [512, 512], [512, 512]]),
    (13, "B", [[64, 64], [128, 128], [256, 256], [512, 512], [512, 512]]),
    (16, "D", [[64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512]]),
    (19, "E", [[64, 64], [128, 128], [256, 256, 256, 256], [512, 512, 512, 512], [512, 512, 512, 512]]),
  ]

  private static let publication = Publication(
    authors: "Simonyan, Zisserman",
    title: "Very Deep Convolutional Networks for Large-Scale Image Recognition", year: 2014,
    identifier: "arXiv:1409.1556", place: .table("1"))

  /// Each column as in the paper, and with a batch normalisation behind each convolution, which is younger than the paper.
  static let entries: [Catalogue.Entry] = table.flatMap { depth, column, groups in
    [
      Catalogue.Entry(
        name: "vgg\(depth)", title: "VGG-\(depth)",
        aliases: ["VGG configuration \(column)", "VGGNet-\(depth)"],
        publication: publication, usualInput: [3, 224, 224]
      ) { network(groups, isNormalised: false) },
      Catalogue.Entry(
        name: "vgg\(depth)_bn", title: "VGG-\(depth) BN", aliases: ["VGG-\(depth) with batch normalization"],
        publication: publication, usualInput: [3, 224, 224]
      ) { network(groups, isNormalised: true) },
    ]
  }

  /// The network from the output channels of its convolutions, group by group.
  static func network(
    _ groups: [[Int]], isNormalised: Bool, hidden: Int = 4096, classes: Int = 1000
  ) -> Module {
    var features = Module(.group)
    var channels = 3
    func number() -> String { "\(features.nodes.count)" }
    for group in groups {
      for output in group {
        features.append(number(), .convolution(channels, output, kernel: 3, hasBias: true))
        if isNormalised { features.append(number(), .batchNorm(output)) }
        features.append(number(), .relu)
        channels = output
      }
      features.append(number(), .maxPool(kernel: 2, stride: 2))
    }

    // The first two linear layers have a dropout behind them, which is not listed.
    var classifier = Module(.group)
    classifier.append("0", .linear(channels * 7 * 7, hidden))
    classifier.append("1", .relu)
    classifier.append("3", .linear(hidden, hidden))
    classifier.append("4", .relu)
    classifier.append("6", .linear(hidden, classes))

    var network = Module(.network)
    network.append("features", .module(features))
    network.append("avgpool", .adaptiveAveragePool(7))
    network.append("flatten", .flatten)
    network.append("classifier", .module(classifier))
    return network
  }
}
