import Symbolics

/// Rows of sizes with their result, under a formula that the text states above them, or under heads that name the factors:
///
///     LSTM parameters = 4 × u × (d + u + 1)
///     | LSTM 1 | 1  | 64  | 16,896 |
///     | LSTM 2 | 64 | 128 | 98,186 |
extension Calculation {
  /// Checks the rows of the table that begins with a line.
  mutating func checkRowsUnderFormula(_ rows: [TextLine], from start: Int) {
    guard rows.count <= 64, let first = rows.first?.row, (3...12).contains(first.cells.count) else { return }
    var formula: NamedFormula?
    for line in lines[max(0, start - 3)..<start].reversed() where formula == nil {
      guard UnderFormula.times.isOn(line, of: working.bytes) else { continue }
      formula = NamedFormula(line, of: working.bytes)
    }
    if let formula {
      check(rows, under: formula, heads: first)
    } else if UnderFormula.sizes.isIn(
      first.cells[0].lowerBound..<max(first.cells[0].lowerBound, rows[0].range.upperBound), of: working.bytes)
    {
      checkNamedHeads(rows, first)
    }
  }

  private typealias SizedRow = (line: TextLine, values: [Rational], claim: Numeral, range: Range<Int>)

  private mutating func check(_ rows: [TextLine], under formula: NamedFormula, heads: TableRow) {
    let columns = formula.names.map { name in
      heads.cells.indices.filter { NamedFormula.isName(name, heads.cells[$0], of: working.bytes) }
    }
    if columns.allSatisfy({ $0.count == 1 }) {
      let columns = columns.map { $0[0] }
      guard let result = heads.cells.indices.last, !columns.contains(result) else { return }
      let sized = rows.dropFirst().compactMap { sizedRow($0, columns, result, formula) }
      report(sized, formula, leastAgreeing: 0)
    } else if columns.allSatisfy({ $0.isEmpty }), (2...3).contains(formula.names.count),
      heads.cells.count == formula.names.count + 2, kind(of: formula) != nil
    {
      // The names are not said: the order in which most rows follow the formula.
      var best: (agreeing: Int, rows: [SizedRow])?
      for order in UnderFormula.orders[formula.names.count - 2] {
        let sized = rows.compactMap { sizedRow($0, order.map { $0 + 1 }, formula.names.count + 1, formula) }
        let agreeing = sized.count { formula.value($0.values) == $0.claim.value }
        if agreeing > best?.agreeing ?? -1 { best = (agreeing, sized) }
      }
      if let best, best.agreeing > 0 {
        report(best.rows, formula, leastAgreeing: 1)
      } else {
        checkOnly(rows, formula)
      }
    }
  }

  /// The only row of the formula's kind, where one order of its sizes gives nearly what it says, and the others do not.
  private mutating func checkOnly(_ rows: [TextLine], _ formula: NamedFormula) {
    var near: [SizedRow] = []
    for order in UnderFormula.orders[formula.names.count - 2] {
      let sized = rows.compactMap { sizedRow($0, order.map { $0 + 1 }, formula.names.count + 1, formula) }
      guard sized.count == 1, let right = formula.value(sized[0].values) else { return }
      if SameNumber.isNear(sized[0].claim.value, right) { near.append(sized[0]) }
    }
    guard near.count == 1, let right = formula.value(near[0].values),
      let names = names(near[0], right, isOfKind: true), names[0] == .biasCountWrong
    else { return }
    report(near[0], right, names)
  }

  /// A row of whole sizes and a whole result, that is called as the formula is.
  private func sizedRow(
    _ row: TextLine, _ columns: [Int], _ result: Int, _ formula: NamedFormula?
  ) -> SizedRow? {
    guard let name = row.row?.cells.first, let claim = number(in: result, of: row), claim.numeral.value > 99,
      claim.numeral.lastPlace == .one, !UnderFormula.others.isOn(row, of: working.bytes)
    else { return nil }
    if let kinds = formula.flatMap({ kind(of: $0) }), !kinds.isIn(name, of: working.bytes) { return nil }
    var values: [Rational] = []
    for column in columns {
      guard let size = number(in: column, of: row)?.numeral, size.value >= .one, size.lastPlace == .one,
        size.value.isInteger
      else { return nil }
      values.append(size.value)
    }
    return (row, values, claim.numeral, claim.range)
  }

