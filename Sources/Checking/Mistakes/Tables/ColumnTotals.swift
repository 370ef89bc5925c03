import Symbolics

/// The last row of a table that says "total", against the numbers above it.
///
/// Tables leave rows out, indent the parts of parts and repeat blocks. Only a total that is off by one of its own addends,
/// by two exchanged digits, one digit or a power of ten is called wrong.
extension Calculation {
  mutating func checkColumns() {
    var rows: [TextLine] = []
    for (place, line) in lines.enumerated() {
      guard line.row == nil else {
        rows.append(line)
        continue
      }
      guard !rows.isEmpty else { continue }
      checkRowsUnderFormula(rows, from: place - rows.count)
      checkColumns(of: rows)
      checkWholesInPercent(of: rows)
      checkColumns(of: rows, above: place)
      rows.removeAll(keepingCapacity: true)
    }
    if !rows.isEmpty { checkRowsUnderFormula(rows, from: lines.count - rows.count) }
    checkColumns(of: rows)
    checkWholesInPercent(of: rows)
  }

  /// `Total params: 16,330` on the first line with text below a table: the sum of its column of parameters.
  private mutating func checkColumns(of rows: [TextLine], above place: Int) {
    let next = lines[place..<min(place + 3, lines.count)].first { line in
      working.bytes[line.range].contains { $0.isASCIIWordByte || $0 >= 0x80 }
    }
    guard rows.count >= 4, let header = rows.first?.row, let next,
      let total = ListTotal(next, bytes: working.bytes), total.sum == nil, total.numeral.lastPlace == .one
    else { return }
    let data = rows.dropFirst().filter { !$0.isSeparator(in: working.bytes) }
    let columns = header.cells.indices.filter {
      Phrases.contains(["param", "参数"], in: header.cells[$0], of: working.bytes)
    }
    let addends = columns.count == 1 ? data.compactMap { number(in: columns[0], of: $0)?.numeral } : []
    guard addends.count >= 2, addends.count == data.count, addends.allSatisfy({ $0.lastPlace == .one }),
      !data.contains(where: { isTotal($0) || isGap($0) })
    else { return }
    check(total.numeral, total.range, against: addends, isList: false)
  }

  private mutating func checkColumns(of rows: [TextLine]) {
    // A table that goes on from another calculation has its header there.
    guard rows.count >= 3, let header = rows.first?.row else { return }
    guard
      rows[1].isSeparator(in: working.bytes) || rows[0].lone.allSatisfy({ $0.claim?.value ?? 0 < 1_000 })
    else {
      checkTotalWithoutHeading(rows)
      return
    }
    let body = rows.dropFirst().filter { !$0.isSeparator(in: working.bytes) }
    let hasTotal = body.last.map { isTotal($0) || isWholeInBold($0, of: body, below: header) } ?? false
    let data = hasTotal ? Array(body.dropLast()) : body
    checkProducts(of: data, below: header)
    checkSizes(in: data, below: header)
    checkOperations(in: data, below: header)
    checkFormats(in: data, below: header)
    checkWidthsBesideBytes(in: data, below: header)
    checkFormulaCells(in: data)
    checkRunningTotals(in: data, below: header)
    checkRowTotals(of: body, below: header)
    checkColumnRelations(of: data, below: header)
    if hasTotal, let last = body.last { checkShares(in: data, of: last, below: header) }
    guard hasTotal, let last = body.last, let cells = last.row?.cells, data.count >= 2,
      !data.contains(where: { isGap($0) || isAside($0) }), !isPartialTotal(last)
    else { return }
    checkBesideRightColumn(of: data, last, below: header)
    for column in cells.indices.dropFirst() where header.cells.indices.contains(column) {
      // Cells with prefixes are sums no more than speeds, shares and sizes are.
      guard let total = number(in: column, of: last) else { continue }
      guard total.numeral.lastPlace == .one, total.numeral.value > 99 else {
        checkRounded(total, column, of: data)
        continue
      }
      let parts = withoutSingles(data, in: column, total.numeral)
      let addends = parts.compactMap { number(in: column, of: $0)?.numeral }
      guard addends.count >= 2, addends.allSatisfy({ $0.lastPlace == .one }), !isReported(total.range),
        addends.count == parts.count(where: { isFilled($0, column) }),
        !data.contains(where: { ($0.row?.count?.claim?.value ?? .one) != .one })
      else { continue }
      let isScaled = Calculation.scales.isIn(header.cells[column], of: working.bytes)
      check(total.numeral, total.range, against: addends, isList: false, areRounded: isScaled)
      if !isScaled { checkRowsLeftOut(of: parts, last, column, below: header) }
      if parts.count < data.count { checkOneForAll(of: data, addends, in: column, last, total) }
    }
  }

