import Symbolics

/// As many parameters for a normalisation as it has channels, where the text gives these itself: `nn.BatchNorm2d(64)` 就 64 个,
/// "LayerNorm(512): 512 parameters", "BN parameters: 240 channels twice, then 40: 240 + 240 + 40". Each channel has a scale
/// and a shift.
extension Calculation {
  mutating func checkNormCounts() {
    for (place, line) in enumeratedLines(with: NormCount.names) where line.range.count <= 1_024 {
      checkCallsOfNorms(on: line)
      checkScalesAndShifts(on: line, place)
      checkSumsOfChannels(on: line)
    }
  }

  private mutating func report(_ range: Range<Int>, _ claimed: Rational) {
    guard let right = try? claimed.multiplied(by: .two) else { return }
    findings.append(Draft(mistake: .normCountWrong, range: range, claimed: claimed, correct: right))
    markWrong(at: range)
  }

  // MARK: - nn.LayerNorm(512): 512

  private mutating func checkCallsOfNorms(on line: TextLine) {
    var start = line.range.lowerBound
    while let name = NormCount.calls.first(in: start..<line.range.upperBound, of: working.bytes) {
      start = name.upperBound
      guard let (range, count) = countBehind(name.upperBound, on: line), !isReported(range),
        !isDenied(range, on: line), !NormCount.parts.isOn(line, of: working.bytes)
      else { continue }
      report(range, count)
    }
  }

  /// The number that stands in a call's brackets, `(64)`, and behind them again: nothing else may stand in between.
  private func countBehind(_ place: Int, on line: TextLine) -> (Range<Int>, Rational)? {
    let bytes = working.bytes
    let end = line.range.upperBound
    guard let inner = bytes.wholeNumber(at: place, to: end), inner.value >= 8, inner.end < end,
      bytes[inner.end] == UInt8(ascii: ")")
    else { return nil }
    var joint = Joint(bytes, from: inner.end + 1, to: end)
    var saysParameters = false
    for _ in 0..<5 {
      if joint.take(NormCount.parameters) {
        saysParameters = true
      } else if !joint.take(NormCount.links) {
        break
      }
    }
    joint.skipBlanks()
    let at = joint.at
    guard at > inner.end + 1, let outer = bytes.wholeNumber(at: at, to: end), outer.value == inner.value
    else { return nil }
    joint.at = outer.end
    let isCounted = joint.take(NormCount.units)
    joint.skipBlanks()
    guard joint.isAtClauseEnd(), saysParameters || isCounted || joint.isAtEnd else { return nil }
    return (at..<outer.end, Rational(outer.value))
  }

  // MARK: - BatchNorm: 64 (gamma, beta)

  /// As many parameters as the layer above has channels, `Conv 3x3, 32->64`, with both kinds of them named behind.
  private mutating func checkScalesAndShifts(on line: TextLine, _ place: Int) {
    guard place > 0, NormCount.bothKinds.isOn(line, of: working.bytes),
      let name = NormCount.labels.first(on: line, of: working.bytes), line.chains.isEmpty
    else { return }
    var joint = Joint(working.bytes, from: name.upperBound, to: line.range.upperBound)
    joint.skipBlanks()
    let start = joint.at
    guard let number = working.bytes.wholeNumber(at: start, to: line.range.upperBound), number.value >= 8
    else {
      return
    }
    joint.at = number.end
    _ = joint.takeUnits()
    guard joint.take(Joint.opening), joint.take(NormCount.bothKinds), joint.take(Joint.closing) else {
      return
    }
    joint.skipBlanks()
    let range = start..<number.end
    guard joint.isAtEnd || joint.isAtClauseEnd(), isTarget(number.value, on: lines[place - 1]),
      !isReported(range),
      isAsserted(range, on: line)
    else { return }
    report(range, Rational(number.value))
  }

  /// Whether a layer of a line has so many channels behind its arrow.
  private func isTarget(_ channels: Int, on line: TextLine) -> Bool {
    guard line.range.count <= 512, let arrow = NormCount.arrows.first(on: line, of: working.bytes)
    else {
      return false
    }
    var joint = Joint(working.bytes, from: arrow.upperBound, to: line.range.upperBound)
    joint.skipBlanks()
    guard let number = working.bytes.wholeNumber(at: joint.at, to: line.range.upperBound) else {
      return false
    }
    joint.at = number.end
    joint.skipBlanks()
    return number.value == channels && !joint.take(NormCount.arrows) && !joint.take(NormCount.crosses)
  }

  // MARK: - 240 + 240 + 40

  private mutating func checkSumsOfChannels(on line: TextLine) {
    for chain in line.chains where chain.hasEquality && !isReported(chain.range) {
      guard let side = chain.sides.first, case .sum(let terms) = side.located.expression, terms.count >= 2,
        let value = side.outcome.value,
        saysBoth(chain.range, on: line) || isOfNorms(chain.range, on: line)
      else { continue }
      var channels: [Rational] = []
      for term in terms {
        guard !term.isSubtracted, case .number(let numeral) = term.value, numeral.value >= 8 else { break }
        channels.append(numeral.value)
      }
      // Scales and shifts come in pairs.
      let isPaired = Set(channels).allSatisfy { size in channels.count(where: { $0 == size }) % 2 == 0 }
      guard channels.count == terms.count, !isPaired,
        saysBoth(chain.range, on: line) && areMultiplied(channels, before: chain.range.lowerBound)
          || channels.count > 2
            && Set(channels).allSatisfy({ areChannels($0, before: chain.range.lowerBound, on: line) }),
        !isDenied(chain.range, on: line)
      else { continue }
      report(side.located.range, value)
    }
  }

