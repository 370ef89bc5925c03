import Derivations
import Symbolics

/// Parts of a network by names that nobody knows: "GoogLeNet 3a: … = 163,696", "fire2 of SqueezeNet: total = 11,920".
extension Calculation {
  /// Whether what stands on a line between a network's name and a total, or right before the name, may name a part of it.
  func isNamedAsPart(_ entry: Entry, on line: TextLine) -> Bool {
    let place = entry.chain.range.lowerBound
    let sentence = sentence(around: place, on: line)
    if endsSum(before: place, from: sentence.lowerBound) { return true }
    let names = line.networks.filter { sentence.contains($0.range.lowerBound) && !$0.name.isEmpty }
    guard let name = names.last(where: { $0.range.upperBound <= place }) else { return false }
    return holdsNumberedName(name.range.upperBound..<place) || isPartOfName(name, on: line)
  }

  /// `163,328 weights + 368 biases = 163,696`: what looks like a name is the unit of a sum's last addend.
  private func endsSum(before place: Int, from start: Int) -> Bool {
    let bytes = working.bytes
    var at = bytes.skipBack(from: place, to: start) { $0 == .space || $0 == UInt8(ascii: "(") }
    guard at > start, bytes[at - 1].isASCIIDigit else { return false }
    at = bytes.skipBack(from: at, to: max(start, place - 24)) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") || $0 == .space
    }
    return at > start && bytes[at - 1] == UInt8(ascii: "+")
  }

  /// "3a", "fire2", "down 1", "Mixed_5b": a word with a number in it, or with one behind it, that is no size and no count.
  private func holdsNumberedName(_ range: Range<Int>) -> Bool {
    working.bytes.containsRun(in: range, of: { $0.isASCIIWordByte }, where: isNumberedName)
  }

  private func isNumberedName(_ word: Range<Int>) -> Bool {
    let bytes = working.bytes[word]
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 16,
      bytes.contains(where: { $0.isASCIIDigit }), bytes.contains(where: { $0.isASCIILetter })
    else { return false }
    // `3a`, but not `50M`, `224x224`; `fire2`, but not `v2`, `fp16`.
    if first.isASCIIDigit {
      return (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(last)
        && bytes.dropLast().allSatisfy { $0.isASCIIDigit }
    }
    let letters = bytes.prefix { $0.isASCIILetter || $0 == UInt8(ascii: "_") }
    guard letters.count >= 3, last.isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(last)
    else {
      return false
    }
    return !isKnownWord(working.text(word.lowerBound..<word.lowerBound + letters.count))
  }

  /// "Inception (3a) in GoogLeNet", "fire2 of SqueezeNet".
  private func isPartOfName(_ name: NetworkName, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let at = bytes.skipBack(from: name.range.lowerBound, to: line.range.lowerBound) { $0 == .space }
    let near = line.stretch(before: at, atMost: 4)
    guard let word = Calculation.partOf.first(where: { working.ends(near, with: $0) }) else { return false }
    let end = at - word.utf8CodeUnitCount
    return holdsNumberedName(line.stretch(before: end, atMost: 16))
  }

  private static let partOf: [StaticString] = [" in", " of"]
}
