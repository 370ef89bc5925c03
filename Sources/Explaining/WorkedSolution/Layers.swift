import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// The steps of layers that follow each other. Those with multiply-adds have a heading and a calculation each, the
  /// others are gathered in one list behind them.
  mutating func steps(of layers: [Part]) -> [Block] {
    var blocks: [Block] = []
    var short: [Part] = []
    for layer in layers {
      if layer.value(.macs).isZero, !layer.hasSizes {
        short.append(layer)
        continue
      }
      blocks.append(
        .heading(level: 4, anchor: layer.anchor, heading(of: layer)))
      blocks += layerBlocks(layer)
    }
    return blocks + shortLines(short)
  }

  /// Everything about one layer: its sizes, its parameters, its multiply-adds and FLOPs.
  mutating func layerBlocks(_ layer: Part) -> [Block] {
    if layer.value(.macs).isZero, !layer.hasSizes { return shortLines([layer]) }
    let key: LayerKey? =
      if case .layer(let operation) = layer.kind { LayerKey(operation: operation, inputs: layer.inputs) } else { nil }
    if let key {
      if let path = derived[key] { return [.paragraph(sameAs(path, layer))] }
      derived[key] = layer.path
    }
    var rows = sizeRows(layer)
    for step in layer.steps where step.quantity != .outputHeight && step.quantity != .outputWidth {
      if step.quantity == .counted, !showsCounted || isShown(step, in: layer) { continue }
      rows += self.rows(step)
    }
    return [
      .calculation(
        Calculation(label: wording.string(.labelLayer, ["layer": .text(layer.path)]), rows: rows))
    ]
  }

  /// Whether the convention's own count of a layer only repeats its multiply-adds or FLOPs.
  private func isShown(_ step: Step, in layer: Part) -> Bool {
    step.value == layer.value(.macs) || step.value == layer.value(.flops)
  }

  private func sameAs(_ path: String, _ layer: Part) -> [Inline] {
    wording.inlines(
      .sameAsLayer,
      [
        "other": .inlines([.link([.code(path)], target: "#" + String(path.map { $0 == "." ? "-" : $0 }))]),
        "output": .math(Math(sizes(layer.output))), "parameters": .number(layer.value(.parameters)),
        "macs": .number(layer.value(.macs)), "flops": .number(layer.value(.flops)),
      ])
  }

  /// The output size: height and width are derived once where everything about them is equal.
  private func sizeRows(_ layer: Part) -> [Calculation.Row] {
    guard let height = layer.step(.outputHeight) else { return [] }
    var rows = self.rows(height)
    guard let width = layer.step(.outputWidth) else { return rows }
    if height.bindings.map({ $0.value }) == width.bindings.map({ $0.value }), height.value == width.value {
      rows.append(
        .init(
          .symbol(width.symbol), .equal, Expression(width.value), note: wording.inlines(.noteSameAsHeight),
          isResult: true))
    } else {
      rows += self.rows(width)
    }
    return rows
  }

  /// Layers that need no calculation, or one short one: `bn1: Params = 2 × C = 2 × 64 = 128`.
  private func shortLines(_ layers: [Part]) -> [Block] {
    var items: [[Block]] = []
    var free: [[Inline]] = []
    for layer in layers {
      if layer.isFree {
        free.append(names(of: layer))
      } else {
        items.append([.paragraph(shortLine(layer))])
      }
    }
    if !free.isEmpty {
      items.append([.paragraph(wording.inlines(.freeParts, ["parts": .inlines(wording.list(free))]))])
    }
    if items.isEmpty { return [] }
    return items.count == 1 ? items[0] : [.list(ordered: false, items)]
  }

  private func shortLine(_ layer: Part) -> [Inline] {
    var inlines = wording.inlines(
      .shortLine, ["layer": .inlines(names(of: layer)), "operation": .inlines(words(for: layer))])
    for step in layer.steps where !step.value.isZero {
      if step.quantity == .counted, !showsCounted || isShown(step, in: layer) { continue }
      inlines += [
        .math(Math(step.formula, left: .symbol(step.symbol), relation: .equal)), .text(" "),
        .math(Math(step.substituted, relation: .equal)),
      ]
      if step.substituted != Expression(step.value) {
        inlines += [.text(" "), .math(Math(Expression(step.value), relation: .equal))]
      }
      inlines.append(.text(" "))
    }
    return inlines
  }
}
