/// A piece of a line that may describe a layer.
struct LayerToken: Sendable {
  enum Kind: Equatable, Sendable {
    case number(Int)
    case word(LayerWord)
    case times, arrow, comma, equal, colon, open, close, plus
    /// The end of a sentence or of a table's cell.
    case stop
    case other
  }

  var kind: Kind
  var range: Range<Int>

  /// The word, if it is one.
  var word: LayerWord? { if case .word(let word) = kind { word } else { nil } }
  /// The number, if it is one.
  var number: Int? { if case .number(let number) = kind { number } else { nil } }

  /// Whether it may be what a description of a layer is made of: a number, or a word that is not one of any sentence.
  var maySay: Bool {
    switch kind {
    case .number: true
    case .word(.other), .word(.filler), .word(.then), .word(.to), .word(.each): false
    case .word: true
    default: false
    }
  }
}

/// Cuts a line into the pieces that a description of a layer is made of. Calculations are left out: their numbers are
/// what is to be checked.
struct LayerLexer {
  let bytes: [UInt8]
  private var tokens: [LayerToken] = []
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The pieces of a stretch, but for the stretches that calculate, which are in order.
  static func tokens(of range: Range<Int>, without calculations: [Range<Int>], in bytes: [UInt8])
    -> [LayerToken]
  {
    var lexer = LayerLexer(bytes)
    var at = range.lowerBound
    for calculation in calculations where calculation.lowerBound >= at {
      lexer.read(at..<min(calculation.lowerBound, range.upperBound))
      lexer.add(.other, calculation)
      at = min(calculation.upperBound, range.upperBound)
    }
    lexer.read(at..<max(at, range.upperBound))
    return lexer.tokens
  }

  private mutating func add(_ kind: LayerToken.Kind, _ range: Range<Int>) {
    tokens.append(LayerToken(kind: kind, range: range))
  }

