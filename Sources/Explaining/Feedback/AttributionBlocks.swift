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

  /// The causes one below the other, each bar where the one above ended. Their order is such that what is left of the total
  /// stays above zero wherever it can.
  private func waterfall(_ total: Attribution) -> Figure {
    var steps = total.merged.map { contribution in
      (
        label: wording.string(
          .figureItemOnLine,
          WordingValues(
            line: contribution.place,
            [
              "name": .inlines(
                wording.inlines(identifier: "mistake." + contribution.mistake.rawValue + ".name"))
            ])), amount: contribution.amount
      )
    }
    if !total.remainder.isZero {
      steps.append((label: wording.string(.attributionRemainder), amount: total.remainder))
    }
    let order = FeedbackWriter.orderAboveZero(steps.map { $0.amount }, from: total.correct)
    steps = order.map { steps[$0] }
    let largest = steps.reduce(max(total.correct, total.claimed)) { max($0, $1.amount.magnitude) }
    let scale = FigureScale(largest: largest, in: wording.language)
    func item(_ label: String, _ value: Rational, signed: Bool) -> Figure.Item {
      let sign = value.isNegative ? "−" : signed ? "+" : ""
      let scaled = scale.scaled(value)
      return Figure.Item(label: label, value: scaled, printed: sign + decimal(scaled.magnitude))
    }
    let start = item(wording.string(.attributionTrue), total.correct, signed: false)
    let items = steps.map { item($0.label, $0.amount, signed: true) }
    let end = item(wording.string(.attributionClaimed), total.claimed, signed: false)
    let unit = scale.unit(
      of: plainText(wording.inlines(identifier: "quantity." + total.quantity.name)), wording)
    let described = ([start] + items + [end]).map { $0.label + " " + $0.printed }
    return Figure(
      kind: .waterfall(
        start: start, contributions: items, end: end, unit: unit, rising: wording.string(.waterfallRising),
        falling: wording.string(.waterfallFalling)),
      title: wording.string(.waterfallTitle),
      description: wording.string(
        .figureDescription,
        ["unit": .text(unit), "values": .text(described.joined(separator: "; "))]),
      caption: wording.inlines(.waterfallCaption))
  }

  /// An order of amounts in which their running total, begun at `start`, stays above zero wherever it can: always the first
  /// one left that keeps it there, else the largest one left.
  static func orderAboveZero(_ amounts: [Rational], from start: Rational) -> [Int] {
    var left = Array(amounts.indices)
    var order: [Int] = []
    var level = start
    while !left.isEmpty {
      var next = 0
      for (position, index) in left.enumerated() {
        if let sum = try? level.adding(amounts[index]), !sum.isNegative {
          next = position
          break
        }
        if amounts[index] > amounts[left[next]] { next = position }
      }
      let index = left.remove(at: next)
      order.append(index)
      level = (try? level.adding(amounts[index])) ?? level
    }
    return order
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
