import Derivations
import Symbolics

extension ReferenceLists {
  /// Every formula with the meaning of its letters and its source, rule by rule.
  public static func formulas(_ wording: Wording) -> Document {
    var blocks: [Block] = [.paragraph(wording.inlines(.formulasIntroduction))]
    var rule = ""
    for formula in Formula.all {
      if formula.rule != rule {
        rule = formula.rule
        blocks.append(.heading(level: 2, anchor: rule, wording.inlines(identifier: "rule." + rule)))
      }
      blocks += self.blocks(for: formula, wording)
    }
    return Document(language: wording.language, title: wording.inlines(.formulasTitle), blocks: blocks)
  }

  /// Some formulas, by their identifiers, each with its name, its letters and its source.
  ///
  /// - Parameter trailer: what stands behind the formulas of an identifier.
  public static func formulas(
    _ ids: Set<String>, wording: Wording, trailer: (String) -> [Block]
  ) -> [Block] {
    // The formulas of one identifier need not stand together in the list: whole and rounded sizes of pooling do not.
    var order: [String] = []
    var groups: [String: [Formula]] = [:]
    for formula in Formula.all where ids.contains(formula.id) {
      if groups[formula.id] == nil { order.append(formula.id) }
      groups[formula.id, default: []].append(formula)
    }
    var blocks: [Block] = []
    for id in order {
      guard let group = groups[id], let first = group.first else { continue }
      let anchor = "formula-" + String(id.map { $0 == "." ? "-" : $0 })
      blocks.append(.heading(level: 3, anchor: anchor, wording.formulaName(id, first.quantity)))
      for formula in group { blocks += self.blocks(for: formula, wording) }
      blocks += trailer(id)
    }
    return blocks
  }

  private static func blocks(for formula: Formula, _ wording: Wording) -> [Block] {
    var name = wording.inlines(identifier: "quantity." + formula.quantity.name)
    if formula.condition != .always {
      name = wording.inlines(
        .formulaCondition,
        [
          "name": .inlines(name),
          "condition": .inlines(wording.inlines(identifier: "condition." + formula.condition.rawValue)),
        ])
    }
    let left = Expression.symbol(formula.quantity.symbol)
    let label = plainText(wording.formulaName(formula.id, formula.quantity))
    return [
      .paragraph([.strong(name)]),
      .calculation(Calculation(label: label, rows: [.init(left, .equal, formula.expression)])),
      .paragraph(wording.meanings(of: formula.expression.symbols)),
      .paragraph(wording.inlines(.formulaSource, ["publication": .inlines(wording.inlines(formula.source))])),
    ]
  }
}

extension Formula {
  /// The first part of the identifier: `conv`.
  var rule: String { String(id.dropLast(quantity.name.count + 1)) }
}

extension Expression {
  /// The symbols in the order of first appearance.
  var symbols: [Symbol] {
    var symbols: [Symbol] = []
    collect(into: &symbols)
    return symbols
  }

  private func collect(into symbols: inout [Symbol]) {
    if case .symbol(let symbol) = self, !symbols.contains(symbol) { symbols.append(symbol) }
    for operand in operands { operand.collect(into: &symbols) }
  }
}
