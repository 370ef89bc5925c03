/// Turns offsets of a text into lines and columns.
///
/// Lines end at LF, CR LF or CR, as YAML 1.2.2, section 5.4, has it. Offsets that do not go back cost only what lies
/// between them, so that a line of a megabyte is no trap.
struct TextPositions {
  let file: String
  let bytes: [UInt8]
  /// The offsets at which lines begin.
  private(set) var lineStarts: [Int]
  /// The last place that was asked for.
  private var last: (line: Int, offset: Int, column: Int)

  init(_ bytes: [UInt8], file: String) {
    self.file = file
    self.bytes = bytes
    let start = bytes.starts(with: TextPositions.byteOrderMark) ? 3 : 0
    lineStarts = [start]
    for offset in bytes.indices {
      let isEnd =
        bytes[offset] == 0x0A
        || bytes[offset] == 0x0D && !(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A)
      if isEnd { lineStarts.append(offset + 1) }
    }
    last = (0, start, 1)
  }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The place of an offset.
  mutating func place(at offset: Int) -> FilePlace {
    let offset = min(max(offset, lineStarts[0]), bytes.count)
    let line = self.line(of: offset)
    if line != last.line || offset < last.offset { last = (line, lineStarts[line], 1) }
    last = (line, offset, last.column + characters(from: last.offset, to: offset))
    return FilePlace(file: file, line: line + 1, column: last.column)
  }

  /// The place of a line and a column that count from 1 and in Unicode scalars; places beyond the text are its end.
  mutating func place(line: Int, scalarColumn column: Int) -> FilePlace {
    guard line >= 1, line <= lineStarts.count else { return place(at: bytes.count) }
    let end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    var offset = lineStarts[line - 1]
    for _ in 1..<max(1, column) where offset < end {
      offset += 1
      while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return place(at: offset)
  }

  private func line(of offset: Int) -> Int {
    if last.offset <= offset, last.line + 1 == lineStarts.count || offset < lineStarts[last.line + 1] {
      return last.line
    }
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func characters(from start: Int, to end: Int) -> Int {
    let piece = bytes[start..<end]
    return piece.allSatisfy { $0 < 0x80 } ? piece.count : String(decoding: piece, as: UTF8.self).count
  }
}
