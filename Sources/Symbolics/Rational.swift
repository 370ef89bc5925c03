/// An exact fraction over 128-bit integers, always in lowest terms with a positive denominator.
///
/// Every operation is exact or throws ``ArithmeticError``: nothing rounds, nothing traps. Fractions are
/// reduced before they are multiplied, so that a product overflows only if its own lowest terms do.
///
///     try Rational(7).multiplied(by: 3)            // 21
///     try Rational(1).divided(by: Rational(3))     // 1/3
public struct Rational: Hashable, Sendable {
  /// The signed numerator in lowest terms.
  public let numerator: Int128
  /// The denominator in lowest terms, at least 1.
  public let denominator: Int128

  /// Zero and one, and two, which turns multiply-adds into FLOPs.
  public static var zero: Rational { Rational(0) }
  /// The neutral element of multiplication.
  public static var one: Rational { Rational(1) }
  /// The operations in one multiply-add.
  public static var two: Rational { Rational(2) }
  /// ½, for rounding half up, and the bytes of a number of 4 bits.
  public static var half: Rational { Rational(unchecked: 1, 2) }

  /// A whole number.
  public init(_ integer: Int) {
    numerator = Int128(integer)
    denominator = 1
  }

  /// A whole number of up to 127 bits. `Int128.min` has no positive counterpart and is brought to the next number.
  public init(whole integer: Int128) {
    numerator = integer == .min ? .min + 1 : integer
    denominator = 1
  }

  /// `numerator / denominator` in lowest terms.
  public init(_ numerator: Int128, over denominator: Int128) throws(ArithmeticError) {
    guard denominator != 0 else { throw .divisionByZero }
    guard numerator != .min, denominator != .min else { throw .overflow }
    let divisor = Rational.greatestCommonDivisor(numerator, denominator)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.init(unchecked: sign * (numerator / divisor), sign * (denominator / divisor))
  }

  private init(unchecked numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Whether the denominator is 1.
  public var isInteger: Bool { denominator == 1 }
  /// Whether the value is 0.
  public var isZero: Bool { numerator == 0 }
  /// Whether the value is below 0.
  public var isNegative: Bool { numerator < 0 }
  /// The whole number as `Int`, if it is one and fits.
  public var integer: Int? { denominator == 1 ? Int(exactly: numerator) : nil }
  /// The value without its sign.
  public var magnitude: Rational { Rational(unchecked: numerator < 0 ? -numerator : numerator, denominator) }
  /// The value with the opposite sign.
  public var negated: Rational { Rational(unchecked: -numerator, denominator) }

  /// The nearest double, for drawing and for sorting by size, never for a figure that is printed.
  public var approximation: Double { Double(numerator) / Double(denominator) }
}

// MARK: - Arithmetic

extension Rational {
  /// The exact sum.
  public func adding(_ other: Rational) throws(ArithmeticError) -> Rational {
    if denominator == 1, other.denominator == 1 {
      return Rational(unchecked: try .checkedSum(numerator, other.numerator), 1)
    }
    let divisor = Rational.greatestCommonDivisor(denominator, other.denominator)
    let left = try Int128.checkedProduct(numerator, other.denominator / divisor)
    let right = try Int128.checkedProduct(other.numerator, denominator / divisor)
    let bottom = try Int128.checkedProduct(denominator / divisor, other.denominator)
    return try Rational(.checkedSum(left, right), over: bottom)
  }

  /// The exact difference.
  public func subtracting(_ other: Rational) throws(ArithmeticError) -> Rational {
    try adding(other.negated)
  }

  /// The exact product.
  public func multiplied(by other: Rational) throws(ArithmeticError) -> Rational {
    if denominator == 1, other.denominator == 1 {
      // Nearly all factors are sizes: the product of two that have 64 bits always fits.
      if let first = Int64(exactly: numerator), let second = Int64(exactly: other.numerator) {
        let product = first.multipliedFullWidth(by: second)
        return Rational(unchecked: Int128(product.high) << 64 | Int128(product.low), 1)
      }
      return Rational(unchecked: try .checkedProduct(numerator, other.numerator), 1)
    }
    let first = Rational.greatestCommonDivisor(numerator, other.denominator)
    let second = Rational.greatestCommonDivisor(other.numerator, denominator)
    return Rational(
      unchecked: try .checkedProduct(numerator / first, other.numerator / second),
      try .checkedProduct(denominator / second, other.denominator / first))
  }

