import Symbolics

/// Remarks at the margin of a line.
extension TextLine {
  /// Where the remark at a line's margin begins, as `1 MAC = 2 FLOPs` does behind a wide gap or in the next column of
  /// aligned equations; the line's end where there is no remark that computes.
  func margin(in bytes: [UInt8]) -> Int {
    guard chains.count + lone.count > 1 else { return range.upperBound }
    var ends = chains.map { $0.range } + lone.map { $0.located.range }
    ends.sort { $0.lowerBound < $1.lowerBound }
    for index in ends.indices.dropFirst() {
      let start = ends[index - 1].upperBound
      let gap = start..<max(start, ends[index].lowerBound)
      if TextLine.isMargin(between: gap, in: bytes) { return gap.upperBound }
    }
    return range.upperBound
  }

  private static func isMargin(between gap: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard gap.count >= 2 else { return false }
    var blanks = 0
    for index in gap {
      let byte = bytes[index]
      if byte == UInt8(ascii: "&"), index > gap.lowerBound, bytes[index - 1] == byte { return true }
      blanks = byte == UInt8(ascii: " ") ? blanks + 1 : 0
      if blanks >= 3 { return true }
    }
    return false
  }
}
