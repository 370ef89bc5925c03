import Symbolics

/// Tables of layers whose kernels are written with their channels, `| c3 | 16x16x96 | 3x3x48 | 41,568 | 10,616,832 |`: the
/// multiply-adds are the positions and channels of the output times the kernel, the parameters the kernel times the outputs.
///
/// Where all other rows follow, three at least, one that lacks a factor of its own row or differs by digits is wrong.
extension NumberTable {
  func products() -> [Calculation.Draft] {
    guard rows.count >= 4 else { return [] }
    let work = heads.indices.filter {
      ShapeProductWords.work.isIn(heads[$0], of: working.bytes)
        && !ShapeProductWords.doubled.isIn(heads[$0], of: working.bytes)
    }
    let parameters = heads.indices.filter { ShapeProductWords.parameters.isIn(heads[$0], of: working.bytes) }
    guard work.count == 1 || parameters.count == 1, let kernel = kernelColumn(), let output = outputColumn()
    else { return [] }
    var findings: [Calculation.Draft] = []
    if work.count == 1 { findings += departures(in: work[0], kernel, output, .work) }
    if parameters.count == 1 {
      for kind in [ProductRow.Kind.biased, .unbiased] {
        let found = departures(in: parameters[0], kernel, output, kind)
        findings += found
        if !found.isEmpty { break }
      }
    }
    return findings
  }

  private func kernelColumn() -> Int? {
    let columns = heads.indices.dropFirst().filter {
      ShapeProductWords.kernels.isIn(heads[$0], of: working.bytes)
    }
    guard columns.count == 1 else { return nil }
    return rows.count(where: { (shape(columns[0], of: $0)?.count ?? 0) == 3 }) >= 3 ? columns[0] : nil
  }

  private func outputColumn() -> Int? {
    let columns = heads.indices.dropFirst().filter {
      ShapeProductWords.outputs.isIn(heads[$0], of: working.bytes)
    }
    return columns.count == 1 ? columns[0] : nil
  }

  private func departures(
    in column: Int, _ kernel: Int, _ output: Int, _ kind: ProductRow.Kind
  ) -> [Calculation.Draft] {
    guard column != kernel, column != output else { return [] }
    var agreeing = 0
    var odd: [(row: ProductRow, line: TextLine, claim: TableValue)] = []
    for line in rows {
      guard let claim = cell(column, of: line, isExact: true), let kernel = shape(kernel, of: line),
        let output = shape(output, of: line)
      else { continue }
      guard claim.numeral.lastPlace == .one, let row = ProductRow(kernel, output, kind) else { return [] }
      if row.right == claim.numeral.value {
        agreeing += 1
      } else if !row.isRight(claim.numeral.value) {
        odd.append((row, line, claim))
      }
    }
    guard agreeing >= 3, odd.count == 1, let (row, line, claim) = odd.first,
      !isOfOtherKind(line), !ShapeProductWords.otherLayers.isOn(line, of: working.bytes),
      let mistake = row.mistake(of: claim.numeral.value)
    else { return [] }
    return [
      Calculation.Draft(
        mistake: mistake, alternatives: [.productSlip, .factorDroppedInEvaluation].filter { $0 != mistake },
        range: claim.range, claimed: claim.numeral.value, correct: row.right)
    ]
  }

  /// The sizes that a cell holds and nothing else: `3x3x48`, `16 × 16 × 96`, `(16, 16, 96)`, `1,024`.
  private func shape(_ column: Int, of row: TextLine) -> [Int]? {
    guard let cells = row.row?.cells, cells.indices.contains(column), cells[column].count <= 48 else {
      return nil
    }
    let cell = cells[column]
    var sizes: [Int] = []
    var at = cell.lowerBound
    while at < cell.upperBound, sizes.count < 6 {
      if let (size, end) = working.bytes.wholeNumber(at: at, to: cell.upperBound) {
        sizes.append(size)
        at = end
      } else if let length = ShapeProductWords.between.length(
        at: at, until: cell.upperBound, in: working.bytes)
      {
        at += length
      } else if working.bytes[at] == UInt8(ascii: "x"), at + 1 < cell.upperBound {
        at += 1
      } else {
        return nil
      }
    }
    return at >= cell.upperBound && !sizes.isEmpty && sizes.allSatisfy { (1...1_000_000).contains($0) }
      ? sizes : nil
  }
}

/// A row of such a table.
private struct ProductRow {
  enum Kind { case work, biased, unbiased }

  let kernel: [Int]
  let output: [Int]
  let kind: Kind
  let right: Rational

  init?(_ kernel: [Int], _ output: [Int], _ kind: Kind) {
    (self.kernel, self.output, self.kind) = (kernel, output, kind)
    guard let right = ProductRow.value(kernel, output, kind) else { return nil }
    self.right = right
  }

  private static func value(_ kernel: [Int], _ output: [Int], _ kind: Kind) -> Rational? {
    guard let channels = output.last else { return nil }
    var product = Rational.one
    for factor in kernel + (kind == .work ? output : [channels]) {
      guard let next = try? product.multiplied(by: Rational(factor)) else { return nil }
      product = next
    }
    return kind == .biased ? try? product.adding(Rational(channels)) : product
  }

  /// Whether a count is right with biases, with the numbers of a norm, or without them: `512·1000 + 1000` of a dense layer
  /// below convolutions that have none.
  func isRight(_ claim: Rational) -> Bool {
    guard let plain = ProductRow.value(kernel, output, kind == .work ? .work : .unbiased),
      let each = ProductRow.value([], output, kind == .work ? .work : .unbiased)
    else { return true }
    return (0...4).contains { times in
      guard let more = try? each.multiplied(by: Rational(times)) else { return true }
      return (try? plain.adding(more)) == claim
    }
  }

  /// What was left out, or how the digits differ.
  func mistake(of claim: Rational) -> Mistake? {
    if Digits.areTransposed(right, claim) { return .digitsTransposed }
    if Digits.differ(right, claim) { return .digitChanged }
    if claim == (try? right.multiplied(by: 10)) || right == (try? claim.multiplied(by: 10)) {
      return .powerOfTenSlip
    }
    guard kernel.count == 3, let channels = output.last else { return nil }
    if ProductRow.value([kernel[2]], output, kind) == claim { return .kernelAreaMissing }
    if ProductRow.value([kernel[0], kernel[1]], output, kind) == claim { return .inputChannelsMissing }
    if kind == .work, output.count == 3 {
      if ProductRow.value(kernel, [channels], kind) == claim { return .outputPositionsMissing }
      if ProductRow.value(kernel, [output[0], output[1]], kind) == claim { return .outputChannelsMissing }
    }
    if kind == .biased, let plain = ProductRow.value(kernel, output, .unbiased),
      (try? plain.adding(Rational(kernel[2]))) == claim
    {
      return .biasCountWrong
    }
    return nil
  }
}

private enum ShapeProductWords {
  static let work: PhraseSet = ["mac", "乘加", "mult", "madd"]
  static let doubled: PhraseSet = ["flop", "param", "参数"]
  static let parameters: PhraseSet = ["param", "参数", "weights", "权重"]
  static let kernels: PhraseSet = ["kernel", "filter", "卷积核", "核尺寸", "滤波器"]
  static let outputs: PhraseSet = ["out", "输出"]
  static let between: PhraseSet = ["×", "*", " ", "(", ")", "[", "]", ", ", "$", "\\times", "·"]
  static let otherLayers: PhraseSet = [
    "dw", "depth", "group", "sep", "pool", "shuffle", "trans", "dilat", "逐通道", "深度", "分组", "池化", "转置",
  ]
}
