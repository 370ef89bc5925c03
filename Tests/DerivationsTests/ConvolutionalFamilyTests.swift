import Symbolics
import Testing

@testable import Derivations
@testable import Networks

/// The builders of the catalogue's convolutional families, with settings that no paper has, against a count by hand.
@Suite("Families of convolutional networks")
struct ConvolutionalFamilyTests {
  private static let seeds = 0..<25

  /// The random settings of one test, and the tally that it keeps.
  private struct Trial {
    var dice: Dice
    var tally = Tally()
    let input: Tally.Map

    init(_ seed: Int, channels: Int = 3, sides: ClosedRange<Int>) {
      dice = Dice(seed)
      input = .init(channels: channels, height: dice.pick(sides), width: dice.pick(sides))
    }

    mutating func picks(_ count: ClosedRange<Int>, of values: ClosedRange<Int>) -> [Int] {
      let count = dice.pick(count)
      return (0..<count).map { _ in dice.pick(values) }
    }

    func expectAgreement(_ root: Module) throws {
      let network = Network(root, input: [input.channels, input.height, input.width])
      let derivation = try derive(network, convention: .everyOperation)
      #expect(derivation.root.value(.parameters) == Rational(tally.parameters))
      #expect(derivation.root.value(.macs) == Rational(tally.macs))
      try expectLaws(of: derivation)
    }
  }

  @Test("ResNet, and ResNeXt and Wide ResNet with it", arguments: seeds)
  func resNet(_ seed: Int) throws {
    var trial = Trial(seed, sides: 20...230)
    var settings = ResNet(trial.dice.chance(50) ? .basic : .bottleneck, trial.picks(1...5, of: 1...4))
    settings.stride = trial.dice.chance(50) ? .first : .middle
    settings.width = trial.dice.pick(1...20)
    settings.groups = trial.dice.pick(1...4)
    settings.innerWidth = settings.groups * trial.dice.pick(1...9)
    settings.classes = trial.dice.pick(1...99)

    var map = trial.tally.convolve(trial.input, to: settings.width, kernel: 7, stride: 2, isNormalised: true)
    map = Tally.pool(map, kernel: 3, stride: 2, padding: 1)
    let isBasic = settings.block == .basic
    var (outer, inner) = (settings.width * (isBasic ? 1 : 4), settings.innerWidth)
    for (stage, blocks) in settings.blocks.enumerated() {
      for block in 0..<blocks {
        let stride = block == 0 && stage > 0 ? 2 : 1
        let before = map
        if isBasic {
          map = trial.tally.convolve(map, to: outer, kernel: 3, stride: stride, isNormalised: true)
          map = trial.tally.convolve(map, to: outer, kernel: 3, isNormalised: true)
        } else {
          let isFirst = settings.stride == .first
          map = trial.tally.convolve(
            map, to: inner, kernel: 1, stride: isFirst ? stride : 1, isNormalised: true)
          map = trial.tally.convolve(
            map, to: inner, kernel: 3, stride: isFirst ? 1 : stride, groups: settings.groups,
            isNormalised: true)
          map = trial.tally.convolve(map, to: outer, kernel: 1, isNormalised: true)
        }
        if stride > 1 || before.channels != outer {
          _ = trial.tally.convolve(before, to: outer, kernel: 1, stride: stride, isNormalised: true)
        }
      }
      (outer, inner) = (2 * outer, 2 * inner)
    }
    trial.tally.connect(map.channels, to: settings.classes)
    try trial.expectAgreement(settings.network)
  }

  @Test("The settings of ResNeXt and Wide ResNet are those of ResNet but for the bottleneck")
  func bottlenecks() {
    var expected = ResNet(.bottleneck, [3, 4, 6, 3])
    (expected.groups, expected.innerWidth) = (32, 128)
    #expect(ResNeXt.settings([3, 4, 6, 3], cardinality: 32, width: 4) == expected)
    (expected.groups, expected.innerWidth) = (1, 192)
    #expect(WideResNet.settings([3, 4, 6, 3], factor: 3) == expected)
  }

  @Test("AlexNet", arguments: seeds)
  func alexNet(_ seed: Int) throws {
    var trial = Trial(seed, sides: 63...240)
    let channels = trial.picks(5...5, of: 1...40)
    let (hidden, classes) = (trial.dice.pick(1...50), trial.dice.pick(1...50))
    var map = trial.tally.convolve(
      trial.input, to: channels[0], kernel: 11, stride: 4, padding: 2, hasBias: true)
    map = Tally.pool(map, kernel: 3, stride: 2)
    map = trial.tally.convolve(map, to: channels[1], kernel: 5, hasBias: true)
    map = Tally.pool(map, kernel: 3, stride: 2)
    for output in channels[2...] { map = trial.tally.convolve(map, to: output, kernel: 3, hasBias: true) }
    trial.tally.connect(36 * channels[4], to: hidden)
    trial.tally.connect(hidden, to: hidden)
    trial.tally.connect(hidden, to: classes)
    try trial.expectAgreement(AlexNet.oneTower(channels: channels, hidden: hidden, classes: classes))
  }

