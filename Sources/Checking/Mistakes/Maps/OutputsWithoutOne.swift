import Symbolics

/// The steps of a window called the size of its output: "(227 − 11)/4 = 54, so the output is 54×54", (224 − 7 + 2×3)/2 =
/// 111.5，所以输出 111×111.
extension Calculation {
  mutating func checkOutputsWithoutOne() {
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, side.located.expression.isDividedDifference,
        let value = entry.value, value > 1, value < 100_000, lines.indices.contains(entry.home),
        let range = placeOfOutput(value.floor, entry, side, on: lines[entry.home]),
        !isReported(entry.chain.range), let right = try? value.floor.adding(.one)
      else { continue }
      findings.append(
        Draft(
          mistake: .outputSizePlusOneMissing, range: range, claimed: value.floor, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .outputSizePlusOneMissing
    }
  }

  /// Where the steps are called an output: the calculation itself, or the number that words behind it call so.
  private func placeOfOutput(
    _ steps: Rational, _ entry: Entry, _ side: Chain.Side, on line: TextLine
  ) -> Range<Int>? {
    guard PlusOne.outputs.mayBe(on: line) else { return nil }
    if isCalledOutput(steps, entry, side, on: line) { return side.located.range }
    return sizeBehind(entry.chain.range.upperBound, steps, on: line)
  }

  /// Whether a line with a window calls the result its output, and adds nothing to it.
  private func isCalledOutput(_ steps: Rational, _ entry: Entry, _ side: Chain.Side, on line: TextLine)
    -> Bool
  {
    let bytes = working.bytes
    let (start, end) = (side.located.range.lowerBound, entry.chain.range.upperBound)
    guard start < end, line.range.contains(start), line.range.count < 1_024, entry.chain.isOneResult,
      let claim = entry.claim, claim.lastPlace == .one, claim.value == steps,
      side.located.expression.isMovesOverMap, PlusOne.outputs.isOn(line, of: bytes),
      entry.subject.isSpecific || PlusOne.windows.isOn(line, of: bytes), !PlusOne.steps.isOn(line, of: bytes),
      !addsOneBehind(entry, steps)
    else { return false }
    // `output (227 − 11)/4 = 54`
    let label = bytes.skipBack(from: start, to: line.range.lowerBound) { " :=*`$".utf8.contains($0) }
    let before = line.range.lowerBound..<max(line.range.lowerBound, label)
    if PlusOne.labels.contains(where: { working.ends(before, with: $0, ignoringCase: true) }) { return true }
    let behind = end..<max(end, line.range.upperBound)
    guard PlusOne.outputs.isIn(behind, of: bytes) else { return false }
    let measures = MeasureReader.measures(in: behind, of: bytes)
    return zip(measures, measures.dropFirst()).contains { first, second in
      first.numeral.value == steps && second.numeral.value == steps
        && second.range.lowerBound - first.range.upperBound <= 6
    }
  }

  /// Where words behind a calculation call its steps the size of the output.
  private func sizeBehind(_ place: Int, _ steps: Rational, on line: TextLine) -> Range<Int>? {
    let end = min(line.range.upperBound, place + 48)
    guard place < end else { return nil }
    var joint = Joint(working.bytes, from: place, to: end)
    for _ in 0..<3 { _ = joint.take(PlusOne.hence) }
    guard joint.take(PlusOne.sizes) else { return nil }
    for _ in 0..<4 { _ = joint.take(PlusOne.are) }
    joint.skipBlanks()
    guard let number = MeasureReader.measures(in: joint.at..<end, of: working.bytes).first,
      number.range.lowerBound == joint.at, number.numeral.lastPlace == .one, number.numeral.value == steps
    else { return nil }
    // `111 + 1`
    var behind = Joint(working.bytes, from: number.range.upperBound, to: min(line.range.upperBound, end + 16))
    return behind.take(PlusOne.plus) ? nil : number.range
  }

  /// Whether the words behind a number of moves call it so or add one to it: "= 54 steps, so the output is 55×55".
  func addsOneBehind(_ entry: Entry, _ value: Rational) -> Bool {
    guard let line = line(at: entry.chain.range.lowerBound) else { return false }
    let end = entry.chain.range.upperBound
    let behind = line.stretch(behind: end, atMost: 64)
    var joint = Joint(working.bytes, from: behind.lowerBound, to: behind.upperBound)
    if joint.take(PlusOne.plus) || PlusOne.steps.isIn(behind, of: working.bytes) { return true }
    guard let right = try? value.adding(.one) else { return false }
    return MeasureReader.measures(in: behind, of: working.bytes).contains { $0.numeral.value == right }
  }
}

private enum PlusOne {
  static let outputs: PhraseSet = ["output", "feature map", "输出", "特征图"]
  static let windows: PhraseSet = ["kernel", "conv", "filter", "pool", "stride", "卷积", "核", "池化", "步长", "步幅"]
  static let steps: PhraseSet = [
    "+ 1", "+1", "plus 1", "plus one", "add 1", "add one", "steps", "moves", "strides", "加 1", "加1", "加一",
    "forgot", "without the", "transpos", "upsampl", "deconv", "再加", "移动", "转置", "上采样", "ceil", "same",
  ]
  static let labels: [StaticString] = [
    "output", "output size", "output side", "output width", "output height", "output is", "output size is",
    "output map", "out", "输出", "输出为", "输出是", "输出尺寸", "输出大小", "输出边长", "输出尺寸为", "输出大小为", "输出尺寸：", "输出：",
  ]
  static let hence: PhraseSet = [
    ",", "，", "。", "；", ";", "所以", "因此", "故", "即", "so", "hence", "thus", "the",
  ]
  static let sizes: PhraseSet = [
    "输出尺寸", "输出大小", "输出特征图", "输出边长", "输出", "output size", "output map", "output",
  ]
  static let are: PhraseSet = [
    "尺寸", "大小", "为", "是", "is", "=", ":", "：", "has", "size", "volume", "[", "(", "of",
  ]
  static let plus: PhraseSet = ["+", "加"]
}

extension Expression {
  /// Whether the moves of a window, (n − k)/s or (n + 2p − k)/s, are of sizes as maps have them.
  fileprivate var isMovesOverMap: Bool {
    guard case .quotient(.sum(let terms), .number(let stride)) = self,
      (2...3).contains(terms.count), (1...16).contains(stride.value), stride.value.isInteger,
      let kernel = terms.first(where: { $0.isSubtracted })?.value, let reach = try? kernel.evaluated(),
      (2...32).contains(reach), terms.count(where: { $0.isSubtracted }) == 1,
      !terms.contains(where: { !$0.isSubtracted && $0.value == 1 }), let value = try? evaluated()
    else { return false }
    return (value > reach || value > 8) && value < 10_000
  }
}

extension Chain {
  /// Whether a calculation has one result, and a name before it at most.
  fileprivate var isOneResult: Bool { sides.count == 2 || sides.count == 3 && sides[0].isSymbolic }
}
