import Symbolics

/// "Up to block 4, VGG-16 has 10 conv layers", 到 conv4 为止共 10 个卷积层: layers of a part of the network, which its name in
/// the sentence does not make all of them.
extension Calculation {
  /// Whether the sentence of a count says up to where, or from where on, it counts. Behind the stem are all blocks.
  func isOfFirstPart(_ number: Range<Int>, _ end: Int, on line: TextLine, ofBlocks: Bool) -> Bool {
    guard PartialCounts.limits.mayBe(on: line) else { return false }
    let bytes = working.bytes
    let sentence = sentence(around: number.lowerBound, on: line)
    var start = max(sentence.lowerBound, number.lowerBound - 160)
    while start < number.lowerBound,
      let word = PartialCounts.limits.first(in: start..<number.lowerBound, of: bytes)
    {
      // "goes through 12 conv layers", "up to 12": the number is the limit itself.
      let isStem =
        ofBlocks
        && PartialCounts.stems.first(in: word.lowerBound..<number.lowerBound, of: bytes)?.lowerBound
          == word.lowerBound
      if number.lowerBound - word.upperBound > 2, !isStem { return true }
      start = word.upperBound
    }
    return PartialCounts.limits.isIn(end..<max(end, min(sentence.upperBound, end + 48)), of: bytes)
  }
}

private enum PartialCounts {
  static let stems: PhraseSet = ["after conv1", "after conv 1", "after the stem", "after the first conv"]
  static let limits: PhraseSet = [
    "up to ", "up until", "until ", "through block", "through conv", "through stage", "through pool",
    "through layer",
    "through the ", "by the end of", "by block", "before block", "before pool", "before conv", "before the ",
    "after block", "after pool", "after conv", "after stage", "after the ", "from block", "from conv",
    "from stage",
    "in blocks ", "blocks 1", "in block ", "first two blocks", "first three blocks", "first four blocks",
    "为止", "之前", "以前", "截至", "截止", "到第", "前两个", "前三个", "前四个", "前两块", "前三块", "前四块", "从第",
  ]
}
