// Networks from a design space: Radosavovic, Kosaraju, Girshick, He, Dollár: "Designing Network Design Spaces". A network
// is six numbers; widths and depths of its stages follow from a line that is rounded to powers. Names of modules are those
// of torchvision.

/// The RegNet families: X, and Y with squeeze-and-excitation.
enum RegNet {
  /// The numbers of a network: how many blocks d, the initial width w_0, the slope w_a, the width multiplier w_m, the group
  /// width g.
  struct Design {
    var depth: Int
    var initialWidth: Double
    var slope: Double
    var multiplier: Double
    var groupWidth: Int

    init(d depth: Int, w0 initialWidth: Double, wa slope: Double, wm multiplier: Double, g groupWidth: Int) {
      (self.depth, self.initialWidth, self.slope) = (depth, initialWidth, slope)
      (self.multiplier, self.groupWidth) = (multiplier, groupWidth)
    }
  }

  private static let x = [
    ("400mf", "400MF", Design(d: 22, w0: 24, wa: 24.48, wm: 2.54, g: 16)),
    ("800mf", "800MF", Design(d: 16, w0: 56, wa: 35.73, wm: 2.28, g: 16)),
    ("1_6gf", "1.6GF", Design(d: 18, w0: 80, wa: 34.01, wm: 2.25, g: 24)),
    ("3_2gf", "3.2GF", Design(d: 25, w0: 88, wa: 26.31, wm: 2.25, g: 48)),
    ("8gf", "8GF", Design(d: 23, w0: 80, wa: 49.56, wm: 2.88, g: 120)),
    ("16gf", "16GF", Design(d: 22, w0: 216, wa: 55.59, wm: 2.1, g: 128)),
    ("32gf", "32GF", Design(d: 23, w0: 320, wa: 69.86, wm: 2.0, g: 168)),
  ]

  private static let y = [
    ("400mf", "400MF", Design(d: 16, w0: 48, wa: 27.89, wm: 2.09, g: 8)),
    ("800mf", "800MF", Design(d: 14, w0: 56, wa: 38.84, wm: 2.4, g: 16)),
    ("1_6gf", "1.6GF", Design(d: 27, w0: 48, wa: 20.71, wm: 2.65, g: 24)),
    ("3_2gf", "3.2GF", Design(d: 21, w0: 80, wa: 42.63, wm: 2.66, g: 24)),
    ("8gf", "8GF", Design(d: 17, w0: 192, wa: 76.82, wm: 2.19, g: 56)),
    ("16gf", "16GF", Design(d: 18, w0: 200, wa: 106.23, wm: 2.48, g: 112)),
    ("32gf", "32GF", Design(d: 20, w0: 232, wa: 115.89, wm: 2.53, g: 232)),
    ("128gf", "128GF", Design(d: 27, w0: 456, wa: 160.83, wm: 2.52, g: 264)),
  ]

  static let publication = Publication(
    authors: "Radosavovic, Kosaraju, Girshick, He, Dollár", title: "Designing Network Design Spaces",
    year: 2020, identifier: "arXiv:2003.13678", place: .equation("4"))

  static var entries: [Catalogue.Entry] {
    x.map { entry("x", "X", $0, $1, $2, squeezes: false) }
      + y.map { entry("y", "Y", $0, $1, $2, squeezes: true) }
  }

  private static func entry(
    _ family: String, _ letter: String, _ size: String, _ title: String, _ design: Design, squeezes: Bool
  ) -> Catalogue.Entry {
    Catalogue.Entry(
      name: "regnet_\(family)_\(size)", title: "RegNet\(letter)-\(title)",
      aliases: ["RegNet \(letter) \(title)"], publication: publication, usualInput: [3, 224, 224]
    ) { network(stages(of: design), squeezes: squeezes) }
  }

  // MARK: - The rule

  /// The width of each block: the line u_j = w_0 + w_a·j of equation 2, rounded to w_0 times a power of w_m (equations 3
  /// and 4), and that to the nearest multiple of 8, of two the even one.
  static func widths(of design: Design) -> [Int] {
    (0..<design.depth).map { block in
      let line = design.initialWidth + design.slope * Double(block)
      let growth = line / design.initialWidth
      // s is the nearest integer to the logarithm of the growth to the base w_m: the growth squared lies between the powers
      // 2s − 1 and 2s + 1, so that no logarithm is needed.
      var (width, bound) = (design.initialWidth, design.multiplier)
      while growth * growth >= bound {
        width *= design.multiplier
        bound *= design.multiplier * design.multiplier
      }
      return 8 * nearest(width / 8)
    }
  }

  /// The nearest whole number; of two that are equally near the even one.
  private static func nearest(_ value: Double) -> Int {
    let below = Int(value)
    let rest = value - Double(below)
    return rest > 0.5 || rest == 0.5 && !below.isMultiple(of: 2) ? below + 1 : below
  }

  /// A stage of equal blocks.
  struct Stage: Hashable {
    var width: Int
    var depth: Int
    var groupWidth: Int
  }

  /// Blocks of equal width as stages, each of a width that its groups divide.
  static func stages(of design: Design) -> [Stage] {
    var stages: [Stage] = []
    for width in widths(of: design) {
      if stages.last?.width == width {
        stages[stages.count - 1].depth += 1
      } else {
        stages.append(Stage(width: width, depth: 1, groupWidth: min(design.groupWidth, width)))
      }
    }
    return stages.map { stage in
      var fitted = stage
      fitted.width = Scaling.channels(stage.width, multipleOf: stage.groupWidth)
      return fitted
    }
  }

  // MARK: - The network

  /// The whole network for 1,000 classes: a stem of 32 channels, the stages, the head.
  static func network(_ stages: [Stage], squeezes: Bool) -> Module {
    var network = Module(.network)
    var channels = 32
    network.appendConvolution("stem", 3, channels, kernel: 3, stride: 2, .relu)
    for (index, stage) in stages.enumerated() {
      let blocks = (0..<stage.depth).map { place in
        block(from: place == 0 ? channels : stage.width, stage, stride: place == 0 ? 2 : 1, squeezes)
      }
      var module = Module(.stage)
      module.append(chain: blocks, stem: "block\(index + 1)-")
      network.append("trunk_output.block\(index + 1)", .module(module))
      channels = stage.width
    }
    network.append("avgpool", .globalAveragePool)
    network.append("flatten", .flatten)
    network.append("fc", .linear(channels, 1000))
    return network
  }

  /// The X block of figure 4 with bottleneck ratio 1: 1×1, 3×3 in groups, 1×1, and the shortcut. The Y block squeezes to a
  /// quarter of the channels that come into it.
  private static func block(from channels: Int, _ stage: Stage, stride: Int, _ squeezes: Bool) -> Module {
    let width = stage.width
    var block = Module(.block)
    var shortcut = Module.Source.input
    if channels != width || stride != 1 {
      var projection = Module(.shortcut)
      projection.append("0", .convolution(channels, width, kernel: 1, stride: stride))
      projection.append("1", .batchNorm(width))
      shortcut = block.append("proj", .module(projection))
    }
    block.appendConvolution("f.a", channels, width, .relu, from: [.input])
    block.appendConvolution(
      "f.b", width, width, kernel: 3, stride: stride, groups: width / stage.groupWidth, .relu)
    if squeezes {
      block.append("f.se", .module(.squeezeExcitation(width, squeezed: channels / 4, .relu)))
    }
    let branch = block.appendConvolution("f.c", width, width)
    block.append("add", .add, from: [shortcut, branch])
    block.append("activation", .relu)
    return block
  }
}
