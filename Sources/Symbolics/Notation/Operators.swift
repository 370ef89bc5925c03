/// Operators of an expression: sums, products and quotients, powers.
extension ExpressionReader {
  // MARK: Sums

  /// Terms with signs between them, up to what is no part of a sum.
  mutating func sum(nesting: Int) -> Bool {
    let first = at
    let base = partCount
    let startsWithMinus = isMinus(at)
    if startsWithMinus { at += 1 }
    guard term(nesting: nesting) else {
      at = first
      return false
    }
    workspace.parts[base].isSubtracted = startsWithMinus
    while true {
      let before = at
      passRemarks()
      guard let isSubtracted = sumSign(at) else {
        at = before
        break
      }
      let operation = at
      at += 1
      guard term(nesting: nesting) else {
        halt(.missingOperand, at: operation)
        at = before
        break
      }
      workspace.parts[partCount - 1].isSubtracted = isSubtracted
      if stop != nil { break }
    }
    if partCount == base + 1, !startsWithMinus { return true }
    var range = range(from: base)
    if startsWithMinus { range = tokens[first].range.lowerBound..<range.upperBound }
    guard merge(from: base, into: partCount > base + 1 ? .sum : .negative, over: range, at: first) else {
      drop(from: base)
      return false
    }
    return true
  }

  /// Whether the token subtracts what follows; `nil` if it neither adds nor subtracts.
  private func sumSign(_ index: Int) -> Bool? {
    switch kind(index) {
    case .plus: false
    case .minus: true
    default: nil
    }
  }

  // MARK: Products and quotients

  /// Factors with `×` and `/` between them, from left to right.
  private mutating func term(nesting: Int) -> Bool {
    let base = partCount
    guard adjacentFactors(nesting: nesting) else { return false }
    while stop == nil {
      let before = at
      passRemarks()
      guard let isProduct = productSign(at) else {
        at = before
        break
      }
      let sign = at
      guard isProduct || mergeFactors(from: base) else { break }
      at += 1
      guard adjacentFactors(nesting: nesting, isOperand: true) else {
        halt(.missingOperand, at: sign)
        at = before
        break
      }
      if !isProduct, !(mergeFactors(from: base + 1) && divide(base, by: sign)) { break }
    }
    guard mergeFactors(from: base) else {
      drop(from: base)
      return false
    }
    return true
  }

  /// Whether the token multiplies; `nil` if it neither multiplies nor divides.
  private func productSign(_ index: Int) -> Bool? {
    switch kind(index) {
    case .times: isRatioSign(at: index) ? nil : true
    case .divide: false
    default: nil
    }
  }

  private mutating func mergeFactors(from base: Int) -> Bool {
    partCount == base + 1 || merge(from: base, into: .product, over: range(from: base), at: at)
  }

  /// Divides a part by the last one; `//` rounds down.
  private mutating func divide(_ dividend: Int, by sign: Int) -> Bool {
    let range = range(from: dividend)
    guard merge(from: dividend, into: .quotient, over: range, at: at) else { return false }
    let place = tokens[sign].range
    guard place.count == 2, bytes[place.lowerBound] == .slash else { return true }
    return merge(from: dividend, into: .floor, over: range, at: at)
  }

  /// Factors that stand side by side, glued: `16(25+1)`, `(55+1)6`, `6N`. Puts one part or more on the stack.
  private mutating func adjacentFactors(nesting: Int, isOperand: Bool = false) -> Bool {
    guard isOperand ? signedPower(nesting: nesting) : power(nesting: nesting) else { return false }
    while stop == nil, isGluedFactor(at: at) || isSpacedFactor(at: at) {
      let before = at
      guard power(nesting: nesting) else {
        at = before
        break
      }
    }
    return true
  }

  // MARK: Powers

  /// A power with a minus in front of it: `2×-3`, `10^-3`.
  private mutating func signedPower(nesting: Int) -> Bool {
    guard isMinus(at) else { return power(nesting: nesting) }
    let sign = at
    at += 1
    guard power(nesting: nesting) else {
      at = sign
      return false
    }
    let last = partCount - 1
    let range = tokens[sign].range.lowerBound..<range(from: last).upperBound
    guard merge(from: last, into: .negative, over: range, at: sign) else {
      drop(from: last)
      return false
    }
    return true
  }

  /// An operand with its exponents. `2^3^4` is 2 to the power of 3^4.
  private mutating func power(nesting: Int) -> Bool {
    let base = partCount
    guard operand(nesting: nesting) else { return false }
    while stop == nil {
      switch kind(at) {
      case .superscript(let exponent) where !tokens[at].hasSpaceBefore:
        guard superscript(exponent, of: base) else {
          drop(from: base)
          return false
        }
      case .power:
        guard raise(base, nesting: nesting) else { return true }
      default: return true
      }
    }
    return true
  }

  /// Reads an exponent behind its sign and raises a part to it; `false` with the part as it was where there is none.
  private mutating func raise(_ base: Int, nesting: Int) -> Bool {
    let sign = at
    at += 1
    guard nesting < Expression.maximumDepth else {
      halt(.tooDeep, at: sign)
      at = sign
      return false
    }
    guard signedPower(nesting: nesting + 1) else {
      halt(.missingOperand, at: sign)
      at = sign
      return false
    }
    guard merge(from: base, into: .power, over: range(from: base), at: sign) else {
      drop(from: base + 1)
      return false
    }
    return true
  }

  private mutating func superscript(_ exponent: Int, of base: Int) -> Bool {
    let place = tokens[at].range
    push(Numeral(Int(exponent.magnitude)), at: place)
    if exponent < 0, !merge(from: base + 1, into: .negative, over: place, at: at) { return false }
    guard merge(from: base, into: .power, over: range(from: base), at: at) else { return false }
    at += 1
    return true
  }
}
