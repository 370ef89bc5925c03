import Symbolics

/// A table whose columns are the factors of one behind them: where the rows say so, one that does not is looked at.
///
/// `| Layer 1 | 32 | 32 | 64 | 3 | 5 | 5 | 4,915,200 |`, `| conv2 | 3×3 | 32 | 64 | 16×16 | 4,718,592 |`. A row may be another
/// kind of layer, so that only a result that is off by a digit, by two exchanged digits, by a power of ten or by one of its
/// own cells is called wrong.
extension Calculation {
  mutating func checkProducts(of rows: [TextLine], below header: TableRow) {
    guard (3...64).contains(rows.count), let width = rows.first?.row?.cells.count, width >= 4, width <= 16
    else { return }
    let results = (3..<width).filter { column in
      var largest = 0
      for row in rows {
        guard let claim = number(in: column, of: row)?.numeral, claim.scale == .one, claim.lastPlace == .one,
          let value = claim.value.integer, value > 0
        else { return false }
        largest = max(largest, value)
      }
      return largest > 999
    }
    guard !results.isEmpty else { return }
    let columns = factorColumns(of: rows, below: header, width)
    for result in results {
      let factors = columns.filter { $0.column < result }
      guard (2...8).contains(factors.count), let rule = RowProducts(factors, results: claims(result, rows))
      else { continue }
      for row in rule.wrong {
        report(number(in: result, of: rows[row]), rule, row, on: rows, below: header)
      }
    }
  }

  private func claims(_ column: Int, _ rows: [TextLine]) -> [Int] {
    rows.map { number(in: column, of: $0)?.numeral.value.integer ?? 0 }
  }

  /// The columns that hold nothing but sizes, `3`, `3×3`, `1,024`.
  private func factorColumns(of rows: [TextLine], below header: TableRow, _ width: Int) -> [FactorColumn] {
    (1..<width).compactMap { column in
      var products: [Int] = []
      for row in rows {
        guard let cells = row.row?.cells, cells.indices.contains(column),
          let product = product(of: cells[column])
        else { return nil }
        products.append(product)
      }
      guard header.cells.indices.contains(column) else {
        return FactorColumn(column: column, values: products, side: .none)
      }
      let head = header.cells[column]
      let side: FactorColumn.Side =
        ColumnProductWords.channels.isIn(head, of: working.bytes)
        ? .none
        : ColumnProductWords.kernelSides.isIn(head, of: working.bytes)
          ? .kernel : ColumnProductWords.mapSides.isIn(head, of: working.bytes) ? .map : .none
      return FactorColumn(column: column, values: products, side: side)
    }
  }

  /// The product of the sizes that a cell holds and nothing else.
  private func product(of cell: Range<Int>) -> Int? {
    guard cell.count <= 48 else { return nil }
    let bytes = working.bytes
    var product = 1
    var count = 0
    var at = bytes.skipBlanks(from: cell.lowerBound, to: cell.upperBound)
    while at < cell.upperBound {
      guard var (size, end) = bytes.wholeNumber(at: at, to: cell.upperBound) else { return nil }
      // `1,024`
      while end + 3 < cell.upperBound, bytes[end] == UInt8(ascii: ","),
        let group = bytes.wholeNumber(at: end + 1, to: cell.upperBound), group.end == end + 4
      {
        size = size * 1_000 + group.value
        end = group.end
        if size > 1_000_000_000 { return nil }
      }
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      guard !overflow, size > 0 else { return nil }
      (product, count) = (next, count + 1)
      at = bytes.skipBlanks(from: end, to: cell.upperBound)
      guard at < cell.upperBound else { break }
      guard let length = ColumnProductWords.times.length(at: at, until: cell.upperBound, in: bytes) else {
        return nil
      }
      at = bytes.skipBlanks(from: at + length, to: cell.upperBound)
      if at >= cell.upperBound { return nil }
    }
    return count > 0 && count <= 4 ? product : nil
  }

  // MARK: - Naming

  private mutating func report(
    _ claim: (numeral: Numeral, range: Range<Int>)?, _ rule: RowProducts, _ row: Int, on rows: [TextLine],
    below header: TableRow
  ) {
    guard let claim, let value = claim.numeral.value.integer, !isReported(claim.range) else { return }
    let right = Rational(rule.products[row])
    let isShifted =
      (try? right.multiplied(by: 10)) == claim.numeral.value
      || (try? claim.numeral.value.multiplied(by: 10)) == right
    var names: [Mistake] = []
    if isShifted {
      names = [.powerOfTenSlip, .productSlip]
    } else if Digits.differ(right, claim.numeral.value) {
      names = [.productSlip, .digitChanged, .digitsTransposed]
    } else if rule.wrong.count == 1, let column = rule.columnLeftOut(of: row, giving: value),
      isOfSameKind(row, rule, rows)
    {
      names = [missing(column, below: header), .factorDroppedInEvaluation, .productSlip]
    } else if rule.wrong.count == 1, rows.count >= 4, rule.hasSumForSquare(row, giving: value),
      isOfSameKind(row, rule, rows)
    {
      names = [.productSlip, .factorSwapped, .factorDroppedInEvaluation]
    }
    guard let name = names.first else { return }
    findings.append(
      Draft(
        mistake: name, alternatives: names.dropFirst().filter { $0 != name }, range: claim.range,
        claimed: claim.numeral.value, correct: right, fix: Expression(right)))
  }

