import Checking

extension FeedbackWriter {
  /// How many bytes of a line are shown on either side of a mark before the rest is left out.
  private static let margin = 160

  /// A line of the working with its marks: struck out and replaced where the right text is known, else marked. Where two
  /// marks overlap, the first one is drawn; both remarks stand below.
  func markedLine(_ findings: [Finding]) -> [Inline] {
    let line = lineRange(at: findings[0].place)
    var pieces: [Inline] = []
    var position = line.lowerBound
    for finding in findings.sorted(by: { $0.place.bytes.lowerBound < $1.place.bytes.lowerBound }) {
      let place = clamped(finding.place.bytes).clamped(to: line)
      if place.isEmpty || place.lowerBound < position { continue }
      pieces += gap(position..<place.lowerBound, isFirst: position == line.lowerBound)
      let written: [Inline] = [.text(string(place))]
      if let fix = finding.fix {
        pieces += [.deleted(written), .text(" "), .inserted([.math(Math(fix))])]
      } else {
        pieces.append(.marked(written))
      }
      position = place.upperBound
    }
    return pieces + rest(position..<line.upperBound)
  }

  /// The bytes of the line, and of the lines after it that the first finding goes on to.
  private func lineRange(at place: Place) -> Range<Int> {
    let bytes = clamped(place.bytes)
    var low = bytes.lowerBound
    while low > 0, text[low - 1] != UInt8(ascii: "\n") { low -= 1 }
    var high = bytes.upperBound
    while high < text.count, text[high] != UInt8(ascii: "\n"), text[high] != UInt8(ascii: "\r") { high += 1 }
    return low..<high
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

  private func string(_ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }
}
