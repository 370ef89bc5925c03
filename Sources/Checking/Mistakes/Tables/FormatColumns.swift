import Symbolics

/// Rows that name a format beside the bytes of one number, of which one does not belong to it: `| gradients | bf16 | 4 |`,
/// `| INT4 | 1 |`.
extension Calculation {
  mutating func checkFormats(in rows: [TextLine], below header: TableRow) {
    guard rows.count >= 2, rows.contains(where: { NumberFormat.mayBe(on: $0) }) else { return }
    let columns = header.cells.indices.filter {
      FormatColumnWords.heads.isIn(header.cells[$0], of: working.bytes)
    }
    guard columns.count == 1 else { return }
    var follow = 0
    var odd: [(range: Range<Int>, claim: Rational, right: Rational)] = []
    for row in rows {
      let formats = NumberFormat.all(in: row.range, of: working.bytes)
      guard let format = formats.first, formats.allSatisfy({ $0.bits == format.bits }),
        let cell = number(in: columns[0], of: row)
      else { continue }
      if cell.numeral.value == format.width {
        follow += 1
      } else if FormatColumnWords.widths.contains(cell.numeral.value),
        !FormatColumnWords.otherwise.isIn(row.range, of: working.bytes)
      {
        odd.append((cell.range, cell.numeral.value, format.width))
      }
    }
    guard follow >= 1, odd.count == 1, follow >= odd.count, !isReported(odd[0].range) else { return }
    findings.append(
      Draft(
        mistake: .bytesPerValueWrong, range: odd[0].range, claimed: odd[0].claim, correct: odd[0].right,
        arguments: [("expected", .number(odd[0].right))]))
  }
}

enum FormatColumnWords {
  static let heads: PhraseSet = [
    "bytes/param", "byte/param", "bytes per param", "bytes/weight", "bytes per weight", "bytes/value",
    "bytes per value",
    "bytes/element", "bytes per element", "bytes/number", "bytes per number", "b/param", "每参数字节", "每个参数字节",
    "每参数的字节", "字节/参数", "字节数/参数", "每权重字节", "每个数字节",
  ]
  static let widths: [Rational] = [(try? Rational(1, over: 4)) ?? .half, .half, 1, 2, 4, 8]
  /// What keeps several numbers for each weight, or keeps them in another format.
  static let otherwise: PhraseSet = [
    "optimi", "adam", "sgd", "moments", "states", "mixed", "accum", "complex", "copies", "both", " and ", "+",
    "&",
    "scale", "zero", "group", "pair", "k/v", "dequant", "compute", "stored", "kept", "upcast", "优化器", "动量",
    "混合",
    "累加", "副本", "反量化", "存", "和", "与",
  ]
}
