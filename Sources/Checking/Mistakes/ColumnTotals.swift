import Symbolics

/// The last row of a table that says "total", against the numbers above it.
///
/// Tables leave rows out, indent the parts of parts and repeat blocks. Only a total that is off by one of its own addends,
/// by two exchanged digits, one digit or a power of ten is called wrong.
extension Calculation {
  mutating func checkColumns() {
    var rows: [TextLine] = []
    for line in lines {
      guard line.row == nil else {
        rows.append(line)
        continue
      }
      checkColumns(of: rows)
      rows.removeAll(keepingCapacity: true)
    }
    checkColumns(of: rows)
  }

  private mutating func checkColumns(of rows: [TextLine]) {
    guard rows.count >= 4, let header = rows.first?.row else { return }
    let body = rows.dropFirst().filter { !$0.isSeparator(in: working.bytes) }
    let isTotal = body.last?.mentions.contains { $0.noun == .total } ?? false
    let data = isTotal ? Array(body.dropLast()) : body
    checkProducts(of: data)
    guard isTotal, let last = body.last, let cells = last.row?.cells, data.count >= 2,
      !data.contains(where: { isGap($0) })
    else { return }
    for column in cells.indices.dropFirst() where header.cells.indices.contains(column) {
      guard let total = number(in: column, of: last), total.numeral.lastPlace == .one,
        total.numeral.value > 99
      else { continue }
      let addends = data.compactMap { number(in: column, of: $0)?.numeral }
      guard addends.count >= 2, addends.allSatisfy({ $0.lastPlace == .one }),
        addends.count == data.count(where: { isFilled($0, column) })
      else { continue }
      check(total, against: addends.map { $0.value }, counts: data.map { $0.row?.count?.claim?.value })
    }
  }

  private mutating func check(
    _ total: (numeral: Numeral, range: Range<Int>), against addends: [Rational], counts: [Rational?]
  ) {
    guard let sum = NetworkFacts.sum(addends), sum != total.numeral.value, sum > 0,
      !counts.contains(where: { $0 != nil && $0 != .one }),
      let gap = try? sum.subtracting(total.numeral.value)
    else { return }
    var slip: [(name: String, value: Finding.Argument)]?
    if let index = addends.firstIndex(of: gap.magnitude), isOnce(index, in: addends) {
      let word = gap.isNegative ? "addend.twice" : "addend.missing"
      slip = [("factor", .number(addends[index])), ("case", .word(word))]
    } else if Digits.differ(sum, total.numeral.value) {
      slip = []
    }
    guard let slip else { return }
    findings.append(
      Draft(
        mistake: .totalDoesNotAddUp, alternatives: [.digitChanged, .digitsTransposed], range: total.range,
        claimed: total.numeral.value, correct: sum, arguments: slip, fix: Expression(sum)))
  }

  /// Whether an addend is no heading of the rows below it, and no copy of another one.
  private func isOnce(_ index: Int, in addends: [Rational]) -> Bool {
    guard addends.count(where: { $0 == addends[index] }) == 1 else { return false }
    var sum = Rational.zero
    for next in addends[(index + 1)...] {
      guard let larger = try? sum.adding(next) else { return false }
      sum = larger
      if sum == addends[index] { return false }
      if sum > addends[index] { break }
    }
    sum = .zero
    for previous in addends[..<index].reversed() {
      guard let larger = try? sum.adding(previous) else { return false }
      sum = larger
      if sum == addends[index] { return false }
      if sum > addends[index] { break }
    }
    return true
  }

  /// The number that a cell holds alone or claims.
  func number(in column: Int, of line: TextLine) -> (numeral: Numeral, range: Range<Int>)? {
    guard let cells = line.row?.cells, cells.indices.contains(column) else { return nil }
    let cell = cells[column]
    let inside = line.lone.filter { cell.contains($0.located.range.lowerBound) }
    if inside.count == 1, let claim = inside[0].claim, claim.scale != .percent {
      return (claim, inside[0].located.range)
    }
    return nil
  }

  /// Whether a cell says something.
  private func isFilled(_ line: TextLine, _ column: Int) -> Bool {
    guard let cells = line.row?.cells, cells.indices.contains(column) else { return false }
    return working.bytes[cells[column]].contains { $0.isASCIIWordByte || $0 >= 0x80 }
  }

  /// Whether a row stands for rows that were left out.
  private func isGap(_ line: TextLine) -> Bool {
    Phrases.contains(["...", "…", "⋮", "×", "subtotal", "小计"], in: line.range, of: working.bytes)
  }
}

extension TextLine {
  /// Whether the row is the rule under the heading.
  fileprivate func isSeparator(in bytes: [UInt8]) -> Bool {
    !bytes[range].contains { $0.isASCIIWordByte || $0 >= 0x80 }
  }
}

extension Digits {
  /// Whether two numbers differ by one digit or by two that changed places.
  static func differ(_ first: Rational, _ second: Rational) -> Bool {
    guard let left = of(first), let right = of(second), left.count == right.count, left.count > 4 else {
      return false
    }
    let places = left.indices.filter { left[$0] != right[$0] }
    return places.count == 1
      || places.count == 2 && left[places[0]] == right[places[1]] && left[places[1]] == right[places[0]]
  }
}
