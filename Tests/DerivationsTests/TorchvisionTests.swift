import Networks
import Symbolics
import Testing

@testable import Derivations

/// Derivations against what torch counts on torchvision's models, in total and call by call.
@Suite("torchvision's figures")
struct TorchvisionTests {
  typealias Call = TorchvisionFigures.Call

  static let models = TorchvisionFigures.models
  static let layered = models.filter { !TorchvisionFigures.calls(of: $0.name).isEmpty }

  @Test("There are figures, and every classification model of torchvision is in the catalogue under its name")
  func everyModel() {
    #expect(Self.models.count == 80 && Self.layered.count == 23)
    for model in Self.models { #expect(Catalogue.entry(named: model.name)?.name == model.name) }
  }

  @Test("Parameters and multiply-adds are torchvision's", arguments: models)
  func totals(_ model: TorchvisionFigures.Model) throws {
    let network = try #require(Catalogue.network(named: model.name))
    #expect(network.usualInput == model.input)
    let root = try derive(network).root
    #expect(root.value(.parameters) == Rational(model.parameters))
    #expect(root.value(.macs) == Rational(model.macs))
    #expect(root.value(.flops) == Rational(2 * model.macs))
  }

  @Test("Every call has its layer, in the order of execution", arguments: layered)
  func calls(_ model: TorchvisionFigures.Model) throws {
    let network = try #require(Catalogue.network(named: model.name))
    let expected = TorchvisionFigures.calls(of: model.name)
    var listing = Listing()
    listing.joined = Set(expected.filter { $0.kind == "attention" }.map(\.path))
    try listing.list(derive(network).root, network.root, as: "")
    #expect(listing.calls.map(\.call.path) == expected.map(\.path))
    for (layer, call) in zip(listing.calls, expected) {
      if layer.isLaidOutAsThere {
        #expect(layer.call == call)
      } else {
        #expect(layer.call.withoutAxes == call.withoutAxes)
      }
    }
  }

  @Test("A call is compared in all that it says", arguments: ["conv2d 4", "relu 4", "conv2d 5"])
  func comparison(_ other: String) {
    let call = Call(
      path: "a", kind: "conv2d", call: "module", inputs: [[1, 2]], output: [1, 4], parameters: 8, macs: 8)
    var changed = call
    changed.kind = String(other.split(separator: " ")[0])
    changed.output[1] = Int(other.split(separator: " ")[1]) ?? 0
    #expect((changed == call) == (other == "conv2d 4"))
    #expect((changed.withoutAxes == call.withoutAxes) == (other == "conv2d 4"))
  }
}

/// The layers of a derivation as calls: every copy, in the order of execution.
private struct Listing {
  var calls: [(call: TorchvisionFigures.Call, isLaidOutAsThere: Bool)] = []
  /// Modules that torch runs as one call: multi-head attention.
  var joined: Set<String> = []

  /// Lists a part, which was derived from the given module, under the path of one of its copies.
  mutating func list(_ part: Part, _ module: Module, as path: String) {
    for (inner, node) in zip(part.parts, module.nodes) where node.use != .training {
      for copy in 0..<node.repetitions {
        let name = NumberedName(node.name)?.name(ofCopy: copy) ?? node.name
        list(inner, node, as: path.isEmpty ? name : path + "." + name)
      }
    }
  }

  private mutating func list(_ part: Part, _ node: Module.Node, as path: String) {
    switch node.element {
    // Slices of every other position, laid side by side.
    case .layer(.view(.neighbours)): append(part, "concatenation", .function, path)
    case .layer(.view): return
    case .layer(let operation):
      append(part, operation.name, node.call ?? operation.usualCall, path)
    case .module(let inner) where !joined.contains(path): list(part, inner, as: path)
    case .module: append(part, "attention", .module, path)
    }
  }

  private mutating func append(_ part: Part, _ kind: String, _ style: Module.Call, _ path: String) {
    let call = TorchvisionFigures.Call(
      path: path, kind: kind, call: "\(style)", inputs: part.inputs.map(\.dimensions),
      output: part.output.dimensions, parameters: part.value(.parameters).integer ?? -1,
      macs: part.value(.macs).integer ?? -1)
    calls.append((call, part.output.layout == .map || part.output.layout == .vector))
  }
}

extension TorchvisionFigures.Call {
  /// With the number of its output values only: tokens and windows are laid out by each code in its own way.
  var withoutAxes: Self {
    var call = self
    call.output = [output.reduce(1, *)]
    call.inputs = []
    return call
  }
}
