import Networks
import Symbolics

/// The numbers that stand beside a word for a part of a network and say which one is meant.
extension SubjectFinder {
  /// The number of "block 2", 残差块2, "second block", 第二个残差块.
  func number(of mention: Mention, on line: TextLine) -> Int? {
    ordinal(of: mention, on: line) ?? trailingNumber(of: mention)
  }

  /// The ordinal before a noun (with at most a classifier between), or the number glued behind it.
  func ordinal(of mention: Mention, on line: TextLine) -> Int? {
    for other in line.mentions where other.range.upperBound <= mention.range.lowerBound {
      guard case .ordinal(let value) = other.noun, mention.range.lowerBound - other.range.upperBound <= 6,
        !crossesStop(other.range.upperBound..<mention.range.lowerBound)
      else { continue }
      return value
    }
    return leadingOrdinal(before: mention.range.lowerBound)
      ?? (mention.noun == .convolution || mention.noun == .block || mention.noun == .stage
        ? trailingNumber(of: mention) : nil)
  }

  /// 第3个卷积层, 第3层卷积.
  private func leadingOrdinal(before offset: Int) -> Int? {
    var at = offset
    // Step over one classifier, 个 or 层.
    let classifiers: [StaticString] = ["个", "层"]
    for classifier in classifiers where working.ends(0..<at, with: classifier) {
      at -= classifier.utf8CodeUnitCount
    }
    let digits = working.bytes.digitsBack(from: at, to: 0, atMost: 3)
    guard digits < at, working.ends(0..<digits, with: "第") else { return nil }
    return Int(working.text(from: digits, to: at))
  }

  private func trailingNumber(of mention: Mention) -> Int? {
    var at = mention.range.upperBound
    if at < working.bytes.count, working.bytes[at] == UInt8(ascii: " ") { at += 1 }
    let start = at
    while at < working.bytes.count, at - start < 3, working.bytes[at].isASCIIDigit { at += 1 }
    guard at > start else { return nil }
    // `3 convolutions 64×64`: a number that goes on is no index.
    if at < working.bytes.count {
      let next = working.bytes[at]
      let goesOn = at + 1 < working.bytes.count && working.bytes[at + 1].isASCIIDigit
      if next.isASCIIDigit || next.isASCIILetter || next == 0xC3 || next == UInt8(ascii: "*")
        || goesOn && (next == UInt8(ascii: ".") || next == UInt8(ascii: ","))
      {
        return nil
      }
    }
    return Int(working.text(from: start, to: at))
  }

  /// Whether nothing but blanks, a number, a comma or 的 stands between: "block 1, total".
  func isIndex(_ range: Range<Int>) -> Bool {
    let genitive = Array("的".utf8)
    if working.bytes[range].elementsEqual(genitive) { return true }
    for index in range {
      let byte = working.bytes[index]
      guard byte.isASCIIDigit || byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") else { return false }
    }
    return true
  }

  func crossesStop(_ range: Range<Int>) -> Bool {
    for index in range
    where working.bytes[index] == UInt8(ascii: ",") || working.bytes[index] == UInt8(ascii: ":") {
      return true
    }
    return false
  }

  /// Whether a noun is counted rather than spoken of: "3 convolutions", 3个卷积层.
  func isCounted(_ mention: Mention, on line: TextLine) -> Bool {
    CountReader.count(before: mention, on: line, in: working) != nil
  }
}
