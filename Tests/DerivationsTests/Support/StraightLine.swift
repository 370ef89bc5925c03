import Networks

/// Parameters and multiply-adds of layers that are called one after the other, by plain arithmetic: no modules, no copies,
/// no formulas.
struct StraightLine {
  let batch: Int
  /// Channels and size of the map.
  var (channels, height, width): (Int, Int, Int)
  private(set) var parameters = 0
  private(set) var macs = 0

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
    move(kernel, stride, padding ?? kernel / 2)
    let weights = kernel * kernel * (channels / groups) * output
    parameters += weights + (bias ? output : 0)
    macs += weights * batch * height * width
    channels = output
  }

  mutating func depthwise(_ kernel: Int, stride: Int = 1, bias: Bool = false) {
    convolution(channels, kernel, stride: stride, groups: channels, bias: bias)
  }

  /// Batch norm or layer norm.
  mutating func norm() { parameters += 2 * channels }

  /// A window that only moves.
  mutating func move(_ kernel: Int, _ stride: Int, _ padding: Int) {
    height = (height + 2 * padding - kernel) / stride + 1
    width = (width + 2 * padding - kernel) / stride + 1
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

  /// Layers that start from the same map and are joined later.
  mutating func aside(_ layers: (inout StraightLine) -> Void) {
    let before = (channels, height, width)
    layers(&self)
    (channels, height, width) = before
  }
}
