/// Phrases that are looked for on many lines: a line that lacks the letters of all of them is not read for them.
///
///     private static let words: PhraseSet = ["depthwise", "逐通道卷积"]
///     words.isOn(line, of: bytes)
struct PhraseSet: Sendable, ExpressibleByArrayLiteral {
  let phrases: [StaticString]
  private let probes: [LetterGroups.Probe]
  /// For each byte, in bits, which phrases begin with it, in whichever case.
  private let beginnings: [UInt64]

  /// A set of phrases in small letters; of two that begin at one place, the first one is found.
  init(arrayLiteral phrases: StaticString...) {
    self.phrases = phrases
    probes = phrases.map { phrase in
      LetterGroups.Probe(UnsafeBufferPointer(start: phrase.utf8Start, count: phrase.utf8CodeUnitCount))
    }
    var beginnings = [UInt64](repeating: 0, count: 256)
    for (index, phrase) in phrases.enumerated() {
      let byte = phrase.utf8Start[0]
      beginnings[Int(byte)] |= 1 << (index & 63)
      if byte.isASCIILetter { beginnings[Int(byte & ~0x20)] |= 1 << (index & 63) }
    }
    self.beginnings = beginnings
  }

  /// Whether one of the phrases stands on a line.
  func isOn(_ line: TextLine, of bytes: [UInt8]) -> Bool {
    mayBe(on: line) && isIn(line.range, of: bytes)
  }

  /// Whether one of the phrases stands in a stretch of a text.
  func isIn(_ range: Range<Int>, of bytes: [UInt8]) -> Bool {
    first(in: range, of: bytes) != nil
  }

  /// The place of the first of the phrases in a stretch of a text.
  func first(in range: Range<Int>, of bytes: [UInt8]) -> Range<Int>? {
    beginnings.withUnsafeBufferPointer {
      Phrases.first(of: phrases, beginning: $0, in: range, of: bytes)
    }
  }

  /// Whether one of the phrases may stand on a line.
  func mayBe(on line: TextLine) -> Bool {
    line.letters.mayHold(probes)
  }

  /// The length of the first of the phrases that begins at a place, a whole word where it ends in a letter.
  func length(at place: Int, until end: Int, in bytes: [UInt8]) -> Int? {
    index(at: place, until: end, in: bytes).map { phrases[$0].utf8CodeUnitCount }
  }

  /// Which phrase is the first that begins at a place, a whole word where it ends in a letter.
  func index(at place: Int, until end: Int, in bytes: [UInt8]) -> Int? {
    guard place < end, beginnings[Int(bytes[place])] != 0 else { return nil }
    return bytes.withUnsafeBufferPointer { buffer in
      phrases.firstIndex { phrase in
        guard Phrases.matches(phrase, at: place, until: end, in: buffer) else { return false }
        let next = place + phrase.utf8CodeUnitCount
        // `is` is not the beginning of `isotropic`.
        return !buffer[next - 1].isASCIILetter || next >= buffer.count || !buffer[next].isASCIIWordByte
      }
    }
  }
}

/// Which groups of two and three neighbouring bytes a stretch of text holds, in whichever case.
///
/// Several groups share a bit, so that what is told is what may be there. A line of 60 bytes sets about one bit in nine, and
/// a phrase asks for three, so that a line is rarely read for nothing.
struct LetterGroups: Sendable {
  private var bits: [UInt64]

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else {
      bits = []
      return
    }
    bits = [UInt64](repeating: 0, count: 16)
    bits.withUnsafeMutableBufferPointer { words in
      words[0] = 1
      var group = UInt32(bytes[range.lowerBound] | 0x20)
      var place = range.lowerBound + 1
      while place < range.upperBound {
        group = (group << 8 | UInt32(bytes[place] | 0x20)) & 0xFF_FFFF
        words[Self.pair(group)] = true
        // The first group has two bytes only.
        if group > 0xFFFF { words[Self.triple(group)] = true }
        place += 1
      }
    }
  }

  /// Whether all that one of some phrases asks for is there.
  @inline(__always)
  func mayHold(_ probes: [Probe]) -> Bool {
    guard !bits.isEmpty else { return false }
    return bits.withUnsafeBufferPointer { words in
      probes.contains { words[$0.first] && words[$0.middle] && words[$0.last] }
    }
  }

  /// What is asked for to know whether a phrase may be there: three of its groups.
  struct Probe: Sendable {
    fileprivate let first: UInt16
    fileprivate let middle: UInt16
    fileprivate let last: UInt16

    init(_ phrase: UnsafeBufferPointer<UInt8>) {
      func group(at place: Int) -> UInt32 {
        phrase[max(0, place - 2)...place].reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
      }
      switch phrase.count {
      // Every line that is not empty has bit 0.
      case 0, 1: (first, middle, last) = (0, 0, 0)
      case 2:
        first = LetterGroups.pair(group(at: 1))
        (middle, last) = (first, first)
      default:
        first = LetterGroups.triple(group(at: 2))
        middle = LetterGroups.triple(group(at: (phrase.count + 1) / 2))
        last = LetterGroups.triple(group(at: phrase.count - 1))
      }
    }
  }

  // Fibonacci hashing: the upper ten bits of a product with 2³² / φ.
  private static func pair(_ group: UInt32) -> UInt16 { UInt16(((group & 0xFFFF) &* 0x9E37_79B1) >> 22) }
  private static func triple(_ group: UInt32) -> UInt16 { UInt16((group &* 0x9E37_79B1) >> 22) }
}

extension UnsafeBufferPointer<UInt64> {
  fileprivate subscript(bit: UInt16) -> Bool { self[Int(bit >> 6)] >> UInt64(bit & 63) & 1 != 0 }
}

extension UnsafeMutableBufferPointer<UInt64> {
  fileprivate subscript(bit: UInt16) -> Bool {
    get { self[Int(bit >> 6)] >> UInt64(bit & 63) & 1 != 0 }
    nonmutating set { if newValue { self[Int(bit >> 6)] |= 1 << UInt64(bit & 63) } }
  }
}
