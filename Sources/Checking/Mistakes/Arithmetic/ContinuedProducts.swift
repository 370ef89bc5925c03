import Symbolics

/// A line that goes on from the result above it: `× 3 anchors = 33600` below `80x80 + 40x40 + 20x20 = 8400 cells`.
extension Calculation {
  mutating func checkContinuedProducts() {
    for (place, line) in enumeratedLines(with: ContinuedWords.times)
    where place > 0 && line.row == nil && line.range.count <= 96 {
      var joint = Joint(working.bytes, from: line.range.lowerBound, to: line.range.upperBound)
      guard joint.take(ContinuedWords.times), case let measures = measures(on: line), measures.count == 2,
        let factor = measures.first, let claim = measures.last
      else { continue }
      joint.skipBlanks()
      guard joint.at == factor.range.lowerBound, factor.numeral.scale == .one, factor.numeral.value > .one
      else {
        continue
      }
      joint.at = factor.range.upperBound
      joint.skipNoun()
      guard joint.take(ContinuedWords.equals) else { continue }
      joint.skipBlanks()
      guard joint.at == claim.range.lowerBound, claim.numeral.scale == .one, claim.numeral.lastPlace == .one,
        let result = resultAtEnd(of: lines[place - 1]), result.numeral.scale == .one,
        result.numeral.lastPlace == .one,
        let right = try? result.numeral.value.multiplied(by: factor.numeral.value),
        right != claim.numeral.value, !multipliesBase(above: place, factor, claim), !isReported(claim.range),
        isAsserted(claim.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .productSlip, alternatives: [.factorSwapped, .digitChanged], range: claim.range,
          claimed: claim.numeral.value, correct: right))
      markWrong(at: claim.range)
    }
  }

  /// Whether a claim is what a number above gives: of the line above it, or of the one that the lines between, which begin
  /// with × as well, go on from: `100 cells`, `× 6 = 600 boxes`, `× 4 = 400 boxes`.
  private func multipliesBase(above place: Int, _ factor: Measure, _ claim: Measure) -> Bool {
    var above = place - 1
    while above >= 0, place - above <= 8, lines[above].range.count <= 512 {
      let isBase = measures(on: lines[above]).contains {
        (try? $0.numeral.value.multiplied(by: factor.numeral.value)) == claim.numeral.value
      }
      if isBase { return true }
      var joint = Joint(working.bytes, from: lines[above].range.lowerBound, to: lines[above].range.upperBound)
      guard joint.take(ContinuedWords.times) else { return false }
      above -= 1
    }
    return false
  }

  /// The result of the calculation that a line ends with, a noun behind it.
  private func resultAtEnd(of line: TextLine) -> Measure? {
    guard line.row == nil, line.range.count <= 512, let last = measures(on: line).last else { return nil }
    let end = working.bytes.skipBlanksBack(from: last.range.lowerBound, to: line.range.lowerBound)
    guard end > line.range.lowerBound, working.bytes[end - 1] == UInt8(ascii: "=") else { return nil }
    var joint = Joint(working.bytes, from: last.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    joint.skipNoun()
    return joint.isAtClauseEnd() ? last : nil
  }
}

extension Joint {
  /// Passes over one word that a number counts.
  fileprivate mutating func skipNoun() {
    skipBlanks()
    at = bytes.skip(from: at, to: min(end, at + 24)) { $0.isASCIILetter || $0 >= 0xE4 || 0x80...0xBF ~= $0 }
    skipBlanks()
  }
}

private enum ContinuedWords {
  static let times: PhraseSet = ["×", "\\times"]
  static let equals: PhraseSet = ["="]
}