  /// A column of rounded numbers in one unit, whose total has two digits exchanged: 122.9 + 118.0 + 2.05 = 249.2.
  private mutating func checkRounded(
    _ total: (numeral: Numeral, range: Range<Int>), _ column: Int, of data: [TextLine]
  ) {
    let addends = data.compactMap { number(in: column, of: $0)?.numeral }
    guard addends.count >= 3, addends.count == data.count(where: { isFilled($0, column) }),
      addends.allSatisfy({ $0.scale == total.numeral.scale && !$0.value.isNegative }),
      !data.contains(where: { ($0.row?.count?.claim?.value ?? .one) != .one }),
      let sum = NetworkFacts.sum(addends.map { $0.value }), !isReported(total.range),
      let places = try? sum.divided(by: total.numeral.lastPlace),
      let claimed = try? total.numeral.value.divided(by: total.numeral.lastPlace),
      let nearest = try? places.adding(.half).floor,
      [places.floor, nearest, places.ceiling].contains(where: { Digits.areTransposed($0, claimed) }),
      let right = try? nearest.multiplied(by: total.numeral.lastPlace)
    else { return }
    // Exchanging the last two digits changes little more than rounding does.
    guard let room = try? total.numeral.lastPlace.multiplied(by: Rational(addends.count + 1)),
      !LinkChecker.isWithin(room, sum, total.numeral.value)
    else { return }
    findings.append(
      Draft(
        mistake: .totalDoesNotAddUp, alternatives: [.digitsTransposed], range: total.range,
        claimed: total.numeral.value, correct: right))
  }

  /// What the head of a column of rounded numbers may say.
  private static let scales: PhraseSet = [
    "kb", "mb", "gb", "kib", "mib", "gib", "(k)", "(m)", "(g)", "(b)", "（k）", "（m）", "（g）", "million",
    "billion", "万", "亿",
    "gflop", "mflop", "gmac", "mmac", "(ms", " ms", "（ms", "μs", "%", "/ m", "/ k", "10^", "10³", "10⁶",
    "10⁹",
  ]
  private static let dashes: PhraseSet = ["–", "—", "−", "-", "——", "\\textendash", "\\textemdash"]
  private static let sumWords: PhraseSet = ["sum", "all", "Σ", "总和", "合计", "求和"]

