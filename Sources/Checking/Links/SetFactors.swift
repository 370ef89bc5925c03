import Symbolics

/// A factor before a bracket with a space between that was set by hand: `3\,(768^2 + 768) = 1\,771\,776`.
extension LinkChecker {
  /// What becomes of the link from such a bracket; nil where none stands there, or where it is no product for sure.
  func verdictOnSetFactor(_ link: PlainLink) -> Verdict? {
    guard link.index == 0, link.first.isCompound, link.second.claim != nil else { return nil }
    let bytes = working.bytes
    let start = around.lineStart(of: link.first.located.range.lowerBound)
    var open = link.first.located.range.lowerBound
    if open < bytes.count, bytes[open] != UInt8(ascii: "(") { open -= 1 }
    guard open > start, bytes[open] == UInt8(ascii: "("),
      isClosed(from: open, before: link.second.located.range.lowerBound)
    else { return nil }
    guard working.ends(start..<open, with: "\\,") else { return nil }
    let end = open - 2
    let digits = bytes.digitsBack(from: end, to: start, atMost: 4)
    guard digits < end, let factor = bytes.wholeNumber(at: digits, to: end)?.value, factor > 1,
      isFree(before: digits, from: start), let value = try? link.value.multiplied(by: Rational(factor)),
      let off = try? link.claim.value.divided(by: value), off > LinkChecker.leastOff,
      off < LinkChecker.mostOff
    else { return nil }
    if fits(value, link.claim, isApproximate: link.sign == .approximately, isBare: false) { return .right }
    return link.claim.lastPlace == .one && link.claim.scale == .one && link.sign == .equal
      ? .wrong(left: value, claim: link.claim.value) : nil
  }

  /// Whether the bracket that opens at a place closes right before the sign.
  private func isClosed(from open: Int, before end: Int) -> Bool {
    var depth = 0
    var at = open
    while at < min(end, working.bytes.count) {
      if working.bytes[at] == UInt8(ascii: "(") { depth += 1 }
      if working.bytes[at] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { break }
      }
      at += 1
    }
    guard at < end else { return false }
    at = working.bytes.skip(from: at + 1, to: end) { Doubt.isBlank($0) || $0 == UInt8(ascii: "&") }
    return at < end && working.bytes[at] == UInt8(ascii: "=")
  }

  /// Whether a number begins its calculation: no operator, no letter and no other number stands before it.
  private func isFree(before place: Int, from start: Int) -> Bool {
    let bytes = working.bytes
    let at = bytes.skipBlanksBack(from: place, to: start)
    guard at > start else { return true }
    switch bytes[at - 1] {
    case UInt8(ascii: "$"), UInt8(ascii: ":"), UInt8(ascii: "&"), UInt8(ascii: "="): return true
    default: return at < place && bytes[at - 1].isASCIILetter && !around.endsOperator(at: at)
    }
  }

  private static let leastOff = (try? Rational(9, over: 10)) ?? .one
  private static let mostOff = (try? Rational(10, over: 9)) ?? .one
}

extension Neighbourhood {
  /// Whether a command or a word that calculates ends at a place: `\cdot`, "times".
  fileprivate func endsOperator(at place: Int) -> Bool {
    let stretch = lineStart(of: place)..<place
    return ["cdot", "times", "plus", "minus", "div", "pm", "frac", "by", "of", "x", "table", "eq"].contains {
      working.ends(stretch, with: $0, ignoringCase: true)
    }
  }
}
