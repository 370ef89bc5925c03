/// Products of letters that are set with blanks, as formulas are in print: `C = 6 N D`, `P = 12 L d^2`.
extension ExpressionReader {
  /// Whether a letter behind a blank is a factor. A number must stand before the letters, behind a relation or an operator
  /// or at the beginning, and there must be two letters at least: `t = 5 s` has a unit, and prose has words.
  func isSpacedFactor(at index: Int) -> Bool {
    guard isSpacedLetter(index), index > 0 else { return false }
    var first = index
    while first > 0, index - first < 12, isPartOfRun(first - 1) { first -= 1 }
    guard first > 0, tokens[first - 1].kind.isNumber, first == 1 || opensFactor(first - 2) else {
      return false
    }
    var letters = 0
    var end = first
    while end < tokens.count, end - first < 16 {
      if isSpacedLetter(end) { letters += 1 } else if !isPartOfRun(end) { break }
      end += 1
    }
    return letters >= 2 && endsRun(end)
  }

  /// A single letter, perhaps with an index, with a blank before it; `x` multiplies and `a` is a word.
  private func isSpacedLetter(_ index: Int) -> Bool {
    guard index < tokens.count, tokens[index].hasSpaceBefore, case .word = tokens[index].kind else {
      return false
    }
    let range = tokens[index].range
    guard range.upperBound <= bytes.count, bytes[range.lowerBound].isASCIILetter else { return false }
    if range.count == 1 {
      let letter = bytes[range.lowerBound]
      return letter.lowercased != UInt8(ascii: "x") && letter != UInt8(ascii: "a")
    }
    return range.count <= 8 && bytes[range.lowerBound + 1] == .underscore
  }

  private func isPartOfRun(_ index: Int) -> Bool {
    isSpacedLetter(index) || isPowerPart(index) || isExponent(index)
  }

  private func isPowerPart(_ index: Int) -> Bool {
    switch kind(index) {
    case .power, .superscript: true
    default: false
    }
  }

  /// A number behind the sign of a power.
  private func isExponent(_ index: Int) -> Bool {
    guard index > 0, case .power? = kind(index - 1) else { return false }
    return kind(index)?.isNumber ?? false
  }

  private func opensFactor(_ index: Int) -> Bool {
    switch kind(index) {
    case .relation, .approximately, .plus, .minus, .times, .divide, .open, .newline, .cell, .colon: true
    default: false
    }
  }

  private func endsRun(_ index: Int) -> Bool {
    switch kind(index) {
    case nil, .newline, .relation, .approximately, .plus, .minus, .times, .divide, .close, .comma, .stop,
      .cell:
      return true
    case .word:
      let range = tokens[index].range
      return range.upperBound <= bytes.count && Scanner(bytes, range).isUnit(at: range.lowerBound)
    default: return false
    }
  }
}
