/// Looks for words in a text without reading it: what most lines lack costs them little.
enum Phrases {
  /// Whether one of some phrases stands in a stretch of bytes, in whichever case. The phrases are in small letters.
  static func contains(_ phrases: [StaticString], in range: Range<Int>, of bytes: [UInt8]) -> Bool {
    first(of: phrases, in: range, of: bytes) != nil
  }

  /// Whether one of some words of small letters stands in a stretch of bytes, not as a part of another word.
  static func containsWord(_ words: [StaticString], in range: Range<Int>, of bytes: [UInt8]) -> Bool {
    first(of: words, in: range, of: bytes, areWords: true) != nil
  }

  /// The place of the first of some phrases, or words.
  ///
  /// A table tells which phrases begin with a byte, so that at most places none is compared.
  static func first(
    of phrases: [StaticString], in range: Range<Int>, of bytes: [UInt8], areWords: Bool = false
  ) -> Range<Int>? {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 256) { beginnings in
      beginnings.initialize(repeating: 0)
      for (index, phrase) in phrases.enumerated() {
        let byte = phrase.utf8Start[0]
        beginnings[Int(byte)] |= 1 << (index & 63)
        if byte.isASCIILetter { beginnings[Int(byte & ~0x20)] |= 1 << (index & 63) }
      }
      return first(
        of: phrases, beginning: UnsafeBufferPointer(beginnings), in: range, of: bytes, areWords: areWords)
    }
  }

  /// The place of the first of some phrases, or words.
  ///
  /// - Parameters:
  ///   - beginnings: for each byte, in bits, which phrases begin with it.
  ///   - asked: in bits, the phrases that are looked for.
  static func first(
    of phrases: [StaticString], beginning beginnings: UnsafeBufferPointer<UInt64>, among asked: UInt64 = .max,
    in range: Range<Int>, of bytes: [UInt8], areWords: Bool = false
  ) -> Range<Int>? {
    bytes.withUnsafeBufferPointer { buffer in
      for at in range.clamped(to: 0..<buffer.count) {
        var candidates = beginnings[Int(buffer[at])] & asked
        while candidates != 0 {
          for index in stride(from: candidates.trailingZeroBitCount, to: phrases.count, by: 64)
          where matches(phrases[index], at: at, until: range.upperBound, in: buffer) {
            let place = at..<at + phrases[index].utf8CodeUnitCount
            if !areWords || isWord(place, in: buffer) { return place }
          }
          candidates &= candidates - 1
        }
      }
      return nil
    }
  }

  private static func isWord(_ place: Range<Int>, in buffer: UnsafeBufferPointer<UInt8>) -> Bool {
    (place.lowerBound == 0 || !buffer[place.lowerBound - 1].isASCIIWordByte)
      && (place.upperBound == buffer.count || !buffer[place.upperBound].isASCIIWordByte)
  }

  static func matches(
    _ phrase: StaticString, at place: Int, until end: Int, in buffer: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let count = phrase.utf8CodeUnitCount
    guard place + count <= min(end, buffer.count) else { return false }
    for offset in 0..<count where folded(buffer[place + offset]) != phrase.utf8Start[offset] { return false }
    return true
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 { byte.isASCIILetter ? byte | 0x20 : byte }
}
