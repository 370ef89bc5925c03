import Derivations
import Networks
import Symbolics

/// One quantity with two values: `d_model = 1024`, and later 4×1042².
///
/// Quantities change their values for good reasons from layer to layer. Only a value that looks like a slip of the other
/// one, with two digits in each other's place, is called wrong.
extension Calculation {
  mutating func checkValuesBetweenLines() {
    var known = StatedValues()
    var next = 0
    for (place, line) in lines.enumerated() {
      while next < entries.count, entries[next].home < place {
        check(entries[next], &known)
        next += 1
      }
      for side in line.lone {
        if let value = side.claim?.value, side.claim?.scale == .one {
          known.add(value, StatedValues.Place(line: line.index, name: nil))
        }
      }
      while next < entries.count, entries[next].home == place {
        check(entries[next], &known)
        next += 1
      }
    }
    while next < entries.count {
      check(entries[next], &known)
      next += 1
    }
  }

  private mutating func check(_ entry: Entry, _ known: inout StatedValues) {
    let sides = entry.chain.sides
    // `d = 768` states a value.
    if case .symbol(let symbol) = sides[0].located.expression, let claim = sides[1].claim, claim.scale == .one
    {
      report(sides[1].located, claim, symbol, entry, known)
      known.add(claim.value, StatedValues.Place(line: entry.line, name: symbol))
      return
    }
    guard !known.isEmpty else { return }
    var reported: Set<Rational> = []
    for side in sides where side.isCompound && !side.isSymbolic && side.mayHoldSizes {
      guard known.mayBeMeant(in: side.located.expression) else { continue }
      for factor in side.located.plainFactors {
        // Once in a chain is enough.
        guard case .number(let numeral) = factor.expression, known.isMisspelled(numeral.value),
          reported.insert(numeral.value).inserted
        else { continue }
        report(factor, numeral, nil, entry, known)
      }
    }
  }

  private mutating func report(
    _ located: Located, _ numeral: Numeral, _ symbol: Symbol?, _ entry: Entry, _ known: StatedValues
  ) {
    guard let (right, place) = known.meant(by: numeral), symbol == nil || symbol == place.name,
      place.line <= entry.line, !isSizeOfNetwork(numeral.value)
    else { return }
    let name = place.name.map { symbol in
      [(name: "quantity", value: Finding.Argument.quotation(symbol.description))]
    }
    findings.append(
      Draft(
        mistake: .valueInconsistentBetweenLines, range: located.range, claimed: numeral.value, correct: right,
        arguments: (name ?? []) + [
          ("line", .number(Rational(place.line + 1))), ("other", .number(right)),
        ], fix: Expression(right)))
  }
}

extension Calculation {
  /// Whether layers of the network have so many channels: 1,512 of a RegNet is no slip of its 1,152.
  private func isSizeOfNetwork(_ value: Rational) -> Bool {
    guard let size = value.integer, let facts else { return false }
    return facts.layers.contains { layer in
      layer.part.output.channels == size || layer.part.inputs.contains { $0.channels == size }
    }
  }
}

/// The values that a text states, and those that look like them with two digits exchanged.
struct StatedValues: Sendable {
  struct Place: Sendable {
    var line: Int
    var name: Symbol?
  }

  private var places: [Rational: Place] = [:]
  /// For each number that two exchanged digits give the number that was stated.
  private var misspelled: [Rational: Rational] = [:]

  var isEmpty: Bool { misspelled.isEmpty }

  mutating func add(_ value: Rational, _ place: Place) {
    if let known = places[value] {
      // A name is worth more than a bare number.
      if known.name == nil, place.name != nil { places[value] = place }
      return
    }
    places[value] = place
    guard let number = value.integer, number >= 100, number < 1_000_000, places.count < 4_096,
      var digits = Digits.of(value)
    else { return }
    for index in digits.indices.dropLast() where digits[index] != digits[index + 1] {
      digits.swapAt(index, index + 1)
      if digits[0] != 0, let other = Digits.value(of: digits), StatedValues.looksLikeSlip(other, of: number) {
        misspelled[other] = value
      }
      digits.swapAt(index, index + 1)
    }
  }

  /// Whether a calculation holds a number that looks like a stated one.
  func mayBeMeant(in expression: Expression) -> Bool {
    var found = false
    LinkChecker.forEachNumeral(of: expression) { found = found || misspelled[$0.value] != nil }
    return found
  }

  /// Whether a number looks like a stated one with two digits exchanged.
  func isMisspelled(_ value: Rational) -> Bool { misspelled[value] != nil }

  /// The stated value that a number is a slip of; nil where the text states that number too.
  func meant(by numeral: Numeral) -> (Rational, Place)? {
    guard numeral.scale == .one, numeral.lastPlace == .one, places[numeral.value] == nil,
      let right = misspelled[numeral.value], let place = places[right]
    else { return nil }
    return (right, place)
  }

  /// Whether a number is no size that anybody would choose, where the stated one is: 1,042 for 1,024, not 196 for 169.
  private static func looksLikeSlip(_ other: Rational, of number: Int) -> Bool {
    guard let other = other.integer else { return false }
    let zeros = other.trailingZeroBitCount
    guard number.trailingZeroBitCount >= 5, zeros <= 3 else { return false }
    // 129 = 128 + 1, 197 = 14² + 1: sizes with one or two more.
    for near in -2...2 where (other + near).trailingZeroBitCount >= 5 { return false }
    for near in -1...1 where StatedValues.isSquare(other + near) { return false }
    return other % 10 != 0 && other % 25 != 0
  }

  private static func isSquare(_ number: Int) -> Bool {
    var root = 1
    while root * root < number, root < 1_000 { root += 1 }
    return root * root == number
  }
}

extension Chain.Side {
  /// Whether the side multiplies.
  fileprivate var mayHoldSizes: Bool {
    switch located.expression {
    case .product, .sum, .quotient: true
    default: false
    }
  }
}

extension Located {
  /// The numbers that are factors or the bases of powers, down through sums and brackets.
  fileprivate var plainFactors: [Located] {
    switch expression {
    case .product:
      return operands.flatMap { operand -> [Located] in
        if case .number = operand.expression { return [operand] }
        return operand.plainFactors
      }
    case .power: return operands.first.map { [$0] } ?? []
    case .sum, .quotient: return operands.flatMap { $0.plainFactors }
    default: return []
    }
  }
}
