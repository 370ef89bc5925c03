import Derivations
import Symbolics

extension SolutionWriter {
  /// Layers of a module that need no calculation, or one short one that alike layers share:
  /// `bn1 and bn2, batch normalisation of 64 channels: Params = 2 × C = 2 × 64 = 128`.
  func shortLines(_ layers: [Part], in module: Part) -> [Block] {
    var items: [[Block]] = []
    var free: [[Inline]] = []
    var isDone: Set<String> = []
    for layer in layers where !isDone.contains(layer.path) {
      if layer.isFree {
        free.append([.code(layer.name(in: module))])
        continue
      }
      let alike = layers.filter { $0.kind == layer.kind && $0.steps == layer.steps }
      for other in alike { isDone.insert(other.path) }
      let names = alike.map { [Inline.code($0.name(in: module))] }
      items.append([.paragraph(shortLine(layer, names: names))])
    }
    if !free.isEmpty {
      items.append([.paragraph(wording.inlines(.freeParts, ["parts": .inlines(wording.list(free))]))])
    }
    if items.isEmpty { return [] }
    return items.count == 1 ? items[0] : [.list(ordered: false, items)]
  }

  private func shortLine(_ layer: Part, names: [[Inline]]) -> [Inline] {
    var inlines = wording.inlines(
      names.count == 1 ? .shortLine : .shortLineEach,
      ["layers": .inlines(wording.list(names)), "operation": .inlines(words(for: layer))])
    for step in layer.steps where !step.value.isZero {
      if step.quantity == .counted, !showsCounted { continue }
      inlines += [
        .text(" "), .math(Math(step.formula, left: .symbol(step.symbol), relation: .equal)), .text(" "),
        .math(Math(step.substituted, relation: .equal)),
      ]
      if step.substituted != Expression(step.value) {
        inlines += [.text(" "), .math(Math(Expression(step.value), relation: .equal))]
      }
    }
    return inlines
  }
}
