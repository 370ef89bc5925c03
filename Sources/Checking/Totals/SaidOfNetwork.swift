import Derivations
import Networks
import Symbolics

/// Whether a number in a sentence is said of the network that it names, as it is: of no part of it, of no other network
/// that is built on it or called after it.
///
/// Between the name and the number every word must be known to leave the network what it is. "ResNet-50 on 8 frames",
/// "Whisper-base encoder", "MobileNetV2 SSDLite" are something else, and so is whatever a text may think of next.
extension Calculation {
  func isSaidOfNetwork(_ number: Range<Int>, in sentence: Range<Int>, on line: TextLine) -> Bool {
    // "Two forward passes of ResNet-50", "ten crops through …", 前向两次共 …
    if Calculation.several.isIn(sentence, of: working.bytes) { return false }
    let names = line.networks.filter { sentence.contains($0.range.lowerBound) && !$0.name.isEmpty }
    guard let name = names.last(where: { $0.range.upperBound <= number.lowerBound }) ?? names.first else {
      // "Total: 11.7 M parameters" below a heading with the name.
      let before = sentence.lowerBound..<max(sentence.lowerBound, number.lowerBound)
      return !isDenied(number, on: line) && isSaidPlainly(before, number, in: sentence, on: line)
    }
    if standsForAnother(name, on: line) || isDenied(number, on: line) { return false }
    let between =
      name.range.upperBound <= number.lowerBound
      ? name.range.upperBound..<number.lowerBound
      : number.upperBound..<max(number.upperBound, name.range.lowerBound)
    return isSaidPlainly(between, number, in: sentence, on: line)
  }

  /// Whether every word of a stretch leaves a network what it is, and none behind the number names a part of it.
  private func isSaidPlainly(
    _ stretch: Range<Int>, _ number: Range<Int>, in sentence: Range<Int>, on line: TextLine
  ) -> Bool {
    if Phrases.contains(Calculation.towers, in: stretch, of: working.bytes) { return false }
    let classes = knownClasses(in: sentence)
    if working.bytes[stretch].contains(UInt8(ascii: "+"))
      || !holdsOnlyKnownWords(stretch, besides: classes, on: line)
    {
      return false
    }
    return !namesPart(behind: number, in: sentence, on: line)
  }

  /// Whether the words right beside a network's name make it another one: "Baby GPT-2", "TSM ResNet-50", "UperNet + Swin-T",
  /// "GPT-2 style", "Chinese-Alpaca (LLaMA-7B …", 中文 BERT-base.
  func standsForAnother(_ name: NetworkName, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let before = line.stretch(before: name.range.lowerBound)
    let near = max(before.lowerBound, before.upperBound - 24)..<before.upperBound
    if Phrases.contains(Calculation.otherBefore, in: near, of: bytes) { return true }
    if let word = wordRight(before: before.upperBound, on: line), !leavesName(word, on: line) { return true }
    let at = bytes.skipBack(from: before.upperBound, to: before.lowerBound) { $0 == .space }
    if at > before.lowerBound, bytes[at - 1] == UInt8(ascii: "+") { return true }
    // "Alpaca (LLaMA-7B, …)": the bracket says what something else is made from.
    if at > before.lowerBound + 1, bytes[at - 1] == UInt8(ascii: "("),
      !isNumberRight(before: at - 1, on: line)
    {
      return true
    }
    let end = name.range.upperBound
    let behind = line.stretch(behind: end, atMost: 16)
    guard let other = Phrases.first(of: Calculation.otherBehind, in: behind, of: bytes) else { return false }
    return bytes[behind.lowerBound..<other.lowerBound].allSatisfy {
      " -(".utf8.contains($0) || $0 == 0xEF || $0 == 0xBC || $0 == 0x88
    }
  }

  /// The word that only blanks part from a place.
  private func wordRight(before place: Int, on line: TextLine) -> Range<Int>? {
    let bytes = working.bytes
    let end = bytes.skipBack(from: place, to: line.range.lowerBound) {
      $0 == .space || $0 == UInt8(ascii: "*")
    }
    var start = end
    while start > line.range.lowerBound,
      bytes[start - 1].isASCIIWordByte || bytes[start - 1] == .hyphen || bytes[start - 1] == UInt8(ascii: ".")
        || bytes[start - 1] == UInt8(ascii: "'") && start < end
    {
      start -= 1
    }
    return start < end ? start..<end : nil
  }

  /// Whether a word before a network's name is none of a longer name: it is small, or one that begins a sentence.
  private func leavesName(_ word: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    if line.networks.contains(where: { $0.range.overlaps(word) }) { return true }
    let text = working.text(word)
    let small = text.lowercased()
    // The number of a list, or the end of the sentence before.
    if small.hasSuffix(".") { return true }
    if bytes[word].allSatisfy({ $0.isASCIIDigit || $0 == UInt8(ascii: ".") }) {
      // "SD 1.5 U-Net"
      return wordRight(before: word.lowerBound, on: line).map { leavesName($0, on: line) } ?? true
    }
    if Calculation.beginnings.contains(small) || isKnown(small) { return true }
    // "needs ResNet-50", "torchvision's": words in small letters are no names but for those that shrink or change it.
    if ["well-known", "so-called", "pre-trained", "state-of-the-art"].contains(small) { return true }
    return text == small && !Calculation.shrinking.contains(small) && !small.utf8.contains(.hyphen)
      && !small.utf8.contains { $0.isASCIIDigit }
  }

