import Symbolics

/// Columns of a table that follow from another one: shares of a total, running totals, FLOPs from multiply-adds.
///
/// What a column means is told by its own rows: only one cell that does not follow the rule of all the others is called
/// wrong.
extension Calculation {
  /// The cells of a column of numbers, nil where a row has none.
  private func cells(_ column: Int, of rows: [TextLine]) -> [(numeral: Numeral, range: Range<Int>)]? {
    var cells: [(numeral: Numeral, range: Range<Int>)] = []
    for row in rows {
      guard let cell = number(in: column, of: row) else { return nil }
      cells.append(cell)
    }
    return cells
  }

  private func columns(_ words: PhraseSet, of header: TableRow) -> [Int] {
    header.cells.indices.filter { words.isIn(header.cells[$0], of: working.bytes) }
  }

  // MARK: - Operations

  /// Rows with twice as many FLOPs as multiply-adds, and one with as many.
  mutating func checkOperations(in rows: [TextLine], below header: TableRow) {
    let (macs, flops) = (columns(["mac", "乘加"], of: header), columns(["flop", "浮点"], of: header))
    guard rows.count >= 2, macs.count == 1, flops.count == 1, macs != flops,
      let work = cells(macs[0], of: rows), let operations = cells(flops[0], of: rows)
    else { return }
    var odd: Int?
    for index in rows.indices where !work[index].numeral.value.isZero {
      let (one, two) = (work[index].numeral, operations[index].numeral)
      if let doubled = try? one.value.multiplied(by: .two), doubled == two.value { continue }
      // As many are one mistake; several are another way of counting.
      guard odd == nil, one.value == two.value, one.lastPlace == .one, one.value > 999 else { return }
      odd = index
    }
    guard let odd, work.count(where: { !$0.numeral.value.isZero }) >= 2, !isReported(operations[odd].range)
    else { return }
    findings.append(
      Draft(
        mistake: .macCalledFlop, alternatives: [.mixedConventions], range: operations[odd].range,
        claimed: operations[odd].numeral.value,
        correct: try? work[odd].numeral.value.multiplied(by: .two)))
  }

  // MARK: - Running totals

  /// A column in which each number is the one above it and that of its row.
  mutating func checkRunningTotals(in rows: [TextLine], below header: TableRow) {
    for column in columns(["cumul", "running", "累计", "累积", "累加"], of: header) {
      guard rows.count >= 3, let totals = cells(column, of: rows),
        totals.allSatisfy({ $0.numeral.lastPlace == .one && $0.numeral.scale == .one })
      else { continue }
      for other in header.cells.indices where other != column {
        guard let parts = cells(other, of: rows), parts.allSatisfy({ $0.numeral.lastPlace == .one }),
          parts[0].numeral.value == totals[0].numeral.value, parts[0].numeral.value > 9
        else { continue }
        check(totals, against: parts)
        break
      }
    }
  }

  private mutating func check(
    _ totals: [(numeral: Numeral, range: Range<Int>)], against parts: [(numeral: Numeral, range: Range<Int>)]
  ) {
    var odd: (index: Int, right: Rational)?
    for index in totals.indices.dropFirst() {
      guard let right = try? totals[index - 1].numeral.value.adding(parts[index].numeral.value) else {
        return
      }
      if right == totals[index].numeral.value { continue }
      // The row below goes on from the right number or from the wrong one.
      if let before = odd, index == before.index + 1,
        (try? before.right.adding(parts[index].numeral.value)) == totals[index].numeral.value
      {
        continue
      }
      guard odd == nil, Digits.differ(right, totals[index].numeral.value) else { return }
      odd = (index, right)
    }
    guard let odd, totals.count >= 3, !isReported(totals[odd.index].range) else { return }
    findings.append(
      Draft(
        mistake: .totalDoesNotAddUp, alternatives: [.digitsTransposed, .digitChanged],
        range: totals[odd.index].range, claimed: totals[odd.index].numeral.value, correct: odd.right,
        fix: Expression(odd.right)))
  }

