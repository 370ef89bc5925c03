// Inverted residuals with squeeze-and-excitation, tables 1 and 2 of Howard and others: "Searching for MobileNetV3". Names
// of modules are those of torchvision.

/// MobileNetV3, large and small.
enum MobileNetV3 {
  /// A line of tables 1 and 2: the kernel, the channels of the expansion ("exp size") and of the output, whether there is
  /// squeeze-and-excitation ("SE"), the activation ("NL"), the stride ("s").
  struct Line {
    var kernel: Int
    var expanded: Int
    var channels: Int
    var squeezes: Bool
    var activation: Operation.Activation.Function
    var stride: Int

    init(
      _ kernel: Int, _ expanded: Int, _ channels: Int, se squeezes: Bool,
      _ activation: Operation.Activation.Function, _ stride: Int
    ) {
      (self.kernel, self.expanded, self.channels) = (kernel, expanded, channels)
      (self.squeezes, self.activation, self.stride) = (squeezes, activation, stride)
    }
  }

  private static let large = [
    Line(3, 16, 16, se: false, .relu, 1),
    Line(3, 64, 24, se: false, .relu, 2),
    Line(3, 72, 24, se: false, .relu, 1),
    Line(5, 72, 40, se: true, .relu, 2),
    Line(5, 120, 40, se: true, .relu, 1),
    Line(5, 120, 40, se: true, .relu, 1),
    Line(3, 240, 80, se: false, .hardSwish, 2),
    Line(3, 200, 80, se: false, .hardSwish, 1),
    Line(3, 184, 80, se: false, .hardSwish, 1),
    Line(3, 184, 80, se: false, .hardSwish, 1),
    Line(3, 480, 112, se: true, .hardSwish, 1),
    Line(3, 672, 112, se: true, .hardSwish, 1),
    Line(5, 672, 160, se: true, .hardSwish, 2),
    Line(5, 960, 160, se: true, .hardSwish, 1),
    Line(5, 960, 160, se: true, .hardSwish, 1),
  ]

  private static let small = [
    Line(3, 16, 16, se: true, .relu, 2),
    Line(3, 72, 24, se: false, .relu, 2),
    Line(3, 88, 24, se: false, .relu, 1),
    Line(5, 96, 40, se: true, .hardSwish, 2),
    Line(5, 240, 40, se: true, .hardSwish, 1),
    Line(5, 240, 40, se: true, .hardSwish, 1),
    Line(5, 120, 48, se: true, .hardSwish, 1),
    Line(5, 144, 48, se: true, .hardSwish, 1),
    Line(5, 288, 96, se: true, .hardSwish, 2),
    Line(5, 576, 96, se: true, .hardSwish, 1),
    Line(5, 576, 96, se: true, .hardSwish, 1),
  ]

  static let publication = Publication(
    authors: "Howard and others", title: "Searching for MobileNetV3", year: 2019,
    identifier: "arXiv:1905.02244")

  static var entries: [Catalogue.Entry] {
    [entry("large", table: "1", large, last: 1280), entry("small", table: "2", small, last: 1024)]
  }

  private static func entry(_ size: String, table: String, _ lines: [Line], last: Int) -> Catalogue.Entry {
    var publication = publication
    publication.place = .table(table)
    return Catalogue.Entry(
      name: "mobilenet_v3_\(size)", title: size == "large" ? "MobileNetV3-Large" : "MobileNetV3-Small",
      publication: publication, usualInput: [3, 224, 224]
    ) { network(lines, last: last) }
  }

  /// The whole network for 1,000 classes; `last` are the features before the classifier.
  static func network(_ lines: [Line], last: Int) -> Module {
    var network = Module(.network)
    var channels = 16
    network.appendConvolution("features.0", 3, channels, kernel: 3, stride: 2, .hardSwish)
    var blocks: [Module] = []
    for line in lines {
      blocks.append(invertedResidual(from: channels, line))
      channels = line.channels
    }
    network.append(chain: blocks, stem: "features.", from: 1)
    network.appendConvolution("features.\(blocks.count + 1)", channels, 6 * channels, .hardSwish)
    network.append("avgpool", .globalAveragePool)
    network.append("flatten", .flatten)
    network.append("classifier.0", .linear(6 * channels, last))
    network.append("classifier.1", .activation(.hardSwish))
    network.append("classifier.3", .linear(last, 1000))
    return network
  }

  /// A block of figure 4: 1×1 to more channels, depthwise, squeeze to a quarter and excitation, 1×1 without an activation;
  /// a sum where the shape is kept.
  private static func invertedResidual(from channels: Int, _ line: Line) -> Module {
    let width = line.expanded
    var block = Module(.block)
    var place = 0
    if width != channels {
      block.appendConvolution("block.0", channels, width, line.activation)
      place = 1
    }
    block.appendConvolution(
      "block.\(place)", width, width, kernel: line.kernel, stride: line.stride, groups: width,
      line.activation)
    if line.squeezes {
      place += 1
      let squeezed = Scaling.channels(width / 4)
      block.append(
        "block.\(place)",
        .module(.squeezeExcitation(width, squeezed: squeezed, .relu, gate: .hardSigmoid)))
    }
    let branch = block.appendConvolution("block.\(place + 1)", width, line.channels)
    if line.stride == 1, channels == line.channels { block.append("add", .add, from: [branch, .input]) }
    return block
  }
}
