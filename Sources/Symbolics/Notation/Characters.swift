/// Names for the ASCII bytes that the scanner tells apart.
extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let exclamation = UInt8(ascii: "!")
  static let dollar = UInt8(ascii: "$")
  static let percent = UInt8(ascii: "%")
  static let ampersand = UInt8(ascii: "&")
  static let apostrophe = UInt8(ascii: "'")
  static let openRound = UInt8(ascii: "(")
  static let closeRound = UInt8(ascii: ")")
  static let star = UInt8(ascii: "*")
  static let plus = UInt8(ascii: "+")
  static let comma = UInt8(ascii: ",")
  static let hyphen = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let less = UInt8(ascii: "<")
  static let equals = UInt8(ascii: "=")
  static let greater = UInt8(ascii: ">")
  static let question = UInt8(ascii: "?")
  static let A = UInt8(ascii: "A")
  static let Z = UInt8(ascii: "Z")
  static let openSquare = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let closeSquare = UInt8(ascii: "]")
  static let caret = UInt8(ascii: "^")
  static let underscore = UInt8(ascii: "_")
  static let backtick = UInt8(ascii: "`")
  static let a = UInt8(ascii: "a")
  static let z = UInt8(ascii: "z")
  static let openBrace = UInt8(ascii: "{")
  static let bar = UInt8(ascii: "|")
  static let closeBrace = UInt8(ascii: "}")
  static let tilde = UInt8(ascii: "~")

  @inline(__always) var isASCIIDigit: Bool { self >= .zero && self <= .nine }
  @inline(__always) var isUppercase: Bool { self >= .A && self <= .Z }
  @inline(__always) var isLowercase: Bool { self >= .a && self <= .z }
  @inline(__always) var isASCIILetter: Bool { isUppercase || isLowercase }
  /// A letter or a digit.
  @inline(__always) var isWordByte: Bool { isASCIILetter || isASCIIDigit }
  /// A blank, the end of a line, or the end of the text.
  @inline(__always) var isBlankOrEnd: Bool {
    self == .space || self == .tab || self == .lineFeed || self == .carriageReturn || self == 0
  }
  /// The letter in lower case.
  @inline(__always) var lowercased: UInt8 { isUppercase ? self | 0x20 : self }
}

/// The classes of characters beyond ASCII, by plain ranges: the standard library's tables of properties would
/// outweigh the rest of the module in a browser.
enum Characters {
  /// Chinese characters, kana and Hangul, which are written without blanks between words.
  static func isHan(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3040...0x30FF, 0xAC00...0xD7AF, 0xF900...0xFAFF,
      0x20000...0x3FFFF, 0x3005...0x3007:
      true
    default: false
    }
  }

  /// Letters of alphabets: Latin, Greek, Cyrillic and their accents.
  static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xD7, 0xF7: false
    case 0xAA, 0xB5, 0xBA, 0xC0...0x2AF, 0x300...0x3FF, 0x400...0x52F, 0x1E00...0x1FFF: true
    case 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
    case 0x2102, 0x210B...0x2113, 0x211D, 0x2124, 0x2128, 0x212C...0x2134, 0x1D400...0x1D7CB: true
    default: false
    }
  }

  /// Blanks of any width.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Characters without a width or a meaning here: joiners, variation selectors, the byte order mark.
  static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: true
    default: false
    }
  }

  /// The digit of a superscript.
  static func superscriptDigit(_ scalar: UInt32) -> Int? {
    switch scalar {
    case 0xB9: 1
    case 0xB2: 2
    case 0xB3: 3
    case 0x2070, 0x2074...0x2079: Int(scalar) - 0x2070
    default: nil
    }
  }
}

extension Scanner {
  /// The character at a place and its width in bytes; malformed UTF-8 is the replacement character of one byte.
  func scalar(at place: Int) -> (value: UInt32, width: Int) {
    let first = UInt32(byte(place))
    if first < 0x80 { return (first, 1) }
    let malformed: (UInt32, Int) = (0xFFFD, 1)
    func tail(_ offset: Int) -> UInt32? {
      let next = byte(place + offset)
      return next & 0xC0 == 0x80 ? UInt32(next & 0x3F) : nil
    }
    guard let second = tail(1) else { return malformed }
    switch first {
    case 0xC2...0xDF: return ((first & 0x1F) << 6 | second, 2)
    case 0xE0...0xEF:
      guard let third = tail(2) else { return malformed }
      let value = (first & 0x0F) << 12 | second << 6 | third
      return value < 0x800 || (0xD800...0xDFFF).contains(value) ? malformed : (value, 3)
    case 0xF0...0xF4:
      guard let third = tail(2), let fourth = tail(3) else { return malformed }
      let value = (first & 0x07) << 18 | second << 12 | third << 6 | fourth
      return value < 0x10000 || value > 0x10FFFF ? malformed : (value, 4)
    default: return malformed
    }
  }

