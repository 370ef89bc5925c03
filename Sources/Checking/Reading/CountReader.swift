import Symbolics

/// Reads "3 convolutions", 3个卷积层, "fifty convolutional layers": a number that counts the noun behind it.
enum CountReader {
  /// The count before a noun, with the place of the number. Nil where the number is an index ("block 3"), a part of a
  /// product ("3×3 convolution") or counts a selection ("the first two convolutions").
  static func count(
    before mention: Mention, on line: TextLine, in working: HandCalculation
  ) -> (value: Int, range: Range<Int>)? {
    let at = skipClassifiers(before: mention.range.lowerBound, in: working.bytes)
    for other in line.mentions
    where other.range.upperBound == at || other.range.upperBound == mention.range.lowerBound {
      guard case .count(let value) = other.noun, !isSelection(before: other.range.lowerBound, line, working)
      else {
        continue
      }
      return (value, other.range)
    }
    for index in line.lone.indices where line.lone[index].located.range.upperBound == at {
      let located = line.lone[index].located
      guard case .number(let numeral) = located.expression, numeral.scale == .one,
        let value = numeral.value.integer,
        value >= 0, value < 10_000, !isSelection(before: located.range.lowerBound, line, working)
      else { continue }
      return (value, located.range)
    }
    return nil
  }

  /// Steps back over blanks and classifiers: 个, 层, 块. Groups and kinds, 组 and 种, are fewer than what is in them.
  private static func skipClassifiers(before offset: Int, in bytes: [UInt8]) -> Int {
    var at = offset
    var hasMoved = true
    while hasMoved {
      hasMoved = false
      at = bytes.skipBack(from: at, to: 0) { $0 == UInt8(ascii: " ") }
      guard at > 0, bytes[at - 1] >= 0x80 else { return at }
      for classifier in classifiers
      where at >= classifier.count && bytes[at - classifier.count..<at].elementsEqual(classifier) {
        at -= classifier.count
        hasMoved = true
      }
    }
    return at
  }

  private static let classifiers: [[UInt8]] = ["个", "层", "块", "次"].map { Array($0.utf8) }

  /// Whether what stands before the number makes it an index or a selection.
  private static func isSelection(before offset: Int, _ line: TextLine, _ working: HandCalculation) -> Bool {
    let at = working.bytes.skipBack(from: offset, to: line.range.lowerBound) { $0 == UInt8(ascii: " ") }
    guard at > line.range.lowerBound else { return false }
    let previous = working.bytes[at - 1]
    // "stride-2", "x3", "×3", "conv3"
    if at == offset,
      previous.isASCIIWordByte || previous == UInt8(ascii: "-") || previous == UInt8(ascii: ".")
    {
      return true
    }
    if line.mentions.contains(where: { $0.range.upperBound == at && $0.noun.makesIndex }) { return true }
    for word in selections where at >= word.count && working.bytes[at - word.count..<at].elementsEqual(word) {
      let isWhole = word[0] >= 0x80 || at == word.count || !working.bytes[at - word.count - 1].isASCIIWordByte
      if isWhole { return true }
    }
    return false
  }

  private static let selections: [[UInt8]] = [
    "the", "these", "those", "other", "last", "next", "remaining", "both", "of", "another", "more", "layer",
    "step",
    "table", "figure", "section", "part", "第", "这", "前", "后", "余", "另", "中", "其", "步", "表", "图",
  ].map { Array($0.utf8) }
}

extension Noun {
  /// Whether a number behind the noun is its index.
  fileprivate var makesIndex: Bool {
    switch self {
    case .ordinal, .other, .block, .stage, .convolution, .linear, .pool, .norm: true
    default: false
    }
  }
}
