import Symbolics
import Testing

@testable import Derivations
@testable import Networks

/// The builders of networks with inception modules, with settings that no paper has, against a count by hand.
@Suite("Networks with inception modules")
struct InceptionFamilyTests {
  /// A tally whose convolutions have what those of the network have.
  private struct Units {
    var tally = Tally()
    var isNormalised = true

    @discardableResult
    mutating func unit(
      _ map: Tally.Map, _ channels: Int, _ kernel: (Int, Int) = (1, 1), stride: Int = 1, isPadded: Bool = true
    ) -> Tally.Map {
      tally.convolve(
        map, to: channels, kernel: kernel, stride: stride,
        padding: isPadded ? (kernel.0 / 2, kernel.1 / 2) : (0, 0), hasBias: !isNormalised,
        isNormalised: isNormalised)
    }

    /// A head that is only used in training: its parameters count, its work does not.
    mutating func auxiliary(_ body: (inout Units) -> Void) {
      let before = tally.macs
      body(&self)
      tally.macs = before
    }

    func expectAgreement(_ root: Module, _ input: Tally.Map) throws {
      let network = Network(root, input: [input.channels, input.height, input.width])
      let derivation = try derive(network, convention: .everyOperation)
      #expect(derivation.root.value(.parameters) == Rational(tally.parameters))
      #expect(derivation.root.value(.macs) == Rational(tally.macs))
      try expectLaws(of: derivation)
    }
  }

  @Test("GoogLeNet in both forms", arguments: 0..<25)
  func googLeNet(_ seed: Int) throws {
    var dice = Dice(seed)
    let input = Tally.Map(channels: 3, height: dice.pick(64...240), width: dice.pick(64...240))
    let isPaper = dice.chance(50)
    let classes = dice.pick(1...50)
    let stages: [[GoogLeNet.Row]] = (0..<3).map { _ in
      (0..<dice.pick(1...5)).map { _ in
        GoogLeNet.Row(
          dice.pick(1...40), dice.pick(1...40), dice.pick(1...40), dice.pick(1...40), dice.pick(1...40),
          dice.pick(1...40))
      }
    }

    var units = Units(isNormalised: !isPaper)
    var map = Tally.pool(units.unit(input, 64, (7, 7), stride: 2), kernel: 3, stride: 2, roundsUp: true)
    map = units.unit(units.unit(map, 64), 192, (3, 3))
    map = Tally.pool(map, kernel: 3, stride: 2, roundsUp: true)
    for (stage, rows) in stages.enumerated() {
      if stage > 0 {
        map = Tally.pool(map, kernel: stage == 2 && !isPaper ? 2 : 3, stride: 2, roundsUp: true)
      }
      for (index, row) in rows.enumerated() {
        units.unit(map, row.one)
        units.unit(units.unit(map, row.threeReduction), row.three, (3, 3))
        units.unit(units.unit(map, row.fiveReduction), row.five, isPaper ? (5, 5) : (3, 3))
        units.unit(map, row.projection)
        map.channels = row.one + row.three + row.five + row.projection
        if stage == 1, index == 0 || index == 3 {
          units.auxiliary {
            $0.unit(map, 128)
            $0.tally.connect(2048, to: 1024)
            $0.tally.connect(1024, to: classes)
          }
        }
      }
    }
    units.tally.connect(map.channels, to: classes)
    try units.expectAgreement(
      GoogLeNet.network(isPaper ? .paper : .torchvision, stages, classes: classes), input)
  }

  @Test("Inception v3", arguments: 0..<25)
  func inceptionV3(_ seed: Int) throws {
    var dice = Dice(seed)
    let input = Tally.Map(channels: 3, height: dice.pick(80...320), width: dice.pick(80...320))
    let projections = (0..<dice.pick(1...4)).map { _ in dice.pick(1...99) }
    let widths = (0..<dice.pick(1...5)).map { _ in dice.pick(1...99) }
    let (ends, classes) = (dice.pick(1...3), dice.pick(1...50))

    var units = Units()
    var map = units.unit(input, 32, (3, 3), stride: 2, isPadded: false)
    map = units.unit(units.unit(map, 32, (3, 3), isPadded: false), 64, (3, 3))
    map = Tally.pool(map, kernel: 3, stride: 2)
    map = units.unit(units.unit(map, 80), 192, (3, 3), isPadded: false)
    map = Tally.pool(map, kernel: 3, stride: 2)
    for projection in projections {
      units.unit(map, 64)
      units.unit(units.unit(map, 48), 64, (5, 5))
      units.unit(units.unit(units.unit(map, 64), 96, (3, 3)), 96, (3, 3))
      units.unit(map, projection)
      map.channels = 224 + projection
    }
    let halved = units.unit(map, 384, (3, 3), stride: 2, isPadded: false)
    units.unit(units.unit(units.unit(map, 64), 96, (3, 3)), 96, (3, 3), stride: 2, isPadded: false)
    map = .init(channels: map.channels + 480, height: halved.height, width: halved.width)
    for width in widths {
      units.unit(map, 192)
      units.unit(units.unit(units.unit(map, width), width, (1, 7)), 192, (7, 1))
      let two = units.unit(units.unit(units.unit(map, width), width, (7, 1)), width, (1, 7))
      units.unit(units.unit(two, width, (7, 1)), 192, (1, 7))
      units.unit(map, 192)
      map.channels = 768
    }
    units.auxiliary {
      $0.unit($0.unit(map, 128), 768, (5, 5))
      $0.tally.connect(768, to: classes)
    }
    let last = units.unit(units.unit(map, 192), 320, (3, 3), stride: 2, isPadded: false)
    let oblong = units.unit(units.unit(units.unit(map, 192), 192, (1, 7)), 192, (7, 1))
    units.unit(oblong, 192, (3, 3), stride: 2, isPadded: false)
    map = .init(channels: 768 + 512, height: last.height, width: last.width)
    for _ in 0..<ends {
      units.unit(map, 320)
      let one = units.unit(map, 384)
      units.unit(one, 384, (1, 3))
      units.unit(one, 384, (3, 1))
      let two = units.unit(units.unit(map, 448), 384, (3, 3))
      units.unit(two, 384, (1, 3))
      units.unit(two, 384, (3, 1))
      units.unit(map, 192)
      map.channels = 2048
    }
    units.tally.connect(map.channels, to: classes)
    try units.expectAgreement(
      InceptionV3.network(projections: projections, widths: widths, ends: ends, classes: classes), input)
  }
}
