import Networks
import Symbolics
import Testing

@testable import Derivations

/// Derivations against the figures of torchvision, layer by layer.
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

  @Test("Every call of torchvision's model has its layer", arguments: referenceFigures.map(\.network))
  func layers(_ name: String) throws {
    let derivation = try derive(#require(Catalogue.network(named: name)))
    let expected = try #require(referenceFigures.first { $0.network == name }).calls
    #expect(unfold(derivation.root) == expected.split(separator: "\n").map(String.init))
  }

  @Test("A convention counts what its rules say", arguments: referenceFigures.map(\.network))
  func everyOperation(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    var operations = 0
    for line in try #require(referenceFigures.first(where: { $0.network == name })).calls.split(
      separator: "\n")
    {
      let call = try #require(Call(line))
      operations += 2 * call.macs
      switch call.kind {
      case "linear": operations += call.output
      case "batch-norm": operations += 2 * call.output
      case "relu", "add": operations += call.output
      case "max-pool": operations += (3 * 3 - 1) * call.output
      case "global-average-pool": operations += call.input + call.output
      default: break
      }
    }
    let derivation = try derive(network, convention: .everyOperation)
    #expect(derivation.root.value(.counted) == Rational(operations))
    #expect(try derive(network).root.value(.counted) == derivation.root.value(.macs))
    let flops = try derive(network, convention: .paperFlops).root
    #expect(flops.value(.counted) == flops.value(.flops))
  }

  /// Every copy of every layer as a line of the reference.
  private func unfold(_ part: Part, as path: String = "") -> [String] {
    guard case .layer(let operation) = part.kind else {
      return part.parts.flatMap { inner -> [String] in
        return (0..<inner.repetitions).flatMap { copy -> [String] in
          let name = NumberedName(inner.name)?.name(ofCopy: copy) ?? inner.name
          return unfold(inner, as: path.isEmpty ? name : path + "." + name)
        }
      }
    }
    let inputs = part.inputs.map(text).joined(separator: "+")
    return [
      "\(path) \(operation.kind.name) \(inputs) \(text(part.output)) \(part.value(.parameters)) \(part.value(.macs))"
    ]
  }

  private func text(_ shape: Shape) -> String {
    shape.dimensions.map { "\($0)" }.joined(separator: "x")
  }

  /// A line of the reference, its shapes as numbers of values.
  private struct Call {
    let kind: String
    let input: Int
    let output: Int
    let macs: Int

    init?(_ line: Substring) {
      let fields = line.split(separator: " ").map(String.init)
      guard fields.count == 6, let macs = Int(fields[5]) else { return nil }
      func elements(_ shape: Substring) -> Int {
        shape.split(separator: "x").compactMap { Int($0) }.reduce(1, *)
      }
      kind = fields[1]
      input = fields[2].split(separator: "+").first.map(elements) ?? 0
      output = elements(Substring(fields[3]))
      self.macs = macs
    }
  }
}
