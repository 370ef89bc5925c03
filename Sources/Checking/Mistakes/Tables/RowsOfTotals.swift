import Symbolics

/// Which rows of a table are parts of its total, by what the rows themselves say.
extension Calculation {
  /// The rows without those that the next one multiplies: `| layer | 444,864 |` above `| 12 layers | 5,338,368 |`. Where all
  /// of them add up, all are parts.
  func withoutSingles(_ rows: [TextLine], in column: Int, _ total: Numeral) -> [TextLine] {
    let values = rows.map { number(in: column, of: $0)?.numeral.value }
    guard rows.count >= 3, NetworkFacts.sum(values.compactMap { $0 }) != total.value else { return rows }
    let taken = takenUp(rows, values)
    return rows.indices.filter { place in
      if taken.contains(place) { return false }
      guard place + 1 < rows.count, let one = values[place], let all = values[place + 1], one > .zero,
        let ratio = try? all.divided(by: one), let count = ratio.integer, count >= 2,
        let name = rows[place + 1].row?.cells.first
      else { return true }
      return !working.bytes.wholeNumbers(in: name).contains { $0.value == count }
        || haveSubtotal(place, values)
    }
    .map { rows[$0] }
  }

  /// The rows whose numbers a row further down calculates its own with: `| both directions | 2 × 12,352 = 24,704 |` below
  /// `| one direction | … = 12,352 |`, `| one layer | 1,048,576 + 2,097,152 |` below both of these.
  private func takenUp(_ rows: [TextLine], _ values: [Rational?]) -> Set<Int> {
    var places: [Rational: [Int]] = [:]
    var taken: Set<Int> = []
    for (place, row) in rows.enumerated() {
      guard let value = values[place] else { continue }
      let sides = row.chains.flatMap { $0.sides } + row.lone
      for side in sides where side.isCompound && !side.isSymbolic && side.outcome.value == value {
        for operand in operandsOfRow(side.located.expression) {
          // A size that happens to be the number of a row is no row, and of two equal rows each is taken once.
          if let other = places[operand]?.popLast() { taken.insert(other) }
        }
      }
      places[value, default: []].append(place)
    }
    return taken
  }

  /// The numbers that a row may have from the rows above it: large factors, and the terms of a sum of plain numbers.
  private func operandsOfRow(_ expression: Expression) -> [Rational] {
    switch expression {
    case .sum(let terms):
      let numbers = terms.compactMap { term in
        term.isSubtracted ? nil : Claim.numeral(of: term.value)?.value
      }
      return numbers.count == terms.count && terms.count <= 64 ? numbers : []
    case .product(let factors):
      return factors.count == 2
        ? factors.compactMap { Claim.numeral(of: $0)?.value }.filter { $0 >= 1_000 } : []
    default: return []
    }
  }

  /// Whether a row and the next one are added up, with those around them, in a row further down: `| conv2 (16) | 2,400 |` below
  /// `| conv1 | 150 |`, and `| both | 2,550 |`. Then it is a part, whatever number stands in the next one's name.
  private func haveSubtotal(_ place: Int, _ values: [Rational?]) -> Bool {
    for first in max(0, place - 8)...place {
      var sum = Rational.zero
      for at in first..<min(values.count - 1, place + 9) {
        guard let value = values[at], let next = try? sum.adding(value) else { break }
        sum = next
        if at > place, values[at + 1] == sum { return true }
      }
    }
    return false
  }

