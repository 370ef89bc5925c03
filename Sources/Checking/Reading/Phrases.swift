/// Looks for words in a text without reading it: what most lines lack costs them little.
enum Phrases {
  /// Whether one of some phrases stands in a stretch of bytes, in whichever case. The phrases are in small letters.
  static func contains(_ phrases: [StaticString], in range: Range<Int>, of bytes: [UInt8]) -> Bool {
    first(of: phrases, in: range, of: bytes) != nil
  }

  /// The place of the first of some phrases.
  static func first(of phrases: [StaticString], in range: Range<Int>, of bytes: [UInt8]) -> Range<Int>? {
    var isFirst = [Bool](repeating: false, count: 256)
    for phrase in phrases { isFirst[Int(phrase.utf8Start[0])] = true }
    return bytes.withUnsafeBufferPointer { buffer in
      for at in range.clamped(to: 0..<buffer.count) {
        guard isFirst[Int(folded(buffer[at]))] else { continue }
        for phrase in phrases where matches(phrase, at: at, until: range.upperBound, in: buffer) {
          return at..<at + phrase.utf8CodeUnitCount
        }
      }
      return nil
    }
  }

  private static func matches(
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
