import Symbolics

/// A digit changed, or two digits swapped, in copying.
extension SlipRule {
  /// 168,588 for 165,888.
  static let digitsTransposed = SlipRule(
    mistake: .digitsTransposed,
    recognise: { link in
      if let (right, wrong) = Digits.pair(link), Digits.areExchanged(right, wrong) {
        return Slip(mistake: .digitsTransposed)
      }
      guard let (right, wrong) = Digits.roundedPair(link), Digits.areExchanged(right, wrong) else {
        return nil
      }
      return Slip(mistake: .digitsTransposed, alternatives: [.productSlip])
    },
    inject: { _, value in
      guard var digits = Digits.of(value) else { return nil }
      for index in digits.indices.dropLast()
      where digits[index] != digits[index + 1] && digits[index + 1] != 0 {
        digits.swapAt(index, index + 1)
        return Digits.value(of: digits)
      }
      return nil
    })

  /// 23,396 for 23,296.
  static let digitChanged = SlipRule(
    mistake: .digitChanged,
    recognise: { link in
      guard let (right, wrong) = Digits.pair(link) else { return nil }
      let differing = right.indices.filter { right[$0] != wrong[$0] }
      guard differing.count == 1 else { return nil }
      return Slip(mistake: .digitChanged, alternatives: [.productSlip])
    },
    inject: { _, value in
      guard var digits = Digits.of(value), digits.count > 2 else { return nil }
      let middle = digits.count / 2
      digits[middle] = (digits[middle] + 3) % 10
      return Digits.value(of: digits)
    })
}

/// Decimal digits of whole numbers.
enum Digits {
  /// The digits of a whole positive number, the first one first.
  static func of(_ value: Rational) -> [Int]? {
    guard value.isInteger, value.numerator > 0 else { return nil }
    var digits: [Int] = []
    var rest = value.numerator
    while rest > 0 {
      digits.append(Int(rest % 10))
      rest /= 10
    }
    return digits.reversed()
  }

  static func value(of digits: [Int]) -> Rational? {
    var value = Rational.zero
    for digit in digits {
      guard let next = try? value.multiplied(by: 10).adding(Rational(digit)) else { return nil }
      value = next
    }
    return value
  }

  /// Whether a claim of two digits has those of the right value in the other order.
  static func areTwoExchanged(_ link: FalseLink) -> Bool {
    guard !link.claimSide.isCompound,
      let right = try?
        (link.claim.scale == .percent
        ? link.value.divided(by: link.claim.lastPlace).adding(.half).floor
        : link.value.divided(by: link.claim.lastPlace)).integer,
      let wrong = try? link.claim.value.divided(by: link.claim.lastPlace).integer, right != wrong,
      (10...99).contains(right), (10...99).contains(wrong)
    else { return false }
    return right == wrong % 10 * 10 + wrong / 10
  }

  /// Whether two numbers differ in two digits that changed places.
  static func areExchanged(_ right: [Int], _ wrong: [Int]) -> Bool {
    guard right.count == wrong.count else { return false }
    let differing = right.indices.filter { right[$0] != wrong[$0] }
    return differing.count == 2 && right[differing[0]] == wrong[differing[1]]
      && right[differing[1]] == wrong[differing[0]]
  }

  /// `294,912 × 28 × 28 = 257,753,088`: the product was taken with 874 for 784.
  static func areExchangedInFactor(_ link: FalseLink) -> Bool {
    guard link.claim.lastPlace == .one, link.claim.scale == .one else { return false }
    for factor in Set(Factors.multiplied(in: link.left.expression).prefix(12)) where factor > 9 {
      guard let right = (try? link.value.divided(by: factor)).flatMap({ of($0) }), right.count > 2,
        let wrong = (try? link.claim.value.divided(by: factor)).flatMap({ of($0) })
      else { continue }
      if areExchanged(right, wrong) { return true }
    }
    return false
  }

  /// The digits of both sides where the claim ends in zeros to which it was rounded: 1,529,000 for 1,592,040.
  static func roundedPair(_ link: FalseLink) -> (right: [Int], wrong: [Int])? {
    guard !link.claimSide.isCompound, link.claim.lastPlace == .one, var claimed = of(link.claim.value),
      claimed.count > 4
    else { return nil }
    var place = Rational.one
    while claimed.last == 0, let next = try? place.multiplied(by: 10) {
      claimed.removeLast()
      place = next
    }
    guard place > 9, claimed.count > 2, claimed.count <= 6,
      let units = try? link.value.divided(by: place).adding(.half).floor, let right = of(units)
    else { return nil }
    return (right, claimed)
  }

  /// The digits of both sides of a link, the right ones rounded as finely as the claim, if both are equally long.
  static func pair(_ link: FalseLink) -> (right: [Int], wrong: [Int])? {
    let place = link.claim.lastPlace
    guard !link.claimSide.isCompound,
      let units = place == .one && link.value.isInteger
        ? link.value : try? link.value.divided(by: place).adding(.half).floor,
      let claimed = try? link.claim.value.divided(by: place),
      let right = of(units), let wrong = of(claimed), right.count == wrong.count, right.count > 2
    else { return nil }
    // One unit of the last digit is a matter of rounding.
    if !link.value.isInteger || place != .one, LinkChecker.isWithin(.one, units, claimed) { return nil }
    return (right, wrong)
  }
}
