import Derivations
import Networks
import Symbolics

/// A well-known operation on the sizes of a layer that the text describes, which it counts beside the layer: the depthwise and
/// the pointwise half of a separable convolution, a 1×1 kernel in its place, a transposed convolution.
///
/// Such a product lacks a factor of the layer's, as a slip would. Where the words before it name the operation, or its other
/// half is counted near it, it is that operation's and right.
extension Calculation {
  /// Whether what a mistake would give for a layer is another operation's number.
  func isOfOtherOperation(
    _ range: Range<Int>, on line: TextLine, _ mistake: Mistake, _ quantity: Noun, _ layer: DescribedLayer
  ) -> Bool {
    let own = layer.description
    guard own.kind == .convolution, own.groups == nil || mistake == .inputChannelsMissing,
      own.groups != .depthwise
    else { return false }
    switch mistake {
    case .inputChannelsMissing, .outputChannelsMissing:
      return isLabelled(OperationWords.depthwise, range, on: line)
        || hasHalf(of: layer, quantity, .pointwise, near: range, on: line)
    // The channels and the positions of a map alone are those of a 1×1 kernel, too.
    case .kernelAreaMissing, .inputSizeAsKernel:
      return isLabelled(OperationWords.pointwise, range, on: line)
        || hasHalf(of: layer, quantity, .depthwise, near: range, on: line)
    case .biasCountWrong, .inputSizeForOutputSize, .paddingCountedInOutput:
      return isLabelled(OperationWords.transposed, range, on: line)
    default: return false
    }
  }

  // MARK: - Words

  /// Whether the words of a number name an operation, and behind its name none that is the layer itself: "the standard
  /// layer, not depthwise:".
  private func isLabelled(_ words: PhraseSet, _ range: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let label = labelOfOperation(before: range.lowerBound, on: line)
    if let word = words.first(in: label, of: bytes) {
      return !OperationWords.standard.isIn(word.upperBound..<label.upperBound, of: bytes)
        && !OperationWords.denials.isIn(
          max(label.lowerBound, word.lowerBound - 12)..<word.lowerBound, of: bytes)
    }
    if OperationWords.standard.isIn(label, of: bytes) { return false }
    return words.isIn(bracket(behind: range, on: line), of: bytes)
  }

  /// The words between the calculation before and a number, in its sentence, or in its row where it stands in a table; where
  /// there are none, those of a line above that only announces it.
  private func labelOfOperation(before start: Int, on line: TextLine) -> Range<Int> {
    let limit = line.row == nil ? sentence(around: start, on: line).lowerBound : line.range.lowerBound
    let earlier =
      line.chains.last { $0.range.upperBound <= start && $0.hasEquality && !$0.isAssignment }?.range
      .upperBound ?? 0
    let begin = max(limit, earlier, start - 160)
    let label = begin..<max(begin, start)
    if let behind = labelBehind(label, start, on: line) { return behind }
    guard label.isEmpty, let place = place(of: line), place > 0 else { return label }
    for above in lines[max(0, place - 2)..<place].reversed() where !above.range.isEmpty {
      return above.chains.isEmpty && above.range.count <= 80 ? above.range : label
    }
    return label
  }

  /// The words behind a number that stands in front of its name, in a row or a list: `| 576 | Depthwise | 3×3×64 |`, "576 weights
  /// — depthwise (3×3×64)"; nil where words stand before it.
  private func labelBehind(_ label: Range<Int>, _ start: Int, on line: TextLine) -> Range<Int>? {
    guard !working.bytes[label].contains(where: { $0.isASCIIWordByte || $0 >= 0xE3 }),
      let side = line.lone.first(where: { $0.located.range.contains(start) }), !side.isCompound
    else { return nil }
    let from = side.located.range.upperBound
    let until = min(line.range.upperBound, from + 160)
    guard from < until, working.bytes[from..<until].contains(where: { $0.isASCIILetter || $0 >= 0xE3 }) else {
      return nil
    }
    return from..<until
  }

  /// What stands in brackets behind a number and its result: `1,806,336 (depthwise)`.
  private func bracket(behind range: Range<Int>, on line: TextLine) -> Range<Int> {
    let end = line.chains.first { $0.range.overlaps(range) }?.range.upperBound ?? range.upperBound
    var behind = Joint(working.bytes, from: max(end, range.upperBound), to: line.range.upperBound)
    _ = behind.takeUnits()
    guard behind.take(Joint.opening) else { return end..<end }
    let start = behind.at
    let close = Joint.closing.first(in: start..<min(line.range.upperBound, start + 48), of: working.bytes)
    return start..<(close?.lowerBound ?? start)
  }

  // MARK: - The other half

  private enum Half { case depthwise, pointwise }

  /// Whether one of the calculations near a number is the other half of a separable convolution of the layer's sizes: of
  /// `3·3·64·56·56` and `64·128·56·56` neither is a slip in the other's layer.
  private func hasHalf(
    of layer: DescribedLayer, _ quantity: Noun, _ half: Half, near range: Range<Int>, on line: TextLine
  ) -> Bool {
    let label = labelOfOperation(before: range.lowerBound, on: line)
    guard !OperationWords.standard.isIn(label, of: working.bytes) else { return false }
    let values = layer.readings.prefix(4).compactMap { reading -> Rational? in
      guard let sizes = ConvolutionSizes(reading.layer), sizes.area > 1, sizes.groups == 1 else { return nil }
      let map = quantity == .parameters ? [] : sizes.map
      switch half {
      case .depthwise: return try? Expression.product(sizes.kernel + [sizes.inputs] + map).evaluated()
      case .pointwise: return try? Expression.product([sizes.inputs, sizes.outputs] + map).evaluated()
      }
    }
    return entries(near: range.lowerBound).contains { entry in
      guard !entry.chain.range.overlaps(range), layer.scope.contains(entry.chain.range.lowerBound),
        let value = entry.value
      else { return false }
      return values.contains(value)
    }
  }

  /// The few calculations before a place and behind it.
  private func entries(near place: Int) -> ArraySlice<Entry> {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].chain.range.upperBound <= place { low = middle + 1 } else { high = middle }
    }
    return entries[max(0, low - 3)..<min(entries.count, low + 4)]
  }
}

private enum OperationWords {
  static let depthwise: PhraseSet = [
    "depthwise", "depth-wise", "dw ", "dw:", "dw=", "dw}", "dw_", "dw-", "dw(", "dw|", "dw*", "dw：", "dwconv",
    "dw卷积", "spatial", "per-channel", "per channel", "channelwise", "channel-wise",
    "groups", "深度", "逐通道", "逐深度", "空间", "分组",
  ]
  static let pointwise: PhraseSet = [
    "pointwise", "point-wise", "pw", "1×1", "1x1", "1 × 1", "1 x 1", "1*1", "1·1", "1\\times1", "1\\times 1",
    "1 \\times 1", "1{\\times}1", "channel mixing", "channel-mixing", "mixing", "projection", "shortcut",
    "逐点", "点卷积", "投影", "捷径",
  ]
  static let transposed: PhraseSet = [
    "transpos", "deconv", "up-conv", "upconv", "fractionally", "转置", "反卷积", "逆卷积", "上采样", "backward",
    "反向",
  ]
  static let standard: PhraseSet = [
    "standard", "ordinary", "regular", "normal", "dense", "full", "plain", "usual", "vanilla", "conventional",
    "普通", "标准", "常规", "传统",
  ]
  static let denials: PhraseSet = ["not ", "without", "no ", "unlike", "instead of", "不是", "非", "不用", "而不"]
}
