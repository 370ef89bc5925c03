import Networks
import Symbolics
import Testing

@testable import Derivations

/// Parameters and multiply-adds of layers that are called one after the other, by plain arithmetic: no modules, no copies,
/// no formulas.
struct StraightLine {
  let batch: Int
  /// Channels and size of the map.
  var (channels, height, width): (Int, Int, Int)
  private(set) var parameters = 0
  private(set) var macs = 0

  /// An image of a size.
  init(_ channels: Int, _ height: Int, _ width: Int, batch: Int = 1) {
    self.batch = batch
    (self.channels, self.height, self.width) = (channels, height, width)
  }

  /// An image of a random size, at least so large.
  init(_ dice: inout Dice, least: Int = 33) {
    batch = dice.pick(1...3)
    (channels, height, width) = (3, dice.pick(least...least + 70), dice.pick(least...least + 70))
  }

  /// The image, before any layer was called.
  var input: Shape { Shape([batch, channels, height, width]) }

  mutating func convolution(
    _ output: Int, _ kernel: Int, stride: Int = 1, padding: Int? = nil, groups: Int = 1, bias: Bool = false
  ) {
    let padding = padding ?? kernel / 2
    convolution(
      output, kernel: (kernel, kernel), stride: stride, padding: (padding, padding), groups: groups,
      bias: bias)
  }

  /// The same with a window of any height and width.
  mutating func convolution(
    _ output: Int, kernel: (Int, Int), stride: Int = 1, padding: (Int, Int), groups: Int = 1,
    bias: Bool = false
  ) {
    height = Self.starts(height, kernel.0, stride, padding.0)
    width = Self.starts(width, kernel.1, stride, padding.1)
    let weights = kernel.0 * kernel.1 * (channels / groups) * output
    parameters += weights + (bias ? output : 0)
    macs += weights * batch * height * width
    channels = output
  }

  /// A transposed convolution whose kernels lie side by side: each position meets all weights once.
  mutating func enlargement(_ output: Int, _ side: Int) {
    let weights = side * side * channels * output
    parameters += weights + output
    macs += weights * batch * height * width
    (channels, height, width) = (output, side * height, side * width)
  }

  mutating func depthwise(_ kernel: Int, stride: Int = 1, bias: Bool = false) {
    convolution(channels, kernel, stride: stride, groups: channels, bias: bias)
  }

  /// Batch norm or layer norm.
  mutating func norm() { parameters += 2 * channels }

  /// A window that only moves.
  mutating func move(_ kernel: Int, _ stride: Int, _ padding: Int, roundsUp: Bool = false) {
    height = Self.starts(height, kernel, stride, padding, roundsUp: roundsUp)
    width = Self.starts(width, kernel, stride, padding, roundsUp: roundsUp)
  }

  /// How many windows there are: each start is tried. If a last one need not be full, there is one more where the one
  /// before leaves something and it does not start behind the map.
  private static func starts(
    _ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, roundsUp: Bool = false
  ) -> Int {
    var (start, count) = (-padding, 0)
    while start + kernel <= size + padding {
      count += 1
      start += stride
    }
    let isCovered = start - stride + kernel >= size + padding
    return roundsUp && !isCovered && start < size + padding ? count + 1 : count
  }

  /// Means of all channels, two small layers with biases, a factor for each channel.
  mutating func squeeze(to squeezed: Int) {
    parameters += (channels + 1) * squeezed + (squeezed + 1) * channels
    macs += 2 * batch * channels * squeezed
  }

  /// A layer of each of `rows` rows of every image.
  mutating func linear(_ output: Int, rows: Int, bias: Bool = true) {
    parameters += channels * output + (bias ? output : 0)
    macs += batch * rows * channels * output
    channels = output
  }

  /// A layer that works once, whatever the batch.
  mutating func constant(_ input: Int, _ output: Int, rows: Int, bias: Bool) {
    parameters += input * output + (bias ? output : 0)
    macs += rows * input * output
  }

  /// Numbers that are learned.
  mutating func learn(_ count: Int) { parameters += count }

  /// Products of queries with keys, and of scores with values, in `parts` parts of so many tokens of every image.
  mutating func attend(_ tokens: Int, parts: Int = 1) {
    macs += 2 * batch * parts * tokens * tokens * channels
  }

  /// Layers that are only used in training: their parameters count, their work does not.
  mutating func idle(_ layers: (inout StraightLine) -> Void) {
    let before = macs
    aside(layers)
    macs = before
  }

  /// Layers that start from the same map and are joined later.
  mutating func aside(_ layers: (inout StraightLine) -> Void) {
    let before = (channels, height, width)
    layers(&self)
    (channels, height, width) = before
  }
}

/// A network costs what the straight line says, and its derivation obeys the laws.
func expect(_ count: StraightLine, _ root: Module, _ input: Shape) throws {
  let network = Network(root, input: Array(input.dimensions.dropFirst()))
  let derivation = try derive(network, input: input, convention: .everyOperation)
  #expect(derivation.root.value(.parameters) == Rational(count.parameters))
  #expect(derivation.root.value(.macs) == Rational(count.macs))
  try expectLaws(of: derivation)
}
