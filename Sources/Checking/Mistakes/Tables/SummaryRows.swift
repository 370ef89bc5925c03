import Symbolics

/// Rows of `summary()` in Keras or torchsummary, in whichever table: the parameters of a layer against its own width and that
/// of the row above.
///
///     embedding (Embedding)   (None, 80, 128)   2,560,000
///     lstm (LSTM)             (None, 128)       113,584     should be 131,584
///
/// Networks are no chains everywhere, so that only what is off by digits is called wrong, or gates that are too few.
struct SummaryRows {
  let working: HandCalculation
  let lines: [TextLine]

  func findings() -> [Calculation.Draft] {
    var findings: [Calculation.Draft] = []
    var above: (row: SummaryRow, place: Int)?
    var norms: [SummaryRow] = []
    for (place, line) in lines.enumerated()
    where SummaryWords.shapes.isOn(line, of: working.bytes) {
      guard let row = SummaryRow(line, of: working.bytes) else {
        above = nil
        continue
      }
      if row.isNorm, !SummaryWords.denied.isOn(line, of: working.bytes) { norms.append(row) }
      if let (input, last) = above, place - last <= 3, let draft = draft(row, behind: input),
        !isBranched(line)
      {
        findings.append(draft)
      }
      above = (row, place)
    }
    return findings + drafts(norms)
  }

  /// Scales and shifts alone in one row, where another row counts the running means and variances as well: 512 for 256
  /// channels beside 512 for 128.
  private func drafts(_ norms: [SummaryRow]) -> [Calculation.Draft] {
    guard norms.contains(where: { $0.claim.value == $0.values(4) }) else { return [] }
    return norms.compactMap { row in
      guard row.claim.value == row.values(2), let right = row.values(4) else { return nil }
      return Calculation.Draft(
        mistake: .biasCountWrong, range: row.claim.range, claimed: row.claim.value, correct: right)
    }
  }

  private func draft(_ row: SummaryRow, behind input: SummaryRow) -> Calculation.Draft? {
    let rights = row.parameters(behind: input)
    if row.kind == .convolution, row.isPointwise, let right = row.pointwise(behind: input) {
      return Calculation.Draft(
        mistake: .kernelAreaMissing, range: row.claim.range, claimed: row.claim.value, correct: right)
    }
    guard !rights.isEmpty, row.claim.value > .zero, !rights.contains(row.claim.value) else { return nil }
    if let right = rights.first(where: { Digits.differ($0, row.claim.value) }), !row.mayBeOther(behind: input)
    {
      let isTransposed = Digits.areTransposed(right, row.claim.value)
      return Calculation.Draft(
        mistake: isTransposed ? .digitsTransposed : .digitChanged,
        alternatives: [.productSlip, isTransposed ? .digitChanged : .digitsTransposed],
        range: row.claim.range, claimed: row.claim.value, correct: right)
    }
    guard row.parameters(behind: input, otherGates: true).contains(row.claim.value) else { return nil }
    return Calculation.Draft(
      mistake: .recurrentGatesWrong, range: row.claim.range, claimed: row.claim.value, correct: rights[0])
  }

  /// Whether layers name their inputs, or the line says that it is wrong.
  private func isBranched(_ line: TextLine) -> Bool {
    SummaryWords.denied.isOn(line, of: working.bytes)
      || lines.contains { SummaryWords.connections.isOn($0, of: working.bytes) }
  }
}

/// A row of a summary: what the layer is, the shape that comes out and its parameters.
private struct SummaryRow {
  enum Kind { case dense, lstm, gru, simple, convolution, other }

  let kind: Kind
  /// The shape without its batch.
  let shape: [Int]
  let isChannelsFirst: Bool
  /// Whether it is a batch normalisation of Keras, which counts four values for each channel.
  let isNorm: Bool
  /// Whether the name says that the kernel is 1×1.
  let isPointwise: Bool
  let claim: (value: Rational, range: Range<Int>)

  init?(_ line: TextLine, of bytes: [UInt8]) {
    guard let start = SummaryWords.shapes.first(on: line, of: bytes) else { return nil }
    var at = start.upperBound
    var shape: [Int] = []
    while at < line.range.upperBound, shape.count < 6 {
      at = bytes.skip(from: at, to: line.range.upperBound) { $0 == .space || $0 == UInt8(ascii: ",") }
      guard let (size, end) = bytes.wholeNumber(at: at, to: line.range.upperBound) else { break }
      shape.append(size)
      at = end
    }
    let close = bytes.skip(from: at, to: line.range.upperBound) { $0 == .space || $0 == UInt8(ascii: ",") }
    guard close < line.range.upperBound,
      bytes[close] == UInt8(ascii: ")") || bytes[close] == UInt8(ascii: "]"),
      (1...4).contains(shape.count), shape.allSatisfy({ (1...1_000_000).contains($0) })
    else { return nil }
    // A wall between the shape and the number.
    at = bytes.skip(from: close + 1, to: min(line.range.upperBound, close + 64)) {
      $0 <= 0x20 || $0 >= 0x80 || " |&*`$\t".utf8.contains($0)
    }
    guard let (value, range) = PrintedSummary.number(in: at..<line.range.upperBound, of: bytes) else {
      return nil
    }
    self.shape = shape
    isChannelsFirst = bytes[start.lowerBound] == UInt8(ascii: "[")
    claim = (value, range)
    let name = line.stretch(before: start.lowerBound, atMost: 96)
    kind = SummaryRow.kind(in: name, of: bytes)
    isNorm = !isChannelsFirst && SummaryWords.norms.isIn(name, of: bytes)
    isPointwise = SummaryWords.pointwise.isIn(name, of: bytes)
  }

