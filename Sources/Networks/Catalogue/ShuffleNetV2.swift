// Networks that mix two halves of their channels, table 5 of Ma, Zhang, Zheng, Sun: "ShuffleNet V2: Practical Guidelines
// for Efficient CNN Architecture Design". Names of modules are those of torchvision.

/// The ShuffleNet V2 family.
enum ShuffleNetV2 {
  /// A column of table 5: the output channels of the first convolution, of stages 2 to 4, and of the last convolution.
  private static let table: [(width: String, spoken: String, channels: [Int])] = [
    ("0_5", "0.5", [24, 48, 96, 192, 1024]),
    ("1_0", "1.0", [24, 116, 232, 464, 1024]),
    ("1_5", "1.5", [24, 176, 352, 704, 1024]),
    ("2_0", "2.0", [24, 244, 488, 976, 2048]),
  ]

  /// The blocks of stages 2 to 4.
  private static let blocks = [4, 8, 4]

  static let publication = Publication(
    authors: "Ma, Zhang, Zheng, Sun",
    title: "ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design", year: 2018,
    identifier: "arXiv:1807.11164", place: .table("5"))

  static var entries: [Catalogue.Entry] {
    table.map { width, spoken, channels in
      Catalogue.Entry(
        name: "shufflenet_v2_x\(width)", title: "ShuffleNet V2 \(spoken)×",
        aliases: ["ShuffleNet V2 x\(spoken)", "ShuffleNet V2 \(spoken)x"], publication: publication,
        usualInput: [3, 224, 224]
      ) { network(channels, blocks) }
    }
  }

  /// The whole network for 1,000 classes: the channels of the first convolution, each stage, and the last convolution.
  static func network(_ channels: [Int], _ blocks: [Int]) -> Module {
    var network = Module(.network)
    var input = channels[0]
    network.appendConvolution("conv1", 3, input, kernel: 3, stride: 2, .relu)
    network.append("maxpool", .maxPool(kernel: 3, stride: 2, padding: 1))
    for (index, (output, count)) in zip(channels.dropFirst(), blocks).enumerated() {
      var stage = Module(.stage)
      stage.append(chain: [halving(from: input, to: output)] + (1..<count).map { _ in keeping(output) })
      network.append("stage\(index + 2)", .module(stage))
      input = output
    }
    let last = channels[channels.count - 1]
    network.appendConvolution("conv5", input, last, .relu)
    network.append("mean", .layer(.reduction(.init(.mean, axes: [2, 3]))), call: .method)
    network.append("fc", .linear(last, 1000))
    return network
  }

  /// A block of figure 3(d): two branches of half the output channels each, both halving the map.
  private static func halving(from channels: Int, to output: Int) -> Module {
    let half = output / 2
    var block = Module(.block)
    block.append("branch1.0", .convolution(channels, channels, kernel: 3, stride: 2, groups: channels))
    block.append("branch1.1", .batchNorm(channels))
    block.append("branch1.2", .convolution(channels, half, kernel: 1))
    block.append("branch1.3", .batchNorm(half))
    let first = block.append("branch1.4", .relu)
    let second = block.appendBranch(from: .input, channels, half, stride: 2)
    block.append("cat", .concatenation(), from: [first, second])
    block.append("shuffle", .view(.shuffle))
    return block
  }

  /// A block of figure 3(c): one half of the channels passes through.
  private static func keeping(_ channels: Int) -> Module {
    let half = channels / 2
    var block = Module(.block)
    let passing = block.append("chunk", .view(.part(of: 2, axis: 1)), from: [.input])
    let other = block.append("chunk_1", .view(.part(of: 2, axis: 1)), from: [.input])
    let branch = block.appendBranch(from: other, half, half, stride: 1)
    block.append("cat", .concatenation(), from: [passing, branch])
    block.append("shuffle", .view(.shuffle))
    return block
  }
}

extension Module {
  /// 1×1, 3×3 depthwise, 1×1: the branch that both kinds of blocks have.
  fileprivate mutating func appendBranch(
    from source: Source, _ channels: Int, _ width: Int, stride: Int
  ) -> Source {
    append("branch2.0", .convolution(channels, width, kernel: 1), from: [source])
    append("branch2.1", .batchNorm(width))
    append("branch2.2", .relu)
    append("branch2.3", .convolution(width, width, kernel: 3, stride: stride, groups: width))
    append("branch2.4", .batchNorm(width))
    append("branch2.5", .convolution(width, width, kernel: 1))
    append("branch2.6", .batchNorm(width))
    return append("branch2.7", .relu)
  }
}
