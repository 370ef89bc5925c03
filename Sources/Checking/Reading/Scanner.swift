import Networks
import Symbolics

/// Reads a working line by line: words, expressions, chains.
///
/// Each line is lexed once and walked once, so reading is linear in the length of the text. The arrays for what a line is
/// made of are filled anew for each line.
struct Scanner {
  private let working: HandCalculation
  private let vocabulary = Vocabulary.shared
  private var lines: [TextLine] = []
  /// The header of the table that the last line belongs to.
  private var table: TableReader?

  // What the line in hand is made of.
  private var tokens: [Token] = []
  /// The unit of each token.
  private var units: [Unit] = []
  private var mentions: [Mention] = []
  private var pieces = Pieces()
  private var workspace = Parser.Workspace()
  /// The letters that are symbols so far.
  private var symbols = LetterSymbols()

  /// Whether the last line ended in an open relation or an expression that a next line may go on from.
  private var open: OpenChain?
  /// The tokens of that line with their units.
  private var openTokens: [Token] = []
  private var openUnits: [Unit] = []

  /// What a line that begins with `=` carries on: the last chain of the line above, whatever remark stands behind it at
  /// the margin, or an expression that has the line to itself.
  private struct OpenChain {
    var line: Int
    /// The chain's index, or nil where the line holds one expression and no relation.
    var chain: Int?
    /// The place of its last side, which a line that begins with an operator goes on with.
    var side: Range<Int>
    /// How far its last sign stands from the beginning of its line. What begins much farther right is a remark at the
    /// margin.
    var indent: Int
  }

  /// The letters of up to 64 lines.
  private var letters = LineLetters()

  private init(_ working: HandCalculation) { self.working = working }

  /// The lines of a working.
  static func lines(of working: HandCalculation) -> [TextLine] {
    var scanner = Scanner(working)
    scanner.lines.reserveCapacity(working.segments.count)
    // Line by line, so that the tokens of a long text are never all in memory.
    for index in working.segments.indices { scanner.read(working.segments[index], index) }
    scanner.finishCarried()
    let links = WordLinks(working.bytes)
    for line in scanner.lines { links.join(line) }
    CellsWithoutHeading(bytes: working.bytes).join(scanner.lines)
    for index in scanner.lines.indices.dropFirst() {
      let line = scanner.lines[index - 1]
      links.joinPrompt(line, to: scanner.lines[index], from: working.segments[line.index].range.lowerBound)
    }
    return scanner.lines
  }

  private mutating func read(_ segment: HandCalculation.Segment, _ index: Int) {
    let (whole, bytes) = (segment.range, working.bytes)
    let body = LineStart.body(of: whole, in: bytes, mayGoOn: open?.line == index - 1)
    tokens.removeAll(keepingCapacity: true)
    mentions.removeAll(keepingCapacity: true)
    if !whole.isEmpty { Lexer.read(bytes, in: whole, into: &tokens) }
    if !tokens.isEmpty { vocabulary.find(in: bytes, body.range, into: &mentions) }
    let place = lines.count & 63
    if place == 0 { letters = LineLetters() }
    bytes.withUnsafeBufferPointer { letters.note($0, body.range, at: place) }
    let line = TextLine(
      index: index, range: body.range, mentions: mentions.map { $0 }, isHeading: body.isHeading,
      letters: letters, place: place)
    lines.append(line)
    guard !tokens.isEmpty else {
      finishCarried()
      if whole.isEmpty { table = nil }
      return
    }
    let hasMarker = LineStart.isMarked(body.range.lowerBound, whole, in: bytes)
    let walls = TableReader.walls(in: tokens)
    let isRow = !walls.isEmpty
    if hasMarker || isRow { finishCarried() }
    symbols.note(tokens, in: bytes)
    line.networks = TokenFilter(bytes: bytes, symbols: symbols).filter(
      &tokens, from: body.range.lowerBound, units: &units)
    if !line.networks.isEmpty { RelativeNames(bytes: bytes).complete(line) }
    TermValues.drop(from: &tokens, &units, of: working)
    if let carried {
      tokens.insert(contentsOf: carried.tokens, at: 0)
      units.insert(contentsOf: carried.units, at: 0)
      resumedLine = carried.line
    }
    if !isRow, Unfinished.goesOn(tokens), carried.map({ index - $0.line < 8 }) ?? true {
      carried = Carried(line: carried?.line ?? index, tokens: tokens, units: units)
      resumedLine = nil
      return
    }
    carried = nil
    passOverlong(hasMarker)
    let beginning = hasMarker ? nil : takeCarriedSide(line)
    PieceReader(tokens: tokens, units: units, bytes: bytes).read(into: &pieces, &workspace)
    assemble(after: beginning, mayResume: !hasMarker, into: line)
    leaveOpen(line)
    if segment.isTorn { dropIncomplete(from: line, whole) }
    if isRow { readRow(walls, into: line) } else { table = nil }
  }

