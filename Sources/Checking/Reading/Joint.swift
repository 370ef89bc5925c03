import Symbolics

/// The few words that may stand between two numbers, or behind one, read byte by byte.
///
/// Only what is known for sure is passed over: with any other word between them two numbers are not about one thing.
struct Joint {
  let bytes: [UInt8]
  /// The place reached.
  var at: Int
  /// Where the text ends that may be looked at.
  let end: Int

  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    at = min(max(start, 0), bytes.count)
    self.end = min(max(end, 0), bytes.count)
  }

  var isAtEnd: Bool { at >= end }

  /// Passes over blanks, marks of emphasis, and what LaTeX sets around a unit: `10^{5}\,\mathrm{s}`.
  mutating func skipBlanks() {
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "$"),
        UInt8(ascii: "}"):
        at += 1
      case UInt8(ascii: "\\"):
        guard let length = Joint.setting.length(at: at, until: end, in: bytes) else { return }
        at += length
      // U+00A0
      case 0xC2 where at + 1 < end && bytes[at + 1] == 0xA0: at += 2
      default: return
      }
    }
  }

  /// Passes over one of some phrases, of which a longer one has to come first.
  mutating func take(_ phrases: PhraseSet) -> Bool {
    skipBlanks()
    guard let length = phrases.length(at: at, until: end, in: bytes) else { return false }
    at += length
    return true
  }

  /// Passes over what a number counts, up to four words: `trainable parameters`, `bytes in total`, 次乘加. Whether one of
  /// them says that several devices count together.
  mutating func takeUnits() -> Bool {
    var countsDevices = false
    for _ in 0..<4 {
      if take(Joint.devices) {
        countsDevices = true
        _ = take(Joint.hyphen)
      } else if !take(Joint.units) {
        break
      }
    }
    skipBlanks()
    return countsDevices
  }

  /// Whether the clause ends here: nothing follows, or a sign that parts it from what follows.
  func isAtClauseEnd() -> Bool {
    guard at < end else { return true }
    switch bytes[at] {
    case UInt8(ascii: "."), UInt8(ascii: ","):
      return at + 1 >= bytes.count || !bytes[at + 1].isASCIIWordByte
    case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "\r"),
      UInt8(ascii: "\n"):
      return true
    // ，！；） are EF BC 8C, 81, 9B, 89; 。 is E3 80 82.
    case 0xEF:
      return at + 2 < end && bytes[at + 1] == 0xBC && [0x8C, 0x81, 0x9B, 0x89].contains(bytes[at + 2])
    case 0xE3: return at + 2 < end && bytes[at + 1] == 0x80 && bytes[at + 2] == 0x82
    default: return false
    }
  }

  private static let setting: PhraseSet = ["\\,", "\\;", "\\ ", "\\mathrm{", "\\textrm{", "\\text{"]
  static let approximations: PhraseSet = [
    "approximately", "approx.", "approx", "about", "roughly", "around", "nearly", "almost", "some", "~", "≈",
    "∼", "\\approx", "\\sim", "大约是", "大约为", "大约", "约等于", "约为", "约是", "约", "近",
  ]
  static let opening: PhraseSet = ["(", "（"]
  static let closing: PhraseSet = [")", "）"]

  private static let hyphen: PhraseSet = ["-"]
  private static let devices: PhraseSet = [
    "gpu", "gpus", "tpu", "a100", "h100", "v100", "h800", "卡时", "卡小时", "卡天", "卡",
  ]
  private static let units: PhraseSet = [
    "in total", "altogether", "total", "trainable", "learnable", "parameters", "parameter", "params", "param",
    "weights", "weight", "bytes", "byte", "b", "flops", "flop", "macs", "mac", "multiply-adds",
    "multiply-add", "multiply--adds", "multiply–adds",
    "multiply-accumulates", "multiplications", "mult-adds", "operations", "ops", "seconds", "second", "secs",
    "sec", "s", "hours", "hour", "hrs", "h", "days", "day", "weeks", "week", "months", "month", "years",
    "year", "minutes", "minute", "min", "milliseconds", "ms", "tokens", "token", "values", "activations",
    "elements", "features", "neurons", "pixels", "entries", "个特征", "维特征", "次乘法运算", "次乘法", "次加法", "个参数", "参数量",
    "参数", "个权重", "权重", "次乘加运算", "次乘加", "次浮点运算", "次运算", "乘加",
    "次", "字节", "毫秒", "秒", "分钟", "小时", "天", "周", "个月", "年", "词元", "个",
  ]

  /// Whether a bracket that is read as a part of its number holds no other words than units: not `(117M in the paper)`.
  static func holdsOnlyUnits(_ bracket: Range<Int>, in bytes: [UInt8]) -> Bool {
    var tokens: [Token] = []
    Lexer.read(bytes, in: bracket, into: &tokens)
    for token in tokens where token.kind.isWord {
      var joint = Joint(bytes, from: token.range.lowerBound, to: token.range.upperBound)
      _ = joint.takeUnits()
      guard joint.isAtEnd else { return false }
    }
    return true
  }
}
