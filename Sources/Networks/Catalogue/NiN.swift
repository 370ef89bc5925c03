// Network in network, section 3 of Lin, Chen, Yan: "Network In Network", in the form for ImageNet that its authors published
// with Caffe, whose names of layers it has: each convolution is followed by two of 1×1, a small network at each position
// ("cccp"), and the mean over each map stands in the place of fully connected layers. Caffe's poolings count a last window
// that is not full.

/// The network in network.
enum NiN {
  /// A block: its first convolution, and the output channels of its three.
  struct Block: Hashable, Sendable {
    var kernel: Int
    var stride = 1
    var padding: Int
    var channels: [Int]
  }

  static let blocks = [
    Block(kernel: 11, stride: 4, padding: 0, channels: [96, 96, 96]),
    Block(kernel: 5, padding: 2, channels: [256, 256, 256]),
    Block(kernel: 3, padding: 1, channels: [384, 384, 384]),
    Block(kernel: 3, padding: 1, channels: [1024, 1024, 1000]),
  ]

  static let entries = [
    Catalogue.Entry(
      name: "nin", title: "NiN", aliases: ["Network in Network", "NiN ImageNet"],
      publication: Publication(
        authors: "Lin, Chen, Yan", title: "Network In Network", year: 2013, identifier: "arXiv:1312.4400",
        place: .section("3.3")),
      usualInput: [3, 224, 224]
    ) { network(blocks) }
  ]

  /// The network from its blocks; a pooling stands between two.
  static func network(_ blocks: [Block]) -> Module {
    var network = Module(.network)
    var channels = 3
    for (index, block) in blocks.enumerated() {
      if index > 0 {
        network.append("pool\(index)", .maxPool(kernel: 3, stride: 2, roundsUp: true))
      }
      network.append("block\(index + 1)", .module(module(block, from: channels, number: index + 1)))
      channels = block.channels[2]
    }
    network.append("pool\(blocks.count)", .globalAveragePool)
    network.append("flatten", .flatten)
    return network
  }

  /// A block, each convolution with its rectifier.
  private static func module(_ block: Block, from channels: Int, number: Int) -> Module {
    let (first, second) = (2 * number - 1, 2 * number)
    var module = Module(.block)
    module.append(
      "conv\(number)",
      .convolution(
        channels, block.channels[0], kernel: block.kernel, stride: block.stride, padding: block.padding,
        hasBias: true))
    module.append("relu\(number)", .relu)
    module.append(
      "cccp\(first)", .convolution(block.channels[0], block.channels[1], kernel: 1, hasBias: true))
    module.append("relu_cccp\(first)", .relu)
    module.append(
      "cccp\(second)", .convolution(block.channels[1], block.channels[2], kernel: 1, hasBias: true))
    module.append("relu_cccp\(second)", .relu)
    return module
  }
}
