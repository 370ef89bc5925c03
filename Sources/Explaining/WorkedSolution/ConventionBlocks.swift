import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// What was counted and what was not, for the kinds of layers that the part has.
  func conventions() -> [Block] {
    var kinds: [Operation.Kind] = []
    for leaf in part.leaves {
      if case .layer(let operation) = leaf.kind, !kinds.contains(operation.kind) { kinds.append(operation.kind) }
    }
    let blocks = wording.blocks(for: derivation.convention, kinds: kinds)
    return blocks + [
      .paragraph(wording.inlines(.conventionParameters) + [.text(" ")] + wording.inlines(.conventionPadding))
    ]
  }
}

extension Wording {
  /// What a convention counts of some kinds of layers.
  func blocks(for convention: Convention, kinds: [Operation.Kind]) -> [Block] {
    let counted = kinds.compactMap { convention.rule(for: $0) }
    let others = kinds.filter { convention.rule(for: $0) == nil }
    var blocks: [Block] = [
      .paragraph(
        inlines(
          .conventionCounted,
          [
            "convention": .code(convention.name),
            "unit": .inlines(inlines(convention.unit == .mac ? .unitNameMac : .unitNameFlop)),
          ])),
      .list(
        ordered: false,
        counted.map { rule in
          [
            .paragraph(
              inlines(
                .conventionRule,
                [
                  "kind": .inlines(inlines(identifier: "kind." + rule.kind.name)),
                  "formula": .math(Math(.sum(of: rule.terms.map { $0.formula }))),
                ]))
          ]
        }),
    ]
    if !others.isEmpty {
      let names = others.map { inlines(identifier: "kind." + $0.name) }
      blocks.append(.paragraph(inlines(.conventionNotCounted, ["kinds": .inlines(list(names))])))
    }
    return blocks
  }
}
