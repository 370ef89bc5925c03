import Networks
import Symbolics
import Testing

@testable import Derivations

/// Derivations against figures that were published, and a convention against the calls of torchvision's models.
@Suite("Reference figures")
struct ReferenceTests {
  static let published: [(name: String, parameters: Int, macs: Int)] = [
    ("resnet18", 11_689_512, 1_814_073_344), ("resnet34", 21_797_672, 3_663_761_408),
    ("resnet50", 25_557_032, 4_089_184_256), ("resnet101", 44_549_160, 7_801_405_440),
    ("resnet152", 60_192_808, 11_513_626_624), ("resnet50-v1", 25_557_032, 3_857_973_248),
    ("resnet101-v1", 44_549_160, 7_570_194_432),
  ]

  @Test("Totals are the published ones", arguments: published)
  func totals(_ network: (name: String, parameters: Int, macs: Int)) throws {
    let root = try derive(#require(Catalogue.network(named: network.name))).root
    #expect(root.value(.parameters) == Rational(network.parameters))
    #expect(root.value(.macs) == Rational(network.macs))
    #expect(root.value(.flops) == Rational(2 * network.macs))
  }

  /// Networks whose only window but those of convolutions is the 3×3 pool behind the stem.
  static let residual = ["resnet18", "resnet34", "resnet50", "resnet101", "resnet152"]

  @Test("A convention counts what its rules say", arguments: residual)
  func everyOperation(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    var operations = 0
    for call in TorchvisionFigures.calls(of: name) {
      operations += 2 * call.macs
      let (input, output) = (call.inputs[0].reduce(1, *), call.output.reduce(1, *))
      switch call.kind {
      case "linear": operations += output
      case "batch-norm": operations += 2 * output
      case "relu", "add": operations += output
      case "max-pool": operations += (3 * 3 - 1) * output
      case "global-average-pool": operations += input + output
      default: break
      }
    }
    let derivation = try derive(network, convention: .everyOperation)
    #expect(derivation.root.value(.counted) == Rational(operations))
    #expect(try derive(network).root.value(.counted) == derivation.root.value(.macs))
    let flops = try derive(network, convention: .paperFlops).root
    #expect(flops.value(.counted) == flops.value(.flops))
  }
}