  private func missing(_ column: Int, below header: TableRow) -> Mistake {
    guard header.cells.indices.contains(column) else { return .factorDroppedInEvaluation }
    let head = header.cells[column]
    if ColumnProductWords.kernels.isIn(head, of: working.bytes) { return .kernelAreaMissing }
    let text = words(from: head.lowerBound, to: head.upperBound).filter {
      $0 != "_" && $0 != "$" && $0 != " "
    }
    if text == "k" { return .kernelAreaMissing }
    if ColumnProductWords.inputs.contains(text) { return .inputChannelsMissing }
    if ColumnProductWords.outputs.contains(text) { return .outputChannelsMissing }
    return ColumnProductWords.maps.isIn(head, of: working.bytes)
      ? .outputPositionsMissing : .factorDroppedInEvaluation
  }

  /// Whether a row is a layer like those that follow the rule: it is called as one of them is, or plainly a layer that has all
  /// factors. A depthwise convolution has no inputs to multiply, a pool has neither.
  private func isOfSameKind(_ row: Int, _ rule: RowProducts, _ rows: [TextLine]) -> Bool {
    guard let name = rows[row].row?.cells.first,
      !ColumnProductWords.otherKinds.isOn(rows[row], of: working.bytes)
    else { return false }
    let own = kind(name)
    return !own.isEmpty
      && rows.indices.contains { other in
        guard !rule.wrong.contains(other), let name = rows[other].row?.cells.first else { return false }
        return kind(name) == own
      } || ColumnProductWords.layers.isIn(name, of: working.bytes) && !rule.hasTwins(row)
  }

  /// The letters of a name: those of `conv2_1` and `Conv 3` are the same.
  private func kind(_ name: Range<Int>) -> [UInt8] {
    working.bytes[name].filter { $0.isASCIILetter || $0 >= 0x80 }.map { $0 < 0x80 ? $0 | 0x20 : $0 }
  }
}

/// A column of sizes.
private struct FactorColumn {
  let column: Int
  /// The product of each row's sizes.
  let values: [Int]
  /// Whether its head may be that of one side of a square.
  let side: Side

  enum Side { case none, kernel, map }
}

/// The rule that most rows follow: the product of the columns, one or two of them left out, such as a stride, and those that
/// hold one side of a square taken twice.
private struct RowProducts {
  let columns: [FactorColumn]
  /// How often each column is multiplied.
  let times: [Int]
  let products: [Int]
  /// The rows that do not follow it.
  let wrong: [Int]

  init?(_ columns: [FactorColumn], results: [Int]) {
    var best: (times: [Int], wrong: [Int])?
    let sides =
      columns.indices.filter { columns[$0].side == .kernel }.prefix(2)
      + columns.indices.filter { columns[$0].side == .map }.prefix(2)
    for omitted in RowProducts.omissions(columns.count) {
      for squared in 0..<(1 << sides.count) {
        var times = columns.indices.map { omitted.contains($0) ? 0 : 1 }
        for (bit, side) in sides.enumerated() where squared & (1 << bit) != 0 { times[side] *= 2 }
        if times.count(where: { $0 > 0 }) < 2 { continue }
        let most = min((results.count - 1) / 2, (best?.wrong.count ?? results.count) - 1)
        guard let wrong = RowProducts.departures(columns, times, results, most) else { continue }
        best = (times, wrong)
        if wrong.isEmpty { return nil }
      }
    }
    guard let best else { return nil }
    (self.columns, times, wrong) = (columns, best.times, best.wrong)
    var products: [Int] = []
    for row in results.indices {
      guard let product = RowProducts.product(columns, best.times, row) else { return nil }
      products.append(product)
    }
    self.products = products
    let agreeing = results.indices.filter { !best.wrong.contains($0) }
    // A column with one value in all rows that agree says nothing of what another value does: groups, a stride.
    for column in columns.indices {
      let values = columns[column].values
      let known = Set(agreeing.map { values[$0] })
      if known.count == 1 || best.times[column] == 0,
        best.wrong.contains(where: { !known.contains(values[$0]) })
      {
        return nil
      }
    }
    guard Set(agreeing.map { results[$0] }).count >= 2, (agreeing + wrong).allSatisfy({ hasFactors($0) })
    else {
      return nil
    }
  }

