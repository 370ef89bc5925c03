import Symbolics

/// Bytes of weights in a table of number formats: a row for each, `| INT4 | 0.5 | 35 GB |` below `70B`, or a column for each,
/// `| params | BF16 | INT8 |`.
///
/// Bytes are in proportion to the width of a format and to the number of weights. One cell that is off by what lies between
/// formats, or by a power of ten, where all others follow, is wrong.
extension NumberTable {
  func bytesOfFormats() -> [Calculation.Draft] {
    guard rows.count <= 16, !heads.contains(where: { FormatTableWords.divided.isIn($0, of: working.bytes) })
    else { return [] }
    return bytesByRows() + bytesByColumns()
  }

  /// A cell with the bytes of one weight or all weights in bytes, by which it is divided.
  private struct Cell {
    let line: TextLine
    let claim: TableValue
    let width: Double
    let slack: Double
    var ratio: Double { claim.value / width }
  }

  // MARK: - A row for each format

  private func bytesByRows() -> [Calculation.Draft] {
    let columns = heads.indices.filter {
      FormatColumnWords.heads.isIn(heads[$0], of: working.bytes) || isBytesAlone(heads[$0])
    }
    guard columns.count <= 1, !columns.isEmpty || rows.contains(where: { NumberFormat.mayBe(on: $0) }) else {
      return []
    }
    var findings: [Calculation.Draft] = []
    for column in heads.indices.dropFirst() where column != columns.first {
      let cells = rows.compactMap { row -> Cell? in
        guard let claim = cell(column, of: row), isInBytes(column, of: row),
          let width = columns.isEmpty ? formatWidth(of: row) : cell(columns[0], of: row)?.value
        else { return nil }
        return Cell(line: row, claim: claim, width: width, slack: 1.1 * claim.room)
      }
      let count = count(in: heads[column])
      // A column of memory may hold more than weights.
      guard count != nil || FormatTableWords.weights.isIn(heads[column], of: working.bytes) else { continue }
      if let draft = departure(in: cells, of: count, least: count == nil ? 3 : 2) { findings.append(draft) }
    }
    return findings
  }

  private func isBytesAlone(_ head: Range<Int>) -> Bool {
    var joint = Joint(working.bytes, from: head.lowerBound, to: head.upperBound)
    joint.skipBlanks()
    guard joint.take(FormatTableWords.bytes) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// The width of the one format that the name of a row says, where nothing is kept besides.
  private func formatWidth(of row: TextLine) -> Double? {
    guard let name = row.row?.cells.first else { return nil }
    let formats = NumberFormat.all(in: name, of: working.bytes)
    guard let format = formats.first, formats.allSatisfy({ $0.bits == format.bits }),
      !FormatColumnWords.otherwise.isIn(row.range, of: working.bytes)
    else { return nil }
    return format.width.approximation
  }

  private func isInBytes(_ column: Int, of row: TextLine) -> Bool {
    guard let cells = row.row?.cells, cells.indices.contains(column) else { return false }
    return FormatTableWords.units.isIn(cells[column], of: working.bytes)
      || FormatTableWords.units.isIn(heads[column], of: working.bytes)
  }

  // MARK: - A column for each format

  private func bytesByColumns() -> [Calculation.Draft] {
    let counts = heads.indices.filter {
      FormatTableWords.counts.isIn(heads[$0], of: working.bytes)
        && !FormatTableWords.active.isIn(heads[$0], of: working.bytes)
        && NumberFormat.all(in: heads[$0], of: working.bytes).isEmpty
    }
    guard counts.count <= 1 else { return [] }
    var findings: [Calculation.Draft] = []
    for column in heads.indices.dropFirst() where column != counts.first {
      let formats = NumberFormat.all(in: heads[column], of: working.bytes)
      guard formats.count == 1,
        !FormatColumnWords.otherwise.isIn(heads[column], of: working.bytes)
      else { continue }
      let cells = rows.compactMap { row -> Cell? in
        guard let claim = cell(column, of: row), NumberFormat.all(in: row.range, of: working.bytes).isEmpty
        else { return nil }
        let width = formats[0].width.approximation
        if let place = counts.first {
          guard let count = cell(place, of: row) else { return nil }
          return Cell(
            line: row, claim: claim, width: width * count.value, slack: 1.1 * (claim.room + count.room))
        }
        guard let name = row.row?.cells.first, isInBytes(column, of: row), let count = self.count(in: name)
        else { return nil }
        // 7B may be 6.7 or 7.6 billion.
        return Cell(line: row, claim: claim, width: width * count, slack: 0.1 + claim.room)
      }
      if let draft = departure(in: cells, of: 1, least: 2) { findings.append(draft) }
    }
    return findings
  }

  /// The parameters that a name or a head tells: "70B", "LLaMA-13B 权重", "3.8 B". Not those of `8x7B`, nor "16 GB".
  private func count(in range: Range<Int>) -> Double? {
    let bytes = working.bytes
    var found: [Double] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let isInside =
        at > range.lowerBound && (bytes[at - 1] == UInt8(ascii: ".") || bytes[at - 1].isASCIIDigit)
      guard bytes[at].isASCIIDigit, !isInside else {
        at += 1
        continue
      }
      let (number, end) = decimal(at: at, to: range.upperBound)
      let unit = bytes.skipBlanks(from: end, to: range.upperBound)
      if let scale = FormatTableWords.scales.index(at: unit, until: range.upperBound, in: bytes) {
        if at > range.lowerBound, bytes[at - 1] | 0x20 == UInt8(ascii: "x") || bytes[at - 1] == 0x97 {
          return nil
        }
        found.append(number * [1e9, 1e9, 1e6, 1e9, 1e8][scale])
      }
      at = end
    }
    return found.count == 1 ? found[0] : nil
  }

