import Symbolics

/// A table with the bytes of one number beside the bytes of all, of which one row takes another width: `| INT4 | 0.5 | 6.5 GB |`
/// where every other row has 26 GB for a byte.
extension Calculation {
  mutating func checkWidthsBesideBytes(in rows: [TextLine], below header: TableRow) {
    guard (3...24).contains(rows.count), (3...12).contains(header.cells.count) else { return }
    let widths = header.cells.indices.filter { WidthWords.heads.isIn(header.cells[$0], of: working.bytes) }
    guard let width = widths.first, widths.count == 1 else { return }
    for column in header.cells.indices where column > width {
      guard let cells = ratios(in: rows, width, column), let usual = cells.usual else { continue }
      for cell in cells.all where !isNear(cell.ratio, usual) {
        guard let factor = try? cell.ratio.divided(by: usual),
          WidthWords.factors.contains(where: { isNear(factor, $0) }), !isReported(cell.range),
          let right = try? cell.claim.divided(by: factor)
        else { continue }
        findings.append(
          Draft(
            mistake: .bytesPerValueWrong, alternatives: [.productSlip], range: cell.range,
            claimed: cell.claim,
            correct: right, arguments: [("expected", .number(cell.width))]))
      }
    }
  }

  private typealias WidthCell = (ratio: Rational, claim: Rational, width: Rational, range: Range<Int>)

  /// Bytes over widths, row by row, and the one ratio that all rows but one have.
  private func ratios(in rows: [TextLine], _ width: Int, _ column: Int) -> (
    all: [WidthCell], usual: Rational?
  )? {
    var all: [WidthCell] = []
    for row in rows {
      guard !WidthWords.otherwise.isOn(row, of: working.bytes),
        let bytes = number(in: width, of: row), WidthWords.widths.contains(bytes.numeral.value),
        let cell = number(in: column, of: row),
        cell.numeral.scale.exponent >= 6 || cell.numeral.binaryFactor != nil,
        cell.numeral.value > .zero, let ratio = try? cell.numeral.value.divided(by: bytes.numeral.value)
      else { return nil }
      all.append((ratio, cell.numeral.value, bytes.numeral.value, cell.range))
    }
    let usual = all.first { one in all.count(where: { isNear($0.ratio, one.ratio) }) == all.count - 1 }
    guard let usual, Set(all.map { $0.width }).count > 1 else { return nil }
    return (all, usual.ratio)
  }

  private func isNear(_ one: Rational, _ other: Rational) -> Bool {
    guard let room = try? other.divided(by: 40) else { return false }
    return LinkChecker.isWithin(room, one, other)
  }
}

private enum WidthWords {
  static let heads: PhraseSet = ["byte", "b/param", "b/weight", "字节"]
  static let widths: [Rational] = [.half, 1, 2, 4, 8, 12, 16]
  static let factors: [Rational] = [.two, 4, .half, (try? Rational(1, over: 4)) ?? .zero]
  /// What is kept for other numbers than those of the other rows.
  static let otherwise: PhraseSet = [
    "total", "sum", "合计", "总", "activation", "激活", "cache", "缓存", "shard", "zero", "offload", "切分", "lora",
    "expert",
    "专家",
  ]
}
