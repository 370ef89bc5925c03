import Symbolics

/// Sentences that suppose something of a network which is not so: "if it used a plain MLP", 没有 GQA 的话.
///
/// What follows is right for the network that is imagined, so that no rule about a part's formula may speak.
extension Calculation {
  private static let supposing: PhraseSet = [
    "if ", "would ", "were ", "without ", "hypothetical", "unless ", "had it ", "若", "如果", "假如", "要是", "倘若",
    "的话",
  ]

  /// Whether the sentence around a place supposes something. One that only gives the sizes of a layer, "if d = 512", sets
  /// up its own calculation.
  func isSupposed(_ range: Range<Int>, on line: TextLine) -> Bool {
    guard Calculation.supposing.mayBe(on: line) else { return false }
    let sentence = sentence(around: range.lowerBound, on: line)
    guard let word = supposingWord(in: sentence) else { return false }
    if forms != nil { return true }
    let rest = word.upperBound..<max(word.upperBound, sentence.upperBound)
    return !StatedSizes(working: working).statements(on: line).contains {
      $0.isSymbol && rest.contains($0.range.lowerBound)
    }
  }

  /// Whether a condition follows a number in its sentence: "163,037,184 parameters if the head has its own matrix".
  func hasCondition(behind range: Range<Int>, on line: TextLine) -> Bool {
    guard Calculation.supposing.mayBe(on: line) else { return false }
    let sentence = sentence(around: range.lowerBound, on: line)
    return supposingWord(in: range.upperBound..<max(range.upperBound, sentence.upperBound)) != nil
  }

  /// The first word of a sentence that supposes something.
  private func supposingWord(in sentence: Range<Int>) -> Range<Int>? {
    var start = sentence.lowerBound
    while start < sentence.upperBound,
      let found = Calculation.supposing.first(in: start..<sentence.upperBound, of: working.bytes)
    {
      start = found.lowerBound + 1
      let isInsideWord =
        found.lowerBound > 0 && working.bytes[found.lowerBound].isASCIILetter
        && working.bytes[found.lowerBound - 1].isASCIIWordByte
      let behind = found.upperBound..<min(working.bytes.count, found.upperBound + 12)
      // "without biases" leaves out what many leave out; 若干 means several.
      let isOther =
        Phrases.first(of: ["bias", "干", "偏置"], in: behind, of: working.bytes)?.lowerBound
        == found.upperBound
      if !isInsideWord, !isOther { return found }
    }
    return nil
  }
}
