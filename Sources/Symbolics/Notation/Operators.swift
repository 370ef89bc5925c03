/// Operators of an expression: sums, products and quotients, powers.
extension ExpressionReader {
  // MARK: Sums

  /// Terms with signs between them, up to what is no part of a sum.
  mutating func sum(nesting: Int) -> Bool {
    let first = at
    let base = parts.count
    let startsWithMinus = isMinus(at)
    if startsWithMinus { at += 1 }
    guard term(nesting: nesting) else {
      at = first
      return false
    }
    parts[base].isSubtracted = startsWithMinus
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
      parts[parts.count - 1].isSubtracted = isSubtracted
      if stop != nil { break }
    }
    if parts.count == base + 1, !startsWithMinus { return true }
    let start = startsWithMinus ? tokens[first].range.lowerBound : parts[base].range.lowerBound
    let node: Node = parts.count > base + 1 ? .sum : .negative
    guard
      merge(base..<parts.count, into: node, over: start..<parts[parts.count - 1].range.upperBound, at: first)
    else {
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
    let base = parts.count
    guard adjacentFactors(nesting: nesting) else { return false }
    while stop == nil {
      let before = at
      passRemarks()
      guard let isProduct = productSign(at) else {
        at = before
        break
      }
      let sign = at
      at += 1
      let divisor = parts.count
      guard adjacentFactors(nesting: nesting, isOperand: true) else {
        halt(.missingOperand, at: sign)
        at = before
        break
      }
      if isProduct { continue }
      guard mergeFactors(base..<divisor), mergeFactors(base + 1..<parts.count), divide(base, by: sign) else {
        drop(from: base)
        return false
      }
    }
    guard mergeFactors(base..<parts.count) else {
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

  private mutating func mergeFactors(_ factors: Range<Int>) -> Bool {
    guard factors.count > 1 else { return true }
    let range = parts[factors.lowerBound].range.lowerBound..<parts[factors.upperBound - 1].range.upperBound
    return merge(factors, into: .product, over: range, at: at)
  }

  /// Divides a part by the one behind it; `//` rounds down.
  private mutating func divide(_ dividend: Int, by sign: Int) -> Bool {
    let range = parts[dividend].range.lowerBound..<parts[dividend + 1].range.upperBound
    guard merge(dividend..<dividend + 2, into: .quotient, over: range, at: at) else { return false }
    let place = tokens[sign].range
    guard place.count == 2, bytes[place.lowerBound] == .slash else { return true }
    return merge(dividend..<dividend + 1, into: .floor, over: range, at: at)
  }

  /// Factors that stand side by side, glued: `16(25+1)`, `(55+1)6`, `6N`. Puts one part or more on the stack.
  private mutating func adjacentFactors(nesting: Int, isOperand: Bool = false) -> Bool {
    guard isOperand ? signedPower(nesting: nesting) : power(nesting: nesting) else { return false }
    while stop == nil, isGluedFactor(at: at) {
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
    let last = parts.count - 1
    let range = tokens[sign].range.lowerBound..<parts[last].range.upperBound
    guard merge(last..<last + 1, into: .negative, over: range, at: sign) else {
      drop(from: last)
      return false
    }
    return true
  }

  /// An operand with its exponents. `2^3^4` is 2 to the power of 3^4.
  private mutating func power(nesting: Int) -> Bool {
    let base = parts.count
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
    let range = parts[base].range.lowerBound..<parts[base + 1].range.upperBound
    guard merge(base..<base + 2, into: .power, over: range, at: sign) else {
      drop(from: base + 1)
      return false
    }
    return true
  }

  private mutating func superscript(_ exponent: Int, of base: Int) -> Bool {
    let place = tokens[at].range
    push(Numeral(Int(exponent.magnitude)), at: place)
    if exponent < 0, !merge(base + 1..<base + 2, into: .negative, over: place, at: at) { return false }
    let range = parts[base].range.lowerBound..<place.upperBound
    guard merge(base..<base + 2, into: .power, over: range, at: at) else { return false }
    at += 1
    return true
  }
}