  @Test("AlexNet on two processors", arguments: seeds)
  func groupedAlexNet(_ seed: Int) throws {
    // Sides for which 6×6 positions are left.
    var trial = Trial(seed, sides: 227...234)
    let channels = trial.picks(5...5, of: 1...40).map { 2 * $0 }
    let (hidden, classes) = (trial.dice.pick(1...50), trial.dice.pick(1...50))
    var map = trial.tally.convolve(
      trial.input, to: channels[0], kernel: 11, stride: 4, padding: 0, hasBias: true)
    map = Tally.pool(map, kernel: 3, stride: 2)
    map = trial.tally.convolve(map, to: channels[1], kernel: 5, groups: 2, hasBias: true)
    map = Tally.pool(map, kernel: 3, stride: 2)
    for (output, groups) in zip(channels[2...], [1, 2, 2]) {
      map = trial.tally.convolve(map, to: output, kernel: 3, groups: groups, hasBias: true)
    }
    trial.tally.connect(36 * channels[4], to: hidden)
    trial.tally.connect(hidden, to: hidden)
    trial.tally.connect(hidden, to: classes)
    try trial.expectAgreement(AlexNet.twoTowers(channels: channels, hidden: hidden, classes: classes))
  }

  @Test("VGG", arguments: seeds)
  func vgg(_ seed: Int) throws {
    var trial = Trial(seed, sides: 33...150)
    let groups = (0..<trial.dice.pick(1...5)).map { _ in trial.picks(1...4, of: 1...30) }
    let isNormalised = trial.dice.chance(50)
    let (hidden, classes) = (trial.dice.pick(1...50), trial.dice.pick(1...50))
    var map = trial.input
    for group in groups {
      for output in group {
        map = trial.tally.convolve(map, to: output, kernel: 3, hasBias: true, isNormalised: isNormalised)
      }
      map = Tally.pool(map, kernel: 2, stride: 2)
    }
    trial.tally.connect(49 * map.channels, to: hidden)
    trial.tally.connect(hidden, to: hidden)
    trial.tally.connect(hidden, to: classes)
    try trial.expectAgreement(
      VGG.network(groups, isNormalised: isNormalised, hidden: hidden, classes: classes))
  }

  @Test("SqueezeNet", arguments: seeds)
  func squeezeNet(_ seed: Int) throws {
    var trial = Trial(seed, sides: 60...200)
    let stem = (kernel: 2 * trial.dice.pick(1...4) + 1, channels: trial.dice.pick(1...40))
    let classes = trial.dice.pick(1...50)
    var lines: [SqueezeNet.Line] = []
    var map = trial.tally.convolve(
      trial.input, to: stem.channels, kernel: stem.kernel, stride: 2, padding: 0, hasBias: true)
    for _ in 0..<trial.dice.pick(1...9) {
      if trial.dice.chance(30), map.height > 4, map.width > 4 {
        lines.append(.pool)
        map = Tally.pool(map, kernel: 3, stride: 2, roundsUp: true)
      } else {
        let (squeeze, expand) = (trial.dice.pick(1...20), trial.dice.pick(1...20))
        lines.append(.fire(squeeze: squeeze, expand: expand))
        map = trial.tally.convolve(map, to: squeeze, kernel: 1, hasBias: true)
        _ = trial.tally.convolve(map, to: expand, kernel: 1, hasBias: true)
        map = trial.tally.convolve(map, to: expand, kernel: 3, hasBias: true)
        map.channels = 2 * expand
      }
    }
    _ = trial.tally.convolve(map, to: classes, kernel: 1, hasBias: true)
    try trial.expectAgreement(SqueezeNet.network(stem: stem, lines, classes: classes))
  }

  @Test("Network in network", arguments: seeds)
  func networkInNetwork(_ seed: Int) throws {
    var trial = Trial(seed, sides: 60...200)
    let kernels = trial.picks(1...4, of: 1...6)
    let blocks = kernels.map { kernel in
      NiN.Block(
        kernel: kernel, stride: trial.dice.pick(1...2), padding: trial.dice.pick(2...3),
        channels: trial.picks(3...3, of: 1...30))
    }
    var map = trial.input
    for (index, block) in blocks.enumerated() {
      if index > 0 { map = Tally.pool(map, kernel: 3, stride: 2, roundsUp: true) }
      map = trial.tally.convolve(
        map, to: block.channels[0], kernel: block.kernel, stride: block.stride, padding: block.padding,
        hasBias: true)
      for output in block.channels[1...] {
        map = trial.tally.convolve(map, to: output, kernel: 1, hasBias: true)
      }
    }
    try trial.expectAgreement(NiN.network(blocks))
  }

