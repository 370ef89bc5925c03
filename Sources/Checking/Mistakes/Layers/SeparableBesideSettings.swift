import Networks
import Symbolics

/// The parts of a depthwise separable convolution beside the channels, the kernel and the map that the text states: `Depthwise
/// weights: 3·3·32·64`, `Pointwise weights: 1·1·64`, MACs without the positions.
extension Calculation {
  mutating func checkSeparableBesideSettings(_ works: [LabelledWork]) {
    guard holds(SeparableWords.separable), let stated = channelsByArrows(SeparableWords.separable),
      stated.channels.count == 2, let kernel = stated.kernel, let output = stated.maps.last
    else { return }
    let sizes = SeparableSizes(
      stated.channels[0], stated.channels[1], kernel, output, stated.maps.first ?? output)
    var weights: [SeparableSizes.Part: Rational] = [:]
    var (part, home) = (SeparableSizes.Part?.none, -1)
    for work in works where work.range.lowerBound > stated.end {
      let named = SeparableWords.part(work.label, of: working.bytes)
      if let named { part = named } else if work.home != home { part = nil }
      home = work.home
      guard let part, work.formula != nil || part == .together else { continue }
      let countsWork =
        work.unit == .macs || work.unit == .flops
        || work.unit != .parameters && SeparableWords.operations.isIn(work.label, of: working.bytes)
      if part == .together {
        if !countsWork, mayBeReported(work), let slip = sizes.slipOfSum(work.value, weights) {
          report(work, .totalDoesNotAddUp, [.partsOmitted], correct: slip)
        }
        continue
      }
      guard mayBeReported(work) else { continue }
      if countsWork {
        if let slip = sizes.slipOfWork(part, work.value, weights[part]) {
          report(work, slip.mistake, correct: slip.correct)
        }
        continue
      }
      if weights[part] == nil { weights[part] = work.value }
      if let slip = sizes.slipOfWeights(part, work.value) {
        report(work, slip.mistake, correct: slip.correct)
      }
    }
  }
}

/// The sizes of a depthwise separable convolution.
private struct SeparableSizes {
  enum Part { case standard, depthwise, pointwise, together }

  private let input: Rational
  private let output: Rational
  private let kernel: Rational
  private let map: Rational
  private let inputMap: Rational

  init(_ input: Rational, _ output: Rational, _ kernel: Rational, _ map: Rational, _ inputMap: Rational) {
    (self.input, self.output, self.kernel, self.map, self.inputMap) = (input, output, kernel, map, inputMap)
  }

  typealias Slip = (mistake: Mistake, correct: Rational)

  private func weights(_ part: Part) -> Rational? {
    switch part {
    case .standard: Factors.product(of: [kernel, kernel, input, output])
    case .depthwise: Factors.product(of: [kernel, kernel, input])
    case .pointwise: Factors.product(of: [input, output])
    case .together: nil
    }
  }

  func slipOfWeights(_ part: Part, _ value: Rational) -> Slip? {
    guard let right = weights(part), value != right, output > kernel else { return nil }
    func isProduct(_ factors: Rational...) -> Bool { Factors.product(of: factors) == value }
    switch part {
    case .standard:
      if isProduct(kernel, kernel, input) { return (.outputChannelsMissing, right) }
      if isProduct(kernel, kernel, output) { return (.inputChannelsMissing, right) }
      if isProduct(input, output) || isProduct(kernel, input, output) { return (.kernelAreaMissing, right) }
    case .depthwise:
      if isProduct(kernel, kernel, input, output) || isProduct(kernel, kernel, input, input) {
        return (.depthwiseAsDense, right)
      }
      if isProduct(kernel, input) { return (.kernelAreaMissing, right) }
    case .pointwise:
      if isProduct(output) { return (.inputChannelsMissing, right) }
      if isProduct(input) { return (.outputChannelsMissing, right) }
    case .together: break
    }
    return nil
  }

  /// Weights for multiply-adds, or those at the positions of the input.
  func slipOfWork(_ part: Part, _ value: Rational, _ counted: Rational?) -> Slip? {
    guard map > .one, let weights = counted ?? weights(part),
      let right = Factors.product(of: [weights, map, map])
    else { return nil }
    if value == weights { return (.outputPositionsMissing, right) }
    if inputMap > map, value == Factors.product(of: [weights, inputMap, inputMap]) {
      return (.inputSizeForOutputSize, right)
    }
    return value == Factors.product(of: [weights, map]) ? (.outputPositionsMissing, right) : nil
  }

  /// The sum, where a total is one of the two or their product.
  func slipOfSum(_ value: Rational, _ weights: [Part: Rational]) -> Rational? {
    guard let depth = weights[.depthwise], let point = weights[.pointwise],
      let right = try? depth.adding(point),
      value != right,
      value == depth || value == point || value == (try? depth.multiplied(by: point))
    else { return nil }
    return right
  }
}

private enum SeparableWords {
  static let separable: PhraseSet = ["separable", "可分离"]
  static let operations: PhraseSet = ["mac", "multiply-add", "flop", "operations", "乘加", "计算量", "运算"]
  private static let standard: PhraseSet = [
    "standard", "regular conv", "ordinary conv", "标准", "普通卷积", "常规卷积",
  ]
  private static let depthwise: PhraseSet = ["depthwise", "depth-wise", "逐通道", "深度卷积", "逐深度"]
  private static let pointwise: PhraseSet = ["pointwise", "point-wise", "逐点"]
  private static let together: PhraseSet = ["together", "total", "sum", "in all", "合计", "总", "一共", "共计"]
  private static let others: PhraseSet = [
    "ratio", "saving", "per position", "per output", "per channel", "per filter", "one filter", "bias", "bn",
    "norm",
    "each", "比", "节省", "每个", "单个", "偏置", "归一化",
  ]

  static func part(_ label: Range<Int>, of bytes: [UInt8]) -> SeparableSizes.Part? {
    if others.isIn(label, of: bytes) { return nil }
    if together.isIn(label, of: bytes) { return .together }
    if pointwise.isIn(label, of: bytes) { return depthwise.isIn(label, of: bytes) ? nil : .pointwise }
    if standard.isIn(label, of: bytes) { return depthwise.isIn(label, of: bytes) ? nil : .standard }
    return depthwise.isIn(label, of: bytes) && !separable.isIn(label, of: bytes) ? .depthwise : nil
  }
}
