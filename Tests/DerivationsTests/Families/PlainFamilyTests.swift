import Testing

@testable import Networks

/// Families of plain convolutional networks at random widths, depths and image sizes, against a count in one straight line.
@Suite("Plain convolutional families")
struct PlainFamilyTests {
  static let seeds = 0..<12

  private func widths(_ count: Int, _ dice: inout Dice, unit: Int = 1) -> [Int] {
    (0..<count).map { _ in unit * dice.pick(1...40) }
  }

  @Test("LeNet-5 with every map of C3 connected", arguments: seeds)
  func denseLeNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let maps = widths(3, &dice)
    let (hidden, classes) = (dice.pick(1...50), dice.pick(1...50))
    // At these sides C5 has one position.
    var count = StraightLine(1, dice.pick(32...35), dice.pick(32...35), batch: dice.pick(1...3))
    let input = count.input
    count.convolution(maps[0], 5, padding: 0, bias: true)
    count.move(2, 2, 0)
    count.convolution(maps[1], 5, padding: 0, bias: true)
    count.move(2, 2, 0)
    count.convolution(maps[2], 5, padding: 0, bias: true)
    count.linear(hidden, rows: 1)
    count.linear(classes, rows: 1)
    try expect(count, LeNet.dense(maps: maps, hidden: hidden, classes: classes), input)
  }

  @Test("LeNet-5 with a table of connections", arguments: seeds)
  func sparseLeNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let inputs = dice.pick(1...6)
    let kinds = (0..<dice.pick(1...3)).map { index in
      // As many maps as there are inputs, or a multiple of that: then all are seen equally often.
      LeNet.Connections.Kind(name: "k\(index)", maps: inputs * dice.pick(1...3), seen: dice.pick(1...inputs))
    }
    let (maps, hidden) = (dice.pick(1...50), dice.pick(1...50))
    var count = StraightLine(1, dice.pick(32...35), dice.pick(32...35), batch: dice.pick(1...3))
    let input = count.input
    count.convolution(inputs, 5, padding: 0, bias: true)
    count.move(2, 2, 0)
    count.learn(2 * inputs)
    var outputs = 0
    for kind in kinds {
      for _ in 0..<kind.maps {
        count.aside {
          $0.channels = kind.seen
          $0.convolution(1, 5, padding: 0, bias: true)
        }
      }
      outputs += kind.maps
    }
    count.move(5, 1, 0)
    count.channels = outputs
    count.move(2, 2, 0)
    count.learn(2 * outputs)
    count.convolution(maps, 5, padding: 0, bias: true)
    count.linear(hidden, rows: 1)
    let connections = LeNet.Connections(inputs: inputs, kinds: kinds)
    let classes = dice.pick(1...20)
    try expect(
      count, LeNet.sparse(connections: connections, maps: maps, hidden: hidden, classes: classes), input)
  }

  @Test("AlexNet", arguments: seeds)
  func alexNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let channels = widths(5, &dice)
    let (hidden, classes) = (dice.pick(1...50), dice.pick(1...50))
    var count = StraightLine(&dice, least: 63)
    let input = count.input
    count.convolution(channels[0], 11, stride: 4, padding: 2, bias: true)
    count.move(3, 2, 0)
    count.convolution(channels[1], 5, bias: true)
    count.move(3, 2, 0)
    for output in channels[2...] { count.convolution(output, 3, bias: true) }
    count.channels = 36 * channels[4]
    for output in [hidden, hidden, classes] { count.linear(output, rows: 1) }
    try expect(count, AlexNet.oneTower(channels: channels, hidden: hidden, classes: classes), input)
  }

  @Test("AlexNet on two processors", arguments: seeds)
  func groupedAlexNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let channels = widths(5, &dice, unit: 2)
    let (hidden, classes) = (dice.pick(1...50), dice.pick(1...50))
    // At these sides 6×6 positions are left.
    var count = StraightLine(3, dice.pick(227...234), dice.pick(227...234), batch: dice.pick(1...3))
    let input = count.input
    count.convolution(channels[0], 11, stride: 4, padding: 0, bias: true)
    count.move(3, 2, 0)
    count.convolution(channels[1], 5, groups: 2, bias: true)
    count.move(3, 2, 0)
    for (output, groups) in zip(channels[2...], [1, 2, 2]) {
      count.convolution(output, 3, groups: groups, bias: true)
    }
    count.channels = 36 * channels[4]
    for output in [hidden, hidden, classes] { count.linear(output, rows: 1) }
    try expect(count, AlexNet.caffe(channels: channels, groups: 2, hidden: hidden, classes: classes), input)
  }

  @Test("NiN", arguments: seeds)
  func networkInNetwork(_ seed: Int) throws {
    var dice = Dice(seed)
    let blocks = (0..<dice.pick(1...4)).map { _ in
      NiN.Block(
        kernel: dice.pick(1...6), stride: dice.pick(1...2), padding: dice.pick(2...3),
        channels: widths(3, &dice))
    }
    var count = StraightLine(&dice, least: 60)
    let input = count.input
    for (index, block) in blocks.enumerated() {
      if index > 0 { count.move(3, 2, 0, roundsUp: true) }
      count.convolution(
        block.channels[0], block.kernel, stride: block.stride, padding: block.padding, bias: true)
      count.convolution(block.channels[1], 1, bias: true)
      count.convolution(block.channels[2], 1, bias: true)
    }
    try expect(count, NiN.network(blocks), input)
  }

  @Test("VGG", arguments: seeds)
  func vgg(_ seed: Int) throws {
    var dice = Dice(seed)
    let groups = (0..<dice.pick(1...5)).map { _ in widths(dice.pick(1...4), &dice) }
    let isNormalised = dice.chance(50)
    let (hidden, classes) = (dice.pick(1...50), dice.pick(1...50))
    var count = StraightLine(&dice)
    let input = count.input
    for group in groups {
      for output in group {
        count.convolution(output, 3, bias: true)
        if isNormalised { count.norm() }
      }
      count.move(2, 2, 0)
    }
    count.channels *= 49
    for output in [hidden, hidden, classes] { count.linear(output, rows: 1) }
    try expect(
      count, VGG.network(groups, isNormalised: isNormalised, hidden: hidden, classes: classes), input)
  }

  @Test("SqueezeNet", arguments: seeds)
  func squeezeNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let stem = (kernel: 2 * dice.pick(1...4) + 1, channels: dice.pick(1...40))
    let classes = dice.pick(1...50)
    var lines: [SqueezeNet.Line] = []
    var count = StraightLine(&dice, least: 60)
    let input = count.input
    count.convolution(stem.channels, stem.kernel, stride: 2, padding: 0, bias: true)
    for _ in 0..<dice.pick(1...9) {
      if dice.chance(30), count.height > 4, count.width > 4 {
        lines.append(.pool)
        count.move(3, 2, 0, roundsUp: true)
      } else {
        let (squeeze, expand) = (dice.pick(1...20), dice.pick(1...20))
        lines.append(.fire(squeeze: squeeze, expand: expand))
        count.convolution(squeeze, 1, bias: true)
        count.aside { $0.convolution(expand, 1, bias: true) }
        count.convolution(expand, 3, bias: true)
        count.channels = 2 * expand
      }
    }
    count.convolution(classes, 1, bias: true)
    try expect(count, SqueezeNet.network(stem: stem, lines, classes: classes), input)
  }

  @Test("U-Net", arguments: seeds)
  func uNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let (inputs, width, depth) = (dice.pick(1...3), dice.pick(1...9), dice.pick(1...4))
    let classes = dice.pick(1...5)
    var count = StraightLine(inputs, dice.pick(190...400), dice.pick(190...400), batch: dice.pick(1...3))
    let input = count.input
    var channels = width
    for _ in 0..<depth {
      for _ in 0..<2 { count.convolution(channels, 3, padding: 0, bias: true) }
      count.move(2, 2, 0)
      channels *= 2
    }
    for _ in 0..<2 { count.convolution(channels, 3, padding: 0, bias: true) }
    for _ in 0..<depth {
      channels /= 2
      count.enlargement(channels, 2)
      count.channels = 2 * channels
      for _ in 0..<2 { count.convolution(channels, 3, padding: 0, bias: true) }
    }
    count.convolution(classes, 1, bias: true)
    let root = UNet.network(width: width, depth: depth, inputs: inputs, classes: classes)
    try expect(count, root, input)
  }
}
