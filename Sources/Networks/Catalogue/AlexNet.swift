// AlexNet in three forms.
//
// `alexnet` is the one that torchvision has: section 5 of Krizhevsky, "One weird trick for parallelizing convolutional
// neural networks", with the modules named as there.
//
// `alexnet-paper` is the first one: section 3.5 of Krizhevsky, Sutskever, Hinton, "ImageNet Classification with Deep
// Convolutional Neural Networks". Its second, fourth and fifth convolution are split between two processors, so that each
// kernel sees half of the channels. The paper speaks of images of 224×224, which does not give its 55×55 positions; 227×227
// without padding does. Layers are named as in Caffe.
//
// `alexnet-ungrouped` is the same on one processor, so that every kernel sees all channels: 62,378,344 parameters. Nobody
// published it by itself, but courses and books count AlexNet so.

/// The AlexNet family.
enum AlexNet {
  static let entries = [
    Catalogue.Entry(
      name: "alexnet", title: "AlexNet",
      aliases: ["AlexNet v2", "AlexNet one weird trick"],
      publication: Publication(
        authors: "Krizhevsky", title: "One weird trick for parallelizing convolutional neural networks",
        year: 2014, identifier: "arXiv:1404.5997", place: .section("5")),
      usualInput: [3, 224, 224], variants: ["alexnet-paper", "alexnet-ungrouped"]
    ) { oneTower(channels: [64, 192, 384, 256, 256]) },
    Catalogue.Entry(
      name: "alexnet-paper", title: "AlexNet (2012)",
      aliases: ["AlexNet v1", "AlexNet original", "AlexNet grouped"],
      publication: original, usualInput: [3, 227, 227], variants: ["alexnet", "alexnet-ungrouped"]
    ) { caffe(channels: [96, 256, 384, 384, 256], groups: 2) },
    Catalogue.Entry(
      name: "alexnet-ungrouped", title: "AlexNet without groups",
      aliases: ["AlexNet single tower", "AlexNet no groups"],
      publication: original, usualInput: [3, 227, 227], variants: ["alexnet-paper", "alexnet"]
    ) { caffe(channels: [96, 256, 384, 384, 256], groups: 1) },
  ]

  private static let original = Publication(
    authors: "Krizhevsky, Sutskever, Hinton",
    title: "ImageNet Classification with Deep Convolutional Neural Networks", year: 2012,
    identifier: "doi:10.1145/3065386", place: .section("3.5"))

  /// torchvision's network, from the output channels of its five convolutions.
  static func oneTower(channels: [Int], hidden: Int = 4096, classes: Int = 1000) -> Module {
    var features = Module(.group)
    features.append("0", .convolution(3, channels[0], kernel: 11, stride: 4, padding: 2, hasBias: true))
    features.append("1", .relu)
    features.append("2", .maxPool(kernel: 3, stride: 2))
    features.append("3", .convolution(channels[0], channels[1], kernel: 5, hasBias: true))
    features.append("4", .relu)
    features.append("5", .maxPool(kernel: 3, stride: 2))
    features.append("6", .convolution(channels[1], channels[2], kernel: 3, hasBias: true))
    features.append("7", .relu)
    features.append("8", .convolution(channels[2], channels[3], kernel: 3, hasBias: true))
    features.append("9", .relu)
    features.append("10", .convolution(channels[3], channels[4], kernel: 3, hasBias: true))
    features.append("11", .relu)
    features.append("12", .maxPool(kernel: 3, stride: 2))

    // Each linear layer but the last has a dropout before it, which is not listed.
    var classifier = Module(.group)
    classifier.append("1", .linear(channels[4] * 6 * 6, hidden))
    classifier.append("2", .relu)
    classifier.append("4", .linear(hidden, hidden))
    classifier.append("5", .relu)
    classifier.append("6", .linear(hidden, classes))

    var network = Module(.network)
    network.append("features", .module(features))
    network.append("avgpool", .adaptiveAveragePool(6))
    network.append("flatten", .flatten)
    network.append("classifier", .module(classifier))
    return network
  }

  /// The paper's network, from the output channels of its five convolutions on all processors together. The second, fourth
  /// and fifth of them are split between so many.
  static func caffe(channels: [Int], groups: Int, hidden: Int = 4096, classes: Int = 1000) -> Module {
    var network = Module(.network)
    network.append(
      "conv1", .convolution(3, channels[0], kernel: 11, stride: 4, padding: 0, hasBias: true))
    network.append("relu1", .relu)
    network.append("norm1", .localResponseNorm(channels[0]))
    network.append("pool1", .maxPool(kernel: 3, stride: 2))
    network.append("conv2", .convolution(channels[0], channels[1], kernel: 5, groups: groups, hasBias: true))
    network.append("relu2", .relu)
    network.append("norm2", .localResponseNorm(channels[1]))
    network.append("pool2", .maxPool(kernel: 3, stride: 2))
    network.append("conv3", .convolution(channels[1], channels[2], kernel: 3, hasBias: true))
    network.append("relu3", .relu)
    network.append("conv4", .convolution(channels[2], channels[3], kernel: 3, groups: groups, hasBias: true))
    network.append("relu4", .relu)
    network.append("conv5", .convolution(channels[3], channels[4], kernel: 3, groups: groups, hasBias: true))
    network.append("relu5", .relu)
    network.append("pool5", .maxPool(kernel: 3, stride: 2))
    network.append("flatten", .flatten)
    network.append("fc6", .linear(channels[4] * 6 * 6, hidden))
    network.append("relu6", .relu)
    network.append("fc7", .linear(hidden, hidden))
    network.append("relu7", .relu)
    network.append("fc8", .linear(hidden, classes))
    return network
  }
}
