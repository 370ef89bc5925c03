import Symbolics

/// The values that a sum tells behind its terms, in brackets: `110M = 12 × 7.09M (85.1M) + 24.4M`, 27 × 64（1,728）+
/// 9 × 64 × 64（36,864）. They are left out of the sum where they are what their terms give.
struct TermValues {
  /// The tokens of a line with the unit of each; they change in place.
  private var tokens: [Token]
  private var units: [Unit]
  private let working: HandCalculation

  /// Takes such values out of the tokens of a line.
  static func drop(from tokens: inout [Token], _ units: inout [Unit], of working: HandCalculation) {
    guard mayMatter(tokens) else { return }
    var values = TermValues(tokens: tokens, units: units, working: working)
    values.drop()
    (tokens, units) = (values.tokens, values.units)
  }

  /// Whether a line relates a sum to something and has brackets.
  private static func mayMatter(_ tokens: [Token]) -> Bool {
    var (hasPlus, hasRelation, hasBracket) = (false, false, false)
    for token in tokens {
      switch token.kind {
      case .plus: hasPlus = true
      case .relation: hasRelation = true
      case .open(.round), .open(.square): hasBracket = true
      default: break
      }
    }
    return hasPlus && hasRelation && hasBracket
  }

  /// Leaves the brackets out.
  private mutating func drop() {
    var dropped: [ClosedRange<Int>] = []
    for index in tokens.indices.dropFirst(3) {
      if let (numeral, close) = number(inBracketAt: index), let term = term(before: index),
        isAdded(term, behind: close), isValue(numeral, of: term)
      {
        dropped.append(index...close)
      }
    }
    // From the front to the back once, whatever the number of brackets.
    guard let first = dropped.first else { return }
    var kept = first.lowerBound
    var next = 0
    for index in first.lowerBound..<tokens.count {
      while next < dropped.count, dropped[next].upperBound < index { next += 1 }
      if next < dropped.count, dropped[next].contains(index) { continue }
      (tokens[kept], units[kept]) = (tokens[index], units[index])
      kept += 1
    }
    tokens.removeLast(tokens.count - kept)
    units.removeLast(units.count - kept)
  }

  /// The only number of a bracket, perhaps with a sign of equality before it and a noun behind it, and where that closes.
  private func number(inBracketAt open: Int) -> (numeral: Numeral, close: Int)? {
    switch tokens[open].kind {
    case .open(.round), .open(.square): break
    default: return nil
    }
    var at = open + 1
    if at < tokens.count, tokens[at].kind.isRelation || tokens[at].kind.saysRoughly { at += 1 }
    guard at < tokens.count, case .number(let numeral) = tokens[at].kind else { return nil }
    at += 1
    let end = min(tokens.count, at + 2)
    while at < end, tokens[at].kind.isWord { at += 1 }
    guard at < tokens.count else { return nil }
    switch tokens[at].kind {
    case .close(.round), .close(.square): return (numeral, at)
    default: return nil
    }
  }

  /// The tokens of the term that ends before a bracket, without the noun behind it.
  private func term(before open: Int) -> Range<Int>? {
    var end = open
    while end > 0, open - end < 3, tokens[end - 1].kind.isWord { end -= 1 }
    var (start, depth) = (end, 0)
    walk: while start > 0, end - start < 32 {
      switch tokens[start - 1].kind {
      case .close: depth += 1
      case .open:
        if depth == 0 { break walk }
        depth -= 1
      case .plus, .minus:
        if depth == 0 { break walk }
      case .number, .times, .divide, .power, .superscript, .word, .fraction: break
      default: break walk
      }
      start -= 1
    }
    // "attention: 4 × 512": words before the first number name the term.
    while start < end, tokens[start].kind.isWord { start += 1 }
    return end - start >= 2 && depth == 0 ? start..<end : nil
  }

  /// Whether something is added to a term, or the term to something.
  private func isAdded(_ term: Range<Int>, behind close: Int) -> Bool {
    var before = term.lowerBound
    while before > 0, tokens[before - 1].kind.isWord { before -= 1 }
    let isBehindPlus = before > 0 && tokens[before - 1].kind.addsOrSubtracts
    guard close + 1 < tokens.count else { return isBehindPlus }
    switch tokens[close + 1].kind {
    case .plus: return true
    case .minus: return tokens[close + 1].hasSpaceBefore
    case .relation, .newline, .stop, .comma, .close: return isBehindPlus
    default: return false
    }
  }

  private func isValue(_ numeral: Numeral, of term: Range<Int>) -> Bool {
    var pieces = Pieces()
    var workspace = Parser.Workspace()
    PieceReader(tokens: Array(tokens[term]), units: Array(units[term]), bytes: working.bytes)
      .read(into: &pieces, &workspace)
    guard pieces.count == 1, case .side(let side)? = pieces.list.first, side.isCompound, !side.isSymbolic,
      let value = side.outcome.value
    else { return false }
    let links = LinkChecker(working)
    return links.fits(value, numeral, isApproximate: true, isBare: !side.outcome.hasScales)
      || LinkChecker.isWithin(links.slack(of: side, value: value), value, numeral.value)
  }
}

extension Token.Kind {
  fileprivate var saysRoughly: Bool { if case .approximately = self { true } else { false } }

  fileprivate var addsOrSubtracts: Bool {
    switch self {
    case .plus, .minus: true
    default: false
    }
  }
}
