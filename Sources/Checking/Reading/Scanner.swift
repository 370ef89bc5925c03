import Networks
import Symbolics

/// Reads a working line by line: words, expressions, chains.
///
/// Each line is lexed once and walked once, so reading is linear in the length of the text.
struct Scanner {
  private let working: HandCalculation
  private let vocabulary = Vocabulary.shared
  private var lines: [TextLine] = []
  /// The header of the table that the last line belongs to.
  private var table: TableReader?
  /// Whether the last line ended in an open relation or an expression that a next line may go on from.
  private var open: OpenChain?

  /// What a line that begins with `=` carries on: the last chain of the line above, whatever remark stands behind it at
  /// the margin, or an expression that has the line to itself.
  private struct OpenChain {
    var line: Int
    /// The chain's index, or nil where the line holds one expression and no relation.
    var chain: Int?
    /// The tokens of its line, and the place of its last side among them, which a line that begins with an operator
    /// goes on with.
    var tokens: [Token]
    var units: [Unit]
    var side: Range<Int>
    /// How far its last sign stands from the beginning of its line. What begins much farther right is a remark at the
    /// margin.
    var indent: Int
  }

  private init(_ working: HandCalculation) { self.working = working }

  /// The lines of a working.
  static func lines(of working: HandCalculation) -> [TextLine] {
    var scanner = Scanner(working)
    // Line by line, so that the tokens of a long text are never all in memory.
    for (index, segment) in working.segments.enumerated() {
      let tokens = Lexer.tokens(of: working.bytes, in: segment.range)
      scanner.read(segment, index, tokens: tokens[...])
    }
    scanner.finishCarried()
    return scanner.lines
  }

  private mutating func read(_ segment: HandCalculation.Segment, _ line: Int, tokens: ArraySlice<Token>) {
    let whole = segment.range
    let body = LineStart.body(of: whole, in: working.bytes)
    let result = TextLine(
      index: line, range: body.range,
      mentions: tokens.isEmpty ? [] : vocabulary.mentions(in: working.bytes, body.range),
      isHeading: body.isHeading)
    guard !tokens.isEmpty else {
      finishCarried()
      lines.append(result)
      if whole.isEmpty { table = nil }
      return
    }
    var (clean, units, names) = TokenFilter(working: working).filtered(tokens, from: body.range.lowerBound)
    result.networks = names
    var beginning: (sides: [Chain.Side], signs: [Token.Sign]) = ([], [])
    let hasMarker = LineStart.isMarked(body.range.lowerBound, whole, in: working.bytes)
    let isRow = tokens.contains { $0.kind == .cell }
    if hasMarker || isRow { finishCarried() }
    if let carried {
      clean = carried.tokens + clean
      units = carried.units + units
      resumedLine = carried.line
    }
    if !isRow, Unfinished.goesOn(clean), carried.map({ line - $0.line < 8 }) ?? true {
      carried = Carried(line: carried?.line ?? line, tokens: clean, units: units)
      resumedLine = nil
      lines.append(result)
      return
    }
    carried = nil
    if !hasMarker, let first = clean.first, first.kind.carriesOn, !isMargin(result), let open,
      let taken = takeOpenChain()
    {
      // `+ 1,605,632`: the last side goes on over the line's end.
      beginning = (taken.sides.dropLast(), taken.signs)
      let inside = open.tokens.indices.filter { open.side.contains(open.tokens[$0].range.lowerBound) }
      clean = inside.map { open.tokens[$0] } + clean
      units = inside.map { open.units[$0] } + units
    }
    let pieces = PieceReader(tokens: clean, units: units, bytes: working.bytes).pieces()
    assemble(pieces, after: beginning, mayResume: !hasMarker, into: result)
    leaveOpen(result, pieces, clean, units)
    if segment.isTorn { dropIncomplete(from: result, whole) }
    if isRow { readRow(tokens, into: result) } else { table = nil }
    lines.append(result)
  }

  /// Lines that end inside a bracket or with an operator, waiting for the rest.
  private struct Carried {
    var line: Int
    var tokens: [Token]
    var units: [Unit]
  }

  private var carried: Carried?

  /// Reads what was waiting, where the rest never comes.
  private mutating func finishCarried() {
    guard let waiting = carried, lines.indices.contains(waiting.line) else { return }
    carried = nil
    let line = lines[waiting.line]
    let pieces = PieceReader(tokens: waiting.tokens, units: waiting.units, bytes: working.bytes).pieces()
    assemble(pieces, after: ([], []), mayResume: false, into: line)
  }

  /// A calculation that touches the edge of a torn piece may have been cut in two and is not judged.
  private mutating func dropIncomplete(from line: TextLine, _ piece: Range<Int>) {
    open = nil
    line.chains.removeAll {
      $0.range.lowerBound - piece.lowerBound < 8 || piece.upperBound - $0.range.upperBound < 8
    }
  }

  // MARK: - Chains

