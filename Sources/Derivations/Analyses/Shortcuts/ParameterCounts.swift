import Networks
import Symbolics

/// Published formulas for the number of parameters itself, beside the exact one.
struct ParameterCounts {
  let inventory: Inventory

  init(_ inventory: Inventory) { self.inventory = inventory }

  /// Kaplan and others, equation 2.1: 2·d_model·n_layer·(2·d_attn + d_ff), without tables, biases and norms.
  private static let kaplan = Formula(
    "kaplan-parameters", .parameters,
    .product([
      2, .modelWidth, .layers, .sum(of: [.product([2, .heads, .keyWidth]), .innerWidth]),
    ]), source: .scalingLaws.at(.equation("2.1")))
  /// Narayanan and others, equation 2: 12lh²(1 + 13/(12h) + (V + s)/(12lh)), positions as many as tokens.
  private static let megatron = Formula(
    "megatron-parameters", .parameters,
    .product([
      12, .layers, .power(.modelWidth, 2),
      .sum(of: [
        1, .quotient(13, .product([12, .modelWidth])),
        .quotient(.sum(of: [.vocabulary, .tokens]), .product([12, .layers, .modelWidth])),
      ]),
    ]), source: .megatron.at(.equation("2")))

  static let formulas = [kaplan, megatron]

  func kaplan(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let facts = try bindSizes(&reckoning)
    reckoning.bind(Symbol("A"), try facts.get(.heads), from: .option)
    reckoning.bind(Symbol("d", index: "k"), try facts.get(.keyWidth), from: .option)
    reckoning.bind(.innerWidth, try facts.get(.innerWidth), from: .option)
    let steps = try ParameterShortcut.withoutTables(inventory, &reckoning)
    try add(Self.kaplan, beside: .parameters("blocks"), after: steps, &reckoning)
  }

  func megatron(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let facts = try bindSizes(&reckoning)
    reckoning.bind(Symbol("V"), try facts.vocabulary(), from: .option)
    reckoning.bind(Symbol("T"), try facts.get(.tokens), from: .input(0, axis: 1))
    reckoning.bindTotal(.parameters, of: inventory.derivation)
    try add(Self.megatron, beside: .params, after: [], &reckoning)
  }

  private func bindSizes(_ reckoning: inout Reckoning) throws(AnalysisStop) -> TransformerFacts {
    let facts = TransformerFacts(inventory)
    reckoning.bind(.layers, facts.layers, from: .repetitions)
    reckoning.bind(.modelWidth, try facts.get(.modelWidth), from: .option)
    return facts
  }

  /// The formula's number, and what share of the exact one it is.
  private func add(
    _ formula: Formula, beside exact: Symbol, after steps: [Step], _ reckoning: inout Reckoning
  ) throws(AnalysisStop) {
    let shortcut = try reckoning.step(formula, as: .parameters("shortcut"))
    reckoning.add(shortcut, .shortcut)
    if !steps.isEmpty { reckoning.add(steps, .item(.exact)) }
    let gap = try reckoning.step(
      "parameters-gap.parameters", .parameters, .parameters("gap"),
      .difference(.symbol(exact), .symbol(shortcut.symbol)), source: formula.source)
    reckoning.add(gap, .rest)
    if reckoning.value(of: exact).isZero { return }
    let share = try reckoning.step(
      "parameters-gap.ratio", .ratio, nil, .quotient(.symbol(shortcut.symbol), .symbol(exact)),
      source: formula.source)
    reckoning.add(share, .share)
  }
}