  /// A character beyond ASCII.
  mutating func scanWide() {
    let (scalar, width) = scalar(at: at)
    let stop = at + width
    switch scalar {
    case 0x4E00...0x9FFF: scanHan()
    case 0x221A: emit(.root, to: stop)
    case 0xD7, 0xB7, 0x22C5, 0x2217, 0x2715, 0x2716, 0xFF0A, 0x2219, 0x2A2F: emit(.times, to: stop)
    case 0x2022, 0x30FB: emit(endsOperand ? .times : .other, to: stop)  // else the bullet of a list
    case 0xF7, 0xFF0F, 0x2215, 0x2044: emit(.divide, to: stop)
    case 0xFF0B: emit(.plus, to: stop)
    case 0x2212, 0xFF0D, 0xFE63, 0x2010, 0x2011: emit(.minus, to: stop)
    case 0x2013: scanDash(to: stop)
    case 0xFF1D: emitRelation(.equal, to: stop)
    case 0x2248, 0x2243, 0x2245, 0x2252, 0x224C, 0x2253: emitRelation(.approximately, to: stop)
    case 0x2192, 0x21D2, 0x27F6, 0x27F9, 0x21A6, 0x2794: emitRelation(.arrow, to: stop)
    case 0x2264, 0x2265, 0x2266, 0x2267, 0x2260, 0x226A, 0x226B, 0xFF1C, 0xFF1E:
      emitRelation(.comparison, to: stop)
    case 0xFF5E, 0x223C, 0x301C: emit(.approximately, to: stop)
    case 0xFF08: emitOpen(.round, to: stop)
    case 0xFF09: emitClose(.round, to: stop)
    case 0xFF3B, 0x3010, 0x3014: emitOpen(.square, to: stop)
    case 0xFF3D, 0x3011, 0x3015: emitClose(.square, to: stop)
    case 0xFF5B: emitOpen(.curly, to: stop)
    case 0xFF5D: emitClose(.curly, to: stop)
    case 0x230A: emitOpen(.floor, to: stop)
    case 0x230B: emitClose(.floor, to: stop)
    case 0x2308: emitOpen(.ceiling, to: stop)
    case 0x2309: emitClose(.ceiling, to: stop)
    case 0xFF0C, 0x3001, 0xFE50: emit(.comma, to: stop)
    case 0x3002, 0xFF1B, 0xFF01, 0xFF1F, 0xFF0E, 0xFF61: emit(.stop, to: stop)
    case 0xFF1A: emit(.colon, to: stop)
    case 0xFF5C, 0x2502, 0x2503, 0x2551: emit(.cell, to: stop)
    case 0x2028, 0x2029, 0x85: emitNewline(to: stop)
    case 0xFF10...0xFF19: scanNumber()
    default: scanOtherWide(scalar, to: stop)
    }
  }

  private mutating func scanOtherWide(_ scalar: UInt32, to stop: Int) {
    if Characters.isSpace(scalar) {
      pass(to: stop, asSpace: true)
    } else if Characters.isInvisible(scalar) {
      pass(to: stop)
    } else if Characters.isHan(scalar) {
      scanHan()
    } else if Characters.superscriptDigit(scalar) != nil || scalar == 0x207B || scalar == 0x207A {
      scanSuperscript()
    } else if Characters.isLetter(scalar) {
      scanWord()
    } else {
      emit(.other, to: stop)
    }
  }

  /// `²`, `¹⁸`, `⁻³`. What is no exponent anybody writes is left unread.
  private mutating func scanSuperscript() {
    var stop = at
    var value = 0
    var digits = 0
    let sign = scalar(at: at)
    if sign.value == 0x207B || sign.value == 0x207A { stop += sign.width }
    while true {
      let next = scalar(at: stop)
      guard stop < end, let digit = Characters.superscriptDigit(next.value) else { break }
      if digits < 6 { value = value * 10 + digit }
      digits += 1
      stop += next.width
    }
    guard digits > 0, digits <= 6 else { return emit(.other, to: stop) }
    emit(.superscript(sign.value == 0x207B ? -value : value), to: stop)
    endsOperand = true
  }

  /// An en dash is a minus where it is set like one, and else the dash of `1–3`.
  private mutating func scanDash(to stop: Int) {
    let isSpaced = hasSpace && byte(stop) == .space
    emit(endsOperand && (isSpaced || openBrackets > 0) ? .minus : .other, to: stop)
  }
}