  private func isKnown(_ word: String) -> Bool {
    word.utf8.count == 1 || Calculation.englishWords.contains(word)
  }

  private func isNumberRight(before place: Int, on line: TextLine) -> Bool {
    let at = working.bytes.skipBack(from: place, to: line.range.lowerBound) { $0 == .space }
    return at == line.range.lowerBound
      || !(working.bytes[at - 1].isASCIILetter || working.bytes[at - 1] >= 0xE4)
  }

  /// Whether words for a part stand behind a number, in its clause: "86.6M params encoder".
  private func namesPart(behind number: Range<Int>, in sentence: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let end = bytes.skip(from: number.upperBound, to: sentence.upperBound) {
      !",;:(".utf8.contains($0) && $0 != 0xEF && $0 != 0xE3
    }
    let clause = number.upperBound..<end
    if line.mentions.contains(where: { mention in
      clause.contains(mention.range.lowerBound)
        && (mention.noun.modelWord.map { ModelWords.parts.contains($0) } ?? false)
    }) {
      return true
    }
    return namesCompanion(in: clause) || Phrases.containsWord(Calculation.partsBehind, in: clause, of: bytes)
      || Phrases.contains(Calculation.partsBehindInChinese, in: clause, of: bytes)
  }

  /// "Swin-T has 60 M parameters with UperNet", "… inside Mask R-CNN": a name that nobody knows, with which the network is
  /// another one.
  private func namesCompanion(in clause: Range<Int>) -> Bool {
    let bytes = working.bytes
    guard let word = Calculation.joining.first(in: clause, of: bytes) else { return false }
    let end = bytes.skip(from: word.upperBound, to: clause.upperBound) { $0.isASCIILetter }
    guard end > word.upperBound, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[word.upperBound])
    else {
      return false
    }
    return !isKnownWord(working.text(word.upperBound..<end))
  }

  private static let several: PhraseSet = [
    "passes of", "copies of", "crops", "instances of", "runs of", "times the", "passes through", "two passes",
    "frames", "per pair", "flipping", "两次", "三次", "四次", "十次", "两个", "两份", "两遍",
  ]

  private static let joining: PhraseSet = [" with ", " inside ", " plus ", " under ", " within "]

  private static let towers: [StaticString] = ["image tower", "text tower", "vision tower", "visual tower"]

  private static let partsBehind: [StaticString] = [
    "encoder", "decoder", "tower", "trunk", "branch", "stem", "head", "neck", "kernels", "convs", "blocks",
    "embeddings",
    "each", "layer",
  ]
  private static let partsBehindInChinese: [StaticString] = ["编码器", "解码器", "塔", "分支", "每层", "每块"]

  /// What makes a name that follows another network's.
  private static let otherBefore: [StaticString] = [
    "中文", "双流", "视频", "简化", "迷你", "微型", "小型", "类似", "仿照", "基于", "based on ", "encoder (", "tower (", "编码器",
    "解码器",
    "halving", "depth of", "width of", "half of", "改造", "改进",
  ]

  /// What makes a name that stands before it another network's.
  private static let otherBehind: [StaticString] = [
    "style", "like", "type", "inspired", "architecture", "based", "chinese", "derived", "multilingual",
    "cased", "variant", "clone",
    "style", "式", "风格",
    "架构", "类", "结构", "中文", "变体", "ssd", "fpn", "+",
  ]

  /// Words of small letters that shrink or change a network.
  private static let shrinking: Set<String> = [
    "baby", "nano", "toy", "mini", "tiny", "small", "smaller", "little", "slim", "lite", "light",
    "lightweight", "char",
    "own", "custom", "modified", "fast", "thin", "narrow", "wide", "wider", "deep", "deeper", "shallow",
    "dilated", "pruned",
    "quantized", "video", "chinese", "multilingual", "attention", "residual", "nested", "half", "twin",
    "siamese", "stream",
    "binary", "binarised", "binarized", "ternary", "quantised", "sparse", "sparsified", "compressed",
    "factorised", "factorized",
    "decomposed", "ensemble", "distilled", "my", "like", "adapted", "simplified", "improved", "reduced",
    "compact", "dual",
    "double",
  ]

  /// Words with a capital that may stand before a name.
  private static let beginnings: Set<String> = [
    "then", "so", "hence", "thus", "now", "here", "with", "using", "take", "consider", "since", "because",
    "while", "but",
    "also", "our", "your", "compute", "count", "show", "given", "torchvision's", "pytorch's", "exercise",
    "task", "question",
    "problem", "example", "answer", "solution", "summary", "result", "compared", "unlike", "like", "yes",
    "hint", "note",
    "when", "why", "how", "what", "does", "do", "did", "imagenet", "google's", "google", "openai's", "openai",
    "meta's", "meta",
    "facebook's", "microsoft's", "we", "today", "keras's", "tensorflow's", "timm's", "face's", "he's",
    "today's",
  ]
}
