import Symbolics

/// Columns of which one follows from two others, as their heads say and the other rows show: "each × count = total",
/// "GPU-hours × price = cost", `6ND`, tokens/param, full − head = backbone.
extension Calculation {
  /// Names the cells that do not follow the rule of the other rows.
  mutating func checkColumnRelations(of rows: [TextLine], below header: TableRow) {
    let width = header.cells.count
    guard (2...32).contains(rows.count), (3...10).contains(width),
      let relation = relation(of: header) ?? difference(in: rows, width)
    else { return }
    var agreeing = 0
    var wrong: [(cell: Cell, right: Rational)] = []
    var parts: [Rational] = []
    for row in rows {
      guard let one = number(in: relation.one, of: row), let two = number(in: relation.two, of: row),
        let cell = number(in: relation.result, of: row)
      else { continue }
      guard let right = try? relation.value(one.numeral.value, two.numeral.value),
        let room = room(of: right, one.numeral, two.numeral, cell.numeral)
      else { return }
      if LinkChecker.isWithin(room, right, cell.numeral.value) {
        agreeing += 1
      } else {
        wrong.append((cell, right))
        parts = [one.numeral.value, two.numeral.value]
      }
    }
    // One row off is a slip; more are another rule.
    guard wrong.count == 1, agreeing >= relation.least, let (cell, right) = wrong.first,
      isSlip(cell.numeral, for: right, relation, parts), !isReported(cell.range),
      let line = line(at: cell.range.lowerBound), !Calculation.otherRows.isOn(line, of: working.bytes)
    else { return }
    let digits =
      Digits.of(cell.numeral.value).flatMap { Digits.slip(from: right, to: $0, cell.numeral) } ?? []
    findings.append(
      Draft(
        mistake: .productSlip, alternatives: digits.filter { $0 != .productSlip }, range: cell.range,
        claimed: cell.numeral.value, correct: right))
  }

  private typealias Cell = (numeral: Numeral, range: Range<Int>)

  /// Three columns of which the last follows from the others.
  private struct Relation {
    enum Kind { case product, sixfold, quotient, difference }
    let kind: Kind
    let one: Int
    let two: Int
    let result: Int
    /// How many rows have to show it.
    let least: Int

    func value(_ one: Rational, _ two: Rational) throws(ArithmeticError) -> Rational {
      switch kind {
      case .product: try one.multiplied(by: two)
      case .sixfold: try one.multiplied(by: two).multiplied(by: 6)
      case .quotient: try one.divided(by: two)
      case .difference: try one.subtracting(two)
      }
    }
  }

  // MARK: - What the heads say

  private func relation(of header: TableRow) -> Relation? {
    let cells = header.cells
    func only(_ words: PhraseSet, besides taken: Int? = nil) -> Int? {
      let found = cells.indices.filter { $0 != taken && words.isIn(cells[$0], of: working.bytes) }
      return found.count == 1 ? found[0] : nil
    }
    func named(_ words: PhraseSet) -> Int? {
      let found = cells.indices.filter { isNamed(cells[$0], words) }
      return found.count == 1 ? found[0] : nil
    }
    if let result = only(ColumnWords.sixfold), let one = named(ColumnWords.models),
      let two = named(ColumnWords.data),
      Set([one, two, result]).count == 3
    {
      return Relation(kind: .sixfold, one: one, two: two, result: result, least: 1)
    }
    if let result = only(ColumnWords.tokensEach), let one = named(ColumnWords.data),
      let two = named(ColumnWords.models), Set([one, two, result]).count == 3
    {
      return Relation(kind: .quotient, one: one, two: two, result: result, least: 1)
    }
    if let price = only(ColumnWords.prices), let hours = only(ColumnWords.hours, besides: price),
      let result = named(ColumnWords.costs), Set([price, hours, result]).count == 3
    {
      return Relation(kind: .product, one: hours, two: price, result: result, least: 1)
    }
    if let each = only(ColumnWords.each), let count = named(ColumnWords.counts),
      let result = named(ColumnWords.totals),
      Set([each, count, result]).count == 3
    {
      return Relation(kind: .product, one: each, two: count, result: result, least: 1)
    }
    return nil
  }

  /// Whether a head is one of some names, with nothing but marks and a bracket behind it.
  private func isNamed(_ cell: Range<Int>, _ names: PhraseSet) -> Bool {
    var joint = Joint(working.bytes, from: cell.lowerBound, to: cell.upperBound)
    guard joint.take(names) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd || working.bytes[joint.at] == UInt8(ascii: "(")
      || working.bytes[joint.at] == UInt8(ascii: "\\")
  }