  @Test("U-Net", arguments: seeds)
  func uNet(_ seed: Int) throws {
    var trial = Trial(seed, channels: 1 + seed % 3, sides: 190...400)
    let (width, depth) = (trial.dice.pick(1...9), trial.dice.pick(1...4))
    let classes = trial.dice.pick(1...5)
    func twice(_ map: Tally.Map, to channels: Int) -> Tally.Map {
      let first = trial.tally.convolve(map, to: channels, kernel: 3, padding: 0, hasBias: true)
      return trial.tally.convolve(first, to: channels, kernel: 3, padding: 0, hasBias: true)
    }
    var (map, channels) = (trial.input, width)
    for _ in 0..<depth {
      map = Tally.pool(twice(map, to: channels), kernel: 2, stride: 2)
      channels *= 2
    }
    map = twice(map, to: channels)
    for _ in 0..<depth {
      channels /= 2
      // Each position meets four kernels' worth of weights, and nothing overlaps.
      trial.tally.parameters += 4 * map.channels * channels + channels
      trial.tally.macs += map.height * map.width * 4 * map.channels * channels
      map = .init(channels: 2 * channels, height: 2 * map.height, width: 2 * map.width)
      map = twice(map, to: channels)
    }
    map = trial.tally.convolve(map, to: classes, kernel: 1, hasBias: true)
    let root = UNet.network(width: width, depth: depth, inputs: trial.input.channels, classes: classes)
    try trial.expectAgreement(root)
    let output = try derive(
      Network(root, input: [trial.input.channels, trial.input.height, trial.input.width]))
    #expect(output.root.output == Shape([1, classes, map.height, map.width]))
  }

  @Test("LeNet-5 with every map of C3 connected", arguments: seeds)
  func denseLeNet(_ seed: Int) throws {
    // Sides for which C5 has one position.
    var trial = Trial(seed, channels: 1, sides: 32...35)
    let maps = trial.picks(3...3, of: 1...40)
    let (hidden, classes) = (trial.dice.pick(1...50), trial.dice.pick(1...50))
    var map = trial.tally.convolve(trial.input, to: maps[0], kernel: 5, padding: 0, hasBias: true)
    map = Tally.pool(map, kernel: 2, stride: 2)
    map = trial.tally.convolve(map, to: maps[1], kernel: 5, padding: 0, hasBias: true)
    map = Tally.pool(map, kernel: 2, stride: 2)
    map = trial.tally.convolve(map, to: maps[2], kernel: 5, padding: 0, hasBias: true)
    trial.tally.connect(maps[2], to: hidden)
    trial.tally.connect(hidden, to: classes)
    try trial.expectAgreement(LeNet.dense(maps: maps, hidden: hidden, classes: classes))
  }

  @Test("LeNet-5 with a table of connections", arguments: seeds)
  func sparseLeNet(_ seed: Int) throws {
    var trial = Trial(seed, channels: 1, sides: 32...35)
    let inputs = trial.dice.pick(1...6)
    let kinds = (0..<trial.dice.pick(1...3)).map { index in
      // As many maps as there are inputs, or a multiple of that: then all are seen equally often.
      LeNet.Connections.Kind(
        name: "k\(index)", maps: inputs * trial.dice.pick(1...3), seen: trial.dice.pick(1...inputs))
    }
    let (maps, hidden) = (trial.dice.pick(1...50), trial.dice.pick(1...50))
    let first = trial.tally.convolve(trial.input, to: inputs, kernel: 5, padding: 0, hasBias: true)
    let second = Tally.pool(first, kernel: 2, stride: 2)
    var outputs = 0
    for kind in kinds {
      for _ in 0..<kind.maps {
        let seen = Tally.Map(channels: kind.seen, height: second.height, width: second.width)
        _ = trial.tally.convolve(seen, to: 1, kernel: 5, padding: 0, hasBias: true)
      }
      outputs += kind.maps
    }
    let third = Tally.Map(channels: outputs, height: second.height - 4, width: second.width - 4)
    let fourth = Tally.pool(third, kernel: 2, stride: 2)
    trial.tally.parameters += 2 * inputs + 2 * outputs
    _ = trial.tally.convolve(fourth, to: maps, kernel: 5, padding: 0, hasBias: true)
    trial.tally.connect(maps, to: hidden)
    try trial.expectAgreement(
      LeNet.sparse(
        connections: .init(inputs: inputs, kinds: kinds), maps: maps, hidden: hidden,
        classes: trial.dice.pick(1...20)))
  }
}
