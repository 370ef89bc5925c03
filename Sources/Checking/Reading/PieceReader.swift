import Symbolics

/// A piece of a line: a side of a relation, a relation, or something that parts two calculations.
enum Piece: Sendable {
  case side(Chain.Side)
  case relation(Token.Sign)
  case wall
}

/// The pieces of a line.
struct Pieces: Sendable {
  /// The pieces in order; of walls that follow each other, the first.
  private(set) var list: [Piece] = []
  /// The number of pieces with all walls.
  private(set) var count = 0
  /// Whether there is a relation.
  private(set) var hasRelation = false

  mutating func add(_ side: Chain.Side) {
    list.append(.side(side))
    count += 1
  }

  mutating func add(_ sign: Token.Sign) {
    list.append(.relation(sign))
    count += 1
    hasRelation = true
  }

  mutating func addWall() {
    count += 1
    if case .wall? = list.last { return }
    list.append(.wall)
  }

  mutating func removeAll() {
    list.removeAll(keepingCapacity: true)
    (count, hasRelation) = (0, false)
  }
}

/// Cuts a line's tokens into sides, relations and walls.
struct PieceReader {
  private let tokens: [Token]
  private let units: [Unit]
  private let bytes: [UInt8]
  private let parser: Parser

  init(tokens: [Token], units: [Unit], bytes: [UInt8]) {
    self.tokens = tokens
    self.units = units
    self.bytes = bytes
    parser = Parser(tokens: tokens, bytes: bytes)
  }

  /// Reads the pieces in order, with the numbers as the arithmetic says: where a link fails with decimal points and holds
  /// with decimal commas (`64·64 = 4.096`, `0,5 × 3 = 1,5`), the line is read with these.
  func read(into pieces: inout Pieces, _ workspace: inout Parser.Workspace) {
    readPlain(into: &pieces, &workspace)
    guard pieces.hasRelation else { return }
    let splits = ClauseCommas.places(in: tokens, units, bytes)
    let mayBeDecimal = DecimalCommas.mayMatter(tokens, bytes)
    let mixed = MixedNumbers.reading(tokens, units)
    let glued = GluedBytes.reading(tokens, units, bytes)
    guard !splits.isEmpty || mayBeDecimal || mixed != nil || glued != nil else { return }
    let plain = NumberStyles.agreement(of: pieces)
    guard plain.failed > 0 || plain.held == 0 else { return }
    if let glued {
      var other = Pieces()
      PieceReader(tokens: glued.tokens, units: glued.units, bytes: bytes).readPlain(into: &other, &workspace)
      if GluedBytes.prefers(NumberStyles.agreement(of: other), to: plain) {
        pieces = other
        return
      }
    }
    // One of them, or all: `224/2=112,112/2=56,56/2=28`.
    let choices = (splits.count > 1 ? [splits] : []) + splits.prefix(4).map { [$0] }
    var best = plain
    for places in choices where best.failed > 0 {
      let (parted, partedUnits) = ClauseCommas.parting(tokens, units, at: places, bytes)
      var other = Pieces()
      PieceReader(tokens: parted, units: partedUnits, bytes: bytes).readPlain(into: &other, &workspace)
      let agreement = NumberStyles.agreement(of: other)
      if ClauseCommas.prefers(agreement, to: best) { (pieces, best) = (other, agreement) }
    }
    guard best == plain else { return }
    if let mixed {
      var other = Pieces()
      PieceReader(tokens: mixed.tokens, units: mixed.units, bytes: bytes).readPlain(into: &other, &workspace)
      if NumberStyles.agreement(of: other).failed < plain.failed { pieces = other }
      return
    }
    guard mayBeDecimal else { return }
    let (converted, convertedUnits) = DecimalCommas.reading(tokens, units, bytes)
    var other = Pieces()
    PieceReader(tokens: converted, units: convertedUnits, bytes: bytes).readPlain(into: &other, &workspace)
    if NumberStyles.prefers(other, to: pieces, plain) { pieces = other }
  }

  /// The unit of an expression: that of its last number, which may stand before closing brackets; or the unit of time that
  /// only one of its numbers has: `32 years / 1000 GPUs`.
  private func unit(of expression: Range<Int>) -> Unit {
    var last = Unit.none
    var index = expression.upperBound
    while index > expression.lowerBound {
      index -= 1
      last = units[index]
      guard case .close = tokens[index].kind else { break }
    }
    // `7 ms/token × 500 tokens` is a time.
    guard last == .none || last == .other || last == .tokens, expression.count > 1 else { return last }
    var time: Unit?
    for place in expression {
      guard case .time = units[place] else { continue }
      // `(3 h + 30 min) × 2`: both are in minutes by now. What one is divided by cancels it.
      if let time, time != units[place] || divides(expression.lowerBound..<place) { return last }
      time = units[place]
    }
    return time ?? last
  }

