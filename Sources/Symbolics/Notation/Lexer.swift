/// Cuts text into tokens: plain text, Markdown and LaTeX in one stream, because people mix them in a line.
///
/// What only decorates vanishes: emphasis (`**86,704,128**`), dollar signs, `\left`, `\mathbf{}`, spacing commands.
/// What calculates arrives in one form, however it was spelt: `×`, `*`, `\cdot` and the `x` of `28x28` are all
/// ``Token/Kind/times``. Any bytes are accepted, malformed UTF-8 included; the time is proportional to their number.
///
///     Lexer.tokens(of: Array("28x28x6=4704".utf8))   // number, times, number, times, number, relation, number
public struct Lexer {
  /// The tokens of `bytes`, or of a part of them. The ranges of the tokens count from the start of `bytes`.
  public static func tokens(of bytes: [UInt8], in range: Range<Int>? = nil) -> [Token] {
    var tokens: [Token] = []
    read(bytes, in: range ?? 0..<bytes.count, into: &tokens)
    return tokens
  }

  /// Puts the tokens of a part of `bytes` in the place of those that an array held before. Who reads a text line by line
  /// hands the same array each time and saves making one.
  public static func read(_ bytes: [UInt8], in range: Range<Int>, into tokens: inout [Token]) {
    tokens.removeAll(keepingCapacity: true)
    bytes.withUnsafeBufferPointer { buffer in
      var scanner = Scanner(buffer, range.clamped(to: 0..<bytes.count))
      swap(&scanner.tokens, &tokens)
      scanner.tokens.reserveCapacity(scanner.end / 4 - scanner.start / 4 + 8)
      scanner.scan()
      swap(&scanner.tokens, &tokens)
    }
  }
}

/// The state of one pass over the text.
struct Scanner {
  /// What an open brace of LaTeX is to the calculation.
  enum Brace {
    case group
    /// It only decorates and vanishes.
    case decoration
    /// That of `\underbrace`, behind which its label stands; it vanishes, or holds a group.
    case labelled, labelledGroup
  }

  /// The whole text. Only `start..<end` is looked at.
  let bytes: UnsafeBufferPointer<UInt8>
  let start: Int
  let end: Int
  /// The next byte to look at.
  var at: Int
  var tokens: [Token] = []

  /// Whether blank space was passed since the last token of the line.
  var hasSpace = false
  /// Whether no token stands on the line yet.
  var isLineStart = true
  /// Whether the last token ends an operand: a number, a word, a closing bracket, a superscript.
  var endsOperand = false
  /// Whether the last token is a number, a word, a relation.
  var lastIsNumber = false
  var lastIsWord = false
  var lastIsRelation = false
  /// LaTeX's open braces.
  var braces: [Brace] = []
  /// Round and square brackets open on this line.
  var openBrackets = 0
  /// Markdown emphasis that is open on this line.
  var isEmphasised = false
  var isStrong = false
  /// Up to where a run of numbers was found not to be one grouped number, so that no run is looked at twice.
  var ungroupedCommas = 0
  var ungroupedWideCommas = 0
  var ungroupedSpaces = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    start = range.lowerBound
    end = range.upperBound
    at = range.lowerBound
  }

  /// The byte at a place, 0 outside of the text.
  @inline(__always)
  func byte(_ place: Int) -> UInt8 {
    place < end && place >= start ? bytes[place] : 0
  }

  /// Appends a token that ends at `stop` and goes on behind it.
  @inline(__always)
  mutating func emit(_ kind: Token.Kind, to stop: Int) {
    tokens.append(Token(kind, at: at..<stop, hasSpaceBefore: hasSpace))
    at = stop
    hasSpace = false
    isLineStart = false
    endsOperand = false
    lastIsNumber = false
    lastIsWord = false
    lastIsRelation = false
  }

  mutating func emitWord(to stop: Int) {
    // Nobody names a quantity so long, and the braces around it would not be followed so far.
    guard stop - at <= 120 || nameLength(at..<stop) <= 120 else { return emit(.other, to: stop) }
    emit(.word, to: stop)
    endsOperand = true
    lastIsWord = true
  }

  mutating func emitRelation(_ sign: Token.Sign, to stop: Int) {
    emit(.relation(sign), to: stop)
    lastIsRelation = true
  }

  mutating func emitOpen(_ bracket: Token.Bracket, to stop: Int) {
    emit(.open(bracket), to: stop)
    if bracket != .group { openBrackets += 1 }
  }

  mutating func emitClose(_ bracket: Token.Bracket, to stop: Int) {
    emit(.close(bracket), to: stop)
    if bracket != .group, openBrackets > 0 { openBrackets -= 1 }
    endsOperand = true
  }

  mutating func emitNewline(to stop: Int) {
    // Braces that were left open do not reach beyond their paragraph.
    if isLineStart { braces.removeAll(keepingCapacity: true) }
    emit(.newline, to: stop)
    isLineStart = true
    openBrackets = 0
    isEmphasised = false
    isStrong = false
  }

  /// Goes on at `stop` without a token.
  mutating func pass(to stop: Int, asSpace: Bool = false) {
    at = stop
    if asSpace { hasSpace = true }
  }

  mutating func scan() {
    while at < end {
      let next = bytes[at]
      switch next {
      case .space, .tab:
        at += 1
        hasSpace = true
      case .zero ... .nine: scanNumber()
      case .a ... .z, .A ... .Z: scanWord()
      case 0x80...: scanWide()
      case .lineFeed: emitNewline(to: at + 1)
      case .carriageReturn: emitNewline(to: byte(at + 1) == .lineFeed ? at + 2 : at + 1)
      case .backslash: scanCommand()
      default: scanSign(next)
      }
    }
  }
}

