import Symbolics

/// Rows of layers that hold their own sizes, in tables with or without a header: `| LSTM 2 | 32 | 100 | 52,800 |` below
/// `| LSTM 1 | 8 | 32 | 5,248 |`, `| Dense 128 | 128 | 204,800 |` below `| Flatten | 1600 | 0 |`.
///
/// The other rows of the same kind show that biases are counted, and how.
extension Calculation {
  mutating func checkRowsOfLayers() {
    guard holds(LayerRows.names) else { return }
    var start = 0
    while start < lines.count {
      var end = start
      while end < lines.count, lines[end].row != nil { end += 1 }
      if end - start >= 3, end - start <= 256 {
        let table = lines[start..<end]
        if !table.contains(where: { LayerRows.others.isOn($0, of: working.bytes) }) {
          checkCells(table.compactMap { CellRow($0, of: working.bytes) })
          checkFeedForwardRows(table.map { ForwardRow($0, of: working.bytes) })
        }
      }
      start = max(end, start + 1)
    }
  }

  // MARK: - | LSTM 2 | 32 | 100 | 52,800 |

  private mutating func checkCells(_ rows: [CellRow]) {
    guard rows.count >= 2 else { return }
    let recurrent = rows.filter { $0.gates > 1 }
    guard let first = recurrent.first, recurrent.allSatisfy({ $0.gates == first.gates }) else { return }
    // Each layer takes what the one before it gives.
    for (above, row) in zip(rows, rows.dropFirst()) where above.units != row.inputs { return }
    checkDenseCells(rows)
    guard rows.count >= 3, recurrent.count >= 2 else { return }
    guard
      let biases = [1, 2].first(where: { biases in
        recurrent.count(where: { $0.parameters(biases) == $0.claim.value }) == recurrent.count - 1
      }), let odd = recurrent.first(where: { $0.parameters(biases) != $0.claim.value }),
      let right = odd.parameters(biases), !isReported(odd.claim.range),
      rows.allSatisfy({ $0.gates > 1 || $0.parameters(1) == $0.claim.value })
    else { return }
    let names: [Mistake]
    if odd.parameters(0) == odd.claim.value {
      names = [.biasNotAdded, .productSlip]
    } else if odd.parameters(biases, gates: odd.gates - 1) == odd.claim.value
      || odd.parameters(biases, gates: 1) == odd.claim.value
      || odd.parameters(biases, gates: odd.gates + 1) == odd.claim.value
    {
      names = [.recurrentGatesWrong]
    } else if Digits.differ(right, odd.claim.value) {
      names =
        Digits.areTransposed(right, odd.claim.value)
        ? [.digitsTransposed, .productSlip] : [.digitChanged, .productSlip]
    } else {
      names = [.productSlip]
    }
    report(names, odd.claim, right)
  }

  /// `| Dense | 16 | 1 | 16 |` below cells that have their biases.
  private mutating func checkDenseCells(_ rows: [CellRow]) {
    let bare = rows.filter { $0.gates == 1 && $0.parameters(0) == $0.claim.value }
    guard bare.count == 1, let odd = bare.first, let right = odd.parameters(1), !isReported(odd.claim.range),
      [1, 2].contains(where: { biases in
        rows.allSatisfy { row in
          row.gates == 1
            ? row.parameters(1) == row.claim.value || row.parameters(0) == row.claim.value
            : row.parameters(biases) == row.claim.value
        }
      })
    else { return }
    report([.biasNotAdded], odd.claim, right)
  }

  // MARK: - | Dense 128 | 128 | 204,800 |

  private mutating func checkFeedForwardRows(_ rows: [ForwardRow?]) {
    for (place, row) in rows.enumerated() where place > 0 {
      guard let row, let above = rows[place - 1], let weights = row.weights(behind: above),
        row.claim.value == weights, !isReported(row.claim.range),
        // Another row of its kind has its biases.
        rows.indices.contains(where: { other in
          guard other != place, other > 0, let one = rows[other], one.kind == row.kind,
            let input = rows[other - 1], let all = one.weights(behind: input)
          else { return false }
          return (try? all.adding(Rational(one.outputs))) == one.claim.value
        }) || rows[0].map({ $0.kind == row.kind && $0.isFirstWithBiases }) ?? false,
        let right = try? weights.adding(Rational(row.outputs))
      else { continue }
      report([.biasNotAdded], row.claim, right)
    }
  }

  private mutating func report(
    _ names: [Mistake], _ claim: (value: Rational, range: Range<Int>), _ right: Rational
  ) {
    findings.append(
      Draft(
        mistake: names[0], alternatives: Array(names.dropFirst()), range: claim.range, claimed: claim.value,
        correct: right, fix: Expression(right)))
  }
}

/// A row of a recurrent layer, or of a dense one behind it: its name, inputs, units and parameters.
private struct CellRow {
  let gates: Int
  let inputs: Int
  let units: Int
  let claim: (value: Rational, range: Range<Int>)