  // MARK: - Differences

  /// Three columns of exact numbers of which all rows but one have the third as the difference of the first two.
  private func difference(in rows: [TextLine], _ width: Int) -> Relation? {
    guard rows.count >= 3, width >= 4 else { return nil }
    let table = rows.map { row in (1..<width).map { number(in: $0, of: row) } }
    guard
      table.allSatisfy({
        $0.allSatisfy { $0.map { $0.numeral.lastPlace == .one && $0.numeral.scale == .one } ?? true }
      })
    else { return nil }
    for one in 0..<(width - 1) {
      for two in 0..<(width - 1) where two != one {
        for result in 0..<(width - 1) where result > max(one, two) {
          let agreeing = table.count { cells in
            guard let first = cells[one]?.numeral.value, let second = cells[two]?.numeral.value,
              let third = cells[result]?.numeral.value, second > 99, third > 999
            else { return false }
            return (try? first.subtracting(second)) == third
          }
          if agreeing + 1 == table.count {
            return Relation(kind: .difference, one: one + 1, two: two + 1, result: result + 1, least: 2)
          }
        }
      }
    }
    return nil
  }

  // MARK: - What is wrong

  /// How far a right result may be from the cell, by what all numbers show.
  private func room(of right: Rational, _ one: Numeral, _ two: Numeral, _ claim: Numeral) -> Rational? {
    guard let half = try? claim.loosePlace.divided(by: .two) else { return nil }
    if one.lastPlace == .one, two.lastPlace == .one, claim.lastPlace == .one, right.isInteger { return .zero }
    var share = Rational.zero
    for operand in [one, two] where operand.lastPlace != .one && !operand.hasScaleWord {
      guard let own = operand.relativeRoom, let next = try? share.adding(own) else { return nil }
      share = next
    }
    return try? right.magnitude.multiplied(by: share).adding(half)
  }

  /// Whether a cell is off as a slip is: by digits, a power of ten, or a whole number of the parts.
  private func isSlip(
    _ claim: Numeral, for right: Rational, _ relation: Relation, _ parts: [Rational]
  ) -> Bool {
    guard !claim.value.isZero, !right.isZero, let ratio = try? claim.value.divided(by: right) else {
      return false
    }
    if Digits.differ(right, claim.value) { return true }
    if relation.kind == .difference { return false }
    // What a row has besides is in its total.
    if relation.kind == .product, claim.lastPlace == .one,
      !parts.contains(where: { part in part > 1 && (try? claim.value.divided(by: part))?.isInteger == true })
    {
      return false
    }
    return ratio > ColumnWords.least && ratio < ColumnWords.most
  }

  /// Rows that count otherwise.
  private static let otherRows: PhraseSet = [
    "moe", "active", "(", "plus", "incl", "discount", "spot", "total", "sum", " all", "tied", "shared", "avg",
    "average", "mean", "合计", "总",
    "平均", "共享", "激活",
  ]
}

private enum ColumnWords {
  static let sixfold: PhraseSet = ["6nd", "6·n·d", "6 n d", "6*n*d", "6 × n × d", "6×n×d", "6 n·d"]
  static let models: PhraseSet = ["n", "params", "parameters", "model size", "parameter count", "参数量", "参数"]
  static let data: PhraseSet = ["d", "tokens", "training tokens", "data", "词元数", "训练词元"]
  static let tokensEach: PhraseSet = [
    "tokens/param", "tokens / param", "tokens per param", "d/n", "d / n", "tokens/n",
  ]
  static let prices: PhraseSet = [
    "price/h", "price per hour", "price", "$/h", "$/gpu", "€/h", "rate", "单价", "每小时价",
  ]
  static let hours: PhraseSet = ["hours", "gpu-h", "gpu h", "小时", "机时", "卡时"]
  static let costs: PhraseSet = ["cost", "total cost", "total", "costs", "费用", "总价", "成本", "合计", "总费用"]
  static let each: PhraseSet = [
    "per block", "per layer", "each", "per unit", "per item", "每块", "每层", "每个", "单层", "单块",
  ]
  static let counts: PhraseSet = [
    "count", "blocks", "layers", "number", "repeats", "times", "n", "#", "how many", "块数", "层数", "个数", "数量",
    "次数",
  ]
  static let totals: PhraseSet = ["total", "sum", "all", "together", "合计", "总计", "总和", "小计", "共计"]
  static let least = (try? Rational(1, over: 20)) ?? .one
  static let most: Rational = 20
}
