import Symbolics

/// Sides of which only the first factor was read, because what the brackets behind it hold is no plain expression:
/// `P = 4 × (h(h + d) + h)`, `2(d(4d) + b)`.
extension LinkChecker {
  func isCutOff(_ side: Chain.Side) -> Bool {
    guard !side.isCompound else { return false }
    let end = side.located.range.upperBound
    var joint = Joint(working.bytes, from: end, to: min(working.bytes.count, end + 24))
    if joint.take(LinkChecker.timesBehind) {
      return joint.take(LinkChecker.bracketsBehind)
    }
    guard end < joint.end, working.bytes[end] == UInt8(ascii: "("), end + 2 < joint.end else { return false }
    // `4(h(h + d) + h)`, not `4(heads)`.
    return working.bytes[end + 1].isASCIILetter && !working.bytes[end + 2].isASCIILetter
  }

  private static let timesBehind: PhraseSet = ["×", "*", "·", "x ", "\\times", "\\cdot"]
  private static let bracketsBehind: PhraseSet = ["(", "（", "[", "\\left("]
}
