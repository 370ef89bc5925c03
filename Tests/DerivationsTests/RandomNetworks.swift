import Networks

/// A generator of pseudo-random numbers that gives the same ones on every machine (SplitMix64).
struct Dice: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func pair(_ range: ClosedRange<Int>) -> Extents { Extents(pick(range), pick(range)) }
  mutating func chance(_ percent: Int) -> Bool { pick(1...100) <= percent }
}

/// A random network, its input, and what it costs by a count that shares nothing with the derivation: every window is
/// slid, every weight is counted one by one, every copy is visited.
struct RandomNetwork {
  var network: Network
  var input: Shape
  var parameters = 0
  var macs = 0
  var operations = 0
  var layers = 0
  var convolutions = 0

  init(seed: Int) {
    var dice = Dice(seed)
    var naive = NaiveCount()
    let channels = dice.pick(1...4)
    let (height, width) = (dice.pick(6...20), dice.pick(6...20))
    let batch = dice.chance(50) ? 1 : dice.pick(2...5)
    naive.map = (batch, channels, height, width)
    var root = Module(.network)
    for index in 0..<dice.pick(1...4) {
      let stage = Self.module(.stage, &dice, &naive, copies: 1, depth: 0)
      root.append("stage\(index)", .module(stage))
    }
    if dice.chance(70) {
      root.append("pool", .globalAveragePool)
      naive.globalPool()
      root.append("flatten", .flatten)
      let (outputs, hasBias) = (dice.pick(1...9), dice.chance(50))
      root.append("fc", .linear(naive.map.c, outputs, hasBias: hasBias))
      naive.linear(outputs, hasBias)
    }
    network = Network(root, input: [channels, height, width])
    input = Shape([batch, channels, height, width])
    (parameters, macs, operations) = (naive.parameters, naive.macs, naive.operations)
    (layers, convolutions) = (naive.layers, naive.convolutions)
  }

  private static func module(
    _ role: Module.Role, _ dice: inout Dice, _ naive: inout NaiveCount, copies: Int, depth: Int
  ) -> Module {
    var module = Module(role)
    for index in 0..<dice.pick(1...3) {
      switch dice.pick(1...6) {
      case 1, 2:
        module.append("conv\(index)", convolution(&dice, &naive))
      case 3:
        module.append("bn\(index)", .batchNorm(naive.map.c))
        naive.batchNorm()
      case 4 where naive.map.h > 2 && naive.map.w > 2:
        module.append("pool\(index)", .maxPool(kernel: 2, stride: 1, padding: 1))
        naive.maxPool(2, 1, 1)
      case 5 where depth < 2:
        module.append(
          "inner\(index)", .module(Self.module(.block, &dice, &naive, copies: 1, depth: depth + 1)))
      default:
        let copies = dice.pick(1...4)
        let channels = naive.map.c
        var block = Module(.block)
        block.append("conv", .convolution(channels, channels, kernel: 3))
        block.append("add", .add, from: [.node(0), .input])
        block.append("relu", .relu)
        module.append("\(10 * index)", .module(block), repetitions: copies)
        for _ in 0..<copies {
          naive.convolution(channels, .init(kernel: 3, padding: 1), groups: 1, hasBias: false)
          naive.eachValue()
          naive.eachValue()
        }
      }
    }
    return module
  }

  private static func convolution(_ dice: inout Dice, _ naive: inout NaiveCount) -> Module.Element {
    let (input, kernel) = (naive.map.c, (dice.pick(1...3), dice.pick(1...3)))
    let groups = dice.chance(30) ? input : 1
    let output = groups * dice.pick(1...4)
    let hasBias = dice.chance(50)
    // Padding of at least the reach of the window: whatever the size, it fits.
    var window = Operation.Window(
      kernel: Extents(kernel.0, kernel.1), stride: dice.pair(1...2), padding: dice.pair(2...3),
      dilation: dice.pair(1...2))
    if dice.chance(50) {
      window.stride.width = window.stride.height
      window.padding.width = window.padding.height
      window.dilation.width = window.dilation.height
    }
    naive.convolution(output, window, groups: groups, hasBias: hasBias)
    return .layer(.convolution(.init(input, output, window: window, groups: groups, hasBias: hasBias)))
  }
}

/// Counts by doing: one window, one weight, one value after the other.
struct NaiveCount {
  var map = (n: 1, c: 1, h: 1, w: 1)
  var parameters = 0
  var macs = 0
  var operations = 0
  var layers = 0
  var convolutions = 0

  private var values: Int { map.n * map.c * map.h * map.w }

  private mutating func slide(_ window: Operation.Window) {
    map.h = slide(
      map.h, window.kernel.height, window.stride.height, window.padding.height, window.dilation.height)
    map.w = slide(
      map.w, window.kernel.width, window.stride.width, window.padding.width, window.dilation.width)
  }

  private func slide(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int) -> Int {
    var (start, positions) = (-padding, 0)
    while start + dilation * (kernel - 1) <= size + padding - 1 {
      positions += 1
      start += stride
    }
    return positions
  }

  mutating func convolution(_ output: Int, _ window: Operation.Window, groups: Int, hasBias: Bool) {
    var weightsOfOne = 0
    for _ in 0..<window.kernel.height {
      for _ in 0..<window.kernel.width { for _ in 0..<(map.c / groups) { weightsOfOne += 1 } }
    }
    for _ in 0..<output { parameters += weightsOfOne + (hasBias ? 1 : 0) }
    map.c = output
    slide(window)
    for _ in 0..<values {
      macs += weightsOfOne
      operations += 2 * weightsOfOne + (hasBias ? 1 : 0)
    }
    layers += 1
    convolutions += 1
  }

  mutating func batchNorm() {
    for _ in 0..<map.c { parameters += 2 }
    operations += 2 * values
    layers += 1
  }

  mutating func eachValue() {
    operations += values
    layers += 1
  }

  mutating func maxPool(_ kernel: Int, _ stride: Int, _ padding: Int) {
    slide(
      .init(
        kernel: Extents(kernel, kernel), stride: Extents(stride, stride), padding: Extents(padding, padding)))
    for _ in 0..<values { operations += kernel * kernel - 1 }
    layers += 1
  }

  mutating func globalPool() {
    for _ in 0..<(map.n * map.c) { operations += map.h * map.w + 1 }
    (map.h, map.w) = (1, 1)
    layers += 2  // the pooling and the flattening behind it
  }

  mutating func linear(_ outputs: Int, _ hasBias: Bool) {
    for _ in 0..<outputs { parameters += map.c + (hasBias ? 1 : 0) }
    for _ in 0..<(map.n * outputs) {
      macs += map.c
      operations += 2 * map.c + (hasBias ? 1 : 0)
    }
    map.c = outputs
    layers += 1
  }
}
