import Networks
import Symbolics

/// The one dense layer without its biases in a list or a column of layers that have theirs: `fc2: 512×10 = 5,120` below
/// `fc1: 1024×512 + 512`, `| F5 | 256×10 |` below `| C3 | 5×5×8×16 + 16 |`.
extension Calculation {
  mutating func checkBiasesLeftOut() {
    guard holds(LeftOutWords.dense) || holds(LeftOutWords.outputs) else { return }
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard index >= 2, let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2, case .number(let inputs) = factors[0], case .number(let outputs) = factors[1],
        inputs.value >= 16, outputs.value >= 2, inputs.scale == .one, outputs.scale == .one,
        entry.claimUnit == .parameters || entry.claimUnit == .none, entry.chain.sides.count <= 3,
        case let line = lines[entry.home], line.range.count <= 512,
        isDenseLabel(of: entry, on: line), isBehindBiases(index, inputs.value),
        !isFollowedByBare(index), isFreeOfBiases(entry.home, line),
        !isReported(entry.chain.range), isAsserted(entry.chain.range, on: line),
        let value = entry.value, let right = try? value.adding(outputs.value)
      else { continue }
      findings.append(
        Draft(
          mistake: .biasNotAdded, range: side.located.range, claimed: value, correct: right,
          arguments: [("factor", .number(outputs.value)), ("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .biasNotAdded
    }
  }

  /// `fc2: `, `dense_2: `, `| F5 10 |`.
  private func isDenseLabel(of entry: Entry, on line: TextLine) -> Bool {
    let bytes = working.bytes
    guard let row = line.row else {
      let label = line.stretch(before: entry.chain.range.lowerBound, atMost: 40)
      return label.lowerBound == line.range.lowerBound && LeftOutWords.dense.isIn(label, of: bytes)
        && !line.mentions.contains { $0.noun.isCost }
    }
    guard let cell = row.cells.first else { return false }
    if LeftOutWords.dense.isIn(cell, of: bytes) || LeftOutWords.outputs.isIn(cell, of: bytes) { return true }
    let start = bytes.skip(from: cell.lowerBound, to: cell.upperBound) { !$0.isASCIIWordByte }
    return start + 1 < cell.upperBound && bytes[start] == UInt8(ascii: "F") && bytes[start + 1].isASCIIDigit
  }

  /// Whether the two layers before one, in the same column of a table or on the lines right above, have their biases, the
  /// layer before it as many outputs as this one has inputs where it is dense.
  private func isBehindBiases(_ index: Int, _ inputs: Rational) -> Bool {
    let entry = entries[index]
    let column = column(of: entry)
    var (count, home) = (0, entry.home)
    for other in entries[max(0, index - 12)..<index].reversed() {
      guard other.home < lines.count, home - other.home <= (column == nil ? 1 : 3) else { return false }
      if let column {
        guard let own = self.column(of: other) else { return false }
        if own != column { continue }
      } else if lines[other.home].row != nil || other.home == entry.home {
        return false
      }
      guard let side = other.workingSide, other.claimUnit == .parameters || other.claimUnit == .none,
        let layer = Factors.weightsAndBiases(in: side.located.expression), let biases = layer.biases,
        case let weights = Factors.written(in: layer.weights), (2...4).contains(weights.count),
        weights.last == biases
      else { return false }
      // In a column all are parameters; on a line of its own `dense input: 32×64` behind a convolution may be a flattened map.
      if count == 0, weights.count == 2 ? biases != inputs : column == nil { return false }
      count += 1
      home = other.home
      if count == 2 { return true }
    }
    return false
  }

  private func column(of entry: Entry) -> Int? {
    guard entry.home < lines.count, let row = lines[entry.home].row else { return nil }
    return row.cells.firstIndex { $0.contains(entry.chain.range.lowerBound) }
  }

  /// Whether the next layer has none, either.
  private func isFollowedByBare(_ index: Int) -> Bool {
    let entry = entries[index]
    return entries[min(index + 1, entries.count)...].prefix(4).contains { other in
      guard other.home > entry.home, other.home - entry.home <= 3, other.home < lines.count,
        column(of: other) == column(of: entry),
        case .product(let factors)? = other.workingSide?.located.expression
      else { return false }
      return factors.count == 2 && isDenseLabel(of: other, on: lines[other.home])
    }
  }

  /// Whether nothing on the line or the next one speaks of biases, or adds them: `512×10 = 5,120`, `5,120 + 10 = 5,130`.
  private func isFreeOfBiases(_ home: Int, _ line: TextLine) -> Bool {
    if LeftOutWords.others.isOn(line, of: working.bytes) { return false }
    guard line.row == nil, home + 1 < lines.count else { return true }
    let next = lines[home + 1]
    return next.range.count <= 1_024 && !LeftOutWords.biases.isOn(next, of: working.bytes)
      && line.chains.count == 1
  }
}

private enum LeftOutWords {
  static let dense: PhraseSet = [
    "fc", "dense", "linear", "fully connected", "fully-connected", "softmax", "全连接",
  ]
  static let outputs: PhraseSet = ["output", "输出"]
  static let biases: PhraseSet = ["bias", "偏置", "偏差"]
  static let others: PhraseSet = [
    "bias", "偏置", "偏差", "weight", "权重", "densenet", "dense block", "without", "only", "embed", "tied",
    "shared", "lora", "rank", "mult", "mac", "flop", "乘", "共享", "不含", "嵌入", "norm", "hidden state", "wrong",
    "instead", "input", "feature", "flatten", "activation", "values", "输入", "特征", "展平", "激活", "squeeze",
    "excit", "错",
  ]
}