  private mutating func read(_ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = bytes[at]
      if byte == .space || byte == UInt8(ascii: "\t") {
        at += 1
      } else if byte.isASCIIDigit {
        at = readNumber(at, range.upperBound)
      } else if byte.isASCIILetter || byte == UInt8(ascii: "\\") {
        at = readWord(at, range.upperBound)
      } else if byte < 0x80 {
        at = readSign(at, range.upperBound)
      } else {
        at = readWide(at, range.upperBound)
      }
    }
  }

  // MARK: - Numbers

  private mutating func readNumber(_ start: Int, _ end: Int) -> Int {
    var at = start
    var value = 0
    var hasComma = false
    func isDigit(_ place: Int) -> Bool { place < end && bytes[place].isASCIIDigit }
    while at < end {
      if isDigit(at) {
        if value < 100_000_000 { value = value * 10 + Int(bytes[at] - 0x30) }
        at += 1
      } else if bytes[at] == UInt8(ascii: ","), isDigit(at + 1), isDigit(at + 2), isDigit(at + 3),
        !isDigit(at + 4)
      {
        // Inside brackets a comma parts two sizes, and so it does behind a kernel: 3×3,128→256.
        if depth > 0 ? !hasThousands(value, at, end) : tokens.last?.kind == .times && value <= 31 { break }
        hasComma = true
        at += 1
      } else {
        break
      }
    }
    let isDecimal = at < end && bytes[at] == UInt8(ascii: ".") && isDigit(at + 1)
    if isDecimal {
      at += 1
      while isDigit(at) { at += 1 }
    }
    // `s=2,256→256` may be a stride with a pair behind it or a pair of larger numbers.
    let isAmbiguous = hasComma && tokens.last?.kind == .equal && goesOn(at, end)
    let isOther = isDecimal || value >= 100_000_000 || isAmbiguous || isPartOfName(at, end)
    add(isOther ? .other : .number(value), start..<at)
    return at
  }

  /// Whether a comma inside brackets parts thousands, `FC1 (4,096 → 256)`, `fc (9,216→128)`: beside an arrow a size does not
  /// begin with a zero, no kernel is as large as 32, and a dense layer has none.
  private func hasThousands(_ value: Int, _ comma: Int, _ end: Int) -> Bool {
    let behind = bytes.skipBlanks(from: comma + 4, to: end)
    guard tokens.last?.kind == .arrow || goesOn(behind, end) && isArrow(behind, end), value > 0 else {
      return false
    }
    return bytes[comma + 1] == UInt8(ascii: "0") || value > 31
      || tokens.suffix(4).contains { $0.word == .linear }
  }

  private func isArrow(_ at: Int, _ end: Int) -> Bool {
    // → and ⇒ are E2 86 92 and E2 87 92.
    bytes[at] == UInt8(ascii: "-") || at + 2 < end && bytes[at] == 0xE2 && bytes[at + 2] == 0x92
  }

  /// Whether an arrow or a sign of multiplication follows.
  private func goesOn(_ at: Int, _ end: Int) -> Bool {
    guard at + 1 < end else { return false }
    return bytes[at] == 0xE2 || bytes[at] == 0xC3
      || bytes[at] == UInt8(ascii: "-") && bytes[at + 1] == UInt8(ascii: ">")
  }

  /// Whether letters are glued to a number: `64k`, `2D`; an `x` with a digit behind it multiplies.
  private func isPartOfName(_ at: Int, _ end: Int) -> Bool {
    guard at < end, bytes[at].isASCIILetter else {
      return bytes.indices.contains(at) && at < end && bytes[at] == UInt8(ascii: "%")
    }
    if bytes[at] | 0x20 == UInt8(ascii: "x"), at + 1 == end || !bytes[at + 1].isASCIILetter { return false }
    return true
  }

  // MARK: - Words

  private mutating func readWord(_ start: Int, _ end: Int) -> Int {
    var at = start + 1
    let isCommand = bytes[start] == UInt8(ascii: "\\")
    at = bytes.skip(from: at, to: end) { isCommand ? $0.isASCIILetter : $0.isASCIIWordByte }
    let word = start..<at
    if isCommand {
      switch String(decoding: bytes[word], as: UTF8.self) {
      case "\\times", "\\cdot": add(.times, word)
      case "\\to", "\\rightarrow": add(.arrow, word)
      default: break
      }
      return at
    }
    if word.count == 1 || word.count == 2, bytes[start] | 0x20 == UInt8(ascii: "x"),
      tokens.last?.number != nil
    {
      // `3x3`, `3 x 3`; `x3` behind a number too.
      if word.count == 1 {
        add(.times, word)
        return at
      }
      if bytes[start + 1].isASCIIDigit {
        add(.times, start..<start + 1)
        return start + 1
      }
    }
    if bytes[start] | 0x20 == UInt8(ascii: "x"), word.count > 1, tokens.last?.number != nil,
      tokens.last?.range.upperBound == start, bytes[start + 1].isASCIIDigit
    {
      add(.times, start..<start + 1)
      return start + 1
    }
    // "up-convolution" is transposed.
    if word.count == 2, at < end, bytes[at] == .hyphen, bytes[start] | 0x20 == UInt8(ascii: "u"),
      bytes[start + 1] == UInt8(ascii: "p")
    {
      add(.word(.unsupported), word)
      return at
    }
    if isStride(word) {
      add(.word(.stride), start..<start + 1)
      add(.number(Int(bytes[start + 1] - UInt8(ascii: "0"))), start + 1..<at)
      return at
    }
    if let (option, stop) = LayerSubscript.read(word, until: end, in: bytes) {
      add(.word(option), start..<stop)
      return stop
    }
    if let number = LayerSubscript.number(word, until: end, in: bytes) {
      add(.number(number), word)
      return at
    }
    if tokens.last?.number != nil, let option = LayerSubscript.behindNumber(word, until: end, in: bytes) {
      add(.word(option), word)
      return at
    }
    add(.word(LayerWord.latin(word, in: bytes)), word)
    return at
  }

  /// `3×3/s2`, `3×3, s2`: a stride behind the kernel. `S2` is a layer's name.
  private func isStride(_ word: Range<Int>) -> Bool {
    guard word.count == 2, bytes[word.lowerBound] == UInt8(ascii: "s"),
      1...4 ~= Int(bytes[word.lowerBound + 1]) - Int(UInt8(ascii: "0")), tokens.count > 2
    else { return false }
    // A slash is a piece that nothing is known of.
    let mark = tokens[tokens.count - 1].kind
    return (mark == .comma || mark == .other && bytes[word.lowerBound - 1] == UInt8(ascii: "/"))
      && tokens[tokens.count - 2].number != nil && tokens[tokens.count - 3].kind == .times
  }

  // MARK: - Signs

  private mutating func readSign(_ at: Int, _ end: Int) -> Int {
    let next = at + 1 < end ? bytes[at + 1] : 0
    func take(_ kind: LayerToken.Kind, _ count: Int) -> Int {
      add(kind, at..<at + count)
      return at + count
    }
    switch bytes[at] {
    // `5{\times}5`
    case UInt8(ascii: "{") where next == UInt8(ascii: "\\"):
      for (sign, count) in [("{\\times}", 8), ("{\\cdot}", 7)] as [(StaticString, Int)]
      where at + count <= end && bytes.has(sign, at: at) {
        return take(.times, count)
      }
      depth += 1
      return take(.open, 1)
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      depth += 1
      return take(.open, 1)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth = max(0, depth - 1)
      return take(.close, 1)
    case UInt8(ascii: ","): return take(.comma, 1)
    case UInt8(ascii: ";"), UInt8(ascii: "|"): return take(.stop, 1)
    case UInt8(ascii: ":"): return take(.colon, 1)
    case UInt8(ascii: "+"): return take(.plus, 1)
    case UInt8(ascii: "@"): return take(.word(.at), 1)
    case UInt8(ascii: "*"):
      // `**bold**` is no product.
      let isBetween = tokens.last?.number != nil && next != UInt8(ascii: "*")
      return isBetween ? take(.times, 1) : at + 1
    case UInt8(ascii: "-"), UInt8(ascii: "="):
      if next == UInt8(ascii: ">") { return take(.arrow, 2) }
      if next == bytes[at] {
        return at + 2 < end && bytes[at + 2] == UInt8(ascii: ">") ? take(.arrow, 3) : take(.other, 2)
      }
      if bytes[at] == UInt8(ascii: "=") { return take(.equal, 1) }
      // A hyphen joins two words.
      return next == .space || at > 0 && bytes[at - 1] == .space ? take(.other, 1) : at + 1
    case UInt8(ascii: "."):
      return next == .space || at + 1 >= end ? take(.stop, 1) : at + 1
    case UInt8(ascii: "`"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "_"):
      return at + 1
    default: return take(.other, 1)
    }
  }

  private mutating func readWide(_ at: Int, _ end: Int) -> Int {
    func take(_ kind: LayerToken.Kind, _ count: Int) -> Int {
      let stop = min(end, at + count)
      add(kind, at..<stop)
      return stop
    }
    let (first, second, third) = (
      bytes[at], at + 1 < end ? bytes[at + 1] : 0, at + 2 < end ? bytes[at + 2] : 0
    )
    switch (first, second, third) {
    case (0xC3, 0x97, _): return take(.times, 2)
    case (0xC2, 0xB7, _): return take(.times, 2)
    case (0xE2, 0x88, 0x97), (0xE2, 0x8B, 0x85): return take(.times, 3)
    case (0xE2, 0x86, 0x92), (0xE2, 0x87, 0x92), (0xE2, 0x9E, 0x94): return take(.arrow, 3)
    case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x9B): return take(.stop, 3)  // 。；
    case (0xEF, 0xBC, 0x8C), (0xE3, 0x80, 0x81): return take(.comma, 3)  // ，、
    case (0xEF, 0xBC, 0x9A): return take(.colon, 3)
    case (0xEF, 0xBC, 0x9D): return take(.equal, 3)
    case (0xEF, 0xBC, 0x88):
      depth += 1
      return take(.open, 3)
    case (0xEF, 0xBC, 0x89):
      depth = max(0, depth - 1)
      return take(.close, 3)
    default: break
    }
    if first >= 0xE3, let (word, count) = LayerWord.chinese(at: at, until: end, in: bytes) {
      return take(.word(word), count)
    }
    var width = 1
    while at + width < end, bytes[at + width] & 0xC0 == 0x80 { width += 1 }
    // Unknown characters that follow each other are one piece.
    if tokens.last?.kind == .other, tokens[tokens.count - 1].range.upperBound == at {
      tokens[tokens.count - 1].range = tokens[tokens.count - 1].range.lowerBound..<at + width
      return at + width
    }
    return take(.other, width)
  }
}
