import Symbolics

/// Calculations that a text calls wrong itself: "Not 9·512 = 4,680 but 4,608", 错解：16×75=1206, "❌ 3·3·64 = 586".
struct Denial {
  let working: HandCalculation
  /// Where the calculation stands.
  let range: Range<Int>

  /// Whether the words right before or right behind the calculation say that it is wrong.
  var isStated: Bool {
    let line = working.line(at: range.lowerBound)
    let start = max(working.lineStarts[line], range.lowerBound - 40)
    let lineEnd =
      line + 1 < working.lineStarts.count ? working.lineStarts[line + 1] : working.bytes.count
    return isDenied(before: start) || isDenied(behind: min(lineEnd, range.upperBound + 32)) || isReplaced
  }

  /// "replace 9·512 = 4,680 by …", 把 16×75=1206 改为 …: an erratum's first half.
  private var isReplaced: Bool {
    let around = Neighbourhood(working: working)
    var behind = Joint(working.bytes, from: range.upperBound, to: around.lineEnd(of: range.upperBound))
    behind.skipQuotes()
    guard behind.take(Denial.replacing) else { return false }
    var end = around.back(from: range.lowerBound)
    while end > 0, Denial.isBetween(working.bytes[end - 1]) { end -= 1 }
    return around.start(of: ["replace", "change", "correct", "将", "把", "请将", "应将"], endingAt: end) != nil
  }

  private static let replacing: PhraseSet = [
    "by", "with", "to", "into", "改为", "改成", "更正为", "换成", "替换为", "修改为", "订正为",
  ]

  private func isDenied(before start: Int) -> Bool {
    let bytes = working.bytes
    var end = range.lowerBound
    while end > start, Denial.isBetween(bytes[end - 1]) || Denial.endsColon(end, bytes) {
      end -= Denial.endsColon(end, bytes) ? 3 : 1
    }
    return Denial.before.contains { word in
      let count = word.utf8CodeUnitCount
      guard end - count >= start, working.ends(start..<end, with: word, ignoringCase: true) else {
        return false
      }
      return word.utf8Start[0] >= 0x80 || end == count || !bytes[end - count - 1].isASCIIWordByte
    }
  }

  private func isDenied(behind end: Int) -> Bool {
    let start = min(range.upperBound, end)
    if let word = Denial.behind.first(in: start..<end, of: working.bytes) {
      // Another calculation between them is the one that is meant.
      return !working.bytes[start..<word.lowerBound].contains { $0 == UInt8(ascii: "=") || $0.isASCIIDigit }
    }
    return isCorrected(start..<end)
  }

  /// `= 9480" should read …`, "= 27; it should be 28", `= 27，应为 28`: what is right follows, in figures.
  private func isCorrected(_ behind: Range<Int>) -> Bool {
    let bytes = working.bytes
    guard let word = Denial.correcting.first(in: behind, of: bytes),
      word.lowerBound - behind.lowerBound <= 12,
      !bytes[behind.lowerBound..<word.lowerBound].contains(where: {
        $0 == UInt8(ascii: "=") || $0.isASCIIDigit || $0 == UInt8(ascii: "\n")
      })
    else { return false }
    var at = word.upperBound
    let limit = min(bytes.count, at + 24)
    at = bytes.skip(from: at, to: limit) {
      Denial.isBetween($0) || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: ">")
    }
    if at + 2 < bytes.count, bytes[at] == 0xEF, bytes[at + 1] == 0xBC, bytes[at + 2] == 0x9A { at += 3 }
    return at < bytes.count && bytes[at].isASCIIDigit
  }

  private static let correcting: PhraseSet = [
    "should read", "should be", "should have been", "should say", "must be", "must read", "应为", "应该是", "应是",
    "应当是", "应改为",
    "更正为", "正确的是", "正确值是", "正确答案是",
  ]

  private static func isBetween(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "$"),
      UInt8(ascii: "("), UInt8(ascii: "_"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
      true
    default: false
    }
  }

  /// ： is EF BC 9A.
  private static func endsColon(_ end: Int, _ bytes: [UInt8]) -> Bool {
    end >= 3 && bytes[end - 1] == 0x9A && bytes[end - 2] == 0xBC && bytes[end - 3] == 0xEF
  }

  private static let before: [StaticString] = [
    "wrong", "wrong answer", "incorrect", "mistaken", "false", "not", "isn't", "isn’t", "wasn't", "wasn’t",
    "aren't", "aren’t", "ain't",
    "doesn't equal", "does not equal", "wrong is", "instead of", "rather than",
    "you wrote", "you write", "you had", "you put", "you got", "don't write", "do not write", "never write",
    "mistake", "common error", "typo", "pitfall", "not true that", "not the case that", "written as",
    "miswritten as", "misprinted as", "写成", "写成了", "写作", "算成", "算成了", "印成", "误作", "误为", "你写的是",
    "你写的", "你写", "你算的是", "你得到",
    "错解",
    "错误答案", "错误解法", "错误写法", "错误的是", "错误", "错答", "错", "误解", "误算", "不是", "并非", "❌", "✗", "✘", "✖",
  ]
  private static let behind: PhraseSet = [
    "would be a mistake", "would be an error", "would be wrong", "is mistaken", ": mistaken", "— mistaken",
    "[sic]", "(sic)", "were the case", "were true,", "were so,", "−1 point", "-1 point", "–1 point",
    "no points",
    "no marks", "zero points", "zero marks", "points off", "point off", "n't right", "n’t right", "不得分", "零分",
    "is wrong", "was wrong", "<- wrong", "<-- wrong", "← wrong", "# wrong", "// wrong", "-- wrong",
    "wrong, see",
    "<- 错", "← 错", "# 错", "// 错", "are wrong", "be wrong", "is false", "is incorrect", "is not right",
    "is not true",
    "is not correct", "is a mistake", "right? no", "correct? no", "true? no", "对吗?不", "对吗？不", "(wrong",
    "(instead of", "(not ", "（而不是", "(而不是", "（不是",
    "(false",
    "(incorrect", "❌", "✗", "✘", "是错", "错误", "错了", "不对", "不正确", "(错", "（错",
  ]
  /// What stands on every line that calls something wrong.
  static let words: PhraseSet = [
    "wrong", "incorrect", "mistake", "mistaken", "sic]", "sic)", " were ", "point", " marks", "不得分", "零分",
    "false", "not", "n't", "n’t", "replace", "change", "correct", "改", "换成",
    "instead of", "rather than", "right? no", "correct? no",
    "true? no",
    "typo", "pitfall", "common error", "错", "误", "不是", "而不是", "并非", "不对", "不正确", "对吗", "❌", "✗", "✘", "✖",
    "you w", "you had", "you put", "you got", "write",
    "written", "printed as", "should", "must be", "must read", "应", "更正", "正确", "写", "算成", "印成",
    "你得到",
  ]
}

extension Joint {
  /// Passes over blanks and what closes a quotation or a formula.
  fileprivate mutating func skipQuotes() {
    skipBlanks()
    while at < end,
      bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "`") || bytes[at] == UInt8(ascii: "$")
    {
      at += 1
    }
    skipBlanks()
  }
}
