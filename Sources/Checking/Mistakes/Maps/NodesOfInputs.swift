import Symbolics

/// The nodes of a map over the side that goes in, where the line works out the one that comes out: `C3: 14-5+1=10`, and then
/// `14×14×16 = 3136` nodes.
extension Calculation {
  mutating func checkNodesOfInputs() {
    for (index, entry) in entries.enumerated() where entry.status == .right && entry.home < lines.count {
      guard let sizes = unpaddedStep(entry) else { continue }
      for next in entries[(index + 1)...].prefix(3) {
        guard next.home < lines.count, next.home - entry.home <= 1, unpaddedStep(next) == nil else { break }
        let line = lines[next.home]
        guard next.status == .right, next.misconception == nil, let side = next.workingSide,
          let value = next.value, case .product(let factors) = side.located.expression, factors.count == 3,
          case let numbers = Factors.written(in: side.located.expression), numbers.count == 3,
          numbers[0] == sizes.input, numbers[1] == sizes.input, numbers[2] > .one, line.range.count <= 512,
          NodeWords.nodes.isOn(line, of: working.bytes), !NodeWords.others.isOn(line, of: working.bytes),
          !NodeWords.inputs.isIn(
            line.stretch(before: side.located.range.lowerBound, atMost: 24), of: working.bytes),
          !NodeWords.inputs.isIn(
            line.stretch(behind: side.located.range.upperBound, atMost: 32), of: working.bytes),
          !isReported(next.chain.range), isAsserted(next.chain.range, on: line),
          let right = try? sizes.output.multiplied(by: sizes.output).multiplied(by: numbers[2])
        else { continue }
        report(.inputSizeForOutputSize, at: side, of: next, value, correct: right)
        if let last = findings.indices.last { findings[last].alternatives = [.factorSwapped] }
      }
    }
  }

  /// 14 and 10 of `14 − 5 + 1 = 10`.
  private func unpaddedStep(_ entry: Entry) -> (input: Rational, output: Rational)? {
    guard let expression = entry.workingSide?.located.expression, case .sum(let terms) = expression,
      terms.count == 3,
      case .number(let input) = terms[0].value, terms[1].isSubtracted,
      case .number(let kernel) = terms[1].value, !terms[2].isSubtracted,
      case .number(let one) = terms[2].value, one.value == .one, kernel.value > 2, kernel.value <= 11,
      kernel.value < input.value, let output = entry.value
    else { return nil }
    return (input.value, output)
  }
}

private enum NodeWords {
  static let nodes: PhraseSet = ["node", "neuron", "unit", "output", "节点", "神经元", "输出", "个点"]
  static let inputs: PhraseSet = ["input", "from", "s2", "输入", "上一层"]
  static let others: PhraseSet = [
    "pool", "subsampl", "pad", "same", "instead", "if ", "池化", "下采样", "填充", "如果", "若", "不是",
  ]
}
