// Convolutional networks in the manner of transformers, section 3 of Liu, Mao, Wu, Feichtenhofer, Darrell, Xie: "A ConvNet
// for the 2020s". Names of modules are those of torchvision.

/// The ConvNeXt family.
enum ConvNeXt {
  /// The channels C of the first stage, doubled from stage to stage, and how many blocks B each stage has.
  private static let table: [(name: String, letter: String, channels: Int, blocks: [Int])] = [
    ("tiny", "T", 96, [3, 3, 9, 3]),
    ("small", "S", 96, [3, 3, 27, 3]),
    ("base", "B", 128, [3, 3, 27, 3]),
    ("large", "L", 192, [3, 3, 27, 3]),
  ]

  static let publication = Publication(
    authors: "Liu, Mao, Wu, Feichtenhofer, Darrell, Xie", title: "A ConvNet for the 2020s", year: 2022,
    identifier: "arXiv:2201.03545", place: .section("3"))

  static var entries: [Catalogue.Entry] {
    table.map { name, letter, channels, blocks in
      Catalogue.Entry(
        name: "convnext_\(name)", title: "ConvNeXt-\(letter)", publication: publication,
        usualInput: [3, 224, 224]
      ) { network(channels, blocks) }
    }
  }

  /// The whole network for 1,000 classes.
  static func network(_ channels: Int, _ blocks: [Int]) -> Module {
    var network = Module(.network)
    network.append(
      "features.0.0", .convolution(3, channels, kernel: 4, stride: 4, padding: 0, hasBias: true))
    network.append("features.0.1", .layerNormOfMap(channels))
    var channels = channels
    for (index, count) in blocks.enumerated() {
      if index > 0 {
        network.append("features.\(2 * index)", .module(downsampling(channels)))
        channels *= 2
      }
      var stage = Module(.stage)
      stage.append(chain: [Module](repeating: block(channels), count: count))
      network.append("features.\(2 * index + 1)", .module(stage))
    }
    network.append("avgpool", .globalAveragePool)
    network.append("classifier.0", .layerNormOfMap(channels))
    network.append("classifier.1", .flatten)
    network.append("classifier.2", .linear(channels, 1000))
    return network
  }

  /// Twice the channels, half the height and width.
  private static func downsampling(_ channels: Int) -> Module {
    var module = Module(.group)
    module.append("0", .layerNormOfMap(channels))
    module.append("1", .convolution(channels, 2 * channels, kernel: 2, stride: 2, padding: 0, hasBias: true))
    return module
  }

  /// A block of figure 4: 7×7 depthwise, then each position by itself to four times the channels and back, a learned factor
  /// for each channel, and the sum.
  private static func block(_ channels: Int) -> Module {
    var block = Module(.block)
    block.append(
      "block.0", .convolution(channels, channels, kernel: 7, groups: channels, hasBias: true))
    block.append("block.1", .view(.channelsLast))
    block.append("block.2", .layerNorm(channels))
    block.append("block.3", .linear(channels, 4 * channels))
    block.append("block.4", .activation(.gelu))
    block.append("block.5", .linear(4 * channels, channels))
    block.append("block.6", .view(.channelsFirst))
    let branch = block.append("layer_scale", .learned(.scale(channels)))
    block.append("add", .add, from: [branch, .input])
    return block
  }
}

extension Module.Element {
  /// Layer normalisation of each position of a map over its channels.
  fileprivate static func layerNormOfMap(_ channels: Int) -> Module.Element {
    .layer(.norm(Operation.Norm(.layer, channels, isOverLast: false)))
  }
}
