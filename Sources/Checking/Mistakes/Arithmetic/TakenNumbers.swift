/// The words of so many of one thing: what is counted, how, and what leads to the total.
enum TakenNumbers {
  struct Noun: Sendable {
    let one: PhraseSet
    let all: PhraseSet
    var isDirection = false
  }

  static let directions = Noun(
    one: [
      "per direction", "each direction", "every direction", "one direction", "每个方向", "单个方向", "单向", "一个方向",
    ],
    all: ["directions", "个方向", "方向"], isDirection: true)
  static let nouns: [Noun] = [
    Noun(
      one: [
        "per layer", "each layer", "every layer", "one layer", "a layer", "single layer", "layer:", "layer =",
        "layer  ",
        "每层", "每一层", "单层", "一层",
      ], all: ["layers", "encoder layers", "decoder layers", "hidden layers", "transformer layers", "层"]),
    Noun(
      one: [
        "per block", "each block", "every block", "one block", "a block", "single block", "block:", "block =",
        "block  ",
        "每个块", "每块", "单个块", "一个块",
      ], all: ["blocks", "transformer blocks", "residual blocks", "块"]),
    Noun(
      one: [
        "per head", "each head", "every head", "one head", "a head", "single head", "head:", "head =", "每个头",
        "每头", "单个头", "单头",
      ],
      all: ["heads", "attention heads", "头"]),
    Noun(
      one: [
        "per expert", "each expert", "every expert", "one expert", "an expert", "expert:", "expert =", "每个专家",
        "单个专家",
      ],
      all: ["experts", "专家"]),
    Noun(one: ["per gate", "each gate", "every gate", "one gate", "每个门", "每门", "一个门"], all: ["gates", "门"]),
    Noun(
      one: ["per filter", "each filter", "every filter", "one filter", "每个滤波器", "每个卷积核"],
      all: ["filters", "滤波器", "卷积核"]),
    Noun(
      one: ["per matrix", "each matrix", "every matrix", "one matrix", "每个矩阵", "一个矩阵"],
      all: ["matrices", "矩阵"]),
    Noun(one: ["per step", "each step", "every step", "one step", "每步", "一步"], all: ["steps", "步"]),
    directions,
  ]
  static let triggers: PhraseSet = [
    "times", ", ×", "; ×", ": ×", ". ×", ",×", "，×", "；×", "layers", "blocks", "heads", "experts", "gates",
    "filters", "matrices", "steps", "such",
    "of these", "of those", "of them", "both", "directions", "层", "块", "头", "专家", "门", "卷积核", "滤波器", "矩阵",
    "步",
    "双向", "方向", "这样的",
  ]
  static let apiece: PhraseSet = [
    "each", "apiece", "per layer", "per block", "per head", "a layer", "a block",
  ]
  static let partings: PhraseSet = [
    ",", ";", ":", ".", "，", "；", "。", "：", "–", "—", "&", "\\quad", "\\qquad",
  ]
  static let conjunctions: PhraseSet = [
    "and", "so", "then", "hence", "i.e.", "that is", "thus", "or", "即", "故", "因此", "则",
  ]
  static let times: PhraseSet = ["times", "\\times", "×", "\\cdot", "multiplied by", "乘以", "乘"]
  static let both: PhraseSet = ["both directions", "both", "双向"]
  static let all: PhraseSet = ["all", "for all", "for", "the", "over", "a"]
  static let openings: PhraseSet = ["all", "in all", "total for", "total", "共", "合计"]
  static let classifiers: PhraseSet = ["个"]
  static let such: PhraseSet = ["such", "of these", "of those", "of them", "those", "these", "这样的"]
  static let of: PhraseSet = ["of", "with", "at", "，每层", ",每层", ", 每层", "，每个", "每层", "每个", "，每块", "每块"]
  static let equals: PhraseSet = ["=", "→", ":", "："]
  static let signs: PhraseSet = [":", "：", "=", "共", "为", "是"]
  static let inAll: PhraseSet = ["in total", "in all", "altogether", "together"]
  static let joins: PhraseSet = [
    "together", "in total", "in all", "altogether", "have", "has", "give", "gives", "make", "makes", "need",
    "needs", "take", "are", "is", "total", ":", "：", ",", "，", "=", "&=", "&", "→", "合计", "一共", "总共", "共有",
    "共计",
    "共需", "共", "为", "是", "参数量", "参数",
  ]
  /// What may stand for two of what is counted, or for another measure of it.
  static let pairs: PhraseSet = [
    "two", "both", "twice", "pair", " and ", "key", "value", "两", "二", "各", "和", "与",
  ]
  static let otherCounts: PhraseSet = [
    "flop", "mac", "multipl", "byte", "fp16", "fp32", "bf16", "int8", "decoder", "backward", "batch", "token",
    " kb", " mb", " gb",
    "乘加", "浮点", "字节", "解码器", "反向", "批", "序列", "双向",
  ]

  /// Whether a byte behind a number is an operator, a relation or a bracket; × is C3 97.
  static func goesOn(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC3, UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: "/"), UInt8(ascii: "^"),
      UInt8(ascii: "|"):
      true
    default: false
    }
  }

  /// The count that begins at a place.
  static func count(_ joint: inout Joint) -> Int? {
    joint.skipBlanks()
    if let (count, end) = joint.bytes.wholeNumber(at: joint.at, to: joint.end) {
      // 1,024 and 2.5 are no counts.
      if end + 1 < joint.end, joint.bytes[end] == UInt8(ascii: ",") || joint.bytes[end] == UInt8(ascii: "."),
        joint.bytes[end + 1].isASCIIDigit
      {
        return nil
      }
      joint.at = end
      return count
    }
    for (words, count) in words where joint.take(words) { return count }
    return nil
  }

  private static let words: [(PhraseSet, Int)] = [
    (["twelve", "dozen of", "dozen", "十二"], 12), (["two", "两", "二"], 2), (["three", "三"], 3),
    (["four", "四"], 4),
    (["five", "五"], 5), (["six", "六"], 6), (["seven", "七"], 7), (["eight", "八"], 8), (["nine", "九"], 9),
    (["ten", "十"], 10), (["sixteen", "十六"], 16), (["twenty-four", "二十四"], 24),
  ]
}
