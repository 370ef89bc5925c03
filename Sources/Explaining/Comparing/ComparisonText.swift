public import Derivations
import Networks
import Symbolics

/// A comparison of conventions as a document: a table of the totals, a picture, and for each convention the terms that
/// separate it from the multiply-adds of papers, each with a sentence why.
public enum ComparisonText {
  /// The document.
  ///
  /// - Parameter isGraph: whether the network was read from a graph of operations, as ONNX is, which cannot tell all that
  ///   some tools go by.
  public static func document(_ comparison: Comparison, wording: Wording, isGraph: Bool = false) -> Document {
    let writer = ComparisonWriter(comparison, wording)
    return Document(
      language: wording.language,
      title: wording.inlines(
        .compareTitle, ["network": .text(comparison.derivation.network.title)]),
      blocks: writer.overview() + (isGraph ? writer.untold() : []) + writer.figure() + writer.sections())
  }

  /// What a graph of operations does not tell of the network, as far as tools go by it, a sentence or two each.
  public static func untold(_ comparison: Comparison, wording: Wording) -> [[Inline]] {
    var kinds: Set<Operation.Kind> = []
    var hasBias = false
    for layer in comparison.derivation.layers {
      kinds.insert(layer.operation.kind)
      if case .convolution(let convolution) = layer.operation, convolution.hasBias { hasBias = true }
    }
    var remarks: [Phrase] = [.compareGraphCalls]
    // Networks with other norms have biases of their own.
    let norms: [Operation.Kind] = [.batchNorm, .layerNorm, .rmsNorm, .groupNorm]
    if hasBias, kinds.isDisjoint(with: norms) { remarks.append(.compareGraphNorms) }
    if kinds.contains(.matrixProduct), kinds.contains(.softmax) { remarks.append(.compareGraphAttention) }
    return remarks.map { wording.inlines($0) }
  }

  /// Why a term is there, in one sentence.
  public static func reason(
    _ difference: Comparison.Difference, in convention: Convention, wording: Wording
  ) -> [Inline] {
    var values: WordingValues = [
      "convention": .code(convention.name),
      "kind": .inlines(wording.inlines(identifier: "kind." + difference.kind.name)),
      "layers": .number(Rational(difference.layers)),
    ]
    guard let formula = difference.formula else { return wording.inlines(.compareNotCounted, values) }
    values.add("formula", .math(Math(formula)))
    if difference.term == "bias" { return wording.inlines(.compareBias, values) }
    return wording.inlines(.compareCountedAs, values)
  }
}

private struct ComparisonWriter {
  let comparison: Comparison
  let wording: Wording
  let paper: Rational

  init(_ comparison: Comparison, _ wording: Wording) {
    (self.comparison, self.wording) = (comparison, wording)
    paper = comparison.derivation.root.value(.macs)
  }

  func overview() -> [Block] {
    let rows = comparison.entries.map { entry -> [[Inline]] in
      let unit = wording.inlines(entry.convention.unit == .mac ? .unitNameMac : .unitNameFlop)
      guard let total = entry.total else {
        return [[.code(entry.convention.name)], unit, wording.inlines(.compareUnknownTotal), []]
      }
      return [[.code(entry.convention.name)], unit, [.number(total)], share(total, entry.convention)]
    }
    return [
      .paragraph(
        wording.inlines(
          .compareIntroduction,
          ["network": .text(comparison.derivation.network.title), "macs": .number(paper)])),
      .table(
        Table(
          caption: wording.inlines(.compareCaption),
          columns: [
            Table.Column(wording.inlines(.columnConvention)), Table.Column(wording.inlines(.columnUnit)),
            Table.Column(wording.inlines(.total), isNumeric: true),
            Table.Column(wording.inlines(.columnOfPaper), isNumeric: true),
          ], rows: rows)),
    ]
  }

  /// A total as a share of the paper's, in the same unit.
  private func share(_ total: Rational, _ convention: Convention) -> [Inline] {
    guard let whole = try? paper.multiplied(by: Rational(convention.unit.perMultiplyAdd)) else { return [] }
    return Math.share(total, of: whole).map { [.math($0)] } ?? [.text("–")]
  }

