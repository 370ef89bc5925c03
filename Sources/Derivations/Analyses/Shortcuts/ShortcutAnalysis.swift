import Networks
import Symbolics

/// The approximations of the literature, each with the exact count beside it and the terms that lie between, so that they
/// add up to the last unit.
struct ShortcutAnalysis {
  let inventory: Inventory

  init(_ inventory: Inventory) { self.inventory = inventory }

  static let formulas =
    [PassTokens.formula] + ParameterShortcut.all.map { $0.formula } + ComponentShortcut.formulas
    + ParameterCounts.formulas

  func sections() throws(DerivationError) -> [Analysis.Section] {
    var sections: [Analysis.Section] = []
    for shortcut in ParameterShortcut.all {
      if shortcut.isOnlyForExperts, inventory.experts.isEmpty { continue }
      sections.append(
        try Reckoning.section(shortcut.topic) { (reckoning) throws(AnalysisStop) in
          try shortcut.work(inventory, &reckoning)
        })
    }
    for shortcut in ComponentShortcut.all {
      sections.append(
        try Reckoning.section(shortcut.topic) { (reckoning) throws(AnalysisStop) in
          try shortcut.work(inventory, &reckoning)
        })
    }
    let counts = ParameterCounts(inventory)
    sections.append(try Reckoning.section(.kaplanParameters, counts.kaplan))
    sections.append(try Reckoning.section(.megatronParameters, counts.megatron))
    return sections
  }
}

/// The sum that leads from a shortcut to the exact count: terms with their signs.
struct Bridge {
  private var inside: [Expression.Term] = []

  /// Adds a term, unless it is zero.
  mutating func add(_ symbol: Symbol, isSubtracted: Bool = false) {
    inside.append(.init(.symbol(symbol), isSubtracted: isSubtracted))
  }

  /// The terms as they are.
  var flat: [Expression.Term] { inside }

  /// The terms so many times, without the first one's sign: `3×(FLOPs_head − FLOPs_vectors)`.
  func term(times: Int) -> Expression.Term? {
    guard let first = inside.first else { return nil }
    if inside.count == 1 {
      let one = times == 1 ? first.value : .product([Expression(Rational(times)), first.value])
      return .init(one, isSubtracted: first.isSubtracted)
    }
    return .init(times == 1 ? .sum(inside) : .product([Expression(Rational(times)), .sum(inside)]))
  }

  /// `shortcut + terms`, flat where they are taken once.
  func sum(from shortcut: Symbol, times: Int) -> [Expression.Term] {
    let start = Expression.Term(.symbol(shortcut))
    if times == 1 { return [start] + flat }
    return [start] + (term(times: times).map { [$0] } ?? [])
  }
}

extension Expression {
  /// A sum of terms with their signs; one term stays itself.
  static func sum(ofTerms terms: [Term]) -> Expression {
    guard terms.count == 1, let only = terms.first, !only.isSubtracted else { return .sum(terms) }
    return only.value
  }
}
