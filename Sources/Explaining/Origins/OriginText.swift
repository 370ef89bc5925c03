public import Checking
import Derivations
import Networks
import Symbolics

/// Where a number comes from, as a document: what gives it, the likeliest first, each with its working; where nothing
/// does, the nearest counts with their gaps.
///
///     let origins = try Origins(of: ClaimedNumber("4.1G")!, in: resnet50)
///     let page = OriginText.document(origins, wording: wording)
public enum OriginText {
  /// The document.
  public static func document(_ origins: Origins, wording: Wording) -> Document {
    let writer = OriginWriter(origins: origins, wording: wording)
    let values: WordingValues = [
      "claimed": writer.claimed, "network": .text(origins.derivation.network.title),
    ]
    return Document(
      language: wording.language, title: wording.inlines(.explainTitle, values), blocks: writer.blocks(values)
    )
  }

  /// Why an origin gives its number, in one sentence or several.
  public static func reason(_ origin: Origin, of claim: ClaimedNumber, wording: Wording) -> [Inline] {
    var values: WordingValues = [:]
    for argument in origin.arguments { values.add(argument.name, wording.value(argument.value)) }
    var sentences = [wording.inlines(identifier: "origin." + origin.reason.rawValue, values)]
    if let correct = origin.correct {
      sentences.append(wording.inlines(.explainRight, ["correct": wording.value(correct)]))
    }
    if !claim.agrees(with: origin) {
      sentences.append(wording.inlines(origin.unit == .mac ? .explainSaysFlops : .explainSaysMultiplyAdds))
    }
    return Array(sentences.joined(separator: wording.sentenceGap))
  }
}

private struct OriginWriter {
  let origins: Origins
  let wording: Wording

  /// How many explanations are written out.
  private static let most = 12

  /// The number as it was given.
  var claimed: WordingValue { .text(origins.claim.text) }

  func blocks(_ values: WordingValues) -> [Block] {
    var blocks: [Block] = []
    if origins.claim.guessed != nil {
      let number = Math(.number(origins.claim.numeral))
      blocks.append(
        .paragraph(wording.inlines(.explainGuessed, ["claimed": claimed, "number": .math(number)])))
    }
    var values = values
    guard !origins.explanations.isEmpty else {
      return blocks + [.paragraph(wording.inlines(.explainNothing, values)), nearest(values)]
    }
    values.add("count", .number(Rational(origins.explanations.count)))
    let shown = origins.explanations.prefix(OriginWriter.most)
    blocks += [.paragraph(wording.inlines(.explainIntroduction, values)), overview(Array(shown), values)]
    for (place, origin) in shown.enumerated() { blocks += section(origin, number: place + 1) }
    if shown.count < origins.explanations.count {
      let rest = origins.explanations.count - shown.count
      blocks.append(.paragraph(wording.inlines(.explainMore, ["count": .number(Rational(rest))])))
    }
    return blocks
  }

  private func overview(_ shown: [Origin], _ values: WordingValues) -> Block {
    .table(
      Table(
        caption: wording.inlines(.explainCaption, values),
        columns: [
          .init(wording.inlines(.columnExplanation)), .init(wording.inlines(.columnKind)),
          .init(wording.inlines(.columnQuantity)), .init(wording.inlines(.columnValue), isNumeric: true),
          .init(wording.inlines(.columnAgreement)),
        ],
        rows: shown.map { origin in
          [
            [.code(origin.name)], wording.inlines(identifier: "origin-kind." + origin.kind.rawValue),
            counted(origin), value(origin),
            origin.fit.map { wording.inlines(identifier: "origin-fit." + $0.name) } ?? [],
          ]
        }))
  }

  private func nearest(_ values: WordingValues) -> Block {
    .table(
      Table(
        caption: wording.inlines(.explainNearestCaption, values),
        columns: [
          .init(wording.inlines(.columnExplanation)), .init(wording.inlines(.columnQuantity)),
          .init(wording.inlines(.columnValue), isNumeric: true),
          .init(wording.inlines(.columnGap, values), isNumeric: true),
          .init(wording.inlines(.columnGapShare), isNumeric: true),
        ],
        rows: origins.nearest.map { origin in
          let gap = try? origins.claim.numeral.value.subtracting(origin.value)
          return [
            [.code(origin.name)], counted(origin), value(origin), gap.map { wording.value($0).inlines } ?? [],
            gap.flatMap { share($0, of: origin.value) } ?? [],
          ]
        }))
  }

  /// A gap as a share of what it is a gap to, with its sign.
  private func share(_ gap: Rational, of whole: Rational) -> [Inline]? {
    Math.share(gap.magnitude, of: whole).map { [.text(gap.isNegative ? "−" : "+"), .math($0)] }
  }

  private func value(_ origin: Origin) -> [Inline] { wording.value(origin.value).inlines }

  /// What is counted: multiply-adds, FLOPs, parameters …
  private func counted(_ origin: Origin) -> [Inline] {
    switch origin.unit {
    case .mac: wording.inlines(.unitNameMac)
    case .flop: wording.inlines(.unitNameFlop)
    case nil: wording.inlines(identifier: "quantity." + origin.quantity.name)
    }
  }

  private func section(_ origin: Origin, number: Int) -> [Block] {
    var name: [Inline] = [.code(origin.name)]
    if origin.kind == .mistake {
      let mistake = wording.inlines(identifier: "mistake." + origin.name + ".name")
      name = wording.inlines(.explainMistake, ["name": .inlines(mistake), "mistake": .code(origin.name)])
    }
    return [
      .heading(level: 2, anchor: "explanation-\(number)", name),
      .paragraph(OriginText.reason(origin, of: origins.claim, wording: wording)),
      .calculation(working(origin)),
    ]
  }

  /// The formula, the numbers put in, the value, and the number that was asked for.
  private func working(_ origin: Origin) -> Calculation {
    var rows: [Calculation.Row] = []
    var left: Expression? = .symbol(origin.quantity.symbol)
    func add(_ relation: Relation, _ right: Expression, _ note: [Inline] = [], isResult: Bool = false) {
      rows.append(.init(left, relation, right, note: note, isResult: isResult))
      left = nil
    }
    if let formula = origin.formula, formula != origin.working {
      add(.equal, formula, wording.inlines(.noteFormula))
      add(.equal, origin.working, wording.inlines(.noteNumbersPutIn))
    } else {
      add(.equal, origin.working)
    }
    let result = Expression(origin.value)
    if origin.working != result { add(.equal, result, isResult: true) }
    if origin.fit != .exact { add(.approximately, .number(origins.claim.numeral)) }
    return Calculation(label: origin.name, rows: rows)
  }
}
