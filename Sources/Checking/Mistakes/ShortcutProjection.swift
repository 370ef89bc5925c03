import Derivations
import Networks
import Symbolics

/// A shortcut that changes the channels or the map is a 1×1 convolution, and costs like one.
extension Calculation {
  mutating func checkShortcuts() {
    guard let facts else { return }
    for (place, line) in lines.enumerated() {
      for claim in zeroClaims(on: line) {
        let subject = finder.subject(of: claim.lowerBound, onLine: place)
        guard case .layers(let candidates) = subject.target, isShortcutWord(subject),
          let layer = projection(among: candidates, line, place, facts)
        else { continue }
        let projection = facts.layers[layer]
        findings.append(
          Draft(
            mistake: .shortcutProjectionMissing, range: claim, about: projection.path + ".macs",
            claimed: .zero,
            correct: projection.macs, fix: Expression(projection.macs)))
      }
    }
  }

  /// The places of a bare 0 on a line.
  private func zeroClaims(on line: TextLine) -> [Range<Int>] {
    var places: [Range<Int>] = []
    if line.traits.contains(.zero) {
      for side in line.lone where side.isZero { places.append(side.located.range) }
    }
    for chain in line.chains where chain.traits.contains(.zero) && chain.sides.count == 2 {
      guard chain.sides[0].isSymbolic else { continue }
      if chain.sides[1].isZero { places.append(chain.sides[1].located.range) }
    }
    return places
  }

  private func isShortcutWord(_ subject: Subject) -> Bool {
    guard let range = subject.range, let line = line(at: range.lowerBound) else { return false }
    return line.mentions.contains { $0.range == range && $0.noun == .shortcut }
  }

  /// The projection that is meant: one whose channels the line states, or the described block's own.
  private func projection(among candidates: [Int], _ line: TextLine, _ place: Int, _ facts: NetworkFacts)
    -> Int?
  {
    let shapes = line.lone.compactMap { side in
      side.isCompound ? Factors.written(in: side.located.expression) : nil
    }.filter { $0.count == 3 }
    if shapes.count >= 2 {
      // Both shapes are stated: only a change asks for a projection.
      guard shapes[0] != shapes[1] else { return nil }
      return candidates.first { index in
        shapes[0].contains(Rational(facts.layers[index].part.inputs[0].channels))
          && shapes[1].contains(Rational(facts.layers[index].part.output.channels))
      }
    }
    guard finder.scope(onLine: place)?.number != nil else { return nil }
    return candidates.first
  }
}

extension Chain.Side {
  fileprivate var isZero: Bool {
    if case .number(let numeral) = located.expression { numeral.value.isZero } else { false }
  }
}