  /// A total that lacks one of the rows, where another column of the same rows adds up, or where all rows have one value:
  /// `| total | 16 | 42 |` below 2, 2, 12 and 6, 6, 36.
  mutating func checkBesideRightColumn(of rows: [TextLine], _ last: TextLine, below header: TableRow) {
    guard rows.count >= 3, rows.count <= 64, let cells = last.row?.cells else { return }
    var isProven = false
    var short: [(range: Range<Int>, claim: Rational, sum: Rational, addend: Rational)] = []
    for column in cells.indices.dropFirst() where header.cells.indices.contains(column) {
      guard let total = number(in: column, of: last) else { continue }
      let addends = rows.compactMap { number(in: column, of: $0)?.numeral }
      guard addends.count == rows.count,
        rows.allSatisfy({ unitText(in: column, of: $0) == unitText(in: column, of: last) }),
        let sum = NetworkFacts.sum(addends.map { $0.value }), sum > .zero,
        addends.allSatisfy({ $0.lastPlace <= total.numeral.lastPlace && !$0.value.isNegative })
      else { continue }
      if sum == total.numeral.value {
        isProven = isProven || addends.count(where: { !$0.value.isZero }) >= 2
      } else if let gap = try? sum.subtracting(total.numeral.value), gap > .zero,
        let room = try? total.numeral.lastPlace.multiplied(by: Rational(addends.count + 1)), gap > room,
        addends.contains(where: { $0.value == gap }),
        // A rate's total is the largest one.
        !addends.contains(where: { $0.value == total.numeral.value }),
        !RowWords.otherTotals.isIn(header.cells[column], of: working.bytes)
      {
        short.append((total.range, total.numeral.value, sum, gap))
        if addends.allSatisfy({ $0.value == gap }), !isReported(total.range), haveOwnNames(rows) {
          isProven = true
        }
      }
    }
    guard isProven, short.count == 1, !isReported(short[0].range) else { return }
    findings.append(
      Draft(
        mistake: .totalDoesNotAddUp, range: short[0].range, claimed: short[0].claim, correct: short[0].sum,
        arguments: [("factor", .number(short[0].addend)), ("case", .word("addend.missing"))],
        fix: Expression(short[0].sum)))
  }

  /// A bare "Total" below parameters or operations that is the sum of the first rows alone, that lacks one of two equal rows,
  /// or that is less than all of them by a little that none of the rows has, or by what is no sum of any of them.
  mutating func checkRowsLeftOut(
    of rows: [TextLine], _ last: TextLine, _ column: Int, below header: TableRow?
  ) {
    guard (3...64).contains(rows.count), let total = number(in: column, of: last), !isReported(total.range),
      let name = last.row?.cells.first(where: { working.bytes[$0].contains { $0 > 0x20 } }),
      isHeadedTotal(name), haveOwnNames(rows),
      header.map({ mayBeSum($0.cells[column]) }) ?? true,
      !rows.contains(where: { mayCountOtherwise($0) }), !mayCountOtherwise(last)
    else { return }
    let addends = rows.compactMap { number(in: column, of: $0)?.numeral.value }
    guard addends.count == rows.count, addends.allSatisfy({ $0 >= .one }), let least = addends.min(),
      let sum = NetworkFacts.sum(addends), let gap = try? sum.subtracting(total.numeral.value), gap >= .one,
      !addends.indices.contains(where: { isSubtotal($0, of: addends) }),
      isSumOfFirst(total.numeral.value, addends)
        || addends.count(where: { $0 == gap }) == 2 && gap < total.numeral.value
        || gap < least && isLittle(gap, of: sum)
        || total.numeral.value > addends.max() ?? .zero && isNoPart(gap, of: addends),
      isAsserted(total.range, on: last)
    else { return }
    findings.append(
      Draft(
        mistake: .totalDoesNotAddUp, alternatives: [.partsOmitted], range: total.range,
        claimed: total.numeral.value, correct: sum, fix: Expression(sum)))
  }

