import Symbolics
import Testing

@testable import Derivations
@testable import Networks

/// Families of inverted residuals at random widths, depths and image sizes, against a count in one straight line.
@Suite("Families for phones")
struct MobileFamilyTests {
  static let seeds = 0..<12

  @Test("MobileNetV2", arguments: seeds)
  func mobileNetV2(_ seed: Int) throws {
    var dice = Dice(seed)
    let lines = (0..<dice.pick(1...5)).map { _ in
      MobileNetV2.Line(dice.pick(1...4), dice.pick(1...20), dice.pick(1...3), dice.pick(1...2))
    }
    var count = StraightLine(&dice)
    let input = count.input
    count.convolution(32, 3, stride: 2)
    count.norm()
    for line in lines {
      for block in 0..<line.blocks {
        if line.expansion > 1 {
          count.convolution(line.expansion * count.channels, 1)
          count.norm()
        }
        count.depthwise(3, stride: block == 0 ? line.stride : 1)
        count.norm()
        count.convolution(line.channels, 1)
        count.norm()
      }
    }
    count.convolution(1280, 1)
    count.norm()
    count.linear(1000, rows: 1)
    try expect(count, MobileNetV2.network(lines), input)
  }

  @Test("MobileNetV3", arguments: seeds)
  func mobileNetV3(_ seed: Int) throws {
    var dice = Dice(seed)
    let lines = (0..<dice.pick(1...8)).map { _ in
      MobileNetV3.Line(
        2 * dice.pick(1...3) + 1, 32 * dice.pick(1...3), dice.pick(1...30), se: dice.chance(50), .hardSwish,
        dice.pick(1...2))
    }
    var count = StraightLine(&dice, least: 97)
    let input = count.input
    count.convolution(16, 3, stride: 2)
    count.norm()
    for line in lines {
      if line.expanded != count.channels {
        count.convolution(line.expanded, 1)
        count.norm()
      }
      count.depthwise(line.kernel, stride: line.stride)
      count.norm()
      // At these widths a quarter is a whole multiple of 8.
      if line.squeezes { count.squeeze(to: line.expanded / 4) }
      count.convolution(line.channels, 1)
      count.norm()
    }
    count.convolution(6 * count.channels, 1)
    count.norm()
    let last = dice.pick(1...50)
    count.linear(last, rows: 1)
    count.linear(1000, rows: 1)
    try expect(count, MobileNetV3.network(lines, last: last), input)
  }

  @Test("MNASNet", arguments: seeds)
  func mnasNet(_ seed: Int) throws {
    var dice = Dice(seed)
    // At these widths the scaled channels are whole multiples of 8.
    let percent = [50, 100, 150, 200][dice.pick(0...3)]
    let stacks = (0..<dice.pick(1...4)).map { _ in
      MNASNet.Stack(
        2 * dice.pick(1...2) + 1, dice.pick(1...4), 16 * dice.pick(1...4), dice.pick(1...3), dice.pick(1...2))
    }
    var count = StraightLine(&dice)
    let input = count.input
    count.convolution(32 * percent / 100, 3, stride: 2)
    count.norm()
    count.depthwise(3)
    count.norm()
    count.convolution(16 * percent / 100, 1)
    count.norm()
    for stack in stacks {
      for block in 0..<stack.blocks {
        count.convolution(stack.expansion * count.channels, 1)
        count.norm()
        count.depthwise(stack.kernel, stride: block == 0 ? stack.stride : 1)
        count.norm()
        count.convolution(stack.channels * percent / 100, 1)
        count.norm()
      }
    }
    count.convolution(1280, 1)
    count.norm()
    count.linear(1000, rows: 1)
    try expect(count, MNASNet.network(stacks, percent: percent), input)
  }

  @Test("EfficientNet", arguments: seeds)
  func efficientNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let stages = (0..<dice.pick(1...4)).map { _ in
      EfficientNet.Stage(
        dice.chance(50) ? .mobile : .fused, dice.pick(1...4), k: 2 * dice.pick(1...2) + 1,
        s: dice.pick(1...2),
        dice.pick(4...24), dice.pick(1...3))
    }
    let (stem, last) = (dice.pick(4...32), dice.pick(1...60))
    var count = StraightLine(&dice)
    let input = count.input
    count.convolution(stem, 3, stride: 2)
    count.norm()
    for stage in stages {
      for layer in 0..<stage.layers {
        let (before, stride) = (count.channels, layer == 0 ? stage.stride : 1)
        switch (stage.block, stage.expansion) {
        case (.fused, 1):
          count.convolution(stage.channels, stage.kernel, stride: stride)
        case (.fused, let expansion):
          count.convolution(expansion * before, stage.kernel, stride: stride)
          count.norm()
          count.convolution(stage.channels, 1)
        case (.mobile, let expansion):
          if expansion > 1 {
            count.convolution(expansion * before, 1)
            count.norm()
          }
          count.depthwise(stage.kernel, stride: stride)
          count.norm()
          count.squeeze(to: before / 4)
          count.convolution(stage.channels, 1)
        }
        count.norm()
      }
    }
    count.convolution(last, 1)
    count.norm()
    count.linear(1000, rows: 1)
    try expect(count, EfficientNet.network(stages, stem: stem, last: last), input)
  }

  @Test("ShuffleNet V2", arguments: seeds)
  func shuffleNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let blocks = (0..<dice.pick(1...3)).map { _ in dice.pick(1...4) }
    let channels = [dice.pick(1...24)] + blocks.map { _ in 2 * dice.pick(4...30) } + [dice.pick(1...60)]
    var count = StraightLine(&dice)
    let input = count.input
    count.convolution(channels[0], 3, stride: 2)
    count.norm()
    count.move(3, 2, 1)
    for (width, blocks) in zip(channels.dropFirst(), blocks) {
      for block in 0..<blocks {
        if block == 0 {
          count.aside {
            $0.depthwise(3, stride: 2)
            $0.norm()
            $0.convolution(width / 2, 1)
            $0.norm()
          }
        } else {
          count.channels = width / 2
        }
        count.convolution(width / 2, 1)
        count.norm()
        count.depthwise(3, stride: block == 0 ? 2 : 1)
        count.norm()
        count.convolution(width / 2, 1)
        count.norm()
        count.channels = width
      }
    }
    count.convolution(channels[channels.count - 1], 1)
    count.norm()
    count.linear(1000, rows: 1)
    try expect(count, ShuffleNetV2.network(channels, blocks), input)
  }
}
