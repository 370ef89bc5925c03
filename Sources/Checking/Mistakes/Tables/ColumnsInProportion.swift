import Symbolics

/// Two columns of a table that are in one proportion in all rows but one, which is off by a power of ten, or by what lies
/// between two number formats: 参数量(亿) 130.2 beside 26.0 and 13.0 GB in INT4, where every other row has a quarter of BF16.
///
/// The proportion is shown by three rows at least, with different numbers and in one unit.
///
/// Tables that compare networks are of no single calculation, so that all lines of a text are looked at.
struct ColumnsInProportion {
  let working: HandCalculation
  let lines: [TextLine]

  func findings() -> [Calculation.Draft] {
    var findings: [Calculation.Draft] = []
    var rows: [TextLine] = []
    for line in lines {
      if line.row != nil {
        rows.append(line)
        continue
      }
      if rows.count > 4 { check(rows, &findings) }
      rows.removeAll(keepingCapacity: true)
    }
    if rows.count > 4 { check(rows, &findings) }
    return findings
  }

  private func check(_ rows: [TextLine], _ findings: inout [Calculation.Draft]) {
    guard let header = rows.first?.row, rows.count <= 40 else { return }
    // What draws a line below the head has no number.
    let body = rows.dropFirst().filter { row in working.bytes[row.range].contains { $0.isASCIIDigit } }
    check(body, below: header, &findings)
  }

  private func check(
    _ rows: [TextLine], below header: TableRow, _ findings: inout [Calculation.Draft]
  ) {
    guard (4...32).contains(rows.count), (3...10).contains(header.cells.count) else { return }
    var columns: [Int: [ProportionCell]] = [:]
    for column in header.cells.indices { columns[column] = cells(column, of: rows) }
    guard columns.count >= 2 else { return }
    for second in header.cells.indices.dropFirst() {
      for first in 0..<second {
        guard let one = columns[first], let two = columns[second], let odd = oddRow(one, two),
          let mistake = mistake(by: odd.factor, first, second, of: header)
        else { continue }
        // A further column tells which of the two departs.
        let isFirst = columns.contains { column, cells in
          column != first && column != second && oddRow(cells, two)?.factor == 1
        }
        let cell = isFirst ? one[odd.row] : two[odd.row]
        guard !findings.contains(where: { $0.range == cell.range }),
          !ColumnsInProportion.others.isOn(rows[odd.row], of: working.bytes)
        else { continue }
        findings.append(draft(cell, isFirst ? 1 / odd.factor : odd.factor, mistake))
      }
    }
  }

  private func draft(_ cell: ProportionCell, _ ratio: Double, _ mistake: Mistake) -> Calculation.Draft {
    let power = Rational(whole: Int128((ratio > 1 ? ratio : 1 / ratio).rounded()))
    let right =
      ratio > 1
      ? try? cell.numeral.value.divided(by: power) : try? cell.numeral.value.multiplied(by: power)
    return Calculation.Draft(
      mistake: mistake,
      alternatives: mistake == .bytesPerValueWrong ? [.productSlip] : [.prefixSlip, .yiUnitSlip],
      range: cell.range, claimed: cell.numeral.value, correct: right,
      arguments: mistake == .powerOfTenSlip ? [("ratio", .number(power))] : [])
  }

  /// Powers of ten anywhere; 2 and 4 where both heads name number formats.
  private func mistake(by factor: Double, _ first: Int, _ second: Int, of header: TableRow) -> Mistake? {
    if factor == 1 { return nil }
    if ColumnsInProportion.powers.contains(where: { $0 == factor || 1 / $0 == factor }) {
      return .powerOfTenSlip
    }
    let formats = [first, second].map {
      NumberFormat.all(in: header.cells[$0], of: working.bytes).map { $0.bits }
    }
    return formats[0].count == 1 && formats[1].count == 1 && formats[0] != formats[1]
      ? .bytesPerValueWrong : nil
  }

  private static let powers: [Double] = [10, 100, 1_000, 1_000_000]
  private static let others: PhraseSet = ["*", "†", "注", "note", "不含", "including", "without"]

  /// The numbers of a column, nil where a row has none or their units differ.
  private func cells(_ column: Int, of rows: [TextLine]) -> [ProportionCell]? {
    var cells: [ProportionCell] = []
    var unit: ArraySlice<UInt8>?
    for row in rows {
      guard let (numeral, range) = row.number(inColumn: column), let cell = row.row?.cells[column],
        range.upperBound <= cell.upperBound, numeral.value > .zero, let room = numeral.relativeRoom
      else { return nil }
      let start = working.bytes.skipBlanks(from: range.upperBound, to: cell.upperBound)
      let own = working.bytes[
        start..<max(start, working.bytes.skipBlanksBack(from: cell.upperBound, to: start))]
      guard unit.map({ $0.elementsEqual(own) }) ?? true else { return nil }
      unit = own
      let isWhole = numeral.lastPlace == .one && numeral.scale == .one && numeral.value >= 1_000
      cells.append(
        ProportionCell(
          numeral: numeral, range: range, value: numeral.value.approximation,
          room: isWhole ? 0 : room.approximation))
    }
    return cells
  }

  /// The one row whose ratio is another than that of all others, with the factor between; 1 and any row if there is none.
  private func oddRow(_ one: [ProportionCell], _ two: [ProportionCell]) -> (row: Int, factor: Double)? {
    let ratios = zip(one, two).map { (ratio: $1.value / $0.value, room: $0.room + $1.room + 1e-9) }
    // One of the two finest rows is right.
    let finest = ratios.indices.sorted { ratios[$0].room < ratios[$1].room }.prefix(2)
    for place in finest where ratios[place].ratio > 0 {
      let (whole, room) = ratios[place]
      let odd = ratios.indices.filter {
        (ratios[$0].ratio / whole - 1).magnitude > 1.1 * (ratios[$0].room + room)
      }
      guard odd.count <= 1 else { continue }
      let others = ratios.indices.filter { !odd.contains($0) }
      guard others.allSatisfy({ ratios[$0].room < 0.06 }), Set(others.map { one[$0].value }).count >= 3 else {
        return nil
      }
      guard let row = odd.first else { return (0, 1) }
      let factor = ratios[row].ratio / whole
      let slack = 1.1 * (ratios[row].room + room)
      for usual in ColumnsInProportion.powers + [2, 4] {
        for candidate in [usual, 1 / usual] where (factor / candidate - 1).magnitude <= slack {
          return (row, candidate)
        }
      }
      return nil
    }
    return nil
  }
}

/// A number of a table, with how far it may be off as a part of it.
private struct ProportionCell {
  let numeral: Numeral
  let range: Range<Int>
  let value: Double
  let room: Double
}

extension TextLine {
  /// The number that a cell of a table holds alone or claims.
  func number(inColumn column: Int) -> (numeral: Numeral, range: Range<Int>)? {
    guard let cells = row?.cells, cells.indices.contains(column) else { return nil }
    let cell = cells[column]
    let inside = lone.filter { cell.contains($0.located.range.lowerBound) }
    if inside.count == 1, let claim = inside[0].claim, claim.scale != .percent {
      return (claim, inside[0].located.range)
    }
    // `25088·4096 + 4096 = 102,764,544` in a cell.
    let chains = self.chains.filter { cell.contains($0.range.lowerBound) }
    if inside.isEmpty, chains.count == 1, chains[0].hasEquality, let last = chains[0].sides.last,
      cell.contains(last.located.range.lowerBound), let claim = last.claim, claim.scale != .percent
    {
      return (claim, last.located.range)
    }
    return nil
  }
}
