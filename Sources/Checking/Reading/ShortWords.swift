import Symbolics

/// Short forms of words that are written with a stroke and divide nothing.
extension TokenFilter {
  /// `7 layers w/ 3 convs each`, `w/o bias`: how many tokens the short form of "with" has, in a text with no symbol of
  /// that name.
  func lengthOfWith(at index: Int, of tokens: [Token]) -> Int? {
    let word = tokens[index].range
    guard word.count == 1, bytes[word.lowerBound] | 0x20 == UInt8(ascii: "w"), index + 2 < tokens.count,
      case .divide = tokens[index + 1].kind, tokens[index + 1].range.lowerBound == word.upperBound,
      bytes[word.upperBound] == UInt8(ascii: "/"), index == 0 || tokens[index].hasSpaceBefore,
      !symbols.contains(bytes[word.lowerBound])
    else { return nil }
    let next = tokens[index + 2]
    if next.hasSpaceBefore { return 2 }
    return next.range.count == 1 && bytes[next.range.lowerBound] | 0x20 == UInt8(ascii: "o") ? 3 : nil
  }
}
