// SqueezeNet, table 1 of Iandola, Han, Moskewicz, Ashraf, Dally, Keutzer: "SqueezeNet: AlexNet-level accuracy with 50x fewer
// parameters and <0.5MB model size". Version 1.1 is its authors' later release: a smaller first kernel, and poolings earlier.
//
// Names of modules are those of torchvision. Its poolings count a last window that is not full.

/// The SqueezeNet family.
enum SqueezeNet {
  /// A line of the table between the first convolution and the last.
  enum Line: Hashable, Sendable {
    /// A 3×3 pooling that halves the map.
    case pool
    /// A fire module: a 1×1 that squeezes, then a 1×1 and a 3×3 side by side with as many channels each.
    case fire(squeeze: Int, expand: Int)
  }

  private static let publication = Publication(
    authors: "Iandola, Han, Moskewicz, Ashraf, Dally, Keutzer",
    title: "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size", year: 2016,
    identifier: "arXiv:1602.07360", place: .table("1"))

  static let entries = [
    Catalogue.Entry(
      name: "squeezenet1_0", title: "SqueezeNet 1.0", aliases: ["SqueezeNet", "SqueezeNet v1.0"],
      publication: publication, usualInput: [3, 224, 224]
    ) {
      network(
        stem: (kernel: 7, channels: 96),
        [
          .pool,
          .fire(squeeze: 16, expand: 64), .fire(squeeze: 16, expand: 64), .fire(squeeze: 32, expand: 128),
          .pool,
          .fire(squeeze: 32, expand: 128), .fire(squeeze: 48, expand: 192),
          .fire(squeeze: 48, expand: 192), .fire(squeeze: 64, expand: 256),
          .pool,
          .fire(squeeze: 64, expand: 256),
        ])
    },
    Catalogue.Entry(
      name: "squeezenet1_1", title: "SqueezeNet 1.1", aliases: ["SqueezeNet v1.1"],
      publication: publication, usualInput: [3, 224, 224]
    ) {
      network(
        stem: (kernel: 3, channels: 64),
        [
          .pool,
          .fire(squeeze: 16, expand: 64), .fire(squeeze: 16, expand: 64),
          .pool,
          .fire(squeeze: 32, expand: 128), .fire(squeeze: 32, expand: 128),
          .pool,
          .fire(squeeze: 48, expand: 192), .fire(squeeze: 48, expand: 192),
          .fire(squeeze: 64, expand: 256), .fire(squeeze: 64, expand: 256),
        ])
    },
  ]

  /// The network from its first convolution and the lines behind it.
  static func network(stem: (kernel: Int, channels: Int), _ lines: [Line], classes: Int = 1000) -> Module {
    var features = Module(.group)
    features.append(
      "0", .convolution(3, stem.channels, kernel: stem.kernel, stride: 2, padding: 0, hasBias: true))
    features.append("1", .relu)
    var channels = stem.channels
    for line in lines {
      let number = "\(features.nodes.count)"
      switch line {
      case .pool: features.append(number, .maxPool(kernel: 3, stride: 2, roundsUp: true))
      case .fire(let squeeze, let expand):
        features.append(number, .module(fire(from: channels, squeeze, expand)))
        channels = 2 * expand
      }
    }

    // The classifier begins with a dropout, which is not listed.
    var classifier = Module(.group)
    classifier.append("1", .convolution(channels, classes, kernel: 1, hasBias: true))
    classifier.append("2", .relu)
    classifier.append("3", .globalAveragePool)

    var network = Module(.network)
    network.append("features", .module(features))
    network.append("classifier", .module(classifier))
    network.append("flatten", .flatten)
    return network
  }

  /// A fire module (figure 1).
  private static func fire(from channels: Int, _ squeeze: Int, _ expand: Int) -> Module {
    var fire = Module(.block)
    fire.append("squeeze", .convolution(channels, squeeze, kernel: 1, hasBias: true))
    let squeezed = fire.append("squeeze_activation", .relu)
    fire.append("expand1x1", .convolution(squeeze, expand, kernel: 1, hasBias: true), from: [squeezed])
    let one = fire.append("expand1x1_activation", .relu)
    fire.append("expand3x3", .convolution(squeeze, expand, kernel: 3, hasBias: true), from: [squeezed])
    let three = fire.append("expand3x3_activation", .relu)
    fire.append("cat", .concatenation(), from: [one, three])
    return fire
  }
}
