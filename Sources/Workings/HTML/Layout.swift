/// Lays the text of a page out in lines, as a browser does with blanks and blocks; tables become rows with walls.
struct Layout {
  private(set) var builder = TextBuilder()
  /// Line ends that are due before the next character.
  private var breaks = 0
  /// The source of a blank that is due before the next character.
  private var blank: Range<Int>?
  /// Whether nothing but a marker stands on the line.
  private var isFresh = true
  /// Whether the next character begins a word of its own in a formula.
  private var partsWords = false
  /// Within how many cells the text lies: a row stays on one line.
  var cells = 0
  /// Within how many elements blanks count as they are.
  var preformatted = 0

  /// The last byte, if any.
  var last: UInt8? { breaks > 0 || blank != nil ? nil : builder.bytes.last }

  /// Adds a byte of text.
  mutating func add(_ byte: UInt8, from source: Range<Int>) {
    switch byte {
    case 0x0A where preformatted > 0 && cells == 0:
      settle()
      builder.put(CollectionOfOne(byte), for: source)
      isFresh = true
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
      if preformatted > 0, cells == 0 {
        settle()
        builder.put(CollectionOfOne(0x20), for: source)
      } else {
        blank = blank ?? source
      }
    default:
      settle()
      if partsWords, byte.isWordByte, builder.bytes.last?.isWordByte == true {
        builder.put(CollectionOfOne(0x20), for: source.lowerBound..<source.lowerBound)
      }
      partsWords = false
      isFresh = false
      source.count == 1
        ? builder.copy(byte, from: source.lowerBound) : builder.put(CollectionOfOne(byte), for: source)
    }
  }

  /// Adds the bytes of one character that its source stands for as a whole.
  mutating func add(_ bytes: some Collection<UInt8>, from source: Range<Int>) {
    if bytes.count == 1, let byte = bytes.first { return add(byte, from: source) }
    settle()
    partsWords = false
    isFresh = false
    builder.put(bytes, for: source)
  }

  /// Puts in signs that the page shows in another way: brackets, a raised exponent.
  mutating func put(_ text: StaticString, at offset: Int) {
    settle()
    partsWords = false
    isFresh = false
    put(raw: text, offset)
  }

  /// Puts in the marker of a line or a wall of a table; blanks and line ends behind it do not count.
  mutating func mark(_ text: StaticString, at offset: Int) {
    settle()
    put(raw: text, offset)
    isFresh = true
  }

  /// Puts in the wall before a cell.
  mutating func wall(at offset: Int) { mark(isFresh || breaks > 0 ? "| " : " | ", at: offset) }

  /// Puts in the wall behind the last cell.
  mutating func lastWall(at offset: Int) { put(isFresh ? "|" : " |", at: offset) }

  /// A blank, if something stands before and behind it.
  mutating func space(at offset: Int) { blank = blank ?? offset..<offset }

  /// Ends the line, and leaves one free if `count` is 2. In a cell that is a blank.
  mutating func end(lines count: Int, at offset: Int) {
    if cells > 0 { return space(at: offset) }
    guard !isFresh else { return }
    breaks = max(breaks, count)
  }

  /// What comes next in a formula is a word of its own, even where letters touch.
  mutating func partWords() { partsWords = true }

  /// Forgets a blank that is due.
  mutating func trim() { blank = nil }

  private mutating func settle() {
    let offset = builder.spans.last?.file.upperBound ?? 0
    if breaks > 0 {
      builder.put(repeatElement(0x0A, count: breaks), for: offset..<offset)
      isFresh = true
    } else if let blank, !isFresh {
      builder.put(CollectionOfOne(0x20), for: blank)
    }
    breaks = 0
    blank = nil
  }

  private mutating func put(raw text: StaticString, _ offset: Int) {
    text.withUTF8Buffer { builder.put($0, for: offset..<offset) }
  }
}

extension UInt8 {
  /// Whether a byte belongs to a word or a number in ASCII.
  var isWordByte: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