// MARK: - ASCII signs

extension Scanner {
  private mutating func scanSign(_ sign: UInt8) {
    switch sign {
    case .star: scanStar()
    case .plus: emit(.plus, to: at + 1)
    case .hyphen: scanHyphen()
    case .slash: scanSlash()
    case .caret: emit(.power, to: at + 1)
    case .equals, .less, .greater, .exclamation, .colon: scanRelation(sign)
    case .openRound: emitOpen(.round, to: at + 1)
    case .closeRound: emitClose(.round, to: at + 1)
    case .openSquare: emitOpen(.square, to: at + 1)
    case .closeSquare: emitClose(.square, to: at + 1)
    case .openBrace: scanOpenBrace()
    case .closeBrace: scanCloseBrace()
    case .comma: emit(.comma, to: at + 1)
    case .dot: scanDot()
    case .semicolon, .question: emit(.stop, to: at + 1)
    case .bar: emit(.cell, to: at + 1)
    case .dollar, .backtick: pass(to: at + 1)
    case .tilde: scanTilde()
    case .underscore: scanUnderscore()
    case .ampersand: scanAmpersand()
    default: emit(.other, to: at + 1)
    }
  }

  /// `-` is a minus, the bullet of a list, an arrow's shaft or a rule.
  private mutating func scanHyphen() {
    let stop = endOfRun(of: .hyphen, from: at)
    if byte(stop) == .greater {
      emitRelation(.arrow, to: stop + 1)
    } else if stop - at > 1 {
      emit(.other, to: stop)
    } else if isLineStart && byte(stop).isBlankOrEnd || joinsWords(until: stop) {
      emit(.other, to: stop)
    } else {
      emit(.minus, to: stop)
    }
  }

  /// Whether a hyphen joins a number with its unit to the word behind it: a `3B-parameter` network.
  private func joinsWords(until stop: Int) -> Bool {
    lastIsNumber && byte(at - 1).isASCIILetter && byte(stop).isASCIILetter && byte(stop + 1).isASCIILetter
      && byte(stop + 2).isASCIILetter
  }

  /// `/` divides; `//` between operands divides and rounds down, and is no operator anywhere else.
  private mutating func scanSlash() {
    let stop = endOfRun(of: .slash, from: at)
    if stop - at == 1 || (stop - at == 2 && endsOperand) {
      emit(.divide, to: stop)
    } else {
      emit(.other, to: stop)
    }
  }

  private mutating func scanRelation(_ sign: UInt8) {
    let next = byte(at + 1)
    switch (sign, next) {
    case (.equals, _):
      let stop = endOfRun(of: .equals, from: at)
      if byte(stop) == .greater {
        emitRelation(.arrow, to: stop + 1)
      } else if stop - at > 2 {
        emit(.other, to: stop)
      } else if byte(stop) == .tilde {
        emitRelation(.approximately, to: stop + 1)
      } else {
        emitRelation(.equal, to: stop)
      }
    case (.colon, .equals): emitRelation(.equal, to: at + 2)
    case (.colon, _): emit(.colon, to: at + 1)
    case (.exclamation, .equals): emitRelation(.comparison, to: at + 2)
    case (.exclamation, _): emit(.stop, to: at + 1)
    case (.greater, _) where isLineStart && !next.isASCIIDigit && next != .equals:
      emit(.other, to: at + 1)  // the mark of a quotation
    case (_, .equals): emitRelation(.comparison, to: at + 2)
    default: emitRelation(.comparison, to: at + 1)
    }
  }

  /// `.` begins a decimal (`.5`), stands for left-out things (`...`), or ends a sentence.
  private mutating func scanDot() {
    let stop = endOfRun(of: .dot, from: at)
    if stop - at > 1 {
      emit(.other, to: stop)
    } else if byte(stop).isASCIIDigit && !endsOperand {
      scanNumber()
    } else {
      emit(.stop, to: stop)
    }
  }

