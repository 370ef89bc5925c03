import Testing

@testable import Networks

/// Networks with inception modules at random widths, depths and image sizes, against a count in one straight line.
@Suite("Networks with inception modules")
struct InceptionFamilyTests {
  @Test("GoogLeNet in both forms", arguments: 0..<24)
  func googLeNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let form = dice.chance(50) ? GoogLeNet.Form.paper : .torchvision
    let isNormalised = form == .torchvision
    let classes = dice.pick(1...50)
    let stages: [[GoogLeNet.Row]] = (0..<3).map { _ in
      (0..<dice.pick(1...5)).map { _ in
        GoogLeNet.Row(
          dice.pick(1...40), dice.pick(1...40), dice.pick(1...40), dice.pick(1...40), dice.pick(1...40),
          dice.pick(1...40))
      }
    }

    var count = StraightLine(&dice, least: 64)
    let input = count.input
    count.unit(64, (7, 7), stride: 2, isNormalised: isNormalised)
    count.move(3, 2, 0, roundsUp: true)
    count.unit(64, isNormalised: isNormalised)
    count.unit(192, (3, 3), isNormalised: isNormalised)
    count.move(3, 2, 0, roundsUp: true)
    for (stage, rows) in stages.enumerated() {
      if stage > 0 { count.move(stage == 2 && isNormalised ? 2 : 3, 2, 0, roundsUp: true) }
      for (index, row) in rows.enumerated() {
        count.aside { $0.unit(row.one, isNormalised: isNormalised) }
        count.aside {
          $0.unit(row.threeReduction, isNormalised: isNormalised)
          $0.unit(row.three, (3, 3), isNormalised: isNormalised)
        }
        count.aside {
          $0.unit(row.fiveReduction, isNormalised: isNormalised)
          $0.unit(row.five, isNormalised ? (3, 3) : (5, 5), isNormalised: isNormalised)
        }
        count.aside { $0.unit(row.projection, isNormalised: isNormalised) }
        count.channels = row.one + row.three + row.five + row.projection
        guard stage == 1, index == 0 || index == 3 else { continue }
        count.idle {
          $0.unit(128, isNormalised: isNormalised)
          $0.channels *= 4 * 4
          $0.linear(1024, rows: 1)
          $0.linear(classes, rows: 1)
        }
      }
    }
    count.linear(classes, rows: 1)
    try expect(count, GoogLeNet.network(form, stages, classes: classes), input)
  }

  @Test("Inception v3", arguments: 0..<24)
  func inceptionV3(_ seed: Int) throws {
    var dice = Dice(seed)
    let projections = (0..<dice.pick(1...4)).map { _ in dice.pick(1...99) }
    let widths = (0..<dice.pick(1...5)).map { _ in dice.pick(1...99) }
    let (ends, classes) = (dice.pick(1...3), dice.pick(1...50))

    var count = StraightLine(&dice, least: 80)
    let input = count.input
    count.unit(32, (3, 3), stride: 2, isPadded: false)
    count.unit(32, (3, 3), isPadded: false)
    count.unit(64, (3, 3))
    count.move(3, 2, 0)
    count.unit(80)
    count.unit(192, (3, 3), isPadded: false)
    count.move(3, 2, 0)
    for projection in projections { count.squareModule(projection) }
    count.firstReduction()
    for width in widths { count.oblongModule(width) }
    count.idle {
      $0.unit(128)
      $0.unit(768, (5, 5))
      $0.linear(classes, rows: 1)
    }
    count.secondReduction()
    for _ in 0..<ends { count.wideModule() }
    count.linear(classes, rows: 1)
    let root = InceptionV3.network(projections: projections, widths: widths, ends: ends, classes: classes)
    try expect(count, root, input)
  }
}

extension StraightLine {
  /// A convolution with its normalisation, or with a bias.
  fileprivate mutating func unit(
    _ output: Int, _ kernel: (Int, Int) = (1, 1), stride: Int = 1, isPadded: Bool = true,
    isNormalised: Bool = true
  ) {
    let padding = isPadded ? (kernel.0 / 2, kernel.1 / 2) : (0, 0)
    convolution(output, kernel: kernel, stride: stride, padding: padding, bias: !isNormalised)
    if isNormalised { norm() }
  }

  /// Units in a row, beside others that start from the same map.
  private mutating func branch(_ units: [(Int, (Int, Int))]) {
    aside { line in
      for (output, kernel) in units { line.unit(output, kernel) }
    }
  }

  fileprivate mutating func squareModule(_ projection: Int) {
    branch([(64, (1, 1))])
    branch([(48, (1, 1)), (64, (5, 5))])
    branch([(64, (1, 1)), (96, (3, 3)), (96, (3, 3))])
    branch([(projection, (1, 1))])
    channels = 64 + 64 + 96 + projection
  }

  fileprivate mutating func firstReduction() {
    let before = channels
    aside {
      $0.unit(64)
      $0.unit(96, (3, 3))
      $0.unit(96, (3, 3), stride: 2, isPadded: false)
    }
    unit(384, (3, 3), stride: 2, isPadded: false)
    channels += before + 96
  }

  fileprivate mutating func oblongModule(_ width: Int) {
    branch([(192, (1, 1))])
    branch([(width, (1, 1)), (width, (1, 7)), (192, (7, 1))])
    branch([(width, (1, 1)), (width, (7, 1)), (width, (1, 7)), (width, (7, 1)), (192, (1, 7))])
    branch([(192, (1, 1))])
    channels = 4 * 192
  }

  fileprivate mutating func secondReduction() {
    let before = channels
    aside {
      $0.unit(192)
      $0.unit(192, (1, 7))
      $0.unit(192, (7, 1))
      $0.unit(192, (3, 3), stride: 2, isPadded: false)
    }
    unit(192)
    unit(320, (3, 3), stride: 2, isPadded: false)
    channels += before + 192
  }

  fileprivate mutating func wideModule() {
    branch([(320, (1, 1))])
    aside {
      $0.unit(384)
      $0.branch([(384, (1, 3))])
      $0.branch([(384, (3, 1))])
    }
    aside {
      $0.unit(448)
      $0.unit(384, (3, 3))
      $0.branch([(384, (1, 3))])
      $0.branch([(384, (3, 1))])
    }
    branch([(192, (1, 1))])
    channels = 320 + 4 * 384 + 192
  }
}
