import Symbolics

/// One filter's parameters without the channels of the input that the text states: "input 32×32×3, ten 5×5 filters, each filter
/// has 5·5 + 1 = 26 parameters"; and one bias for several filters whose shape the text states: "two 3×3×3 filters: 27·2 + 1".
extension Calculation {
  mutating func checkInputsOfEachFilter() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        !terms[1].isSubtracted, case .number(let one) = terms[1].value, one.value == .one,
        case let factors = Factors.written(in: terms[0].value), factors.count == 2,
        factors[0] == factors[1], let kernel = factors[0].integer, (2...11).contains(kernel),
        entry.claimUnit == .parameters || entry.claimUnit == .none,
        case let line = lines[entry.home], line.range.count <= 512,
        FilterWords.each.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 48), of: working.bytes),
        let channels = channelsOfInput(above: side.located.range.lowerBound, entry.home, kernel),
        !FilterWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        isAsserted(entry.chain.range, on: line), let value = entry.value,
        let right = try? Rational(kernel * kernel).multiplied(by: Rational(channels)).adding(.one)
      else { continue }
      report(.inputChannelsMissing, at: side, of: entry, value, right)
    }
  }

  /// The channels of the one input that the lines up to a place state, at most three of them.
  private func channelsOfInput(above place: Int, _ home: Int, _ kernel: Int) -> Int? {
    for line in lines[max(0, home - 3)...home].reversed()
    where line.range.lowerBound < place && FilterWords.inputs.isOn(line, of: working.bytes) {
      let before = line.range.lowerBound..<min(place, line.range.upperBound)
      guard before.count <= 512, !FilterWords.others.isOn(line, of: working.bytes),
        let word = FilterWords.inputs.first(in: before, of: working.bytes),
        let volume = Volume.all(in: word.upperBound..<before.upperBound, of: working.bytes).first,
        volume.side > kernel, volume.range.lowerBound - word.upperBound <= 24
      else { return nil }
      return volume.channels > 1 ? volume.channels : nil
    }
    return nil
  }

  mutating func checkBiasesOfFilters() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        !terms[1].isSubtracted, case .number(let one) = terms[1].value, one.value == .one,
        case .product = terms[0].value, entry.claimUnit == .parameters || entry.claimUnit == .none,
        case let factors = Factors.written(in: terms[0].value), factors.count == 2 || factors.count == 4,
        let filters = factors.last, filters > .one, case let line = lines[entry.home],
        line.range.count <= 512,
        factors.count == 2
          ? holdsFilter(of: factors[0], above: entry.home) && saysParameters(side, on: line)
          : factors[0] == factors[1] && factors[0] <= 11 && factors[1] != factors[2]
            && FilterWords.convolutions.isIn(
              line.stretch(before: side.located.range.lowerBound, atMost: 32), of: working.bytes),
        !FilterWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        isAsserted(entry.chain.range, on: line), let value = entry.value,
        let right = try? value.subtracting(.one).adding(filters)
      else { continue }
      report(.biasCountWrong, at: side, of: entry, value, right)
    }
  }

  private func saysParameters(_ side: Chain.Side, on line: TextLine) -> Bool {
    FilterWords.parameters.isIn(
      line.stretch(before: side.located.range.lowerBound, atMost: 24), of: working.bytes)
  }

  /// Whether the line or one of the two above it speaks of filters of so many weights: "3×3×3 filters".
  private func holdsFilter(of weights: Rational, above home: Int) -> Bool {
    for line in lines[max(0, home - 2)...home] where line.range.count <= 512 {
      guard FilterWords.filters.mayBe(on: line) else { continue }
      for volume in Volume.all(in: line.range, of: working.bytes) where volume.side <= 11 {
        var behind = Joint(working.bytes, from: volume.range.upperBound, to: line.range.upperBound)
        if Rational(volume.side * volume.side * volume.channels) == weights,
          behind.take(FilterWords.filters)
        {
          return true
        }
      }
    }
    return false
  }

  private mutating func report(
    _ mistake: Mistake, at side: Chain.Side, of entry: Entry, _ value: Rational, _ right: Rational
  ) {
    findings.append(
      Draft(
        mistake: mistake, range: side.located.range, claimed: value, correct: right,
        arguments: [("left", .expression(side.located.expression))]))
    entry.status = .wrong
    entry.misconception = mistake
  }
}

private enum FilterWords {
  static let each: PhraseSet = [
    "each filter", "every filter", "per filter", "one filter", "each kernel", "every kernel", "per kernel",
    "each 3", "each 5", "each 7", "每个卷积核", "每个滤波器", "每个过滤器", "单个卷积核", "每个核", "一个卷积核",
  ]
  static let inputs: PhraseSet = ["input", "image", "输入", "图片", "图像"]
  static let filters: PhraseSet = ["filters", "kernels", "的卷积核", "的滤波器", "卷积核", "滤波器", "过滤器"]
  static let parameters: PhraseSet = ["param", "weights", "参数"]
  static let convolutions: PhraseSet = ["conv", "卷积"]
  /// Filters that see one channel, and biases that are shared.
  static let others: PhraseSet = [
    "depthwise", "depth-wise", "per channel", "each channel", "one channel", "single channel",
    "single-channel", "per input", "channelwise", "group", "gray", "grey", "shared", "3d", "video", "slice",
    "逐通道", "每个通道", "单通道", "每通道", "深度卷积", "深度可分离", "分组", "灰度", "共享", "共用", "三维", "instead",
  ]
}