  /// The exact quotient.
  public func divided(by other: Rational) throws(ArithmeticError) -> Rational {
    try multiplied(by: other.reciprocal())
  }

  /// 1 divided by the value.
  public func reciprocal() throws(ArithmeticError) -> Rational {
    guard numerator != 0 else { throw .divisionByZero }
    return numerator < 0
      ? Rational(unchecked: -denominator, -numerator) : Rational(unchecked: denominator, numerator)
  }

  /// The value to a whole power, by squaring. Exponents beyond ±4,096 are refused before any work is done.
  public func raised(to exponent: Rational) throws(ArithmeticError) -> Rational {
    if exponent.numerator == 1, exponent.denominator == 2 {
      guard let root = squareRoot else { throw .exponentOutOfRange }
      return root
    }
    guard let whole = exponent.integer, whole.magnitude <= 4_096 else { throw .exponentOutOfRange }
    if whole < 0 { return try reciprocal().raised(to: exponent.negated) }
    var result = Rational.one
    var square = self
    var rest = whole
    while rest > 0 {
      if rest & 1 == 1 { result = try result.multiplied(by: square) }
      rest >>= 1
      if rest > 0 { square = try square.multiplied(by: square) }
    }
    return result
  }

  /// The largest whole number that is not above the value.
  public var floor: Rational {
    let quotient = numerator / denominator
    return Rational(unchecked: numerator < 0 && numerator % denominator != 0 ? quotient - 1 : quotient, 1)
  }

  /// The smallest whole number that is not below the value.
  public var ceiling: Rational { negated.floor.negated }
}

// MARK: - Hashing

extension Rational {
  /// Mixes in 64 bits of the numerator, and the denominator where there is one: most values are whole and fit.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(UInt64(truncatingIfNeeded: numerator))
    if denominator != 1 { hasher.combine(UInt64(truncatingIfNeeded: denominator)) }
  }
}

// MARK: - Order

extension Rational: Comparable {
  /// Compares at full width: the cross products are taken to 256 bits.
  public static func < (left: Rational, right: Rational) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    let first = left.numerator.multipliedFullWidth(by: right.denominator)
    let second = right.numerator.multipliedFullWidth(by: left.denominator)
    return first.high != second.high ? first.high < second.high : first.low < second.low
  }
}

extension Rational {
  /// The greatest common divisor, positive, and 1 for two zeros.
  static func greatestCommonDivisor(_ first: Int128, _ second: Int128) -> Int128 {
    // 64-bit remainders are several times cheaper than 128-bit ones, and nearly every size fits.
    if let small = Int64(exactly: first), let other = Int64(exactly: second) {
      var (a, b) = (small.magnitude, other.magnitude)
      while b != 0 { (a, b) = (b, a % b) }
      return a == 0 ? 1 : Int128(a)
    }
    var (a, b) = (first.magnitude, second.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    return a == 0 ? 1 : Int128(exactly: a) ?? 1
  }
}

extension Int128 {
  /// The sum, or ``ArithmeticError/overflow``. `Int128.min` counts as overflow, so that every value can be negated.
  static func checkedSum(_ first: Int128, _ second: Int128) throws(ArithmeticError) -> Int128 {
    let (sum, overflow) = first.addingReportingOverflow(second)
    guard !overflow, sum != .min else { throw .overflow }
    return sum
  }

  /// The product, or ``ArithmeticError/overflow``.
  static func checkedProduct(_ first: Int128, _ second: Int128) throws(ArithmeticError) -> Int128 {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    guard !overflow, product != .min else { throw .overflow }
    return product
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: CustomStringConvertible {
  /// The digits, or `a/b`: the form that JSON carries.
  public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
