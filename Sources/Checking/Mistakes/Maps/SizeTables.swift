import Symbolics

/// A table with columns for an input's size, the kernel, the padding, the stride and the output's size.
///
/// `| n | k | p | s | output |`. A row may be of a layer that rounds up, so that only a row whose stride fits is judged, and
/// only where as many rows are right.
extension Calculation {
  mutating func checkSizes(in rows: [TextLine], below header: TableRow) {
    guard rows.count >= 2, let columns = SizeColumns(header.cells, in: working.bytes) else { return }
    var wrong: [(row: SizeRow, claim: Range<Int>)] = []
    var rightCount = 0
    for line in rows where !Calculation.otherWindows.isOn(line, of: working.bytes) {
      guard let row = SizeRow(columns.all.map { number(in: $0, of: line)?.numeral }),
        let claim = number(in: columns.all[4], of: line)?.range
      else { continue }
      if row.claimed == row.output { rightCount += 1 } else if row.isSlip { wrong.append((row, claim)) }
    }
    guard rightCount >= wrong.count else { return }
    for (row, claim) in wrong {
      findings.append(
        Draft(
          mistake: row.lacksOne ? .outputSizePlusOneMissing : .formulaDoesNotGiveResult,
          alternatives: row.lacksOne ? [.formulaDoesNotGiveResult] : [], range: claim,
          claimed: Rational(row.claimed), correct: Rational(row.output),
          arguments: [("left", .expression(row.expression))], fix: Expression(Rational(row.output))))
    }
  }

  private static let otherWindows: PhraseSet = [
    "trans", "deconv", "ceil", "dilat", "atrous", "转置", "反卷积", "空洞", "膨胀",
  ]
}

/// The columns of such a table.
private struct SizeColumns {
  /// Those of the input, the kernel, the padding, the stride and the output.
  let all: [Int]

  init?(_ cells: [Range<Int>], in bytes: [UInt8]) {
    guard (5...8).contains(cells.count) else { return nil }
    let names = cells.map { cell in
      String(decoding: bytes[cell], as: UTF8.self).lowercased().filter { !" $*`|".contains($0) }
    }
    if names.contains(where: { $0 == "d" || $0.hasPrefix("dil") }) { return nil }
    var all: [Int] = []
    for headings in SizeColumns.headings {
      guard let column = names.firstIndex(where: { headings.contains($0) }) else { return nil }
      all.append(column)
    }
    self.all = all
  }

  private static let headings: [[String]] = [
    ["n", "i", "input", "inputsize", "w", "h", "n_{in}", "输入", "输入尺寸"], ["k", "kernel", "f", "卷积核", "核"],
    ["p", "pad", "padding", "填充"], ["s", "stride", "步长", "步幅"],
    ["o", "out", "output", "outputsize", "n_{out}", "输出", "输出尺寸"],
  ]
}

/// One row of it.
private struct SizeRow {
  let input, kernel, padding, stride, claimed: Int

  init?(_ numerals: [Numeral?]) {
    var sizes: [Int] = []
    for numeral in numerals {
      guard let numeral, numeral.scale == .one, let size = numeral.value.integer, (0...100_000).contains(size)
      else { return nil }
      sizes.append(size)
    }
    guard sizes.count == 5, sizes[3] > 0, sizes[0] + 2 * sizes[2] >= sizes[1] else { return nil }
    (input, kernel, padding, stride, claimed) = (sizes[0], sizes[1], sizes[2], sizes[3], sizes[4])
  }

  private var steps: Int { (input + 2 * padding - kernel) / stride }
  var output: Int { steps + 1 }
  /// Whether nothing is left to round.
  var isEven: Bool { steps * stride == input + 2 * padding - kernel }
  var lacksOne: Bool { claimed == steps }
  /// Whether it is off by one, or as if there were no padding: a layer that enlarges its input is off by more.
  var isSlip: Bool {
    guard isEven else { return false }
    let isUnpadded = padding > 0 && input >= kernel && claimed == (input - kernel) / stride + 1
    return lacksOne || claimed == output + 1 || isUnpadded
  }

  /// `(n + 2·p − k)/s + 1`
  var expression: Expression {
    let span = Expression.sum([
      .init(Expression(Rational(input)), isSubtracted: false),
      .init(.product(of: [Expression(Rational(2)), Expression(Rational(padding))]), isSubtracted: false),
      .init(Expression(Rational(kernel)), isSubtracted: true),
    ])
    return .sum([
      .init(.quotient(span, Expression(Rational(stride))), isSubtracted: false),
      .init(Expression(Rational(1)), isSubtracted: false),
    ])
  }
}
