import Symbolics

/// The letters that a text uses as symbols, `h = 4096`, `4h²`, and not as units or prefixes.
struct LetterSymbols {
  /// One bit for each letter, the small ones first.
  private var letters: UInt64 = 0

  var isEmpty: Bool { letters == 0 }

  /// Whether a letter is a symbol of the text.
  func contains(_ letter: UInt8) -> Bool { letters & LetterSymbols.bit(of: letter) != 0 }

  /// Notes the letters that a line defines or raises to a power.
  mutating func note(_ tokens: [Token], in bytes: [UInt8]) {
    for index in tokens.indices where tokens[index].range.count == 1 && tokens[index].kind.isWord {
      let letter = bytes[tokens[index].range.lowerBound]
      guard letter.isASCIILetter else { continue }
      if LetterSymbols.isRaised(index, in: tokens) || LetterSymbols.isDefined(index, in: tokens, bytes) {
        letters |= LetterSymbols.bit(of: letter)
      }
    }
  }

  /// `h²`, `h^2`
  static func isRaised(_ index: Int, in tokens: [Token]) -> Bool {
    guard index + 1 < tokens.count, !tokens[index + 1].hasSpaceBefore else { return false }
    switch tokens[index + 1].kind {
    case .superscript, .power: return true
    default: return false
    }
  }

  /// `h = 4096`, `M &= 28*28*64`; behind a number the letter is a unit: `3 h = 180 min`.
  private static func isDefined(_ index: Int, in tokens: [Token], _ bytes: [UInt8]) -> Bool {
    if index > 0 {
      switch tokens[index - 1].kind {
      case .number, .close, .superscript, .divide: return false
      default: break
      }
    }
    var next = index + 1
    if next < tokens.count, bytes[tokens[next].range.lowerBound] == UInt8(ascii: "&") { next += 1 }
    guard next + 1 < tokens.count, case .relation(.equal) = tokens[next].kind else { return false }
    switch tokens[next + 1].kind {
    case .number, .open, .minus, .fraction: return true
    // `b = a + 16`; a capital may be said in words: `B = batch`.
    case .word: return bytes[tokens[index].range.lowerBound] & 0x20 != 0
    default: return false
    }
  }

  private static func bit(of letter: UInt8) -> UInt64 {
    guard letter.isASCIILetter else { return 0 }
    let place = letter | 0x20 == letter ? letter - 0x61 : letter - 0x41 + 26
    return 1 << UInt64(place)
  }
}