  // MARK: - Shares

  /// A column of shares of the numbers in another column, beside the total of these.
  mutating func checkShares(in rows: [TextLine], of last: TextLine, below header: TableRow) {
    guard rows.count >= 3 else { return }
    for column in columns(["share", "percent", "fraction", "%", "占比", "比例", "百分比", "份额"], of: header) {
      guard let shares = shares(column, of: rows) else { continue }
      var columns: [(parts: [Numeral], total: Numeral)] = []
      for other in header.cells.indices where other != column {
        guard let total = number(in: other, of: last)?.numeral, total.value > 99,
          let parts = cells(other, of: rows)
        else { continue }
        columns.append((parts.map { $0.numeral }, total))
      }
      // Shares that are right for one of the columns are of this one.
      if columns.contains(where: { areShares(shares, of: $0.parts, in: $0.total) }) { continue }
      for (parts, total) in columns { check(shares, of: parts, in: total) }
    }
  }

  private func shares(_ column: Int, of rows: [TextLine]) -> [(numeral: Numeral, range: Range<Int>)]? {
    var shares: [(numeral: Numeral, range: Range<Int>)] = []
    for row in rows {
      guard let cells = row.row?.cells, cells.indices.contains(column) else { return nil }
      let inside = row.lone.filter { cells[column].contains($0.located.range.lowerBound) }
      guard inside.count == 1, let claim = inside[0].claim, claim.scale == .percent else { return nil }
      shares.append((claim, inside[0].located.range))
    }
    return shares
  }

  private func areShares(
    _ shares: [(numeral: Numeral, range: Range<Int>)], of parts: [Numeral], in total: Numeral
  ) -> Bool {
    zip(shares, parts).allSatisfy { share, part in
      guard let right = try? part.value.divided(by: total.value) else { return false }
      return LinkChecker.isWithin(share.numeral.lastPlace, right, share.numeral.value)
    }
  }

  /// Whether a rounded total is the sum of its rounded parts, and shows enough of it that shares of it are sure.
  private func isSum(_ total: Numeral, of parts: [Numeral]) -> Bool {
    guard total.shows(atLeast: 100), parts.allSatisfy({ $0.lastPlace <= total.lastPlace }),
      let sum = NetworkFacts.sum(parts.map { $0.value }),
      let room = try? total.lastPlace.multiplied(by: Rational(parts.count + 1)).divided(by: .two)
    else { return false }
    return LinkChecker.isWithin(room, sum, total.value)
  }

  private mutating func check(
    _ shares: [(numeral: Numeral, range: Range<Int>)], of parts: [Numeral], in total: Numeral
  ) {
    var odd: (index: Int, right: Rational)?
    for index in shares.indices {
      guard let right = try? parts[index].value.divided(by: total.value) else { return }
      if LinkChecker.isWithin(shares[index].numeral.lastPlace, right, shares[index].numeral.value) {
        continue
      }
      guard odd == nil, let room = try? shares[index].numeral.lastPlace.multiplied(by: 3),
        !LinkChecker.isWithin(room, right, shares[index].numeral.value),
        total.lastPlace == .one || isSum(total, of: parts)
      else { return }
      odd = (index, right)
    }
    // The other rows have to tell that the shares are those of this column.
    guard let odd, shares.count >= 3,
      parts.allSatisfy({ $0.lastPlace == .one }) || shares.count >= 4 && isSum(total, of: parts),
      Set(shares.map { $0.numeral.value }).count >= 3, shares.count(where: { !$0.numeral.value.isZero }) >= 3,
      !isReported(shares[odd.index].range)
    else { return }
    let names = NamesOfShares.names(odd.right, shares[odd.index].numeral)
    findings.append(
      Draft(
        mistake: names[0], alternatives: Array(names.dropFirst()), range: shares[odd.index].range,
        claimed: shares[odd.index].numeral.value, correct: odd.right))
  }
}