  private func divides(_ expression: Range<Int>) -> Bool {
    expression.contains { if case .divide = tokens[$0].kind { true } else { false } }
  }

  private func readPlain(into pieces: inout Pieces, _ workspace: inout Parser.Workspace) {
    pieces.removeAll()
    var index = 0
    var isApproximate = false
    while index < tokens.count {
      switch tokens[index].kind {
      case .relation(.comparison):
        pieces.addWall()
        index += 1
      case .relation(let sign):
        pieces.add(sign)
        index += 1
      case .newline:
        // `\\` before `&=` carries on; elsewhere it parts two calculations.
        if index + 1 < tokens.count, !tokens[index + 1].kind.isRelation { pieces.addWall() }
        index += 1
      case .approximately where isRelation(index, behind: pieces):
        pieces.add(.approximately)
        index += 1
      case .approximately:
        isApproximate = true
        index += 1
        continue
      case .minus where isHyphen(index):
        // `top-5`, `GPT-3`, `k-1`: what is glued to the hyphen belongs to the name.
        pieces.addWall()
        index += 1
        while index < tokens.count, !tokens[index].hasSpaceBefore, tokens[index].kind.isNamePart {
          index += 1
        }
      case _ where startsExpression(index):
        var reading = parser.read(at: index, in: &workspace)
        let (outcome, next) = (reading.outcome, reading.next)
        if let located = reading.located.take() {
          let unit = unit(of: index..<next)
          pieces.add(Chain.Side(located, outcome, unit: unit, isApproximate: isApproximate))
          index = behindRemark(at: next, of: outcome, since: index)
        } else {
          pieces.addWall()
          index += 1
        }
      default:
        pieces.addWall()
        index += 1
      }
      isApproximate = false
    }
  }

  /// Whether `~` behind a calculation relates it to the number that follows: `7e9 / 3600 ~ 34,100`.
  private func isRelation(_ index: Int, behind pieces: Pieces) -> Bool {
    guard case .side(let side)? = pieces.list.last, side.isCompound, !side.isSymbolic,
      bytes[tokens[index].range.lowerBound] == UInt8(ascii: "~"), index + 1 < tokens.count,
      case .number = tokens[index + 1].kind
    else { return false }
    return tokens[index].hasSpaceBefore
  }

  /// Whether a token may begin an expression. A word does only where an operator or a relation follows, where it names a
  /// function, or where it has an index and a sign before it: prose does not.
  private func startsExpression(_ index: Int) -> Bool {
    switch tokens[index].kind {
    case .number, .open(.round), .open(.square), .open(.curly), .open(.group), .open(.floor), .open(.ceiling),
      .fraction, .root:
      return true
    case .minus: return index + 1 < tokens.count && !tokens[index + 1].hasSpaceBefore
    case .word:
      guard index + 1 < tokens.count else { return isIndexed(index) }
      switch tokens[index + 1].kind {
      case .times, .divide, .power, .superscript, .relation: return true
      case .plus: return !parser.isSignBehindConjunction(at: index + 1)
      case .minus: return tokens[index + 1].hasSpaceBefore && !parser.isSignBehindConjunction(at: index + 1)
      case .open(.round):
        return tokens[index + 1].hasSpaceBefore
          ? parser.isSetFactor(at: index + 1) : isRounding(tokens[index])
      case .word where tokens[index + 1].hasSpaceBefore && parser.isSetFactor(at: index + 1): return true
      default: return isIndexed(index)
      }
    default: return false
    }
  }

