import Networks
import Symbolics

/// What training with Adam in mixed precision holds for the parameters, and how ZeRO shares it among devices.
///
/// Rajbhandari and others, "ZeRO", section 3.1: weights and gradients in fp16, and in fp32 a copy of the weights, momentum
/// and variance, together 16 bytes a parameter; 18 where gradients are kept in fp32.
struct TrainingState {
  let inventory: Inventory
  let settings: Analysis.Settings

  init(_ inventory: Inventory, _ settings: Analysis.Settings) {
    (self.inventory, self.settings) = (inventory, settings)
  }

  /// What of it every device holds, and what is shared among them, stage by stage. The same paper, figure 1.
  private static let zeroOne = shared("zero-1", kept: ["weights", "gradients"])
  private static let zeroTwo = shared("zero-2", kept: ["weights"])
  private static let zeroThree = shared("zero-3", kept: [])
  static let formulas = [zeroOne, zeroTwo, zeroThree]

  private static let optimizer = ["copy", "momentum", "variance"]

  private static func shared(_ rule: String, kept: [String]) -> Formula {
    let all = ["weights", "gradients"] + optimizer
    let rest = all.filter { !kept.contains($0) }.map { Expression.symbol(.bytes($0)) }
    let share = Expression.quotient(.sum(of: rest), .devices)
    return Formula(
      rule, .bytes, .sum(of: kept.map { .symbol(.bytes($0)) } + [share]), source: .zero.at(.section("5")))
  }

  func work(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    reckoning.bindTotal(.parameters, of: inventory.derivation)
    try add(.weights16, "weights", 2, &reckoning)
    try add(.gradients16, "gradients", 2, &reckoning)
    try add(.weights32, "copy", 4, &reckoning)
    try add(.momentum, "momentum", 4, &reckoning)
    try add(.variance, "variance", 4, &reckoning)
    let terms = (["weights", "gradients"] + Self.optimizer).map { Expression.symbol(.bytes($0)) }
    let sixteen = try reckoning.step(
      "training-state.bytes", .bytes, .bytes("state"), .sum(of: terms), source: .zero)
    reckoning.add(sixteen, .sixteenBytes)
    try add(.gradients32, "gradients32", 4, &reckoning)
    let larger = [terms[0], .symbol(.bytes("gradients32"))] + terms.dropFirst(2)
    let eighteen = try reckoning.step(
      "training-state.bytes", .bytes, .bytes("state18"), .sum(of: larger), source: .memoryAnatomy)
    reckoning.add(eighteen, .eighteenBytes)
    reckoning.remark(.plainAdam)
    guard let devices = settings.devices, devices > .one else { return }
    reckoning.bind(.devices, devices, from: .given)
    reckoning.add(try reckoning.step(Self.zeroOne, as: .bytes("zero1")), .zeroOne)
    reckoning.add(try reckoning.step(Self.zeroTwo, as: .bytes("zero2")), .zeroTwo)
    reckoning.add(try reckoning.step(Self.zeroThree, as: .bytes("zero3")), .zeroThree)
  }

  private func add(
    _ item: Analysis.Item, _ index: String, _ bytes: Int, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) {
    reckoning.bind(.weightBytes, bytes, from: .rule)
    reckoning.add(try reckoning.step(MemoryAnalysis.ofParameters, as: .bytes(index)), item)
  }
}
