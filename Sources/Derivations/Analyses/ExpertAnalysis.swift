import Networks
import Symbolics

/// The parameters that work for one token, where it is sent to some experts only: all but those of the experts that it does
/// not meet.
///
/// Jiang and others, "Mixtral of Experts", section 2.1: total (sparse) and active parameters.
struct ExpertAnalysis {
  let inventory: Inventory

  init(_ inventory: Inventory) { self.inventory = inventory }

  /// The experts of one layer that a token does not meet.
  static let inactive = Formula(
    "inactive-experts", .parameters,
    .product([
      .difference(Expression("E"), Expression("E", "token")), .parameters("expert"),
    ]), source: .mixtureOfExperts)
  static let active = Formula(
    "active-parameters", .activeParameters, .difference(.params, .parameters("inactive")),
    source: .mixtureOfExperts)

  static let formulas = [inactive, active]

  func sections() throws(DerivationError) -> [Analysis.Section] {
    [try Reckoning.section(.activeParameters, work)]
  }

  private func work(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    guard !inventory.experts.isEmpty else { throw .refused(.noExperts) }
    let step = try Self.activeStep(inventory, &reckoning) { reckoning, steps, label in
      reckoning.add(steps, label)
    }
    reckoning.add(step, .active)
    let ratio = try reckoning.step(
      "active-parameters.ratio", .ratio, nil, .quotient(.symbol(Quantity.activeParameters.symbol), .params),
      source: .mixtureOfExperts)
    reckoning.add(ratio, .share)
    reckoning.remark(.balanced)
  }

  /// The step to the active parameters, which becomes known; what leads there is handed to `add`.
  static func activeStep(
    _ inventory: Inventory, _ reckoning: inout Reckoning,
    _ add: (inout Reckoning, [Step], Analysis.Label) -> Void
  ) throws(AnalysisStop) -> Step {
    reckoning.bindTotal(.parameters, of: inventory.derivation)
    var sum = LayerSum("inactive-experts", .parameters, .parameters("inactive"))
    for experts in inventory.experts {
      let path = experts.part.path
      reckoning.bind(Symbol("E"), experts.part.repetitions, from: .repetitions)
      reckoning.bind(Symbol("E", index: "token"), experts.perToken, from: .option)
      reckoning.bind(.parameters("expert"), experts.part.value(.parameters), from: .part(path))
      let step = try reckoning.step(inactive, as: Symbol("Inactive", index: path))
      add(&reckoning, [step], .part(path))
      sum.add(path, step.value, copies: experts.copies, as: "Inactive")
    }
    add(&reckoning, [try reckoning.step(sum, source: .mixtureOfExperts)], .item(.inactive))
    return try reckoning.step(active)
  }
}
