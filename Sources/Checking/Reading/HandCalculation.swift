/// Somebody's working: the bytes of a text, with its lines.
///
/// The text may be Markdown, LaTeX or plain text, and may hold any bytes at all; what is no UTF-8 reads as U+FFFD.
public struct HandCalculation: Sendable {
  /// The text as UTF-8.
  public let bytes: [UInt8]
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

  /// A working from the bytes of its text.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
    segments = Segments.cut(bytes, lineStarts: starts)
  }

  /// A working from a string.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// The index of the line that holds an offset.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The characters between two offsets; none where the second is not behind the first.
  func text(from start: Int, to end: Int) -> String {
    start < end ? text(start..<end) : ""
  }

  /// The characters of a stretch of the text.
  public func text(_ range: Range<Int>) -> String {
    let clamped = range.clamped(to: 0..<bytes.count)
    return String(decoding: bytes[clamped], as: UTF8.self)
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
