import Symbolics

/// A comma that ends a clause and seems to group thousands: `3×3×3×16=432,112×112×432=5419008` holds two calculations, the
/// second of which begins with 112; so does `步长 2，112×112×64=802816`.
///
/// Where the line's links fail as they stand and hold, or nearly hold, with the number in two, it was two.
enum ClauseCommas {
  /// The numbers with one comma that end a link and begin a product; with one of full width, all before an operator.
  static func places(in tokens: [Token], _ units: [Unit], _ bytes: [UInt8]) -> [Int] {
    var places: [Int] = []
    for index in tokens.indices {
      guard case .number(let numeral) = tokens[index].kind, let comma = comma(in: tokens[index].range, bytes)
      else { continue }
      let endsLink = index > 0 && tokens[index - 1].kind.isRelation
      // `56/2 = 28,128 个通道`
      // No number begins with zeros: `50,000 tokens` is one. `54,722 hours` are no two things.
      if endsLink, !units.indices.contains(index) || units[index].seconds == nil,
        bytes[comma.upperBound] != UInt8(ascii: "0"),
        isFollowedByWord(tokens[index].range.upperBound, bytes),
        !isGroupedLikeOthers(index, tokens, bytes)
      {
        places.append(index)
        continue
      }
      guard numeral.value >= 1_000, index + 1 < tokens.count else { continue }
      switch tokens[index + 1].kind {
      case .times where endsLink || comma.count > 1 || isSquare(comma, index, tokens, bytes):
        places.append(index)
      case .divide, .plus, .minus:
        // `284，284-4=280`, `56*2=112,112+16=128`
        if endsLink || comma.count > 1 { places.append(index) }
      // `101=1+3×33+1，152=1+3×50+1`
      case .relation where comma.count > 1: places.append(index)
      default: continue
      }
    }
    return places
  }

  /// `序列长 197,197×197`: what stands behind the comma is multiplied by itself.
  private static func isSquare(_ comma: Range<Int>, _ index: Int, _ tokens: [Token], _ bytes: [UInt8]) -> Bool
  {
    guard index + 2 < tokens.count, case .number = tokens[index + 2].kind else { return false }
    return bytes[comma.upperBound..<tokens[index].range.upperBound].elementsEqual(
      bytes[tokens[index + 2].range])
  }

  /// `36,000 / 52 = 692,300 tokens/s`: who groups the digits of another number does so here, and sets no comma of an English
  /// clause without a blank.
  private static func isGroupedLikeOthers(_ index: Int, _ tokens: [Token], _ bytes: [UInt8]) -> Bool {
    let end = tokens[index].range.upperBound
    guard end + 1 < bytes.count, bytes[end] == .space, bytes[end + 1].isASCIILetter else { return false }
    return tokens.prefix(index).suffix(64).contains { token in
      guard case .number(let numeral) = token.kind, numeral.value >= 1_000, numeral.scale == .one else {
        return false
      }
      return bytes[token.range].contains(UInt8(ascii: ","))
    }
  }

  private static func isFollowedByWord(_ place: Int, _ bytes: [UInt8]) -> Bool {
    let at = place < bytes.count && bytes[place] == .space ? place + 1 : place
    return at < bytes.count && (bytes[at].isASCIILetter || bytes[at] >= 0xE4)
  }

  /// The one comma of a number, or the last of several of full width: `64，128，256，512×7×7`.
  private static func comma(in range: Range<Int>, _ bytes: [UInt8]) -> Range<Int>? {
    if let middle = middle(of: range, bytes) { return middle }
    var found: Range<Int>?
    for at in range {
      // ， is EF BC 8C.
      let isWide = bytes[at] == 0x8C && at >= range.lowerBound + 2 && bytes[at - 1] == 0xBC
      guard bytes[at] == UInt8(ascii: ",") || isWide else { continue }
      if found != nil, !isWide { return nil }
      found = isWide ? at - 2..<at + 1 : at..<at + 1
    }
    return found
  }

  /// The comma between the two halves of `150，528，150，528 × 1000`: a result, and the same number, with which it goes on. One sign
  /// groups the digits and parts the numbers.
  private static func middle(of range: Range<Int>, _ bytes: [UInt8]) -> Range<Int>? {
    // At least `1，000，1，000`; ， is EF BC 8C.
    guard range.count >= 17, range.count % 2 == 1, range.upperBound <= bytes.count else { return nil }
    let half = (range.count - 3) / 2
    let comma = range.lowerBound + half..<range.lowerBound + half + 3
    guard bytes[comma].elementsEqual([0xEF, 0xBC, 0x8C]),
      bytes[range.lowerBound..<comma.lowerBound].elementsEqual(bytes[comma.upperBound..<range.upperBound]),
      bytes[range.lowerBound..<comma.lowerBound].contains(0xEF)
    else { return nil }
    return comma
  }

  /// The tokens with some of their numbers cut at their commas.
  static func parting(_ tokens: [Token], _ units: [Unit], at places: [Int], _ bytes: [UInt8]) -> (
    tokens: [Token], units: [Unit]
  ) {
    var (tokens, units) = (tokens, units)
    for index in places.reversed() {
      let range = tokens[index].range
      guard let comma = comma(in: range, bytes) else { continue }
      var (before, behind): ([Token], [Token]) = ([], [])
      Lexer.read(bytes, in: range.lowerBound..<comma.lowerBound, into: &before)
      Lexer.read(bytes, in: comma.upperBound..<range.upperBound, into: &behind)
      let parts = before + [Token(.comma, at: comma, hasSpaceBefore: false)] + behind
      tokens.replaceSubrange(index...index, with: parts)
      units.insert(contentsOf: [Unit](repeating: .none, count: parts.count - 1), at: index)
    }
    return (tokens, units)
  }

  /// Whether a line is better understood with a number in two.
  static func prefers(
    _ parted: (failed: Int, held: Int, near: Int), to whole: (failed: Int, held: Int, near: Int)
  ) -> Bool {
    if parted.held > whole.held { return parted.failed < whole.failed || parted.failed == 0 }
    return parted.held == whole.held && parted.failed <= whole.failed && parted.near > whole.near
  }
}
