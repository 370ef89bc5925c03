import Networks
import Symbolics

/// What a step of training takes, without and with recomputation, the rule of thumb 6ND beside it, and a whole run.
///
/// Backward there are two products for each product forward: one for the gradient of the weights, one for that of the input.
/// The latter is not needed where the input is data (Goodfellow, Bengio, Courville, section 6.5).
struct TrainingAnalysis {
  let inventory: Inventory
  let settings: Analysis.Settings

  init(_ inventory: Inventory, _ settings: Analysis.Settings) {
    (self.inventory, self.settings) = (inventory, settings)
  }

  static let backward = Formula("backward", .flops, .product([2, .flops]), source: .backPropagation)
  static let backwardFromData = Formula(
    "backward-from-data", .flops, .difference(.product([2, .flops]), .flops("data")),
    source: .backPropagation)
  static let step = Formula(
    "training-step", .flops, .sum(of: [.flops, .flops("backward")]), source: .backPropagation)
  static let withBlocks = Formula(
    "training-step-recomputed", .flops, .sum(of: [.flops("step"), .flops("blocks")]), source: .checkpointing)
  static let stopsEarly = Formula(
    "recomputation-that-stops-early", .flops, .difference(.flops("blocks"), .flops("last")),
    source: .checkpointing)
  static let withEarlyStop = Formula(
    "training-step-recomputed-early", .flops, .sum(of: [.flops("step"), .flops("early")]),
    source: .checkpointing)

  static let formulas = [backward, backwardFromData, step, withBlocks, stopsEarly, withEarlyStop]

  func sections() throws(DerivationError) -> [Analysis.Section] {
    [
      try Reckoning.section(.trainingStep, trainingStep),
      try Reckoning.section(.recomputation, recomputation),
      try Reckoning.section(.sixND) { (reckoning) throws(AnalysisStop) in
        try ParameterShortcut.sixND.work(inventory, &reckoning)
      },
      try Reckoning.section(.trainingRun, TrainingRun(inventory, settings).work),
    ]
  }

  private func trainingStep(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let rows = try Self.stepRows(inventory, &reckoning)
    for row in rows { reckoning.add(row.step, row.item) }
    reckoning.remark(.onlyProducts)
    if inventory.entries.contains(where: { $0.isIdle }) { reckoning.remark(.trainingOnly) }
  }

  /// The steps from FLOPs forward to `FLOPs_step`, which becomes known.
  static func stepRows(
    _ inventory: Inventory, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) -> [(item: Analysis.Item, step: Step)] {
    reckoning.bindTotal(.flops, of: inventory.derivation)
    var rows: [(item: Analysis.Item, step: Step)] = []
    let data = dataGradient(inventory)
    if data.isEmpty {
      rows.append((.backward, try reckoning.step(backward, as: .flops("backward"))))
    } else {
      rows.append((.dataGradient, try reckoning.step(data, source: .backPropagation)))
      rows.append((.backward, try reckoning.step(backwardFromData, as: .flops("backward"))))
    }
    rows.append((.step, try reckoning.step(step, as: .flops("step"))))
    return rows
  }

  /// The gradients with respect to data.
  static func dataGradient(_ inventory: Inventory) -> LayerSum {
    var sum = LayerSum("data-gradient", .flops, .flops("data"))
    for layer in GradientWalk(inventory.derivation).spared {
      sum.add(layer.path, layer.flops, copies: layer.copies, factor: layer.share)
    }
    return sum
  }

  private func recomputation(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let recomputation = Recomputation(inventory)
    let blocks = try recomputation.blocks()
    _ = try Self.stepRows(inventory, &reckoning)
    reckoning.add(try reckoning.step(blocks, source: .checkpointing), .wholeBlocks)
    reckoning.add(try reckoning.step(Self.withBlocks, as: .flops("whole")), .stepWithWholeBlocks)
    try addRatio("whole", &reckoning)
    let last = recomputation.lastProducts()
    if last.isEmpty { return reckoning.remark(.noLastProduct) }
    reckoning.add(try reckoning.step(last, source: .checkpointing), .lastProducts)
    reckoning.add(try reckoning.step(Self.stopsEarly, as: .flops("early")), .stopsEarly)
    reckoning.add(try reckoning.step(Self.withEarlyStop, as: .flops("stopped")), .stepThatStopsEarly)
    try addRatio("stopped", &reckoning)
    reckoning.remark(.lastProductSkipped)
  }

  private func addRatio(_ index: String, _ reckoning: inout Reckoning) throws(AnalysisStop) {
    guard !reckoning.value(of: .flops("step")).isZero else { return }
    let ratio = try reckoning.step(
      "recomputed.ratio", .ratio, Symbol("Ratio", index: index), .quotient(.flops(index), .flops("step")),
      source: .checkpointing)
    reckoning.add(ratio, .share)
  }
}
