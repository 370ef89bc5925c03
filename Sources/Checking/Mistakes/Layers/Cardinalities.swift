import Symbolics

/// The middle convolution of a ResNeXt block without its groups, below the line that gives their number: "ResNeXt-50 (32x4d),
/// cardinality 32" and then `conv2: 3·3·128·128`. The 1×1 convolution above makes the channels that the groups share.
extension Calculation {
  mutating func checkCardinalities() {
    guard holds(CardinalityWords.names) else { return }
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && index > 0 && entry.home < lines.count {
      guard let side = entry.workingSide, case .product = side.located.expression, let value = entry.value,
        let channels = channelsOfSquareKernel(side.located.expression),
        let above = entries[index - 1].workingSide?.located.expression,
        case let reduction = Factors.written(in: above), reduction.count == 2, reduction[1] == channels,
        case let line = lines[entry.home], let groups = groupsStated(above: entry), channels > groups,
        (try? channels.divided(by: groups))?.isInteger == true, !isReported(entry.chain.range),
        !CardinalityWords.others.isOn(line, of: working.bytes), !isDenied(entry.chain.range, on: line),
        let right = try? value.divided(by: groups)
      else { continue }
      report(.groupsIgnored, at: side, of: entry, value, correct: right)
    }
  }

  /// C of `3·3·C·C` and `9·C·C`.
  private func channelsOfSquareKernel(_ expression: Expression) -> Rational? {
    let factors = Factors.written(in: expression)
    guard 3...4 ~= factors.count, let channels = factors.last, channels >= 32,
      factors[factors.count - 2] == channels
    else { return nil }
    return factors.count == 3
      ? factors[0] == 9 ? channels : nil : factors[0] == 3 && factors[1] == 3 ? channels : nil
  }

  /// 32 of "cardinality 32", "cardinality C = 32", 基数 32, `32x4d` on the line or one of the three above.
  private func groupsStated(above entry: Entry) -> Rational? {
    let bytes = working.bytes
    for line in lines[max(0, entry.home - 3)...entry.home].reversed()
    where line.range.count <= 512 && CardinalityWords.names.isOn(line, of: bytes) {
      guard !CardinalityWords.others.isOn(line, of: bytes),
        let word = CardinalityWords.names.first(on: line, of: bytes)
      else { return nil }
      if let number = bytes.wholeNumber(endingAt: word.lowerBound, to: line.range.lowerBound, digits: 3) {
        return Rational(number)
      }
      var joint = Joint(bytes, from: word.upperBound, to: line.range.upperBound)
      for _ in 0..<3 { _ = joint.take(CardinalityWords.fillers) }
      joint.skipBlanks()
      guard let number = bytes.wholeNumber(at: joint.at, to: line.range.upperBound), 2...128 ~= number.value
      else { return nil }
      return Rational(number.value)
    }
    return nil
  }
}

private enum CardinalityWords {
  static let names: PhraseSet = ["cardinality", "x4d", "×4d", "x8d", "×8d", "基数"]
  static let fillers: PhraseSet = ["of", "is", "c", "=", ":", "为", "是", "：", "("]
  static let others: PhraseSet = [
    "without", "instead", "would", "if ", "dense", "ordinary", "plain", "unlike", "per group", "each group",
    "equivalent", "ungrouped", "不分组", "如果", "若", "普通", "每组", "相比",
  ]
}