  /// The words for the kind of layer that a formula is of, if it says one.
  private func kind(of formula: NamedFormula) -> PhraseSet? {
    UnderFormula.kinds.first { $0.isIn(formula.label, of: working.bytes) }
  }

  private mutating func report(_ rows: [SizedRow], _ formula: NamedFormula, leastAgreeing: Int) {
    let wrong = rows.filter { formula.value($0.values) != $0.claim.value }
    guard !wrong.isEmpty, wrong.count <= 2, rows.count - wrong.count >= leastAgreeing else { return }
    let isOfKind = kind(of: formula) != nil
    for row in wrong {
      guard let right = formula.value(row.values),
        let names = names(row, right, isOfKind: isOfKind)
          ?? (rows.count - wrong.count >= 1 ? namesOfFormula(row, right, formula) : nil)
      else { continue }
      report(row, right, names)
    }
  }

  private mutating func report(_ row: SizedRow, _ right: Rational, _ names: [Mistake]) {
    guard !isReported(row.range), isAsserted(row.range, on: row.line) else { return }
    findings.append(
      Draft(
        mistake: names[0], alternatives: Array(names.dropFirst()), range: row.range,
        claimed: row.claim.value, correct: right, fix: Expression(right)))
    markWrong(at: row.range)
  }

  /// How a result came about that the formula does not give; nil for what may be a layer of another kind, one in groups or
  /// with biases.
  private func names(_ row: SizedRow, _ right: Rational, isOfKind: Bool) -> [Mistake]? {
    guard right > .zero, let ratio = try? row.claim.value.divided(by: right),
      let gap = try? row.claim.value.subtracting(right).magnitude
    else { return nil }
    if let slips = row.claim.slip(from: right) { return slips + [.productSlip, .formulaDoesNotGiveResult] }
    if isOfKind {
      guard SameNumber.isNear(row.claim.value, right) else { return nil }
      return row.values.contains { value in
        [1, 2, 3, 4].contains { (try? value.multiplied(by: $0)) == gap }
      } ? [.biasCountWrong, .biasNotAdded, .productSlip] : [.productSlip, .formulaDoesNotGiveResult]
    }
    // Twice as many may be FLOPs; the fraction of a whole number, groups.
    guard ratio != .two, ratio.isInteger else { return nil }
    return ratio == 4
      ? [.inputSizeForOutputSize, .productSlip, .factorSwapped, .extraFactor]
      : [.productSlip, .factorSwapped, .extraFactor]
  }

  /// How a result came about that a stated formula with a column for each of its names does not give, where other rows
  /// follow it; nil for what may be counted in groups, with biases, or twice.
  private func namesOfFormula(_ row: SizedRow, _ right: Rational, _ formula: NamedFormula) -> [Mistake]? {
    guard kind(of: formula) == nil, formula.names.count >= 4, right > .zero,
      let ratio = try? row.claim.value.divided(by: right), ratio != .two,
      let less = try? right.divided(by: row.claim.value), !holds(UnderFormula.grouped)
    else { return nil }
    if less.isInteger {
      let channels = zip(formula.names, row.values).filter { $0.0.lowercased().hasPrefix("c") }.map { $0.1 }
      let shared = channels.count { (try? $0.divided(by: less))?.isInteger ?? false }
      // A kernel's side that does not divide the channels cannot be a number of groups.
      if row.values.contains(less), shared < 2 {
        return [.factorDroppedInEvaluation, .kernelAreaMissing, .productSlip]
      }
      return less == .two && isNoHalf(row) ? [.productSlip, .factorDroppedInEvaluation] : nil
    }
    // One more for each output is a bias.
    guard !ratio.isInteger, let more = try? ratio.subtracting(.one), more.isZero == false,
      let part = try? Rational.one.divided(by: more), !part.isInteger, !isRounded(row.claim.value)
    else { return nil }
    let isOfInput = row.values.contains { size in
      ([1, 2, 4] as [Rational]).contains { border in
        guard let input = try? size.adding(border), let side = try? input.divided(by: size),
          let area = try? side.multiplied(by: side)
        else { return false }
        return area == ratio
      }
    }
    return isOfInput
      ? [.inputSizeForOutputSize, .productSlip, .factorSwapped] : [.productSlip, .formulaDoesNotGiveResult]
  }

