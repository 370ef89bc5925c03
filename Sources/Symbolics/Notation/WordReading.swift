/// Reading words: identifiers with their indices, the letter `x` as a sign, runs of Chinese characters, and the words
/// that mark a rounded number.
extension Scanner {
  /// A letter begins here.
  mutating func scanWord() {
    let first = byte(at)
    if first.lowercased == UInt8(ascii: "x"), isTimes(at: at) { return emit(.times, to: at + 1) }
    if first.isUppercase, scanLetterProduct() { return }
    let stop = identifierEnd(from: at)
    guard stop > at else { return emit(.other, to: at + scalar(at: at).width) }
    if first < 0x80, isApproximation(at..<stop) { return emit(.approximately, to: stop) }
    emitWord(to: stop)
  }

  /// Whether the `x` here multiplies. It does between two operands, and glued to digits or brackets; it does not in
  /// `max`, `x_1`, `x = 3`.
  private func isTimes(at place: Int) -> Bool {
    guard endsOperand else { return false }
    let isGlued = !hasSpace
    let next = byte(place + 1)
    if next.isASCIIDigit { return isGlued && !lastIsWord || !lastIsWord }
    if next.isUppercase { return isGlued && !lastIsWord && byte(place).isLowercase }
    if next.isASCIILetter || next == .underscore || next == .caret { return false }
    if next >= 0x80 && Characters.superscriptDigit(scalar(at: place + 1).value) != nil { return false }
    if startsOperand(at: afterBlanks(from: place + 1)) { return true }
    return isGlued && lastIsNumber  // `8.6x`
  }

  /// Whether an operand may begin at a place.
  func startsOperand(at place: Int) -> Bool {
    let next = byte(place)
    if next.isWordByte { return true }
    switch next {
    case .openRound, .openSquare, .openBrace, .dollar, .star, .backtick: return true
    case .dot: return byte(place + 1).isASCIIDigit
    case .backslash:
      switch command(at: place)?.command {
      case .open, .fraction, .root, .styled, .invisible, .letter, .labelled, .struck, .quantity: return true
      case nil: return byte(place + 1) == .openBrace || byte(place + 1) == .openRound
      default: return false
      }
    case 0x80...:
      let scalar = scalar(at: place).value
      return Characters.isLetter(scalar) || Characters.isHan(scalar) || scalar == 0xFF08 || scalar == 0x230A
        || scalar == 0x221A
        || scalar == 0x2308 || (0xFF10...0xFF19).contains(scalar)
    default: return false
    }
  }

  /// The end of `HxWxC`, a product of letters; `nil` if an identifier goes on behind it, as in `HxW_max`.
  func letterProductEnd(at place: Int) -> Int? {
    guard byte(place).isUppercase, byte(place + 1) == UInt8(ascii: "x") else { return nil }
    var stop = place + 1
    while byte(stop) == UInt8(ascii: "x") && byte(stop + 1).isWordByte && !byte(stop + 1).isLowercase {
      stop += 2
      while byte(stop - 1).isASCIIDigit && byte(stop).isASCIIDigit { stop += 1 }
    }
    return stop > place + 1 && identifierEnd(from: place) == stop ? stop : nil
  }

  private mutating func scanLetterProduct() -> Bool {
    guard let stop = letterProductEnd(at: at) else { return false }
    while at < stop {
      if byte(at).isASCIIDigit {
        scanNumber()
      } else if byte(at).isUppercase {
        emitWord(to: at + 1)
      } else {
        emit(.times, to: at + 1)
      }
    }
    return true
  }

  /// The end of the identifier at a place: letters, digits, an index behind `_` in any spelling, and the dots of a
  /// layer's path.
  func identifierEnd(from place: Int) -> Int {
    var stop = place
    var hasIndex = false
    while stop < end {
      let next = bytes[stop]
      if next.isWordByte {
        stop += 1
      } else if next == .underscore || (next == .backslash && byte(stop + 1) == .underscore) {
        let behind = next == .underscore ? stop + 1 : stop + 2
        if continuesIdentifier(at: behind) {
          stop = behind
          hasIndex = true
        } else if let index = indexEnd(at: behind) {
          return index
        } else {
          break
        }
      } else if next == .dot {
        let behind = byte(stop + 1)
        let continues =
          hasIndex
          ? behind.isWordByte : behind.isLowercase || behind.isASCIIDigit && byte(stop - 1).isASCIIDigit
        guard stop > place, continues else { break }
        stop += 1
      } else if next >= 0x80 {
        let (scalar, width) = scalar(at: stop)
        guard Characters.isLetter(scalar) else { break }
        stop += width
      } else {
        break
      }
    }
    return stop
  }

