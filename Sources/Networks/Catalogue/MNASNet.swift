// Networks that were found by searching for speed on a phone: the variant B1, without squeeze-and-excitation, of Tan, Chen,
// Pang, Vasudevan, Sandler, Howard, Le: "MnasNet: Platform-Aware Neural Architecture Search for Mobile". Names of modules
// are those of torchvision.

/// The MNASNet family.
enum MNASNet {
  /// A stack of blocks: the kernel, the expansion, the output channels, how many blocks, the stride of the first.
  struct Stack {
    var kernel: Int
    var expansion: Int
    var channels: Int
    var blocks: Int
    var stride: Int

    init(_ kernel: Int, _ expansion: Int, _ channels: Int, _ blocks: Int, _ stride: Int) {
      (self.kernel, self.expansion, self.channels) = (kernel, expansion, channels)
      (self.blocks, self.stride) = (blocks, stride)
    }
  }

  private static let table = [
    Stack(3, 3, 24, 3, 2),
    Stack(5, 3, 40, 3, 2),
    Stack(5, 6, 80, 3, 2),
    Stack(3, 6, 96, 2, 1),
    Stack(5, 6, 192, 4, 2),
    Stack(3, 6, 320, 1, 1),
  ]

  static let publication = Publication(
    authors: "Tan, Chen, Pang, Vasudevan, Sandler, Howard, Le",
    title: "MnasNet: Platform-Aware Neural Architecture Search for Mobile", year: 2018,
    identifier: "arXiv:1807.11626")

  static var entries: [Catalogue.Entry] {
    [("0_5", "0.5", 50), ("0_75", "0.75", 75), ("1_0", "1.0", 100), ("1_3", "1.3", 130)].map {
      suffix, multiplier, percent in
      Catalogue.Entry(
        name: "mnasnet\(suffix)", title: "MNASNet \(multiplier)",
        aliases: ["MnasNet-B1 \(multiplier)", "MNASNet x\(multiplier)"], publication: publication,
        usualInput: [3, 224, 224]
      ) { network(table, percent: percent) }
    }
  }

  /// The whole network for 1,000 classes; all channels but the last are scaled.
  static func network(_ table: [Stack], percent: Int) -> Module {
    func scaled(_ channels: Int) -> Int { Scaling.channels(channels, percent: percent) }
    var network = Module(.network)
    var channels = scaled(16)
    network.append(
      layers: (0..<8),
      [
        .convolution(3, scaled(32), kernel: 3, stride: 2), .batchNorm(scaled(32)), .relu,
        .convolution(scaled(32), scaled(32), kernel: 3, groups: scaled(32)), .batchNorm(scaled(32)), .relu,
        .convolution(scaled(32), channels, kernel: 1), .batchNorm(channels),
      ])
    for (index, stack) in table.enumerated() {
      var stage = Module(.stage)
      var blocks: [Module] = []
      for place in 0..<stack.blocks {
        let output = scaled(stack.channels)
        blocks.append(
          invertedResidual(from: channels, to: output, stack, stride: place == 0 ? stack.stride : 1))
        channels = output
      }
      stage.append(chain: blocks)
      network.append("layers.\(8 + index)", .module(stage))
    }
    let first = 8 + table.count
    network.append(
      layers: (first..<first + 3), [.convolution(channels, 1280, kernel: 1), .batchNorm(1280), .relu])
    network.append("mean", .layer(.reduction(.init(.mean, axes: [2, 3]))), call: .method)
    network.append("classifier.1", .linear(1280, 1000))
    return network
  }

  /// 1×1 to more channels, depthwise, 1×1 without an activation; a sum where the shape is kept.
  private static func invertedResidual(
    from channels: Int, to output: Int, _ stack: Stack, stride: Int
  ) -> Module {
    let width = stack.expansion * channels
    var block = Module(.block)
    block.append(
      layers: (0..<8),
      [
        .convolution(channels, width, kernel: 1), .batchNorm(width), .relu,
        .convolution(width, width, kernel: stack.kernel, stride: stride, groups: width), .batchNorm(width),
        .relu,
        .convolution(width, output, kernel: 1), .batchNorm(output),
      ])
    if stride == 1, channels == output {
      block.append("add", .add, from: [.node(block.nodes.count - 1), .input])
    }
    return block
  }
}

extension Module {
  /// Layers one behind the other, named `layers.0`, `layers.1` …
  fileprivate mutating func append(layers places: Range<Int>, _ elements: [Element]) {
    for (place, element) in zip(places, elements) { append("layers.\(place)", element) }
  }
}
