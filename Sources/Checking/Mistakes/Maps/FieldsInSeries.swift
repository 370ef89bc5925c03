import Symbolics

/// A receptive field that grows layer by layer, one step of it without the strides above: `pool2 2×2 s2: 8+1=9` among `conv2 3×3
/// s1: 4+2×2=8` and `conv3 3×3 s1: 9+2×4=17`. Each layer adds k − 1 times the strides of the layers above.
extension Calculation {
  mutating func checkFieldsInSeries() {
    for (place, head) in enumeratedLines(with: FieldWords.names)
    where head.row == nil && head.range.count <= 256 {
      var jump = 1
      var last = Rational.one
      var count = 0
      var wrong: [(claim: Numeral, range: Range<Int>, right: Rational, isBare: Bool)] = []
      for line in lines[min(place + 1, lines.count)..<min(place + 33, lines.count)] {
        guard line.range.count <= 160, let step = fieldStep(on: line), step.first == last,
          let right = try? last.adding(Rational((step.kernel - 1) * jump))
        else { break }
        count += 1
        if step.claim.value != right {
          let isBare = (try? step.claim.value.subtracting(last)) == Rational(step.kernel - 1)
          wrong.append((step.claim, step.range, right, isBare))
        }
        last = step.claim.value
        jump *= step.stride
        if jump > 4_096 { break }
      }
      guard count >= 4, wrong.count == 1, let slip = wrong.first, !isReported(slip.range) else { continue }
      let mistake: Mistake = slip.isBare ? .factorDroppedInEvaluation : .formulaDoesNotGiveResult
      findings.append(
        Draft(
          mistake: mistake,
          alternatives: [.formulaDoesNotGiveResult, .productSlip].filter { $0 != mistake }, range: slip.range,
          claimed: slip.claim.value, correct: slip.right))
      markWrong(at: slip.range)
    }
  }

  /// `conv2 3×3 s1: 4+2×2=8`
  private func fieldStep(on line: TextLine)
    -> (kernel: Int, stride: Int, first: Rational, claim: Numeral, range: Range<Int>)?
  {
    guard line.row == nil, line.chains.count == 1, case let chain = line.chains[0], chain.sides.count >= 2,
      case .sum(let terms) = chain.sides[0].located.expression, terms.count == 2, !terms[1].isSubtracted,
      let first = Claim.numeral(of: terms[0].value), let side = chain.sides.last, let claim = side.claim,
      case let label = line.range.lowerBound..<max(line.range.lowerBound, chain.range.lowerBound),
      case let squares = MapWords.squares(in: label, of: working.bytes), squares.count == 1,
      let kernel = squares.first?.size, 1...15 ~= kernel
    else { return nil }
    var stride: Int?
    for number in working.bytes.wholeNumbers(in: label)
    where number.range.lowerBound > squares[0].range.upperBound {
      guard stride == nil else { return nil }
      stride = number.value
    }
    guard FieldWords.strides.isIn(squares[0].range.upperBound..<label.upperBound, of: working.bytes),
      let stride, 1...8 ~= stride
    else { return nil }
    return (kernel, stride, first.value, claim, side.located.range)
  }
}

private enum FieldWords {
  static let names: PhraseSet = ["感受野", "receptive field", "rf_l", "rf ="]
  static let strides: PhraseSet = ["s", "步长", "步幅"]
}
