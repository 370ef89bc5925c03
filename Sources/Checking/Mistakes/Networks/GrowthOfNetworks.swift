import Symbolics

/// How the work of convolutions grows: with both sides of the input, and with the channels of both sides of a layer, as their
/// parameters do. "Resolution 224 -> 448: FLOPs × 2", "width ×2: parameters ×4, FLOPs ×2".
extension Calculation {
  mutating func checkGrowthOfNetworks() {
    for line in lines(with: NetworkGrowth.works) where line.row == nil && line.range.count <= 256 {
      guard !NetworkGrowth.others.isOn(line, of: working.bytes) else { continue }
      checkResolution(on: line)
      checkWidth(on: line)
    }
  }

  private mutating func checkResolution(on line: TextLine) {
    guard NetworkGrowth.resolutions.isOn(line, of: working.bytes), case let all = measures(on: line),
      all.count >= 3
    else { return }
    for place in all.indices.dropLast(2) {
      let (first, second) = (all[place], all[place + 1])
      var joint = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
      guard first.numeral.value >= 32, joint.take(NetworkGrowth.becomes) else { continue }
      joint.skipBlanks()
      guard joint.isAtEnd, let ratio = try? second.numeral.value.divided(by: first.numeral.value),
        ratio > .one,
        ratio <= 8, ratio.isInteger
      else { continue }
      for claim in all[(place + 2)...] where claim.numeral.value == ratio && claim.numeral.scale == .one {
        guard isWork(of: claim, behind: second.range.upperBound, on: line) else { continue }
        reportSquare(of: claim, ratio, on: line)
        return
      }
    }
  }

  /// "width ×2: parameters ×4, FLOPs ×2": the parameters tell that both sides grow.
  private mutating func checkWidth(on line: TextLine) {
    guard NetworkGrowth.widths.isOn(line, of: working.bytes), case let all = measures(on: line),
      (3...6).contains(all.count), case let ratio = all[0].numeral.value, ratio > .one, ratio <= 16,
      NetworkGrowth.widths.isIn(
        line.range.lowerBound..<max(line.range.lowerBound, all[0].range.lowerBound), of: working.bytes),
      let square = try? ratio.multiplied(by: ratio)
    else { return }
    var claims: [Measure] = []
    var hasSquare = false
    for (previous, measure) in zip(all, all.dropFirst()) {
      if isWork(of: measure, behind: previous.range.upperBound, on: line) { claims.append(measure) }
      if measure.numeral.value == square, isOfWeights(measure, on: line) {
        hasSquare = true
      }
    }
    guard hasSquare, claims.count == 1, claims[0].numeral.value == ratio else { return }
    reportSquare(of: claims[0], ratio, on: line)
  }

  /// "parameters of the 3x3 convs ×4"
  private func isOfWeights(_ claim: Measure, on line: TextLine) -> Bool {
    let before = line.stretch(before: claim.range.lowerBound, atMost: 48)
    guard let word = NetworkGrowth.weights.first(in: before, of: working.bytes) else { return false }
    return !working.bytes[word.upperBound..<before.upperBound].contains(UInt8(ascii: ","))
  }

  /// Whether a number is the factor of the work: "FLOPs of the convs × 2", 计算量 2 倍.
  private func isWork(of claim: Measure, behind place: Int, on line: TextLine) -> Bool {
    let before = place..<max(place, claim.range.lowerBound)
    guard before.count <= 64, let work = NetworkGrowth.works.first(in: before, of: working.bytes),
      !NetworkGrowth.weights.isIn(work.upperBound..<before.upperBound, of: working.bytes),
      !working.bytes[work.upperBound..<before.upperBound].contains(where: {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";")
      })
    else { return false }
    var tail = Joint(working.bytes, from: claim.endOfDigits(in: working.bytes), to: line.range.upperBound)
    let end = working.bytes.skipBlanksBack(from: claim.range.lowerBound, to: place)
    let hasSign =
      end > place
      && (working.bytes[end - 1] | 0x20 == UInt8(ascii: "x")
        || end > place + 1 && working.bytes[end - 2] == 0xC3
          && working.bytes[end - 1] == 0x97)
    let hasWord = tail.take(NetworkGrowth.times)
    return (hasSign || hasWord) && tail.isAtClauseEnd()
  }

  private mutating func reportSquare(of claim: Measure, _ ratio: Rational, on line: TextLine) {
    guard !isReported(claim.range), isAsserted(claim.range, on: line),
      let right = try? ratio.multiplied(by: ratio)
    else { return }
    findings.append(
      Draft(mistake: .scalingExponentWrong, range: claim.range, claimed: ratio, correct: right))
  }
}

private enum NetworkGrowth {
  static let works: PhraseSet = ["flops", "macs", "multiply-adds", "计算量"]
  static let weights: PhraseSet = ["param", "weight", "参数"]
  static let resolutions: PhraseSet = ["resolution", "分辨率", "input size", "输入边长", "image size"]
  static let widths: PhraseSet = ["width ", "宽度", "通道数", "channels "]
  static let becomes: PhraseSet = ["→", "->", "to", "到", "变为", "变成", "=>"]
  static let times: PhraseSet = ["倍", "times", "×", "x"]
  static let others: PhraseSet = [
    "depthwise", "1d", "1-d", "audio", "text", "per pixel", "per side", "only one", "height only",
    "width only", "half",
    "depth", "深度", "batch", "批", "stride", "步长", "逐像素", "resolution /", "input channels", "输入通道",
    "output channels", "输出通道",
    "attention", "注意力", "tokens",
  ]
}
