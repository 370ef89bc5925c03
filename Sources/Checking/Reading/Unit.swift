import Symbolics

/// What a number of a working counts, as far as the word behind it tells.
enum Unit: Hashable, Sendable {
  case none, parameters, macs, flops, bytes, tokens, other
  /// A duration; one of it is so many seconds.
  case time(seconds: Rational)

  /// The seconds in one, for durations.
  var seconds: Rational? {
    if case .time(let seconds) = self { return seconds }
    return nil
  }
}

/// Reads the words that may stand behind a number.
enum UnitReader {
  /// The unit that a word names, nil if it names none. The text is lower-cased here.
  static func unit(_ word: ArraySlice<UInt8>) -> Unit? {
    guard let first = word.first else { return nil }
    if first >= 0x80 { return chineseUnit(word) }
    guard word.count <= 12 else { return nil }
    let text = String(decoding: word.map { $0 | ($0.isASCIILetter ? 0x20 : 0) }, as: UTF8.self)
    switch text {
    case "flops", "flop", "ops", "op": return .flops
    case "macs", "mac", "maccs", "macc", "madds", "madd": return .macs
    case "b", "byte", "bytes", "ib", "bit", "bits": return .bytes
    case "params", "param", "parameters", "weights", "parameter": return .parameters
    case "tokens", "token": return .tokens
    case "operations", "multiplications", "additions", "elements", "values", "connections", "neurons",
      "pixels",
      "gpus", "gpu", "layers", "blocks", "times", "images", "steps", "step", "iterations", "batches":
      return .other
    case "s", "sec", "secs", "second", "seconds": return .time(seconds: 1)
    case "ms", "millisecond", "milliseconds": return fraction(1_000)
    case "us", "microsecond", "microseconds": return fraction(1_000_000)
    case "ns", "nanosecond", "nanoseconds": return fraction(1_000_000_000)
    case "min", "minute", "minutes": return .time(seconds: 60)
    case "h", "hour", "hours": return .time(seconds: 3_600)
    case "day", "days": return .time(seconds: 86_400)
    case "week", "weeks": return .time(seconds: 604_800)
    case "month", "months": return .time(seconds: 2_629_800)
    case "year", "years": return .time(seconds: 31_557_600)
    default: return nil
    }
  }

  /// The bytes in one KiB, MiB, GiB or TiB, nil for other words.
  static func binaryScale(_ word: ArraySlice<UInt8>) -> Rational? {
    guard word.count >= 3, word[word.startIndex + 1] == UInt8(ascii: "i") else { return nil }
    let rest = word.dropFirst(2)
    guard rest.elementsEqual("B".utf8) || rest.elementsEqual("Byte".utf8) || rest.elementsEqual("Bytes".utf8)
    else {
      return nil
    }
    let power: Int
    switch word[word.startIndex] {
    case UInt8(ascii: "K"), UInt8(ascii: "k"): power = 1
    case UInt8(ascii: "M"): power = 2
    case UInt8(ascii: "G"): power = 3
    case UInt8(ascii: "T"): power = 4
    default: return nil
    }
    return try? Rational(1_024).raised(to: Rational(power))
  }

  private static func chineseUnit(_ word: ArraySlice<UInt8>) -> Unit? {
    for (spelling, unit) in chinese where word.starts(with: spelling) { return unit }
    return nil
  }

  private static let chinese: [([UInt8], Unit)] = [
    (Array("毫秒".utf8), fraction(1_000)), (Array("微秒".utf8), fraction(1_000_000)),
    (Array("μs".utf8), fraction(1_000_000)), (Array("µs".utf8), fraction(1_000_000)),
    (Array("秒".utf8), .time(seconds: 1)), (Array("分钟".utf8), .time(seconds: 60)),
    (Array("小时".utf8), .time(seconds: 3_600)), (Array("天".utf8), .time(seconds: 86_400)),
    (Array("年".utf8), .time(seconds: 31_557_600)), (Array("个参数".utf8), .parameters),
    (Array("参数".utf8), .parameters), (Array("字节".utf8), .bytes), (Array("次".utf8), .other),
    (Array("个".utf8), .other), (Array("倍".utf8), .other),
  ]

  private static func fraction(_ part: Int) -> Unit {
    guard let seconds = try? Rational(1, over: Int128(part)) else { return .other }
    return .time(seconds: seconds)
  }
}
