import Derivations
import Symbolics

extension SolutionWriter {
  /// The convention's own count has a column where it is another number than the multiply-adds or the FLOPs.
  var showsCounted: Bool {
    let counted = part.value(.counted)
    return part.step(.counted) != nil && counted != part.value(.macs) && counted != part.value(.flops)
  }

  /// What every part gives out and costs, and its share of the multiply-adds.
  func totals() -> [Block] {
    let costly = rows.filter { !$0.isFree }
    var columns = [
      Table.Column(wording.inlines(.columnPart)),
      Table.Column(wording.inlines(.columnOutput)),
      Table.Column(wording.inlines(.columnParameters), isNumeric: true),
      Table.Column(wording.inlines(.columnMacs), isNumeric: true),
      Table.Column(wording.inlines(.columnFlops), isNumeric: true),
    ]
    if showsCounted { columns.append(Table.Column(countedHeading(), isNumeric: true)) }
    columns.append(Table.Column(wording.inlines(.columnShare), isNumeric: true))
    let table = Table(
      caption: wording.inlines(.totalsCaption, ["input": .inlines(inputWords())]),
      columns: columns, rows: costly.map { row($0, name: linkedName($0)) },
      footer: row(part, name: wording.inlines(.total), output: false))
    var blocks: [Block] = [.table(table)]
    let free = rows.filter { $0.isFree }
    if !free.isEmpty {
      blocks.append(
        .paragraph(
          wording.inlines(.freeParts, ["parts": .inlines(wording.list(free.map { [.code($0.path)] }))])))
    }
    return blocks
  }

  /// The heading of the convention's own count.
  func countedHeading() -> [Inline] {
    wording.inlines(.columnCounted, ["convention": .code(derivation.convention.name)])
  }

  private func linkedName(_ part: Part) -> [Inline] {
    guard detail > .totals else { return names(of: part) }
    return [.link(names(of: part), target: "#" + part.anchor)]
  }

  private func row(_ part: Part, name: [Inline], output: Bool = true) -> [[Inline]] {
    var cells: [[Inline]] = [name, output ? outputSizes(of: part) : []]
    for quantity in [Quantity.parameters, .macs, .flops] { cells.append([.number(all(part, quantity))]) }
    if showsCounted { cells.append([.number(all(part, .counted))]) }
    cells.append(Math.share(all(part, .macs), of: self.part.value(.macs)).map { [.math($0)] } ?? [.text("–")])
    return cells
  }

  /// The value of a quantity for all copies of a part.
  func all(_ part: Part, _ quantity: Quantity) -> Rational {
    let one = part.value(quantity)
    let copies = part.copies(for: quantity)
    if copies == 1 || part.path == self.part.path { return one }
    return (try? one.multiplied(by: Rational(copies))) ?? one
  }
}
