import Networks
import Symbolics

/// Reads a working line by line: words, expressions, chains.
///
/// The whole text is lexed once; each line is then walked once, so reading is linear in the length of the text.
struct Scanner {
  private let working: HandCalculation
  private let vocabulary = Vocabulary.shared
  private var lines: [TextLine] = []
  /// The header of the table that the last line belongs to.
  private var table: TableReader?
  /// Whether the last line ended in an open relation or an expression that a next line may go on from.
  private var open: OpenChain?

  /// A chain at the end of a line, which a line that begins with `=` carries on.
  private struct OpenChain {
    var line: Int
    /// The chain's index, or nil where the line ends in a lone expression.
    var chain: Int?
  }

  private init(_ working: HandCalculation) { self.working = working }

  /// The lines of a working.
  static func lines(of working: HandCalculation) -> [TextLine] {
    var scanner = Scanner(working)
    let tokens = Lexer.tokens(of: working.bytes)
    var start = 0
    var line = 0
    while line < working.lineStarts.count {
      let end = working.bytes(ofLine: line).upperBound
      var next = start
      while next < tokens.count, tokens[next].range.lowerBound < end { next += 1 }
      scanner.read(line: line, tokens: Array(tokens[start..<next]))
      while next < tokens.count, tokens[next].kind == .newline { next += 1 }
      start = next
      line += 1
    }
    return scanner.lines
  }

  private mutating func read(line: Int, tokens: [Token]) {
    let whole = working.bytes(ofLine: line)
    let body = LineStart.body(of: whole, in: working.bytes)
    var result = TextLine(
      index: line, range: body.range, mentions: [], networks: [], chains: [], lone: [], cells: [],
      isHeading: body.isHeading)
    guard !tokens.isEmpty else {
      lines.append(result)
      if whole.isEmpty { table = nil }
      return
    }
    result.mentions = vocabulary.mentions(in: working.bytes, body.range)
    let (clean, units, names) = TokenFilter(working: working).filtered(tokens, from: body.range.lowerBound)
    result.networks = names
    let pieces = PieceReader(tokens: clean, units: units, bytes: working.bytes).pieces()
    assemble(pieces, into: &result)
    readTable(tokens, pieces, into: &result)
    lines.append(result)
  }

  // MARK: - Chains

  /// Joins expressions by the relations between them.
  private mutating func assemble(_ pieces: [Piece], into line: inout TextLine) {
    var sides: [Chain.Side] = []
    var signs: [Token.Sign] = []
    var isFirst = true
    for piece in pieces {
      switch piece {
      case .side(let side):
        if isFirst, let sign = pendingSign, resume(with: &sides, &signs) { signs.append(sign) }
        if sides.count == signs.count {
          sides.append(side)
        } else {
          close(&sides, &signs, into: &line)
          sides = [side]
        }
      case .relation(let sign):
        if isFirst, sign != .arrow, resume(with: &sides, &signs) {
          signs.append(sign)
        } else if sides.count == signs.count + 1 {
          signs.append(sign)
        } else {
          close(&sides, &signs, into: &line)
        }
      case .wall: close(&sides, &signs, into: &line)
      }
      isFirst = false
    }
    let wasOpen = !sides.isEmpty
    let hadChain = sides.count > 1
    // `3×3×64 =` at the end of a line: the next line brings the right side.
    pendingSign = signs.count == sides.count ? signs.last : nil
    close(&sides, &signs, into: &line)
    open = wasOpen ? OpenChain(line: line.index, chain: hadChain ? line.chains.count - 1 : nil) : nil
  }

  /// A sign at the end of the last line that still wants its right side.
  private var pendingSign: Token.Sign?

  /// Takes the open chain of an earlier line back, so that the line at hand goes on with it.
  private mutating func resume(with sides: inout [Chain.Side], _ signs: inout [Token.Sign]) -> Bool {
    guard let open, sides.isEmpty, lines.indices.contains(open.line) else { return false }
    if let index = open.chain, lines[open.line].chains.indices.contains(index) {
      let chain = lines[open.line].chains.remove(at: index)
      sides = chain.sides
      signs = chain.signs
      resumedLine = chain.line
    } else if let last = lines[open.line].lone.popLast() {
      sides = [last]
      resumedLine = open.line
    } else {
      return false
    }
    return true
  }

  /// The line on which a resumed chain began.
  private var resumedLine: Int?

  private mutating func close(_ sides: inout [Chain.Side], _ signs: inout [Token.Sign], into line: inout TextLine) {
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

  // MARK: - Tables

  private mutating func readTable(_ tokens: [Token], _ pieces: [Piece], into line: inout TextLine) {
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
