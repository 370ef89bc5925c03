/// Phrases that are looked for on many lines: where their pairs of bytes are not on a line, it is not read for them.
///
///     private static let words: PhraseSet = ["depthwise", "逐通道卷积"]
///     words.isOn(line, of: bytes)
struct PhraseSet: Sendable, ExpressibleByArrayLiteral {
  private let phrases: [StaticString]
  private let pairs: [BytePairs]
  /// Whether a phrase begins with a byte, in whichever case.
  private let begins: [Bool]

  /// A set of phrases in small letters; of two that begin at one place, the first one is found.
  init(arrayLiteral phrases: StaticString...) {
    self.phrases = phrases
    pairs = phrases.map { phrase in
      var pairs = BytePairs()
      let bytes = UnsafeBufferPointer(start: phrase.utf8Start, count: phrase.utf8CodeUnitCount)
      pairs.insert(bytes, bytes.indices)
      return pairs
    }
    var begins = [Bool](repeating: false, count: 256)
    for phrase in phrases {
      let byte = phrase.utf8Start[0]
      begins[Int(byte)] = true
      if byte.isASCIILetter { begins[Int(byte & ~0x20)] = true }
    }
    self.begins = begins
  }

  /// Whether one of the phrases stands on a line.
  func isOn(_ line: TextLine, of bytes: [UInt8]) -> Bool {
    mayBe(on: line) && Phrases.contains(phrases, in: line.range, of: bytes)
  }

  /// Whether one of the phrases stands in a stretch of a text.
  func isIn(_ range: Range<Int>, of bytes: [UInt8]) -> Bool {
    Phrases.contains(phrases, in: range, of: bytes)
  }

  /// The place of the first of the phrases in a stretch of a text.
  func first(in range: Range<Int>, of bytes: [UInt8]) -> Range<Int>? {
    Phrases.first(of: phrases, in: range, of: bytes)
  }

  /// Whether one of the phrases may stand on a line.
  func mayBe(on line: TextLine) -> Bool { pairs.contains { line.pairs.isSuperset(of: $0) } }

  /// The length of the first of the phrases that begins at a place, a whole word where it ends in a letter.
  func length(at place: Int, until end: Int, in bytes: [UInt8]) -> Int? {
    guard place < end, begins[Int(bytes[place])] else { return nil }
    return bytes.withUnsafeBufferPointer { buffer in
      for phrase in phrases where Phrases.matches(phrase, at: place, until: end, in: buffer) {
        let next = place + phrase.utf8CodeUnitCount
        // `is` is not the beginning of `isotropic`.
        if !buffer[next - 1].isASCIILetter || next >= buffer.count || !buffer[next].isASCIIWordByte {
          return phrase.utf8CodeUnitCount
        }
      }
      return nil
    }
  }
}

/// Which pairs of neighbouring bytes a stretch of text holds, in whichever case. Several pairs share a bit, so that what is
/// told is what may be there.
struct BytePairs: Sendable {
  private var bits = SIMD4<UInt64>(repeating: 0)

  mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard var last = bytes[range].first else { return }
    for byte in bytes[range].dropFirst() {
      let place = Int((last | 0x20) &* 29 &+ (byte | 0x20) &* 3)
      bits[place >> 6] |= 1 << UInt64(place & 63)
      last = byte
    }
  }

  func isSuperset(of other: BytePairs) -> Bool { bits & other.bits == other.bits }
}