  func untold() -> [Block] {
    [
      .paragraph(wording.inlines(.compareGraph)),
      .list(
        ordered: false,
        ComparisonText.untold(comparison, wording: wording).map { [.paragraph($0)] }),
    ]
  }

  /// One bar a convention: the multiply-adds that it counts, and all else, in multiply-adds.
  func figure() -> [Block] {
    let scale = FigureScale(largest: paper, in: wording.language)
    var bars: [Figure.Bar] = []
    for entry in comparison.entries {
      guard let total = entry.total, let halved = try? total.divided(by: per(entry)) else { continue }
      let others = entry.differences.filter { !$0.amount.isNegative }
      var extra = Rational.zero
      for other in others { extra = (try? extra.adding(other.amount.divided(by: per(entry)))) ?? extra }
      guard let products = try? halved.subtracting(extra), !products.isNegative else { continue }
      let values = [products, extra].map { scale.scaled($0) }
      bars.append(
        .init(
          label: entry.convention.name, values: values,
          total: Numeral.short(halved, in: wording.language).map { plainText([.math(Math(.number($0)))]) }
            ?? ""))
    }
    guard bars.count > 1 else { return [] }
    let described = bars.map { $0.label + " " + $0.total }.joined(separator: "; ")
    return [
      .figure(
        Figure(
          kind: .stackedBars(
            series: [wording.string(.seriesMultiplyAdds), wording.string(.seriesElse)], bars: bars,
            unit: wording.string(
              .compareFigureUnit, ["unit": .text(wording.string(scale.macs))])),
          title: wording.string(
            .compareFigureTitle, ["network": .text(comparison.derivation.network.title)]),
          description: described, caption: wording.inlines(.compareFigureCaption)))
    ]
  }

  private func per(_ entry: Comparison.Entry) -> Rational { Rational(entry.convention.unit.perMultiplyAdd) }

  func sections() -> [Block] {
    var blocks: [Block] = []
    for entry in comparison.entries where entry.convention.name != "paper" { blocks += section(entry) }
    return blocks
  }

  private func section(_ entry: Comparison.Entry) -> [Block] {
    let convention = entry.convention
    var blocks: [Block] = [
      .heading(level: 2, anchor: convention.name, [.code(convention.name)]),
      .paragraph(wording.inlines(identifier: "convention." + convention.name + ".what")),
    ]
    guard let total = entry.total else {
      let kinds = entry.unknown.map { wording.inlines(identifier: "kind." + $0.name) }
      return blocks + [
        .paragraph(wording.inlines(.compareUnknown, ["kinds": .inlines(wording.list(kinds))]))
      ]
    }
    blocks.append(.calculation(sum(entry, total)))
    if !entry.differences.isEmpty {
      blocks.append(
        .list(
          ordered: false,
          entry.differences.map { difference in
            [.paragraph(ComparisonText.reason(difference, in: convention, wording: wording))]
          }))
    }
    return blocks
  }

  /// `Ops = 2×4,089,184,256 + 44,455,936 = …`: the paper's count and each difference, exact.
  private func sum(_ entry: Comparison.Entry, _ total: Rational) -> Calculation {
    let factor = entry.convention.unit.perMultiplyAdd
    let macs = Expression(paper)
    let base = factor == 1 ? macs : Expression.product([Expression(Rational(factor)), macs])
    let terms =
      [Expression.Term(base)]
      + entry.differences.map { difference in
        Expression.Term(Expression(difference.amount.magnitude), isSubtracted: difference.amount.isNegative)
      }
    let left = Expression.symbol(Quantity.counted.symbol)
    let sum = terms.count == 1 ? base : Expression.sum(terms)
    var rows: [Calculation.Row] = [
      .init(left, .equal, sum, note: wording.inlines(.notePaperAndDifferences))
    ]
    if sum != Expression(total) {
      rows.append(
        .init(
          nil, .equal, Expression(total),
          note: Math.short(total, in: wording.language).map { [.math($0)] } ?? [], isResult: true))
    }
    return Calculation(label: entry.convention.name, rows: rows)
  }
}
