import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// Parameters against multiply-adds: for each part its share of both. Where the two are far apart, weights are used at many
  /// positions, or at few.
  func shares() -> [Block] {
    let totals = [Quantity.parameters, .macs].map { part.value($0) }
    let shown = rows.filter { !$0.value(.parameters).isZero || !$0.value(.macs).isZero }
    guard shown.count > 1, !totals[0].isZero, !totals[1].isZero else { return [] }
    let series = [wording.string(.seriesParameters), wording.string(.seriesMultiplyAdds)]
    let groups = shown.map { part -> Figure.Group in
      let amounts = [all(part, .parameters), all(part, .macs)]
      return Figure.Group(
        label: part.path,
        values: zip(amounts, totals).map { percent($0, of: $1) },
        printed: zip(amounts, totals).map { printed($0, of: $1) })
    }
    let described = groups.map { group in
      group.label + " " + group.printed.joined(separator: " / ")
    }
    let name = wording.string(.shareFigureTitle, ["network": .text(derivation.network.title)])
    return [
      .figure(
        Figure(
          kind: .pairedBars(series: series, groups: groups, unit: wording.string(.shareFigureUnit)),
          title: name,
          description: wording.string(
            .shareFigureDescription, ["values": .text(described.joined(separator: "; "))]),
          caption: wording.inlines(.shareFigureCaption), table: table(of: shown, totals)))
    ]
  }

  /// A share as the picture has it: what is not nothing is not written as 0.
  private func printed(_ amount: Rational, of total: Rational) -> String {
    guard let share = Math.share(amount, of: total) else { return "–" }
    let isTiny = (try? percent(amount, of: total).multiplied(by: 100)).map { $0 < .one } ?? false
    return isTiny && !amount.isZero ? "< 0.01%" : plainText([.math(Math(share.expression))])
  }

  private func percent(_ amount: Rational, of total: Rational) -> Rational {
    (try? amount.multiplied(by: 100).divided(by: total)) ?? .zero
  }

  /// The exact numbers of the bars.
  private func table(of shown: [Part], _ totals: [Rational]) -> Table {
    func row(_ name: [Inline], _ amounts: [Rational]) -> [[Inline]] {
      [name]
        + zip(amounts, totals).flatMap { amount, total in
          [[.number(amount)], Math.share(amount, of: total).map { [.math($0)] } ?? [.text("–")]]
        }
    }
    let share = wording.inlines(.columnPercent)
    return Table(
      caption: wording.inlines(.shareFigureTable),
      columns: [
        Table.Column(wording.inlines(.columnPart)),
        Table.Column(wording.inlines(.columnParameters), isNumeric: true),
        Table.Column(share, isNumeric: true),
        Table.Column(wording.inlines(.columnMacs), isNumeric: true), Table.Column(share, isNumeric: true),
      ],
      rows: shown.map { row(names(of: $0), [all($0, .parameters), all($0, .macs)]) },
      footer: row(wording.inlines(.total), totals))
  }
}
