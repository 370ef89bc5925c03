// The first network with inception modules, table 1 of Szegedy and others: "Going Deeper with Convolutions".
//
// `googlenet` is torchvision's form: batch normalisations, no biases, and 3×3 kernels in the third branch where the paper has
// 5×5 (a slip that its weights have inherited). `googlenet-paper` is the paper's: biases, 5×5 kernels, local response
// normalisations around the second convolution. Names of modules are those of torchvision.

/// GoogLeNet, also called Inception v1.
enum GoogLeNet {
  /// An inception module: a row of table 1, in the order of its columns.
  struct Row: Hashable, Sendable {
    /// Output channels of the 1×1.
    var one: Int
    /// Channels of the reduction before the 3×3, and output channels of that.
    var threeReduction, three: Int
    /// Channels of the reduction before the 5×5, and output channels of that.
    var fiveReduction, five: Int
    /// Output channels of the projection behind the pooling.
    var projection: Int

    init(
      _ one: Int, _ threeReduction: Int, _ three: Int, _ fiveReduction: Int, _ five: Int, _ projection: Int
    ) {
      self.one = one
      (self.threeReduction, self.three) = (threeReduction, three)
      (self.fiveReduction, self.five) = (fiveReduction, five)
      self.projection = projection
    }

    /// Channels that come out.
    var outputs: Int { one + three + five + projection }
  }

  /// Which of the two forms it has.
  enum Form {
    case paper, torchvision
  }

  /// The rows of table 1, stage by stage: 3a, 3b; 4a to 4e; 5a, 5b.
  static let table: [[Row]] = [
    [Row(64, 96, 128, 16, 32, 32), Row(128, 128, 192, 32, 96, 64)],
    [
      Row(192, 96, 208, 16, 48, 64), Row(160, 112, 224, 24, 64, 64), Row(128, 128, 256, 24, 64, 64),
      Row(112, 144, 288, 32, 64, 64), Row(256, 160, 320, 32, 128, 128),
    ],
    [Row(256, 160, 320, 32, 128, 128), Row(384, 192, 384, 48, 128, 128)],
  ]

  private static let letters = ["a", "b", "c", "d", "e", "f", "g", "h"]

  private static let publication = Publication(
    authors: "Szegedy, Liu, Jia, Sermanet, Reed, Anguelov, Erhan, Vanhoucke, Rabinovich",
    title: "Going Deeper with Convolutions", year: 2014, identifier: "arXiv:1409.4842", place: .table("1"))

  static let entries = [
    Catalogue.Entry(
      name: "googlenet", title: "GoogLeNet", aliases: ["Inception v1", "InceptionNet v1"],
      publication: publication, usualInput: [3, 224, 224], variants: ["googlenet-paper"]
    ) { network(.torchvision, table) },
    Catalogue.Entry(
      name: "googlenet-paper", title: "GoogLeNet (2014)",
      aliases: ["GoogLeNet original", "Inception v1 original"], publication: publication,
      usualInput: [3, 224, 224], variants: ["googlenet"]
    ) { network(.paper, table) },
  ]

  /// The network. Behind the first and the fourth module of the second stage stand heads that are only used in training.
  static func network(_ form: Form, _ stages: [[Row]], classes: Int = 1000) -> Module {
    let isNormalised = form == .torchvision
    var network = Module(.network)
    network.appendUnit("conv1", 3, 64, kernel: 7, stride: 2, isNormalised: isNormalised)
    network.append("maxpool1", .maxPool(kernel: 3, stride: 2, roundsUp: true))
    if form == .paper { network.append("norm1", .localResponseNorm(64)) }
    network.appendUnit("conv2", 64, 64, isNormalised: isNormalised)
    network.appendUnit("conv3", 64, 192, kernel: 3, isNormalised: isNormalised)
    if form == .paper { network.append("norm2", .localResponseNorm(192)) }
    network.append("maxpool2", .maxPool(kernel: 3, stride: 2, roundsUp: true))

    var (channels, last) = (192, Module.Source.node(network.nodes.count - 1))
    for (index, rows) in stages.enumerated() {
      if index > 0 {
        // torchvision has a 2×2 window before the last stage.
        let side = form == .torchvision && index == 2 ? 2 : 3
        last = network.append(
          "maxpool\(index + 2)", .maxPool(kernel: side, stride: 2, roundsUp: true), from: [last])
      }
      for (letter, row) in zip(letters, rows) {
        last = network.append(
          "inception\(index + 3)\(letter)", .module(inception(form, from: channels, row)), from: [last])
        channels = row.outputs
        guard index == 1, let number = ["a": 1, "d": 2][letter] else { continue }
        network.append(
          "aux\(number)", .module(auxiliary(form, from: channels, classes)), from: [last], use: .training)
      }
    }
    network.append("avgpool", .globalAveragePool, from: [last])
    network.append("flatten", .flatten)
    network.append("fc", .linear(channels, classes))
    return network
  }

  /// An inception module (figure 2b): four branches side by side.
  private static func inception(_ form: Form, from channels: Int, _ row: Row) -> Module {
    let isNormalised = form == .torchvision
    var module = Module(.block)
    func branch(_ reduction: Int, _ output: Int, kernel: Extents) -> Module {
      var branch = Module(.group)
      branch.appendUnit("0", channels, reduction, isNormalised: isNormalised)
      branch.appendUnit("1", reduction, output, kernel: kernel, isNormalised: isNormalised)
      return branch
    }
    var pooled = Module(.group)
    pooled.append("0", .maxPool(kernel: 3, stride: 1, padding: 1, roundsUp: true))
    pooled.appendUnit("1", channels, row.projection, isNormalised: isNormalised)

    let one = module.appendUnit("branch1", channels, row.one, isNormalised: isNormalised, from: .input)
    let three = module.append(
      "branch2", .module(branch(row.threeReduction, row.three, kernel: 3)), from: [.input])
    let five = module.append(
      "branch3", .module(branch(row.fiveReduction, row.five, kernel: form == .paper ? 5 : 3)),
      from: [.input])
    let projection = module.append("branch4", .module(pooled), from: [.input])
    module.append("cat", .concatenation(), from: [one, three, five, projection])
    return module
  }

  /// A head that is only used in training (section 5 of the paper): on 4×4 positions of 128 channels.
  private static func auxiliary(_ form: Form, from channels: Int, _ classes: Int) -> Module {
    var head = Module(.group)
    if form == .paper {
      head.append("avgpool", .averagePool(kernel: 5, stride: 3))
    } else {
      head.append("avgpool", .adaptiveAveragePool(4), call: .function)
    }
    head.appendUnit("conv", channels, 128, isNormalised: form == .torchvision)
    head.append("flatten", .flatten)
    head.append("fc1", .linear(128 * 4 * 4, 1024))
    head.append("relu", .relu, call: .function)
    head.append("fc2", .linear(1024, classes))
    return head
  }
}
