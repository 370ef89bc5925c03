import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// What was counted and what was not, for the kinds of layers that the part has.
  func conventions() -> [Block] {
    var kinds: [Operation.Kind] = []
    for leaf in part.leaves {
      if case .layer(let operation) = leaf.kind, !kinds.contains(operation.kind) {
        kinds.append(operation.kind)
      }
    }
    let blocks =
      wording.blocks(for: derivation.convention, kinds: kinds.filter { $0 != .uncounted }) + uncounted()
    return blocks + [
      .paragraph(
        wording.inlines(.conventionParameters) + wording.sentenceGap + wording.inlines(.conventionPadding))
    ]
  }
}

extension SolutionWriter {
  /// The operations that are known by name only, each once with how often it occurs.
  fileprivate func uncounted() -> [Block] {
    var names: [String] = []
    var counts: [String: Int] = [:]
    for layer in derivation.layers {
      guard case .uncounted(let operation) = layer.operation, layer.path.hasPrefix(part.path) else {
        continue
      }
      if counts[operation.name] == nil { names.append(operation.name) }
      counts[operation.name, default: 0] += layer.multiplicity
    }
    if names.isEmpty { return [] }
    let items = names.map { name in
      wording.inlines(
        .conventionUncountedItem, ["name": .code(name), "count": .number(Rational(counts[name] ?? 0))])
    }
    return [
      .paragraph(wording.inlines(.conventionUncounted, ["operations": .inlines(wording.list(items))]))
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
                  "terms": .inlines(inlines(rule)),
                ]))
          ]
        }),
    ]
    let letters = [Symbol("n"), Symbol("u")].filter { letter in
      counted.contains { $0.terms.contains { $0.formula.symbols.contains(letter) } }
    }
    if !letters.isEmpty { blocks.append(.paragraph(meanings(of: letters))) }
    if !others.isEmpty {
      let names = others.map { inlines(identifier: "kind." + $0.name) }
      blocks.append(.paragraph(inlines(.conventionNotCounted, ["kinds": .inlines(list(names))])))
    }
    return blocks
  }

  /// The terms of a rule: `2 × MACs + u (with a bias)`.
  private func inlines(_ rule: Convention.Rule) -> [Inline] {
    var inlines: [Inline] = []
    for (index, term) in rule.terms.enumerated() {
      if index > 0 { inlines += self.inlines(.conventionPlus) }
      var values: WordingValues = ["formula": .math(Math(term.formula))]
      let conditions = term.conditions.filter { $0 != .always }.map {
        self.inlines(identifier: "condition." + $0.rawValue)
      }
      if !conditions.isEmpty { values.add("condition", .inlines(list(conditions))) }
      inlines += self.inlines(.conventionTerm, values)
    }
    return inlines
  }

  /// `with n the number of values that go in, u the number of values that come out`
  func meanings(of symbols: [Symbol]) -> [Inline] {
    let meanings = symbols.map { symbol in
      inlines(
        .symbolMeaning,
        [
          "symbol": .math(Math(.symbol(symbol))),
          "meaning": .inlines(inlines(identifier: "symbol." + symbol.description)),
        ])
    }
    return inlines(.symbolsIntroduction, ["meanings": .inlines(join(meanings))])
  }
}
