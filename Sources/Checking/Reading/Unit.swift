import Symbolics

/// What a number of a working counts, as far as the word behind it tells.
enum Unit: Hashable, Sendable {
  case none, parameters, macs, flops, bytes, tokens, other
  case time(Duration)

  /// A unit of time.
  enum Duration: UInt8, Hashable, Sendable {
    case nanosecond, microsecond, millisecond, second, minute, hour, day, week, month, year
  }

  /// The seconds in one, for durations.
  var seconds: Rational? {
    guard case .time(let duration) = self else { return nil }
    switch duration {
    case .nanosecond: return try? Rational(1, over: 1_000_000_000)
    case .microsecond: return try? Rational(1, over: 1_000_000)
    case .millisecond: return try? Rational(1, over: 1_000)
    case .second: return 1
    case .minute: return 60
    case .hour: return 3_600
    case .day: return 86_400
    case .week: return 604_800
    case .month: return 2_629_800
    case .year: return 31_557_600
    }
  }

  /// What one may be counted as, in seconds: a year is 365.25 or 365 days, a month a twelfth of it or 30 days.
  var possibleSeconds: [Rational] {
    guard let seconds else { return [] }
    switch self {
    case .time(.year): return [seconds, 31_536_000]
    case .time(.month): return [seconds, 2_592_000, 2_628_000]
    default: return [seconds]
    }
  }
}

