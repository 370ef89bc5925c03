import Symbolics

/// A chain of a working, `a = b = c`, with the words in front of it.
struct Chain: Sendable {
  /// One side of a relation. A reference: it wanders from the pieces of its line into its chain, and many look at it.
  final class Side: Sendable {
    /// What was written.
    let located: Located
    /// The unit behind it.
    let unit: Unit
    /// Whether `~`, 约 or "about" stands before it.
    let isApproximate: Bool
    // Asked for at every turn, so found once.
    /// What it amounts to.
    let outcome: Parser.Outcome
    private let form: Form
    /// Which checks have anything to ask.
    let traits: Traits

    /// What a side may be.
    private enum Form: UInt8 {
      /// A single number, or a number times a power of ten.
      case claim
      /// The same with a minus before it.
      case signedClaim
      /// More than that.
      case compound
    }

    init(_ located: Located, _ outcome: Parser.Outcome, unit: Unit, isApproximate: Bool) {
      self.located = located
      self.outcome = outcome
      self.unit = unit
      self.isApproximate = isApproximate
      let claim = Claim.numeral(of: located.expression)
      traits = Traits(outcome, claim, unit)
      if claim != nil {
        form = .claim
      } else if case .negative(let inner) = located.expression, Claim.numeral(of: inner) != nil {
        form = .signedClaim
      } else {
        form = .compound
      }
    }

    /// What sides are picked out by.
    struct Traits: OptionSet, Sendable {
      let rawValue: UInt8

      /// The number 0.
      static let zero = Traits(rawValue: 1)
      /// A number of some size, such as a network's total.
      static let large = Traits(rawValue: 2)
      /// A number with a scale.
      static let scaled = Traits(rawValue: 4)
      /// Multiply-adds or FLOPs.
      static let cost = Traits(rawValue: 8)
      static let macs = Traits(rawValue: 16)
      static let symbolic = Traits(rawValue: 32)
      /// A number with a percent sign.
      static let percent = Traits(rawValue: 64)
    }

    /// The numeral, if the side is a single number, or a number times a power of ten.
    var claim: Numeral? { form == .claim ? Claim.numeral(of: located.expression) : nil }
    /// Whether the side has symbols.
    var isSymbolic: Bool { outcome.hasSymbols }
    /// Whether the side is more than one number, perhaps with its sign.
    var isCompound: Bool { form == .compound }
    /// The numeral with its sign, if a minus stands before a single number.
    var signedClaim: Numeral? {
      guard form == .signedClaim, case .negative(let inner) = located.expression,
        let numeral = Claim.numeral(of: inner)
      else { return nil }
      return Numeral(value: numeral.value.negated, lastPlace: numeral.lastPlace, scale: numeral.scale)
    }
  }

  /// The traits of all sides.
  let traits: Side.Traits
  /// The sides in order, at least two.
  let sides: [Side]
  /// The signs between them.
  let signs: [Token.Sign]
  /// The index of the line on which the chain begins.
  let line: Int
  /// The bytes from the first side to the last.
  let range: Range<Int>

  init(sides: [Side], signs: [Token.Sign], line: Int) {
    self.sides = sides
    self.signs = signs
    self.line = line
    traits = sides.reduce(into: []) { $0.formUnion($1.traits) }
    let start = sides.first?.located.range.lowerBound ?? 0
    range = start..<max(start, sides.last?.located.range.upperBound ?? 0)
  }

  /// Whether the chain counts operations by rules that only the text knows: `Ops = 2×C×H×W`.
  var countsOwnWay: Bool {
    if case .symbol(let symbol) = sides[0].located.expression { symbol.base == "Ops" } else { false }
  }

  /// So many of some signs. Chains of one sign share theirs.
  static func signs(_ signs: [Token.Sign], _ count: Int) -> [Token.Sign] {
    guard count == 1 else { return (0..<count).map { signs[$0] } }
    switch signs[0] {
    case .equal: return single.equal
    case .approximately: return single.approximately
    default: return [signs[0]]
    }
  }

  private static let single: (equal: [Token.Sign], approximately: [Token.Sign]) = (
    [.equal], [.approximately]
  )

  /// The bytes of the last side.
  var lastSide: Range<Int> { sides.last?.located.range ?? range }

  /// Whether a sign of the chain says that two sides are equal; an arrow alone may join two shapes.
  var hasEquality: Bool { signs.contains { $0 == .equal || $0 == .approximately } }
}

/// Numbers that are claims: a numeral, or a numeral times a power of ten.
enum Claim {
  /// The numeral that an expression amounts to: `7.8 G`, `3.15 × 10^23`, `2,359,296`.
  static func numeral(of expression: Expression) -> Numeral? {
    switch expression {
    case .number(let numeral): return numeral
    case .product(let factors):
      guard factors.count == 2, case .number(let mantissa) = factors[0],
        let power = powerOfTen(factors[1]),
        let value = try? mantissa.value.multiplied(by: power),
        let lastPlace = try? mantissa.lastPlace.multiplied(by: power)
      else { return nil }
      return Numeral(value: value, lastPlace: lastPlace, scale: mantissa.scale)
    case .power:
      guard let value = powerOfTen(expression) else { return nil }
      return Numeral(value: value, lastPlace: value)
    default: return nil
    }
  }

  private static func powerOfTen(_ expression: Expression) -> Rational? {
    guard case .power(.number(let base), let exponent) = expression, base.value == 10, exponent.isNumeric
    else { return nil }
    return try? expression.evaluated()
  }
}

extension Expression {
  /// Whether the expression has no symbols.
  var isNumeric: Bool {
    switch self {
    case .number: return true
    case .symbol: return false
    case .sum(let terms):
      for term in terms where !term.value.isNumeric { return false }
      return true
    case .product(let factors):
      for factor in factors where !factor.isNumeric { return false }
      return true
    case .quotient(let left, let right), .power(let left, let right): return left.isNumeric && right.isNumeric
    case .negative(let inner), .floor(let inner), .ceiling(let inner): return inner.isNumeric
    }
  }
}

extension Chain.Side.Traits {
  init(_ outcome: Parser.Outcome, _ claim: Numeral?, _ unit: Unit) {
    self = []
    if outcome.hasSymbols { insert(.symbolic) }
    if outcome.hasScales { insert(.scaled) }
    if unit == .macs || unit == .flops { insert(.cost) }
    if unit == .macs { insert(.macs) }
    guard let claim else { return }
    if claim.value.isZero { insert(.zero) }
    if claim.scale == .percent { insert(.percent) }
    if claim.value >= 100_000 { insert(.large) }
  }
}
