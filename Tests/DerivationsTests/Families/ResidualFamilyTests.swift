import Testing

@testable import Networks

/// Residual networks at random widths, depths and image sizes, against a count in one straight line.
@Suite("Residual networks")
struct ResidualFamilyTests {
  @Test("ResNet, with the groups and widths of its relatives", arguments: 0..<24)
  func resNet(_ seed: Int) throws {
    var dice = Dice(seed)
    var settings = ResNet(
      dice.chance(50) ? .basic : .bottleneck, (0..<dice.pick(1...5)).map { _ in dice.pick(1...4) })
    settings.stride = dice.chance(50) ? .first : .middle
    settings.width = dice.pick(1...20)
    settings.groups = dice.pick(1...4)
    settings.innerWidth = settings.groups * dice.pick(1...9)
    settings.classes = dice.pick(1...99)

    var count = StraightLine(&dice, least: 20)
    let input = count.input
    count.convolution(settings.width, 7, stride: 2)
    count.norm()
    count.move(3, 2, 1)
    let isBasic = settings.block == .basic
    var (outer, inner) = (settings.width * (isBasic ? 1 : 4), settings.innerWidth)
    for (stage, blocks) in settings.blocks.enumerated() {
      for block in 0..<blocks {
        let stride = block == 0 && stage > 0 ? 2 : 1
        if stride > 1 || count.channels != outer {
          count.aside {
            $0.convolution(outer, 1, stride: stride)
            $0.norm()
          }
        }
        if isBasic {
          count.convolution(outer, 3, stride: stride)
          count.norm()
          count.convolution(outer, 3)
          count.norm()
        } else {
          let isFirst = settings.stride == .first
          count.convolution(inner, 1, stride: isFirst ? stride : 1)
          count.norm()
          count.convolution(inner, 3, stride: isFirst ? 1 : stride, groups: settings.groups)
          count.norm()
          count.convolution(outer, 1)
          count.norm()
        }
      }
      (outer, inner) = (2 * outer, 2 * inner)
    }
    count.linear(settings.classes, rows: 1)
    try expect(count, settings.network, input)
  }

  @Test("ResNeXt and Wide ResNet are ResNets with other bottlenecks")
  func bottlenecks() {
    var expected = ResNet(.bottleneck, [3, 4, 6, 3])
    (expected.groups, expected.innerWidth) = (32, 128)
    #expect(ResNeXt.settings([3, 4, 6, 3], cardinality: 32, width: 4) == expected)
    (expected.groups, expected.innerWidth) = (1, 192)
    #expect(WideResNet.settings([3, 4, 6, 3], factor: 3) == expected)
  }
}