  /// Whether the words before a sum name the parameters of batch norms and of no other layer.
  private func isOfNorms(_ chain: Range<Int>, on line: TextLine) -> Bool {
    let before = line.stretch(before: chain.lowerBound)
    return NormCount.sums.isIn(before, of: working.bytes) && !NormCount.parts.isOn(line, of: working.bytes)
      && !line.mentions.contains {
        switch $0.noun {
        case .convolution, .linear: true
        default: false
        }
      }
  }

  /// "BN has a scale and a shift per channel: 64 + 128 + 256": whether the words before a sum give each channel two
  /// parameters, which the sum does not have.
  private func saysBoth(_ chain: Range<Int>, on line: TextLine) -> Bool {
    let before = line.stretch(before: chain.lowerBound, atMost: 160)
    guard let word = NormCount.twoPerChannel.first(in: before, of: working.bytes) else { return false }
    return chain.lowerBound - word.upperBound <= 16
      && !NormCount.others.isOn(line, of: working.bytes)
  }

  /// Whether the calculations above multiply with all of some numbers, so that these are channels; and not with the halves of
  /// all of them, which would have been doubled.
  private func areMultiplied(_ channels: [Rational], before place: Int) -> Bool {
    var factors: Set<Rational> = []
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].chain.range.lowerBound < place { low = middle + 1 } else { high = middle }
    }
    for entry in entries[max(0, low - 16)..<low] {
      guard entry.chain.range.upperBound <= place, let side = entry.workingSide else { continue }
      LinkChecker.forEachNumeral(of: side.located.expression) { factors.insert($0.value) }
    }
    let halves = channels.compactMap { try? $0.divided(by: .two) }
    return channels.allSatisfy { factors.contains($0) } && !halves.allSatisfy { factors.contains($0) }
  }

  /// "240 channels", 240 通道: whether a number of channels is stated before a place.
  private func areChannels(_ number: Rational, before place: Int, on line: TextLine) -> Bool {
    measures(on: line).contains { measure in
      guard measure.numeral.value == number, measure.range.lowerBound < place else { return false }
      let digits = working.bytes.skip(from: measure.range.lowerBound, to: place) { $0.isASCIIDigit }
      var behind = Joint(working.bytes, from: digits, to: place)
      return behind.take(NormCount.channels)
    }
  }
}

private enum NormCount {
  static let labels: PhraseSet = ["batchnorm:", "batch norm:", "batchnorm2d:", "bn:", "batchnorm：", "bn："]
  static let bothKinds: PhraseSet = [
    "gamma, beta", "gamma and beta", "gamma & beta", "gamma/beta", "γ, β", "γ and β", "γ、β", "γ 和 β", "γ和β",
    "γ, β",
    "scale, shift", "scale and shift", "缩放和平移", "缩放、平移",
  ]
  static let arrows: PhraseSet = ["->", "→", "\\to"]
  static let crosses: PhraseSet = ["×", "x", "*"]
  static let names: PhraseSet = ["norm", "bn"]
  static let calls: PhraseSet = [
    "batchnorm1d(", "batchnorm2d(", "batchnorm3d(", "batchnorm(", "layernorm(",
  ]
  static let links: PhraseSet = [
    ":", "：", "=", "＝", "has", "have", "is", "gives", "adds", "only", "just", "exactly", "就有", "就是", "只有",
    "就",
    "有", "共", "的", "为", "是", "，", ",", "`",
  ]
  static let parameters: PhraseSet = [
    "parameters", "params", "learnable parameters", "trainable parameters", "可学习参数量", "可学习参数", "可训练参数", "参数量",
    "参数",
  ]
  static let units: PhraseSet = [
    "learnable parameters", "trainable parameters", "parameters", "params", "个可学习参数", "个可训练参数", "个参数", "个",
  ]
  /// What speaks of one of the two, or of norms that have one.
  static let parts: PhraseSet = [
    "gamma", "beta", "scale", "shift", "gain", "bias", "weight", "affine", "running", "buffer", "mean", "var",
    "rms",
    "γ", "β", "缩放", "平移", "偏置", "权重", "均值", "方差", "缓冲", "各有", "分别", "each", "per ",
  ]
  static let sums: PhraseSet = [
    "bn 的参数", "bn 参数", "bn参数", "bn 的可学习参数", "bn parameters", "batch norm parameters",
    "batchnorm parameters", "parameters of bn", "parameters of the bn", "parameters of the batch norm",
    "批归一化的参数",
    "批归一化参数",
  ]
  static let twoPerChannel: PhraseSet = [
    "a scale and a shift per channel", "scale and shift per channel", "two parameters per channel",
    "two learnable parameters per channel", "two trainable parameters per channel",
    "a scale and a shift for each channel",
    "每个通道两个参数", "每通道两个参数", "每个通道有两个参数", "每个通道两个可学习参数", "每个通道有缩放和平移两个参数",
  ]
  /// What is doubled behind a sum, or counts channels.
  static let others: PhraseSet = [
    "twice", "double", "channels in", "channels, ", "channels;", "channels.", "×2", "× 2", "*2", "* 2", "2 ×",
    "2×", "2*",
    "通道数", "个通道，", "两倍", "翻倍", "乘以 2", "乘 2",
  ]
  static let channels: PhraseSet = ["channels", "channel", "通道", "个通道", "个特征通道"]
}
