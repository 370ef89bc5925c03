import Derivations
import Symbolics

/// The claim of a network's total, in a calculation or in a sentence.
struct TotalClaim: Sendable {
  /// Where the number stands.
  var range: Range<Int>
  /// The number.
  var numeral: Numeral
  var isApproximate: Bool
  var quantity: Quantity
  /// Whether the quantity stands apart from the number, so that it may belong to another one.
  var isLooselyNamed = false
  /// Whether the words say multiply-adds, so that twice as many are not right.
  var saysMultiplyAdds = false
  /// The entry that calculates it, if there is one.
  var entry: Int?
  /// Whether the words name the network.
  var isSpecific: Bool
  /// Whether the words say FLOPs.
  var saysFlops = false
  /// Whether it doubles a total that was stated before.
  var isDoubling = false
  /// Whether it is right as a tool counts.
  var isToolTotal = false
}

extension TotalClaim {
  /// How far the claim may be from what is right.
  var tolerance: Rational {
    let half = LinkChecker.tolerance(of: numeral, isApproximate: isApproximate)
    return entry == nil && (!half.isZero || numeral.value >= 1_000_000) ? coarsePlace : half
  }

  /// How far the claim is from a number, as near as is needed to compare.
  func distance(to other: Rational) -> Double {
    (numeral.value.approximation - other.approximation).magnitude
  }

  /// The weight of the last digit that is not a rounding zero: a million for "about 4500万", else the last digit's.
  var coarsePlace: Rational {
    guard var digits = try? numeral.value.divided(by: numeral.lastPlace) else { return numeral.lastPlace }
    var place = numeral.lastPlace
    // Of a plain number two digits are meant at least.
    while let tenth = try? digits.divided(by: 10), tenth.isInteger, tenth >= (isApproximate ? 1 : 10),
      let next = try? place.multiplied(by: 10)
    {
      (digits, place) = (tenth, next)
    }
    return place
  }
}

extension Unit {
  /// Whether a number with this unit may be a network's total.
  var allowsCount: Bool {
    switch self {
    case .none, .flops, .macs, .parameters, .other: true
    case .bytes, .tokens, .time: false
    }
  }
}
