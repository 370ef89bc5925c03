/// What stands between the sides of a link or inside of them and may be meant otherwise: addresses, code, equations'
/// numbers, lost operators.
extension Doubt {
  /// Whether an operand stands before a space that is set by hand: `n\,(3+1)`, `4&nbsp;(3+1)`.
  func isCutBySetSpace(before place: Int) -> Bool {
    var end = place
    while let width = setSpace(endingAt: end) { end -= width }
    guard end < place, end > line.lowerBound else { return false }
    let last = byte(end - 1)
    if last.isASCIIDigit { return true }
    switch last {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return true
    // A letter alone is a symbol, as is one with an index.
    default:
      return last.isASCIILetter && bytes[end] == UInt8(ascii: "\\")
        && (!byte(end - 2).isASCIIWordByte || byte(end - 2) == UInt8(ascii: "_"))
    }
  }

  /// The width of a space that ends at a place and is set by hand.
  private func setSpace(endingAt end: Int) -> Int? {
    guard end - 2 >= line.lowerBound else { return nil }
    let (first, last) = (bytes[end - 2], bytes[end - 1])
    switch last {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: " "):
      return first == UInt8(ascii: "\\") ? 2 : nil
    case UInt8(ascii: "~"): return first.isASCIILetter ? nil : 1
    case 0xA0: return first == 0xC2 ? 2 : nil
    case 0x89, 0xAF, 0x8A:
      guard end - 3 >= line.lowerBound, first == 0x80, bytes[end - 3] == 0xE2 else { return nil }
      return 3
    default: return nil
    }
  }

  /// Whether figures or operators stand between the sides that neither of them holds: a line that was not carried on.
  var isCutBetween: Bool {
    guard first.upperBound < second.lowerBound, second.lowerBound - first.upperBound < 512 else {
      return false
    }
    if isFormulaCut { return true }
    var at = first.upperBound
    var hasLineEnd = false
    while at < second.lowerBound {
      switch bytes[at] {
      case 0x0A: hasLineEnd = true
      case _ where hasLineEnd && bytes[at].isASCIIDigit: return true
      case 0xC3 where hasLineEnd && byte(at + 1) == 0x97: return true
      default: break
      }
      at += 1
    }
    return false
  }

  /// `P = 4 d^2 + 2 d f` at the end of a line: letters with blanks before them go on with the formula.
  private var isFormulaCut: Bool {
    var at = bytes.skip(from: first.upperBound, to: second.lowerBound) {
      Doubt.isBlank($0) || $0 == UInt8(ascii: "\\")
    }
    guard at > first.upperBound, at < second.lowerBound, bytes[at].isASCIILetter else { return false }
    let isLetter = !byte(at + 1).isASCIIWordByte
    while at < second.lowerBound, bytes[at] != 0x0A {
      // ², ³ and ¹ are C2 B2, C2 B3 and C2 B9.
      if bytes[at] == UInt8(ascii: "^") || bytes[at] == 0xC2 && byte(at + 1) >= 0xB2 { return true }
      if isLetter,
        bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "\\") && byte(at + 1) != bytes[at]
      {
        return true
      }
      at += 1
    }
    return false
  }

  /// `block 1-3 = 256`: numbers behind a name with a hyphen between them are a range.
  var isRange: Bool {
    let text = bytes[first]
    guard text.count(where: { $0 == UInt8(ascii: "-") }) == 1, text.first?.isASCIIDigit == true,
      text.allSatisfy({ $0.isASCIIDigit || $0 == UInt8(ascii: "-") })
    else { return false }
    let end = skipBack(from: first.lowerBound, over: Doubt.isBlank)
    return end > line.lowerBound && (bytes[end - 1].isASCIILetter || bytes[end - 1] >= 0x80)
  }

  /// Whether the link stands inside of a web address.
  var isInAddress: Bool {
    let start = bytes.skipBack(from: first.lowerBound, to: line.lowerBound) {
      !Doubt.isBlank($0) && $0 != UInt8(ascii: "\n")
    }
    let run = bytes[start..<first.lowerBound]
    guard run.count > 6 else { return false }
    for at in run.indices.dropLast(2)
    where bytes[at] == UInt8(ascii: ":") && bytes[at + 1] == UInt8(ascii: "/")
      && bytes[at + 2] == UInt8(ascii: "/")
    {
      return true
    }
    return run.starts(with: "www.".utf8)
  }

  /// `if a*2 == 7`: code asks, it does not claim.
  var isComparisonOfCode: Bool {
    guard first.upperBound < second.lowerBound else { return false }
    let between = bytes[first.upperBound..<second.lowerBound]
    guard let sign = between.firstIndex(of: UInt8(ascii: "=")), byte(sign + 1) == UInt8(ascii: "="),
      between.count(where: { $0 == UInt8(ascii: "=") }) == 2
    else { return false }
    var at = line.lowerBound
    while at < line.upperBound {
      guard bytes[at].isASCIIWordByte else {
        switch bytes[at] {
        case UInt8(ascii: "["), UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "?"): return true
        case UInt8(ascii: "&"), UInt8(ascii: "|"): if byte(at + 1) == bytes[at] { return true }
        // An assignment whose value is the answer to the question.
        case UInt8(ascii: "=") where !between.indices.contains(at):
          if byte(at + 1) != UInt8(ascii: "="), byte(at - 1) != UInt8(ascii: "=") { return true }
        default: break
        }
        at += 1
        continue
      }
      let end = bytes.skip(from: at, to: line.upperBound) { $0.isASCIIWordByte }
      if Doubt.codeWords.contains(Doubt.text(bytes[at..<min(end, at + 24)])) { return true }
      at = end
    }
    return false
  }

  private static let codeWords: Set<String> = [
    "if", "elif", "else", "while", "assert", "return", "expect", "require", "not", "and", "or", "guard",
    "case", "when",
    "where", "until", "unless", "for", "in", "true", "false",
  ]

  /// `0x10` is sixteen.
  var isHexadecimal: Bool {
    for side in [first, second] {
      for at in side where bytes[at] == UInt8(ascii: "0") && at + 1 < side.upperBound {
        if bytes[at + 1] | 0x20 == UInt8(ascii: "x"), at == side.lowerBound || !bytes[at - 1].isASCIIWordByte,
          byte(at + 2).isASCIIWordByte, at == side.lowerBound || bytes[at - 1] != UInt8(ascii: ".")
        {
          return true
        }
      }
    }
    return false
  }

  /// `(1) + 2·(2)`: a bare number of one or two digits in brackets may be an equation's.
  var hasEquationNumber: Bool {
    for side in [first, second] {
      var at = side.lowerBound
      while at < side.upperBound {
        if let inside = bracket(at: at, open: true) {
          var end = inside
          while byte(end).isASCIIDigit, end - inside < 3 { end += 1 }
          if end > inside, end - inside <= 2, bracket(at: end, open: false) != nil { return true }
          at = max(at + 1, inside)
        } else {
          at += 1
        }
      }
    }
    return false
  }

  /// The place behind a round bracket, an ordinary or a full-width one.
  private func bracket(at place: Int, open: Bool) -> Int? {
    if byte(place) == (open ? UInt8(ascii: "(") : UInt8(ascii: ")")) { return place + 1 }
    return character(at: place) == (open ? 0xFF08 : 0xFF09) ? place + 3 : nil
  }

  /// `(55+1)6`: Markdown takes the stars of `(5*5+1)*6` for emphasis.
  var hasLostOperator: Bool {
    for side in [first, second] {
      for at in side
      where bytes[at] == UInt8(ascii: ")") && at + 1 < side.upperBound && bytes[at + 1].isASCIIDigit {
        return true
      }
    }
    return false
  }
}
