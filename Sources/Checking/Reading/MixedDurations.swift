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
      while end < tokens.count, let next = behindArithmetic(at: end, since: start) { end = next }
      if end > start { alignSum(start..<end) }
      start = end + 1
    }
  }

  /// The place behind a number or an operator, or behind the words of a number that an operator follows: `0.5 s for the
  /// prompt + 200 × 25 ms`, `90 epochs × 40 s`, `0.5 s (prompt) + …`.
  private func behindArithmetic(at index: Int, since start: Int) -> Int? {
    if tokens[index].kind.isArithmetic { return index + 1 }
    guard index > start, tokens[index - 1].kind.isNumber else { return nil }
    var (at, words) = (index, 0)
    let isInBrackets = tokens[at].kind.isOpening
    if isInBrackets { at += 1 }
    while at < tokens.count, words < 4, tokens[at].kind.isWord {
      at += 1
      words += 1
    }
    guard words > 0 else { return nil }
    if isInBrackets {
      guard at < tokens.count, case .close(.round) = tokens[at].kind else { return nil }
      at += 1
    }
    return at < tokens.count && tokens[at].kind.isOperator ? at : nil
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
    guard places.count > 1, let last = range.last(where: { tokens[$0].kind.isNumber }),
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

  fileprivate var isOperator: Bool {
    switch self {
    case .plus, .minus, .times, .divide: true
    default: false
    }
  }

  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
  fileprivate var isOpening: Bool { if case .open(.round) = self { true } else { false } }
}
