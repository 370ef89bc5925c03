/// Spaces that are set by hand between two factors: `4\,(256+1)`, `2\,\frac{a}{b}`, `4&nbsp;(256+1)`. An ordinary blank in
/// a text may part a number and a remark on it; nobody sets a thin space there.
extension ExpressionReader {
  /// Whether a token behind such a space is a factor of what stands before it.
  func isSetFactor(at index: Int) -> Bool {
    switch tokens[index].kind {
    case .open(let bracket):
      guard let space = setSpace(before: index) else { return false }
      if bracket != .round && bracket != .square {
        return endsOperand(index - 1) && isFactor(bracket, at: index)
      }
      guard let close = partner(of: index) else { return false }
      let isCalculation = calculates(from: index + 1, to: close)
      switch tokens[index - 1].kind {
      case .word: return space == .thin && isCalculation && isLetter(index - 1)
      case .number where isNumberOfName(index - 1): return false
      case .close, .superscript, .number:
        return isCalculation ? isFactor(bracket, at: index) : space == .thin && isNamed(index, close)
      default: return false
      }
    case .word:
      // A letter behind a number may be a unit.
      return isLetter(index) && isLetterOrPower(index - 1) && setSpace(before: index) == .thin
    case .number:
      guard case .close(let bracket) = tokens[index - 1].kind, setSpace(before: index) == .thin else {
        return false
      }
      return bracket != .group || partner(of: index - 1) != nil
    case .fraction, .root:
      guard endsOperand(index - 1) else { return false }
      return setSpace(before: index) == .thin
    default: return false
    }
  }

  /// `block~2 (64·64)`, `Table~3`: a number that a word stands before.
  private func isNumberOfName(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    switch tokens[index - 1].kind {
    case .word, .other: return true
    default: return false
    }
  }

  /// Whether a token is a letter, or the exponent of one: `n\,d`, `K^2\,C`.
  private func isLetterOrPower(_ index: Int) -> Bool {
    switch tokens[index].kind {
    case .word: return isLetter(index)
    case .superscript: return index > 0 && tokens[index - 1].kind.isWord
    case .number:
      guard index > 1, case .power = tokens[index - 1].kind else { return false }
      return tokens[index - 2].kind.isWord
    default: return false
    }
  }

  /// `(a)\,(b)`: a letter in brackets behind brackets.
  private func isNamed(_ open: Int, _ close: Int) -> Bool {
    guard close == open + 2, tokens[open + 1].kind.isWord, isLetter(open + 1) else { return false }
    if case .close = tokens[open - 1].kind { return true }
    return false
  }

  /// Whether a word is a letter, perhaps with an index, that may stand for a number.
  private func isLetter(_ index: Int) -> Bool {
    let range = tokens[index].range
    guard range.upperBound <= bytes.count, bytes[range.lowerBound].isASCIILetter else { return false }
    return range.count == 1 || range.count <= 12 && bytes[range.lowerBound + 1] == .underscore
  }

  /// Whether brackets hold a calculation: an operator, and no words that are longer than a symbol.
  func calculates(from start: Int, to end: Int) -> Bool {
    guard end - start <= 64 else { return false }
    var hasOperator = false
    for index in start..<end {
      switch tokens[index].kind {
      case .plus, .minus, .times, .divide, .power, .superscript, .fraction: hasOperator = true
      case .word: if !isLetter(index), bytes[tokens[index].range.lowerBound] != .backslash { return false }
      case .number, .open, .close, .root: continue
      default: return false
      }
    }
    return hasOperator
  }

  fileprivate enum SetSpace {
    /// A narrow one, which is set between factors.
    case thin
    /// One that only does not break, as prose has it too.
    case unbroken
  }

  /// The space between a token and the one before it; nil where blanks of prose or anything else stands there.
  private func setSpace(before index: Int) -> SetSpace? {
    let (start, end) = (tokens[index - 1].range.upperBound, tokens[index].range.lowerBound)
    guard start < end, end <= bytes.count, end - start <= 48 else { return nil }
    let scanner = Scanner(bytes, start..<end)
    var space: SetSpace?
    var hasBlank = false
    var at = start
    while at < end {
      let next = bytes[at]
      if next == .space {
        hasBlank = true
        at += 1
      } else if let (kind, width) = scanner.setSpace(at: at) {
        space = space == .thin ? .thin : kind
        at += width
      } else if next == .openBrace || next == .closeBrace {
        at += 1
      } else if let (command, stop) = scanner.command(at: at), command.isInvisible {
        at = stop
      } else {
        return nil
      }
    }
    // LaTeX's formulas take no notice of blanks.
    return hasBlank && space != .thin ? nil : space
  }
}

extension Scanner {
  /// The space that is set at a place, and its width.
  fileprivate func setSpace(at place: Int) -> (kind: ExpressionReader.SetSpace, width: Int)? {
    switch byte(place) {
    case .backslash:
      switch byte(place + 1) {
      case .comma, .semicolon, .colon, .greater: return (.thin, 2)
      case .exclamation: return (.thin, 2)
      case .space: return (.unbroken, 2)
      default: return matches("\\thinspace", at: place) ? (.thin, 10) : nil
      }
    case .tilde: return (.unbroken, 1)
    case .ampersand:
      if matches("&nbsp;", at: place) { return (.unbroken, 6) }
      return matches("&thinsp;", at: place) ? (.thin, 8) : nil
    case 0xC2: return byte(place + 1) == 0xA0 ? (.unbroken, 2) : nil
    case 0xE2:
      guard byte(place + 1) == 0x80 else { return nil }
      let last = byte(place + 2)
      return last == 0x89 || last == 0xAF || last == 0x8A ? (.thin, 3) : nil
    default: return nil
    }
  }
}

extension LaTeXCommand {
  /// Whether the command changes only how what follows looks.
  fileprivate var isInvisible: Bool {
    switch self {
    case .invisible, .styled, .labelled: true
    default: false
    }
  }
}