  init?(_ line: TextLine, of bytes: [UInt8]) {
    guard let cells = line.row?.cells, cells.count == 4, line.range.count <= 256,
      let inputs = LayerRows.number(in: cells[1], of: bytes)?.value.integer,
      let units = LayerRows.number(in: cells[2], of: bytes)?.value.integer,
      let claim = LayerRows.number(in: cells[3], of: bytes), 1...100_000 ~= inputs, 1...100_000 ~= units
    else { return nil }
    let isLong = LayerRows.lstm.isIn(cells[0], of: bytes)
    let isGated = LayerRows.gru.isIn(cells[0], of: bytes)
    let isDense = LayerRows.dense.isIn(cells[0], of: bytes)
    guard [isLong, isGated, isDense].count(where: { $0 }) == 1 else { return nil }
    (gates, self.inputs, self.units, self.claim) = (isLong ? 4 : isGated ? 3 : 1, inputs, units, claim)
  }

  func parameters(_ biases: Int, gates count: Int? = nil) -> Rational? {
    let state = gates > 1 ? units : 0
    guard let rows = try? Rational(inputs).adding(Rational(state + biases)),
      let one = try? rows.multiplied(by: Rational(units))
    else { return nil }
    return try? one.multiplied(by: Rational(count ?? gates))
  }
}

/// A row of a layer with the shape that comes out and its parameters.
private struct ForwardRow {
  enum Kind { case dense, convolution, other }

  let kind: Kind
  let kernel: Int?
  let shape: [Int]
  let claim: (value: Rational, range: Range<Int>)

  init?(_ line: TextLine, of bytes: [UInt8]) {
    guard let cells = line.row?.cells, cells.count == 3, line.range.count <= 256,
      let claim = LayerRows.number(in: cells[2], of: bytes),
      case let shape = bytes.wholeNumbers(in: cells[1]).map({ $0.value }), (1...3).contains(shape.count),
      shape.allSatisfy({ 1...10_000_000 ~= $0 })
    else { return nil }
    let isDense = LayerRows.dense.isIn(cells[0], of: bytes) || LayerRows.isDenseName(cells[0], of: bytes)
    let isConvolution = LayerRows.convolution.isIn(cells[0], of: bytes)
    kind = isDense == isConvolution ? .other : isDense ? .dense : .convolution
    kernel = MapWords.squares(in: cells[0], of: bytes).first?.size
    (self.shape, self.claim) = (shape, claim)
  }

  var outputs: Int { shape.last ?? 1 }

  /// The weights without biases; nil where a size is not told.
  func weights(behind input: ForwardRow) -> Rational? {
    switch kind {
    case .dense:
      guard shape.count == 1, input.shape.count == 1, let inputs = input.shape.first else { return nil }
      return try? Rational(inputs).multiplied(by: Rational(outputs))
    case .convolution:
      guard let kernel, kernel <= 15, shape.count == 3, input.shape.count == 3, shape[0] == shape[1],
        input.shape[0] == input.shape[1],
        let each = try? Rational(kernel * kernel).multiplied(by: Rational(input.outputs))
      else { return nil }
      return try? each.multiplied(by: Rational(outputs))
    case .other: return nil
    }
  }

  /// Whether the first layer of a table, which sees one channel or three, has its biases.
  var isFirstWithBiases: Bool {
    guard kind == .convolution, let kernel, kernel <= 15 else { return false }
    return [1, 3].contains { channels in
      (try? Rational(kernel * kernel * channels + 1).multiplied(by: Rational(outputs))) == claim.value
    }
  }
}

private enum LayerRows {
  static let names: PhraseSet = ["lstm", "gru", "dense", "linear", "fc", "全连接", "f6", "softmax"]
  static let lstm: PhraseSet = ["lstm"]
  static let gru: PhraseSet = ["gru"]
  static let dense: PhraseSet = ["dense", "linear", "fc", "全连接"]
  static let convolution: PhraseSet = ["conv", "卷积"]
  /// Layers whose parameters are counted in another way, and tables without biases.
  static let others: PhraseSet = [
    "norm", "bn", "bias", "bidirect", "bilstm", "bi-lstm", "bigru", "peephole", "proj", "cudnn", "depthwise",
    "separable", "transpos", "group", "embed", "lora", "weights only", "shared", "densenet", "dense block",
    "wrong", "偏置", "双向", "深度", "分组", "转置", "嵌入", "共享", "错", "归一", "residual", "add", "concat",
  ]

  /// `F6`, `Output`, 输出: the names of LeNet's dense layers and of the last one.
  static func isDenseName(_ cell: Range<Int>, of bytes: [UInt8]) -> Bool {
    guard let name = PrintedSummary.trimmed(cell, in: bytes), name.count <= 16 else { return false }
    if name.count == 2, bytes[name.lowerBound] == UInt8(ascii: "F") {
      return bytes[name.lowerBound + 1].isASCIIDigit
    }
    var joint = Joint(bytes, from: name.lowerBound, to: name.upperBound)
    return joint.take(lastLayers) && joint.isAtEnd
  }

  private static let lastLayers: PhraseSet = ["output layer", "output", "softmax", "输出层", "输出"]

  /// The whole number that a cell is, perhaps set in bold.
  static func number(in cell: Range<Int>, of bytes: [UInt8]) -> (value: Rational, range: Range<Int>)? {
    let start = bytes.skip(from: cell.lowerBound, to: cell.upperBound) {
      $0 == .space || $0 == UInt8(ascii: "*")
    }
    guard start < cell.upperBound,
      let number = PrintedSummary.number(in: start..<cell.upperBound, of: bytes)
    else { return nil }
    let end = bytes.skip(from: number.range.upperBound, to: cell.upperBound) {
      $0 == .space || $0 == UInt8(ascii: "*")
    }
    return end == cell.upperBound ? number : nil
  }
}
