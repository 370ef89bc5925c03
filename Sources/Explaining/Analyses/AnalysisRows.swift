import Derivations
import Networks
import Symbolics

extension AnalysisWriter {
  /// Each row as a calculation: formula, numbers put in, result, step by step. The margin says what comes out.
  func calculations(_ rows: [Analysis.Row], of section: Analysis.Section) -> [Block] {
    let label = plainText(wording.inlines(identifier: "topic.\(section.topic.rawValue).title"))
    return rows.map { row in
      var lines: [Calculation.Row] = []
      for (index, step) in row.steps.enumerated() {
        lines += self.rows(step, note: index == row.steps.count - 1 ? words(for: row.label) : [])
      }
      return .calculation(Calculation(label: label, rows: lines))
    }
  }

  private func rows(_ step: Step, note: [Inline]) -> [Calculation.Row] {
    var rows = [Calculation.Row(.symbol(step.symbol), .equal, step.formula, note: note)]
    let result = wording.result(of: step)
    if step.substituted != step.formula {
      if step.substituted == result.expression, result.relation == .equal {
        // A single number: what is put in is the result.
        rows.append(.init(nil, .equal, result.expression, note: wording.unit(of: step), isResult: true))
        return rows
      }
      rows.append(.init(nil, .equal, step.substituted, note: wording.givens(of: step, else: [])))
    }
    rows.append(.init(nil, result.relation, result.expression, note: wording.unit(of: step), isResult: true))
    return rows
  }

  /// A row in one line: `bf16: Bytes = Params × b = 124,439,808 × 2 = 248,879,616`.
  func line(_ row: Analysis.Row) -> [Inline] {
    var inlines = wording.inlines(.analysisLine, ["name": .inlines(words(for: row.label))])
    for (index, step) in row.steps.enumerated() {
      if index > 0 { inlines += wording.inlines(.listItemSeparator) }
      inlines += [
        .text(" "), .math(Math(step.formula, left: .symbol(step.symbol), relation: .equal)),
      ]
      if step.substituted != step.formula {
        inlines += [.text(" "), .math(Math(step.substituted, relation: .equal))]
      }
      let result = wording.result(of: step)
      if step.substituted != result.expression || result.relation != .equal {
        inlines += [.text(" "), .math(Math(result.expression, relation: result.relation))]
      }
    }
    return inlines
  }

  /// What a row is about.
  func words(for label: Analysis.Label?) -> [Inline] {
    switch label {
    case .component(let component): wording.inlines(identifier: "component." + component.rawValue)
    case .kind(let kind): wording.inlines(identifier: "kind." + kind.name)
    case .format(let format): [.code(format.rawValue)]
    case .item(let item): wording.inlines(identifier: "item." + item.rawValue)
    case .part(let path): [.code(path)]
    case nil: []
    }
  }
}
