import Symbolics

/// Tells whether the text around a link holds something that the reading left out, so that the two sides may not be what
/// was meant.
///
/// `top-5 = 92.9%`, `x[1] - 3 == -1`, `√16×2 = 8`, `½ × 8 × 2 = 8`: what stands beside the sides is a part of the
/// calculation. A link that fails there is left unchecked, never called wrong.
struct Doubt {
  let bytes: [UInt8]
  /// The stretch that is looked at: the lines of the link.
  let line: Range<Int>
  /// The two sides in the order of the text.
  let first: Range<Int>
  let second: Range<Int>

  init(_ working: HandCalculation, from first: Chain.Side, to second: Chain.Side) {
    bytes = working.bytes
    self.first = first.located.range.clamped(to: 0..<bytes.count)
    self.second = second.located.range.clamped(to: 0..<bytes.count)
    let start = working.lineStarts[working.line(at: self.first.lowerBound)]
    let last = working.line(at: self.second.upperBound)
    let end = last + 1 < working.lineStarts.count ? working.lineStarts[last + 1] : bytes.count
    // Very long lines are looked at nearby only, so that the cost stays bounded.
    line =
      max(
        start, self.first.lowerBound - 512)..<max(
        self.second.upperBound, min(end, self.second.upperBound + 512))
  }

  /// Whether anything beside or inside the sides was left out or may be meant otherwise.
  var isJustified: Bool {
    isCutInFront || isCutBehind || isCutBetween || isRange || isInAddress || isComparisonOfCode
      || isHexadecimal || hasEquationNumber
      || hasLostOperator
  }

  /// `115,605,504 = 115.6 mln`: whether an unknown word behind the claim may be the scale that it lacks.
  func mayLackScale(_ value: Rational, _ claim: Numeral, behind side: Chain.Side) -> Bool {
    let at = skipForward(from: side.located.range.upperBound)
    guard line.contains(at), bytes[at].isASCIILetter || bytes[at] >= 0xC3,
      side.unit == .none || side.unit == .other,
      claim.value < value, !claim.hasScaleWord, let power = Magnitude.power(from: value, to: claim),
      power <= -2
    else { return false }
    // Words of East Asia that are no scale follow a number without a blank.
    return bytes[at].isASCIILetter || bytes[at] < 0xE3
  }

  func skipForward(from place: Int) -> Int {
    var at = place
    while Doubt.isBlank(byte(at)) || Doubt.isEmphasis(byte(at)) { at += 1 }
    return at
  }

  func byte(_ place: Int) -> UInt8 { line.contains(place) ? bytes[place] : 0 }

  /// The letters and digits that end at a place, in lower case.
  private func word(endingAt end: Int) -> ArraySlice<UInt8> {
    let start = bytes.skipBack(from: end, to: max(line.lowerBound, end - 24)) { $0.isASCIIWordByte }
    return bytes[start..<end]
  }