  /// `= Params_c1`, `= \text{MACs}_{c1}` and a remark behind it, `= F` with nothing near behind; or a name with an index
  /// that has its line to itself.
  private func isIndexed(_ index: Int) -> Bool {
    let range = tokens[index].range
    let hasIndex = bytes[range].contains(UInt8(ascii: "_"))
    guard index > 0 else {
      return hasIndex && tokens.dropFirst().allSatisfy { if case .newline = $0.kind { true } else { false } }
    }
    guard tokens[index - 1].kind.isRelation else { return false }
    if hasIndex { return true }
    if range.count == 1, index + 1 < tokens.count, case .newline = tokens[index + 1].kind { return true }
    guard range.count == 1, index + 1 < tokens.count else {
      return index + 1 == tokens.count && range.count == 1
    }
    let gap = bytes[range.upperBound..<max(range.upperBound, tokens[index + 1].range.lowerBound)]
    return gap.count >= 3 && gap.prefix(3).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "&") }
  }

  /// Whether a minus is a hyphen: glued to a letter on its left.
  private func isHyphen(_ index: Int) -> Bool {
    let place = tokens[index].range.lowerBound
    guard place > 0, !tokens[index].hasSpaceBefore, bytes[place] == UInt8(ascii: "-") else { return false }
    return bytes[place - 1].isASCIILetter
      || index > 0 && tokens[index - 1].kind.isWord && bytes[place - 1].isASCIIWordByte
  }

  private func isRounding(_ word: Token) -> Bool {
    let name = bytes[word.range]
    for function in PieceReader.rounding where name.count >= function.count {
      guard name.suffix(function.count).elementsEqual(function) else { continue }
      if name.count == function.count || name[name.endIndex - function.count - 1] == UInt8(ascii: ".") {
        return true
      }
    }
    return false
  }

  private static let rounding = ["floor", "ceil", "ceiling", "int", "trunc", "sqrt"].map { Array($0.utf8) }

  // MARK: - Words behind a side

  /// The place behind the words that name the last number of a calculation, if a relation follows them:
  /// `768 (hidden) * 30,522 (vocab) =`, `9 weights × 64 input channels × 128 output channels =`. Without them the last
  /// name would be taken for what the claim is about.
  private func behindRemark(at next: Int, of outcome: Parser.Outcome, since start: Int) -> Int {
    guard next < tokens.count, !outcome.hasSymbols, outcome.operandCount > 0 else { return next }
    let isGlued = !tokens[next].hasSpaceBefore
    if isGlued { guard case .open(.round) = tokens[next].kind else { return behindMeasureWord(at: next) } }
    // `3×3 conv = …` names a layer; a calculation with words inside names its numbers.
    let hasWords = (start..<next).contains { tokens[$0].kind.isWord }
    var index = next
    switch tokens[next].kind {
    case .open(.round) where hasWords || outcome.operandCount > 2 || isGlued:
      guard let close = parser.partner(of: next), close - next <= 8, close > next + 1 else { return next }
      for place in next + 1..<close {
        switch tokens[place].kind {
        case .word, .comma: continue
        default: return next
        }
      }
      index = close + 1
    case .word where hasWords:
      while index < tokens.count, index - next < 3, tokens[index].kind.isWord { index += 1 }
    default: return behindMeasureWord(at: next)
    }
    return index < tokens.count && tokens[index].kind.isRelation ? index : next
  }

  /// The place behind a Chinese measure word, `12 层 =`, `2048 张卡 =`, `8192 个 token =`, if a relation follows.
  private func behindMeasureWord(at next: Int) -> Int {
    var index = next
    while index < tokens.count, index - next < 2, isMeasureWord(index) { index += 1 }
    guard index > next, index < tokens.count, tokens[index].kind.isRelation, next >= 3 else { return next }
    // `3×3 层 = …` may name the layer by its kernel.
    if case .number(let last) = tokens[next - 1].kind, case .number(let first) = tokens[next - 3].kind,
      first == last
    {
      return next
    }
    return index
  }

  private func isMeasureWord(_ index: Int) -> Bool {
    guard tokens[index].kind.isWord else { return false }
    let word = tokens[index].range
    guard bytes[word.lowerBound] >= 0x80 else { return UnitReader.unit(word, in: bytes) == .tokens }
    return word.count <= 9 && PieceReader.measureWords.contains { bytes[word].elementsEqual($0) }
  }

  private static let measureWords = [
    "层", "块", "卡", "张卡", "块卡", "个卡", "台", "头", "个头", "步", "轮", "张", "张图", "组", "份", "路", "维", "词", "帧", "倍",
    "次", "个", "位", "个块", "个模块", "节点",
  ].map { Array($0.utf8) }
}

extension Token.Kind {
  /// Whether a line that begins so carries on the expression of the line above.
  var carriesOn: Bool {
    switch self {
    case .plus, .times, .divide: true
    default: false
    }
  }

  var isRelation: Bool { if case .relation = self { true } else { false } }
  var isComma: Bool { if case .comma = self { true } else { false } }
  var isWord: Bool { if case .word = self { true } else { false } }

  /// What a name such as `Llama-2-7B` is made of behind its first hyphen.
  var isNamePart: Bool {
    switch self {
    case .number, .word, .minus: true
    default: false
    }
  }
}
