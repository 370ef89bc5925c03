// The third version of the inception networks, table 1 of Szegedy, Vanhoucke, Ioffe, Shlens, Wojna: "Rethinking the Inception
// Architecture for Computer Vision", in the form that its authors published and torchvision has. Names of modules are those
// of torchvision; the numbers in them are sizes of kernels.

/// Inception v3.
enum InceptionV3 {
  static let entries = [
    Catalogue.Entry(
      name: "inception_v3", title: "Inception v3", aliases: ["InceptionNet v3", "GoogLeNet v3"],
      publication: Publication(
        authors: "Szegedy, Vanhoucke, Ioffe, Shlens, Wojna",
        title: "Rethinking the Inception Architecture for Computer Vision", year: 2015,
        identifier: "arXiv:1512.00567", place: .table("1")),
      usualInput: [3, 299, 299]
    ) { network() }
  ]

  private static let letters = ["b", "c", "d", "e", "f", "g", "h"]

  /// The network.
  ///
  /// - Parameters:
  ///   - projections: channels behind the pooling in each module at the first resolution.
  ///   - widths: channels inside the oblong branches of each module at the second resolution.
  ///   - ends: the number of modules at the last resolution.
  static func network(
    projections: [Int] = [32, 64, 64], widths: [Int] = [128, 160, 160, 192], ends: Int = 2,
    classes: Int = 1000
  ) -> Module {
    var network = Module(.network)
    network.appendUnit("Conv2d_1a_3x3", 3, 32, kernel: 3, stride: 2, isPadded: false)
    network.appendUnit("Conv2d_2a_3x3", 32, 32, kernel: 3, isPadded: false)
    network.appendUnit("Conv2d_2b_3x3", 32, 64, kernel: 3)
    network.append("maxpool1", .maxPool(kernel: 3, stride: 2))
    network.appendUnit("Conv2d_3b_1x1", 64, 80)
    network.appendUnit("Conv2d_4a_3x3", 80, 192, kernel: 3, isPadded: false)
    network.append("maxpool2", .maxPool(kernel: 3, stride: 2))

    var channels = 192
    for (letter, projection) in zip(letters, projections) {
      network.append("Mixed_5\(letter)", .module(squareModule(from: channels, projection)))
      channels = 64 + 64 + 96 + projection
    }
    network.append("Mixed_6a", .module(firstReduction(from: channels)))
    channels += 384 + 96
    for (letter, width) in zip(letters, widths) {
      network.append("Mixed_6\(letter)", .module(oblongModule(from: channels, width)))
      channels = 4 * 192
    }
    let last = Module.Source.node(network.nodes.count - 1)
    network.append("AuxLogits", .module(auxiliary(from: channels, classes)), use: .training)
    network.append("Mixed_7a", .module(secondReduction(from: channels)), from: [last])
    channels += 320 + 192
    for letter in letters.prefix(ends) {
      network.append("Mixed_7\(letter)", .module(wideModule(from: channels)))
      channels = 320 + 2 * 384 + 2 * 384 + 192
    }
    network.append("avgpool", .globalAveragePool)
    network.append("flatten", .flatten)
    network.append("fc", .linear(channels, classes))
    return network
  }

  /// Figure 5 of the paper: a 5×5, and two 3×3 in its place.
  private static func squareModule(from channels: Int, _ projection: Int) -> Module {
    var module = Module(.block)
    let one = module.appendUnit("branch1x1", channels, 64, from: .input)
    module.appendUnit("branch5x5_1", channels, 48, from: .input)
    let five = module.appendUnit("branch5x5_2", 48, 64, kernel: 5)
    module.appendUnit("branch3x3dbl_1", channels, 64, from: .input)
    module.appendUnit("branch3x3dbl_2", 64, 96, kernel: 3)
    let three = module.appendUnit("branch3x3dbl_3", 96, 96, kernel: 3)
    let pooled = appendPooledBranch(to: &module, channels, projection)
    module.append("cat", .concatenation(), from: [one, five, three, pooled])
    return module
  }

  /// Figure 10: convolutions and a pooling that halve the map side by side.
  private static func firstReduction(from channels: Int) -> Module {
    var module = Module(.block)
    let one = module.appendUnit(
      "branch3x3", channels, 384, kernel: 3, stride: 2, isPadded: false, from: .input)
    module.appendUnit("branch3x3dbl_1", channels, 64, from: .input)
    module.appendUnit("branch3x3dbl_2", 64, 96, kernel: 3)
    let two = module.appendUnit("branch3x3dbl_3", 96, 96, kernel: 3, stride: 2, isPadded: false)
    let pooled = module.append(
      "max_pool2d", .maxPool(kernel: 3, stride: 2), from: [.input], call: .function)
    module.append("cat", .concatenation(), from: [one, two, pooled])
    return module
  }