  /// `2,230,000`: a result that is rounded to thousands.
  private func isRounded(_ value: Rational) -> Bool {
    (try? value.divided(by: 1_000))?.isInteger ?? true
  }

  /// Whether nothing in a row's name says that it is one of two halves.
  private func isNoHalf(_ row: SizedRow) -> Bool {
    guard let name = row.line.row?.cells.first else { return false }
    return !UnderFormula.halves.isIn(name, of: working.bytes)
  }

  // MARK: - Heads

  /// `| Layer | H_out | W_out | C_out | C_in | kH | kW | MACs |`: the heads are the factors of a convolution's work.
  private mutating func checkNamedHeads(_ rows: [TextLine], _ heads: TableRow) {
    var columns: [Int] = []
    for names in UnderFormula.factors {
      let found = heads.cells.indices.filter { cell in
        names.contains { NamedFormula.isName($0, heads.cells[cell], of: working.bytes) }
      }
      guard found.count == 1 else { return }
      columns.append(found[0])
    }
    guard let result = heads.cells.indices.last, !columns.contains(result),
      UnderFormula.macs.contains(where: {
        NamedFormula.isName($0, heads.cells[result], of: working.bytes)
      })
    else { return }
    for row in rows.dropFirst() {
      guard let sized = sizedRow(row, columns, result, nil) else { continue }
      var right = Rational.one
      for value in sized.values {
        guard let next = try? right.multiplied(by: value) else { return }
        right = next
      }
      guard right != sized.claim.value, let names = names(sized, right, isOfKind: false) else { continue }
      report(sized, right, names)
    }
  }
}

private enum UnderFormula {
  static let times: PhraseSet = ["×", "·", "*", "⋅"]
  static let sizes: PhraseSet = ["h_out", "hout", "h_{out}"]
  static let factors: [[String]] = [
    ["H_out"], ["W_out"], ["C_out"], ["C_in"], ["kH", "k_h", "KH"], ["kW", "k_w", "KW"],
  ]
  static let macs: [String] = ["MACs", "MAC", "乘加", "乘加次数"]
  static let kinds: [PhraseSet] = [
    ["lstm"], ["gru"], ["rnn"], ["conv", "卷积"], ["dense", "linear", "fc", "全连接", "线性"],
  ]
  /// Layers that are counted by another formula, and rows that say of themselves that they are wrong.
  static let others: PhraseSet = [
    "depthwise", "dw", "separable", "group", "pool", "norm", "bn", "add", "total", "sum", "bidirect", "bi-",
    "bilstm", "transpos", "deconv", "wrong", "should", "instead", "no bias", "without", "projection", "×2",
    "x2", "2×", "逐通道", "深度", "可分离", "组", "池化", "归一", "合计", "总", "双向", "转置", "错", "应为", "无偏置", "peephole",
    "reset", "torch",
  ]
  /// Texts in which a layer may have half the inputs, and those whose results are not the formula's own.
  static let grouped: PhraseSet = [
    "alexnet", "group", "grp", "depthwise", "separable", "resnext", "two gpus", "2 gpus", "sparse", "prun",
    "分组", "深度可分离",
    "逐通道", "剪枝", "稀疏", "including bias", "incl. bias", "with bias", "含偏置",
  ]
  static let halves: PhraseSet = ["a)", "b)", "half", "½", "split", "branch", "半", "分支"]
  static let orders: [[[Int]]] = [
    [[0, 1], [1, 0]], [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]],
  ]
}
