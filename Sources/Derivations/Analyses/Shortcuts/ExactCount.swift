import Networks
import Symbolics

/// The end of a shortcut's section: the exact count as the sum of the shortcut and its terms.
enum ExactCount {
  /// The gradients with respect to data, which a step of training is spared; their row and their term.
  static func dataGradient(
    _ inventory: Inventory, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) -> [Expression.Term] {
    let data = TrainingAnalysis.dataGradient(inventory)
    if data.isEmpty { return [] }
    let step = try reckoning.step(data, source: .backPropagation)
    reckoning.add(step, .dataGradient, isSubtracted: true)
    return [.init(.symbol(step.symbol), isSubtracted: true)]
  }

  /// The exact count, and what share of it the shortcut is.
  static func add(
    _ terms: [Expression.Term], as symbol: Symbol, from shortcut: Symbol, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) {
    let exact = try reckoning.step(
      "exact.flops", .flops, symbol, .sum(ofTerms: terms), source: .operationCounts)
    reckoning.add(exact, .exact)
    if exact.value.isZero { return }
    let share = try reckoning.step(
      "exact.ratio", .ratio, nil, .quotient(.symbol(shortcut), .symbol(symbol)), source: .operationCounts)
    reckoning.add(share, .share)
  }
}
