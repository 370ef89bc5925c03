/// Where the text of a working stands in the file that it was taken out of: a web page, a notebook.
///
/// The text is what a person reads: tags are gone, entities are characters, escapes are undone. Each stretch of it
/// remembers the bytes that it came from, so that a finding is at its line and column of the file itself.
public struct SourceMap: Sendable {
  /// A stretch of the text with the bytes of the file that it stands for. Where both have one length, the text is a copy
  /// and each byte has its own place; else the whole stretch stands for the whole range, which may be empty.
  public struct Span: Hashable, Sendable {
    /// The bytes of the text.
    public var text: Range<Int>
    /// The bytes of the file.
    public var file: Range<Int>

    /// A stretch of the text that stands for bytes of the file.
    public init(text: Range<Int>, file: Range<Int>) {
      self.text = text
      self.file = file
    }
  }

  /// The line of a notebook's cell that a line of the text is.
  public struct CellLine: Hashable, Sendable {
    /// The cell.
    public var cell: Place.Cell
    /// The line of the cell, from 1.
    public var line: Int
    /// How many characters of the cell's line are left out at its beginning; negative where some were put in.
    public var shift: Int

    /// A line of a cell.
    public init(cell: Place.Cell, line: Int, shift: Int) {
      self.cell = cell
      self.line = line
      self.shift = shift
    }
  }

  /// The bytes of the file.
  public let file: [UInt8]
  /// The stretches of the text in order, without gaps.
  public let spans: [Span]
  /// For a notebook the line of a cell that each line of the text is; empty for any other file.
  public let cells: [CellLine]

  /// Where a text stands in a file. The spans are in the order of the text and leave nothing of it out.
  public init(file: [UInt8], spans: [Span], cells: [CellLine] = []) {
    self.file = file
    self.spans = spans
    self.cells = cells
  }

  /// The bytes of the file that a range of the text stands for.
  public func fileRange(of range: Range<Int>) -> Range<Int> {
    let start = position(of: range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    return start..<max(start, end(of: range.upperBound))
  }

  /// The offset in the file of a byte of the text.
  func position(of offset: Int) -> Int {
    guard let span = span(holding: offset) else { return spans.last?.file.upperBound ?? 0 }
    guard span.text.count == span.file.count else { return span.file.lowerBound }
    return span.file.lowerBound + offset - span.text.lowerBound
  }

  /// The offset in the file behind the byte before an offset of the text.
  private func end(of offset: Int) -> Int {
    guard let span = span(holding: offset - 1) else { return spans.last?.file.upperBound ?? 0 }
    guard span.text.count == span.file.count else { return span.file.upperBound }
    return span.file.lowerBound + offset - span.text.lowerBound
  }

  private func span(holding offset: Int) -> Span? {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = low + (high - low) / 2
      if spans[middle].text.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < spans.count ? spans[low] : nil
  }
}
