import Networks
import Symbolics
import Testing

@testable import Derivations

@Suite("Random networks")
struct RandomNetworkTests {
  @Test("A derivation agrees with a count that visits every window and weight", arguments: 0..<400)
  func agrees(_ seed: Int) throws {
    let random = RandomNetwork(seed: seed)
    let derivation = try derive(random.network, input: random.input, convention: .everyOperation)
    #expect(derivation.root.value(.parameters) == Rational(random.parameters))
    #expect(derivation.root.value(.macs) == Rational(random.macs))
    #expect(derivation.root.value(.flops) == Rational(2 * random.macs))
    #expect(derivation.root.value(.counted) == Rational(random.operations))
    #expect(derivation.layers.reduce(0) { $0 + $1.multiplicity } == random.layers)
    #expect(derivation.census.convolutions == random.convolutions)
    try expectLaws(of: derivation)
  }
}
