import Symbolics

/// The length of a flattened map whose size stands right above it or before it, with digits that slipped: "Flatten: 9,126"
/// below `12x12x64`.
extension Calculation {
  mutating func checkFlattenedLengths() {
    for (place, line) in enumeratedLines(with: FlattenedLengthWords.names) where line.range.count <= 1_024 {
      guard let word = FlattenedLengthWords.names.first(on: line, of: working.bytes),
        let (length, range) = length(behind: word.upperBound, on: line),
        let map = map(before: word.lowerBound, at: place),
        let right = try? Rational(map.side * map.side).multiplied(by: Rational(map.channels)),
        length != right, Digits.differ(right, length),
        !FlattenedLengthWords.others.isOn(line, of: working.bytes), !isReported(range),
        !isDenied(range, on: line)
      else { continue }
      let mistake: Mistake = Digits.areTransposed(right, length) ? .digitsTransposed : .digitChanged
      findings.append(
        Draft(
          mistake: mistake, alternatives: [.productSlip, .valueInconsistentBetweenLines], range: range,
          claimed: length, correct: right))
      markWrong(at: range)
    }
  }

  /// The number right behind the word, in its next cell or behind a few words, with nothing that is multiplied.
  private func length(behind place: Int, on line: TextLine) -> (Rational, Range<Int>)? {
    let bytes = working.bytes
    let near = line.stretch(behind: place, atMost: 28)
    var start = bytes.skip(from: place, to: near.upperBound) { !$0.isASCIIDigit }
    guard start < near.upperBound, start == place || !bytes[start - 1].isASCIIWordByte else { return nil }
    var value = 0
    let first = start
    while let (group, end) = bytes.wholeNumber(at: start, to: line.range.upperBound), value < 1_000_000 {
      if start > first, end - start != 3 { return nil }
      value = start > first ? value * 1_000 + group : group
      start = end
      guard end + 3 < line.range.upperBound + 1, end < bytes.count, bytes[end] == UInt8(ascii: ","),
        end + 1 < bytes.count, bytes[end + 1].isASCIIDigit
      else { break }
      start = end + 1
    }
    let behind = bytes.skipBlanks(from: start, to: line.range.upperBound)
    if behind < line.range.upperBound,
      FlattenedLengthWords.signs.length(at: behind, until: line.range.upperBound, in: bytes) != nil
    {
      return nil
    }
    return value > 999 ? (Rational(value), first..<start) : nil
  }

  /// The map that stands last before the word, on its line or on the next one above that states one.
  private func map(before place: Int, at index: Int) -> Volume? {
    let line = lines[index]
    let before = line.range.lowerBound..<max(line.range.lowerBound, place)
    if let own = Volume.all(in: before, of: working.bytes).last { return own }
    for above in lines[max(0, index - 2)..<index].reversed() where above.range.count <= 1_024 {
      if FlattenedLengthWords.changing.isOn(above, of: working.bytes) { return nil }
      let volumes = Volume.all(in: above.range, of: working.bytes)
      if let last = volumes.last { return last }
    }
    return nil
  }
}

private enum FlattenedLengthWords {
  static let names: PhraseSet = ["flattening", "flattened", "flatten", "展平", "拉平"]
  static let signs: PhraseSet = ["×", "x", "*", "\\times", "·", "+", "/", "."]
  static let others: PhraseSet = [
    "concat", "instead", "not ", "n't", "wrong", "batch", "拼接", "不是", "如果", "若", "错",
  ]
  static let changing: PhraseSet = ["concat", "crop", "adaptive", "global", "拼接", "裁剪", "全局"]
}
