import Symbolics

/// Numbers that belong to a name or to another calculation: `layer 3 = 9·64·128 = 73,728`, `\text{Layer 1} &= …`,
/// `1×1 = 64·256 = 16,384`, `Layer 1 – 9·64·64 = 36,864`, `（２）７×７×３×６４＝９４０８`.
extension LinkChecker {
  /// Whether a link that fails holds without the number of a name, of a list, or term by term.
  func isLabelled(_ link: PlainLink) -> Bool {
    endsName(link) || standsBeforeDash(link) || isEnumerated(link) || isPaired(link) || isParted(link)
  }

  // MARK: - Names

  /// `conv 1 = 7·7·3·64 = 9,408`, `tokens at 384 = 24² + 1 = 577`, `cost for k = 5 = 25·64² = 102,400`: what is computed
  /// begins at the second sign.
  private func endsName(_ link: PlainLink) -> Bool {
    let (chain, index) = (link.chain, link.index)
    guard link.sign == .equal, chain.sides.indices.contains(index + 2), link.second.isCompound,
      !link.second.isSymbolic, isOfName(link.first), let value = value(of: link.second),
      let claim = chain.sides[index + 2].claim
    else { return false }
    // A slip behind a name is the next link's.
    let holds = fits(value, claim, isApproximate: true, isBare: true)
    if index == 0 {
      return isNamed(link.first)
        && (holds ? isFar(link.first, from: value) || isAtSize(link.first) : isNear(claim, value))
    }
    guard holds else { return false }
    guard index == 1, case .symbol = chain.sides[0].located.expression else { return false }
    let end = around.back(from: chain.sides[0].located.range.lowerBound)
    return around.start(of: ["for", "at", "with", "when", "当", "取", "若"], endingAt: end) != nil
  }

  /// Whether a number cannot be meant for a value: `output 113 = (224 + 6 − 7)/2 + 1 = 112` claims the size.
  private func isFar(_ side: Chain.Side, from value: Rational) -> Bool {
    guard let own = self.value(of: side), let double = try? own.multiplied(by: .two),
      let twice = try? value.multiplied(by: .two)
    else { return false }
    return double < value || twice < own
  }

  private func isNear(_ claim: Numeral, _ value: Rational) -> Bool {
    guard let most = try? value.multiplied(by: 2), let other = try? claim.value.multiplied(by: 2) else {
      return false
    }
    return claim.value < most && value < other && claim.value > 1_024
  }

  /// "tokens at 384 = …", "two 3×3 = …": a preposition, or a shape, makes the number a size.
  private func isAtSize(_ side: Chain.Side) -> Bool {
    side.isCompound
      || around.start(
        of: ["at", "for", "with", "of", "and"], endingAt: around.back(from: side.located.range.lowerBound))
        != nil
  }

  /// A small whole number, or the shape of a kernel or of a map.
  private func isOfName(_ side: Chain.Side) -> Bool {
    func isSmall(_ expression: Expression) -> Bool {
      guard case .number(let numeral) = expression else { return false }
      return numeral.scale == .one && numeral.value.isInteger && numeral.value <= 1_024
    }
    guard side.unit == .none || side.unit == .other else { return false }
    if case .product(let factors) = side.located.expression {
      return factors.count <= 3 && factors.allSatisfy(isSmall)
    }
    return isSmall(side.located.expression)
  }

  /// Whether a word stands right before a side, or, where it is a shape, nothing.
  private func isNamed(_ side: Chain.Side) -> Bool {
    let bytes = working.bytes
    var at = around.back(from: side.located.range.lowerBound)
    while at > 0, bytes[at - 1] == UInt8(ascii: "{") { at = around.back(from: at - 1) }
    let line = around.lineStart(of: side.located.range.lowerBound)
    guard at > line else { return side.isCompound }
    let byte = bytes[at - 1]
    return byte.isASCIILetter || byte >= 0x80
      || side.isCompound && (byte == UInt8(ascii: ";") || byte == UInt8(ascii: ","))
  }

  /// `Layer 1 - 7·7·3·64 = 9,408`: the dash parts the name from the calculation.
  private func standsBeforeDash(_ link: PlainLink) -> Bool {
    guard case .sum(let terms) = link.left.located.expression, terms.count == 2, terms[1].isSubtracted,
      case .number(let number) = terms[0].value, number.scale == .one, number.value.isInteger,
      number.value <= 100,
      let value = try? terms[1].value.evaluated()
    else { return false }
    return isNamed(link.left) && fits(value, link.claim, isApproximate: link.isApproximate, isBare: true)
  }

  // MARK: - Lists

