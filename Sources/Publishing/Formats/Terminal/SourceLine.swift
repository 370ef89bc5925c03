import Checking

/// One line of a working for the terminal, with the columns of a mark on it. Tabs become blanks, control characters
/// become U+FFFD, and of a very long line only the surroundings of the mark are shown.
struct SourceLine {
  /// The line as it is printed.
  private(set) var text = ""
  /// The terminal columns of the mark; at least one.
  private(set) var mark = 0..<1
  /// Whether the mark goes on in the lines below.
  let goesOn: Bool

  /// How many bytes are shown before a mark and behind its beginning.
  private static let before = 240
  private static let behind = 360

  /// The line of `bytes` on which `place` begins, fitted into `width` columns.
  init(_ bytes: [UInt8], at place: Place, width: Int) {
    let range = place.bytes.clamped(to: 0..<bytes.count)
    let start = range.lowerBound
    var low = start
    while low > 0, bytes[low - 1] != UInt8(ascii: "\n"), start - low < SourceLine.before { low -= 1 }
    while low < start, bytes[low] & 0xC0 == 0x80 { low += 1 }
    var high = start
    while high < bytes.count, bytes[high] != UInt8(ascii: "\n"), high - start < SourceLine.behind {
      high += 1
    }
    while high > start, high < bytes.count, bytes[high] & 0xC0 == 0x80 { high -= 1 }
    let isCutBefore = low > 0 && bytes[low - 1] != UInt8(ascii: "\n")
    let isCutBehind = high < bytes.count && bytes[high] != UInt8(ascii: "\n")
    if high > start, bytes[high - 1] == UInt8(ascii: "\r") { high -= 1 }
    goesOn = range.upperBound > high
    let cells = SourceLine.cells(bytes[low..<high], marked: start..<min(range.upperBound, high))
    fit(cells, width: width, isCutBefore: isCutBefore, isCutBehind: isCutBehind)
  }

  /// A character as it is printed.
  private struct Cell {
    var text: String
    var columns: Int
    var isMarked: Bool
  }

  private static func cells(_ bytes: ArraySlice<UInt8>, marked: Range<Int>) -> [Cell] {
    var cells: [Cell] = []
    var column = 0
    var offset = bytes.startIndex
    for character in String(decoding: bytes, as: UTF8.self) {
      let isMarked = marked.contains(offset)
      offset += character.utf8.count
      if character == "\t" {
        let count = 4 - column % 4
        cells.append(Cell(text: String(repeating: " ", count: count), columns: count, isMarked: isMarked))
      } else {
        let printed = clean(String(character))
        cells.append(Cell(text: printed, columns: Publishing.columns(character), isMarked: isMarked))
      }
      column += cells.last?.columns ?? 0
    }
    return cells
  }

  /// Puts the cells together; where they are wider than the terminal, a window around the beginning of the mark.
  private mutating func fit(_ cells: [Cell], width: Int, isCutBefore: Bool, isCutBehind: Bool) {
    let total = cells.reduce(0) { $0 + $1.columns }
    var first = 0
    let markStart = cells.firstIndex { $0.isMarked } ?? cells.count
    if total > width {
      // A third of the width stays for what stands before the mark.
      var room = width / 3
      first = markStart
      while first > 0, room > cells[first - 1].columns {
        first -= 1
        room -= cells[first].columns
      }
    }
    var column = 0
    if first > 0 || isCutBefore {
      text = "… "
      column = 2
    }
    var markRange: Range<Int>?
    var last = first
    while last < cells.count, column + cells[last].columns <= max(width - 2, 10) || total <= width {
      if cells[last].isMarked {
        markRange = (markRange?.lowerBound ?? column)..<(column + cells[last].columns)
      }
      text += cells[last].text
      column += cells[last].columns
      last += 1
    }
    if last < cells.count || isCutBehind { text += " …" }
    mark = markRange ?? column..<column + 1
    if mark.isEmpty { mark = mark.lowerBound..<mark.lowerBound + 1 }
  }
}

/// The columns of a character as the terminal draws it: of a sequence of several code points, the first one decides,
/// and a picture that is asked for by U+FE0F is wide.
func columns(_ character: Character) -> Int {
  let scalars = character.unicodeScalars
  guard let first = scalars.first else { return 0 }
  if scalars.count > 1, scalars.contains("\u{FE0F}") { return 2 }
  return columns(first)
}