  /// Whether a row gives the sum of those above it.
  func isTotal(_ row: TextLine) -> Bool {
    if row.mentions.contains(where: { $0.noun == .total }) { return true }
    guard let cell = row.row?.cells.first(where: { working.bytes[$0].contains { $0 > 0x20 } }) else {
      return false
    }
    var joint = Joint(working.bytes, from: cell.lowerBound, to: cell.upperBound)
    guard joint.take(Calculation.sumWords) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// `| **layer** | **218,112,000** |` below the parts: whether the last row alone is set in bold, and is named as what the
  /// others are parts of.
  private func isWholeInBold(_ last: TextLine, of rows: [TextLine], below header: TableRow) -> Bool {
    guard isBold(last), let name = last.row?.cells.first, let head = header.cells.first,
      Calculation.wholes.isIn(name, of: working.bytes), Calculation.partHeads.isIn(head, of: working.bytes)
    else { return false }
    return !rows.dropLast().contains { row in row.row?.cells.contains { beginsBold($0) } ?? false }
  }

  private func isBold(_ row: TextLine) -> Bool {
    guard let cells = row.row?.cells.filter({ working.bytes[$0].contains { $0 > 0x20 } }), cells.count >= 2
    else { return false }
    return cells.allSatisfy { beginsBold($0) }
  }

  private static let wholes: PhraseSet = [
    "layer", "model", "network", "whole", "all", "整层", "每层", "模型", "网络", "全部",
  ]
  private static let partHeads: PhraseSet = [
    "part", "component", "module", "item", "sub", "piece", "matrix", "部分", "组件", "模块", "组成", "矩阵",
  ]

  private func beginsBold(_ cell: Range<Int>) -> Bool {
    guard let start = working.bytes[cell].firstIndex(where: { $0 > 0x20 }), start + 1 < cell.upperBound else {
      return false
    }
    return working.bytes[start] == UInt8(ascii: "*") && working.bytes[start + 1] == UInt8(ascii: "*")
  }

  /// Compares a total with the sum of the numbers above it.
  mutating func check(
    _ total: Numeral, _ range: Range<Int>, against addends: [Numeral], isList: Bool, areRounded: Bool = false,
    isOfAll: Bool = false
  ) {
    let values = addends.map { $0.value }
    guard let sum = NetworkFacts.sum(values), sum > 0, let gap = try? sum.subtracting(total.value) else {
      return
    }
    let isExact = total.lastPlace == .one && addends.allSatisfy { $0.lastPlace == .one }
    // What rounding leaves open.
    var room = Rational.zero
    if !isExact {
      for numeral in addends + [total] {
        guard let half = try? numeral.loosePlace.divided(by: .two), let next = try? room.adding(half) else {
          return
        }
        room = next
      }
    }
    // Whole numbers of a larger unit were rounded one by one.
    if isExact, areRounded, let half = try? Rational(values.count + 1).divided(by: .two) { room = half }
    guard gap.magnitude > room, isExact ? total.value > 99 : true else { return }
    var slip: [(name: String, value: Finding.Argument)]?
    if let index = values.firstIndex(where: { isAddend($0, gap.magnitude, within: room) }),
      isOnce(values[index], in: values)
    {
      let word = gap.isNegative ? "addend.twice" : "addend.missing"
      slip = [("factor", .number(values[index])), ("case", .word(word))]
    } else if isExact, Digits.differ(sum, total.value) || isShifted(sum, total.value) {
      slip = []
    } else if isExact, isList, !gap.isNegative, addends.count >= 3, SameNumber.isNear(sum, total.value),
      !values.indices.contains(where: { isSubtotal($0, of: values) })
    {
      slip = []
    }
    // `QKᵀ: 805,306,368`, `AV: 805,306,368`, `sum: 805,306,368`
    if slip == nil, isList, isExact, values.count == 2, values[0] == values[1], total.value == values[0] {
      slip = [("factor", .number(values[0])), ("case", .word("addend.missing"))]
    }
    if slip == nil, isList, !isExact, isSlip(total, of: sum, room, addends) { slip = [] }
    // What says that it is the total of so many parts leaves none out; a multiple counts something else.
    if slip == nil, isOfAll, isExact, SameNumber.isNear(sum, total.value) { slip = [] }
    guard let slip else { return }
    let digits = Digits.of(total.value).flatMap { Digits.slip(from: sum, to: $0, total) } ?? []
    findings.append(
      Draft(
        mistake: .totalDoesNotAddUp, alternatives: digits.filter { $0 != .productSlip }, range: range,
        claimed: total.value, correct: sum, arguments: slip, fix: Expression(sum)))
  }

  private func isAddend(_ addend: Rational, _ gap: Rational, within room: Rational) -> Bool {
    guard !addend.isZero, LinkChecker.isWithin(room, addend, gap) else { return false }
    return room.isZero || (try? room.multiplied(by: 4)).map { $0 < addend } ?? false
  }

  private func isShifted(_ sum: Rational, _ total: Rational) -> Bool {
    sum > 9_999 && ((try? sum.multiplied(by: 10)) == total || (try? total.multiplied(by: 10)) == sum)
  }

  /// Whether an addend is no heading of the rows below it, and no copy of another one.
  func isOnce(_ addend: Rational, in addends: [Rational]) -> Bool {
    guard let index = addends.firstIndex(of: addend), addends.count(where: { $0 == addend }) == 1 else {
      return false
    }
    return !isSubtotal(index, of: addends)
  }

  /// Whether an addend is the sum of some that follow each other, all below or all above it.
  func isSubtotal(_ index: Int, of addends: [Rational]) -> Bool {
    holdsRun(of: addends[index], addends[..<index]) || holdsRun(of: addends[index], addends[(index + 1)...])
  }

  /// Whether two or more numbers that follow each other have a sum. Of positive numbers each is added and taken away once.
  private func holdsRun(of wanted: Rational, _ addends: ArraySlice<Rational>) -> Bool {
    var (first, sum) = (addends.startIndex, Rational.zero)
    for index in addends.indices {
      guard let larger = try? sum.adding(addends[index]) else { return true }
      sum = larger
      while sum > wanted, first < index, let less = try? sum.subtracting(addends[first]) {
        sum = less
        first += 1
      }
      if sum == wanted, index > first { return true }
    }
    return false
  }

  /// The number that a cell holds alone or claims.
  func number(in column: Int, of line: TextLine) -> (numeral: Numeral, range: Range<Int>)? {
    line.number(inColumn: column)
  }

  /// Whether a cell says something.
  private func isFilled(_ line: TextLine, _ column: Int) -> Bool {
    guard let cells = line.row?.cells, cells.indices.contains(column) else { return false }
    // A dash alone says that there is nothing.
    var joint = Joint(working.bytes, from: cells[column].lowerBound, to: cells[column].upperBound)
    if joint.take(Calculation.dashes) {
      joint.skipBlanks()
      if joint.isAtEnd { return false }
    }
    return working.bytes[cells[column]].contains { $0.isASCIIWordByte || $0 >= 0x80 }
  }

  /// Whether a row stands for rows that were left out.
  /// Whether a row tells something of the others and is no part beside them: "without fc", 其中偏置, "Mean", a number in
  /// brackets.
  func isAside(_ row: TextLine) -> Bool {
    guard let cells = row.row?.cells, let name = cells.first else { return false }
    if Calculation.asides.isIn(name, of: working.bytes) { return true }
    return cells.dropFirst().contains { cell in
      working.bytes[cell].first { $0 > 0x20 } == UInt8(ascii: "(")
    }
  }

  private static let asides: PhraseSet = [
    "without", "excluding", "excl.", "of which", "of it ", "of these ", "thereof", "mean", "average",
    "median", "removed", "(old",
    "old ",
    "batch of", "flops", "whole network", "不含", "不包括", "除去", "去掉", "其中", "平均", "已删除", "均值",
  ]

  /// "Total convs", 卷积层合计: the total of some rows.
  func isPartialTotal(_ row: TextLine) -> Bool {
    guard let name = row.row?.cells.first(where: { working.bytes[$0].contains { $0 > 0x20 } }) else {
      return false
    }
    return Calculation.partsOfNetworks.isIn(name, of: working.bytes)
  }

  private static let partsOfNetworks: PhraseSet = [
    "conv", "fc", "linear", "encoder", "decoder", "backbone", "head", "block", "卷积", "全连接", "编码器", "解码器",
    "骨干",
  ]

  /// Whether a name counts what it names, `block ×3`; of `1×1 to 1280` both sides are numbers.
  private func countsItself(_ cell: Range<Int>) -> Bool {
    var at = cell.lowerBound
    while let sign = Calculation.cross.first(in: at..<max(at, cell.upperBound), of: working.bytes) {
      let isShape =
        sign.lowerBound > cell.lowerBound && working.bytes[sign.lowerBound - 1].isASCIIDigit
        && sign.upperBound < cell.upperBound && working.bytes[sign.upperBound].isASCIIDigit
      if !isShape { return true }
      at = sign.upperBound
    }
    return false
  }

  private static let cross: PhraseSet = ["×"]

  func isGap(_ line: TextLine) -> Bool {
    if Phrases.contains(["...", "…", "⋮", "subtotal", "小计"], in: line.range, of: working.bytes) {
      return true
    }
    // `block × 3` in the name; what calculates is a number.
    return line.row?.cells.first.map { countsItself($0) } ?? false
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
    guard let left = of(first), let right = of(second), left.count == right.count, left.count > 3 else {
      return false
    }
    let places = left.indices.filter { left[$0] != right[$0] }
    if places.count == 1 { return left.count > 4 }
    return places.count == 2 && left[places[0]] == right[places[1]] && left[places[1]] == right[places[0]]
  }

  /// Whether two numbers of four digits or more differ by two digits that changed places.
  static func areTransposed(_ first: Rational, _ second: Rational) -> Bool {
    guard let left = of(first), let right = of(second), left.count == right.count else { return false }
    return left.indices.count(where: { left[$0] != right[$0] }) == 2 && differ(first, second)
  }
}
