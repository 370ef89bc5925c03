/// Short names of options that need a look at what stands behind them: `C_{in}`, `in = 3`, `g = 32`, and `dW`, which is
/// no depthwise layer.
enum LayerSubscript {
  /// The option that a word names, with where its name ends; nil for any other word.
  static func read(_ word: Range<Int>, until end: Int, in bytes: [UInt8]) -> (LayerWord, end: Int)? {
    let first = bytes[word.lowerBound]
    switch word.count {
    case 1:
      guard first == UInt8(ascii: "g"), isGiven(word.upperBound, end, bytes) else { return nil }
      return (.groups, word.upperBound)
    case 2:
      if first == UInt8(ascii: "d"), bytes[word.lowerBound + 1] == UInt8(ascii: "W") {
        return (.other, word.upperBound)
      }
      if first | 0x20 == UInt8(ascii: "c"), bytes[word.lowerBound + 1] == UInt8(ascii: "_") {
        return subscripted(word, end, bytes)
      }
      guard first == UInt8(ascii: "i"), bytes[word.lowerBound + 1] == UInt8(ascii: "n"),
        isGiven(word.upperBound, end, bytes)
      else { return nil }
      return (.inputChannels, word.upperBound)
    case 3:
      guard first == UInt8(ascii: "o"), bytes[word.lowerBound + 1] == UInt8(ascii: "u"),
        bytes[word.lowerBound + 2] == UInt8(ascii: "t")
      else { return nil }
      // "out 28×28"
      if isBeforeSquare(word.upperBound, end, bytes) { return (.output, word.upperBound) }
      return isGiven(word.upperBound, end, bytes) ? (.outputChannels, word.upperBound) : nil
    default: return nil
    }
  }

  /// Whether two numbers with a sign of multiplication between them follow.
  private static func isBeforeSquare(_ place: Int, _ end: Int, _ bytes: [UInt8]) -> Bool {
    let start = bytes.skip(from: place, to: end) { $0 == .space || $0 == UInt8(ascii: "$") }
    guard start > place, let first = bytes.wholeNumber(at: start, to: end, below: 100_000) else {
      return false
    }
    let sign = bytes.skip(from: first.end, to: end) { $0 == .space || $0 == UInt8(ascii: "{") }
    for times in ["×", "x", "\\times"] as [StaticString] where bytes.has(times, at: sign) {
      let next = bytes.skip(from: sign + times.utf8CodeUnitCount, to: end) {
        $0 == .space || $0 == UInt8(ascii: "}")
      }
      return next < end && bytes[next].isASCIIDigit
    }
    return false
  }

  /// The number that a word spells where the size of what it counts follows: "ten 5×5 filters".
  static func number(_ word: Range<Int>, until end: Int, in bytes: [UInt8]) -> Int? {
    guard word.upperBound + 1 < end, bytes[word.upperBound] == .space,
      bytes[word.upperBound + 1].isASCIIDigit,
      let spelled = ShortWord(bytes, word)
    else { return nil }
    return numbers.first { $0.word == spelled }?.value
  }

  private static let numbers: [(word: ShortWord, value: Int)] = {
    let values: [(String, Int)] = [
      ("four", 4), ("six", 6), ("eight", 8), ("ten", 10), ("twelve", 12), ("sixteen", 16), ("twenty", 20),
    ]
    return values.compactMap { spelling, value in
      let bytes = Array(spelling.utf8)
      return ShortWord(bytes, bytes.indices).map { ($0, value) }
    }
  }()

  /// "128 in, 256 out": what two short words behind a number say, where nothing goes on with them.
  static func behindNumber(_ word: Range<Int>, until end: Int, in bytes: [UInt8]) -> LayerWord? {
    guard word.count <= 3, word.upperBound < end else { return nil }
    switch bytes[word.upperBound] {
    case UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: "/"): break
    default: return nil
    }
    if bytes[word].elementsEqual("in".utf8) { return .inputChannels }
    return bytes[word].elementsEqual("out".utf8) ? .outputChannels : nil
  }

  /// Whether an equals sign and a single number follow.
  private static func isGiven(_ place: Int, _ end: Int, _ bytes: [UInt8]) -> Bool {
    var at = bytes.skip(from: place, to: end) { $0 == .space }
    guard at < end, bytes[at] == UInt8(ascii: "=") else { return false }
    at = bytes.skip(from: at + 1, to: end) { $0 == .space }
    let start = at
    at = bytes.skip(from: at, to: end) { $0.isASCIIDigit }
    // `in = 28×28×3` is the size of a map.
    return at > start && (at == end || bytes[at] != 0xC3 && bytes[at] != UInt8(ascii: "x"))
  }

  /// `C_{in}`, `C_{\text{out}}`
  private static func subscripted(_ word: Range<Int>, _ end: Int, _ bytes: [UInt8]) -> (LayerWord, end: Int)?
  {
    guard word.upperBound < end, bytes[word.upperBound] == UInt8(ascii: "{") else { return nil }
    var at = word.upperBound
    var depth = 0
    repeat {
      if bytes[at] == UInt8(ascii: "{") { depth += 1 }
      if bytes[at] == UInt8(ascii: "}") { depth -= 1 }
      at += 1
    } while at < end && depth > 0 && at - word.upperBound < 24
    guard depth == 0 else { return nil }
    let inside = word.upperBound..<at
    if Phrases.containsWord(["out"], in: inside, of: bytes) { return (.outputChannels, at) }
    if Phrases.containsWord(["in"], in: inside, of: bytes) { return (.inputChannels, at) }
    return nil
  }
}
