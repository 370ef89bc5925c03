import Symbolics

/// `Depthwise: 3×3×32×32×112×112`: C·C in a formula that the text calls a depthwise layer's, whatever else it says of it.
extension Calculation {
  mutating func checkDepthwiseFormulas() {
    for entry in entries where entry.misconception == nil && entry.status != .wrong {
      guard lines.indices.contains(entry.home), let side = entry.workingSide, let value = entry.value,
        case .product = side.located.expression
      else { continue }
      let line = lines[entry.home]
      guard isOfDepthwiseLayer(entry, on: line),
        let channels = DenseProduct(side.located.expression)?.channels(
          areWeights: countsWeights(entry, line),
          areStated: { areChannels($0, besides: entry, line) }),
        !contrasts(entry.chain.range, on: line, with: .depthwiseAsDense),
        !countsOnePart(entry.chain.range, on: line), let right = try? value.divided(by: channels)
      else { continue }
      findings.append(
        Draft(
          mistake: .depthwiseAsDense, alternatives: [.groupsIgnored], range: side.located.range,
          claimed: value, correct: right, arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .depthwiseAsDense
    }
  }

  private static let depthwise: PhraseSet = [
    "depthwise", "depth-wise", "dwconv", "dw：", "dw:", "dw 卷积", "dw卷积", "dw 层", "深度卷积", "深度方向卷积", "逐通道卷积",
    "逐深度卷积",
  ]

  /// Whether the last kind of layer that the sentence names before a chain is depthwise, and only depthwise.
  private func isOfDepthwiseLayer(_ entry: Entry, on line: TextLine) -> Bool {
    guard Calculation.depthwise.mayBe(on: line) else { return false }
    let start = entry.chain.range.lowerBound
    let sentence = sentence(around: start, on: line)
    let previous = line.chains.last { $0.range.upperBound <= start }?.range.upperBound ?? 0
    let words = max(sentence.lowerBound, previous)..<max(sentence.lowerBound, previous, start)
    guard Calculation.depthwise.isIn(words, of: working.bytes) else { return false }
    return !Phrases.contains(
      ["separable", "pointwise", "point-wise", "可分离", "逐点", "batch", "批", "multiplier"], in: line.range,
      of: working.bytes)
      || Phrases.contains(
        ["depthwise part", "depthwise step", "depthwise conv", "深度部分"], in: words, of: working.bytes)
        && !Phrases.contains(["batch", "批", "multiplier", "pointwise", "逐点"], in: words, of: working.bytes)
  }

  /// Whether a number is one of channels where it cannot be a side of a map: "depthwise 3×3 (144)", `24→144`, or the line
  /// multiplies channels with it, `24·144 = 3,456`.
  private func areChannels(_ number: Rational, besides entry: Entry, _ line: TextLine) -> Bool {
    guard entry.claimUnit == .none, let size = number.integer else { return false }
    let before = line.range.lowerBound..<max(line.range.lowerBound, entry.chain.range.lowerBound)
    let bytes = working.bytes
    let end = before.upperBound
    for measure in MeasureReader.measures(in: max(before.lowerBound, end - 64)..<end, of: bytes)
    where measure.numeral.value == number {
      let at = measure.range.lowerBound
      var behind = Joint(bytes, from: measure.range.upperBound, to: end)
      behind.skipBlanks()
      if at > 0, bytes[at - 1] == UInt8(ascii: "("), behind.take(Joint.closing) { return true }
    }
    return lines[max(0, entry.home - 1)...entry.home].contains { line in
      line.chains.contains { chain in
        guard chain.range.upperBound <= entry.chain.range.lowerBound,
          case .product(let factors) = chain.sides[0].located.expression, factors.count == 2,
          case .number(let one) = factors[0], case .number(let other) = factors[1]
        else { return false }
        // A square may be a map.
        return one.value != other.value && (one.value.integer == size || other.value.integer == size)
      }
    }
  }

  /// Whether the sentence counts weights.
  private func countsWeights(_ entry: Entry, _ line: TextLine) -> Bool {
    if entry.claimUnit != .none { return entry.claimUnit == .parameters }
    let sentence = sentence(around: entry.chain.range.lowerBound, on: line)
    let named = mentions(on: line, in: sentence).filter { $0.noun.isQuantity }
    return !named.isEmpty && named.allSatisfy { $0.noun == .parameters }
  }
}

/// A product in the form of an ordinary convolution with as many outputs as inputs: k·k·C·C, perhaps times H·W.
private struct DenseProduct {
  private let factors: [Rational]
  /// How many of the first factors are the kernel.
  private let kernel: Int

  init?(_ expression: Expression) {
    factors = Factors.written(in: expression)
    guard factors.count >= 3 else { return nil }
    let areas: [Rational] = [9, 25, 49]
    let sides: [Rational] = [3, 5, 7]
    if factors[0] == factors[1], sides.contains(factors[0]) {
      kernel = 2
    } else if areas.contains(factors[0]) {
      kernel = 1
    } else {
      return nil
    }
  }

  /// The channels that were multiplied twice. Without a map only weights are sure to have none.
  func channels(areWeights: Bool, areStated: (Rational) -> Bool) -> Rational? {
    let rest = factors[kernel...]
    guard let channels = rest.first, channels > 4 else { return nil }
    let isDoubled = rest.count >= 2 && rest[kernel + 1] == channels
    guard isDoubled, rest.count == 4 || rest.count == 2 && (areWeights || areStated(channels)) else {
      return nil
    }
    return channels
  }
}
