import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// The network part by part, as far as the detail says.
  mutating func stages() -> [Block] {
    guard detail > .totals else { return [] }
    if part.parts.isEmpty { return layerBlocks(part) }
    var blocks: [Block] = []
    var isFirst = true
    for part in self.part.parts {
      if part.isFree, !part.hasSizes {
        if part.inputs != [part.output] { blocks.append(.paragraph(outputOnly(part))) }
        continue
      }
      blocks.append(.heading(level: 3, anchor: part.anchor, heading(of: part)))
      blocks += part.parts.isEmpty ? layer(part, isOpen: isFirst) : module(part)
      isFirst = false
    }
    return blocks
  }

  /// A layer that only changes the shape: what it is and what comes out.
  private func outputOnly(_ part: Part) -> [Inline] {
    wording.inlines(
      .layerFreeWithOutput,
      [
        "layer": .inlines(names(of: part)), "operation": .inlines(words(for: part)),
        "output": .math(Math(sizes(part.output))),
      ])
  }

  /// A layer that stands in the network itself.
  private mutating func layer(_ part: Part, isOpen: Bool) -> [Block] {
    guard detail == .steps else { return [.paragraph(costs(of: part))] }
    let blocks = layerBlocks(part)
    if part.value(.macs).isZero { return blocks }
    return [.details(summary: foldedSummary(of: part), isOpen: isOpen, blocks)]
  }

  /// A stage or another module: its sum, and its own modules and layers folded away.
  private mutating func module(_ part: Part) -> [Block] {
    var blocks: [Block] = [
      .paragraph(wording.inlines(.partSummary, ["output": .math(Math(sizes(part.output)))]))
    ]
    if hasSums(part) { blocks.append(calculation(ofSumsIn: part)) }
    guard detail > .stages else { return blocks }
    if part.parts.allSatisfy({ $0.parts.isEmpty }) { return blocks + [folded(part)] }
    for inner in part.parts where !inner.isFree || inner.hasSizes { blocks.append(folded(inner)) }
    return blocks
  }

  /// A block or layer behind its summary: its layers as a table or step by step, then its sum.
  private mutating func folded(_ part: Part) -> Block {
    var inner: [Block] = []
    if part.repetitions > 1 {
      inner.append(
        .paragraph(wording.inlines(.identicalCopies, ["count": .number(Rational(part.repetitions))])))
    }
    if detail < .steps {
      inner.append(.table(table(of: part)))
    } else if part.parts.isEmpty {
      inner += layerBlocks(part)
    } else {
      inner += steps(of: part.parts, in: part)
      inner.append(.paragraph(wording.inlines(.together)))
      if hasSums(part) { inner.append(calculation(ofSumsIn: part)) }
    }
    return .details(summary: foldedSummary(of: part), isOpen: false, inner)
  }

  private func foldedSummary(of part: Part) -> [Inline] {
    wording.inlines(
      part.repetitions > 1 ? .foldedSummaryEach : .foldedSummary,
      [
        "part": .inlines(names(of: part)), "macs": .number(part.value(.macs)),
        "parameters": .number(part.value(.parameters)),
      ])
  }

  /// Parameters and multiply-adds of a layer in one sentence.
  func costs(of part: Part) -> [Inline] {
    if part.isFree {
      return wording.inlines(
        .layerFreeWithOutput,
        [
          "layer": .inlines(names(of: part)), "operation": .inlines(words(for: part)),
          "output": .math(Math(sizes(part.output))),
        ])
    }
    return wording.inlines(
      .layerCosts,
      [
        "layer": .code(part.path), "output": .math(Math(sizes(part.output))),
        "parameters": .number(part.value(.parameters)), "macs": .number(part.value(.macs)),
        "flops": .number(part.value(.flops)),
      ])
  }

  /// The figures of a part's layers without their steps.
  private func table(of part: Part) -> Table {
    Table(
      caption: wording.inlines(.layersCaption, ["part": .inlines(names(of: part))]),
      columns: [
        Table.Column(wording.inlines(.columnLayer)), Table.Column(wording.inlines(.columnOperation)),
        Table.Column(wording.inlines(.columnOutput)),
        Table.Column(wording.inlines(.columnParameters), isNumeric: true),
        Table.Column(wording.inlines(.columnMacs), isNumeric: true),
      ],
      rows: part.leaves.filter { !$0.isFree }.map { layer in
        [
          names(of: layer), words(for: layer), [.math(Math(sizes(layer.output)))],
          [.number(layer.value(.parameters))], [.number(layer.value(.macs))],
        ]
      })
  }
}
