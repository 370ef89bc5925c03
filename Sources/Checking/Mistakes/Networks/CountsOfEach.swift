/// Counts of each of several things: "12 layers with two norms each", 58 个稠密层各两个卷积.
extension Calculation {
  /// Whether a number of things is that of each thing named before.
  func isOfEach(_ number: Range<Int>, _ noun: Range<Int>, on line: TextLine) -> Bool {
    let behind = behindNoun(noun, on: line)
    if let each = EachWords.apiece.first(in: behind, of: working.bytes) {
      // "4 FC layers each with a bias" goes on.
      return working.bytes.skipBlanks(from: each.upperBound, to: behind.upperBound) == behind.upperBound
    }
    let before = line.stretch(before: number.lowerBound, atMost: 8)
    return EachWords.before.contains { working.ends(before, with: $0) }
  }

  /// Whether each may be a block or a layer: not "3 transitions with one conv each", nor "9 modules, two convs deep each",
  /// which is a path through them.
  func mayBeOfEachBlock(
    _ number: Range<Int>, _ noun: Range<Int>, _ before: ArraySlice<Mention>, on line: TextLine
  ) -> Bool {
    before.contains {
      ($0.noun == .block || $0.noun == .model(.layers)) && $0.range.upperBound + 20 >= number.lowerBound
    } && !EachWords.deep.isIn(behindNoun(noun, on: line), of: working.bytes)
  }

  /// "two convs each: 18, plus 3 convs and one fc: 22": whether a number is added to what others give before it.
  func isAddedToEach(_ number: Range<Int>, on line: TextLine) -> Bool {
    EachWords.additions.isIn(line.stretch(before: number.lowerBound, atMost: 12), of: working.bytes)
      && EachWords.apiece.isIn(line.stretch(before: number.lowerBound, atMost: 64), of: working.bytes)
  }

  /// The words behind a noun, to the end of their clause.
  private func behindNoun(_ noun: Range<Int>, on line: TextLine) -> Range<Int> {
    let behind = line.stretch(behind: noun.upperBound, atMost: 24)
    return behind
      .lowerBound..<working.bytes.skip(from: behind.lowerBound, to: behind.upperBound) {
        !",;:.()=".utf8.contains($0) && $0 < 0xE3
      }
  }
}

private enum EachWords {
  static let apiece: PhraseSet = ["each", "apiece"]
  static let before: [StaticString] = ["各", "各有", "各含", "各 ", "各有 ", "每个", "每个有", "每个含"]
  static let deep: PhraseSet = ["deep", "along"]
  static let additions: PhraseSet = ["plus ", "再加", "加上", "外加"]
}
