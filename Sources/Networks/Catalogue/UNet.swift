// U-Net, figure 1 of Ronneberger, Fischer, Brox: "U-Net: Convolutional Networks for Biomedical Image Segmentation". No
// convolution is padded, so that the map loses four positions at each level, and the maps from the way down are cropped to
// those on the way up. 572×572 positions go in, 388×388 come out.

/// The U-Net.
enum UNet {
  static let entries = [
    Catalogue.Entry(
      name: "unet", title: "U-Net", aliases: ["UNet original", "U-Net 572"],
      publication: Publication(
        authors: "Ronneberger, Fischer, Brox",
        title: "U-Net: Convolutional Networks for Biomedical Image Segmentation", year: 2015,
        identifier: "arXiv:1505.04597", place: .section("2")),
      usualInput: [1, 572, 572]
    ) { network(width: 64, depth: 4, classes: 2) }
  ]

  /// The network: `depth` levels above the lowest one; the first has `width` channels, and each one below twice as many.
  static func network(width: Int, depth: Int, inputs: Int = 1, classes: Int) -> Module {
    var network = Module(.network)
    var skipped: [Module.Source] = []
    var channels = inputs
    for level in 0..<depth {
      let convolutions = Module.twoConvolutions(channels, width << level)
      skipped.append(network.append("down\(level + 1)", .module(convolutions)))
      network.append("pool\(level + 1)", .maxPool(kernel: 2, stride: 2))
      channels = width << level
    }
    network.append("bottom", .module(.twoConvolutions(channels, width << depth)))
    for level in (0..<depth).reversed() {
      let last = Module.Source.node(network.nodes.count - 1)
      network.append("up\(level + 1)", .module(wayUp(to: width << level)), from: [last, skipped[level]])
    }
    network.append("head", .convolution(width, classes, kernel: 1, hasBias: true))
    return network
  }

  /// A level on the way up: a 2×2 "up-convolution" that halves the channels, the map from the way down beside it, and two
  /// convolutions.
  private static func wayUp(to channels: Int) -> Module {
    var level = Module(.block)
    let enlarged = level.append(
      "upconv", .transposedConvolution(2 * channels, channels, kernel: 2, stride: 2), from: [.input])
    let cropped = level.append("crop", .view(.cropped), from: [.moduleInput(1), enlarged])
    level.append("cat", .concatenation(), from: [cropped, enlarged])
    level.appendTwoConvolutions(2 * channels, channels)
    return level
  }
}

extension Module {
  /// A level of the U-Net on the way down.
  fileprivate static func twoConvolutions(_ inputs: Int, _ outputs: Int) -> Module {
    var level = Module(.block)
    level.appendTwoConvolutions(inputs, outputs)
    return level
  }

  /// Two 3×3 without padding, each with its rectifier.
  fileprivate mutating func appendTwoConvolutions(_ inputs: Int, _ outputs: Int) {
    append("conv1", .convolution(inputs, outputs, kernel: 3, padding: 0, hasBias: true))
    append("relu1", .relu)
    append("conv2", .convolution(outputs, outputs, kernel: 3, padding: 0, hasBias: true))
    append("relu2", .relu)
  }
}
