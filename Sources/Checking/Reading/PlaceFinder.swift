/// Turns byte ranges into lines and columns, in one sweep over the text however long its lines are.
struct PlaceFinder {
  private let working: HandCalculation
  /// The last offset that was looked up, with its line and the characters before it on that line.
  private var offset = 0
  private var line = 0
  private var characters = 0

  init(_ working: HandCalculation) { self.working = working }

  /// The place of a byte range. Cheap when places are asked for in the order of the text.
  mutating func place(of range: Range<Int>) -> Place {
    let start = position(of: range.lowerBound)
    let end = position(of: max(range.lowerBound, range.upperBound))
    return Place(
      bytes: range, line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  private mutating func position(of target: Int) -> (line: Int, column: Int) {
    let target = min(max(0, target), working.bytes.count)
    let targetLine =
      line < working.lineStarts.count && working.lineStarts[line] <= target
        && (line + 1 == working.lineStarts.count || target < working.lineStarts[line + 1])
      ? line : working.line(at: target)
    if targetLine != line || target < offset {
      line = targetLine
      offset = working.lineStarts[targetLine]
      characters = 0
    }
    characters += characterCount(offset..<target)
    offset = target
    return (line + 1, characters + 1)
  }

  /// Characters (grapheme clusters) in a stretch; a stretch of ASCII is counted without decoding.
  private func characterCount(_ range: Range<Int>) -> Int {
    for index in range where working.bytes[index] >= 0x80 || working.bytes[index] == UInt8(ascii: "\r") {
      return working.text(range).count
    }
    return range.count
  }
}
