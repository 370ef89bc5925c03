/// Phrases that are looked for on many lines: a line that lacks the letters of all of them is not read for them.
///
///     private static let words: PhraseSet = ["depthwise", "逐通道卷积"]
///     words.isOn(line, of: bytes)
struct PhraseSet: Sendable, ExpressibleByArrayLiteral {
  let phrases: [StaticString]
  private let probes: [LineLetters.Probe]
  /// For each byte, in bits, which phrases begin with it, in whichever case.
  private let beginnings: [UInt64]

  /// A set of phrases in small letters; of two that begin at one place, the first one is found.
  init(arrayLiteral phrases: StaticString...) {
    self.phrases = phrases
    probes = phrases.map { phrase in
      LineLetters.Probe(UnsafeBufferPointer(start: phrase.utf8Start, count: phrase.utf8CodeUnitCount))
    }
    var beginnings = [UInt64](repeating: 0, count: 256)
    for (index, phrase) in phrases.enumerated() {
      let byte = phrase.utf8Start[0]
      beginnings[Int(byte)] |= 1 << (index & 63)
      if byte.isASCIILetter { beginnings[Int(byte & ~0x20)] |= 1 << (index & 63) }
    }
    self.beginnings = beginnings
  }

  /// The same for each copy of a set, and for no other set that exists at the time.
  var identity: UInt { probes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }

  /// Whether one of the phrases stands on a line.
  func isOn(_ line: TextLine, of bytes: [UInt8]) -> Bool {
    first(on: line, of: bytes) != nil
  }

  /// The place of the first of the phrases on a line. Only those whose letters are there are looked for.
  func first(on line: TextLine, of bytes: [UInt8]) -> Range<Int>? {
    let asked = line.letters.asked(probes, at: line.place)
    guard asked != 0 else { return nil }
    return beginnings.withUnsafeBufferPointer {
      Phrases.first(of: phrases, beginning: $0, among: asked, in: line.range, of: bytes)
    }
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
    line.letters.lines(holding: probes) >> UInt64(line.place) & 1 != 0
  }

  /// On which of 64 lines one of the phrases may stand, a bit a line.
  func places(in letters: LineLetters) -> UInt64 { letters.lines(holding: probes) }

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
