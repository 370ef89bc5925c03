import Checking
import Derivations
import Networks
import Symbolics

extension FeedbackWriter {
  /// For every claimed total: how it comes about from the true one, as a table and a picture.
  func attribution() -> [Block] {
    // A total that is right to its digits has no gap to explain.
    diagnosis.totals.filter { !$0.isRight }.enumerated().flatMap { blocks(for: $1, number: $0 + 1) }
  }

  private func blocks(for total: Attribution, number: Int) -> [Block] {
    var blocks: [Block] = []
    let quantity = WordingValue.inlines(wording.inlines(identifier: "quantity." + total.quantity.name))
    let name = title(of: total)
    if diagnosis.totals.count > 1 {
      blocks.append(
        .heading(
          level: 3, anchor: "total-\(number)",
          wording.inlines(
            name == nil ? .attributionHeadingUnnamed : .attributionHeading,
            WordingValues(line: total.place, ["network": .text(name ?? ""), "quantity": quantity]))))
    }
    guard let gap = try? total.claimed.subtracting(total.correct) else { return blocks }
    var values = WordingValues(
      line: total.place,
      [
        "quantity": quantity, "claimed": wording.value(total.claimed),
        "correct": wording.value(total.correct), "gap": wording.value(gap.magnitude),
      ])
    values.add("network", name.map { .text($0) })
    if gap.isZero, total.contributions.isEmpty {
      return blocks + [.paragraph(wording.inlines(.attributionExact, values))]
    }
    let sentence: Phrase =
      gap.isZero ? .attributionCancels : gap.isNegative ? .attributionTooSmall : .attributionTooLarge
    blocks.append(.paragraph(wording.inlines(sentence, values)))
    blocks.append(.table(table(total)))
    blocks.append(.figure(waterfall(total)))
    return blocks
  }

  private func title(of total: Attribution) -> String? {
    for derivation in derivations where derivation.network.name == total.network {
      return derivation.network.title
    }
    if let network = diagnosis.network, network.name == total.network { return network.title }
    return total.network
  }

  private func table(_ total: Attribution) -> Table {
    var rows: [[[Inline]]] = [[wording.inlines(.attributionTrue), [], amount(total.correct, signed: false)]]
    for contribution in total.merged {
      rows.append([
        name(of: contribution), wording.inlines(.attributionLine, WordingValues(line: contribution.place)),
        amount(contribution.amount, signed: true),
      ])
    }
    if !total.remainder.isZero {
      rows.append([wording.inlines(.attributionRemainder), [], amount(total.remainder, signed: true)])
    }
    return Table(
      caption: wording.inlines(.attributionCaption),
      columns: [
        Table.Column(wording.inlines(.columnCause)), Table.Column(wording.inlines(.columnPlace)),
        Table.Column(wording.inlines(.columnAmount), isNumeric: true),
      ],
      rows: rows,
      footer: [
        wording.inlines(.attributionClaimed),
        wording.inlines(.attributionLine, WordingValues(line: total.place)),
        amount(total.claimed, signed: false),
      ])
  }

  private func name(of contribution: Attribution.Contribution) -> [Inline] {
    let name = wording.inlines(identifier: "mistake." + contribution.mistake.rawValue + ".name")
    guard let about = contribution.about else { return name }
    let path = Subject(about).path
    if path.isEmpty { return name }
    return wording.inlines(.attributionCauseAt, ["name": .inlines(name), "part": .code(path)])
  }

  /// A number, with its sign if it is added to the others.
  private func amount(_ value: Rational, signed: Bool) -> [Inline] {
    let number = wording.value(value.magnitude).inlines
    if value.isNegative { return [.text("−")] + number }
    return signed ? [.text("+")] + number : number
  }

  private func waterfall(_ total: Attribution) -> Figure {
    var items = total.merged.map { contribution in
      item(
        wording.string(
          .figureItemOnLine,
          WordingValues(
            line: contribution.place,
            [
              "name": .inlines(
                wording.inlines(identifier: "mistake." + contribution.mistake.rawValue + ".name"))
            ])), contribution.amount, signed: true)
    }
    if !total.remainder.isZero {
      items.append(item(wording.string(.attributionRemainder), total.remainder, signed: true))
    }
    let start = item(wording.string(.attributionTrue), total.correct, signed: false)
    let end = item(wording.string(.attributionClaimed), total.claimed, signed: false)
    let described = ([start] + items + [end]).map { $0.label + " " + $0.printed }.joined(separator: "; ")
    return Figure(
      kind: .waterfall(
        start: start, contributions: items, end: end,
        unit: plainText(wording.inlines(identifier: "quantity." + total.quantity.name))),
      title: wording.string(.waterfallTitle), description: described + ".",
      caption: wording.inlines(.waterfallCaption))
  }

  private func item(_ label: String, _ value: Rational, signed: Bool) -> Figure.Item {
    let sign = value.isNegative ? "−" : signed ? "+" : ""
    return Figure.Item(label: label, value: value, printed: sign + grouped(value.magnitude))
  }
}

extension Attribution {
  /// The contributions with those of one cause at one place as one, in the order of their first appearance.
  var merged: [Contribution] {
    var merged: [Contribution] = []
    for contribution in contributions {
      let index = merged.firstIndex {
        $0.mistake == contribution.mistake && $0.about == contribution.about
          && $0.place.line == contribution.place.line && $0.place.cell == contribution.place.cell
      }
      if let index, let sum = try? merged[index].amount.adding(contribution.amount) {
        merged[index].amount = sum
      } else {
        merged.append(contribution)
      }
    }
    return merged.filter { !$0.amount.isZero }
  }
}