  /// Whether two columns are above 1 in a row: where the others are 1, a result only repeats a cell.
  private func hasFactors(_ row: Int) -> Bool {
    columns.indices.count(where: { times[$0] > 0 && columns[$0].values[row] > 1 }) >= 2
  }

  /// The columns that may be left out: none, one, or two.
  private static func omissions(_ count: Int) -> [[Int]] {
    var all: [[Int]] = [[]]
    for one in 0..<count { all.append([one]) }
    for one in 0..<count { for two in (one + 1)..<max(one + 1, count) { all.append([one, two]) } }
    return all
  }

  private static func product(_ columns: [FactorColumn], _ times: [Int], _ row: Int) -> Int? {
    var product = 1
    for (place, column) in columns.enumerated() {
      for _ in 0..<times[place] {
        let (next, overflow) = product.multipliedReportingOverflow(by: column.values[row])
        if overflow { return nil }
        product = next
      }
    }
    return product
  }

  /// The rows with another result, nil where there are more than so many.
  private static func departures(
    _ columns: [FactorColumn], _ times: [Int], _ results: [Int], _ most: Int
  ) -> [Int]? {
    var wrong: [Int] = []
    for row in results.indices where product(columns, times, row) != results[row] {
      wrong.append(row)
      if wrong.count > most { return nil }
    }
    return wrong
  }

  /// The column without which a row has another value.
  func columnLeftOut(of row: Int, giving value: Int) -> Int? {
    guard value > 0, products[row] % value == 0 else { return nil }
    let factor = products[row] / value
    guard factor > 1 else { return nil }
    for (place, column) in columns.enumerated() where times[place] > 0 {
      let own = column.values[row]
      if own == factor || times[place] == 2 && own * own == factor { return column.column }
    }
    // Both columns of a kernel, or of a map.
    for (place, next) in zip(columns.indices, columns.indices.dropFirst())
    where times[place] == 1 && times[next] == 1 && columns[place].values[row] == columns[next].values[row] {
      let (square, overflow) = columns[place].values[row].multipliedReportingOverflow(
        by: columns[next].values[row])
      if !overflow, square == factor { return columns[place].column }
    }
    return nil
  }

  /// Whether 3 + 3 stands in a row's product for the 3 × 3 of its kernel.
  func hasSumForSquare(_ row: Int, giving value: Int) -> Bool {
    for (place, next) in zip(columns.indices, columns.indices.dropFirst())
    where times[place] == 1 && times[next] == 1 && columns[place].values[row] == columns[next].values[row] {
      let side = columns[place].values[row]
      let (twice, overflow) = value.multipliedReportingOverflow(by: side)
      if 3...11 ~= side, !overflow, twice % 2 == 0, twice / 2 == products[row] { return true }
    }
    return false
  }

  /// Whether two columns that are multiplied have the same size above 1 in a row: as many inputs as outputs may be those of a
  /// depthwise layer.
  func hasTwins(_ row: Int) -> Bool {
    let sizes = columns.indices.filter { times[$0] > 0 }.map { columns[$0].values[row] }.filter { $0 > 11 }
    return Set(sizes).count < sizes.count
  }
}

private enum ColumnProductWords {
  static let times: PhraseSet = ["×", "x", "*", "\\times", "·", "X"]
  /// Heads of columns that hold one side of a square: a kernel's or a map's.
  static let kernelSides: PhraseSet = ["k", "核"]
  static let mapSides: PhraseSet = [
    "size", "map", "out", "side", "spatial", "res", "h", "尺寸", "边长", "大小", "分辨率", "输出", "高",
  ]
  static let channels: PhraseSet = ["chan", "c_", "cin", "cout", "c{", "filters", "通道", "block"]
  static let kernels: PhraseSet = ["kernel", "kh", "kw", "k_", "filter size", "核", "ksize", "k²", "k×k"]
  static let inputs: Set<String> = [
    "cin", "in", "inputchannels", "inchannels", "inch", "inputs", "input", "channelsin", "c{in}", "输入通道",
    "输入通道数",
    "输入", "infeatures",
  ]
  static let outputs: Set<String> = [
    "cout", "out", "outputchannels", "outchannels", "outch", "outputs", "output", "filters", "channelsout",
    "c{out}",
    "输出通道", "输出通道数", "输出", "outfeatures",
  ]
  static let maps: PhraseSet = [
    "h", "w", "map", "size", "spatial", "resolution", "positions", "尺寸", "位置", "特征图", "高", "宽",
  ]
  static let layers: PhraseSet = ["conv", "dense", "linear", "fc", "卷积", "全连接"]
  static let otherKinds: PhraseSet = [
    "dw", "depth", "group", "sep", "pool", "shuffle", "dilat", "sparse", "ghost", "逐通道", "深度", "分组", "池化",
    "稀疏",
  ]
}