  private static func kind(in name: Range<Int>, of bytes: [UInt8]) -> Kind {
    if SummaryWords.others.isIn(name, of: bytes) { return .other }
    var found: [Kind] = []
    if SummaryWords.dense.isIn(name, of: bytes) { found.append(.dense) }
    if SummaryWords.lstm.isIn(name, of: bytes) { found.append(.lstm) }
    if SummaryWords.gru.isIn(name, of: bytes) { found.append(.gru) }
    if SummaryWords.simple.isIn(name, of: bytes) { found.append(.simple) }
    if SummaryWords.convolution.isIn(name, of: bytes) { found.append(.convolution) }
    return found.count == 1 ? found[0] : .other
  }

  private var channels: Int { (isChannelsFirst && shape.count == 3 ? shape.first : shape.last) ?? 1 }

  /// What the layer may have, with biases and without.
  func parameters(behind input: SummaryRow, otherGates: Bool = false) -> [Rational] {
    let (inputs, units) = (input.channels, channels)
    func all(_ gates: Int, _ weights: Int, _ biases: [Int]) -> [Rational] {
      biases.compactMap { bias in
        guard let row = try? Rational(weights).adding(Rational(bias)),
          let one = try? row.multiplied(by: Rational(units))
        else { return nil }
        return try? one.multiplied(by: Rational(gates))
      }
    }
    switch kind {
    case .lstm: return (otherGates ? [3, 1] : [4]).flatMap { all($0, inputs + units, [1, 2, 0]) }
    case .gru: return (otherGates ? [4, 2, 1] : [3]).flatMap { all($0, inputs + units, [2, 1, 0]) }
    case .simple: return otherGates ? [] : all(1, inputs + units, [1, 2, 0])
    case .dense:
      if otherGates { return [] }
      let flat = input.shape.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
      return all(1, inputs, [1, 0]) + (flat > inputs ? all(1, flat, [1, 0]) : [])
    case .convolution:
      if otherGates { return [] }
      return kernels(behind: input).flatMap { all(1, inputs * $0, [1, 0]) }
    case .other: return []
    }
  }

  /// The areas of usual kernels.
  private func kernels(behind input: SummaryRow) -> [Int] {
    shape.count == 3 ? [9, 25, 1, 49, 4, 121, 16] : shape.count == 2 ? [3, 5, 1, 7, 2, 4, 9, 11] : []
  }

  /// So many values for each channel.
  func values(_ each: Int) -> Rational? { try? Rational(channels).multiplied(by: Rational(each)) }

  /// The weights of a pointwise convolution whose number is that of a 3×3 or 5×5 kernel, with biases or without.
  func pointwise(behind input: SummaryRow) -> Rational? {
    guard isPointwise, shape.count == 3,
      let weights = try? Rational(input.channels).multiplied(by: Rational(channels))
    else { return nil }
    for area in [9, 25] {
      guard let all = try? weights.multiplied(by: Rational(area)) else { return nil }
      if all == claim.value { return weights }
      if (try? all.adding(Rational(channels))) == claim.value {
        return try? weights.adding(Rational(channels))
      }
    }
    return nil
  }

  /// Whether the number may be that of a convolution with another kernel or in groups: so many for each filter.
  func mayBeOther(behind input: SummaryRow) -> Bool {
    guard kind == .convolution, let each = try? claim.value.divided(by: Rational(channels)), each.isInteger
    else { return false }
    return true
  }
}

private enum SummaryWords {
  static let shapes: PhraseSet = ["(none,", "[none,", "[(none,", "[-1,", "(-1,"]
  static let denied: PhraseSet = ["wrong", "should", "instead", "错", "应为", "✗", "❌"]
  static let connections: PhraseSet = ["connected to"]
  static let norms: PhraseSet = ["batch_norm", "batchnorm", "_bn", "bn_"]
  static let pointwise: PhraseSet = ["conv_pw", "pw_conv", "pointwise", "_pw"]
  static let dense: PhraseSet = ["dense", "linear"]
  static let lstm: PhraseSet = ["lstm"]
  static let gru: PhraseSet = ["gru"]
  static let simple: PhraseSet = ["simplernn", "simple_rnn"]
  static let convolution: PhraseSet = ["conv2d", "conv1d"]
  static let others: PhraseSet = [
    "separable", "depthwise", "transpose", "convlstm", "distributed", "bidirectional", "attention", "group",
    "lora", "dense_block", "denseblock", "bi_", "bilstm", "bigru", "proj", "shared", "concat", "cell",
    "bilinear",
    "stack", "merge", "add",
  ]
}