  // MARK: - Lines that go on

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
    PieceReader(tokens: waiting.tokens, units: waiting.units, bytes: working.bytes)
      .read(into: &pieces, &workspace)
    assemble(after: nil, mayResume: false, into: lines[waiting.line])
  }

  /// `+ 1,605,632`: the last side of the line above goes on over its end. Its tokens come before those of this line; what
  /// stands before it is given back.
  private mutating func takeCarriedSide(_ line: TextLine) -> Beginning? {
    guard let first = tokens.first, first.kind.carriesOn, !isMargin(line), let open, !endsSentence(open),
      var taken = takeOpenChain()
    else { return nil }
    taken.sides.removeLast()
    let inside = openTokens.indices.filter { open.side.contains(openTokens[$0].range.lowerBound) }
    guard inside.count <= Scanner.mostCarried else {
      isOverlong = true
      passOverlong(false)
      return nil
    }
    tokens.insert(contentsOf: inside.map { openTokens[$0] }, at: 0)
    units.insert(contentsOf: inside.map { openUnits[$0] }, at: 0)
    return taken
  }

  /// Whether a full stop ends the line behind an open calculation: "… = 0.176 GB." has no term in the list below it.
  private func endsSentence(_ open: OpenChain) -> Bool {
    let bytes = working.bytes
    let end = bytes.endOfLine(from: open.side.upperBound, atMost: 48)
    let last = bytes.skipBlanksBack(from: end, to: open.side.upperBound)
    guard last > open.side.upperBound, end >= bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D else {
      return false
    }
    // 。 is E3 80 82.
    return bytes[last - 1] == UInt8(ascii: ".")
      || last - 3 >= open.side.upperBound && bytes[last - 3..<last].elementsEqual([0xE3, 0x80, 0x82])
  }

  /// The most tokens of a sum that may go on in a next line. What is longer is not judged: its beginning is read anew at
  /// each of its lines.
  private static let mostCarried = 1_024
  /// Whether the lines above are such a sum.
  private var isOverlong = false

  /// Leaves out what goes on with a sum that is too long.
  private mutating func passOverlong(_ hasMarker: Bool) {
    guard isOverlong else { return }
    isOverlong = !hasMarker && (tokens.first.map { $0.kind.carriesOn || $0.kind.isRelation } ?? true)
    guard isOverlong else { return }
    tokens.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
  }

  /// A calculation that touches the edge of a torn piece may have been cut in two and is not judged.
  private mutating func dropIncomplete(from line: TextLine, _ piece: Range<Int>) {
    open = nil
    line.chains.removeAll {
      $0.range.lowerBound - piece.lowerBound < 8 || piece.upperBound - $0.range.upperBound < 8
    }
  }

  // MARK: - Chains

  /// The sides of a chain whose rest is still to come, with the signs between them.
  private struct Beginning {
    var sides: [Chain.Side]
    var signs: [Token.Sign]
  }

  /// A chain in the making.
  private struct Draft {
    /// The sides that a line above has begun with.
    var beginning: [Chain.Side] = []
    /// The places of the further sides among the pieces.
    var places: [Int] = []
    var signs: [Token.Sign] = []

    var sideCount: Int { beginning.count + places.count }
    var isEmpty: Bool { sideCount == 0 && signs.isEmpty }

    mutating func removeAll() {
      guard !isEmpty else { return }
      beginning = []
      places.removeAll(keepingCapacity: true)
      signs.removeAll(keepingCapacity: true)
    }
  }

  private var draft = Draft()
  /// What the line in hand holds so far.
  private var chains: [Chain] = []
  private var lone: [Chain.Side] = []

  /// Joins expressions by the relations between them.
  private mutating func assemble(after beginning: Beginning?, mayResume: Bool, into line: TextLine) {
    draft.removeAll()
    if let beginning { (draft.beginning, draft.signs) = (beginning.sides, beginning.signs) }
    var isFirst = draft.sideCount == 0 && mayResume
    for index in pieces.list.indices {
      switch pieces.list[index] {
      case .side:
        if isFirst, let sign = pendingSign, let taken = takeOpenChain() { resume(taken, sign) }
        if draft.sideCount != draft.signs.count { close(line.index) }
        draft.places.append(index)
      case .relation(let sign):
        if isFirst, sign != .arrow, let taken = takeOpenChain() {
          resume(taken, sign)
        } else if draft.sideCount == draft.signs.count + 1 {
          draft.signs.append(sign)
        } else {
          close(line.index)
        }
      case .wall: close(line.index)
      }
      isFirst = false
    }
    // `3×3×64 =` at the end of a line: the next line brings the right side.
    pendingSign = draft.signs.count == draft.sideCount ? draft.signs.last : nil
    close(line.index)
    if !chains.isEmpty { line.chains = chains.map { $0 } }
    if !lone.isEmpty {
      line.lone = lone.map { $0 }
      line.traits = lone.reduce(into: []) { $0.formUnion($1.traits) }
    }
    chains.removeAll(keepingCapacity: true)
    lone.removeAll(keepingCapacity: true)
  }

  private mutating func resume(_ taken: Beginning, _ sign: Token.Sign) {
    draft.beginning = taken.sides
    draft.signs = taken.signs + [sign]
  }

  /// A sign at the end of the last line that still wants its right side.
  private var pendingSign: Token.Sign?

  /// Takes the open chain from its line, to be carried on.
  private mutating func takeOpenChain() -> Beginning? {
    guard let open else { return nil }
    self.open = nil
    if let index = open.chain, lines[open.line].chains.indices.contains(index) {
      let chain = lines[open.line].chains.remove(at: index)
      resumedLine = chain.line
      return Beginning(sides: chain.sides, signs: chain.signs)
    }
    guard open.chain == nil,
      let index = lines[open.line].lone.lastIndex(where: { $0.located.range == open.side })
    else { return nil }
    resumedLine = open.line
    return Beginning(sides: [lines[open.line].lone.remove(at: index)], signs: [])
  }

  /// The line on which a resumed chain began.
  private var resumedLine: Int?

  /// Ends the chain in the making; a single side stands alone.
  private mutating func close(_ line: Int) {
    let count = draft.sideCount
    if count > 1 {
      var sides = draft.beginning
      sides.reserveCapacity(count)
      for place in draft.places { if case .side(let side) = pieces.list[place] { sides.append(side) } }
      let signs = Chain.signs(draft.signs, count - 1)
      chains.append(Chain(sides: sides, signs: signs, line: resumedLine ?? line))
    } else if let place = draft.places.first {
      if case .side(let side) = pieces.list[place] { lone.append(side) }
    } else if let side = draft.beginning.first {
      lone.append(side)
    }
    resumedLine = nil
    draft.removeAll()
  }

  // MARK: - What stays open

  private static let partings: PhraseSet = [";", "；"]

  /// Decides what the next line may carry on.
  private mutating func leaveOpen(_ line: TextLine) {
    // The rest of a remark changes nothing.
    if line.chains.isEmpty, isMargin(line) || line.lone.isEmpty && isIndented(line) { return }
    let side: Range<Int>
    let chain: Int?
    let margin = line.margin(in: working.bytes)
    if margin == line.range.upperBound, case .side(let last)? = pieces.list.last, last.isCompound,
      line.lone.last?.located.range == last.located.range, !line.chains.isEmpty
    {
      // `20·20 = 400 and 10·10`: a calculation that the line ends with.
      (side, chain) = (last.located.range, nil)
    } else if let last = line.chains.lastIndex(where: { $0.range.lowerBound < margin }) {
      side = line.chains[last].lastSide
      chain = last
    } else if let lone = line.lone.first, line.lone.count == 1 || margin < line.range.upperBound,
      isAlone(lone.located.range, on: line, until: margin)
    {
      side = lone.located.range
      chain = nil
    } else {
      open = nil
      return
    }
    // `I = 10/4 = 2.5; Throughput = Peak`: what goes on below is the last equation, which is none of numbers.
    if tokens.contains(where: {
      $0.kind.isRelation && side.upperBound..<max(side.upperBound, margin) ~= $0.range.lowerBound
    }),
      Scanner.partings.isIn(side.upperBound..<max(side.upperBound, margin), of: working.bytes)
    {
      open = nil
      return
    }
    let sign = tokens.last { $0.kind.isRelation && $0.range.lowerBound < side.upperBound }
    let indent = sign?.range.lowerBound ?? max(side.lowerBound, line.range.lowerBound)
    open = OpenChain(
      line: line.index, chain: chain, side: side,
      indent: max(0, indent - working.segments[line.index].range.lowerBound))
    swap(&tokens, &openTokens)
    swap(&units, &openUnits)
  }

  /// Whether an expression is all that a line has to say: nothing behind it, and before it nothing, a sign, or a label
  /// with its colon.
  private func isAlone(_ side: Range<Int>, on line: TextLine, until margin: Int) -> Bool {
    if case .relation(.equal)? = pieces.list.first, pieces.count == 2 || margin < line.range.upperBound {
      return true
    }
    guard case .side? = pieces.list.last else { return pendingSign != nil }
    if pieces.count == 1 { return true }
    let at = working.bytes.skipBack(from: side.lowerBound, to: line.range.lowerBound) {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "$")
    }
    guard at >= line.range.lowerBound else { return false }
    let before = line.stretch(before: at, atMost: 6)
    let labels: [StaticString] = [":", "：", "为", "\\quad "]
    return labels.contains { working.ends(before, with: $0) }
  }

  /// Whether a line is the rest of a remark at the margin, set far to the right.
  private func isMargin(_ line: TextLine) -> Bool {
    guard let open else { return false }
    return line.range.lowerBound - working.segments[line.index].range.lowerBound > open.indent + 6
  }

  /// Whether words alone stand farther right than the sign above, as a remark that found no room at the margin.
  private func isIndented(_ line: TextLine) -> Bool {
    guard let open, open.indent > 0, pieces.list.allSatisfy({ if case .wall = $0 { true } else { false } })
    else {
      return false
    }
    return line.range.lowerBound - working.segments[line.index].range.lowerBound >= open.indent
  }

  // MARK: - Tables

  private mutating func readRow(_ walls: [Range<Int>], into line: TextLine) {
    guard walls.count >= 2 || (walls.count == 1 && table != nil) else {
      table = nil
      return
    }
    let cells = TableReader.cells(of: line.range, walls: walls)
    if let table {
      line.row = TableRow(cells: cells, count: table.count(in: line, cells))
      if let chain = table.impliedChain(in: line, cells) { line.chains.append(chain) }
    } else {
      line.row = TableRow(cells: cells, count: nil)
      table = TableReader(header: cells, vocabulary: vocabulary, bytes: working.bytes)
    }
  }
}
