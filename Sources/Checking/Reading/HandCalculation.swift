/// Somebody's working: the bytes of a text, with its lines.
///
/// The text may be Markdown, LaTeX or plain text, and may hold any bytes at all; what is no UTF-8 reads as U+FFFD. The
/// text of a web page or of a notebook comes with its ``SourceMap``.
public struct HandCalculation: Sendable {
  /// The text as its author wrote it, in UTF-8.
  public let written: [UInt8]
  /// The text as it is read, byte for byte in the same places: what its author withdrew is blank, and the tables of LaTeX
  /// have the walls of Markdown's.
  public let bytes: [UInt8]
  /// Where it stands in the file that it was taken out of; nil if the file is the text.
  public let origin: SourceMap?
  /// The offset at which each line begins; the first is 0.
  let lineStarts: [Int]

  /// The stretches that are read one by one: the lines, very long ones cut at the ends of sentences.
  let segments: [Segment]

  /// A line or a piece of one.
  struct Segment: Sendable {
    var range: Range<Int>
    /// Whether it was cut where no sentence ends, so that a calculation at its edge may be incomplete.
    var isTorn = false
  }

  /// A working from the bytes of its text, and where they come from if that is another file.
  public init(_ bytes: [UInt8], origin: SourceMap? = nil) {
    written = bytes
    // A page shows no signs of Markdown or LaTeX but for those of formulas.
    self.bytes = VisibleText.bytes(of: bytes, isPage: origin.map { $0.cells.isEmpty } ?? false)
    self.origin = origin
    lineStarts = HandCalculation.lineStarts(in: bytes)
    segments = Segments.cut(self.bytes, lineStarts: lineStarts)
  }

  /// The offset at which each line of a text begins.
  static func lineStarts(in bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    return starts
  }

  /// A working from a string.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// The index of the line that holds an offset.
  func line(at offset: Int) -> Int { LineFinder.line(at: offset, lineStarts) }

  /// The characters between two offsets; none where the second is not behind the first.
  func text(from start: Int, to end: Int) -> String {
    start < end ? text(start..<end) : ""
  }

  /// The characters of a stretch of the text, as they were written.
  public func text(_ range: Range<Int>) -> String {
    let clamped = range.clamped(to: 0..<written.count)
    return String(decoding: written[clamped], as: UTF8.self)
  }

  /// Whether a stretch of the text begins with a word.
  func begins(_ range: Range<Int>, with word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard count <= range.count else { return false }
    for offset in 0..<count where bytes[range.lowerBound + offset] != word.utf8Start[offset] { return false }
    return true
  }

  /// Whether a stretch of the text ends with a word; where case does not matter, the word is given in small letters.
  func ends(_ range: Range<Int>, with word: StaticString, ignoringCase: Bool = false) -> Bool {
    let count = word.utf8CodeUnitCount
    guard count <= range.count else { return false }
    let start = range.upperBound - count
    for offset in 0..<count {
      let byte = bytes[start + offset]
      let letter = ignoringCase && byte.isASCIILetter ? byte | 0x20 : byte
      guard letter == word.utf8Start[offset] else { return false }
    }
    return true
  }
}
