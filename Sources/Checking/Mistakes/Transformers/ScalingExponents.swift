import Symbolics

/// How attention grows: with the square of the tokens, and so with the fourth power of an image's side.
extension Calculation {
  mutating func checkScalingExponents() {
    for line in lines where line.topics.contains(.model) {
      for mention in line.mentions where mention.isAttentionThatGrows {
        let sentence = sentence(around: mention.range.lowerBound, on: line)
        let words = line.mentions.filter { sentence.contains($0.range.lowerBound) }
        guard isFull(working.text(sentence).lowercased()) else { continue }
        guard !words.contains(where: { $0.isLinearPart }),
          words.count(where: { $0.isAttentionThatGrows }) <= 2,
          let growth = growth(of: words, line, sentence, before: mention),
          let (claimed, range) = claimedGrowth(behind: mention, line, sentence, words),
          claimed == growth, let correct = try? growth.multiplied(by: growth)
        else { continue }
        let isOfSide = words.contains { $0.noun == .model(.side) }
        findings.append(
          Draft(
            mistake: .scalingExponentWrong, range: range, claimed: claimed, correct: correct,
            arguments: isOfSide ? [("factor", .number(growth))] : []))
        break
      }
    }
  }

  /// Whether no other kind of attention is spoken of, whose work or memory grows otherwise.
  func isFull(_ text: String) -> Bool {
    for word in [
      "flash", "linear", "window", "sparse", "memory of", "local", "sliding", "longformer", "bigbird",
      "big bird",
      "performer", "linformer", "reformer", "mamba", "rwkv", "retnet", "swin", "nystr", "axial", "线性", "窗口",
      "稀疏", "局部",
      "滑动", "except", "but the", "apart from", "everything", "rest", "other parts", "除了", "其余", "其他", "之外",
    ] where text.contains(substring: word) {
      return false
    }
    return true
  }

  /// What grows, as the number by which the tokens do: attention grows by its square.
  private func growth(
    of words: [Mention], _ line: TextLine, _ sentence: Range<Int>, before mention: Mention
  ) -> Rational? {
    // 196 → 784 tokens, "from 196 to 784 tokens".
    let isOfTokens = words.contains {
      $0.noun == .model(.tokens) || $0.noun == .model(.context) || $0.noun == .model(.sequenceLength)
    }
    if isOfTokens, let ratio = ratioOfTokens(line, sentence) { return ratio }
    guard
      words.contains(where: { $0.noun == .model(.doubling) && $0.range.lowerBound < mention.range.lowerBound }
      )
    else { return nil }
    if words.contains(where: { $0.noun == .model(.side) }) { return 4 }
    guard
      words.contains(where: {
        $0.noun == .model(.sequenceLength) || $0.noun == .model(.context) || $0.noun == .model(.tokens)
      })
    else { return nil }
    return 2
  }

  private func ratioOfTokens(_ line: TextLine, _ sentence: Range<Int>) -> Rational? {
    var numbers: [Rational] = []
    for side in line.lone + line.chains.flatMap({ $0.sides })
    where sentence.contains(side.located.range.lowerBound) {
      if let value = side.claim?.value, value >= 16, value.isInteger, side.unit != .time(.second) {
        numbers.append(value)
      }
    }
    guard numbers.count == 2, let ratio = try? numbers[1].divided(by: numbers[0]), ratio > .one,
      ratio.isInteger,
      ratio <= 64
    else { return nil }
    return ratio
  }

  /// "4 times", "doubles", 2 倍.
  private func claimedGrowth(
    behind mention: Mention, _ line: TextLine, _ sentence: Range<Int>, _ words: [Mention]
  ) -> (Rational, Range<Int>)? {
    if let found = ratio(
      in: mention.range.upperBound..<max(mention.range.upperBound, sentence.upperBound), on: line)
    {
      return found
    }
    // "doubles the cost of the attention scores"
    let doublings = words.filter { $0.noun == .model(.doubling) }
    guard doublings.count == 2, let last = doublings.last else { return nil }
    return (2, last.range)
  }
}

extension Mention {
  /// Whether the word names what grows with the square of the tokens.
  fileprivate var isAttentionThatGrows: Bool { noun == .model(.scores) || noun == .model(.attention) }

  /// Whether the word names what grows with the tokens alone.
  fileprivate var isLinearPart: Bool {
    switch noun {
    case .model(.feedForward), .model(.cache), .model(.queryKeyValue), .model(.outputProjection),
      .model(.query),
      .model(.keyOrValue), .model(.perToken), .shortcut, .linear, .model(.embedding), .parameters:
      true
    default: false
    }
  }
}
