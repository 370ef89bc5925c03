import Symbolics
import Testing

@testable import Derivations
@testable import Networks

/// Families of stages of equal blocks at random widths, depths and image sizes, against a count in one straight line.
@Suite("Families of stages")
struct StagedFamilyTests {
  static let seeds = 0..<12

  @Test("DenseNet", arguments: seeds)
  func denseNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let growth = 2 * dice.pick(1...6)
    let layers = (0..<dice.pick(1...4)).map { _ in dice.pick(1...5) }
    var count = StraightLine(&dice)
    let input = count.input
    count.convolution(2 * growth, 7, stride: 2)
    count.norm()
    count.move(3, 2, 1)
    for (index, depth) in layers.enumerated() {
      let before = count.channels
      for layer in 0..<depth {
        count.channels = before + layer * growth
        count.norm()
        count.convolution(4 * growth, 1)
        count.norm()
        count.convolution(growth, 3)
      }
      count.channels = before + depth * growth
      if index == layers.count - 1 { break }
      count.norm()
      count.convolution(count.channels / 2, 1)
      count.move(2, 2, 0)
    }
    count.norm()
    count.linear(1000, rows: 1)
    try expect(count, DenseNet.network(growth: growth, layers), input)
  }

  @Test("RegNet", arguments: seeds)
  func regNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let stages = (0..<dice.pick(1...4)).map { _ in
      let groupWidth = dice.pick(1...6)
      return RegNet.Stage(
        width: groupWidth * dice.pick(4...9), depth: dice.pick(1...4), groupWidth: groupWidth)
    }
    let squeezes = dice.chance(50)
    var count = StraightLine(&dice)
    let input = count.input
    count.convolution(32, 3, stride: 2)
    count.norm()
    for stage in stages {
      for block in 0..<stage.depth {
        let (before, stride) = (count.channels, block == 0 ? 2 : 1)
        if block == 0 {
          count.aside {
            $0.convolution(stage.width, 1, stride: 2)
            $0.norm()
          }
        }
        count.convolution(stage.width, 1)
        count.norm()
        count.convolution(stage.width, 3, stride: stride, groups: stage.width / stage.groupWidth)
        count.norm()
        if squeezes { count.squeeze(to: before / 4) }
        count.convolution(stage.width, 1)
        count.norm()
      }
    }
    count.linear(1000, rows: 1)
    try expect(count, RegNet.network(stages, squeezes: squeezes), input)
  }

  @Test("ConvNeXt", arguments: seeds)
  func convNeXt(_ seed: Int) throws {
    var dice = Dice(seed)
    let channels = dice.pick(1...20)
    let blocks = (0..<dice.pick(1...4)).map { _ in dice.pick(1...4) }
    var count = StraightLine(&dice)
    let input = count.input
    count.convolution(channels, 4, stride: 4, padding: 0, bias: true)
    count.norm()
    for (index, blocks) in blocks.enumerated() {
      let width = channels << index
      if index > 0 {
        count.norm()
        count.convolution(width, 2, stride: 2, padding: 0, bias: true)
      }
      for _ in 0..<blocks {
        count.depthwise(7, bias: true)
        count.norm()
        count.linear(4 * width, rows: count.height * count.width)
        count.linear(width, rows: count.height * count.width)
        count.learn(width)
      }
    }
    count.norm()
    count.linear(1000, rows: 1)
    try expect(count, ConvNeXt.network(channels, blocks), input)
  }
}
