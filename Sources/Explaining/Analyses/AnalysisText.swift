public import Derivations
import Networks
import Symbolics

/// An analysis in words, tables and calculations: a section of a page with a heading of level 2.
///
///     AnalysisText.blocks(try derivation.analysis(.memory), wording: wording)
public enum AnalysisText {
  /// The blocks of an analysis.
  public static func blocks(_ analysis: Analysis, wording: Wording) -> [Block] {
    let writer = AnalysisWriter(analysis, wording: wording)
    let name = "analysis." + analysis.kind.rawValue
    var blocks: [Block] = [
      .heading(
        level: 2, anchor: "analysis-" + analysis.kind.rawValue,
        wording.inlines(identifier: name + ".title")),
      .paragraph(wording.inlines(identifier: name + ".introduction")),
    ]
    blocks += writer.overview()
    for section in analysis.sections { blocks += writer.blocks(section) }
    return blocks + writer.sources()
  }
}

/// What the writing of one analysis needs to know.
struct AnalysisWriter {
  let analysis: Analysis
  let wording: Wording

  init(_ analysis: Analysis, wording: Wording) {
    (self.analysis, self.wording) = (analysis, wording)
  }

  func blocks(_ section: Analysis.Section) -> [Block] {
    let name = "topic." + section.topic.rawValue
    var blocks: [Block] = [
      .heading(
        level: 3, anchor: "\(analysis.kind.rawValue)-\(section.topic.rawValue)",
        wording.inlines(identifier: name + ".title"))
    ]
    blocks += rows(section, introduction: wording.inlines(identifier: name + ".introduction"))
    blocks += rooflineFigure(section)
    if let refusal = section.refusal { blocks.append(.paragraph(sentence(refusal))) }
    let remarks = section.remarks.map { remark -> [Block] in
      [.paragraph(wording.inlines(identifier: "remark." + remark.rawValue))]
    }
    if !remarks.isEmpty { blocks.append(.list(ordered: false, remarks)) }
    return blocks
  }

  /// Rows that are alike stand in a table, and their calculations folded away behind it; the others are calculations.
  private func rows(_ section: Analysis.Section, introduction: [Inline]) -> [Block] {
    if section.rows.isEmpty { return [] }
    guard let table = table(section, caption: introduction) else {
      return [.paragraph(introduction)] + calculations(section.rows, of: section)
    }
    let tabulated = section.rows.filter { $0.isTabulated }
    let lines = tabulated.map { row -> [Block] in [.paragraph(line(row))] }
    let others = section.rows.filter { !$0.isTabulated }
    return [
      .table(table),
      .details(
        summary: wording.inlines(.analysisRowByRow), isOpen: false, [.list(ordered: false, lines)]),
    ] + calculations(others, of: section)
  }

  /// Where the formulas were published, each once.
  func sources() -> [Block] {
    var publications: [Publication] = []
    for step in analysis.sections.flatMap({ $0.rows }).flatMap({ $0.steps })
    where !step.source.title.isEmpty && !publications.contains(step.source) {
      publications.append(step.source)
    }
    if publications.isEmpty { return [] }
    return [
      .paragraph(wording.inlines(.analysisSources)),
      .list(ordered: false, publications.map { [.paragraph(wording.inlines($0))] }),
    ]
  }

  /// Why a question does not apply, or what is missing.
  private func sentence(_ refusal: Analysis.Refusal) -> [Inline] {
    var values: WordingValues = [:]
    if case .differs(let fact, let first, let firstValue, let second, let secondValue) = refusal {
      values = [
        "fact": .inlines(wording.inlines(identifier: "fact." + fact.rawValue)), "first": .code(first),
        "first-value": .number(Rational(firstValue)), "second": .code(second),
        "second-value": .number(Rational(secondValue)),
      ]
    }
    return wording.inlines(identifier: "refusal." + refusal.name, values)
  }
}

extension Analysis.Row {
  /// Whether it is one of many rows that are alike.
  var isTabulated: Bool {
    switch label {
    case .component, .kind, .format: true
    case .item, .part, nil: false
    }
  }
}
