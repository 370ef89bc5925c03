import Symbolics

/// The value of a letter, given behind a formula, and the next line that goes on with the formula:
/// `4h(h + x + 1), h = 100, x = 50` and below it `= 4·100·151 = 60,400`. That line does not say what `x` is.
extension LinkChecker {
  /// Whether a link leads from the value of a letter to the calculation on a line below.
  ///
  /// In a bracket, or behind "with", the value is given and nothing else. Behind a comma it may be a result, `In all,
  /// P = 36,982`: then what is near to it, or off by a power of ten, is compared with it.
  func leadsFromGivenValue(_ link: PlainLink) -> Bool {
    guard link.index == 1, case .symbol = link.chain.sides[0].located.expression,
      let given = link.first.claim, isBelow(link)
    else { return false }
    switch introduction(of: link.chain) {
    case .surely: return true
    case .maybe:
      guard let value = value(of: link.second) else { return false }
      return !SameNumber.isNear(value, given.value) && Magnitude.power(from: value, to: given) == nil
    case .none: return false
    }
  }

  private enum Introduction { case none, maybe, surely }

  /// Whether a line ends between the sides of a link.
  private func isBelow(_ link: PlainLink) -> Bool {
    let (start, end) = (link.first.located.range.upperBound, link.second.located.range.lowerBound)
    return start < end && LinkChecker.lineEnds.isIn(start..<end, of: working.bytes)
  }

  /// How what stands before the letter on its line introduces its value.
  private func introduction(of chain: Chain) -> Introduction {
    let bytes = working.bytes
    let place = min(chain.range.lowerBound, bytes.count)
    let start = around.lineStart(of: place)
    var depth = 0
    for at in start..<place {
      if bytes[at] == UInt8(ascii: "(") { depth += 1 }
      if bytes[at] == UInt8(ascii: ")") { depth -= 1 }
      // （ and ） are EF BC 88 and 89.
      if bytes[at] == 0xEF, at + 2 < place, bytes[at + 1] == 0xBC {
        if bytes[at + 2] == 0x88 { depth += 1 }
        if bytes[at + 2] == 0x89 { depth -= 1 }
      }
    }
    if depth > 0 { return .surely }
    let end = endBeforeSpacing(from: place)
    if around.start(of: LinkChecker.introducing, endingAt: end) != nil { return .surely }
    return around.start(of: [",", ";", "，", "；", "、"], endingAt: end) != nil ? .maybe : .none
  }

  /// The place behind what stands before a place, over blanks, dollars and LaTeX's spaces.
  private func endBeforeSpacing(from place: Int) -> Int {
    var end = around.back(from: place)
    for _ in 0..<4 {
      guard let start = around.start(of: ["\\quad", "\\qquad", "\\,", "\\;", "~", "\\", "&"], endingAt: end)
      else { break }
      end = around.back(from: start)
    }
    return end
  }

  private static let lineEnds: PhraseSet = ["\n", "\\\\"]
  private static let introducing: [StaticString] = [
    "with", "where", "for", "at", "when", "given", "let", "using", "and", "if", "text{with }", "text{where }",
    "text{and }", "其中", "取", "设", "令", "当", "若", "代入", "和", "且", "已知", "给定",
  ]
}
