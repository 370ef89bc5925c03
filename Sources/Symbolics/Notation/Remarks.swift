/// Bracketed words and units between an operand and an operator, which explain a number and are no part of the arithmetic.
extension ExpressionReader {
  /// Whether `×` is the sign behind a ratio and no operator: `8.6× fewer parameters`.
  func isRatioSign(at index: Int) -> Bool {
    guard index > 0, index + 1 < tokens.count, tokens[index - 1].kind.isNumber,
      !tokens[index].hasSpaceBefore, tokens[index + 1].kind.isWord, tokens[index + 1].hasSpaceBefore
    else { return false }
    let word = tokens[index + 1].range
    guard word.upperBound <= bytes.count, word.allSatisfy({ bytes[$0].isLowercase }) else { return false }
    if word.count == 2 {
      let scanner = Scanner(bytes, word)
      return ["as", "in", "of", "is", "to", "at", "on", "or"].contains { (word: StaticString) in
        scanner.matches(word, at: scanner.start)
      }
    }
    return word.count > 2
  }

  /// Passes over bracketed words and units, if an operator with its operand stands behind them.
  mutating func passRemarks(upTo close: Int? = nil) {
    switch kind(at) {
    case .word, .open(.round): passWords(upTo: close)
    default: break  // no remark begins so
    }
  }

  private mutating func passWords(upTo close: Int?) {
    var index = at
    let limit = min(tokens.count, at + 24)
    var words = 0
    while index < limit {
      switch tokens[index].kind {
      case .word where words < 3 && mayHaveUnit(before: index) && !isStruck(index):
        words += 1
        index += 1
      case .divide where words > 0 && isWord(index + 1) && !tokens[index].hasSpaceBefore:
        index += 2  // FLOPs/token
      case .open(.round):
        guard let end = partner(of: index), end < limit, isRemark(at: index, to: end) else { return }
        index = end + 1
      case .times, .divide:
        if index > at { at = index }
        return
      case .plus, .minus:
        // `25 parameters + 405 parameters`, but not `a word - another word`, and not `= −2.9 and −5.0/1.6 = …`.
        if index > at,
          words == 0
            || startsNumber(at: index + 1) && !isSignBehindConjunction(index)
              && !isHyphen(index, behind: words) && !isLetterOfDifference(index, behind: words)
        {
          at = index
        }
        return
      default:
        if index == close { at = index }
        return
      }
    }
  }

  /// "a 3×3 kernel needs K − 1 = 2 lines": a letter alone behind another word is what something is added to, and no unit,
  /// but for those of one letter.
  private func isLetterOfDifference(_ index: Int, behind words: Int) -> Bool {
    guard words > 1, tokens[index - 1].range.count == 1 else { return false }
    let range = tokens[index - 1].range
    guard range.upperBound <= bytes.count else { return false }
    switch bytes[range.lowerBound] {
    case UInt8(ascii: "B"), UInt8(ascii: "b"), UInt8(ascii: "W"), UInt8(ascii: "J"), UInt8(ascii: "V"),
      UInt8(ascii: "A"), UInt8(ascii: "s"), UInt8(ascii: "h"), UInt8(ascii: "d"), UInt8(ascii: "F"),
      UInt8(ascii: "x"):
      return false
    case let letter: return letter.isASCIILetter
    }
  }

  /// Whether a word is a factor that was reduced, `\cancel{3}`, and no unit.
  private func isStruck(_ index: Int) -> Bool {
    let range = tokens[index].range
    guard range.upperBound <= bytes.count, bytes[range.lowerBound] == .backslash else { return false }
    if case .struck? = Scanner(bytes, range).command(at: range.lowerBound)?.command { return true }
    return false
  }

  private func isWord(_ index: Int) -> Bool { index < tokens.count && tokens[index].kind.isWord }

  /// Whether a unit may follow the token before: a number, a bracket, an exponent.
  private func mayHaveUnit(before index: Int) -> Bool {
    guard index > 0 else { return false }
    switch tokens[index - 1].kind {
    case .number, .close, .superscript: return true
    case .word: return index > at
    default: return false
    }
  }

  /// Whether a sign is that of a number behind a conjunction, "and −5.0", "to −4": there a new calculation begins.
  func isSignBehindConjunction(_ index: Int) -> Bool {
    guard index > 0, index + 1 < tokens.count, !tokens[index + 1].hasSpaceBefore,
      tokens[index - 1].kind.isWord
    else { return false }
    let word = tokens[index - 1].range
    guard word.count <= 7, word.upperBound <= bytes.count else { return false }
    let scanner = Scanner(bytes, word)
    return Self.conjunctions.contains {
      $0.utf8CodeUnitCount == word.count && scanner.matches($0, at: word.lowerBound)
    }
  }

  private static let conjunctions: [StaticString] = [
    "and", "or", "to", "but", "und", "oder", "bis", "then", "versus", "vs", "和", "与", "及", "或", "到", "而", "至",
  ]

  private func startsNumber(at index: Int) -> Bool {
    switch kind(index) {
    case .number, .open: return true
    default: return false
    }
  }

  /// Whether a bracket holds words only, so that it explains what stands before it.
  func isRemark(at open: Int, to close: Int) -> Bool {
    if restates(at: open, to: close) { return true }
    guard close > open + 1, close - open <= 24, tokens[open + 1].kind.isWord else { return false }
    if close == open + 2, tokens[open + 1].range.count == 1, !tokens[open].hasSpaceBefore { return false }
    for index in open + 2..<close {
      switch tokens[index].kind {
      case .word, .comma, .other, .colon, .stop, .minus, .number: continue
      default: return false
      }
    }
    // `(n - 1)` and `(a + b)` calculate.
    return !(open + 2..<close).contains { isMinus($0) && tokens[$0].hasSpaceBefore }
  }
}
