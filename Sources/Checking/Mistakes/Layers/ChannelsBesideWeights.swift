import Symbolics

/// Multiply-adds and weights of one convolution, of which one lacks the input channels that the other has: "Weights: 48·16·5·5"
/// and "Multiply-adds: 48·64·64·5·5"; `MACs = 48·64·64·16·3²` and `Bytes_weights = 48·3·3·4`. Each weight is used once for each
/// position of the output, so that nothing but the map may be left between them.
extension Calculation {
  mutating func checkChannelsBesideWeights() {
    guard holds(BesideWeightWords.weights), holds(BesideWeightWords.work) else { return }
    var last: (work: (Entry, [Rational])?, weights: (Entry, [Rational])?) = (nil, nil)
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .product = side.located.expression,
        case let line = lines[entry.home], line.row == nil, line.range.count <= 512
      else { continue }
      let before = line.stretch(before: side.located.range.lowerBound, atMost: 32)
      var factors = Factors.written(in: side.located.expression)
      if BesideWeightWords.weights.isIn(before, of: working.bytes) {
        // The bytes of each weight.
        if BesideWeightWords.bytes.isIn(before, of: working.bytes), let bytes = factors.last,
          bytes == 4 || bytes == 2
        {
          factors.removeLast()
        }
        last.weights = (entry, factors)
      } else if BesideWeightWords.work.isIn(before, of: working.bytes) {
        last.work = (entry, factors)
      } else {
        continue
      }
      if BesideWeightWords.others.isOn(line, of: working.bytes) { last = (nil, nil) }
      guard let work = last.work, let weights = last.weights, abs(work.0.home - weights.0.home) <= 8 else {
        continue
      }
      compare(work, weights)
    }
  }

  private mutating func compare(_ work: (Entry, [Rational]), _ weights: (Entry, [Rational])) {
    let (first, end) = (min(work.0.home, weights.0.home), max(work.0.home, weights.0.home))
    guard
      !lines[max(0, first - 1)...end].contains(where: {
        $0.range.count > 512 || BesideWeightWords.others.isOn($0, of: working.bytes)
      })
    else { return }
    var rest = work.1
    var own: [Rational] = []
    for factor in weights.1 {
      if let place = rest.firstIndex(of: factor) {
        rest.remove(at: place)
      } else {
        own.append(factor)
      }
    }
    // `K·H·W·k·k` beside weights `K·C·k·k`, and the other way round.
    let isWork = own.count == 1 && rest.count == 2 && rest[0] == rest[1] && weights.1.count == 4
    let isWeights = own.isEmpty && rest.count == 3 && weights.1.count == 3 && hasPair(rest)
    guard isWork || isWeights, hasKernel(weights.1), let map = pair(rest), map > 3,
      case let channels = isWork ? own[0] : rest.first(where: { $0 != map }) ?? map, channels > .one,
      case let entry = isWork ? work.0 : weights.0, entry.status == .right, let side = entry.workingSide,
      let value = entry.value, let right = try? value.multiplied(by: channels),
      !isReported(entry.chain.range), !isDenied(entry.chain.range, on: lines[entry.home])
    else { return }
    report(.inputChannelsMissing, at: side, of: entry, value, correct: right)
  }

  private func hasKernel(_ factors: [Rational]) -> Bool {
    [Rational(3), 5, 7, 11].contains { size in factors.count(where: { $0 == size }) >= 2 }
  }

  private func hasPair(_ factors: [Rational]) -> Bool { pair(factors) != nil }

  /// The side of a square map among some factors.
  private func pair(_ factors: [Rational]) -> Rational? {
    factors.first { size in factors.count(where: { $0 == size }) >= 2 }
  }
}

private enum BesideWeightWords {
  static let weights: PhraseSet = ["weights", "权重"]
  static let bytes: PhraseSet = ["byte", "字节"]
  static let work: PhraseSet = ["macs", "multiply-adds", "multiply-accumulate", "mults", "乘加", "乘法次数"]
  static let others: PhraseSet = [
    "depthwise", "separab", "pointwise", "group", "pool", "per channel", "each channel", "per position",
    "batch", "each", "one ", "single", "a filter", "dw", "一个", "单个", "深度", "逐通道", "分组", "池化", "每",
  ]
}
