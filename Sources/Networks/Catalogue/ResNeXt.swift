// Residual networks whose blocks are aggregated from many narrow branches, table 1 of Xie, Girshick, Dollár, Tu, He:
// "Aggregated Residual Transformations for Deep Neural Networks". A block's branches are the groups of its 3×3 convolution
// (figure 3c), so that the network is a ResNet in all else.

/// The ResNeXt family.
enum ResNeXt {
  /// Depth, blocks of each stage, cardinality C, and the width d of one branch in the first stage: the template C×d.
  private static let table: [(depth: Int, blocks: [Int], cardinality: Int, width: Int)] = [
    (50, [3, 4, 6, 3], 32, 4),
    (101, [3, 4, 23, 3], 32, 8),
    (101, [3, 4, 23, 3], 64, 4),
  ]

  private static let publication = Publication(
    authors: "Xie, Girshick, Dollár, Tu, He",
    title: "Aggregated Residual Transformations for Deep Neural Networks", year: 2016,
    identifier: "arXiv:1611.05431", place: .table("1"))

  static let entries: [Catalogue.Entry] = table.map { depth, blocks, cardinality, width in
    Catalogue.Entry(
      name: "resnext\(depth)_\(cardinality)x\(width)d",
      title: "ResNeXt-\(depth) \(cardinality)×\(width)d",
      publication: publication, usualInput: [3, 224, 224]
    ) { settings(blocks, cardinality: cardinality, width: width).network }
  }

  /// A residual network whose bottlenecks have so many branches of this width.
  static func settings(_ blocks: [Int], cardinality: Int, width: Int) -> ResNet {
    var settings = ResNet(.bottleneck, blocks)
    settings.groups = cardinality
    settings.innerWidth = cardinality * width
    return settings
  }
}
