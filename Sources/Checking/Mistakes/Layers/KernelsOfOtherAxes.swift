import Symbolics

/// Weights of a convolution over one axis or three, or of a transposed one, without its kernel: "Conv1d, kernel 5, 40 → 128:
/// 40·128 + 128", "3D kernel 3×3×3: 9·64·128", 转置卷积 2×2：512·256.
extension Calculation {
  mutating func checkKernelsOfOtherAxes() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      let line = lines[entry.home]
      guard AxisWords.names.mayBe(on: line), line.row == nil, line.range.count <= 2_048,
        entry.claimUnit == .parameters || entry.claimUnit == .none || entry.claimUnit == .other,
        let side = entry.workingSide,
        let value = entry.value, let (factors, bias) = weights(side.located.expression)
      else { continue }
      let start = side.located.range.lowerBound
      let words = line.range.lowerBound..<max(line.range.lowerBound, start)
      guard AxisWords.names.isIn(words, of: working.bytes), !AxisWords.others.isOn(line, of: working.bytes),
        bias != nil && entry.claimUnit != .other || saysWeights(entry, words),
        let stated = statedChannels(before: start, on: line),
        bias == nil || bias == stated.outputs, let sides = kernel(before: start, on: line),
        let taps = taps(lackedBy: factors, sides, stated),
        let weights = try? value.subtracting(bias ?? .zero).multiplied(by: taps),
        let right = try? weights.adding(bias ?? .zero), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line), !countsOnePart(entry.chain.range, on: line)
      else { continue }
      report(.kernelAreaMissing, at: side, of: entry, value, correct: right)
    }
  }

  /// The factors of the weights and the biases that are added.
  private func weights(_ expression: Expression) -> (factors: [Rational], bias: Rational?)? {
    switch expression {
    case .product: return (Factors.written(in: expression), nil)
    case .sum(let terms):
      guard terms.count == 2, !terms[1].isSubtracted, case .number(let bias) = terms[1].value,
        case .product = terms[0].value
      else { return nil }
      return (Factors.written(in: terms[0].value), bias.value)
    default: return nil
    }
  }

  private func saysWeights(_ entry: Entry, _ words: Range<Int>) -> Bool {
    let end = entry.chain.range.upperBound
    let behind = end..<max(end, min(end + 16, working.bytes.count))
    if entry.claimUnit == .parameters || AxisWords.weights.isIn(behind, of: working.bytes) { return true }
    return AxisWords.weights.isIn(words, of: working.bytes) && !AxisWords.costs.isIn(words, of: working.bytes)
  }

  /// By what the weights are too few, where the channels are all there and a side of the kernel, or all of it, is not.
  private func taps(lackedBy factors: [Rational], _ sides: [Rational], _ stated: StatedChannels) -> Rational?
  {
    var rest = factors
    for channels in [stated.inputs, stated.outputs] {
      guard let place = rest.lastIndex(of: channels) else { return nil }
      rest.remove(at: place)
    }
    guard rest.count < sides.count, let side = sides.first, side > .one else { return nil }
    var all = Rational.one
    for side in sides {
      guard let next = try? all.multiplied(by: side) else { return nil }
      all = next
    }
    var written = Rational.one
    for factor in rest {
      guard let next = try? written.multiplied(by: factor) else { return nil }
      written = next
    }
    guard written < all, let lacked = try? all.divided(by: written) else { return nil }
    let square = try? side.multiplied(by: side)
    return written == .one || written == side || written == square ? lacked : nil
  }

  /// The sides of the one kernel that the words state: `3×3×3`, "kernel 5", 核宽 5. One over one axis, or two, or three.
  private func kernel(before end: Int, on line: TextLine) -> [Rational]? {
    var groups: [(sides: [Rational], range: Range<Int>)] = []
    for measure in measures(on: line) where measure.range.upperBound <= end {
      let value = measure.numeral.value
      if let last = groups.last,
        AxisWords.signs.contains(words(from: last.range.upperBound, to: measure.range.lowerBound)),
        last.range.upperBound < measure.range.lowerBound
      {
        groups[groups.count - 1] = (last.sides + [value], last.range.lowerBound..<measure.range.upperBound)
      } else {
        groups.append(([value], measure.range))
      }
    }
    let squares = groups.filter { $0.sides.count > 1 }
    if !squares.isEmpty {
      guard squares.count == 1, Set(squares[0].sides).count == 1, squares[0].sides[0] <= 11,
        squares[0].sides.count <= 3
      else { return nil }
      return squares[0].sides
    }
    guard AxisWords.oneAxis.isIn(line.stretch(before: end), of: working.bytes) else { return nil }
    let named = groups.filter { group in
      let before = max(line.range.lowerBound, group.range.lowerBound - 20)..<group.range.lowerBound
      let text = words(from: before.lowerBound, to: before.upperBound)
      return AxisWords.kernels.contains { text.hasSuffix($0) }
    }
    return named.count == 1 && named[0].sides[0] <= 64 ? named[0].sides : nil
  }
}

private enum AxisWords {
  static let names: PhraseSet = [
    "1d", "1-d", "3d", "3-d", "transpos", "deconv", "up-conv", "upconv", "一维", "三维", "转置卷积", "反卷积",
  ]
  static let oneAxis: PhraseSet = ["1d", "1-d", "一维"]
  static let others: PhraseSet = [
    "separab", "depthwise", "depth-wise", "group", "pointwise", "point-wise", "1×1", "1x1", "each", "slice",
    "factori", "(2+1)", "instead", "would", "not ", "linear", "dense", "可分离", "逐通道", "分组", "逐点", "每", "分解",
    "不是",
    "如果", "全连接", "kernel of 1", "kernel size 1,", "attention", "shared",
  ]
  static let weights: PhraseSet = ["weight", "param", "权重", "参数"]
  static let costs: PhraseSet = ["mac", "flop", "multipl", "乘加", "运算"]
  static let kernels = [
    "kernel", "kernel size", "kernel width", "kernel length", "kernel of", "kernel of size", "kernel size of",
    "kernel_size =", "kernel_size=", "kernel size =", "k =", "k=", "核宽", "核长", "卷积核", "核大小", "卷积核大小", "核宽为",
    "卷积核大小为", "核大小为", "卷积核宽", "核长度", "核长度为", "filter width", "of width", "of length",
  ]
  static let signs: Set<String> = ["×", "x", "*", "\\times", "{\\times}", "·"]
}
