import Derivations
import Networks
import Symbolics

/// Sizes of networks in a table: `| GPT-2 XL | 36 | 1600 | 25 |` among rows that are right.
///
/// A column is one of sizes if its heading says so and another row has its network's there; a number is wrong if its own row
/// has another size of its network right, and none wrong.
struct FactsInRows {
  let working: HandCalculation
  let lines: [TextLine]

  /// A number of a row that is a size.
  private struct Cell {
    let field: ModelSizes.Field
    let range: Range<Int>
    let value: Rational
    /// The right numbers, the likeliest first.
    let right: [Int]

    var isRight: Bool { right.contains { Rational($0) == value } }
  }

  func findings(_ known: inout KnownNetworks) -> [Calculation.Draft] {
    var found: [Calculation.Draft] = []
    var start = 0
    while start < lines.count {
      guard let header = lines[start].row else {
        start += 1
        continue
      }
      var end = start + 1
      while end < lines.count, lines[end].row != nil { end += 1 }
      let fields = header.cells.map { field(of: $0) }
      if end - start > 2, fields.count(where: { $0 != nil }) >= 2, !isOfOwn(max(0, start - 3)..<end) {
        found += findings(fields, lines[start + 1..<end], &known)
      }
      start = end
    }
    return found
  }

  /// Whether a table, or a line right above it, speaks of networks that were changed.
  private func isOfOwn(_ places: Range<Int>) -> Bool {
    lines[places].contains { FactWords.own.isOn($0, of: working.bytes) }
  }

  private func findings(
    _ fields: [ModelSizes.Field?], _ body: ArraySlice<TextLine>, _ known: inout KnownNetworks
  ) -> [Calculation.Draft] {
    guard body.count(where: { $0.networks.count == 1 }) >= 2 else { return [] }
    var rows: [[Cell]] = []
    for line in body.prefix(64) {
      guard let cells = line.row?.cells, cells.count == fields.count, let name = network(of: line, cells),
        let network = known.network(named: name),
        let sizes = known.forms(of: network, statedSides: [])?.sizes
      else { continue }
      rows.append(self.cells(of: line, cells, fields, sizes))
    }
    var found: [Calculation.Draft] = []
    for (place, row) in rows.enumerated() {
      let wrong = row.filter { !$0.isRight }
      guard wrong.count == 1, let cell = wrong.first, row.count >= 2, let right = cell.right.first,
        rows.indices.contains(where: { other in
          other != place && rows[other].contains { $0.field == cell.field && $0.isRight }
        }),
        !rows.indices.contains(where: { other in
          other != place && rows[other].contains { $0.field == cell.field && !$0.isRight }
        })
      else { continue }
      found.append(
        Calculation.Draft(
          mistake: .wrongModelFact, alternatives: cell.field == .layers ? [.layerCountWrong] : [],
          range: cell.range, claimed: cell.value, correct: Rational(right)))
    }
    return found
  }

  /// The sizes of a row: bare whole numbers that stand alone in their cells.
  private func cells(
    of line: TextLine, _ cells: [Range<Int>], _ fields: [ModelSizes.Field?], _ sizes: ModelSizes
  ) -> [Cell] {
    fields.indices.compactMap { column in
      guard let field = fields[column], case let right = sizes.facts(field), !right.isEmpty else {
        return nil
      }
      let numbers = line.lone.filter { cells[column].contains($0.located.range.lowerBound) }
      guard numbers.count == 1, let claim = numbers[0].claim, claim.value.isInteger, claim.value > 1,
        claim.scale == .one, numbers[0].unit == .none,
        !working.bytes[cells[column]].contains(where: { $0.isASCIILetter || $0 >= 0x80 || $0 == .hyphen })
      else { return nil }
      return Cell(field: field, range: numbers[0].located.range, value: claim.value, right: right)
    }
  }

  /// The network that a row begins with, alone in its cell.
  private func network(of line: TextLine, _ cells: [Range<Int>]) -> String? {
    let bytes = working.bytes
    guard let name = line.networks.first, line.networks.count == 1, !name.name.isEmpty,
      let cell = cells.first, cell.contains(name.range.lowerBound), name.range.upperBound <= cell.upperBound,
      bytes[cell.lowerBound..<name.range.lowerBound].allSatisfy({ " *`_|&".utf8.contains($0) }),
      bytes[name.range.upperBound..<cell.upperBound].allSatisfy({ " *`_|&".utf8.contains($0) })
    else { return nil }
    return name.name
  }

  /// The size that a heading names, if it says nothing else.
  private func field(of heading: Range<Int>) -> ModelSizes.Field? {
    let bytes = working.bytes
    let start = bytes.skip(from: heading.lowerBound, to: heading.upperBound) {
      " *`_|&#$\t".utf8.contains($0)
    }
    let end = bytes.skipBack(from: heading.upperBound, to: start) { " *`_|&$\t\r".utf8.contains($0) }
    guard start < end, end - start <= 24 else { return nil }
    return FactWords.fields[working.text(start..<end).lowercased()]
  }
}

private enum FactWords {
  static let fields: [String: ModelSizes.Field] = [
    "layers": .layers, "n_layers": .layers, "n_layer": .layers, "num layers": .layers,
    "number of layers": .layers, "blocks": .layers, "层数": .layers, "层": .layers,
    "hidden": .width, "hidden size": .width, "hidden dim": .width, "d_model": .width, "width": .width,
    "n_embd": .width, "隐藏维度": .width, "隐藏层维度": .width, "隐藏层大小": .width, "隐藏层": .width, "维度": .width,
    "heads": .heads, "n_heads": .heads, "n_head": .heads, "num heads": .heads, "attention heads": .heads,
    "头数": .heads, "注意力头": .heads, "注意力头数": .heads,
  ]
  static let own: PhraseSet = [
    "distil", "prun", "our ", "ours", "modif", "reduced", "scaled", "custom", "variant", "wrong", "mistake",
    "find the", "fix", "draft", "student", "depth-", "蒸馏", "剪枝", "自定义", "修改", "缩小", "错", "改正",
  ]
}
