import Symbolics

/// Blocks that are none of the network: graphics cards (2048 块 A100), patches of an image, pages of a cache, threads of a
/// kernel; or only some of its blocks, those of its encoder or of one kind.
extension Calculation {
  /// Whether "N blocks" may count something else than all blocks of the network.
  func mayCountOtherBlocks(_ number: Range<Int>, _ noun: Range<Int>, in sentence: Range<Int>, _ right: [Int])
    -> Bool
  {
    let bytes = working.bytes
    // 块 right behind a number is a measure word; what it counts comes behind it, or was said before.
    if working.begins(noun, with: "块"), startOfNoun(noun) == number.upperBound { return true }
    if BlockWords.things.isIn(sentence, of: bytes) { return true }
    let behind = noun.upperBound..<max(noun.upperBound, min(sentence.upperBound, noun.upperBound + 8))
    if let of = BlockWords.of.first(in: behind, of: bytes), of.lowerBound <= behind.lowerBound + 1,
      of.upperBound < behind.upperBound, bytes[of.upperBound].isASCIIDigit
    {
      return true
    }
    return addUpToAll(number, in: sentence, right)
  }

  /// Where a noun begins, blanks before it not counted.
  private func startOfNoun(_ noun: Range<Int>) -> Int {
    working.bytes.skipBack(from: noun.lowerBound, to: 0) { $0 == .space }
  }

  /// "4 blocks have a projection, 12 blocks none": the numbers of blocks in a sentence are together those of the network.
  private func addUpToAll(_ number: Range<Int>, in sentence: Range<Int>, _ right: [Int]) -> Bool {
    guard let line = line(at: number.lowerBound) else { return false }
    var sum = 0
    var count = 0
    for mention in mentions(on: line, in: sentence).prefix(16) where mention.noun == .block {
      guard let (value, _) = CountReader.count(before: mention, on: line, in: working) else { continue }
      sum += value
      count += 1
    }
    return count > 1 && right.contains(sum)
  }
}

private enum BlockWords {
  static let of: PhraseSet = ["of "]
  static let things: PhraseSet = [
    "thread", "cuda", "token", "pixel", "patch", "cache", "page", "memory", "launch", "image into", "encoder",
    "decoder", "gpu", "per block of", "线程", "显存", "图块", "切成", "切分", "分块", "编码器", "解码器", "显卡", "缓存",
  ]
}
