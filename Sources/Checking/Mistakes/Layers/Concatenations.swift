import Networks
import Symbolics

/// The channels of one of the maps that the line above joins, taken for those of all: "concat skip (64) and up (64) → 128
/// channels", and then `3·3·64·64`; 拼接后得到 256 通道 and then 3×3×128×128.
extension Calculation {
  mutating func checkConcatenations() {
    for (place, line) in enumeratedLines(with: Joined.words) where line.row == nil && line.range.count <= 512
    {
      guard place + 1 < lines.count, let word = Joined.words.first(on: line, of: working.bytes),
        let all = channelsAtEnd(of: line, behind: word.upperBound), all >= 8,
        let entry = firstEntry(onLine: place + 1), let side = entry.workingSide, entry.status == .right,
        entry.misconception == nil, let written = inputs(of: side.located.expression), written < all,
        (try? all.divided(by: written)).map({ $0 <= 4 }) ?? false,
        !line.chains.contains(where: { $0.hasEquality && $0.sides[0].isCompound }),
        case let next = lines[place + 1], next.row == nil, !Joined.others.isOn(next, of: working.bytes),
        !Joined.others.isOn(line, of: working.bytes),
        !isReported(entry.chain.range), !isDenied(entry.chain.range, on: next)
      else { continue }
      findings.append(
        Draft(
          mistake: .inputChannelsMissing, alternatives: [.dimensionLeftFromOtherModel],
          range: side.located.range, claimed: written, correct: all,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .inputChannelsMissing
    }
  }

  /// The same on one line: "conv after the concat (64 + 64 = 128 channels): 3·3·64·64".
  mutating func checkConcatenationsBesides() {
    for (index, entry) in entries.enumerated() where index > 0 && entry.status == .right {
      guard let side = entry.workingSide, let written = inputs(of: side.located.expression),
        case let sum = entries[index - 1], sum.home == entry.home, entry.home < lines.count,
        case .sum(let terms)? = sum.workingSide?.located.expression, let all = sum.claim?.value,
        written < all, terms.contains(where: { $0.value == Expression(written) }), sum.status == .right,
        case let line = lines[entry.home], line.row == nil, line.range.count <= 512,
        Joined.words.isIn(line.stretch(before: sum.chain.range.lowerBound), of: working.bytes),
        let end = sum.claimRange?.upperBound, entry.misconception == nil,
        isChannels(behind: end, until: side.located.range.lowerBound),
        !Joined.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .inputChannelsMissing, alternatives: [.dimensionLeftFromOtherModel],
          range: side.located.range, claimed: written, correct: all,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .inputChannelsMissing
    }
  }

  /// Whether "channels" stands behind a number, and a colon before the calculation.
  private func isChannels(behind end: Int, until place: Int) -> Bool {
    var joint = Joint(working.bytes, from: end, to: place)
    guard joint.take(Joined.channels) else { return false }
    _ = joint.take(Joint.closing)
    guard joint.take(Joined.colons) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// The number of channels that a line comes to behind a word: "→ 128 channels", 得到 256 通道.
  private func channelsAtEnd(of line: TextLine, behind place: Int) -> Rational? {
    guard let last = measures(on: line).last, last.range.lowerBound >= place else { return nil }
    let digits = working.bytes.skip(from: last.range.lowerBound, to: line.range.upperBound) {
      $0.isASCIIDigit
    }
    var behind = Joint(working.bytes, from: digits, to: line.range.upperBound)
    guard behind.take(Joined.channels) else { return nil }
    behind.skipBlanks()
    guard behind.isAtClauseEnd(),
      Joined.results.isIn(line.stretch(before: last.range.lowerBound, atMost: 14), of: working.bytes)
    else { return nil }
    return last.numeral.value
  }

  private func firstEntry(onLine place: Int) -> Entry? {
    guard let chain = lines[place].chains.first(where: { $0.hasEquality }) else { return nil }
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].chain.range.lowerBound < chain.range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return entries.indices.contains(low) && entries[low].home == place ? entries[low] : nil
  }

  /// C of `k·k·C·C′`, perhaps with biases, and perhaps with the positions of a map behind it.
  private func inputs(of expression: Expression) -> Rational? {
    var product = expression
    if case .sum(let terms) = expression {
      guard terms.count == 2, !terms[1].isSubtracted, case .number = terms[1].value else { return nil }
      product = terms[0].value
    }
    guard case .product = product else { return nil }
    let factors = Factors.written(in: product)
    guard factors.count == 4, factors[0] == factors[1], factors[0] <= 11, factors[0] >= 2, factors[2] >= 4,
      factors[3] >= 4
    else { return nil }
    return factors[2]
  }
}

private enum Joined {
  static let words: PhraseSet = ["concat", "拼接", "级联"]
  static let colons: PhraseSet = [":", "："]
  static let channels: PhraseSet = ["channels", "channel", "ch", "feature maps", "个通道", "通道", "个特征图"]
  static let results: PhraseSet = [
    "→", "->", "=", "to ", "gives", "makes", "give", "has", "have", "into", "得到", "变成", "变为", "共", "成", "为",
    "后",
  ]
  static let others: PhraseSet = [
    "group", "depthwise", "each", "branch", "per ", "before", "transpos", "deconv", "upconv", "up-conv",
    "up conv",
    "not ", "instead", "之前", "分组", "逐通道", "每", "分支", "转置", "反卷积", "上采样", "不是",
  ]
}
