import Derivations
import Networks
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
    if isSizeBelowFormula(steps, entry, side, on: line) { return side.located.range }
    guard PlusOne.outputs.mayBe(on: line) else { return nil }
    if isCalledOutput(steps, entry, side, on: line) { return side.located.range }
    return sizeBehind(entry.chain.range.upperBound, steps, on: line)
  }

  /// `pool1, 3×3, stride 2: (55 − 3)/2 = 26` below "output sizes, (W − K + 2P)/S + 1:", the formula that all sizes below it
  /// are worked out with.
  private func isSizeBelowFormula(_ steps: Rational, _ entry: Entry, _ side: Chain.Side, on line: TextLine)
    -> Bool
  {
    guard line.range.count <= 512, line.row == nil, entry.chain.sides.count <= 3, let claim = entry.claim,
      claim.lastPlace == .one, claim.value == steps, side.located.expression.isMovesOverMap,
      PlusOne.windows.isIn(
        line.stretch(before: side.located.range.lowerBound, atMost: 48), of: working.bytes),
      !PlusOne.steps.isOn(line, of: working.bytes), !addsOneBehind(entry, steps)
    else { return false }
    return lines[max(0, entry.home - 8)..<entry.home].contains {
      $0.range.count <= 512 && PlusOne.formulas.isOn($0, of: working.bytes)
        && !PlusOne.otherFormulas.isOn($0, of: working.bytes)
    }
      && !lines[entry.home...min(lines.count - 1, entry.home + 1)].contains {
        $0.index != line.index && $0.range.count <= 512 && addsOne(to: steps, on: $0)
      }
  }

  /// `26 + 1 = 27`
  private func addsOne(to steps: Rational, on line: TextLine) -> Bool {
    line.chains.contains { chain in
      guard case .sum(let terms) = chain.sides[0].located.expression, terms.count == 2 else { return false }
      return terms[1].value == 1 && Claim.numeral(of: terms[0].value)?.value == steps
    }
  }

  /// `C1: 32 − 5 = 27` for a layer of the network that makes 28 of 32.
  mutating func checkKnownSizesWithoutOne() {
    guard let facts else { return }
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        !terms[0].isSubtracted, terms[1].isSubtracted, case .number(let first) = terms[0].value,
        case .number(let second) = terms[1].value, let size = first.value.integer,
        let kernel = second.value.integer, 3...11 ~= kernel, size > 2 * kernel, size <= 1_024,
        entry.claim?.value == Rational(size - kernel), entry.chain.isOneResult, entry.home < lines.count,
        case let line = lines[entry.home], line.row == nil, line.range.count <= 256,
        isLabelOfLayer(before: entry.chain.range.lowerBound, on: line),
        !PlusOne.steps.isOn(line, of: working.bytes), !addsOneBehind(entry, Rational(size - kernel)),
        facts.layers.contains(where: { layer in
          guard let window = layer.window, let input = layer.part.inputs.first else { return false }
          return input.height == size && window.kernel.height == kernel && window.stride.height == 1
            && window.padding.height == 0 && layer.part.output.height == size - kernel + 1
        }),
        !(entry.home + 1 < lines.count && addsOne(to: Rational(size - kernel), on: lines[entry.home + 1])),
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

  /// Whether the label of a convolution stands right before a calculation: `C1: `, `conv1: `, 第一层卷积：.
  private func isLabelOfLayer(before place: Int, on line: TextLine) -> Bool {
    let near = line.stretch(before: place, atMost: 24)
    guard PlusOne.layers.isIn(near, of: working.bytes) else { return false }
    let end = working.bytes.skipBlanksBack(from: place, to: near.lowerBound)
    return end > near.lowerBound
      && (working.bytes[end - 1] == UInt8(ascii: ":") || working.ends(near.lowerBound..<end, with: "："))
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
  static let layers: PhraseSet = ["c1", "c3", "c5", "conv", "卷积"]
  static let formulas: PhraseSet = [
    "/s + 1", "/s+1", "/ s + 1", "/stride + 1", "/stride+1", "{s} + 1", "{s}+1", "/s⌋ + 1", "/s⌋+1",
    "/s) + 1",
    "/s)+1",
  ]
  static let otherFormulas: PhraseSet = ["transpos", "steps", "moves", "转置"]
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
