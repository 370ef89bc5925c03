import Symbolics

/// A size of a map without its + 1, said to be the output: "(227 − 11)/4 = 54, so the output is 54×54".
extension Calculation {
  mutating func checkPlusOneInProse() {
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, let size = side.located.expression.moves,
        let claim = entry.claim, claim.lastPlace == .one, claim.value == size.floor, claim.value > 1,
        lines.indices.contains(entry.home), entry.chain.isOneResult,
        isSaidOfOutput(entry, claim.value, on: lines[entry.home]), !isReported(entry.chain.range),
        let right = try? size.floor.adding(.one)
      else { continue }
      findings.append(
        Draft(
          mistake: .outputSizePlusOneMissing, range: side.located.range, claimed: claim.value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .outputSizePlusOneMissing
    }
  }

  /// Whether a line with a window calls the number its output, and adds nothing to it.
  private func isSaidOfOutput(_ entry: Entry, _ value: Rational, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let chain = (entry.workingSide?.located.range.lowerBound ?? 0)..<entry.chain.range.upperBound
    guard chain.lowerBound < chain.upperBound else { return false }
    guard PlusOne.outputs.isOn(line, of: bytes), line.range.contains(chain.lowerBound),
      line.range.count < 1_024,
      PlusOne.windows.isOn(line, of: bytes) || entry.subject.isSpecific, !PlusOne.steps.isOn(line, of: bytes)
    else { return false }
    let behind = chain.upperBound..<max(chain.upperBound, line.range.upperBound)
    if addsOneBehind(entry, value) { return false }
    let measures = MeasureReader.measures(in: behind, of: bytes)
    // `output (227 − 11)/4 = 54`
    var at = chain.lowerBound
    while at > line.range.lowerBound, " :=*`$".utf8.contains(bytes[at - 1]) { at -= 1 }
    let before = line.range.lowerBound..<at
    if PlusOne.labels.contains(where: { working.ends(before, with: $0, ignoringCase: true) }) {
      return true
    }
    guard PlusOne.outputs.isIn(behind, of: bytes) else { return false }
    return zip(measures, measures.dropFirst()).contains { first, second in
      first.numeral.value == value && second.numeral.value == value
        && second.range.lowerBound - first.range.upperBound <= 6
    }
  }

  /// Whether the words behind a number of moves call it so or add one to it: "= 54 steps, so the output is 55×55".
  func addsOneBehind(_ entry: Entry, _ value: Rational) -> Bool {
    guard let line = line(at: entry.chain.range.lowerBound) else { return false }
    let end = entry.chain.range.upperBound
    let behind = end..<max(end, min(line.range.upperBound, end + 64))
    if working.begins(skippingBlanks(behind), with: "+") || PlusOne.steps.isIn(behind, of: working.bytes) {
      return true
    }
    guard let right = try? value.adding(.one) else { return false }
    return MeasureReader.measures(in: behind, of: working.bytes).contains { $0.numeral.value == right }
  }

  private func skippingBlanks(_ range: Range<Int>) -> Range<Int> {
    var at = range.lowerBound
    while at < range.upperBound, working.bytes[at] == .space { at += 1 }
    return at..<range.upperBound
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
}

extension Expression {
  /// The number of moves of a window, (n − k)/s or (n + 2p − k)/s, of sizes as maps have them.
  fileprivate var moves: Rational? {
    guard case .quotient(.sum(let terms), .number(let stride)) = self, isDividedDifference,
      (2...3).contains(terms.count), (1...16).contains(stride.value), stride.value.isInteger,
      let kernel = terms.first(where: { $0.isSubtracted })?.value, let reach = try? kernel.evaluated(),
      (2...32).contains(reach), terms.count(where: { $0.isSubtracted }) == 1,
      !terms.contains(where: { !$0.isSubtracted && $0.value == 1 }), let value = try? evaluated(),
      value > reach || value > 8, value < 10_000
    else { return nil }
    return value
  }
}

extension Chain {
  /// Whether a calculation has one result, and a name before it at most.
  fileprivate var isOneResult: Bool { sides.count == 2 || sides.count == 3 && sides[0].isSymbolic }
}
