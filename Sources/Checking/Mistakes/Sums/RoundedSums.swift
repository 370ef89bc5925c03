import Symbolics

/// Totals of rounded numbers: `9.6M`, `14.5M`, `86.7M`, "total 110.8M".
extension Calculation {
  /// Whether a total is no sum of rounded numbers in its unit: two of its digits are exchanged, or it is less than they
  /// are. A larger one may count what the list leaves out.
  func isSlip(_ total: Numeral, of sum: Rational, _ room: Rational, _ addends: [Numeral]) -> Bool {
    guard addends.count >= 2, addends.allSatisfy({ $0.scale == total.scale && !$0.value.isNegative }),
      let wide = try? room.multiplied(by: .two), !LinkChecker.isWithin(wide, sum, total.value)
    else { return false }
    if RoundedSums.areTransposed(sum, total) { return true }
    return addends.count >= 3 && total.value < sum && SameNumber.isNear(sum, total.value)
      && !holdsSubtotal(addends)
  }

  /// Whether an addend is about the sum of two or more that follow each other, of which it may be the heading.
  private func holdsSubtotal(_ addends: [Numeral]) -> Bool {
    guard addends.count <= 48 else { return true }
    for start in addends.indices {
      var (sum, room) = (addends[start].value, addends[start].lastPlace)
      for end in addends.indices where end > start {
        guard let next = try? sum.adding(addends[end].value),
          let wide = try? room.adding(addends[end].lastPlace)
        else { return true }
        (sum, room) = (next, wide)
        let isHeading = addends.indices.contains {
          !(start...end).contains($0) && LinkChecker.isWithin(room, addends[$0].value, sum)
        }
        if isHeading { return true }
      }
    }
    return false
  }
}

enum RoundedSums {
  /// Whether a total has the digits of a sum, rounded as finely, with two of them exchanged.
  static func areTransposed(_ sum: Rational, _ total: Numeral) -> Bool {
    guard let places = try? sum.divided(by: total.lastPlace), let nearest = try? places.adding(.half).floor,
      let claimed = try? total.value.divided(by: total.lastPlace), claimed >= 100,
      let digits = Digits.of(claimed), Set(digits).count > 1
    else { return false }
    return [places.floor, nearest, places.ceiling].contains { right in
      guard let own = Digits.of(right), own.count == digits.count else { return false }
      let apart = own.indices.filter { own[$0] != digits[$0] }
      return apart.count == 2 && own[apart[0]] == digits[apart[1]] && own[apart[1]] == digits[apart[0]]
    }
  }
}
