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

  /// Characters (grapheme clusters) in a stretch.
  private func characterCount(_ range: Range<Int>) -> Int {
    plainCharacterCount(range) ?? working.text(range).count
  }

  /// The characters of a stretch in which each code point is one; nil where some may join.
  private func plainCharacterCount(_ range: Range<Int>) -> Int? {
    var count = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = working.bytes[index]
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
      for at in index + 1..<index + width where working.bytes[at] & 0xC0 != 0x80 { return nil }
      index += width
      count += 1
    }
    return count
  }

  /// Whether a character of three bytes is a dash, an arrow, a sign of mathematics, Chinese punctuation or a full-width
  /// form: none of them joins the character before it.
  private func standsAlone(_ index: Int) -> Bool {
    let (second, third) = (working.bytes[index + 1], working.bytes[index + 2])
    switch (working.bytes[index], second) {
    case (0xE2, 0x80): return third >= 0x90 && third <= 0xA7
    case (0xE2, 0x86...0x8B), (0xEF, 0xBC): return true
    case (0xE3, 0x80): return third < 0xAA
    default: return false
    }
  }
}
