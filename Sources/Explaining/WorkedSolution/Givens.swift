import Derivations
import Symbolics

extension SolutionWriter {
  /// Where the numbers of a step come from, or that numbers were put in.
  func givens(_ step: Step) -> [Inline] {
    wording.givens(of: step, else: wording.inlines(.noteNumbersPutIn))
  }
}

extension Wording {
  /// Where the numbers of a step come from: `7×7 kernel, 3 input channels, 64 output channels, 112×112 outputs (above)`.
  ///
  /// Height and width are named together where a step has both.
  func givens(of step: Step, else nothing: [Inline]) -> [Inline] {
    var notes: [[Inline]] = []
    var paired: [Symbol] = []
    for binding in step.bindings where !paired.contains(binding.symbol) {
      if let pair = GivenPair.all.first(where: { $0.first == binding.symbol }),
        let second = step.bindings.first(where: { $0.symbol == pair.second })
      {
        paired.append(second.symbol)
        notes.append(
          inlines(
            identifier: pair.identifier,
            ["height": .number(binding.value), "width": .number(second.value)]))
      } else if let index = WordingIdentifiers.givens[binding.symbol] {
        notes.append(inlines(at: index, ["value": .number(binding.value)]))
      }
    }
    return notes.isEmpty ? nothing : join(notes)
  }
}

/// Two symbols that are named in one phrase.
struct GivenPair: Sendable {
  let first: Symbol
  let second: Symbol
  let identifier: String

  static let all = [
    GivenPair(first: Symbol("K", index: "h"), second: Symbol("K", index: "w"), identifier: "given.kernel"),
    GivenPair(first: Symbol("H"), second: Symbol("W"), identifier: "given.input-map"),
    GivenPair(
      first: Symbol("H", index: "out"), second: Symbol("W", index: "out"), identifier: "given.output-map"),
  ]
}
