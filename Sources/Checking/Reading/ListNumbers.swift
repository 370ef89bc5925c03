import Symbolics

/// Numbers of answers that are glued to their calculation and are no factor of it.
extension TokenFilter {
  /// `（2）64×128`, `[2]64×128`, `【2】64×128`, `(2)$64`, `（5分）64×128`: how many tokens the number of an answer has that is glued
  /// to its calculation, at the beginning of a line or of a clause.
  func lengthOfListNumber(at index: Int, of tokens: [Token]) -> Int? {
    guard index + 3 < tokens.count, case .number(let number) = tokens[index + 1].kind,
      number.scale == .one, number.value.isInteger, number.value <= 99
    else { return nil }
    var close = index + 2
    if tokens[close].kind.isWord, bytes[tokens[close].range].elementsEqual("分".utf8) { close += 1 }
    guard close + 1 < tokens.count, case .close = tokens[close].kind else { return nil }
    switch tokens[close + 1].kind {
    case .number, .fraction: break
    default: return nil
    }
    let end = tokens[close].range.upperBound
    let gap = end..<max(end, tokens[close + 1].range.lowerBound)
    guard gap.allSatisfy({ bytes[$0] == UInt8(ascii: "$") }) else { return nil }
    return beginsClause(tokens[index].range.lowerBound) ? close + 1 - index : nil
  }

  /// Whether nothing but blanks and marks stands before a place on its line, or a sign that ends a clause.
  private func beginsClause(_ place: Int) -> Bool {
    var at = place
    while at > 0, place - at < 16, Doubt.isBlank(bytes[at - 1]) || Neighbourhood.isMark(bytes[at - 1]) {
      at -= 1
    }
    guard at > 0 else { return true }
    switch bytes[at - 1] {
    case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: ":"): return true
    // ；：are EF BC 9B, 9A; 。 is E3 80 82.
    case 0x9A, 0x9B: return at >= 3 && bytes[at - 2] == 0xBC && bytes[at - 3] == 0xEF
    case 0x82: return at >= 3 && bytes[at - 2] == 0x80 && bytes[at - 3] == 0xE3
    default: return false
    }
  }
}

extension Token.Kind {
  var isOpen: Bool {
    switch self {
    case .open(.round), .open(.square): true
    default: false
    }
  }
}
