import Symbolics

/// What stands behind the sides of a link.
extension Doubt {
  var isCutBehind: Bool {
    let place = second.upperBound
    if isGlued(behind: place) { return true }
    let at = skipForward(from: place)
    guard line.contains(at) else { return false }
    let next = character(at: at)
    if at > place, bytes[at].isASCIIDigit { return true }  // `1亿 1560万`
    if Doubt.isOperator(next) {
      // A dash with blanks around it begins a remark, and a sign with nothing behind it is that of a ratio: `= 9.6×`.
      if next == 0x2D, Doubt.isBlank(byte(at + 1)), Doubt.isBlank(byte(at - 1)) { return false }
      return next != 0xD7 || at > place || startsOperand(at: skipForward(from: at + 2))
    }
    guard at > place, bytes[at].isASCIILetter else { return false }
    var end = at
    while end - at < 24, byte(end).isASCIIWordByte { end += 1 }
    switch Doubt.text(bytes[at..<end]) {
    case "to", "bis", "plus", "minus", "mod", "if": return true
    // `= 9 times 8,192` goes on; `= 5.4 times as many` is a ratio.
    case "times":
      let next = skipForward(from: end)
      return !isQuotient || startsOperand(at: next) || isLetterAlone(at: next)
    // `= 4 d²`, `= 4 d`: a letter that is no unit multiplies.
    default:
      return end == at + 1 && bytes[at] != UInt8(ascii: "a") && UnitReader.unit(at..<end, in: bytes) == nil
    }
  }

  /// Whether the first side divides.
  private var isQuotient: Bool {
    let side = bytes[first.clamped(to: 0..<bytes.count)]
    return side.contains(UInt8(ascii: "/"))
      || Phrases.contains(["\\frac", "÷"], in: first, of: bytes)
  }

  /// Whether one letter stands alone at a place, as a symbol does.
  private func isLetterAlone(at place: Int) -> Bool {
    byte(place).isASCIILetter && !byte(place + 1).isASCIIWordByte && byte(place) != UInt8(ascii: "a")
  }

  /// Whether a bracket says what an answer is worth, `25,578(1 分)`, `= 640(2 marks)`.
  private func holdsMarks(at open: Int) -> Bool {
    var joint = Joint(bytes, from: open + 1, to: min(line.upperBound, open + 20))
    let start = joint.at
    while !joint.isAtEnd, bytes[joint.at].isASCIIDigit || bytes[joint.at] == UInt8(ascii: ".") {
      joint.at += 1
    }
    return joint.at > start && joint.take(Doubt.marks) && joint.take(Joint.closing)
  }

  private static let marks: PhraseSet = ["分", "points", "point", "marks", "mark", "pts", "pt", "p"]

  /// Whether a factor may begin at a place.
  private func startsOperand(at place: Int) -> Bool {
    byte(place).isASCIIDigit || byte(place) == UInt8(ascii: "(") || byte(place) == UInt8(ascii: "[")
  }

  private func isGlued(behind place: Int) -> Bool {
    let next = character(at: place)
    guard next >= 0x80 else {
      let byte = UInt8(truncatingIfNeeded: next)
      if byte.isASCIIDigit || byte == UInt8(ascii: "_") { return true }
      if byte.isASCIILetter {
        var end = place
        while end - place < 24, self.byte(end).isASCIILetter { end += 1 }
        if byte | 0x20 == UInt8(ascii: "x"), end == place + 1 {
          return startsOperand(at: skipForward(from: end))
        }
        return UnitReader.unit(place..<end, in: bytes) == nil
      }
      switch byte {
      case UInt8(ascii: "(") where holdsMarks(at: place): return false
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "^"), UInt8(ascii: "/"), UInt8(ascii: "%"),
        UInt8(ascii: "?"):
        return true
      case UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ":"):
        return self.byte(place + 1).isASCIIDigit
      case UInt8(ascii: "-"): return self.byte(place + 1).isASCIIWordByte
      default: return false
      }
    }
    switch next {
    case 0xA0, 0x2000...0x2018, 0x201A...0x2027, 0x202F, 0x205F, 0x2190...0x21FF, 0x2248...0x226F,
      0x25A0...0x27BF,
      0x2E80...0xFFFF:
      return false
    case 0x2019: return byte(place + 3).isASCIIDigit
    case 0xD7, 0x2460...0x24FF: return false  // the sign of a ratio is looked at with what follows it
    default: return true
    }
  }
}