  private func continuesIdentifier(at place: Int) -> Bool {
    let next = byte(place)
    return next.isWordByte || next >= 0x80 && Characters.isLetter(scalar(at: place).value)
  }

  /// The end of an index in LaTeX's spelling: `{in}`, `\text{in}`, `\alpha`.
  private func indexEnd(at place: Int) -> Int? {
    if byte(place) == .openBrace { return endOfIndex(from: place) }
    guard byte(place) == .backslash else { return nil }
    if let brace = styleBrace(at: place) { return endOfIndex(from: brace) }
    if let command = command(at: place), case .letter = command.command { return command.end }
    return nil
  }

  /// The place behind the braces of an index, if it holds only what an index may: words, numbers, `i-1`, `i,j`.
  private func endOfIndex(from place: Int) -> Int? {
    guard let stop = endOfBraces(from: place) else { return nil }
    var next = place
    while next < stop {
      switch bytes[next] {
      case .backslash:
        if byte(next + 1) == .underscore {
          next += 2
        } else if let command = command(at: next) {
          switch command.command {
          case .styled, .letter: next = command.end
          default: return nil
          }
        } else {
          return nil
        }
      case .openBrace, .closeBrace, .underscore, .dot, .comma, .hyphen, .plus, .space: next += 1
      case 0x80...:
        let (scalar, width) = scalar(at: next)
        guard Characters.isLetter(scalar) || Characters.isHan(scalar) else { return nil }
        next += width
      case let other:
        guard other.isWordByte else { return nil }
        next += 1
      }
    }
    return stop
  }

  // MARK: Rounded numbers

  /// `about`, `roughly` … directly before a number.
  private func isApproximation(_ range: Range<Int>) -> Bool {
    let isMark: Bool
    switch range.count {
    case 2: isMark = matches("ca", at: range.lowerBound)
    case 5: isMark = matchesWord("about", at: range.lowerBound) || matchesWord("circa", at: range.lowerBound)
    case 6:
      isMark =
        matchesWord("around", at: range.lowerBound) || matchesWord("nearly", at: range.lowerBound)
        || matchesWord("approx", at: range.lowerBound)
    case 7: isMark = matchesWord("roughly", at: range.lowerBound)
    case 13: isMark = matchesWord("approximately", at: range.lowerBound)
    default: isMark = false
    }
    guard isMark else { return false }
    var next = range.upperBound
    if byte(next) == .dot { next += 1 }
    next = afterBlanks(from: next)
    while byte(next) == .dollar || byte(next) == .star || byte(next) == .tilde { next += 1 }
    return byte(next).isASCIIDigit
  }

  /// Whether the word stands there, with a capital letter or without.
  private func matchesWord(_ word: StaticString, at place: Int) -> Bool {
    var offset = 0
    while offset < word.utf8CodeUnitCount {
      let next = byte(place + offset)
      if (offset == 0 ? next.lowercased : next) != word.utf8Start[offset] { return false }
      offset += 1
    }
    return true
  }

  // MARK: Chinese

  /// A run of Chinese characters: words, 约 and 大约 before a number, 等于 and 约等于.
  mutating func scanHan() {
    var stop = at
    while stop < end {
      let (character, width) = scalar(at: stop)
      guard Characters.isHan(character) else { break }
      switch character {
      case 0x5927 where next(at: stop + width, is: 0x7EA6, 0x7D04),
        0x5927 where next(at: stop + width, is: 0x6982, 0x6982):
        endWord(at: stop)  // 大约 大概
        emit(.approximately, to: stop + 6)
        stop = at
      case 0x7EA6, 0x7D04:
        if isEqualTo(at: stop + width) {
          endWord(at: stop)
          emitRelation(.approximately, to: stop + 9)
          stop = at
        } else if precedesNumber(at: stop + width) {
          endWord(at: stop)
          emit(.approximately, to: stop + width)
          stop = at
        } else {
          stop += width
        }
      case 0x7684 where stop == at && isPowerInWords(at: stop + width):  // 10的9次方
        return emit(.power, to: stop + width)
      case 0x6B21 where stop == at && endsPowerInWords(at: stop):
        return pass(to: stop + 6)
      case 0x7B49 where isEqualTo(at: stop):
        endWord(at: stop)
        emitRelation(.equal, to: stop + 6)
        stop = at
      default: stop += width
      }
    }
    endWord(at: stop)
  }

