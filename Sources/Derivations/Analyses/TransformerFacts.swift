import Networks
import Symbolics

/// The sizes of a transformer that published formulas take to be the same in all layers, found in its layers.
struct TransformerFacts {
  let inventory: Inventory
  private let attentions: [AttentionLayer]

  init(_ inventory: Inventory) {
    self.inventory = inventory
    attentions = inventory.attentions
  }

  /// Layers with attention, copies included.
  var layers: Int { attentions.reduce(0) { $0 &+ $1.entry.workingCopies } }

  /// A size.
  ///
  /// - Throws: the refusal that says what two layers differ in, or that there is no attention.
  func get(_ fact: Analysis.Fact) throws(AnalysisStop) -> Int {
    guard !attentions.isEmpty else { throw .refused(.noAttention) }
    var found: [(path: String, value: Int)] = []
    for layer in attentions {
      guard let value = value(fact, of: layer) else { throw .refused(.noAttention) }
      found.append((layer.entry.path, value))
    }
    guard let first = found.first else { throw .refused(.noAttention) }
    for other in found where other.value != first.value {
      throw .refused(.differs(fact, first.path, first.value, other.path, other.value))
    }
    return first.value
  }

  private func value(_ fact: Analysis.Fact, of layer: AttentionLayer) -> Int? {
    switch fact {
    case .heads: layer.attention.heads
    case .keyWidth: layer.attention.keyWidth
    case .tokens: layer.tokens
    case .keys: layer.keys
    case .sequences: layer.sequences
    case .modelWidth: layer.entry.block.map { inventory.blocks[$0].part.inputs.first?.features ?? 0 }
    case .innerWidth: layer.entry.block.flatMap { innerWidth(ofBlock: $0) }
    }
  }

  /// The features between the matrices of a feed-forward layer: those that its last one takes. With experts those of one
  /// expert.
  private func innerWidth(ofBlock block: Int) -> Int? {
    func last(_ component: Analysis.Component) -> Int? {
      for entry in inventory.entries.reversed() where entry.block == block && entry.component == component {
        if case .linear(let linear) = entry.operation { return linear.inputFeatures }
      }
      return nil
    }
    return last(.experts) ?? last(.feedForward)
  }

  /// The words of the vocabulary: the rows of the largest table.
  ///
  /// - Throws: the refusal that there is none.
  func vocabulary() throws(AnalysisStop) -> Int {
    let words = inventory.vocabulary
    guard words > 0 else { throw .refused(.noVocabulary) }
    return words
  }

  /// Makes N and T known, from which the tokens of a pass follow.
  ///
  /// They are those that attention works on, the same in all its layers; without attention those of an input that is a
  /// sequence.
  func bindTokens(in reckoning: inout Reckoning) throws(AnalysisStop) {
    let (sequences, tokens): (Int, Int)
    if !attentions.isEmpty {
      (sequences, tokens) = (try get(.sequences), try get(.tokens))
    } else {
      let input = inventory.derivation.input
      guard input.layout == .tokens || input.layout == .sequence else { throw .refused(.noTokens) }
      (sequences, tokens) = (input.batch, input.dimensions[1])
    }
    reckoning.bind(.batch, sequences, from: .batch)
    reckoning.bind(Symbol("T"), tokens, from: .input(0, axis: 1))
  }
}

/// The tokens of one pass: D_tokens = N×T.
enum PassTokens {
  static let formula = Formula(
    "tokens-of-pass", .tokens, .product([.batch, .tokens]), source: .scalingLaws.at(.section("2.1")))

  /// The step; makes `D_tokens` known.
  static func step(
    in reckoning: inout Reckoning, _ inventory: Inventory
  ) throws(AnalysisStop) -> Step {
    try TransformerFacts(inventory).bindTokens(in: &reckoning)
    return try reckoning.step(formula, as: .passTokens)
  }
}
