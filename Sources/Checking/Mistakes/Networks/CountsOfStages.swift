import Symbolics

/// Layers of one stage, and of some blocks: "conv4_x: 6 blocks, 18 convolutions", 10个残差块有30个卷积层. What the whole network or
/// one block has is none of their measure.
extension Calculation {
  /// How many layers the stage has that a sentence names as the publication does, `conv2_x`: on the main path, and with those on
  /// shortcuts.
  func countsInStage(of nouns: [Noun], in sentence: Range<Int>, _ facts: NetworkFacts) -> [Int]? {
    var stage: Int?
    for word in PathWords.words(in: working.bytes, sentence) {
      guard let named = SubjectFinder.paperStage(PathWords.name(word, in: working)),
        facts.stages.indices.contains(named)
      else { continue }
      if let stage, stage != named { return nil }
      stage = named
    }
    guard let stage else { return nil }
    var (main, all) = (0, 0)
    for layer in facts.layers where layer.stage == stage && nouns.contains(layer.noun) {
      all += layer.multiplicity
      if !layer.isShortcut { main += layer.multiplicity }
    }
    return main == 0 ? nil : [main, all]
  }

  /// "conv5_x的5个卷积: 5 × 115,605,504": those of a stage that cost the same are taken together.
  func isTakenTimes(_ value: Int, _ noun: Range<Int>, _ all: [Int], on line: TextLine) -> Bool {
    guard let most = all.max(), value < most else { return false }
    let bytes = working.bytes
    var joint = Joint(bytes, from: noun.upperBound, to: line.range.upperBound)
    while joint.take(StageCounts.joins) {}
    joint.skipBlanks()
    guard let number = bytes.wholeNumber(at: joint.at, to: joint.end), number.value == value else {
      return false
    }
    joint.at = number.end
    return joint.take(StageCounts.times)
  }

  /// "The other 10 blocks have 30 convolutions": fewer blocks than the network has, with as many layers as these have, in a
  /// sentence that does not name the network.
  func isOfSomeBlocks(
    _ value: Int, _ nouns: [Noun], in sentence: Range<Int>, on line: TextLine, _ facts: NetworkFacts
  ) -> Bool {
    guard !line.networks.contains(where: { sentence.contains($0.range.lowerBound) }) else { return false }
    let isOfBlocks = nouns == [.block]
    for mention in mentions(on: line, in: sentence).prefix(16)
    where mention.noun.isCountable && (mention.noun == .block) != isOfBlocks {
      guard let (other, _) = CountReader.count(before: mention, on: line, in: working) else { continue }
      let (blocks, layers) = isOfBlocks ? (value, other) : (other, value)
      guard blocks > 1, blocks < facts.blockCount else { continue }
      let isRight = facts.blocks.contains { block in
        var main = 0
        for noun in isOfBlocks ? [mention.noun] : nouns {
          main += facts.counts(of: noun, inBlock: block).main
        }
        return main > 0 && layers % blocks == 0 && layers / blocks == main
      }
      if isRight { return true }
    }
    return false
  }

  /// A sentence to the comma behind a place: in "33 blocks, conv4_x has 23" the stage is another clause's.
  func toComma(_ sentence: Range<Int>, behind place: Int) -> Range<Int> {
    let start = min(max(place, sentence.lowerBound), sentence.upperBound)
    guard let comma = StageCounts.commas.first(in: start..<sentence.upperBound, of: working.bytes) else {
      return sentence
    }
    return sentence.lowerBound..<comma.lowerBound
  }
}

private enum StageCounts {
  static let joins: PhraseSet = [":", "：", "=", "共", "are", "take", "need", "需要", "为", "是"]
  static let times: PhraseSet = ["x", "×", "*", "·", "\\times", "\\cdot"]
  static let commas: PhraseSet = [",", "，", ";", "；"]
}
