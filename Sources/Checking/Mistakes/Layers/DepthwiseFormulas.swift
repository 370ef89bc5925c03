import Symbolics

/// `Depthwise: 3×3×32×32×112×112`: C·C in a formula that the text calls a depthwise layer's, whatever else it says of it.
extension Calculation {
  mutating func checkDepthwiseFormulas() {
    for entry in entries where entry.misconception == nil && entry.status != .wrong {
      guard lines.indices.contains(entry.home), let side = entry.workingSide, let value = entry.value,
        case .product = side.located.expression
      else { continue }
      let line = lines[entry.home]
      guard isOfDepthwiseLayer(entry, on: line) || isBelowDepthwise(entry, on: line),
        let channels = DenseProduct(side.located.expression)?.channels(
          areWeights: countsWeights(entry, line),
          areStated: { areChannels($0, besides: entry, line) }, isMap: { isMap($0, above: entry) },
          areNamed: { areNamedChannels($0, before: entry, line) }),
        !contrasts(entry.chain.range, on: line, with: .depthwiseAsDense),
        !countsOnePart(entry.chain.range, on: line) || definesDepthwise(line),
        let right = try? value.divided(by: channels)
      else { continue }
      findings.append(
        Draft(
          mistake: .depthwiseAsDense, alternatives: [.groupsIgnored], range: side.located.range,
          claimed: value, correct: right, arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .depthwiseAsDense
    }
  }

  /// `FLOPs = 56·56·128·128·3·3·2` with no layer of its own below "56×56, 128 channels; depthwise 3×3".
  private func isBelowDepthwise(_ entry: Entry, on line: TextLine) -> Bool {
    guard entry.home > 0, line.row == nil, line.range.count <= 256,
      !Calculation.anyLayer.isOn(line, of: working.bytes)
    else { return false }
    for head in lines[max(0, entry.home - 2)..<entry.home].reversed()
    where head.range.count <= 256 && Calculation.anyLayer.isOn(head, of: working.bytes) {
      return head.row == nil && Calculation.depthwise.isOn(head, of: working.bytes)
        && !Calculation.notDepthwise.isOn(head, of: working.bytes)
        && !Calculation.besideDepthwise.isOn(head, of: working.bytes)
    }
    return false
  }

  private static let anyLayer: PhraseSet = [
    "conv", "depthwise", "pointwise", "standard", "dense", "layer", "total", "卷积", "逐点", "逐通道", "标准", "普通",
    "层",
    "总", "合计",
  ]
  private static let besideDepthwise: PhraseSet = [
    "separab", "pointwise", "1x1", "1×1", "standard", "versus", " vs", "than", "instead", "batch",
    "multiplier",
    "可分离", "逐点", "标准", "普通", "相比", "批", "代替",
  ]
  private static let depthwise: PhraseSet = [
    "depthwise", "depth-wise", "dwise", "dwconv", "dw：", "dw:", "dw 卷积", "dw卷积", "dw 层", "深度卷积", "深度方向卷积",
    "逐通道卷积",
    "逐深度卷积", "深度 3×3", "深度 3x3", "深度 5×5", "深度 5x5", "深度3×3", "深度3x3", "dw 3×3", "dw 3x3", "dw 5×5", "dw 5x5",
    "dw 7×7", "dw 7x7", "dw3×3", "dw3x3", "dw5×5", "dw5x5",
    "one filter per channel", "one kernel per channel", "逐通道", "filter per channel",
  ]

  private static let notDepthwise: PhraseSet = [
    "not depthwise", "not a depthwise", "non-depthwise", "no depthwise", "without depthwise",
    "instead of depthwise",
    "非深度", "不是深度", "非逐通道", "不是逐通道",
  ]

  /// "one 5×5 filter per channel", 每个通道一个卷积核: what says of a layer that it is depthwise counts no part of it.
  private func definesDepthwise(_ line: TextLine) -> Bool {
    Calculation.filterPerChannel.isOn(line, of: working.bytes)
  }

  private static let filterPerChannel: PhraseSet = [
    "filter per channel", "kernel per channel", "filter per input channel", "filter for each channel",
    "kernel for each channel", "filter each channel", "每个通道一个", "每通道一个", "每个通道只有一个", "每个通道对应一个",
  ]

  /// Whether a size is that of a map, n×n, on the line of a calculation or on one of the three above.
  private func isMap(_ size: Rational, above entry: Entry) -> Bool {
    lines[max(0, entry.home - 3)...entry.home].contains { line in
      guard line.range.count <= 1_024 else { return false }
      let numbers = measures(on: line)
      return zip(numbers, numbers.dropFirst()).contains { first, second in
        guard first.numeral.value == size, second.numeral.value == size,
          !first.range.overlaps(entry.chain.range), second.range.upperBound <= entry.chain.range.lowerBound,
          first.range.upperBound < second.range.lowerBound
        else { return false }
        return Calculation.sides.contains(
          working.text(from: first.range.upperBound, to: second.range.lowerBound).trimmedOfBlanks)
      }
    }
  }

  private static let sides = ["x", "×", "*", "\\times", "·", "{\\times}"]

  /// Whether the last kind of layer that the sentence names before a chain is depthwise, and only depthwise.
  private func isOfDepthwiseLayer(_ entry: Entry, on line: TextLine) -> Bool {
    guard Calculation.depthwise.mayBe(on: line) else { return false }
    let start = entry.chain.range.lowerBound
    let sentence = sentence(around: start, on: line)
    let previous = line.chains.last { $0.range.upperBound <= start }?.range.upperBound ?? 0
    let words = max(sentence.lowerBound, previous)..<max(sentence.lowerBound, previous, start)
    guard Calculation.depthwise.isIn(words, of: working.bytes),
      !Calculation.notDepthwise.isIn(words, of: working.bytes)
    else { return false }
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

  /// "64 channels", 64 通道, 64 个通道: whether the words before a calculation give a number of channels.
  private func areNamedChannels(_ number: Rational, before entry: Entry, _ line: TextLine) -> Bool {
    guard line.range.count <= 1_024 else { return false }
    let start = entry.chain.range.lowerBound
    return measures(on: line).contains { measure in
      guard measure.numeral.value == number, measure.range.lowerBound + 64 >= start,
        measure.range.lowerBound < start
      else { return false }
      let digits = working.bytes.skip(from: measure.range.lowerBound, to: start) { $0.isASCIIDigit }
      var behind = Joint(working.bytes, from: digits, to: start)
      return behind.take(Calculation.namedChannels)
    }
  }

  private static let namedChannels: PhraseSet = ["channels", "input channels", "通道", "个通道", "个输入通道"]

  /// Whether the sentence counts weights.
  private func countsWeights(_ entry: Entry, _ line: TextLine) -> Bool {
    if entry.claimUnit != .none { return entry.claimUnit == .parameters }
    let sentence = sentence(around: entry.chain.range.lowerBound, on: line)
    let named = mentions(on: line, in: sentence).filter { $0.noun.isQuantity }
    return !named.isEmpty && named.allSatisfy { $0.noun == .parameters }
  }
}

/// A product in the form of an ordinary convolution with as many outputs as inputs: k·k, C·C and perhaps H·W, in any order.
private struct DenseProduct {
  /// The factors besides the kernel, as they are written.
  private let rest: [Rational]
  /// Whether the kernel comes first.
  private let isKernelFirst: Bool
  private let isKernelLast: Bool

  init?(_ expression: Expression) {
    var factors = Factors.written(in: expression)
    // Two operations for a multiply-add.
    if factors.count == 7, factors.last == .two { factors.removeLast() }
    if factors.count == 7, factors.first == .two { factors.removeFirst() }
    guard 3...6 ~= factors.count else { return nil }
    let areas: [Rational] = [9, 25, 49]
    let sides: [Rational] = [3, 5, 7]
    // One area, or one side twice: with both, or with two of them, the kernel may be either.
    let places = factors.indices.filter { areas.contains(factors[$0]) }
    let pairs = factors.indices.filter { sides.contains(factors[$0]) }
    let kernel: [Int]
    if places.count == 1, pairs.isEmpty {
      kernel = places
    } else if places.isEmpty, pairs.count == 2, pairs[1] == pairs[0] + 1,
      factors[pairs[0]] == factors[pairs[1]]
    {
      kernel = pairs
    } else if factors[0] == factors[1], sides.contains(factors[0]) {
      kernel = [0, 1]
    } else if areas.contains(factors[0]) {
      kernel = [0]
    } else {
      return nil
    }
    rest = factors.indices.filter { !kernel.contains($0) }.map { factors[$0] }
    isKernelFirst = kernel[0] == 0
    isKernelLast = kernel.last == factors.count - 1
  }

  /// The channels that were multiplied twice. Without a map only weights are sure to have none.
  func channels(
    areWeights: Bool, areStated: (Rational) -> Bool, isMap: (Rational) -> Bool, areNamed: (Rational) -> Bool
  ) -> Rational? {
    guard let first = rest.first, rest.allSatisfy({ $0 > 4 }) else { return nil }
    if rest.count == 2 {
      return rest[1] == first && (areWeights || areStated(first)) ? first : nil
    }
    // 3×3×64×64×25×5 where 64 channels are named: the map is no square.
    if rest.count == 4, Set(rest).count == 3 {
      guard let twice = rest.first(where: { size in rest.count { $0 == size } == 2 }), areNamed(twice),
        !isMap(twice)
      else { return nil }
      return twice
    }
    guard rest.count == 4, Set(rest).count <= 2 else { return nil }
    if isKernelFirst, rest[1] == first { return first }
    guard let other = rest.first(where: { $0 != first }), rest.count(where: { $0 == other }) == 2 else {
      return nil
    }
    if isMap(first), !isMap(other) { return other }
    if isMap(other), !isMap(first) { return first }
    // `56·56·144·144·9`: what begins with the map ends with the kernel.
    return isKernelLast && rest[1] == first ? other : nil
  }
}