  /// One layer in the total where the table has all of them: 512,000 + 3,145,728 below `| 12 layers | 12 × 3,145,728 |`.
  mutating func checkOneForAll(
    of rows: [TextLine], _ parts: [Numeral], in column: Int, _ last: TextLine,
    _ total: (numeral: Numeral, range: Range<Int>)
  ) {
    guard rows.count <= 64, !isReported(total.range), let sum = NetworkFacts.sum(parts.map { $0.value }),
      let name = last.row?.cells.first(where: { working.bytes[$0].contains { $0 > 0x20 } }),
      !RowWords.ones.isIn(name, of: working.bytes),
      let gap = try? sum.subtracting(total.numeral.value), gap > .zero
    else { return }
    let values = rows.map { number(in: column, of: $0)?.numeral.value }
    let isOne = zip(values, values.dropFirst()).contains { one, all in
      guard let one, let all, one >= 1_000, parts.contains(where: { $0.value == all }),
        !parts.contains(where: { $0.value == one }), (try? all.subtracting(one)) == gap,
        let count = (try? all.divided(by: one))?.integer
      else { return false }
      return count >= 2
    }
    guard isOne, isAsserted(total.range, on: last) else { return }
    findings.append(
      Draft(
        mistake: .totalDoesNotAddUp, alternatives: [.partsOmitted, .layerCountWrong], range: total.range,
        claimed: total.numeral.value, correct: sum, fix: Expression(sum)))
  }

  /// Whether a row may be counted elsewhere, twice or not at all: "each", "tied".
  func mayCountOtherwise(_ row: TextLine) -> Bool { RowWords.otherParts.isOn(row, of: working.bytes) }

  private func mayBeSum(_ heading: Range<Int>) -> Bool {
    countsQuantity(heading) && !RowWords.otherTotals.isIn(heading, of: working.bytes)
  }

  private func countsQuantity(_ heading: Range<Int>) -> Bool {
    RowWords.parameters.isIn(heading, of: working.bytes)
      || Vocabulary.shared.mentions(in: working.bytes, heading).contains { $0.noun.isQuantity }
  }

  private func isLittle(_ gap: Rational, of sum: Rational) -> Bool {
    (try? gap.multiplied(by: 100)).map { $0 <= sum } ?? false
  }

  /// Whether a number is the sum of two or more of the first addends.
  private func isSumOfFirst(_ total: Rational, _ addends: [Rational]) -> Bool {
    var sum = addends[0]
    for addend in addends.dropFirst() {
      guard sum < total, let next = try? sum.adding(addend) else { return false }
      sum = next
      if sum == total { return true }
    }
    return false
  }

  /// What stands behind the number of a cell: "microseconds" for `about $7.71$ microseconds`. Milliseconds are not added to these.
  private func unitText(in column: Int, of line: TextLine) -> [UInt8] {
    guard let cells = line.row?.cells, cells.indices.contains(column) else { return [] }
    let digits = working.bytes[cells[column]].lastIndex { $0.isASCIIDigit }
    return digits.map {
      working.bytes[$0..<cells[column].upperBound].filter { $0.isASCIILetter || $0 >= 0x80 }
    }
      ?? []
  }

  private func haveOwnNames(_ rows: [TextLine]) -> Bool {
    let names = rows.compactMap { $0.row?.cells.first.map { working.bytes[$0] } }
    return names.count == rows.count && Set(names).count == names.count
      && names.allSatisfy { $0.contains { $0.isASCIILetter || $0 >= 0xE3 } }
  }
}

private enum RowWords {
  static let ones: PhraseSet = ["one", "per ", "each", "single", "layer", "block", "一", "每", "单", "层", "块"]
  static let parameters: PhraseSet = ["param", "参数"]
  /// Rows that may be counted elsewhere, twice or not at all.
  static let otherParts: PhraseSet = [
    "tied", "shared", "share", "embed", "head", "aux", "discrim", "norm", "bn", "bias", "teacher", "optional",
    "frozen", "buffer", "only", "without", "excl", "incl", "not ", "†", "per ", "each", "repeat",
    "state", "activation", "grad", "memory", "共享", "嵌入", "头", "辅助", "归一", "偏置", "冻结", "不计", "不含", "仅", "只",
    "每", "其中", "重复", "（", "梯度", "激活",
  ]
  static let otherTotals: PhraseSet = [
    "max", "peak", "mean", "avg", "average", "%", "share", "ratio", "/s", "rate", "speed", "per ", "平均", "最大",
    "峰值", "占比", "比例", "/秒", "速率", "每",
  ]
}
