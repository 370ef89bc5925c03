import Symbolics

/// What a program has printed of a network, pasted into a text: the rows of `summary()` in Keras, torchsummary and torchinfo,
/// and their total.
///
///     dense (Dense)        (None, 10)        54090
///     ==============================================
///     Total params: 54,140
///
/// The numbers stand below `Param #`. The printed total is that of the rows, so that one that is off by a digit, by two
/// exchanged digits, by a row or by a power of ten was copied wrongly.
extension Calculation {
  mutating func checkPrintedSummaries() {
    for (place, line) in enumeratedLines(with: PrintedSummary.total) {
      guard let (total, range) = printedTotal(on: line), !isReported(range),
        let rows = printedRows(above: place)
      else { continue }
      check(total, range, against: rows, isList: false)
    }
  }

  /// `Total params: 34,826 (136.04 KB)`
  private func printedTotal(on line: TextLine) -> (Numeral, Range<Int>)? {
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: line.range.upperBound)
    guard joint.take(PrintedSummary.total) else { return nil }
    joint.skipBlanks()
    guard let number = PrintedSummary.number(in: joint.at..<line.range.upperBound, of: working.bytes) else {
      return nil
    }
    return (Numeral(value: number.value, lastPlace: .one), number.range)
  }

  /// The numbers of the rows above a total, up to their heading; nil where a row has none that can be read.
  private func printedRows(above place: Int) -> [Numeral]? {
    var at = place
    var heading: (TextLine, Range<Int>)?
    while at > 0, place - at < 512, heading == nil {
      at -= 1
      let line = lines[at]
      if PrintedSummary.total.mayBe(on: line), printedTotal(on: line) != nil { return nil }
      if let word = PrintedSummary.heading.first(on: line, of: working.bytes) { heading = (line, word) }
    }
    guard let (line, word) = heading else { return nil }
    let column = column(of: word, on: line)
    var rows: [Numeral] = []
    for line in lines[(at + 1)..<place] {
      if line.isElision(in: working.bytes) { return nil }
      guard let cell = cell(at: column, on: line) else { continue }
      switch PrintedSummary.content(of: cell, in: working.bytes) {
      case .number(let value): rows.append(Numeral(value: value, lastPlace: .one))
      case .nothing: continue
      case .other: return nil
      }
    }
    return rows
  }

  /// Where a column begins and ends: by the cells of a drawn table, or by the characters of a line.
  private enum PrintedColumn {
    case cell(Int)
    case characters(Range<Int>)
  }

  private func column(of word: Range<Int>, on line: TextLine) -> PrintedColumn {
    let before = working.bytes[start(of: line)..<word.lowerBound]
    let walls = PrintedSummary.walls(in: before)
    if walls > 0 { return .cell(walls) }
    let first = before.count { $0 & 0xC0 != 0x80 }
    return .characters(first..<first + word.count)
  }

  private func start(of line: TextLine) -> Int { working.segments[line.index].range.lowerBound }

  /// What stands in a column of a line; nil where there is nothing.
  private func cell(at column: PrintedColumn, on line: TextLine) -> Range<Int>? {
    let bytes = working.bytes
    let whole = start(of: line)..<max(start(of: line), line.range.upperBound)
    switch column {
    case .cell(let number):
      var (walls, at) = (0, whole.lowerBound)
      var first: Int?
      while at < whole.upperBound {
        if PrintedSummary.isWall(at: at, in: bytes) {
          if let first { return PrintedSummary.trimmed(first..<at, in: bytes) }
          walls += 1
          at += 3
          if walls == number { first = at }
        } else {
          at += 1
        }
      }
      return nil
    case .characters(let columns):
      if let last = lastNumber(of: whole, behind: columns) { return last }
      var (character, at) = (0, whole.lowerBound)
      var (first, end) = (0, 0)
      while at < whole.upperBound, end == 0 {
        if bytes[at] & 0xC0 != 0x80 {
          if bytes[at] == 0x20, character >= columns.upperBound || first > 0 && character > columns.lowerBound
          {
            end = at
          }
          if bytes[at] == 0x20, character < columns.lowerBound { first = 0 }
          if bytes[at] > 0x20, first == 0, end == 0, character < columns.upperBound { first = at }
          character += 1
        }
        at += 1
      }
      guard first > 0, character > columns.lowerBound else { return nil }
      return PrintedSummary.trimmed(first..<(end == 0 ? whole.upperBound : end), in: bytes)
    }
  }

  /// A number that ends a line a little to the right of its heading, as where somebody has typed the heading anew.
  private func lastNumber(of line: Range<Int>, behind columns: Range<Int>) -> Range<Int>? {
    let bytes = working.bytes
    guard let text = PrintedSummary.trimmed(line, in: bytes) else { return nil }
    let start = bytes.skipBack(from: text.upperBound, to: text.lowerBound) { $0 > 0x20 }
    let column = bytes[line.lowerBound..<start].count { $0 & 0xC0 != 0x80 }
    let isNear = column >= columns.lowerBound - 8 && column <= columns.upperBound + 8
    guard isNear, start < text.upperBound,
      PrintedSummary.number(in: start..<text.upperBound, of: bytes)?.range.upperBound == text.upperBound
    else { return nil }
    return start..<text.upperBound
  }
}

