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
      if part.isFree, !part.hasSizes { continue }
      blocks.append(.heading(level: 3, anchor: part.anchor, heading(of: part)))
      blocks += part.parts.isEmpty ? layer(part, isOpen: isFirst) : module(part)
      isFirst = false
    }
    return blocks
  }

  /// A layer that stands in the network itself.
  private mutating func layer(_ part: Part, isOpen: Bool) -> [Block] {
    guard detail == .steps else {
      return detail == .layers || part.parts.isEmpty ? [.paragraph(costs(of: part))] : []
    }
    let blocks = layerBlocks(part)
    if part.value(.macs).isZero { return blocks }
    return [.details(summary: foldedSummary(of: part), isOpen: isOpen, blocks)]
  }

  /// A stage or another module: its sum, and its own modules and layers folded away.
  private mutating func module(_ part: Part) -> [Block] {
    var blocks: [Block] = [
      .paragraph(wording.inlines(.partSummary, ["output": .math(Math(sizes(part.output)))])),
      calculation(ofSumsIn: part),
    ]
    guard detail > .stages else { return blocks }
    let isFlat = part.parts.allSatisfy { $0.parts.isEmpty }
    if isFlat { return blocks + [folded(part)] }
    for inner in part.parts where !inner.isFree || inner.hasSizes {
      blocks.append(inner.parts.isEmpty ? .paragraph(costs(of: inner)) : folded(inner))
    }
    return blocks
  }

  /// A block behind its summary: its layers as a table or step by step, then its sum.
  private mutating func folded(_ part: Part) -> Block {
    var inner: [Block] = []
    if part.repetitions > 1 {
      inner.append(
        .paragraph(wording.inlines(.identicalCopies, ["count": .number(Rational(part.repetitions))])))
    }
    let layers = part.leaves
    if detail == .steps {
      inner += steps(of: layers)
      inner.append(.paragraph(wording.inlines(.together)))
      inner.append(calculation(ofSumsIn: part))
    } else {
      inner.append(.table(table(of: layers, in: part)))
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
    if part.isFree { return wording.inlines(.layerFree, ["layer": .code(part.path)]) }
    return wording.inlines(
      .layerCosts,
      [
        "layer": .code(part.path), "parameters": .number(part.value(.parameters)),
        "macs": .number(part.value(.macs)), "flops": .number(part.value(.flops)),
      ])
  }

  /// The figures of layers without their steps.
  private func table(of layers: [Part], in part: Part) -> Table {
    Table(
      caption: wording.inlines(.layersCaption, ["part": .inlines(names(of: part))]),
      columns: [
        Table.Column(wording.inlines(.columnLayer)), Table.Column(wording.inlines(.columnOperation)),
        Table.Column(wording.inlines(.columnOutput)),
        Table.Column(wording.inlines(.columnParameters), isNumeric: true),
        Table.Column(wording.inlines(.columnMacs), isNumeric: true),
      ],
      rows: layers.filter { !$0.isFree }.map { layer in
        [
          names(of: layer), words(for: layer), [.math(Math(sizes(layer.output)))],
          [.number(layer.value(.parameters))], [.number(layer.value(.macs))],
        ]
      })
  }
}

extension Part {
  /// The layers of a part in the order of execution.
  var leaves: [Part] { parts.isEmpty ? [self] : parts.flatMap { $0.leaves } }

  /// Whether the part derives an output size, as a pooling layer does.
  var hasSizes: Bool { step(.outputHeight) != nil }
}
