import Symbolics

/// Short walks over the bytes of a text, never beyond a limit.
extension [UInt8] {
  /// The end of a line, so many bytes behind a place at most: what stands on the next line belongs to no number of this one.
  func endOfLine(from place: Int, atMost count: Int) -> Int {
    skip(from: place, to: Swift.min(self.count, place + count)) { $0 != 0x0A && $0 != 0x0D }
  }

  /// The first place from a place on whose byte is not passed over, at most a limit.
  @inline(__always)
  func skip(from place: Int, to limit: Int, over isSkipped: (UInt8) -> Bool) -> Int {
    var at = Swift.max(place, 0)
    let end = Swift.min(limit, count)
    while at < end, isSkipped(self[at]) { at += 1 }
    return at
  }

  /// The last place up to a place behind a byte that is not passed over, at least a limit.
  @inline(__always)
  func skipBack(from place: Int, to limit: Int, over isSkipped: (UInt8) -> Bool) -> Int {
    var at = Swift.min(place, count)
    let start = Swift.max(limit, 0)
    while at > start, isSkipped(self[at - 1]) { at -= 1 }
    return at
  }

  /// The place behind blanks and tabs.
  func skipBlanks(from place: Int, to limit: Int) -> Int { skip(from: place, to: limit, over: Doubt.isBlank) }

  /// The place before the blanks and tabs that end at a place.
  func skipBlanksBack(from place: Int, to limit: Int) -> Int {
    skipBack(from: place, to: limit, over: Doubt.isBlank)
  }

  /// The place before the digits that end at a place, so many at most.
  func digitsBack(from place: Int, to limit: Int, atMost count: Int) -> Int {
    skipBack(from: place, to: Swift.max(limit, place - count)) { $0.isASCIIDigit }
  }

  /// Whether one of the runs of bytes of a kind in a stretch, such as its words, meets a condition.
  @inline(__always)
  func containsRun(
    in range: Range<Int>, of isPart: (UInt8) -> Bool, where isMeant: (Range<Int>) -> Bool
  ) -> Bool {
    var at = range.lowerBound
    while true {
      let start = skip(from: at, to: range.upperBound) { !isPart($0) }
      at = skip(from: start, to: range.upperBound, over: isPart)
      if start == at { return false }
      if isMeant(start..<at) { return true }
    }
  }

  /// The whole number whose digits begin at a place, with the place behind them; what is larger than a limit is not read to
  /// its end.
  func wholeNumber(at place: Int, to limit: Int, below bound: Int = 1_000_000) -> (value: Int, end: Int)? {
    var value = 0
    let end = skip(from: place, to: limit) {
      guard $0.isASCIIDigit, value < bound else { return false }
      value = value * 10 + Int($0 - UInt8(ascii: "0"))
      return true
    }
    return end > place ? (value, end) : nil
  }

  /// The whole number whose digits end at a place, so many at most.
  func wholeNumber(endingAt place: Int, to limit: Int, digits count: Int) -> Int? {
    wholeNumber(at: digitsBack(from: place, to: limit, atMost: count), to: place, below: .max / 16)?.value
  }

  /// The whole numbers of a stretch, in order.
  func wholeNumbers(in range: Range<Int>) -> [WholeNumber] {
    var numbers: [WholeNumber] = []
    var at = range.lowerBound
    while true {
      at = skip(from: at, to: range.upperBound) { !$0.isASCIIDigit }
      guard let (value, end) = wholeNumber(at: at, to: range.upperBound) else { return numbers }
      numbers.append(
        WholeNumber(
          value: value, range: at..<end, isPartOfWord: at > range.lowerBound && self[at - 1].isASCIIWordByte))
      at = end
    }
  }
}

/// A whole number where it stands in a text.
struct WholeNumber {
  let value: Int
  let range: Range<Int>
  /// Whether a letter or a digit stands right before it, within the stretch that was read.
  let isPartOfWord: Bool
}

extension UInt8 {
  var isASCIICapital: Bool { UInt8(ascii: "A") <= self && self <= UInt8(ascii: "Z") }
}
