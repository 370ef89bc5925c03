import Symbolics

/// The layer behind a bidirectional one with the units of one direction for its inputs: "one BiLSTM with 256 units in each
/// direction, a softmax over 9 tags", `256·9 + 9`. Both directions' states go in, 512 of them.
extension Calculation {
  mutating func checkBothDirections() {
    guard let place = lines.firstIndex(where: { Directions.each.isOn($0, of: working.bytes) }),
      case let line = lines[place], line.row == nil, line.range.count <= 1_024,
      Directions.names.isOn(line, of: working.bytes), let units = unitsOfDirection(on: line),
      !holds(Directions.merges),
      measures(on: line).count(where: { $0.numeral.value == units }) == 1
    else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home >= place
      && entry.home < lines.count && entry.chain.range.lowerBound >= line.range.lowerBound
    {
      guard case let own = lines[entry.home], own.range.count <= 512, let side = entry.workingSide,
        case .sum(let terms) = side.located.expression, terms.count == 2, !terms[1].isSubtracted,
        case .product(let factors) = terms[0].value, factors.count == 2,
        case .number(let inputs) = factors[0],
        case .number(let outputs) = factors[1], case .number(let biases) = terms[1].value,
        inputs.value == units, outputs.value == biases.value, outputs.value != units,
        Directions.outputs.isIn(
          own.stretch(before: entry.chain.range.lowerBound, atMost: 60), of: working.bytes),
        let both = try? units.multiplied(by: .two), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: own),
        let right = try? both.multiplied(by: outputs.value).adding(biases.value)
      else {
        // A layer in between may have as many outputs as a direction has units.
        if entry.workingSide?.located.expression.lastTerm == units { return }
        continue
      }
      findings.append(
        Draft(
          mistake: .inputChannelsMissing, alternatives: [.dimensionLeftFromOtherModel],
          range: side.located.range, claimed: entry.value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .inputChannelsMissing
      return
    }
  }

  /// 256 of "256 units in each direction", 每个方向 256 个单元.
  private func unitsOfDirection(on line: TextLine) -> Rational? {
    guard let word = Directions.each.first(on: line, of: working.bytes) else { return nil }
    let near = measures(on: line).filter {
      $0.range.upperBound <= word.lowerBound
        ? word.lowerBound - $0.range.upperBound <= 24 : $0.range.lowerBound - word.upperBound <= 12
    }
    guard near.count == 1, near[0].numeral.value >= 8, near[0].numeral.scale == .one else { return nil }
    return near[0].numeral.value
  }
}

private enum Directions {
  static let each: PhraseSet = [
    "in each direction", "per direction", "each direction", "每个方向", "每方向", "各方向", "单向",
  ]
  static let names: PhraseSet = [
    "bidirectional", "bi-directional", "bilstm", "bi-lstm", "bigru", "bi-gru", "双向",
  ]
  static let merges: PhraseSet = [
    "summed", "sum of the", "averag", "merge", "added", "only the forward", "last layer", "projec", "求和",
    "相加", "平均",
    "合并", "取和", "投影", "attention", "hidden layer", "注意力", "隐藏层",
  ]
  static let outputs: PhraseSet = [
    "output", "softmax", "dense", "linear", "classifier", "fc", "fully", "输出层", "全连接", "线性", "分类",
  ]
}

extension Expression {
  /// The number that a sum ends with: the biases of `256·128 + 128`.
  fileprivate var lastTerm: Rational? {
    if case .sum(let terms) = self, case .number(let last)? = terms.last?.value { last.value } else { nil }
  }
}
