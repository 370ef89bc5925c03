/// Turns byte ranges of a working into lines and columns of its file, in one sweep however long the lines are.
struct PlaceFinder {
  private let working: HandCalculation
  /// The text whose lines and columns are given: the file, or a notebook's cells one after the other.
  private var lines: LineFinder

  init(_ working: HandCalculation) {
    self.working = working
    if let origin = working.origin, origin.cells.isEmpty {
      lines = LineFinder(origin.file, lineStarts: HandCalculation.lineStarts(in: origin.file))
    } else {
      lines = LineFinder(working.written, lineStarts: working.lineStarts)
    }
  }

  /// The place of a byte range. Cheap when places are asked for in the order of the text.
  mutating func place(of range: Range<Int>) -> Place {
    guard let origin = working.origin else { return place(of: range, at: range) }
    guard !origin.cells.isEmpty else { return place(of: range, at: origin.fileRange(of: range)) }
    var place = place(of: range, at: range)
    let (first, last) = (origin.line(place.line), origin.line(place.endLine))
    place.cell = first?.cell
    place.line = first?.line ?? place.line
    place.column = max(1, place.column + (first?.shift ?? 0))
    // What reaches into another cell ends with the line on which it begins, as far as its cell is concerned.
    let isHere = first?.cell == last?.cell
    place.endLine = isHere ? last?.line ?? place.endLine : place.line
    place.endColumn = max(isHere ? 1 : place.column, place.endColumn + (last?.shift ?? 0))
    return place
  }

  private mutating func place(of bytes: Range<Int>, at range: Range<Int>) -> Place {
    let start = lines.position(of: range.lowerBound)
    let end = lines.position(of: max(range.lowerBound, range.upperBound))
    return Place(
      bytes: bytes, line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }
}

extension SourceMap {
  /// The line of a cell that a line of the text is.
  fileprivate func line(_ number: Int) -> CellLine? {
    cells.isEmpty ? nil : cells[min(max(0, number - 1), cells.count - 1)]
  }
}

/// Turns offsets of a text into lines and columns.
struct LineFinder {
  private let bytes: [UInt8]
  private let lineStarts: [Int]
  /// The last offset that was looked up, with its line and the characters before it on that line.
  private var offset = 0
  private var line = 0
  private var characters = 0

  init(_ bytes: [UInt8], lineStarts: [Int]) {
    self.bytes = bytes
    self.lineStarts = lineStarts
  }

  /// The line and the column of an offset, from 1.
  mutating func position(of target: Int) -> (line: Int, column: Int) {
    let target = min(max(0, target), bytes.count)
    let targetLine =
      line < lineStarts.count && lineStarts[line] <= target
        && (line + 1 == lineStarts.count || target < lineStarts[line + 1])
      ? line : LineFinder.line(at: target, lineStarts)
    if targetLine != line || target < offset {
      line = targetLine
      offset = lineStarts[targetLine]
      characters = 0
    }
    characters += characterCount(offset..<target)
    offset = target
    return (line + 1, characters + 1)
  }

  /// The index of the line that holds an offset.
  static func line(at offset: Int, _ lineStarts: [Int]) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Characters (grapheme clusters) in a stretch.
  private func characterCount(_ range: Range<Int>) -> Int {
    plainCharacterCount(range) ?? String(decoding: bytes[range], as: UTF8.self).count
  }

  /// The characters of a stretch in which each code point is one; nil where some may join.
  private func plainCharacterCount(_ range: Range<Int>) -> Int? {
    var count = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      let width: Int
      switch byte {
      case 0x0D: return nil
      case ..<0x80: width = 1
      // Latin letters, × and ²; from U+0300 on there are accents that join.
      case 0xC2...0xCB: width = 2
      case 0xE2, 0xE3, 0xEF: width = index + 2 < range.upperBound && standsAlone(index) ? 3 : 0
      case 0xE4...0xE9: width = 3  // Chinese characters
      default: return nil
      }
      guard width > 0, index + width <= range.upperBound else { return nil }
      for at in index + 1..<index + width where bytes[at] & 0xC0 != 0x80 { return nil }
      index += width
      count += 1
    }
    return count
  }

  /// Whether a character of three bytes is a dash, an arrow, a sign of mathematics, Chinese punctuation or a full-width
  /// form: none of them joins the character before it.
  private func standsAlone(_ index: Int) -> Bool {
    let (second, third) = (bytes[index + 1], bytes[index + 2])
    switch (bytes[index], second) {
    case (0xE2, 0x80): return third >= 0x90 && third <= 0xA7
    case (0xE2, 0x86...0x8B), (0xEF, 0xBC): return true
    case (0xE3, 0x80): return third < 0xAA
    default: return false
    }
  }
}
