import Checking

extension FeedbackWriter {
  /// How many bytes of a line are shown on either side of a mark before the rest is left out.
  private static let margin = 160

  /// A line of the working with its marks: struck out and replaced where the right text is known, else marked. Where two
  /// marks overlap, the first one is drawn; both remarks stand below.
  func markedLine(_ findings: [Finding]) -> [Inline] {
    marked(lineRange(at: findings[0].place), findings, isCut: true)
  }

  /// A stretch of the working with its marks; of a long one only their surroundings where it may be cut.
  func marked(_ line: Range<Int>, _ findings: [Finding], isCut: Bool) -> [Inline] {
    var pieces: [Inline] = []
    var position = line.lowerBound
    for finding in findings.sorted(by: { $0.place.bytes.lowerBound < $1.place.bytes.lowerBound }) {
      let place = clamped(finding.place.bytes).clamped(to: line)
      if place.isEmpty || place.lowerBound < position { continue }
      let before = position..<place.lowerBound
      pieces += isCut ? gap(before, isFirst: position == line.lowerBound) : plain(before)
      let written: [Inline] = [.text(string(place))]
      if let fix = finding.fix {
        pieces += [.deleted(written), .text(" "), .inserted([.math(Math(fix))])]
      } else {
        pieces.append(.marked(written))
      }
      position = place.upperBound
    }
    return pieces + (isCut ? rest(position..<line.upperBound) : plain(position..<line.upperBound))
  }

  private func plain(_ range: Range<Int>) -> [Inline] { range.isEmpty ? [] : [.text(string(range))] }

  /// The bytes of the line, and of the lines after it that the first finding goes on to.
  private func lineRange(at place: Place) -> Range<Int> {
    let bytes = clamped(place.bytes)
    var low = bytes.lowerBound
    while low > 0, text[low - 1] != UInt8(ascii: "\n") { low -= 1 }
    return low..<endOfLine(at: bytes.upperBound)
  }

  /// The offset at which the line of an offset ends.
  func endOfLine(at offset: Int) -> Int {
    var high = min(max(offset, 0), text.count)
    while high < text.count, text[high] != UInt8(ascii: "\n"), text[high] != UInt8(ascii: "\r") { high += 1 }
    return high
  }

  /// The text between two marks, or before the first one; of a long one only the ends.
  private func gap(_ range: Range<Int>, isFirst: Bool) -> [Inline] {
    if range.isEmpty { return [] }
    let limit = FeedbackWriter.margin
    if range.count <= 2 * limit + 40 { return [.text(string(range))] }
    let end = string(boundary(range.upperBound - limit)..<range.upperBound)
    if isFirst { return [.text("… " + end)] }
    return [.text(string(range.lowerBound..<boundary(range.lowerBound + limit)) + " … " + end)]
  }

  private func rest(_ range: Range<Int>) -> [Inline] {
    if range.isEmpty { return [] }
    let limit = 2 * FeedbackWriter.margin
    if range.count <= limit + 20 { return [.text(string(range))] }
    return [.text(string(range.lowerBound..<boundary(range.lowerBound + limit)) + " …")]
  }

  /// The next position that is not inside a character of several bytes.
  private func boundary(_ position: Int) -> Int {
    var position = position
    while position < text.count, text[position] & 0xC0 == 0x80 { position += 1 }
    return position
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }
}