  /// Joins expressions by the relations between them.
  private mutating func assemble(
    _ pieces: [Piece], after beginning: (sides: [Chain.Side], signs: [Token.Sign]), mayResume: Bool,
    into line: TextLine
  ) {
    var (sides, signs) = beginning
    var isFirst = sides.isEmpty && mayResume
    for piece in pieces {
      switch piece {
      case .side(let side):
        if isFirst, let sign = pendingSign, let taken = takeOpenChain() {
          (sides, signs) = (taken.sides, taken.signs + [sign])
        }
        if sides.count == signs.count {
          sides.append(side)
        } else {
          close(&sides, &signs, into: line)
          sides = [side]
        }
      case .relation(let sign):
        if isFirst, sign != .arrow, let taken = takeOpenChain() {
          (sides, signs) = (taken.sides, taken.signs + [sign])
        } else if sides.count == signs.count + 1 {
          signs.append(sign)
        } else {
          close(&sides, &signs, into: line)
        }
      case .wall: close(&sides, &signs, into: line)
      }
      isFirst = false
    }
    // `3×3×64 =` at the end of a line: the next line brings the right side.
    pendingSign = signs.count == sides.count ? signs.last : nil
    close(&sides, &signs, into: line)
  }

  /// A sign at the end of the last line that still wants its right side.
  private var pendingSign: Token.Sign?

  /// Takes the open chain of an earlier line back, so that the line at hand goes on with it.
  private mutating func takeOpenChain() -> (sides: [Chain.Side], signs: [Token.Sign])? {
    guard let open, lines.indices.contains(open.line) else { return nil }
    if let index = open.chain, lines[open.line].chains.indices.contains(index) {
      let chain = lines[open.line].chains.remove(at: index)
      resumedLine = chain.line
      return (chain.sides, chain.signs)
    }
    guard open.chain == nil, let last = lines[open.line].lone.popLast() else { return nil }
    resumedLine = open.line
    return ([last], [])
  }

  /// The line on which a resumed chain began.
  private var resumedLine: Int?

  private mutating func close(
    _ sides: inout [Chain.Side], _ signs: inout [Token.Sign], into line: TextLine
  ) {
    if sides.count > 1 {
      let chain = Chain(
        sides: sides, signs: Array(signs.prefix(sides.count - 1)), line: resumedLine ?? line.index)
      line.chains.append(chain)
    } else if let side = sides.first {
      line.lone.append(side)
    }
    resumedLine = nil
    sides = []
    signs = []
  }

  // MARK: - What stays open

  /// Decides what the next line may carry on.
  private mutating func leaveOpen(_ line: TextLine, _ pieces: [Piece], _ tokens: [Token], _ units: [Unit]) {
    let side: Chain.Side
    let chain: Int?
    if isMargin(line) {
      // The rest of a remark changes nothing.
      if line.chains.isEmpty { return }
    }
    if let last = line.chains.last?.sides.last {
      side = last
      chain = line.chains.count - 1
    } else if line.lone.count == 1, isAlone(line.lone[0], on: line, pieces) {
      side = line.lone[0]
      chain = nil
    } else {
      open = nil
      return
    }
    let range = side.located.range
    let sign = tokens.last {
      if case .relation = $0.kind { $0.range.lowerBound < range.upperBound } else { false }
    }
    let indent = sign?.range.lowerBound ?? max(range.lowerBound, line.range.lowerBound)
    open = OpenChain(
      line: line.index, chain: chain, tokens: tokens, units: units, side: range,
      indent: max(0, indent - working.segments[line.index].range.lowerBound))
  }

  /// Whether an expression is all that a line has to say: nothing behind it, and before it nothing or a label with its
  /// colon.
  private func isAlone(_ side: Chain.Side, on line: TextLine, _ pieces: [Piece]) -> Bool {
    guard case .side? = pieces.last else { return pendingSign != nil }
    if pieces.count == 1 { return true }
    var at = side.located.range.lowerBound
    while at > line.range.lowerBound,
      working.bytes[at - 1] == UInt8(ascii: " ") || working.bytes[at - 1] == UInt8(ascii: "$")
    {
      at -= 1
    }
    guard at >= line.range.lowerBound else { return false }
    let before = working.bytes[max(line.range.lowerBound, at - 6)..<at]
    return before.last == UInt8(ascii: ":") || before.suffix(3).elementsEqual("：".utf8)
      || before.suffix(3).elementsEqual("为".utf8)
      || before.elementsEqual("\\quad ".utf8)
  }

  /// Whether a line is the rest of a remark at the margin, set far to the right.
  private func isMargin(_ line: TextLine) -> Bool {
    guard let open else { return false }
    return line.range.lowerBound - working.segments[line.index].range.lowerBound > open.indent + 6
  }

  // MARK: - Tables

  private mutating func readRow(_ tokens: ArraySlice<Token>, into line: TextLine) {
    let walls = tokens.filter { $0.kind == .cell }
    guard walls.count >= 2 || (walls.count == 1 && table != nil) else {
      table = nil
      return
    }
    line.cells = TableReader.cells(of: line.range, walls: walls)
    if table == nil {
      table = TableReader(header: line.cells, vocabulary: vocabulary, bytes: working.bytes)
    } else {
      line.count = table?.count(in: line)
      if let chain = table?.impliedChain(in: line) { line.chains.append(chain) }
    }
  }
}
