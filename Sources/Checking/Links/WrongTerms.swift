import Symbolics

extension LinkChecker {
  /// `4·56²·96² + 2·49·56²·96 = 115.6M + 295.0M`: the one addend that is not what the term in its place gives, where all
  /// others are; with that term and its value.
  func wrongTerm(of working: Chain.Side, in claimed: Chain.Side)
    -> (working: Chain.Side, claimed: Chain.Side, value: Rational)?
  {
    guard case .sum(let terms) = working.located.expression,
      case .sum(let addends) = claimed.located.expression, terms.count == addends.count, terms.count <= 16
    else { return nil }
    let (places, others) = (working.located.operands, claimed.located.operands)
    guard places.count == terms.count, others.count == terms.count else { return nil }
    var found: (working: Chain.Side, claimed: Chain.Side, value: Rational)?
    for index in terms.indices {
      guard terms[index].isSubtracted == addends[index].isSubtracted,
        case .side(let term)? = around.pieces(in: places[index].range).first,
        case .side(let addend)? = around.pieces(in: others[index].range).first, addend.claim != nil,
        let value = value(of: term)
      else { return nil }
      // A term in the middle has no words of its own: `9×64` and 36,864 differ, though 64 stands before them.
      if let claim = addend.claim, claim.lastPlace == .one, claim.scale == .one, value.isInteger {
        if claim.value == value { continue }
        guard found == nil, term.isCompound else { return nil }
        found = (term, addend, value)
        continue
      }
      switch verdict(on: Chain(sides: [term, addend], signs: [.equal], line: 0), link: 0) {
      case .right, .rightInBinary: continue
      default:
        guard found == nil, term.isCompound else { return nil }
        found = (term, addend, value)
      }
    }
    return found
  }
}
