import Symbolics

/// How a convolutional network's work grows: with the square of an image's side, and about with the square of the width of
/// all layers. "From 224 to 448 doubles the MACs: 15.3G → 30.7G", "α = 0.5 halves the mult-adds: 569M → 285M".
extension Calculation {
  mutating func checkScaledNetworks() {
    for line in lines
    where line.row == nil && line.range.count < 512
      && (ScaledNetworks.twice.isOn(line, of: working.bytes)
        || ScaledNetworks.half.isOn(line, of: working.bytes))
    {
      let bytes = working.bytes
      guard ScaledNetworks.work.isOn(line, of: bytes), !ScaledNetworks.others.isOn(line, of: bytes) else {
        continue
      }
      let measures = measures(on: line)
      guard let (before, after) = arrow(of: measures),
        let ratio = try? after.numeral.value.divided(by: before.numeral.value),
        let side = growth(measures, on: line), let room = try? side.divided(by: 50),
        LinkChecker.isWithin(room, ratio, side), let squared = try? side.multiplied(by: side),
        let right = try? before.numeral.value.multiplied(by: squared), !isReported(after.range),
        !isDenied(after.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .scalingExponentWrong, range: after.range, claimed: after.numeral.value, correct: right,
          arguments: [("factor", .number(side))]))
      markWrong(at: after.range)
    }
  }

  /// Two numbers of operations with an arrow between them, the only ones of the line.
  private func arrow(of measures: [Measure]) -> (Measure, Measure)? {
    let amounts = measures.filter { $0.numeral.hasScaleWord && $0.unit != .bytes && $0.unit.seconds == nil }
    guard amounts.count == 2, amounts[1].range.lowerBound - amounts[0].range.upperBound <= 12 else {
      return nil
    }
    var joint = Joint(working.bytes, from: amounts[0].range.upperBound, to: amounts[1].range.lowerBound)
    guard joint.take(ScaledNetworks.arrows) else { return nil }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return joint.isAtEnd ? (amounts[0], amounts[1]) : nil
  }

  /// By what the side of the image grows, with both of its sizes, or the width of all layers, by a multiplier.
  private func growth(_ measures: [Measure], on line: TextLine) -> Rational? {
    let bytes = working.bytes
    let plain = measures.filter { !$0.numeral.hasScaleWord && $0.numeral.scale == .one }
    if ScaledNetworks.sides.isOn(line, of: bytes), ScaledNetworks.twice.isOn(line, of: bytes),
      let first = plain.firstIndex(where: { (64...2_048).contains($0.numeral.value) }),
      first + 1 < plain.count,
      (try? plain[first].numeral.value.multiplied(by: .two)) == plain[first + 1].numeral.value
    {
      return .two
    }
    if ScaledNetworks.multipliers.isOn(line, of: bytes), ScaledNetworks.half.isOn(line, of: bytes),
      plain.contains(where: { $0.numeral.value == .half })
    {
      return .half
    }
    return nil
  }
}

private enum ScaledNetworks {
  static let arrows: PhraseSet = ["→", "->", "=>", "⇒", "to", "变为", "变成", "增至", "降至", "减到"]
  static let work: PhraseSet = [
    "macs", "flops", "mult-adds", "multiply-adds", "operations", "work", "计算量", "运算量", "乘加",
  ]
  static let twice: PhraseSet = ["doubles", "doubled", "doubling", "twice", "两倍", "2 倍", "翻倍", "加倍"]
  static let half: PhraseSet = ["halves", "halved", "half", "减半", "一半"]
  static let sides: PhraseSet = ["side", "resolution", "image size", "input size", "边长", "分辨率", "输入尺寸"]
  static let multipliers: PhraseSet = ["α", "alpha", "width multiplier", "宽度系数", "宽度因子", "宽度乘数"]
  /// What does not grow with the square, or is said of something else.
  static let others: PhraseSet = [
    "attention", "token", "area", "pixels", "height only", "one side", "depth", "per layer", "not ", "n't",
    "expect", "would", "fully connected", "weights", "parameters", "quarter", "four times", "quadrupl", "?",
    "batch",
    "注意力", "面积", "像素", "深度", "不是", "并非", "四倍", "四分之一", "4 倍", "？", "批",
  ]
}