  private func decimal(at start: Int, to limit: Int) -> (value: Double, end: Int) {
    var (value, unit, at) = (0.0, 0.0, start)
    while at < limit, at - start < 12 {
      if working.bytes[at].isASCIIDigit {
        value = value * 10 + Double(working.bytes[at] - UInt8(ascii: "0"))
        unit *= 10
      } else if working.bytes[at] == UInt8(ascii: "."), unit == 0 {
        unit = 1
      } else {
        break
      }
      at += 1
    }
    return (unit > 0 ? value / unit : value, at)
  }

  // MARK: - What departs

  private func departure(in cells: [Cell], of count: Double?, least: Int) -> Calculation.Draft? {
    guard cells.count > least else { return nil }
    for base in cells.prefix(4) {
      let odd = cells.filter {
        ($0.ratio / base.ratio - 1).magnitude > $0.slack + base.slack + 1e-9
      }
      guard odd.count == 1, let cell = odd.first, isCount(base, count) else { continue }
      let others = cells.filter { $0.line.index != cell.line.index }
      guard Set(others.map { $0.width }).count >= 2 else { return nil }
      let off = cell.ratio / base.ratio
      let slack = cell.slack + base.slack + 1e-6
      guard slack < 0.3, !isOfOtherKind(cell.line),
        !FormatTableWords.divided.isOn(cell.line, of: working.bytes)
      else { return nil }
      for factor in FormatTableWords.factors
      where (off / factor - 1).magnitude <= slack || (off * factor - 1).magnitude <= slack {
        return draft(cell, off > 1 ? factor : 1 / factor)
      }
      return nil
    }
    return nil
  }

  /// Whether bytes for each byte of width are a number of parameters, in whichever unit.
  private func isCount(_ cell: Cell, _ count: Double?) -> Bool {
    guard let count else { return true }
    let room = max(0.1, cell.slack)
    for binary in [1, 1.024, 1.048_576, 1.073_741_824, 1.099_511_627_776] {
      for power in [1, 1e-3, 1e-6, 1e-9, 1e-12, 1e3, 1e6, 1e9]
      where (cell.ratio * binary / (count * power) - 1).magnitude <= room {
        return true
      }
    }
    return false
  }

  private func draft(_ cell: Cell, _ factor: Double) -> Calculation.Draft {
    let isLarger = factor > 1
    let number = Rational(whole: Int128((isLarger ? factor : 1 / factor).rounded()))
    let claimed = cell.claim.numeral.value
    let right = isLarger ? try? claimed.divided(by: number) : try? claimed.multiplied(by: number)
    let isShifted = number == 10 || number == 100 || number == 1_000
    return Calculation.Draft(
      mistake: isShifted ? .powerOfTenSlip : .bytesPerValueWrong,
      alternatives: isShifted ? [.prefixSlip, .productSlip] : [.productSlip, .factorDroppedInEvaluation],
      range: cell.claim.range, claimed: claimed, correct: right,
      arguments: isShifted ? [("ratio", .number(number))] : [])
  }
}

private enum FormatTableWords {
  static let bytes: PhraseSet = ["bytes", "byte", "字节数", "字节", "bytes each"]
  static let units: PhraseSet = ["gb", "gib", "mb", "mib", "tb", "tib"]
  static let counts: PhraseSet = ["param", "参数", "weights", "model size"]
  static let weights: PhraseSet = ["weight", "权重", "model", "模型", "param", "参数"]
  static let active: PhraseSet = ["active", "激活"]
  static let scales: PhraseSet = ["b", "billion", "m", "十亿", "亿"]
  static let factors: [Double] = [2, 4, 8, 10, 100, 1_000]
  /// Where the weights are parted among devices, or others are kept besides.
  static let divided: PhraseSet = [
    "gpu", "card", "shard", "zero", "device", "each", "卡", "张", "每", "kv", "cache", "缓存",
    "lora",
  ]
}