/// Reads the words that may stand behind a number.
enum UnitReader {
  /// The unit that a word names, in whichever case; nil if it names none.
  static func unit(_ word: Range<Int>, in bytes: [UInt8]) -> Unit? {
    guard !word.isEmpty else { return nil }
    if bytes[word.lowerBound] == UInt8(ascii: "\\") {
      return TypesetUnit.plain(word, in: bytes).flatMap { unit($0.indices, in: $0) }
    }
    if bytes[word.lowerBound] >= 0x80 { return chineseUnit(word, in: bytes) }
    guard let wanted = ShortWord(bytes, word) else { return nil }
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].word < wanted { low = middle + 1 } else { high = middle }
    }
    return low < words.count && words[low].word == wanted ? words[low].unit : nil
  }

  /// All words in the order of their letters.
  private static let words: [(word: ShortWord, unit: Unit)] = {
    var table: [(word: ShortWord, unit: Unit)] = []
    for (spellings, unit) in english {
      let bytes = Array(spellings.utf8)
      for spelling in bytes.split(separator: UInt8.space) {
        if let word = ShortWord(bytes, spelling.indices) { table.append((word, unit)) }
      }
    }
    return table.sorted { $0.word < $1.word }
  }()

  private static let english: [(String, Unit)] = [
    ("flops flop ops op", .flops),
    ("macs mac maccs macc madds madd", .macs),
    ("b byte bytes ib bit bits", .bytes),
    ("params param parameters weights parameter", .parameters),
    ("tokens token", .tokens),
    (
      """
      operations additions elements values connections neurons pixels gpus gpu layers blocks times images steps step \
      iterations batches hz
      """, .other
    ),
    ("s sec secs second seconds", .time(.second)),
    ("ms msec msecs millisecond milliseconds", .time(.millisecond)),
    ("us usec usecs microsecond microseconds", .time(.microsecond)),
    ("ns nanosecond nanoseconds", .time(.nanosecond)),
    ("min mins minute minutes", .time(.minute)),
    ("h hr hrs hour hours", .time(.hour)),
    ("day days", .time(.day)),
    ("wk wks week weeks", .time(.week)),
    ("month months", .time(.month)),
    ("yr yrs year years", .time(.year)),
  ]

  /// The bytes in one KiB, MiB, GiB or TiB, or what Ki, Mi, Gi and Ti multiply by; nil for other words.
  static func binaryScale(_ word: Range<Int>, in bytes: [UInt8]) -> Rational? {
    guard word.count >= 2 else { return nil }
    if bytes[word.lowerBound] == UInt8(ascii: "\\") {
      return TypesetUnit.plain(word, in: bytes).flatMap { binaryScale($0.indices, in: $0) }
    }
    guard bytes[word.lowerBound + 1] == UInt8(ascii: "i") else { return nil }
    let rest = bytes[word.lowerBound + 2..<word.upperBound]
    guard
      rest.isEmpty || rest.elementsEqual("B".utf8) || rest.elementsEqual("Byte".utf8)
        || rest.elementsEqual("Bytes".utf8)
    else {
      return nil
    }
    let power: Int
    switch bytes[word.lowerBound] {
    case UInt8(ascii: "K"), UInt8(ascii: "k"): power = 1
    case UInt8(ascii: "M"): power = 2
    case UInt8(ascii: "G"): power = 3
    case UInt8(ascii: "T"): power = 4
    default: return nil
    }
    return try? Rational(1_024).raised(to: Rational(power))
  }

  private static func chineseUnit(_ word: Range<Int>, in bytes: [UInt8]) -> Unit? {
    for (spelling, unit) in chinese where bytes[word].starts(with: spelling) { return unit }
    // Whole words, for 초당 is per second and 일부 a part.
    for (spelling, unit) in korean where bytes[word].elementsEqual(spelling) { return unit }
    return nil
  }

  private static let korean: [([UInt8], Unit)] = [
    (Array("초".utf8), .time(.second)), (Array("시간".utf8), .time(.hour)), (Array("일".utf8), .time(.day)),
    (Array("분".utf8), .time(.minute)),
  ]

  /// Where the Chinese word for a unit ends with which a stretch begins.
  static func end(ofChinese word: Range<Int>, in bytes: [UInt8]) -> Int {
    for (spelling, _) in chinese where bytes[word].starts(with: spelling) {
      return word.lowerBound + spelling.count
    }
    return word.upperBound
  }

  private static let chinese: [([UInt8], Unit)] = [
    (Array("毫秒".utf8), .time(.millisecond)), (Array("微秒".utf8), .time(.microsecond)),
    (Array("μs".utf8), .time(.microsecond)), (Array("µs".utf8), .time(.microsecond)),
    (Array("卡时".utf8), .time(.hour)), (Array("卡小时".utf8), .time(.hour)), (Array("卡天".utf8), .time(.day)),
    (Array("卡日".utf8), .time(.day)), (Array("卡周".utf8), .time(.week)), (Array("卡月".utf8), .time(.month)),
    (Array("卡年".utf8), .time(.year)), (Array("卡秒".utf8), .time(.second)),
    (Array("周".utf8), .time(.week)), (Array("週".utf8), .time(.week)), (Array("个月".utf8), .time(.month)),
    (Array("秒".utf8), .time(.second)), (Array("分钟".utf8), .time(.minute)),
    (Array("分鐘".utf8), .time(.minute)), (Array("小時".utf8), .time(.hour)), (Array("個月".utf8), .time(.month)),
    (Array("小时".utf8), .time(.hour)), (Array("天".utf8), .time(.day)),
    (Array("年".utf8), .time(.year)), (Array("个参数".utf8), .parameters),
    (Array("词元".utf8), .tokens), (Array("参数".utf8), .parameters), (Array("字节".utf8), .bytes),
    (Array("參數".utf8), .parameters), (Array("位元組".utf8), .bytes),
    (Array("次".utf8), .other),
    (Array("个".utf8), .other), (Array("倍".utf8), .other),
  ]
}

/// A word of at most 12 bytes in small letters, as one number: comparing two is one operation.
struct ShortWord: Comparable, Sendable {
  private let packed: UInt128

  init?(_ bytes: [UInt8], _ word: Range<Int>) {
    guard word.count <= 12 else { return nil }
    var packed: UInt128 = 0
    for place in word {
      packed = packed << 8 | UInt128(bytes[place] | (bytes[place].isASCIILetter ? 0x20 : 0))
    }
    self.packed = packed
  }

  static func < (first: ShortWord, second: ShortWord) -> Bool { first.packed < second.packed }
}
