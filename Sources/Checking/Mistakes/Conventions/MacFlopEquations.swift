/// The ratio of multiply-adds and FLOPs as an equation of their names, turned over: `FLOPs = 0.5 * MACs`, `GMACs / 2 = GFLOPs`.
extension Calculation {
  mutating func checkRatioEquations(on line: TextLine) {
    guard line.range.count <= 1_024, EquationWords.macs.mayBe(on: line) else { return }
    let bytes = working.bytes
    var start = line.range.lowerBound
    while let name = EquationWords.flops.first(in: start..<line.range.upperBound, of: bytes) {
      start = name.upperBound
      var joint = Joint(bytes, from: name.upperBound, to: line.range.upperBound)
      guard joint.take(EquationWords.equals), !isNumbered(name.lowerBound, on: line),
        joint.take(EquationWords.halfOf)
          || joint.take(EquationWords.halves) && joint.take(EquationWords.times)
      else { continue }
      guard joint.take(EquationWords.macs), endsEquation(joint) else { continue }
      reportRatio(name.lowerBound..<joint.at)
    }
    start = line.range.lowerBound
    while let name = EquationWords.macs.first(in: start..<line.range.upperBound, of: bytes) {
      start = name.upperBound
      var joint = Joint(bytes, from: name.upperBound, to: line.range.upperBound)
      guard joint.take(EquationWords.overTwo), joint.take(EquationWords.equals),
        joint.take(EquationWords.flops), endsEquation(joint), !isNumbered(name.lowerBound, on: line)
      else { continue }
      reportRatio(name.lowerBound..<joint.at)
    }
  }

  /// "1 GFLOPs = 0.5 GMACs" is right: a number counts the first.
  private func isNumbered(_ place: Int, on line: TextLine) -> Bool {
    let end = working.bytes.skipBlanksBack(from: place, to: line.range.lowerBound)
    return end > line.range.lowerBound && working.bytes[end - 1].isASCIIDigit
  }

  /// "FLOPs = 0.5 × MACs of the old network" compares two things.
  private func endsEquation(_ joint: Joint) -> Bool {
    var joint = joint
    joint.skipBlanks()
    return joint.isAtEnd || joint.isAtClauseEnd() || joint.take(Joint.closing)
      || joint.take(EquationWords.equals)
  }
}

private enum EquationWords {
  static let flops: PhraseSet = ["gflops", "mflops", "tflops", "flops"]
  static let macs: PhraseSet = ["gmacs", "mmacs", "tmacs", "macs", "gmac", "mac"]
  static let equals: PhraseSet = ["=", "≈", "＝", "\\approx"]
  static let halves: PhraseSet = [
    "0.5", "1/2", "½", "\\frac{1}{2}", "\\tfrac{1}{2}", "\\frac12",
  ]
  static let halfOf: PhraseSet = ["half the", "half of the", "half of"]
  static let times: PhraseSet = ["*", "×", "·", "⋅", "x ", "\\times", "\\cdot"]
  static let overTwo: PhraseSet = ["/ 2 ", "/2 ", "÷ 2 ", "÷2 ", "/ 2.0 "]
}
