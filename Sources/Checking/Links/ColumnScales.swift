import Symbolics

/// Scales that the heading of a column states for its numbers: `| Params / k |`, `MACs in M`, `Memory (MiB)`.
extension LinkChecker {
  /// Whether a claim in a table is the value divided by the scale of its column.
  func agreesInScaleOfColumn(_ value: Rational, _ left: Chain.Side, with claim: Numeral) -> Bool {
    guard !claim.hasScaleWord, claim.scale == .one, !left.located.expression.hasScale,
      value.magnitude >= 100, let heading = headingOfColumn(at: left.located.range.lowerBound),
      let half = try? claim.lastPlace.divided(by: .two)
    else { return false }
    return scales(in: heading).contains { factor in
      guard let divided = try? value.divided(by: factor) else { return false }
      return LinkChecker.isWithin(half, divided, claim.value)
    }
  }

  /// The cell of a table's first row above a place.
  private func headingOfColumn(at place: Int) -> Range<Int>? {
    let bytes = working.bytes
    var line = working.line(at: place)
    let start = working.lineStarts[line]
    guard place - start < 512 else { return nil }
    let column = bytes[start..<place].count { $0 == UInt8(ascii: "|") }
    var first = line
    // Nobody looks for a heading so far above.
    while line > 0, first - line < 64, place - working.lineStarts[line - 1] < 4_096 {
      let above = working.lineStarts[line - 1]..<working.lineStarts[line]
      guard bytes[above].contains(UInt8(ascii: "|")) else { break }
      line -= 1
    }
    guard line < first else { return nil }
    first = line
    return cell(column, of: working.lineStarts[first]..<working.lineStarts[first + 1])
  }

  private func cell(_ column: Int, of line: Range<Int>) -> Range<Int>? {
    var (start, walls) = (line.lowerBound, 0)
    for at in line where working.bytes[at] == UInt8(ascii: "|") || at + 1 == line.upperBound {
      if walls == column { return start..<at }
      walls += 1
      start = at + 1
    }
    return nil
  }

  /// The scales that a heading ends with: `(M)`, `[M]`, `in M`, `/ M`, `, M`. Of bytes, M may be 1,024², too.
  private func scales(in heading: Range<Int>) -> [Rational] {
    let bytes = working.bytes
    var end = heading.upperBound
    while end > heading.lowerBound, !bytes[end - 1].isASCIILetter {
      guard bytes[end - 1] < 0x80 || bytes[end - 1] == 0x89, !bytes[end - 1].isASCIIDigit else { return [] }
      end -= 1
    }
    let start = bytes.skipBack(from: end, to: heading.lowerBound) { $0.isASCIILetter }
    guard start < end, isUnit(start, of: heading), let factor = NamedScale.factor(of: start..<end, in: bytes)
    else { return [] }
    let isOfBytes = bytes[end - 1] | 0x20 == UInt8(ascii: "b") && end - start == 2
    guard isOfBytes, let other = LinkChecker.binary.first(where: { $0.decimal == factor })?.binary else {
      return [factor]
    }
    return [factor, other]
  }

  private static let binary: [(decimal: Rational, binary: Rational)] = [
    (1_000, 1_024), (1_000_000, 1_048_576), (1_000_000_000, 1_073_741_824),
  ]

  /// Whether what begins at a place of a heading is set apart from its name.
  private func isUnit(_ place: Int, of heading: Range<Int>) -> Bool {
    var at = place
    while at > heading.lowerBound,
      [UInt8(ascii: " "), UInt8(ascii: "{"), UInt8(ascii: "$")].contains(working.bytes[at - 1])
    {
      at -= 1
    }
    for command in ["\\text", "\\mathrm"] as [StaticString]
    where working.ends(heading.lowerBound..<at, with: command) {
      at -= command.utf8CodeUnitCount
    }
    let before = heading.lowerBound..<at
    return LinkChecker.marksOfUnits.contains { working.ends(before, with: $0) }
      || before.count > 3 && working.ends(before, with: " in")
  }

  private static let marksOfUnits: [StaticString] = ["(", "[", "/", ",", "（", "，", "：", ":"]
}