  private mutating func endWord(at stop: Int) {
    if stop > at { emitWord(to: stop) }
  }

  private func next(at place: Int, is first: UInt32, _ second: UInt32) -> Bool {
    let value = scalar(at: place).value
    return value == first || value == second
  }

  /// Whether 9次方 or 9次幂 stands behind 的 and a number before it.
  private func isPowerInWords(at place: Int) -> Bool {
    guard case .number? = tokens.last?.kind else { return false }
    var end = place
    while byte(end).isASCIIDigit { end += 1 }
    return end > place && end - place <= 3 && isOfPower(at: end)
  }

  /// 次方, 次幂
  private func isOfPower(at place: Int) -> Bool {
    scalar(at: place).value == 0x6B21 && next(at: place + 3, is: 0x65B9, 0x5E42)
  }

  /// Whether the exponent of a power that was said in words ends here.
  private func endsPowerInWords(at place: Int) -> Bool {
    guard tokens.count >= 2, case .power = tokens[tokens.count - 2].kind, isOfPower(at: place) else {
      return false
    }
    return true
  }

  /// 等于
  private func isEqualTo(at place: Int) -> Bool {
    scalar(at: place).value == 0x7B49 && next(at: place + 3, is: 0x4E8E, 0x65BC)
  }

  /// Whether a number follows, directly or behind 为, 是, 有 …: 约7.8亿, 约为 7.8亿; but not 约束.
  private func precedesNumber(at place: Int) -> Bool {
    var next = place
    for _ in 0..<2 {
      switch scalar(at: next).value {
      case 0x4E3A, 0x70BA, 0x662F, 0x6709, 0x9700, 0x5360, 0x5408: next += 3  // 为 為 是 有 需 占 合
      default: break
      }
    }
    next = afterBlanks(from: next)
    while byte(next) == .dollar || byte(next) == .star { next += 1 }
    return byte(next).isASCIIDigit
  }
}

// MARK: - The text of a word

extension Lexer {
  /// The spelling of a word without LaTeX's braces and commands: `C_{\text{in}}` is `C_in`, `\alpha` is `α`.
  public static func text(of token: Token, in bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { text(token.range.clamped(to: 0..<bytes.count), in: $0) }
  }

  /// The symbol that a word stands for.
  public static func symbol(of token: Token, in bytes: [UInt8]) -> Symbol {
    bytes.withUnsafeBufferPointer { symbol(token.range.clamped(to: 0..<bytes.count), in: $0) }
  }

  static func symbol(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Symbol {
    // Most words are plain letters and digits: they need no second look.
    for place in range {
      let byte = bytes[place]
      if byte == .underscore || byte == .backslash || byte == .openBrace {
        return Symbol(spelling: text(range, in: bytes))
      }
    }
    return Symbol(String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self))
  }

  private static func text(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard range.contains(where: { bytes[$0] == .backslash || bytes[$0] == .openBrace }) else {
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
    let scanner = Scanner(bytes, range)
    var text: [UInt8] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let next = bytes[place]
      if next == .backslash {
        if let command = scanner.command(at: place) {
          if case .struck = command.command {
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
          }
          if case .letter(let letter) = command.command { text += Array(letter.utf8) }
          place = command.end
        } else {
          if place + 1 < range.upperBound, bytes[place + 1] == .underscore { text.append(.underscore) }
          place += 2
        }
      } else {
        // The star of `\text*` belongs to the command.
        let isLetter = next != .openBrace && next != .closeBrace && next != .space
        if isLetter && next != UInt8(ascii: "*") { text.append(next) }
        place += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Symbol {
  /// The symbol of a plain spelling: what stands behind the first underscore is the index.
  ///
  ///     Symbol(spelling: "MACs_layer1.0")   // MACs with the index layer1.0
  public init(spelling: String) {
    let bytes = spelling.utf8
    guard let underscore = bytes.firstIndex(of: .underscore), underscore != bytes.startIndex else {
      self.init(spelling)
      return
    }
    self.init(
      String(spelling[..<underscore]), index: String(spelling[bytes.index(after: underscore)...]))
  }
}
