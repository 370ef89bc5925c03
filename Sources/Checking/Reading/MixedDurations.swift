import Symbolics

/// Durations in different units in one sum of products: `0.28 s + 255×12.8 ms`.
struct MixedDurations {
  /// The tokens of a line with the unit of each; they change in place.
  var tokens: [Token]
  var units: [Unit]

  /// Whether the units of a line may be mixed.
  static func mayMatter(_ units: [Unit]) -> Bool {
    var first: Unit?
    for unit in units where unit.seconds != nil {
      if let first, first != unit { return true }
      first = first ?? unit
    }
    return false
  }

  /// Brings the durations of each sum of products to the smallest unit among them.
  mutating func align() {
    var start = 0
    while start < tokens.count {
      var end = start
      while end < tokens.count, tokens[end].kind.isArithmetic { end += 1 }
      if end > start { alignSum(start..<end) }
      start = end + 1
    }
  }

  private mutating func alignSum(_ range: Range<Int>) {
    var places: [Int] = []
    var term: Int?
    var isDivisor = false
    for index in range {
      switch tokens[index].kind {
      case .plus, .minus:
        guard let place = term else { return }
        places.append(place)
        term = nil
      case .number where units[index].seconds != nil:
        guard term == nil, !isDivisor else { return }
        term = index
      default: break
      }
      if case .divide = tokens[index].kind { isDivisor = true } else { isDivisor = false }
    }
    guard let place = term else { return }
    places.append(place)
    guard places.count > 1, let last = range.last,
      let least = places.min(by: { (units[$0].seconds ?? .one) < (units[$1].seconds ?? .one) }),
      let seconds = units[least].seconds
    else { return }
    let unit = units[least]
    for place in places where units[place] != unit {
      guard case .number(let numeral) = tokens[place].kind,
        let factor = try? (units[place].seconds ?? .one).divided(by: seconds),
        let scaled = numeral.multiplied(by: factor)
      else { return }
      set(scaled, at: place, unit)
    }
    // `0.28 s + 12.8 ms × 255`: the sum is in the unit of its terms.
    if units[last] == .none { units[last] = unit }
  }

  private mutating func set(_ numeral: Numeral, at place: Int, _ unit: Unit) {
    tokens[place] = Token(
      .number(numeral), at: tokens[place].range, hasSpaceBefore: tokens[place].hasSpaceBefore)
    units[place] = unit
  }
}

extension Token.Kind {
  /// Whether a token is a number or an operator between numbers.
  fileprivate var isArithmetic: Bool {
    switch self {
    case .number, .plus, .minus, .times, .divide: true
    default: false
    }
  }
}
