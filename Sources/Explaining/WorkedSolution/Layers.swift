import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// The steps of parts that follow each other. Those with multiply-adds have a heading and a calculation each, the others
  /// are gathered in one list behind them; a module in between ends in its own sum.
  mutating func steps(of parts: [Part], in module: Part) -> [Block] {
    var blocks: [Block] = []
    var short: [Part] = []
    for part in parts {
      if !part.parts.isEmpty {
        blocks.append(.heading(level: 4, anchor: part.anchor, heading(of: part)))
        blocks += steps(of: part.parts, in: part)
        if hasSums(part) { blocks.append(calculation(ofSumsIn: part)) }
      } else if part.value(.macs).isZero, !part.hasSizes {
        short.append(part)
      } else {
        blocks.append(.heading(level: 4, anchor: part.anchor, heading(of: part)))
        blocks += layerBlocks(part)
      }
    }
    return blocks + shortLines(short, in: module)
  }

  /// Everything about one layer: its sizes, its parameters, its multiply-adds and FLOPs.
  mutating func layerBlocks(_ layer: Part) -> [Block] {
    if layer.steps.isEmpty { return [.paragraph(costs(of: layer))] }
    if case .layer(let operation) = layer.kind {
      let key = LayerKey(operation: operation, inputs: layer.inputs)
      if let path = derived[key] { return [.paragraph(sameAs(path, layer))] }
      derived[key] = layer.path
    }
    var rows = sizeRows(layer)
    for step in layer.steps where !step.quantity.isSize {
      if step.quantity == .counted, !showsCounted || isShown(step, in: layer) { continue }
      rows += self.rows(step)
    }
    if rows.isEmpty { return [.paragraph(costs(of: layer))] }
    let label = wording.string(.labelLayer, ["layer": .text(layer.path)])
    return [.calculation(Calculation(label: label, rows: rows))]
  }

  /// Whether the convention's own count of a layer only repeats its multiply-adds or FLOPs.
  private func isShown(_ step: Step, in layer: Part) -> Bool {
    step.value == layer.value(.macs) || step.value == layer.value(.flops)
  }

  private func sameAs(_ path: String, _ layer: Part) -> [Inline] {
    wording.inlines(
      .sameAsLayer,
      [
        "other": .inlines(linked(path)), "output": .inlines(outputSizes(of: layer)),
        "parameters": .number(layer.value(.parameters)), "macs": .number(layer.value(.macs)),
        "flops": .number(layer.value(.flops)),
      ])
  }

  /// The output size: height and width are derived once where everything about them is equal. A window and a size that
  /// were met before have their result only.
  mutating func sizeRows(_ layer: Part) -> [Calculation.Row] {
    let others = layer.steps.filter {
      $0.quantity.isSize && $0.quantity != .outputHeight && $0.quantity != .outputWidth
    }
    return others.flatMap { rows($0) } + mapRows(layer)
  }

  private mutating func mapRows(_ layer: Part) -> [Calculation.Row] {
    guard let height = layer.step(.outputHeight) else { return [] }
    let width = layer.step(.outputWidth)
    let key = SizeKey(layer)
    if let key, let path = derivedSizes[key] {
      let note = wording.inlines(.noteSizeAs, ["other": .inlines(linked(path))])
      return [height, width].compactMap { $0 }.map { step in
        .init(.symbol(step.symbol), .equal, Expression(step.value), note: note, isResult: true)
      }
    }
    if let key { derivedSizes[key] = layer.path }
    var rows = self.rows(height)
    guard let width else { return rows }
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

  /// A path that links to the place where it is derived.
  private func linked(_ path: String) -> [Inline] {
    [.link([.code(path)], target: "#" + Part.anchor(of: path))]
  }
}

/// What makes two output sizes the same calculation.
struct SizeKey: Hashable {
  let window: Operation.Window
  let height: Int
  let width: Int

  init?(_ layer: Part) {
    guard case .layer(let operation) = layer.kind, let input = layer.inputs.first,
      let window = operation.window, window.axisCount == 2
    else { return nil }
    self.window = window
    (height, width) = (input.height, input.width)
  }
}
