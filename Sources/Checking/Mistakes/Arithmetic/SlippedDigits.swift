import Symbolics

extension Numeral {
  /// How a number was made of a value by a slip of the hand, to the digits that it shows: two neighbours exchanged, one wrong or
  /// one carried wrongly, the point moved. Nil for what is right, rounded, or anything else.
  func slip(from value: Rational) -> [Mistake]? {
    guard self.value > .zero, value > .zero, shows(atLeast: 100),
      let right = try? value.divided(by: lastPlace).adding(.half).floor,
      let wrong = try? self.value.divided(by: lastPlace),
      let gap = try? right.subtracting(wrong).magnitude, gap > .two
    else { return nil }
    if Magnitude.power(from: value, to: self) != nil { return [.powerOfTenSlip] }
    guard let own = Digits.of(right), let claimed = Digits.of(wrong) else { return nil }
    var power = gap
    while power >= 10, let next = try? power.divided(by: 10) { power = next }
    // 1,036 for 936: what is carried was lost.
    guard own.count == claimed.count else { return power == .one ? [.digitChanged] : nil }
    let apart = own.indices.filter { own[$0] != claimed[$0] }
    if apart.count == 2, own[apart[0]] == claimed[apart[1]],
      own[apart[1]] == claimed[apart[0]]
    {
      return [.digitsTransposed]
    }
    return apart.count == 1 || power == .one ? [.digitChanged] : nil
  }
}
