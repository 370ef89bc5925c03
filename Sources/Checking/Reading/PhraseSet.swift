/// Phrases that are looked for on many lines: where their pairs of bytes are not on a line, it is not read for them.
///
///     private static let words: PhraseSet = ["depthwise", "逐通道卷积"]
///     words.isOn(line, of: bytes)
struct PhraseSet: Sendable, ExpressibleByArrayLiteral {
  let phrases: [StaticString]
  private let pairs: [BytePairs]
  /// For each byte, in bits, which phrases begin with it, in whichever case.
  private let beginnings: [UInt64]

  /// A set of phrases in small letters; of two that begin at one place, the first one is found.
  init(arrayLiteral phrases: StaticString...) {
    self.phrases = phrases
    pairs = phrases.map { phrase in
      var pairs = BytePairs()
      let bytes = UnsafeBufferPointer(start: phrase.utf8Start, count: phrase.utf8CodeUnitCount)
      pairs.insert(bytes, bytes.indices)
      return pairs
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
    !line.range.isEmpty && pairs.contains { line.pairs.isSuperset(of: $0) }
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

/// Which pairs of neighbouring bytes a stretch of text holds, in whichever case. Several pairs share a bit, so that what is
/// told is what may be there.
struct BytePairs: Sendable {
  private var bits = SIMD4<UInt64>(repeating: 0)

  mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard range.count > 1 else { return }
    var last = bytes[range.lowerBound] | 0x20
    // Into plain words: setting an element of the vector would write and read all of it for each byte.
    withUnsafeMutableBytes(of: &bits) { raw in
      let words = raw.assumingMemoryBound(to: UInt64.self)
      for place in range.dropFirst() {
        let byte = bytes[place] | 0x20
        let bit = last &* 29 &+ byte &* 3
        words[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
        last = byte
      }
    }
  }

  func isSuperset(of other: BytePairs) -> Bool { bits & other.bits == other.bits }
}
