import Networks
import Symbolics

/// What a whole training run takes, by the exact count of a step and by the rules of thumb, and how long it lasts.
struct TrainingRun {
  let inventory: Inventory
  let settings: Analysis.Settings

  init(_ inventory: Inventory, _ settings: Analysis.Settings) {
    (self.inventory, self.settings) = (inventory, settings)
  }

  /// The exact step for each token, or for each example. Amodei and Hernandez, "AI and Compute", appendix, for the latter.
  private static let tokens = Formula(
    "training-run", .flops, .quotient(.product([.flops("step"), .runTokens]), .passTokens),
    source: .scalingLaws.at(.section("2.1")))
  private static let examples = Formula(
    "training-run-of-examples", .flops, .quotient(.product([.flops("step"), .runExamples]), .batch),
    source: .computeOfRuns)
  /// Kaplan and others, section 2.1; Hoffmann and others take all parameters.
  private static let sixND = Formula(
    "training-run-6nd", .flops, .product([6, .params, .runTokens]), source: .chinchilla)
  private static let sixNDWithoutTables = Formula(
    "training-run-6nd-without-tables", .flops, .product([6, .parameters("blocks"), .runTokens]),
    source: .scalingLaws.at(.section("2.1")))
  /// The run with all blocks worked out twice.
  private static let recomputed = Formula(
    "training-run-recomputed", .flops, .quotient(.product([.flops("whole"), .runTokens]), .passTokens),
    source: .megatron.at(.section("5.1")))
  /// Narayanan and others, equation 4: 8TP/(nX), where X is what a device does in a second.
  private static let time = Formula(
    "training-time", .days,
    .quotient(.flops("run"), .product([.devices, .peak, .utilisation, 86_400])), source: .palm)
  private static let timeRecomputed = Formula(
    "training-time-8tp", .days,
    .quotient(
      .product([8, .runTokens, .params]), .product([.devices, .peak, .utilisation, 86_400])),
    source: .megatron.at(.equation("4")))
  private static let stepTime = Formula(
    "step-time", .seconds, .quotient(.flops("step"), .product([.devices, .peak, .utilisation])),
    source: .palm)

  static let formulas = [
    tokens, examples, sixND, sixNDWithoutTables, recomputed, time, timeRecomputed, stepTime,
  ]

  func work(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    _ = try TrainingAnalysis.stepRows(inventory, &reckoning)
    bindDevices(&reckoning)
    if settings.peak != nil {
      reckoning.add(try reckoning.step(Self.stepTime, as: .seconds("step")), .stepTime)
    }
    if let examples = settings.trainingExamples {
      reckoning.bind(.batch, inventory.derivation.input.batch, from: .batch)
      reckoning.bind(.runExamples, examples, from: .given)
      reckoning.add(try reckoning.step(Self.examples, as: .flops("run")), .run)
    } else if let tokens = settings.trainingTokens {
      try addTokens(tokens, &reckoning)
    } else {
      // Images have no tokens that could be given.
      let hasTokens = inventory.derivation.inputs.contains { $0.layout == .tokens }
      throw .refused(.needs(hasTokens ? .trainingTokens : .trainingExamples))
    }
    guard settings.peak != nil else { throw .refused(.needs(.peak)) }
    reckoning.add(try reckoning.step(Self.time, as: Symbol("Days", index: "run")), .time)
    if settings.trainingTokens != nil, settings.trainingExamples == nil {
      let time = try reckoning.step(Self.timeRecomputed, as: Symbol("Days", index: "recomputed"))
      reckoning.add(time, .timeRecomputed)
    }
    if settings.utilisation == nil { reckoning.remark(.utilisationIsOne) }
  }

  private func bindDevices(_ reckoning: inout Reckoning) {
    guard let peak = settings.peak else { return }
    reckoning.bind(.peak, peak, from: .given)
    reckoning.bind(.utilisation, settings.utilisation ?? .one, from: .given)
    reckoning.bind(.devices, settings.devices ?? .one, from: .given)
  }

  private func addTokens(_ tokens: Rational, _ reckoning: inout Reckoning) throws(AnalysisStop) {
    let pass = try PassTokens.step(in: &reckoning, inventory)
    reckoning.bind(.runTokens, tokens, from: .given)
    reckoning.bindTotal(.parameters, of: inventory.derivation)
    reckoning.add([pass, try reckoning.step(Self.tokens, as: .flops("run"))], .item(.run))
    reckoning.add(try reckoning.step(Self.sixND, as: .flops("6nd")), .runSixND)
    let blocks = try ParameterShortcut.withoutTables(inventory, &reckoning)
    let kaplan = try reckoning.step(Self.sixNDWithoutTables, as: .flops("kaplan"))
    reckoning.add(blocks + [kaplan], .item(.runWithoutTables))
    guard !inventory.blocks.isEmpty else { return }
    let again = try reckoning.step(Recomputation(inventory).blocks(), source: .checkpointing)
    let step = try reckoning.step(TrainingAnalysis.withBlocks, as: .flops("whole"))
    let run = try reckoning.step(Self.recomputed, as: .flops("rerun"))
    reckoning.add([again, step, run], .item(.runRecomputed))
  }
}
