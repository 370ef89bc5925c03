import Networks
import Symbolics
import Testing

@testable import Derivations

@Test(arguments: [
  ("resnet18", 11_689_512, 1_814_073_344), ("resnet34", 21_797_672, 3_663_761_408),
  ("resnet50", 25_557_032, 4_089_184_256), ("resnet101", 44_549_160, 7_801_405_440),
  ("resnet152", 60_192_808, 11_513_626_624), ("resnet50-v1", 25_557_032, 3_857_973_248),
  ("resnet101-v1", 44_549_160, 7_570_194_432),
])
func totals(_ name: String, _ parameters: Int, _ macs: Int) throws {
  let network = try #require(Catalogue.network(named: name))
  let derivation = try derive(network)
  #expect(derivation.root.value(.parameters) == Rational(parameters))
  #expect(derivation.root.value(.macs) == Rational(macs))
}