  /// `~` before a number marks it as rounded; between things it is LaTeX's space; `~~` strikes out.
  private mutating func scanTilde() {
    if byte(at + 1) == .equals { return emitRelation(.approximately, to: at + 2) }
    let stop = endOfRun(of: .tilde, from: at)
    if stop - at > 1 { return pass(to: stop) }
    let isGlued = endsOperand && !hasSpace
    if isGlued && byte(stop).isASCIIDigit { return emit(.other, to: stop) }
    if isGlued { return pass(to: stop, asSpace: true) }
    emit(.approximately, to: stop)
  }

  /// An underscore outside of a word: emphasis, or the remark under a LaTeX brace.
  private mutating func scanUnderscore() {
    if byte(at + 1) == .openBrace, let stop = endOfBraces(from: at + 1) { return pass(to: stop) }
    pass(to: at + 1)
  }

  /// `&` aligns in LaTeX; a few HTML entities are met in copied text.
  private mutating func scanAmpersand() {
    if matches("&times;", at: at) { return emit(.times, to: at + 7) }
    if matches("&middot;", at: at) { return emit(.times, to: at + 8) }
    if matches("&nbsp;", at: at) { return pass(to: at + 6, asSpace: true) }
    if matches("&thinsp;", at: at) { return pass(to: at + 8, asSpace: true) }
    if matches("&asymp;", at: at) { return emitRelation(.approximately, to: at + 7) }
    if matches("&lt;", at: at) || matches("&gt;", at: at) { return emitRelation(.comparison, to: at + 4) }
    pass(to: at + 1, asSpace: true)
  }

  /// A brace of LaTeX. `{}`, `{,}` and `{\times}` only adjust spacing: such braces vanish.
  private mutating func scanOpenBrace() {
    if byte(at + 1) == .closeBrace { return pass(to: at + 2, asSpace: true) }
    let isSpacing = holdsOneSign(at: at + 1)
    braces.append(isSpacing ? .decoration : .group)
    isSpacing ? pass(to: at + 1) : emitOpen(.group, to: at + 1)
  }

  private func holdsOneSign(at place: Int) -> Bool {
    guard byte(place) == .backslash else {
      return byte(place + 1) == .closeBrace && !byte(place).isWordByte && byte(place) < 0x80
    }
    guard let command = command(at: place), byte(command.end) == .closeBrace else { return false }
    switch command.command {
    case .times, .divide, .minus, .relation, .approximately, .space: return true
    default: return false
    }
  }

  private mutating func scanCloseBrace() {
    switch braces.popLast() ?? .group {
    case .group: emitClose(.group, to: at + 1)
    case .decoration: pass(to: at + 1)
    case .labelled: pass(to: labelEnd(from: at + 1))
    case .labelledGroup:
      emitClose(.group, to: at + 1)
      pass(to: labelEnd(from: at))
    }
  }

  // MARK: Looking ahead

  func endOfRun(of sign: UInt8, from place: Int) -> Int {
    var stop = place + 1
    while byte(stop) == sign && stop < end { stop += 1 }
    return stop
  }

  /// Whether the ASCII text stands at a place.
  @inline(__always)
  func matches(_ text: StaticString, at place: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place + count <= end else { return false }
    var offset = 0
    while offset < count {
      if bytes[place + offset] != text.utf8Start[offset] { return false }
      offset += 1
    }
    return true
  }

  /// The bytes of a word without LaTeX's commands and braces.
  private func nameLength(_ range: Range<Int>) -> Int {
    var length = 0
    var place = range.lowerBound
    while place < range.upperBound {
      switch bytes[place] {
      case .backslash:
        if let command = command(at: place) {
          if case .letter(let letter) = command.command { length += letter.utf8.count }
          place = command.end
          continue
        }
        if place + 1 < range.upperBound, bytes[place + 1] == .underscore { length += 1 }
        place += 2
        continue
      case .openBrace, .closeBrace, .space: break
      default: length += 1
      }
      place += 1
    }
    return length
  }

  /// The place behind the brace that closes the one at `place`, if it is on the line and not far.
  func endOfBraces(from place: Int) -> Int? {
    var depth = 0
    var stop = place
    let limit = min(end, place + 400)
    while stop < limit {
      switch bytes[stop] {
      case .openBrace: depth += 1
      case .closeBrace:
        depth -= 1
        if depth == 0 { return stop + 1 }
      case .lineFeed: return nil
      case .backslash: stop += 1
      default: break
      }
      stop += 1
    }
    return nil
  }

  /// The first place from here that is no blank.
  func afterBlanks(from place: Int) -> Int {
    var stop = place
    while byte(stop) == .space || byte(stop) == .tab { stop += 1 }
    return stop
  }
}
