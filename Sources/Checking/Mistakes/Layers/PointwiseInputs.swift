import Symbolics

/// A pointwise convolution without its inputs, below the depthwise one that gives them: `3×5×5×8×8` and then `256×1×1×8×8` for
/// `256×1×1×3×8×8`.
extension Calculation {
  mutating func checkPointwiseInputs() {
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, let work = PointwiseWork(side.located.expression),
        case let line = lines[entry.home], line.range.count <= 1_024,
        PointwiseWords.pointwise.isOn(line, of: working.bytes),
        !PointwiseWords.others.isOn(line, of: working.bytes),
        let inputs = depthwiseChannels(above: index, map: work.side), inputs != work.filters,
        let value = entry.value, let right = try? value.multiplied(by: inputs),
        !isReported(entry.chain.range), !isDenied(entry.chain.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .inputChannelsMissing, range: side.located.range, claimed: value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .inputChannelsMissing
    }
  }

  /// The channels of a depthwise layer with such a map, worked out on this line or on one of the three above it.
  private func depthwiseChannels(above index: Int, map: Rational) -> Rational? {
    for entry in entries[max(0, index - 3)..<index].reversed() {
      guard entries[index].home - entry.home <= 3, let side = entry.workingSide, entry.home < lines.count,
        PointwiseWords.depthwise.isOn(lines[entry.home], of: working.bytes)
      else { continue }
      var factors = Factors.written(in: side.located.expression)
      guard factors.count == 5 else { continue }
      for _ in 0..<2 {
        guard let place = factors.firstIndex(of: map) else { return nil }
        factors.remove(at: place)
      }
      // The channels and the two sides of the kernel are left.
      factors.sort()
      if factors[0] == factors[1], factors[0] != factors[2], factors[0] <= 11 { return factors[2] }
      if factors[1] == factors[2], factors[0] != factors[2], factors[1] <= 11 { return factors[0] }
      return nil
    }
    return nil
  }
}

/// `256×1×1×8×8`: a kernel of one position, the filters, and the sides of the map.
private struct PointwiseWork {
  let filters: Rational
  let side: Rational

  init?(_ expression: Expression) {
    guard case .product(let factors) = expression, factors.count == 5 else { return nil }
    var others: [Rational] = []
    for factor in factors {
      guard case .number(let numeral) = factor, numeral.value.isInteger else { return nil }
      if numeral.value != .one { others.append(numeral.value) }
    }
    guard others.count == 3 else { return nil }
    others.sort()
    guard others[0] != others[2] else { return nil }
    if others[0] == others[1] {
      (side, filters) = (others[0], others[2])
    } else if others[1] == others[2] {
      (side, filters) = (others[1], others[0])
    } else {
      return nil
    }
  }
}

private enum PointwiseWords {
  static let pointwise: PhraseSet = ["pointwise", "point-wise", "逐点"]
  static let depthwise: PhraseSet = ["depthwise", "dwise", "depth-wise", "逐通道", "深度卷积", "逐深度"]
  /// One filter alone, and what is counted of one input.
  static let others: PhraseSet = [
    "each", "per ", "one filter", "single", "group", "every", "每", "单个", "一个卷积核", "分组", "depthwise sep",
  ]
}
