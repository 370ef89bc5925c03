import Derivations
import Symbolics

/// Looks a value up in the network: which part, which quantity, how counted.
struct MeaningIndex {
  private var meanings: [Rational: [Entry.Meaning]] = [:]

  init(facts: NetworkFacts, variants: [NetworkFacts]) {
    for (form, facts) in ([facts] + variants).enumerated() {
      for (index, layer) in facts.layers.enumerated() {
        // Layer indices are those of the network itself; a variant's layers are known by their paths.
        add(layer.rightValues, layer.path, layer: form == 0 ? index : nil)
      }
      for block in facts.blocks { add(block.rightValues, block.part.path) }
      for stage in facts.stages { add(stage.rightValues, stage.path) }
      let root = facts.derivation.root
      add(RightValues.entries(for: root), root.path)
    }
  }

  private mutating func add(_ values: [RightValues.Entry], _ path: String, layer: Int? = nil) {
    for right in values where !right.value.isZero {
      meanings[right.value, default: []].append(
        Entry.Meaning(path: path, quantity: right.quantity, factor: right.factor, layer: layer))
    }
  }

  /// Whether a value is right for some part of the network.
  func holds(_ value: Rational) -> Bool { meanings[value] != nil }

  /// What a value means: what the subject suggests, if that has this value, else the first part that has it.
  func meaning(of value: Rational, subject: Subject, facts: NetworkFacts) -> Entry.Meaning? {
    guard let all = meanings[value] else { return nil }
    if all.count == 1 { return all[0] }
    func isMeant(_ meaning: Entry.Meaning) -> Bool {
      switch subject.target {
      case .layers(let indices): indices.contains { facts.layers[$0].path == meaning.path }
      case .blocks(let indices): indices.contains { facts.blocks[$0].part.path == meaning.path }
      case .stage(let index): facts.stages[index].path == meaning.path
      case .network: meaning.path.isEmpty
      case .none, .inputLayer: false
      }
    }
    let wantsParameters = subject.quantity == .parameters
    return all.first { ($0.quantity == .parameters) == wantsParameters && isMeant($0) }
      ?? all.first { isMeant($0) }
      ?? all.first { ($0.quantity == .parameters) == wantsParameters } ?? all.first
  }
}
