import Networks
import Symbolics

/// Networks that only lend something to another one: "the tokenizer of GPT-2, d = 512", "width 768 as in GPT-2 small, 24
/// layers", "like DistilBERT, but 12 layers", 采用 BERT-base 的分词器，4 层. What else is stated there is no fact about them.
extension Calculation {
  /// Whether a size belongs to a network that takes another size, or something else, from the one that is named.
  func isBorrowed(
    from name: NetworkName, _ statement: StatedSizes.Statement, in sentence: Range<Int>, on line: TextLine
  ) -> Bool {
    let bytes = working.bytes
    let start = max(sentence.lowerBound, name.range.lowerBound - 64)
    let before = start..<max(start, name.range.lowerBound)
    let between =
      name.range
      .upperBound..<max(name.range.upperBound, min(line.range.upperBound, statement.range.lowerBound))
    let behind = between.lowerBound..<min(between.upperBound, between.lowerBound + 40)
    // "The width of GPT-2 is 768, and it has …" goes on with the network itself.
    if Borrowing.itself.isIn(between, of: bytes) { return false }
    let isAlike = endsInLikeness(before) || beginsAlike(behind)
    if isAlike, Borrowing.contrasts.isIn(between, of: bytes) { return true }
    if isOfVocabulary(before, behind) {
      return statement.field != .vocabulary && statement.field != .tokens
    }
    guard isAlike else { return false }
    // Of what is named as taken over, the network has the size itself.
    var lendsOther = Borrowing.parts.isIn(before, of: bytes)
    for (words, field) in Borrowing.sizes where words.isIn(before, of: bytes) {
      if field == statement.field { return false }
      lendsOther = true
    }
    for mention in line.mentions
    where before.contains(mention.range.lowerBound) || isNounOfLikeness(mention.range, behind) {
      guard let word = mention.noun.modelWord else { continue }
      if word.field == statement.field { return false }
      lendsOther = true
    }
    return lendsOther
  }

  /// "as in GPT-2", "(as in GPT-2", 与 GPT-2
  private func endsInLikeness(_ before: Range<Int>) -> Bool {
    let at = working.bytes.skipBlanksBack(from: before.upperBound, to: before.lowerBound)
    return Borrowing.likeness.contains { words in
      guard working.ends(before.lowerBound..<at, with: words, ignoringCase: true) else { return false }
      let start = at - words.utf8CodeUnitCount
      return start == before.lowerBound || !words.utf8Start[0].isASCIILetter
        || !working.bytes[start - 1].isASCIIWordByte
    }
  }

  /// GPT-2 相同, BERT-base 一样
  private func beginsAlike(_ behind: Range<Int>) -> Bool {
    var joint = Joint(working.bytes, from: behind.lowerBound, to: behind.upperBound)
    _ = joint.take(Borrowing.of)
    return joint.take(Borrowing.alike)
  }

  /// 与 GPT-2 相同的宽度: whether a word is what is alike.
  private func isNounOfLikeness(_ word: Range<Int>, _ behind: Range<Int>) -> Bool {
    guard behind.contains(word.lowerBound), word.lowerBound - behind.lowerBound <= 16 else { return false }
    return working.bytes[behind.lowerBound..<word.lowerBound].allSatisfy { $0 >= 0x80 || $0 == .space }
      && beginsAlike(behind)
  }

  /// "the tokenizer of GPT-2", "GPT-2's vocabulary", BERT-base 的分词器, 词表取自 GPT-2
  private func isOfVocabulary(_ before: Range<Int>, _ behind: Range<Int>) -> Bool {
    var joint = Joint(working.bytes, from: behind.lowerBound, to: behind.upperBound)
    let isPossessive = joint.take(Borrowing.possessive)
    if joint.take(Borrowing.vocabularies) || takesPhrase(&joint) {
      // "BERT-base vocab 30522, 16 layers" lists its sizes.
      joint.skipBlanks()
      return isPossessive || joint.isAtEnd || !joint.bytes[joint.at].isASCIIDigit
    }
    guard let part = lastPart(in: before) else { return false }
    var gap = Joint(working.bytes, from: part, to: before.upperBound)
    while gap.take(Borrowing.from) {}
    gap.skipBlanks()
    return gap.isAtEnd
  }

