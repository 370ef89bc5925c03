import Derivations
import Networks
import Testing

@testable import Importing

@Suite("Descriptions: laws")
struct DescriptionLawTests {
  /// The text of random layers, and the places of its tags.
  private func written(_ layers: RandomLayers, seed: Int) -> DescriptionWriter {
    DescriptionWriter(layers.text(seed: seed), seed: seed)
  }

  @Test(
    "What is described is the network that is built by hand, each part at its line and column",
    arguments: 0..<20)
  func equalsHandBuilt(_ decade: Int) throws {
    var fitting = 0
    for seed in decade * 50..<(decade + 1) * 50 {
      let layers = RandomLayers(seed: seed)
      let writer = written(layers, seed: seed)
      let bytes = Array(writer.text.utf8)
      guard let expected = try? HandBuilder(layers) else {
        #expect(throws: ImportError.self, "\(seed):\n\(writer.text)") {
          try Description.network(from: bytes, file: "f.yaml")
        }
        continue
      }
      fitting += 1
      do {
        let described = try Description.network(from: bytes, file: "f.yaml")
        #expect(described.network.root == expected.root, "\(seed):\n\(writer.text)")
        check(described, expected, writer, seed)
        let derivation = try derive(described.network)
        check(derivation.root, described)
      } catch { Issue.record("\(error), \(seed):\n\(writer.text)") }
    }
    // The generator must not make nonsense only.
    #expect(fitting > 25)
  }

  private func check(
    _ described: DescribedNetwork, _ expected: HandBuilder, _ writer: DescriptionWriter, _ seed: Int
  ) {
    var places = described.places
    places[""] = nil
    #expect(Set(places.keys) == Set(expected.tags.keys), "\(seed)")
    for (path, tag) in expected.tags {
      guard let place = places[path], let mark = writer.places[tag] else {
        Issue.record("no place of \(path), \(seed):\n\(writer.text)")
        continue
      }
      #expect(place.line == mark.line && place.column == mark.column, "\(path), \(seed):\n\(writer.text)")
    }
  }

  /// Every part of a derivation is found in the file by its path.
  private func check(_ part: Part, _ described: DescribedNetwork) {
    if part.repetitions == 1 { #expect(described.places[part.path] != nil, "\(part.path)") }
    #expect(described.place(of: part.path) != nil)
    for part in part.parts { check(part, described) }
  }

  @Test("Random decoders are what is built by hand", arguments: 0..<100)
  func decoders(_ seed: Int) throws {
    var dice = SplitMix(seed: seed)
    let (heads, headWidth) = (dice.pick([2, 4]), dice.pick(1...8))
    let (tokens, words) = (dice.pick(1...20), dice.pick(2...100))
    let keyHeads = dice.pick([1, 2, heads])
    let (width, hidden, copies) = (dice.pick(1...30), dice.pick(1...50), dice.pick(1...4))
    let (isGated, hasBias, isTied, isCausal) = (
      dice.chance(50), dice.chance(50), dice.chance(50), dice.chance(50)
    )
    let text = """
      input: {tokens: \(tokens), vocabulary: \(words)}
      layers:
        - embedding: \(width)
        - positions: \(tokens)
        - repeat: \(copies)
          layers:
            - residual:
              - rmsnorm
              - attention: {heads: \(heads), kv_heads: \(keyHeads), head_width: \(headWidth), causal: \(isCausal),
                            bias: \(hasBias)}
            - residual:
              - layernorm
              - feedforward: {width: \(hidden), gated: \(isGated), activation: silu, bias: \(hasBias)}
        - linear: {out: vocabulary, bias: false, tied: \(isTied)}
      """
    var attention = Module(.attention)
    attention.append("q", .linear(width, heads * headWidth, hasBias: hasBias), from: [.input])
    attention.append("k", .linear(width, keyHeads * headWidth, hasBias: hasBias), from: [.input])
    attention.append("v", .linear(width, keyHeads * headWidth, hasBias: hasBias), from: [.input])
    let core = Operation.Attention(
      heads: heads, keyHeads: keyHeads, keyWidth: headWidth, mask: isCausal ? .causal : .none)
    attention.append("core", .attention(core), from: [.node(0), .node(1), .node(2)])
    attention.append("out", .linear(heads * headWidth, width, hasBias: hasBias))
    var first = Module(.block)
    first.append("rmsnorm1", .rmsNorm(width))
    first.append("attention1", .module(attention))
    first.append("add", .add, from: [.node(1), .input])
    var feedForward = Module(.group)
    if isGated {
      feedForward.append("gate", .linear(width, hidden, hasBias: hasBias))
      feedForward.append("silu", .activation(.silu))
      feedForward.append("up", .linear(width, hidden, hasBias: hasBias), from: [.input])
      feedForward.append("multiply", .multiply, from: [.node(1), .node(2)])
    } else {
      feedForward.append("up", .linear(width, hidden, hasBias: hasBias))
      feedForward.append("silu", .activation(.silu))
    }
    feedForward.append("down", .linear(hidden, width, hasBias: hasBias))
    var second = Module(.block)
    second.append("layernorm1", .layerNorm(width))
    second.append("feedforward1", .module(feedForward))
    second.append("add", .add, from: [.node(1), .input])
    var block = Module(.block)
    block.append("residual1", .module(first))
    block.append("residual2", .module(second))
    var stage = Module(.stage)
    stage.append("0", .module(block), repetitions: copies)
    var root = Module(.network)
    root.append("embedding1", .embedding(words, width))
    root.append("positions1", .learned(.positions(rows: tokens, features: width)))
    root.append("block1", .module(copies > 1 ? stage : block))
    root.append("linear1", .linear(width, words, hasBias: false, weights: isTied ? .shared : .own))
    let described = try Description.network(from: Array(text.utf8), file: "f.yaml")
    #expect(described.network.root == root)
    #expect(described.network.inputs == [.tokens(tokens)])
    _ = try derive(described.network)
  }

  @Test("Cached tokens go to attention that does not look ahead, and to positions")
  func past() throws {
    let text = """
      input: {tokens: 8, vocabulary: 10}
      layers: [embedding: 4, positions: 8, attention: {heads: 2, causal: true}, attention: {heads: 2}]
      """
    let network = try Description.network(from: Array(text.utf8), file: "f.yaml", past: 7).network
    let pasts = network.root.nodes.compactMap { node -> Int? in
      switch node.element {
      case .layer(.learned(.positions(_, _, let past))): return past
      case .module(let module):
        guard case .layer(.attention(let core)) = module.nodes[3].element else { return nil }
        return core.past
      default: return nil
      }
    }
    #expect(pasts == [7, 7, 0])
    // One token more fits into the table of positions, the usual eight do not.
    _ = try derive(network, inputs: [Shape([1, 1], .tokens)])
    #expect(throws: DerivationError.self) { try derive(network) }
  }
}