  /// `（２）７×７×３`, `1.3×3×64×64` on the first place of a line: the number of a list.
  private func isEnumerated(_ link: PlainLink) -> Bool {
    if link.index == 0, isBehindItemNumber(link) { return true }
    guard link.index == 0, case .product(let factors) = link.first.located.expression, factors.count > 1,
      case .number(let first) = factors[0], let value = value(of: link.first), !first.value.isZero
    else { return false }
    let start = link.first.located.range.lowerBound
    let bytes = working.bytes
    if bytes[start] == UInt8(ascii: "(") || working.begins(start..<bytes.count, with: "（") {
      guard first.value.isInteger, first.value <= 100, let rest = try? value.divided(by: first.value) else {
        return false
      }
      return fits(rest, link.claim, isApproximate: link.isApproximate, isBare: true)
    }
    let end = around.back(from: start)
    guard end <= around.lineStart(of: start), first.lastPlace < .one,
      let digits = try? first.value.subtracting(first.value.floor).divided(by: first.lastPlace),
      let other = try? value.divided(by: first.value).multiplied(by: digits)
    else { return false }
    return fits(other, link.claim, isApproximate: link.isApproximate, isBare: true)
  }

  /// `2.5×5×6×16+16=2416`, `2．3×3×16`: the number of an item, a point and no blank, at the beginning of a line.
  private func isBehindItemNumber(_ link: PlainLink) -> Bool {
    let (bytes, range) = (working.bytes, link.first.located.range)
    guard around.back(from: range.lowerBound) <= around.lineStart(of: range.lowerBound) else { return false }
    var at = range.lowerBound
    while at < range.upperBound, bytes[at].isASCIIDigit, at - range.lowerBound < 3 { at += 1 }
    guard at > range.lowerBound, at - range.lowerBound <= 2, at < range.upperBound else { return false }
    if bytes[at] == UInt8(ascii: ".") {
      at += 1
    } else if working.begins(at..<bytes.count, with: "．") {
      at += 3
    } else {
      return false
    }
    guard at < range.upperBound, bytes[at].isASCIIDigit,
      case .side(let rest)? = around.pieces(in: at..<range.upperBound).first,
      rest.located.range == at..<range.upperBound, rest.isCompound, let value = value(of: rest)
    else { return false }
    return fits(value, link.claim, isApproximate: link.isApproximate, isBare: true)
  }

  /// `9·64·64 → 9·64·128 = 36,864 → 73,728`: two before the sign, two behind it; `720 → 1080 sequences × 2,048 = 1.47M → 2.21M`
  /// tells once what multiplies both.
  private func isPaired(_ link: PlainLink) -> Bool {
    let chain = link.chain
    guard chain.sides.count == 4, chain.signs[1] == .equal, chain.signs[0] == chain.signs[2],
      chain.signs[0] != .equal
    else { return false }
    return (0...1).allSatisfy { place in
      guard var value = value(of: chain.sides[place]), let claim = chain.sides[place + 2].claim else {
        return false
      }
      if place == 0, !chain.sides[0].isCompound,
        case .product(let factors) = chain.sides[1].located.expression,
        case .number(let first)? = factors.first,
        let all = self.value(of: chain.sides[1]), !first.value.isZero,
        let scaled = try? value.multiplied(by: all).divided(by: first.value)
      {
        value = scaled
      }
      return fits(value, claim, isApproximate: true, isBare: true)
    }
  }

  /// `3×3×64×64 = 36864 / 7×7×3×64 = 9408`: the stroke parts two calculations.
  private func isParted(_ link: PlainLink) -> Bool {
    if let claim = link.second.claim, let (_, rest) = halves(of: link.first), let value = value(of: rest),
      fits(value, claim, isApproximate: link.isApproximate, isBare: true)
    {
      return true
    }
    guard let (result, _) = halves(of: link.second), let claim = result.claim,
      let value = value(of: link.first)
    else {
      return false
    }
    return fits(value, claim, isApproximate: link.isApproximate, isBare: true)
  }

  /// What stands before and behind the first stroke of a side, with blanks around it or of full width.
  private func halves(of side: Chain.Side) -> (result: Chain.Side, rest: Chain.Side)? {
    let range = side.located.range
    for (stroke, width) in [(" / ", 3), ("／", 3)] as [(StaticString, Int)] {
      guard let place = Phrases.first(of: [stroke], in: range, of: working.bytes)?.lowerBound else {
        continue
      }
      guard case .side(let result)? = around.pieces(in: range.lowerBound..<place).first,
        case .side(let rest)? = around.pieces(in: place + width..<range.upperBound).first,
        rest.located.range.upperBound == range.upperBound, rest.isCompound
      else { return nil }
      return (result, rest)
    }
    return nil
  }
}
