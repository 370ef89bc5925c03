import Symbolics
import Testing

@testable import Derivations
@testable import Networks

/// Families of image transformers at random widths, depths and image sizes, against a count in one straight line.
@Suite("Families with attention")
struct AttentionFamilyTests {
  static let seeds = 0..<12

  @Test("ViT", arguments: seeds)
  func vit(_ seed: Int) throws {
    var dice = Dice(seed)
    let (heads, patch) = (dice.pick(1...4), dice.pick(3...16))
    let size = ViT.Size(
      layers: dice.pick(1...5), features: heads * dice.pick(1...9), hidden: dice.pick(1...50), heads: heads)
    var count = StraightLine(&dice)
    let input = count.input
    count.convolution(size.features, patch, stride: patch, padding: 0, bias: true)
    let tokens = count.height * count.width + 1
    count.learn(size.features)
    count.learn(tokens * size.features)
    for _ in 0..<size.layers {
      count.norm()
      count.attention(tokens)
      count.norm()
      count.linear(size.hidden, rows: tokens)
      count.linear(size.features, rows: tokens)
    }
    count.norm()
    count.linear(1000, rows: 1)
    try expect(count, ViT.network(size, patch: patch), input)
  }

  @Test("Swin, both versions", arguments: seeds)
  func swin(_ seed: Int) throws {
    var dice = Dice(seed)
    let (stages, window) = (dice.pick(1...4), dice.pick(2...8))
    let version = dice.chance(50) ? SwinTransformer.Version.first : .second
    let size = SwinTransformer.Size(
      features: 4 * dice.pick(1...6), blocks: (0..<stages).map { _ in dice.pick(1...4) },
      heads: (0..<stages).map { [1, 2, 4][min($0, dice.pick(0...2))] })
    var count = StraightLine(&dice)
    let input = count.input
    count.convolution(size.features, 4, stride: 4, padding: 0, bias: true)
    count.norm()
    for (index, (blocks, heads)) in zip(size.blocks, size.heads).enumerated() {
      let width = size.features << index
      if index > 0 {
        (count.height, count.width) = ((count.height + 1) / 2, (count.width + 1) / 2)
        count.channels *= 4
        if version == .first { count.norm() }
        count.linear(width, rows: count.height * count.width, bias: false)
        if version == .second { count.norm() }
      }
      for _ in 0..<blocks {
        count.norm()
        count.windowAttention(window)
        let offsets = (2 * window - 1) * (2 * window - 1)
        if version == .first {
          count.learn(offsets * heads)
        } else {
          count.learn(heads)
          count.constant(2, 512, rows: offsets, bias: true)
          count.constant(512, heads, rows: offsets, bias: false)
        }
        count.norm()
        count.perceptron()
      }
    }
    count.norm()
    count.linear(1000, rows: 1)
    try expect(count, SwinTransformer.network(size, window: window, version), input)
  }

  @Test("MaxViT", arguments: seeds)
  func maxViT(_ seed: Int) throws {
    var dice = Dice(seed)
    let headWidth = 4 * dice.pick(1...3)
    let blocks = (0..<dice.pick(1...3)).map { _ in dice.pick(1...3) }
    let size = MaxViT.Size(
      stem: dice.pick(1...16), channels: blocks.map { _ in headWidth * dice.pick(1...4) }, blocks: blocks,
      headWidth: headWidth, window: dice.pick(2...7))
    var count = StraightLine(&dice)
    let input = count.input
    count.convolution(size.stem, 3, stride: 2)
    count.norm()
    count.convolution(size.stem, 3, bias: true)
    for (width, blocks) in zip(size.channels, size.blocks) {
      for block in 0..<blocks {
        if block == 0 {
          count.aside {
            $0.move(3, 2, 1)
            $0.convolution(width, 1, bias: true)
          }
        }
        count.norm()
        count.convolution(4 * width, 1)
        count.norm()
        count.depthwise(3, stride: block == 0 ? 2 : 1)
        count.norm()
        count.squeeze(to: width / 4)
        count.convolution(width, 1, bias: true)
        // Windows and grids of the same size cost the same, whichever map they cut.
        for _ in ["windows", "grids"] {
          let (height, width) = (count.height, count.width)
          let parts = count.pad(to: size.window)
          count.norm()
          count.attention(size.window * size.window, parts: parts)
          count.learn((2 * size.window - 1) * (2 * size.window - 1) * (count.channels / headWidth))
          count.norm()
          count.perceptron()
          (count.height, count.width) = (height, width)
        }
      }
    }
    count.norm()
    count.linear(count.channels, rows: 1)
    count.linear(1000, rows: 1, bias: false)
    try expect(count, MaxViT.network(size), input)
  }
}

extension StraightLine {
  /// Three projections, the products, and a fourth projection.
  fileprivate mutating func attention(_ tokens: Int, parts: Int = 1) {
    let width = channels
    for _ in 0..<3 {
      channels = width
      linear(width, rows: tokens * parts)
    }
    attend(tokens, parts: parts)
    linear(width, rows: tokens * parts)
  }

  /// Fills the map up to whole windows, and tells how many there are.
  fileprivate mutating func pad(to window: Int) -> Int {
    while height % window > 0 { height += 1 }
    while width % window > 0 { width += 1 }
    return (height / window) * (width / window)
  }

  /// The same in windows; the map keeps its size.
  fileprivate mutating func windowAttention(_ window: Int) {
    let before = (height, width)
    attention(window * window, parts: pad(to: window))
    (height, width) = before
  }

  /// Each position by itself to four times the features and back.
  fileprivate mutating func perceptron() {
    let width = channels
    linear(4 * width, rows: height * self.width)
    linear(width, rows: height * self.width)
  }
}