  /// Figure 6: a 1×7 and a 7×1 in the place of each 7×7.
  private static func oblongModule(from channels: Int, _ width: Int) -> Module {
    let (row, column) = (Extents(1, 7), Extents(7, 1))
    var module = Module(.block)
    let one = module.appendUnit("branch1x1", channels, 192, from: .input)
    module.appendUnit("branch7x7_1", channels, width, from: .input)
    module.appendUnit("branch7x7_2", width, width, kernel: row)
    let seven = module.appendUnit("branch7x7_3", width, 192, kernel: column)
    module.appendUnit("branch7x7dbl_1", channels, width, from: .input)
    module.appendUnit("branch7x7dbl_2", width, width, kernel: column)
    module.appendUnit("branch7x7dbl_3", width, width, kernel: row)
    module.appendUnit("branch7x7dbl_4", width, width, kernel: column)
    let double = module.appendUnit("branch7x7dbl_5", width, 192, kernel: row)
    let pooled = appendPooledBranch(to: &module, channels, 192)
    module.append("cat", .concatenation(), from: [one, seven, double, pooled])
    return module
  }

  /// The second reduction: a 3×3, and a 7×7 in two parts before another 3×3.
  private static func secondReduction(from channels: Int) -> Module {
    var module = Module(.block)
    module.appendUnit("branch3x3_1", channels, 192, from: .input)
    let three = module.appendUnit("branch3x3_2", 192, 320, kernel: 3, stride: 2, isPadded: false)
    module.appendUnit("branch7x7x3_1", channels, 192, from: .input)
    module.appendUnit("branch7x7x3_2", 192, 192, kernel: Extents(1, 7))
    module.appendUnit("branch7x7x3_3", 192, 192, kernel: Extents(7, 1))
    let seven = module.appendUnit("branch7x7x3_4", 192, 192, kernel: 3, stride: 2, isPadded: false)
    let pooled = module.append(
      "max_pool2d", .maxPool(kernel: 3, stride: 2), from: [.input], call: .function)
    module.append("cat", .concatenation(), from: [three, seven, pooled])
    return module
  }

  /// Figure 7: a 1×3 and a 3×1 side by side.
  private static func wideModule(from channels: Int) -> Module {
    let (row, column) = (Extents(1, 3), Extents(3, 1))
    var module = Module(.block)
    let one = module.appendUnit("branch1x1", channels, 320, from: .input)
    let reduced = module.appendUnit("branch3x3_1", channels, 384, from: .input)
    let first = module.appendUnit("branch3x3_2a", 384, 384, kernel: row, from: reduced)
    let second = module.appendUnit("branch3x3_2b", 384, 384, kernel: column, from: reduced)
    let three = module.append("cat", .concatenation(), from: [first, second])
    module.appendUnit("branch3x3dbl_1", channels, 448, from: .input)
    let double = module.appendUnit("branch3x3dbl_2", 448, 384, kernel: 3)
    let third = module.appendUnit("branch3x3dbl_3a", 384, 384, kernel: row, from: double)
    let fourth = module.appendUnit("branch3x3dbl_3b", 384, 384, kernel: column, from: double)
    let threes = module.append("cat_1", .concatenation(), from: [third, fourth])
    let pooled = appendPooledBranch(to: &module, channels, 192)
    module.append("cat_2", .concatenation(), from: [one, three, threes, pooled])
    return module
  }

  /// The branch that takes means before its 1×1.
  private static func appendPooledBranch(to module: inout Module, _ channels: Int, _ output: Int)
    -> Module.Source
  {
    module.append(
      "avg_pool2d", .averagePool(kernel: 3, stride: 1, padding: 1), from: [.input], call: .function)
    return module.appendUnit("branch_pool", channels, output)
  }

  /// The head that is only used in training (figure 8).
  private static func auxiliary(from channels: Int, _ classes: Int) -> Module {
    var head = Module(.group)
    head.append("avg_pool2d", .averagePool(kernel: 5, stride: 3), call: .function)
    head.appendUnit("conv0", channels, 128)
    head.appendUnit("conv1", 128, 768, kernel: 5, isPadded: false)
    head.append("adaptive_avg_pool2d", .globalAveragePool, call: .function)
    head.append("flatten", .flatten)
    head.append("fc", .linear(768, classes))
    return head
  }
}
