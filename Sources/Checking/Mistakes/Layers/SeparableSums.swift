import Symbolics

/// A depthwise separable convolution whose first half is counted as a dense one: "depthwise separable: 3×3×24×24 + 24×96" for
/// `3×3×24 + 24×96`. The second product is the pointwise half, which shows the channels.
extension Calculation {
  mutating func checkSeparableSums() {
    guard holds(SeparableWords.names) else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        !terms[1].isSubtracted, case .product = terms[0].value, case .product = terms[1].value,
        let channels = channelsTwice(terms[0].value, terms[1].value), let value = entry.value,
        case let line = lines[entry.home], line.range.count <= 512,
        SeparableWords.names.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 64), of: working.bytes),
        !SeparableWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line), let dense = try? terms[0].value.evaluated(),
        let right = try? value.subtracting(dense).adding(dense.divided(by: channels))
      else { continue }
      report(.depthwiseAsDense, at: side, of: entry, value, correct: right)
      guard let last = findings.indices.last else { continue }
      findings[last].alternatives = [.groupsIgnored]
    }
  }

  /// C of `k×k×C×C` and `C×C′`.
  private func channelsTwice(_ first: Expression, _ second: Expression) -> Rational? {
    var factors = Factors.written(in: first)
    let pointwise = Factors.written(in: second)
    guard pointwise.count == 2, 3...4 ~= factors.count, let channels = factors.popLast(),
      factors.popLast() == channels, channels > 7, pointwise[0] == channels
    else { return nil }
    let isKernel =
      factors.count == 2
      ? factors[0] == factors[1] && [3, 5, 7].contains(factors[0]) : [9, 25, 49].contains(factors[0])
    return isKernel ? channels : nil
  }
}

private enum SeparableWords {
  static let names: PhraseSet = ["separab", "可分离"]
  static let others: PhraseSet = [
    "not separab", "non-separab", "instead", "multiplier", "without", "would", "if ", "group", "wrong",
    "dense",
    "不可分离", "倍增", "如果", "若", "不是", "分组", "错",
  ]
}
