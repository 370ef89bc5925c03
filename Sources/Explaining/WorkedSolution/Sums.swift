import Derivations
import Networks
import Symbolics
import Networks

extension SolutionWriter {
  /// The totals as sums of named parts.
  func sum() -> [Block] {
    guard !part.parts.isEmpty else { return [] }
    return [
      .paragraph(wording.inlines(.sumIntroduction)), calculation(ofSumsIn: part),
    ]
  }

  /// Whether a module's sums say anything: some are not zero, and are shown.
  func hasSums(_ part: Part) -> Bool {
    [Quantity.parameters, .macs].contains { !part.value($0).isZero }
      || showsCounted && !part.value(.counted).isZero
  }

  /// The sums of a module: parameters, multiply-adds, FLOPs, and the convention's count where it differs.
  func calculation(ofSumsIn part: Part) -> Block {
    var rows: [Calculation.Row] = []
    for quantity in [Quantity.parameters, .macs] {
      guard let step = part.step(quantity), !step.value.isZero else { continue }
      rows += self.rows(sum: step)
    }
    if let flops = part.step(.flops), !flops.value.isZero { rows += self.rows(flops, of: part) }
    if showsCounted, let counted = part.step(.counted), !counted.value.isZero {
      rows += self.rows(sum: counted)
    }
    let name: WordingValue = part.path.isEmpty ? .text(derivation.network.title) : .text(part.path)
    return .calculation(Calculation(label: wording.string(.labelSum, ["part": name]), rows: rows))
  }

  /// A sum: its parts by name, their numbers, the result.
  func rows(sum step: Step) -> [Calculation.Row] {
    var rows = [
      Calculation.Row(.symbol(step.symbol), .equal, step.formula, note: wording.inlines(.noteSumOfParts))
    ]
    if step.substituted != Expression(step.value) {
      rows.append(.init(nil, .equal, step.substituted))
      rows += rowsBetween(step)
    }
    rows.append(result(step.value))
    return rows
  }

  /// FLOPs of a module are shown as twice its multiply-adds, which were summed just above.
  private func rows(_ step: Step, of part: Part) -> [Calculation.Row] {
    let twice = Expression.product([2, Expression(part.value(.macs))])
    guard let value = try? twice.evaluated(), value == step.value else { return rows(sum: step) }
    return [
      .init(.symbol(step.symbol), .equal, twice, note: wording.inlines(.noteFlops)), result(step.value),
    ]
  }
}
