import Derivations
import Networks
import Symbolics

/// Tables that compare networks: a row for each, a column for the parameters, another for the operations.
///
/// A column shows by the rows that are right what it counts and in which scale. Only where two rows in three are right is
/// another one far from all that its network may have called wrong; a table of another way of counting has no such column.
struct ComparisonTables {
  let working: HandCalculation
  let lines: [TextLine]

  /// A row of one network.
  private struct Row {
    var line: TextLine
    var cells: [Range<Int>]
    var forms: KnownForms
  }

  /// A number of a column with what its network may have.
  private struct Cell {
    var claim: Numeral
    var range: Range<Int>
    var forms: KnownForms
    /// The right numbers, the likeliest first.
    var right: KnownValues
  }

  /// What is wrong in the tables of a text.
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
      if end - start > 3, lines[start].networks.isEmpty {
        found += findings(header.cells, lines[start + 1..<end], &known)
      }
      start = end
    }
    return found
  }

  private func findings(
    _ header: [Range<Int>], _ body: ArraySlice<TextLine>, _ known: inout KnownNetworks
  ) -> [Calculation.Draft] {
    let columns = header.indices.filter { quantity(of: header[$0]) != nil }
    guard !columns.isEmpty, body.count(where: { $0.networks.count == 1 }) > 2 else { return [] }
    let sides = InputSizes.sides(
      in: Array(lines[max(0, body.startIndex - 12)..<body.startIndex]), of: working)
    var rows: [Row] = []
    for line in body {
      guard let cells = line.row?.cells, cells.count == header.count, let name = network(of: line, cells),
        let network = known.network(named: name)
      else { continue }
      let stated = sides + InputSizes.sides(in: [line], of: working) + self.sides(of: line, cells, header)
      guard let forms = known.forms(of: network, statedSides: stated) else { continue }
      rows.append(Row(line: line, cells: cells, forms: forms))
    }
    return columns.flatMap { column -> [Calculation.Draft] in
      guard let quantity = quantity(of: header[column]) else { return [] }
      return findings(in: rows.compactMap { cell(of: $0, column, quantity) }, quantity)
    }
  }

  // MARK: - Rows

  /// The network that a row is about: the only one that it names, alone in its cell but for a reference.
  private func network(of line: TextLine, _ cells: [Range<Int>]) -> String? {
    guard let name = line.networks.first, line.networks.count == 1, !name.name.isEmpty,
      let cell = cells.first(where: { $0.contains(name.range.lowerBound) }),
      name.range.upperBound <= cell.upperBound
    else { return nil }
    let bytes = working.bytes
    let isAlone =
      bytes[cell.lowerBound..<name.range.lowerBound].allSatisfy { " *`_|&".utf8.contains($0) }
      && bytes[name.range.upperBound..<cell.upperBound].allSatisfy { " *`_|\\[]&".utf8.contains($0) }
    return isAlone ? name.name : nil
  }

  /// The side of the input in a column of its own: "Input: 224".
  private func sides(of line: TextLine, _ cells: [Range<Int>], _ header: [Range<Int>]) -> [Int] {
    header.indices.compactMap { column in
      guard ColumnWords.inputs.isIn(header[column], of: working.bytes) else { return nil }
      return number(of: line, in: cells[column])?.claim?.value.integer.flatMap {
        (32...2_048).contains($0) ? $0 : nil
      }
    }
  }

  private func number(of line: TextLine, in cell: Range<Int>) -> Chain.Side? {
    let numbers = line.lone.filter { cell.contains($0.located.range.lowerBound) }
    return numbers.count == 1 ? numbers[0] : nil
  }

  private func cell(of row: Row, _ column: Int, _ quantity: Quantity) -> Cell? {
    guard let side = number(of: row.line, in: row.cells[column]), let claim = side.claim,
      claim.value > .zero, side.unit.allowsCount,
      !row.line.chains.contains(where: { row.cells[column].contains($0.range.lowerBound) })
    else { return nil }
    return Cell(
      claim: claim, range: side.located.range, forms: row.forms, right: row.forms.totals(of: quantity))
  }

  // MARK: - Columns

  /// What a column counts, where its heading says nothing else: "Params (M)", "#Parameters", 乘加 (G).
  private func quantity(of heading: Range<Int>) -> Quantity? {
    let nouns = Vocabulary.shared.mentions(in: working.bytes, heading).map { $0.noun }.filter {
      $0.isQuantity
    }
    guard let noun = nouns.first, nouns.count == 1 else { return nil }
    // Other scripts than these are not known to leave a heading what it is.
    let saysMore = working.bytes.containsRun(in: heading, of: { $0.isASCIILetter }) {
      !ColumnWords.plain.contains(working.text($0).lowercased())
    }
    if saysMore { return nil }
    if ColumnWords.parts.isIn(heading, of: working.bytes) { return nil }
    return noun == .parameters ? .parameters : .macs
  }

  private func findings(in cells: [Cell], _ quantity: Quantity) -> [Calculation.Draft] {
    guard cells.count > 2 else { return [] }
    // The scale that most rows are right in.
    let scales = [0, 3, 4, 6, 8, 9, 12].map { power in
      (power, cells.count(where: { isRight($0, power) }))
    }
    guard let (power, count) = scales.max(by: { $0.1 < $1.1 }), count > 1, count < cells.count,
      count >= 2 * (cells.count - count)
    else { return [] }
    let isDoubled = countsTwice(cells, power, quantity)
    return cells.filter { !isRight($0, power) && isFar($0, power, quantity) }.compactMap { cell in
      guard let factor = try? Rational(10).raised(to: Rational(power)),
        let claimed = try? cell.claim.value.multiplied(by: factor)
      else { return nil }
      let facts = cell.forms.facts
      let right =
        quantity == .parameters
        ? facts.parameters : isDoubled ? try? facts.macs.multiplied(by: .two) : facts.macs
      return Calculation.Draft(
        mistake: .networkTotalWrong, range: cell.range, about: quantity.name, claimed: claimed,
        correct: right)
    }
  }

  /// Whether a number is, to its digits or cut off behind them, one that its network has.
  private func isRight(_ cell: Cell, _ power: Int) -> Bool {
    guard let (value, place) = scaled(cell.claim, power) else { return false }
    return cell.right.contains(value, within: place)
  }

  private func scaled(_ claim: Numeral, _ power: Int) -> (value: Rational, place: Rational)? {
    guard let factor = try? Rational(10).raised(to: Rational(power)),
      let value = try? claim.value.multiplied(by: factor),
      let place = try? claim.lastPlace.multiplied(by: factor)
    else { return nil }
    return (value, claim.lastPlace == .one && claim.scale == .one && power == 0 ? .zero : place)
  }

  /// Whether a number is far from all that its network has in any way of counting: farther than papers' own figures are,
  /// which differ by up to a twentieth in the operations (4.2 G for EfficientNet-B4).
  private func isFar(_ cell: Cell, _ power: Int, _ quantity: Quantity) -> Bool {
    let hundredths = Rational(quantity == .parameters ? 4 : 8)
    guard let (value, _) = scaled(cell.claim, power), let room = try? value.multiplied(by: hundredths),
      let tolerance = try? room.divided(by: 100)
    else { return false }
    if cell.right.contains(value, within: tolerance) { return false }
    if quantity == .parameters {
      return !cell.forms.parametersWithoutBiases.contains(value, within: tolerance)
    }
    return !cell.forms.textbookTotals.contains(value, within: tolerance)
      && !cell.forms.toolTotals.contains { LinkChecker.isWithin(tolerance, $0.total, value) }
  }

  /// Whether most of a column counts two operations for a multiply-add.
  private func countsTwice(_ cells: [Cell], _ power: Int, _ quantity: Quantity) -> Bool {
    guard quantity != .parameters else { return false }
    let doubled = cells.count { cell in
      guard let (value, _) = scaled(cell.claim, power) else { return false }
      return value.approximation > 1.5 * cell.forms.facts.macs.approximation
    }
    return 2 * doubled > cells.count
  }
}

private enum ColumnWords {
  static let plain: Set<String> = [
    "params", "param", "parameters", "parameter", "weights", "number", "of", "total", "no", "m", "g", "b",
    "k",
    "t", "flops", "flop", "gflops", "mflops", "macs", "mac", "gmacs", "mmacs", "gmac", "mult", "adds",
    "madds",
    "multi", "add", "multiply", "million", "millions", "billion", "billions", "in", "num", "mil", "textbf",
    "operations",
  ]
  static let parts: PhraseSet = [
    "/", "每", "占", "减", "降", "增", "比", "后", "激活", "可训练", "冻结", "主干", "嵌入", "Δ", "%", "token",
  ]
  static let inputs: PhraseSet = ["input", "resolution", "res.", "size", "输入", "分辨率", "尺寸"]
}
