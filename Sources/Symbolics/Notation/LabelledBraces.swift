/// LaTeX's `\underbrace{…}_{…}`, `\cancel{…}` and `\qty{…}{…}`.
extension Scanner {
  /// `\underbrace{128+256}_{\text{in}}`: the brace vanishes as a bracket does that changes nothing. Around a sum that is
  /// multiplied it is one.
  mutating func scanLabelled(name stop: Int) {
    let brace = afterBlanks(from: stop)
    guard byte(brace) == .openBrace else { return pass(to: stop) }
    guard let end = endOfBraces(from: brace), isSum(from: brace + 1, to: end - 1),
      isMultiplied || multiplies(at: labelEnd(from: end))
    else {
      braces.append(.labelled)
      return pass(to: brace + 1)
    }
    braces.append(.labelledGroup)
    emitOpen(.group, to: brace + 1)
  }

  /// The place behind the label of a brace, above it or below.
  func labelEnd(from place: Int) -> Int {
    var stop = place
    while true {
      let sign = afterBlanks(from: stop)
      guard byte(sign) == .caret || byte(sign) == .underscore else { return stop }
      let label = afterBlanks(from: sign + 1)
      if byte(label) == .openBrace {
        guard let end = endOfBraces(from: label) else { return stop }
        stop = end
      } else if let brace = styleBrace(at: label), let end = endOfBraces(from: brace) {
        stop = end
      } else if let command = command(at: label) {
        stop = command.end
      } else {
        stop = min(end, label + scalar(at: label).width)
      }
    }
  }

  /// Whether a plus or minus stands outside of all brackets in a stretch, and no relation.
  private func isSum(from start: Int, to end: Int) -> Bool {
    var depth = 0
    var isSum = false
    var at = start
    while at < end {
      switch bytes[at] {
      case .openBrace, .openRound, .openSquare: depth += 1
      case .closeBrace, .closeRound, .closeSquare: depth -= 1
      case .plus, .hyphen: if depth == 0 && at > start { isSum = true }
      case .equals: return false
      case .backslash:
        if let command = command(at: at) {
          if case .relation = command.command { return false }
          at = command.end
          continue
        }
        at += 1
      default: break
      }
      at += 1
    }
    return isSum
  }

  /// Whether what begins here is multiplied with, or taken from, what stands before it.
  private var isMultiplied: Bool {
    if endsOperand { return true }
    switch tokens.last?.kind {
    case .times, .divide, .power, .minus: return !isLineStart
    default: return false
    }
  }

  /// Whether a sign of multiplication, a power or brackets stand at a place, behind blanks.
  private func multiplies(at place: Int) -> Bool {
    var at = place
    while true {
      switch byte(at) {
      case .space, .tab: at += 1
      case .star, .slash, .caret, .openRound: return true
      case .backslash:
        if let command = command(at: at) {
          switch command.command {
          case .times, .divide, .fraction, .labelled: return true
          case .invisible, .space: at = command.end
          default: return false
          }
        } else {
          guard byte(at + 1) == .comma || byte(at + 1) == .semicolon else { return false }
          at += 2
        }
      case 0xC2: return byte(at + 1) == 0xB7
      case 0xC3: return byte(at + 1) == 0x97
      default: return false
      }
    }
  }

  /// `\cancel{3}`, `\cancelto{1}{3}`: one symbol.
  mutating func scanStruck(name stop: Int) {
    guard let end = endOfBraces(from: afterBlanks(from: stop)), byte(afterBlanks(from: stop)) == .openBrace
    else { return pass(to: stop) }
    let second = matches("\\cancelto", at: at) && byte(end) == .openBrace ? endOfBraces(from: end) : nil
    emitWord(to: second ?? end)
  }

  // MARK: Quantities

  /// `\qty{18.5}{\giga MAC}`, `\SI{98.4}{\percent}`: the number with its prefix, then the unit as a word.
  mutating func scanQuantity(name stop: Int) {
    let brace = afterBlanks(from: stop)
    guard byte(brace) == .openBrace, let end = endOfBraces(from: brace), byte(end) == .openBrace,
      let last = endOfBraces(from: end), byte(brace + 1).isASCIIDigit || byte(brace + 1) == .hyphen
    else { return pass(to: stop) }
    let unit = afterBlanks(from: end + 1)
    at = brace + 1
    scanNumber(with: siScale(at: unit) ?? ScaleMatch(scale: .one, end: unit))
    at = afterBlanks(from: at)
    endsOperand = true
    // What is left of the unit is read as it stands: `\byte`, `MAC`, `\byte\per\second`.
    braces.append(.decoration)
    while at < last - 1 {
      if matches("\\per", at: at), !byte(at + 4).isASCIILetter {
        emit(.divide, to: at + 4)
      } else if bytes[at] == .backslash {
        var stop = at + 1
        while byte(stop).isASCIILetter { stop += 1 }
        // `\milli\second`, `\gibi\byte` are one word.
        if isSmallPrefix(at..<stop), byte(stop) == .backslash {
          stop += 1
          while byte(stop).isASCIILetter { stop += 1 }
        }
        emitWord(to: max(stop, at + 1))
      } else if byte(at).isASCIILetter {
        emitWord(to: identifierEnd(from: at))
      } else if bytes[at] == .slash {
        emit(.divide, to: at + 1)
      } else {
        at += 1
      }
    }
  }

  private func isSmallPrefix(_ range: Range<Int>) -> Bool {
    ["\\milli", "\\micro", "\\nano", "\\kibi", "\\mebi", "\\gibi", "\\tebi"].contains {
      (prefix: StaticString) in
      range.count == prefix.utf8CodeUnitCount && matches(prefix, at: range.lowerBound)
    }
  }

  /// The prefix or the percent sign with which a unit begins.
  private func siScale(at place: Int) -> ScaleMatch? {
    let prefixes: [(StaticString, Scale)] = [
      ("\\kilo", .kilo), ("\\mega", .mega), ("\\giga", .giga), ("\\tera", .tera), ("\\peta", .peta),
      ("\\exa", .exa), ("\\zetta", .zetta), ("\\yotta", .yotta), ("\\percent", .percent), ("\\%", .percent),
    ]
    for (prefix, scale) in prefixes where matches(prefix, at: place) {
      return ScaleMatch(scale: scale, end: place + prefix.utf8CodeUnitCount)
    }
    let letters: [(UInt8, Scale)] = [
      (UInt8(ascii: "k"), .kilo), (UInt8(ascii: "M"), .mega), (UInt8(ascii: "G"), .giga),
      (UInt8(ascii: "T"), .tera), (UInt8(ascii: "P"), .peta), (UInt8(ascii: "E"), .exa),
    ]
    for (letter, scale) in letters
    where byte(place) == letter && (isUnit(at: place + 1) || byte(place + 1) == .closeBrace) {
      return ScaleMatch(scale: scale, end: place + 1)
    }
    return nil
  }
}
