// Residual networks with wider bottlenecks, table 8 of Zagoruyko, Komodakis: "Wide Residual Networks". The convolutions
// inside a bottleneck have k times as many channels as in a ResNet; what goes in and out stays.

/// The wide residual networks for ImageNet.
enum WideResNet {
  /// Depth and blocks of each stage, and the factor k.
  private static let table: [(depth: Int, blocks: [Int], factor: Int)] = [
    (50, [3, 4, 6, 3], 2),
    (101, [3, 4, 23, 3], 2),
  ]

  private static let publication = Publication(
    authors: "Zagoruyko, Komodakis", title: "Wide Residual Networks", year: 2016,
    identifier: "arXiv:1605.07146", place: .table("8"))

  static let entries: [Catalogue.Entry] = table.map { depth, blocks, factor in
    Catalogue.Entry(
      name: "wide_resnet\(depth)_\(factor)", title: "Wide ResNet-\(depth)-\(factor)",
      aliases: ["WRN-\(depth)-\(factor)", "WRN-\(depth)-\(factor)-bottleneck"],
      publication: publication, usualInput: [3, 224, 224]
    ) { settings(blocks, factor: factor).network }
  }

  /// A residual network whose bottlenecks are so many times as wide.
  static func settings(_ blocks: [Int], factor: Int) -> ResNet {
    var settings = ResNet(.bottleneck, blocks)
    settings.innerWidth = factor * settings.width
    return settings
  }
}