  static func text(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word.map { $0.isASCIILetter ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// The character that ends at a place, as a code point; 0 at the line's start.
  private func character(endingAt end: Int) -> UInt32 {
    guard end > line.lowerBound else { return 0 }
    var start = end - 1
    while start > line.lowerBound, end - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return Doubt.scalar(bytes[start..<end])
  }

  /// The character at a place; 0 at the line's end.
  func character(at place: Int) -> UInt32 {
    guard line.contains(place) else { return 0 }
    var end = place + 1
    while end < line.upperBound, end - place < 4, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return Doubt.scalar(bytes[place..<end])
  }

  private static func scalar(_ encoded: ArraySlice<UInt8>) -> UInt32 {
    guard let lead = encoded.first else { return 0 }
    let masks: [UInt32] = [0, 0x7F, 0x1F, 0x0F, 0x07]
    var value = UInt32(lead) & masks[min(4, encoded.count)]
    for byte in encoded.dropFirst() { value = value << 6 | UInt32(byte & 0x3F) }
    return value
  }

  /// The first place to the left from which on only blanks and marks of emphasis stand before `place`.
  func skipBack(from place: Int, over isSkipped: (UInt8) -> Bool) -> Int {
    bytes.skipBack(from: place, to: line.lowerBound, over: isSkipped)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func isEmphasis(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "$")
  }
}

// MARK: - In front

extension Doubt {
  private var isCutInFront: Bool {
    let place = beforeSizing(first.lowerBound)
    let start = skipBack(from: place, over: Doubt.isEmphasis)
    if start == place || !Doubt.isBlank(byte(start - 1)), isGlued(before: start),
      !isListNumber(endingAt: start, isParted: start < place)
    {
      return true
    }
    if isCutBySetSpace(before: start) { return true }
    let blank = skipBack(from: start, over: Doubt.isBlank)
    guard blank > line.lowerBound else { return isCutByLineEnd }
    let end = blank < start ? beforeClosingMark(endingAt: blank) : blank
    let last = byte(end - 1)
    let sign = character(endingAt: end)
    // × is the bullet of no list.
    if Doubt.isOperator(sign) { return sign == 0xD7 || !isBullet(at: end) }
    // `3 h 20 min`: the number before belongs to it.
    if last.isASCIIWordByte, Doubt.text(word(endingAt: end)) != "print" {
      if start - end >= 2 || byte(end) == UInt8(ascii: "\t"), isNumberedLabel(endingAt: end) { return false }
      return endsQuantity(at: end) || isOperatorWord(endingAt: end) || isNameOfTerm(endingAt: end)
    }
    return false
  }

  /// The place before the stars that close an emphasis, glued to what they emphasise: `**FLOPs:** 2 × …`, `*Conv 1.* 3·3·…`.
  /// Where no colon stands before them, the same stars have to open a word on the line: `x** 2` is a power.
  private func beforeClosingMark(endingAt end: Int) -> Int {
    guard byte(end - 1) == UInt8(ascii: "*") else { return end }
    let start = bytes.skipBack(from: end, to: max(line.lowerBound, end - 4)) { $0 == UInt8(ascii: "*") }
    let count = end - start
    guard count <= 3, start > line.lowerBound, byte(start - 1) > 0x20 else { return end }
    // ： is EF BC 9A.
    if byte(start - 1) == UInt8(ascii: ":") || bytes.has("：", at: start - 3) { return start }
    var at = start
    while at > line.lowerBound, start - at < 96 {
      at -= 1
      guard byte(at) == UInt8(ascii: "*") else { continue }
      let first = bytes.skipBack(from: at + 1, to: line.lowerBound) { $0 == UInt8(ascii: "*") }
      let isOpening = byte(at + 1) > 0x20 && (first == line.lowerBound || Doubt.isBlank(byte(first - 1)))
      return isOpening && at + 1 - first == count ? start : end
    }
    return end
  }

  /// The place before a command that only sets the size of the bracket behind it: `\left(`, `\Bigl[`.
  private func beforeSizing(_ place: Int) -> Int {
    let word = word(endingAt: place)
    guard byte(word.startIndex - 1) == UInt8(ascii: "\\") else { return place }
    switch Doubt.text(word) {
    case "left", "big", "bigl", "bigg", "biggl": return word.startIndex - 1
    default: return place
    }
  }

  /// Whether the line before ends in an operator that was not carried on.
  private var isCutByLineEnd: Bool {
    let end = bytes.skipBack(from: line.lowerBound, to: max(0, line.lowerBound - 8)) {
      Doubt.isBlank($0) || $0 == 0x0A || $0 == 0x0D
    }
    guard end > 1 else { return false }
    switch bytes[end - 1] {
    case UInt8(ascii: "+"): return true
    case 0x97: return bytes[end - 2] == 0xC3 && !endsDecimals(at: end - 2)
    // `3.56x`: so many times as large.
    case UInt8(ascii: "x") where endsDecimals(at: end - 1): return false
    // `32 x 32 x`, `16*`
    case UInt8(ascii: "x"), UInt8(ascii: "*"): return bytes[end - 2] == .space || bytes[end - 2].isASCIIDigit
    default: return false
    }
  }

  /// Whether a number with a point ends at a place.
  private func endsDecimals(at end: Int) -> Bool {
    let at = bytes.digitsBack(from: end, to: 0, atMost: 4)
    return at < end && at > 1 && bytes[at - 1] == UInt8(ascii: ".") && bytes[at - 2].isASCIIDigit
  }

  /// Whether what is glued to the left side's beginning is a part of it.
  private func isGlued(before place: Int) -> Bool {
    let previous = character(endingAt: place)
    if previous < 0x80 {
      let byte = UInt8(truncatingIfNeeded: previous)
      if byte.isASCIIWordByte { return Doubt.text(word(endingAt: place)) != "print" }
      switch byte {
      case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "%"), UInt8(ascii: "^"),
        UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "\\"):
        return true
      case UInt8(ascii: "+"), UInt8(ascii: "/"): return !isBullet(at: place)
      case UInt8(ascii: "-"):
        return skipBack(from: place, over: { $0 == UInt8(ascii: "-") }) > line.lowerBound
      // `2:4`, but not `layer2:3x3`
      case UInt8(ascii: ":"):
        let number = word(endingAt: place - 1)
        return !number.isEmpty && number.allSatisfy { $0.isASCIIDigit } && !isEndOfName(number.startIndex)
          && !isSetToLetter(number.startIndex)
      // `f'(0.5) = …`: the argument of a derivative.
      case UInt8(ascii: "'") where self.byte(place) == UInt8(ascii: "("): return true
      // `0,5 × 3`, `1.2.3`
      case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "'"):
        return self.byte(place - 2).isASCIIDigit
      default: return false
      }
    }
    switch previous {
    // `f’(0.5) = …`
    case 0x2019 where byte(place) == UInt8(ascii: "("): return true
    // Dashes, quotation marks, bullets, arrows, relations, punctuation and characters of East Asia part two things.
    case 0xA0, 0x2000...0x2027, 0x202F, 0x205F, 0x2190...0x21FF, 0x2248...0x226F, 0x25A0...0x27BF,
      0x2E80...0xFFFF:
      return false
    default: return true
    }
  }

  /// Whether digits from a place on are the value of a letter: the 32 of `a=32:5 × 32 × 2048`.
  private func isSetToLetter(_ place: Int) -> Bool {
    byte(place - 1) == UInt8(ascii: "=") && byte(place - 2).isASCIILetter && !byte(place - 3).isASCIIWordByte
  }

  /// Whether digits from a place on end a name with a hyphen: the 16 of `VGG-16:14714688 + …`.
  private func isEndOfName(_ place: Int) -> Bool {
    byte(place - 1) == UInt8(ascii: "-") && byte(place - 2).isASCIILetter
  }

  /// `[2]64×128`, `(2)$64`: whether the number of a list item ends at a place. In plain text `(2)64` may be a product.
  private func isListNumber(endingAt end: Int, isParted: Bool) -> Bool {
    let close = byte(end - 1)
    guard close == UInt8(ascii: "]") || close == UInt8(ascii: ")") && isParted else { return false }
    let start = skipBack(from: end - 1, over: { $0.isASCIIDigit })
    guard start < end - 1, end - start <= 3 else { return false }
    let open = byte(start - 1)
    return (open == UInt8(ascii: "[") || open == UInt8(ascii: "("))
      && skipBack(from: start - 1, over: Doubt.isBlank) == line.lowerBound
      && (line.lowerBound == 0 || bytes[line.lowerBound - 1] == UInt8(ascii: "\n"))
  }

  /// Whether the sign that ends at a place opens the line: the bullet of a list.
  private func isBullet(at end: Int) -> Bool {
    let at = bytes.skipBack(from: end, to: line.lowerBound) { !Doubt.isBlank($0) }
    return end - at <= 3 && skipBack(from: at, over: Doubt.isBlank) == line.lowerBound
      && (line.lowerBound == 0 || bytes[line.lowerBound - 1] == UInt8(ascii: "\n"))
  }

  static func isOperator(_ character: UInt32) -> Bool {
    switch character {
    case 0x2B, 0x2D, 0x2F, 0x2A, 0x5E, 0xB1, 0xB7, 0xD7, 0xF7, 0x2212, 0x2215, 0x2217, 0x22C5, 0x2211, 0x220F,
      0x221A, 0x221B, 0x2297, 0x2295, 0x229B, 0x22C6, 0xBC, 0xBD, 0xBE:
      true
    default: false
    }
  }

  /// Whether a number, or a number with a short unit, ends there: `3 h `, `1亿 `.
  private func endsQuantity(at end: Int) -> Bool {
    let word = word(endingAt: end)
    if word.allSatisfy({ $0.isASCIIDigit }) { return true }
    guard let unit = UnitReader.unit(word.indices, in: bytes), unit.seconds != nil else { return false }
    return byte(skipBack(from: word.startIndex, over: Doubt.isBlank) - 1).isASCIIDigit
  }

  /// `512*256 + BN 2*(256+256) = …`: a name before the last term of a sum; what stands before it belongs to the sum.
  private func isNameOfTerm(endingAt end: Int) -> Bool {
    let name = word(endingAt: end)
    let before = skipBack(from: name.startIndex, over: Doubt.isBlank)
    switch character(endingAt: before) {
    // `qkv + proj   4·197·384²`: words alone are a label.
    case 0x2B: return !isBullet(at: before) && !isLabel(endingAt: before - 1)
    case 0xD7, 0x22C5, 0xB7: return !isBullet(at: before)
    default: return false
    }
  }

  /// Whether a line ends at a place after one word that is longer than a symbol.
  private func isLabel(endingAt end: Int) -> Bool {
    let last = skipBack(from: end, over: Doubt.isBlank)
    let name = word(endingAt: last)
    guard name.count > 1, name.allSatisfy({ $0.isASCIILetter }) else { return false }
    return skipBack(from: name.startIndex, over: Doubt.isBlank) == line.lowerBound
      && (line.lowerBound == 0 || bytes[line.lowerBound - 1] == UInt8(ascii: "\n"))
  }

  /// `layer 1        4 × (650×650 + …)`: whether a line begins with one word and its number, which end at a place. A wide
  /// gap parts them from what is calculated.
  private func isNumberedLabel(endingAt end: Int) -> Bool {
    let number = word(endingAt: end)
    guard !number.isEmpty, number.count <= 2, number.allSatisfy({ $0.isASCIIDigit }) else { return false }
    return isLabel(endingAt: number.startIndex)
  }

  private func isOperatorWord(endingAt end: Int) -> Bool {
    let word = word(endingAt: end)
    switch Doubt.text(word) {
    case "times", "plus", "minus", "mod", "bmod", "log", "ln", "lg", "log2", "log10", "sqrt", "sin", "cos",
      "exp", "half",
      "twice", "double", "triple", "cdot", "ast", "circledast", "star", "div", "pm", "prod", "min", "max",
      "root", "log_2",
      "log_10", "if", "per":
      return true
    // `[3x3, 64] x 2`, `x 2 = 73,728` on a line of its own.
    case "x":
      let before = skipBack(from: word.startIndex, over: Doubt.isBlank)
      let last = byte(before - 1)
      return before == line.lowerBound || last.isASCIIDigit || last == UInt8(ascii: "]")
        || last == UInt8(ascii: ")") || last == UInt8(ascii: "|")
    // "sum 12 + 13 = 25" names what follows.
    case "sum": return byte(word.startIndex - 1) == UInt8(ascii: "\\")
    case "by":
      let before = skipBack(from: word.startIndex, over: Doubt.isBlank)
      let verb = Doubt.text(self.word(endingAt: before))
      return verb == "multiplied" || verb == "divided" || verb == "times"
    case "of":
      let before = skipBack(from: word.startIndex, over: Doubt.isBlank)
      if byte(before - 1) == UInt8(ascii: "%") { return true }
      let part = Doubt.text(self.word(endingAt: before))
      return part == "half" || part == "third" || part == "quarter" || part == "percent" || part == "root"
    default: return false
    }
  }
}
