import Symbolics

/// Results that are told in things of another kind, whose number the text need not tell: `131B tokens = 40 epochs`,
/// `131,072 tokens = 16 micro-batches`, `960 epochs of IN-1k = 87 epochs of IN-21k`, 36,608 个 token = 143 条序列.
extension LinkChecker {
  /// Whether two numbers count things of different kinds. So many of so many, `36 requests of 1,000`, can be worked out and is
  /// judged elsewhere.
  func changesNoun(_ link: PlainLink) -> Bool {
    guard !link.first.isCompound, link.first.claim != nil, link.second.claim != nil,
      link.second.claim?.scale != .percent, link.second.unit.seconds == nil
    else { return false }
    var (first, second) = (around.joint(behind: link.first), around.joint(behind: link.second))
    guard let other = second.takeKindOfThing() else { return false }
    guard let one = first.takeKindOfThing() else { return other == .epochs && isTotalOfEpochs(link) }
    if one != other { return !groupsThings(&second) }
    // Epochs are as long as the data set.
    guard one == .epochs, first.take(Neighbourhood.of), second.take(Neighbourhood.of),
      let data = first.takeName(), let others = second.takeName()
    else { return false }
    return !data.elementsEqual(others)
  }

  /// `Samples seen: 4096 × 300k = 1.23B = 960 epochs`: a total whose noun stands elsewhere. A misplaced digit is none.
  private func isTotalOfEpochs(_ link: PlainLink) -> Bool {
    guard link.index > 0, let all = link.first.claim, let epochs = link.second.claim,
      let most = try? epochs.value.multiplied(by: 1_000)
    else { return false }
    return all.value >= most && Magnitude.power(from: all.value, to: epochs) == nil
  }

  /// Whether "of" and a number follow.
  private func groupsThings(_ joint: inout Joint) -> Bool {
    guard joint.take(Neighbourhood.of) else { return false }
    joint.skipBlanks()
    return !joint.isAtEnd && joint.bytes[joint.at].isASCIIDigit
  }
}

/// What training and serving count in, by kinds of which one says nothing of another.
private enum KindOfThing { case tokens, items, steps, epochs, batches, blocks, slots }

extension Joint {
  fileprivate mutating func takeKindOfThing() -> KindOfThing? {
    _ = take(KindWords.adjectives)
    for (words, kind) in KindWords.kinds where take(words) { return kind }
    return nil
  }

  /// Passes over a name of letters, digits and hyphens.
  fileprivate mutating func takeName() -> ArraySlice<UInt8>? {
    skipBlanks()
    let start = at
    while at < end, at - start < 32, bytes[at].isASCIIWordByte || bytes[at] == .hyphen || bytes[at] >= 0x80 {
      at += 1
    }
    return at > start ? bytes[start..<at] : nil
  }
}

private enum KindWords {
  static let adjectives: PhraseSet = [
    "training", "optimizer", "optimiser", "gradient", "full", "whole", "个训练", "个",
  ]
  static let kinds: [(PhraseSet, KindOfThing)] = [
    (["tokens", "token", "词元"], .tokens),
    (["steps", "step", "iterations", "updates", "步", "次迭代", "次更新"], .steps),
    (["epochs", "epoch", "passes", "轮", "个轮次"], .epochs),
    (
      [
        "micro-batches", "microbatches", "mini-batches", "minibatches", "batches", "微批次", "微批", "批次", "批",
        "小批量",
      ], .batches
    ),
    (
      [
        "sequences", "images", "samples", "examples", "documents", "pictures", "prompts", "requests",
        "sentences",
        "videos", "pairs", "users", "条序列", "序列", "张图像", "张图片", "张图", "条样本", "样本", "条请求", "请求", "句子",
      ], .items
    ),
    (["blocks", "pages", "块", "页"], .blocks),
    (["slots", "槽位", "槽"], .slots),
  ]
}
