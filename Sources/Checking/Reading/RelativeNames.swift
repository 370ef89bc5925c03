/// Names of other networks of a family that a line cuts short: "BERT: base 110M, large 340M", "EfficientNet-B0 5.3M, B7 66M".
///
/// A word for another size right beside a number makes the number that one's.
struct RelativeNames {
  let bytes: [UInt8]

  /// Adds to the networks of a line those that are named by the word for their size alone.
  func complete(_ line: TextLine) {
    guard let first = line.networks.first(where: { !$0.name.isEmpty }) else { return }
    var known = first
    var found: [NetworkName] = []
    var at = first.range.upperBound
    while at < line.range.upperBound {
      if let name = line.networks.first(where: { $0.range.contains(at) }) {
        if !name.name.isEmpty { known = name }
        at = name.range.upperBound
      } else if let word = word(at: at, until: line.range.upperBound) {
        if let name = name(of: word, beside: known, on: line) { found.append(name) }
        at = max(word.upperBound, at + 1)
      } else {
        at += 1
      }
    }
    guard !found.isEmpty else { return }
    line.networks = (line.networks + found).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// A short word of letters and digits that begins at a place: `large`, `B7`, `L/16`, `34`.
  private func word(at place: Int, until end: Int) -> Range<Int>? {
    guard bytes[place].isASCIIWordByte, place == 0 || !bytes[place - 1].isASCIIWordByte else { return nil }
    var at = bytes.skip(from: place, to: end) { $0.isASCIIWordByte }
    // `L/16`
    if at - place <= 2, bytes[place].isASCIILetter, at + 1 < end, bytes[at] == UInt8(ascii: "/"),
      bytes[at + 1].isASCIIDigit
    {
      at = bytes.skip(from: at + 1, to: end) { $0.isASCIIDigit }
    }
    return place..<at
  }

  private func name(of word: Range<Int>, beside known: NetworkName, on line: TextLine) -> NetworkName? {
    guard word.count <= 8, let setsOff = gapToNumber(behind: word.upperBound, until: line.range.upperBound)
    else { return nil }
    // A number is a size only where a sign sets it off: "ResNet-18: 11.7M, 34: 21.8M".
    if bytes[word].allSatisfy({ $0.isASCIIDigit }) && !setsOff { return nil }
    // A decimal number or one with thousands is no word.
    if word.lowerBound > 0, bytes[word.lowerBound].isASCIIDigit,
      bytes[word.lowerBound - 1] == UInt8(ascii: ".") || bytes[word.lowerBound - 1] == UInt8(ascii: ",")
    {
      return nil
    }
    if let name = NetworkNames.shared.relative(of: known.range, named: word, in: bytes) {
      return name == known.name ? nil : NetworkName(name: name, range: word)
    }
    return RelativeNames.sizes.contains { isEqual(word, to: $0) } ? NetworkName(name: "", range: word) : nil
  }

  /// Whether only signs and words that give a value stand between a word and the number behind it; true where one of them
  /// says that the word is what has the value.
  private func gapToNumber(behind place: Int, until end: Int) -> Bool? {
    var (at, setsOff) = (place, false)
    while at < end, !bytes[at].isASCIIDigit {
      guard let sign = RelativeNames.giving.first(where: { begins(at, with: $0.sign, until: end) }) else {
        return nil
      }
      setsOff = setsOff || sign.setsOff
      at += sign.sign.utf8CodeUnitCount
    }
    return at < end && at > place ? setsOff : nil
  }

  private func begins(_ place: Int, with word: StaticString, until end: Int) -> Bool {
    bytes.withUnsafeBufferPointer { Phrases.matches(word, at: place, until: end, in: $0) }
  }

  private func isEqual(_ word: Range<Int>, to other: StaticString) -> Bool {
    word.count == other.utf8CodeUnitCount && begins(word.lowerBound, with: other, until: word.upperBound)
  }

  private static let giving: [(sign: StaticString, setsOff: Bool)] = [
    (" ", false), (":", true), ("：", true), ("has", true), ("有", true), ("=", false), ("~", false),
    ("≈", false),
    ("(", false), ("（", false), ("with", false), ("is", false), ("about", false), ("约", false), ("为", false),
    ("是", false), ("达", false), ("共", false), ("$", false), ("*", false),
  ]

  private static let sizes: [StaticString] = [
    "tiny", "nano", "pico", "mini", "small", "base", "medium", "large", "huge", "giant", "xl", "xxl",
    "xlarge",
  ]
}
