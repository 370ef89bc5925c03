import Symbolics

/// The difference of a map and a kernel taken for the size that comes out, `C1: 28−5=23` and then `23×23×6`, "5×5 kernel, no
/// padding: output 28−5 = 23", where no network is known.
extension Calculation {
  mutating func checkDifferencesAsSizes() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        !terms[0].isSubtracted, terms[1].isSubtracted, case .number(let first) = terms[0].value,
        case .number(let second) = terms[1].value, let size = first.value.integer,
        let kernel = second.value.integer, 3...11 ~= kernel, size > 2 * kernel, size <= 1_024,
        entry.claim?.value == Rational(size - kernel), entry.chain.sides.count == 2,
        case let line = lines[entry.home], line.row == nil, line.range.count <= 512,
        isCalledSize(entry, on: line),
        DifferenceWords.windows.isOn(line, of: working.bytes) || isLabelled(entry, on: line),
        usesMap(size - kernel, kernel, entry, on: line), !addsOne(size - kernel, entry),
        !DifferenceWords.others.isOn(line, of: working.bytes), isUnpadded(line),
        !isReported(entry.chain.range), !isDenied(entry.chain.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .outputSizePlusOneMissing, range: side.located.range, claimed: Rational(size - kernel),
          correct: Rational(size - kernel + 1), arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .outputSizePlusOneMissing
    }
  }

  /// "output 28−5", `C1: 28−5`
  private func isCalledSize(_ entry: Entry, on line: TextLine) -> Bool {
    isLabelled(entry, on: line)
      || DifferenceWords.outputs.isIn(
        line.stretch(before: entry.chain.range.lowerBound, atMost: 24), of: working.bytes)
  }

  /// Whether the line begins with the name of a convolution and the calculation follows: `C1: `, `conv1: `, 卷积层1：.
  private func isLabelled(_ entry: Entry, on line: TextLine) -> Bool {
    let before = line.stretch(before: entry.chain.range.lowerBound)
    guard before.count <= 24, DifferenceWords.layers.isIn(before, of: working.bytes) else { return false }
    let end = working.bytes.skipBlanksBack(from: before.upperBound, to: before.lowerBound)
    return end > before.lowerBound
      && (working.bytes[end - 1] == UInt8(ascii: ":") || working.ends(before.lowerBound..<end, with: "："))
  }

  /// Whether the line or one of the two below has the kernel and a map of the size.
  private func usesMap(_ side: Int, _ kernel: Int, _ entry: Entry, on line: TextLine) -> Bool {
    var (hasKernel, hasMap) = (false, false)
    for place in entry.home...min(entry.home + 2, lines.count - 1) {
      let line = lines[place]
      guard line.row == nil, line.range.count <= 512 else { break }
      for square in MapWords.squares(in: line.range, of: working.bytes) {
        if square.size == kernel { hasKernel = true }
        if square.size == side, square.range.lowerBound >= entry.chain.range.upperBound { hasMap = true }
        if square.size == side + 1 { return false }
      }
    }
    return hasKernel && (hasMap || DifferenceWords.none.isOn(line, of: working.bytes))
  }

  private func addsOne(_ steps: Int, _ entry: Entry) -> Bool {
    if addsOneBehind(entry, Rational(steps)) { return true }
    guard entry.home + 1 < lines.count else { return false }
    return lines[entry.home + 1].chains.contains { chain in
      guard case .sum(let terms) = chain.sides[0].located.expression, terms.count == 2 else { return false }
      return terms[1].value == 1 && Claim.numeral(of: terms[0].value)?.value == Rational(steps)
    }
  }

  /// Whether the line tells no padding and no stride but those that change nothing.
  private func isUnpadded(_ line: TextLine) -> Bool {
    if DifferenceWords.paddings.isOn(line, of: working.bytes),
      !DifferenceWords.none.isOn(line, of: working.bytes)
    {
      return false
    }
    return !DifferenceWords.strides.isOn(line, of: working.bytes)
      || MapWords.number(behind: DifferenceWords.strides, in: line.range, of: working.bytes) == 1
  }
}

private enum DifferenceWords {
  static let layers: PhraseSet = ["c1", "c3", "conv", "卷积"]
  static let outputs: PhraseSet = ["output", "feature map", "输出", "特征图"]
  static let windows: PhraseSet = ["kernel", "conv", "filter", "卷积", "核", "过滤器", "滤波器"]
  static let paddings: PhraseSet = ["pad", "填充"]
  static let none: PhraseSet = [
    "no padding", "without padding", "unpadded", "padding 0", "padding=0", "padding = 0", "valid", "无填充",
    "不填充", "没有填充", "填充 0", "填充为 0", "填充为0", "填充0",
  ]
  static let strides: PhraseSet = ["stride", "步长", "步幅"]
  static let others: PhraseSet = [
    "+ 1", "+1", "plus 1", "plus one", "add 1", "add one", "steps", "moves", "loses", "lost", "fewer", "less",
    "加 1", "加1", "加一", "移动", "减少", "少了", "transpos", "dilat", "pool", "转置", "空洞", "池化", "forgot", "same",
    "ceil",
  ]
}