  /// 分词器 may have further characters behind it.
  private func takesPhrase(_ joint: inout Joint) -> Bool {
    joint.skipBlanks()
    let near = joint.at..<max(joint.at, min(joint.end, joint.at + 16))
    guard let word = Borrowing.vocabularies.first(in: near, of: joint.bytes), word.lowerBound == joint.at
    else {
      return false
    }
    joint.at = word.upperBound
    return true
  }

  /// The place behind the last word for a vocabulary.
  private func lastPart(in range: Range<Int>) -> Int? {
    var last: Int?
    var start = range.lowerBound
    while let found = Borrowing.vocabularies.first(in: start..<range.upperBound, of: working.bytes) {
      (last, start) = (found.upperBound, found.upperBound)
    }
    return last
  }

  /// "Two RoBERTa-base encoders: 24 layers in all": as many times the network's own number as the words say.
  func isOfSeveralCopies(
    of name: NetworkName, _ statement: StatedSizes.Statement, in sentence: Range<Int>, on line: TextLine
  ) -> Bool {
    guard statement.field == .layers || statement.field == .heads,
      let value = statement.value.value.integer
    else { return false }
    let start = max(sentence.lowerBound, name.range.lowerBound - 24)
    let right = forms?.sizes?.facts(statement.field) ?? []
    let counts =
      line.mentions.compactMap { mention -> Int? in
        guard case .count(let count) = mention.noun, mention.range.lowerBound >= start,
          mention.range.upperBound <= name.range.lowerBound
        else { return nil }
        return count
      }
      + working.bytes.wholeNumbers(in: start..<max(start, name.range.lowerBound)).compactMap {
        $0.isPartOfWord ? nil : $0.value
      } + (Borrowing.pairs.isIn(start..<max(start, name.range.lowerBound), of: working.bytes) ? [2] : [])
    return counts.contains { count in
      (2...64).contains(count)
        && right.contains { $0.multipliedReportingOverflow(by: count) == (value, false) }
    }
  }
}

private enum Borrowing {
  static let likeness: [StaticString] = [
    "as in", "like", "like in", "like that of", "similar to", "same as", "as for", "as with", "taken from",
    "borrowed from", "copied from", "inherited from", "as in the", "like the", "like a", "as a", "与", "和",
    "同", "跟", "像",
    "如", "如同", "按", "按照", "沿用", "取自", "来自",
  ]
  static let alike: PhraseSet = ["相同", "一样", "一致", "类似", "那样", "相同的", "一样的", "同样的"]
  static let of: PhraseSet = ["的"]
  static let contrasts: PhraseSet = [
    "but ", "yet ", "except", "however", "only with", "但", "不过", "只是", "然而", "只有",
  ]
  static let itself: PhraseSet = ["it has", " its ", "and has", "which has", "它", "其"]
  static let possessive: PhraseSet = ["'s", "’s", "的"]
  static let vocabularies: PhraseSet = [
    "tokenizer", "tokeniser", "tokenization", "tokenisation", "vocabulary", "vocab", "bpe", "wordpiece",
    "patch size",
    "patches", "patch embedding", "分词器", "分词", "词表", "词汇表", "词汇", "图块大小", "补丁大小",
  ]
  static let from: PhraseSet = [
    "of", "from", "is that of", "that of", "the", "as in", "is", "are", "taken", "borrowed", "comes", "like",
    "取自",
    "来自", "沿用", "采用", "使用", "用", "与", "和", "同", "是", "为", ":", "：", "(", "（", "size", "大小",
  ]
  static let sizes: [(PhraseSet, ModelSizes.Field)] = [
    (["width", "dimension", "宽度", "维度"], .width), (["depth", "深度"], .layers),
  ]
  static let parts: PhraseSet = ["tokenizer", "vocab", "patch", "position", "recipe", "词表", "分词", "位置", "图块"]
  static let pairs: PhraseSet = ["pair of", "both", "twin", "siamese", "dual", "两", "双"]
}
