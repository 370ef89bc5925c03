import Networks
import Symbolics
import Testing

@testable import Derivations

@Suite("Questions to a derivation")
struct PartQueriesTests {
  private func derivation(_ name: String) throws -> Derivation {
    try derive(#require(Catalogue.network(named: name)))
  }

  @Test(
    "There are as many layers and blocks as the name says",
    arguments: [
      ("resnet18", 18, [2, 2, 2, 2], 3), ("resnet34", 34, [3, 4, 6, 3], 3),
      ("resnet50", 50, [3, 4, 6, 3], 4),
      ("resnet101", 101, [3, 4, 23, 3], 4), ("resnet152-v1", 152, [3, 8, 36, 3], 4),
    ])
  func census(_ name: String, _ depth: Int, _ blocks: [Int], _ projections: Int) throws {
    let census = try derivation(name).census
    #expect(census.depth == depth)
    #expect(census.blocksPerStage == blocks)
    #expect(census.blocks == blocks.reduce(0, +))
    #expect(census.stages == 4)
    #expect(census.linearLayers == 1)
    #expect(census.convolutions == census.mainPathConvolutions + projections)
    #expect(census.norms == census.convolutions)
    #expect(census.sums == census.blocks)
    #expect(census.poolings == 2)
    #expect(census.activations == 1 + census.blocks * (depth < 50 ? 2 : 3))
  }

  @Test("A part is found by its own path and by the path of any of its copies")
  func paths() throws {
    let derivation = try derivation("resnet101")
    #expect(derivation.part(at: "")?.path == "")
    #expect(derivation.part(at: "layer3")?.repetitions == 1)
    #expect(derivation.part(at: "layer3.0.downsample.0")?.path == "layer3.0.downsample.0")
    #expect(derivation.part(at: "layer3.1")?.repetitions == 22)
    for copy in 1...22 {
      #expect(derivation.part(at: "layer3.\(copy).conv2")?.path == "layer3.1.conv2")
    }
    for path in [
      "layer3.23.conv2", "layer3.-1", "layer3.01", "layer5", "layer3.", ".layer3", "layer3..1", "conv1.x",
      ".",
    ] {
      #expect(derivation.part(at: path) == nil, "\(path)")
    }
  }

  @Test("Copies are found where a name only ends in a number")
  func numberedNames() throws {
    let encoder = try derivation("vit_b_16")
    for copy in 0..<12 {
      let path = "encoder.layers.encoder_layer_\(copy).mlp.3"
      #expect(encoder.part(at: path)?.path == "encoder.layers.encoder_layer_0.mlp.3")
    }
    for path in ["encoder.layers.encoder_layer_12", "encoder.layers.1", "encoder.layers.decoder_layer_1"] {
      #expect(encoder.part(at: path) == nil)
    }
    let regnet = try derivation("regnet_y_400mf")
    let stage = "trunk_output.block4.block4-"
    #expect(regnet.part(at: stage + "5.f.b.0")?.path == stage + "1.f.b.0")
    #expect(regnet.part(at: stage + "0.f.b.0")?.path == stage + "0.f.b.0")
    #expect(regnet.part(at: stage + "6.f.b.0") == nil)
  }

  @Test("A name cannot stand for two copies")
  func duplicates() {
    func check(_ nodes: [(String, Int)]) throws(DerivationError) {
      var module = Module(.network)
      for (name, copies) in nodes { module.append(name, .relu, repetitions: copies) }
      try module.checkNames(under: "net")
    }
    #expect(throws: Never.self) { try check([("a0", 3), ("a3", 1), ("b1", 2), ("a", 1), ("0", 2)]) }
    #expect(throws: DerivationError.duplicateName(path: "net.a2")) { try check([("a2", 1), ("a0", 3)]) }
    #expect(throws: DerivationError.duplicateName(path: "net.a")) { try check([("a", 1), ("a", 1)]) }
    #expect(throws: DerivationError.tooManyLayers(path: "net.a9")) { try check([("a9", .max)]) }
  }

  @Test("Every layer is found by its path, with its surroundings")
  func surroundings() throws {
    let derivation = try derivation("resnet50")
    for layer in derivation.layers {
      #expect(derivation.part(at: layer.path)?.steps == layer.part.steps)
      #expect(layer.block.map { layer.path.hasPrefix($0 + ".") } ?? true)
      #expect(layer.stage.map { layer.path.hasPrefix($0 + ".") } ?? !layer.path.contains("."))
      #expect(layer.isOnShortcut == layer.path.contains("downsample"))
    }
    let layer = try #require(derivation.layers.first { $0.path == "layer3.1.conv2" })
    #expect(layer.stage == "layer3" && layer.block == "layer3.1" && layer.multiplicity == 5)
    #expect(layer.part.name == "conv2")
  }
}
