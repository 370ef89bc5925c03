import Networks
import Symbolics

/// Where the parameters are: a sum over layers for each component, and the sum of these.
struct ParameterAnalysis {
  let inventory: Inventory

  init(_ inventory: Inventory) { self.inventory = inventory }

  func sections() throws(DerivationError) -> [Analysis.Section] {
    [try Reckoning.section(.parametersByPart, byPart)]
  }

  private func byPart(_ reckoning: inout Reckoning) throws(AnalysisStop) {
    let source = inventory.derivation.network.publication
    var total = LayerSum("parameters-of-part", .parameters, .params)
    for component in Analysis.Component.allCases {
      var sum = LayerSum("parameters-of-part", .parameters, .parameters(component.index))
      for entry in inventory.entries where entry.component == component {
        sum.add(entry.path, entry.part.value(.parameters), copies: entry.copies)
      }
      if sum.isEmpty { continue }
      let step = try reckoning.step(sum, source: source)
      total.add(step)
      reckoning.add([step], .component(component))
    }
    reckoning.add([try reckoning.step(total, source: source)])
    if inventory.entries.contains(where: { $0.sharesMatrix }) { reckoning.remark(.sharedTable) }
    if inventory.entries.contains(where: { $0.isIdle }) { reckoning.remark(.trainingOnly) }
    if inventory.entries.contains(where: { $0.operation.kind == .batchNorm }) { reckoning.remark(.buffers) }
  }
}
