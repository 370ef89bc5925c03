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
        guard case .layers(let candidates) = subject.target, isShortcutWord(subject, on: line),
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
    let sides =
      line.lone + line.chains.filter { $0.sides.count == 2 && $0.sides[0].isSymbolic }.map { $0.sides[1] }
    return sides.filter {
      if case .number(let numeral) = $0.located.expression { numeral.value.isZero } else { false }
    }.map { $0.located.range }
  }

  private func isShortcutWord(_ subject: Subject, on line: TextLine) -> Bool {
    guard let range = subject.range else { return false }
    return lines.contains { line in line.mentions.contains { $0.range == range && $0.noun == .shortcut } }
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
