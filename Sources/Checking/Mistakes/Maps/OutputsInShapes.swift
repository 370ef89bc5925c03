import Symbolics

/// The steps of a window that an arrow makes the sides of the output: "pool 3×3, stride 2: (27 − 3)/2 = 12 → 12×12×256".
///
/// The words before it state the kernel that is subtracted, so that nothing has been taken off it, and the stride.
extension Calculation {
  mutating func checkOutputsInShapes() {
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard
        let index = entry.chain.sides.indices.dropLast().first(where: {
          entry.chain.signs[$0] == .equal && entry.chain.sides[$0].located.expression.isDividedDifference
        }), lines.indices.contains(entry.home), case let line = lines[entry.home], line.range.count <= 1_024,
        let window = ShapeWindow(entry.chain.sides[index].located.expression),
        let claim = entry.chain.sides[index + 1].claim, claim.value == window.steps,
        leadsToSquare(behind: entry.chain.sides[index + 1].located.range.upperBound, window.steps, on: line),
        states(window, before: entry.chain.sides[index].located.range.lowerBound, on: line),
        !ShapeWords.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line), let right = try? window.steps.adding(.one)
      else { continue }
      let side = entry.chain.sides[index]
      findings.append(
        Draft(
          mistake: .outputSizePlusOneMissing, range: side.located.range, claimed: window.steps,
          correct: right, arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .outputSizePlusOneMissing
    }
  }

  /// Whether an arrow behind a place leads to n×n.
  private func leadsToSquare(behind place: Int, _ side: Rational, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: place, to: min(line.range.upperBound, place + 32))
    guard joint.take(ShapeWords.arrows) else { return false }
    joint.skipBlanks()
    let square = MapWords.squares(in: joint.at..<max(joint.at, joint.end), of: working.bytes).first
    return square.map { $0.range.lowerBound == joint.at && Rational($0.size) == side } ?? false
  }

  private func states(_ window: ShapeWindow, before place: Int, on line: TextLine) -> Bool {
    let near = line.stretch(before: place, atMost: 96)
    guard ShapeWords.layers.isIn(near, of: working.bytes),
      MapWords.squares(in: near, of: working.bytes).contains(where: { $0.size == window.kernel })
    else { return false }
    if window.padding > 0, !ShapeWords.paddings.isIn(near, of: working.bytes) { return false }
    guard window.stride > 1 else { return true }
    return ShapeWords.strides.isIn(near, of: working.bytes)
      && working.bytes.wholeNumbers(in: near).contains { $0.value == window.stride }
  }
}

/// (n − k)/s, or (n + 2p − k)/s.
private struct ShapeWindow {
  let kernel: Int
  let stride: Int
  let padding: Int
  let steps: Rational

  init?(_ expression: Expression) {
    guard case .quotient(.sum(let terms), .number(let divisor)) = expression, (2...3).contains(terms.count),
      terms.count(where: { $0.isSubtracted }) == 1, !terms[0].isSubtracted,
      let stride = divisor.value.integer, 1...8 ~= stride,
      let taken = terms.first(where: { $0.isSubtracted })?.value, case .number(let kernel) = taken,
      let kernel = kernel.value.integer, 2...11 ~= kernel, let steps = try? expression.evaluated(),
      steps.isInteger, steps > 3, case .number(let size) = terms[0].value, size.value > steps
    else { return nil }
    let added = terms.dropFirst().first { !$0.isSubtracted }
    let padding = added.flatMap { try? $0.value.evaluated().integer } ?? 0
    // (n − k + s)/s has its one already.
    guard added == nil || padding > 0 && padding != stride else { return nil }
    (self.kernel, self.stride, self.padding, self.steps) = (kernel, stride, padding, steps)
  }
}

private enum ShapeWords {
  static let arrows: PhraseSet = ["→", "->", "=>", "⇒", "\\to", "\\rightarrow", ", so", "so ", "，所以", "所以"]
  static let layers: PhraseSet = ["conv", "pool", "kernel", "filter", "卷积", "池化", "核"]
  static let paddings: PhraseSet = ["pad", "p=", "p =", "填充"]
  static let strides: PhraseSet = ["stride", "s=", "s =", "步长", "步幅"]
  static let others: PhraseSet = [
    "same", "ceil", "transpos", "deconv", "upsampl", "dilat", "转置", "反卷积", "上采样", "空洞", "膨胀", "forgot",
    "without the", "wrong", "+ 1", "+1", "plus 1", "加 1", "加1",
  ]
}
