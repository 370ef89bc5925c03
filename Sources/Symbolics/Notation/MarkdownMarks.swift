/// Telling Markdown's stars apart: `2*3` and `d**2` calculate, `**86,704,128**` and `*note*` only look.
extension Scanner {
  mutating func scanStar() {
    let stop = endOfRun(of: .star, from: at)
    switch stop - at {
    case 1: scanSingleStar()
    case 2: scanDoubleStar()
    default: pass(to: stop)  // ***both***, or a rule
    }
  }

  private mutating func scanSingleStar() {
    let stop = at + 1
    let isBlankBehind = byte(stop).isBlankOrEnd || isSetSpace(at: stop)
    if isLineStart && isBlankBehind { return emit(.other, to: stop) }  // the bullet of a list
    guard endsOperand else {
      if !isBlankBehind { isEmphasised = true }
      return pass(to: stop)
    }
    let mayFollow = startsOperand(at: afterSpaces(from: stop)) || byte(stop) == .hyphen
    switch (hasSpace, isBlankBehind) {
    case (false, false), (true, true):
      if mayFollow { return emit(.times, to: stop) }
      isEmphasised = false
      pass(to: stop)
    case (false, true):
      if isEmphasised || !mayFollow {
        isEmphasised = false
        pass(to: stop)
      } else {
        emit(.times, to: stop)
      }
    case (true, false):
      let next = byte(stop)
      if mayFollow && !lastIsWord && (next.isASCIIDigit || next == .openRound || next == .openSquare) {
        emit(.times, to: stop)
      } else {
        isEmphasised = true
        pass(to: stop)
      }
    }
  }

  /// Whether a space of LaTeX begins at a place, as in `6\times6 \;*\; 3\times3`.
  private func isSetSpace(at place: Int) -> Bool {
    guard byte(place) == .backslash else { return false }
    return [UInt8(ascii: ","), .semicolon, UInt8(ascii: ":"), UInt8(ascii: "!"), .space].contains(
      byte(place + 1))
  }

  /// The place behind blanks and spaces of LaTeX.
  private func afterSpaces(from place: Int) -> Int {
    var next = afterBlanks(from: place)
    while isSetSpace(at: next) { next = afterBlanks(from: next + 2) }
    return next
  }

  private mutating func scanDoubleStar() {
    let stop = at + 2
    let isBlankBehind = byte(stop).isBlankOrEnd
    let mayFollow = startsOperand(at: afterBlanks(from: stop)) || byte(stop) == .hyphen
    let closesWord = isStrong && lastIsWord && !hasSpace
    if endsOperand, mayFollow, hasSpace == isBlankBehind,
      !closesWord || byte(stop).isASCIIDigit && isStrong && !isHanBefore()
    {
      return emit(.power, to: stop)
    }
    isStrong.toggle()
    pass(to: stop)
  }

  /// Whether a Chinese character stands before the place.
  private func isHanBefore() -> Bool {
    byte(at - 1) >= 0x80
  }
}
