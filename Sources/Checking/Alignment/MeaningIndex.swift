import Derivations
import Symbolics

/// Looks a value up in the network: which part, which quantity, how counted.
struct MeaningIndex: Sendable {
  private var meanings: [Rational: [Entry.Meaning]] = [:]

  init(facts: NetworkFacts?, variants: [NetworkFacts]) {
    for (form, facts) in ([facts].compactMap({ $0 }) + variants).enumerated() {
      for (index, layer) in facts.layers.enumerated() {
        for right in RightValues.entries(for: layer) {
          // Layer indices are those of the network itself; a variant's layers are known by their paths.
          let place = form == 0 ? index : nil
          add(
            Entry.Meaning(path: layer.path, quantity: right.quantity, factor: right.factor, layer: place),
            right.value)
        }
      }
      for part in facts.blocks.map({ $0.part }) + facts.stages + [facts.derivation.root] {
        for right in RightValues.entries(for: part) {
          add(
            Entry.Meaning(path: part.path, quantity: right.quantity, factor: right.factor, layer: nil),
            right.value)
        }
      }
    }
  }

  private mutating func add(_ meaning: Entry.Meaning, _ value: Rational) {
    if !value.isZero { meanings[value, default: []].append(meaning) }
  }

  /// What a value means: what the subject suggests, if that has this value, else the first part that has it.
  func meaning(of value: Rational, subject: Subject, facts: NetworkFacts?) -> Entry.Meaning? {
    guard let all = meanings[value], let facts else { return nil }
    let paths: [String]
    switch subject.target {
    case .layers(let indices): paths = indices.map { facts.layers[$0].path }
    case .blocks(let indices): paths = indices.map { facts.blocks[$0].part.path }
    case .stage(let index): paths = [facts.stages[index].path]
    case .network: paths = [""]
    case .none, .inputLayer: paths = []
    }
    let wantsParameters = subject.quantity == .parameters
    return all.first { paths.contains($0.path) && ($0.quantity == .parameters) == wantsParameters }
      ?? all.first { paths.contains($0.path) }
      ?? all.first { ($0.quantity == .parameters) == wantsParameters } ?? all.first
  }
}