enum PrintedSummary {
  static let total: PhraseSet = ["total params:", "total params :", "total parameters:"]
  static let heading: PhraseSet = ["param #", "params #"]

  /// The whole number with which a stretch begins.
  static func number(in range: Range<Int>, of bytes: [UInt8]) -> (value: Rational, range: Range<Int>)? {
    var (value, at) = (Int128(0), range.lowerBound)
    while at < range.upperBound, at - range.lowerBound < 24 {
      if bytes[at].isASCIIDigit {
        value = value * 10 + Int128(bytes[at] - UInt8(ascii: "0"))
      } else if bytes[at] != UInt8(ascii: ",") || at + 1 >= range.upperBound || !bytes[at + 1].isASCIIDigit {
        break
      }
      at += 1
    }
    return at > range.lowerBound ? (Rational(whole: value), range.lowerBound..<at) : nil
  }

  /// What a cell may hold.
  enum Content { case number(Rational), nothing, other }

  static func content(of cell: Range<Int>, in bytes: [UInt8]) -> Content {
    if let number = number(in: cell, of: bytes) {
      return number.range.upperBound == cell.upperBound ? .number(number.value) : .other
    }
    // Rules, and what was counted in another row.
    if bytes.has("(recursive)", at: cell.lowerBound) { return .nothing }
    let isDrawn = bytes[cell].allSatisfy { $0 < 0x80 ? !$0.isASCIIWordByte && $0 != UInt8(ascii: ".") : true }
    return isDrawn && (bytes[cell.lowerBound] < 0x80 || bytes[cell.lowerBound] == 0xE2) ? .nothing : .other
  }

  static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int>? {
    let start = bytes.skip(from: range.lowerBound, to: range.upperBound) { $0 <= 0x20 }
    let end = bytes.skipBack(from: range.upperBound, to: start) { $0 <= 0x20 }
    return start < end ? start..<end : nil
  }

  /// │ and ┃ are E2 94 82 and E2 94 83.
  static func isWall(at place: Int, in bytes: [UInt8]) -> Bool {
    place + 2 < bytes.count && bytes[place] == 0xE2 && bytes[place + 1] == 0x94
      && (bytes[place + 2] == 0x82 || bytes[place + 2] == 0x83)
  }

  static func walls(in text: ArraySlice<UInt8>) -> Int {
    var walls = 0
    for place in text.indices.dropLast(2)
    where text[place] == 0xE2 && text[place + 1] == 0x94
      && (text[place + 2] == 0x82 || text[place + 2] == 0x83)
    {
      walls += 1
    }
    return walls
  }
}
