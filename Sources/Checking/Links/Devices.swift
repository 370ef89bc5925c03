import Symbolics

/// On how many devices a duration counts: `29 days on 1 GPU`, `6 hours on 10,000 GPUs`, `1000 张卡 70 小时`.
enum Devices {
  /// The number of devices that is stated right behind a duration; nil where none is.
  static func count(behind side: Chain.Side, in bytes: [UInt8]) -> Rational? {
    side.unit.seconds != nil ? stated(behind: side, in: bytes) : nil
  }

  /// The number that follows a duration without a noun, `15.6 days on 2,000`, behind one that has it.
  static func bareCount(behind side: Chain.Side, in bytes: [UInt8]) -> Rational? {
    let start = min(side.located.range.upperBound, bytes.count)
    var joint = Joint(bytes, from: start, to: bytes.endOfLine(from: start, atMost: 48))
    _ = joint.takeUnits()
    guard joint.take(Devices.on) else { return nil }
    joint.skipBlanks()
    guard
      let count = MeasureReader.measures(in: joint.at..<max(joint.at, joint.end), of: bytes).first,
      count.range.lowerBound == joint.at, count.numeral.value.isInteger, count.numeral.value >= .one
    else { return nil }
    joint.at = count.endOfDigits(in: bytes)
    return joint.isAtClauseEnd() ? count.numeral.value : nil
  }

  private static let on: PhraseSet = ["on", "with", "using", "for"]

  /// The number of devices that is stated right behind a number of any kind: `78,700 (8 GPUs)`.
  static func stated(behind side: Chain.Side, in bytes: [UInt8]) -> Rational? {
    let start = min(side.located.range.upperBound, bytes.count)
    var end = start
    while end < bytes.count, end - start < 48, !endsClause(at: end, in: bytes) { end += 1 }
    return count(in: start..<end, of: bytes)
  }

  /// Whether another thing begins: a semicolon, a colon, a comma that parts no digits, 、，；：.
  private static func endsClause(at place: Int, in bytes: [UInt8]) -> Bool {
    switch bytes[place] {
    case UInt8(ascii: ";"), UInt8(ascii: ":"): true
    case UInt8(ascii: ","):
      place + 1 >= bytes.count || !bytes[place + 1].isASCIIDigit || !bytes[place - 1].isASCIIDigit
    case 0xEF where place + 2 < bytes.count && bytes[place + 1] == 0xBC:
      [0x8C, 0x9A, 0x9B].contains(bytes[place + 2])
    case 0xE3 where place + 2 < bytes.count && bytes[place + 1] == 0x80: bytes[place + 2] == 0x82
    default: false
    }
  }

  /// The number of devices in a stretch of text that ends where another thing begins: `100 A100 GPUs`, `one A100`.
  static func count(in range: Range<Int>, of bytes: [UInt8]) -> Rational? {
    var at = range.lowerBound
    let limit = range.upperBound
    var count: Rational?
    var digits: Int?
    // 8 of `8 A100`, whose noun may follow.
    var ofModel: Rational?
    while at < limit {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "="), UInt8(ascii: "\n"), UInt8(ascii: "|"): return ofModel
      // What stands before a semicolon or a colon was another thing.
      case UInt8(ascii: ";"), UInt8(ascii: ":"):
        if let count { return count }
        digits = nil
      case _ where byte.isASCIIDigit:
        digits = (digits ?? 0) * 10 + Int(byte - 0x30)
        guard let sum = digits, sum < 100_000_000 else { return nil }
      case UInt8(ascii: ","): break
      case _ where byte.isASCIILetter:
        let end = bytes.skip(from: at, to: limit) { $0.isASCIIWordByte || $0 == UInt8(ascii: "-") }
        let word = Doubt.text(bytes[at..<end])
        if isDevice(word) { return digits.map { Rational($0) } ?? count }
        if word == "one" || word == "a" || word == "single" { count = .one }
        if isModel(word), digits == nil, count == .one { return count }
        if isModel(word), word != "x", let digits { ofModel = Rational(digits) }
        if digits != nil, !isModel(word) { digits = nil }
        at = end
        continue
      default:
        // 卡 is E5 8D A1.
        if byte == 0xE5, at + 2 < limit, bytes[at + 1] == 0x8D, bytes[at + 2] == 0xA1 {
          return digits.map { Rational($0) }
        }
        // 万 is E4 B8 87.
        if byte == 0xE4, at + 2 < limit, bytes[at + 1] == 0xB8, bytes[at + 2] == 0x87, let some = digits {
          guard some < 10_000 else { return nil }
          digits = some * 10_000
          at += 2
        }
      }
      at += 1
    }
    return ofModel
  }

  private static func isDevice(_ word: String) -> Bool {
    switch word {
    case "gpu", "gpus", "tpu", "tpus", "card", "cards", "device", "devices", "accelerators", "chips", "v100s",
      "a100s", "h100s", "h800s", "a800s":
      true
    default: false
    }
  }

  /// `8 A100 GPUs`: the name of a chip between the number and the noun.
  private static func isModel(_ word: String) -> Bool {
    ["a100", "h100", "v100", "h800", "a800", "h200", "b200", "p100", "tpuv3", "tpuv4", "x"].contains(word)
  }
}
