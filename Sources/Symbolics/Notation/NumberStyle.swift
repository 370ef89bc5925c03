/// How numbers are written. Nothing is ever rounded: a number that has no exact digits is written as a fraction.
public struct NumberStyle: Hashable, Sendable {
  /// What stands between groups of three digits.
  public enum Grouping: Hashable, Sendable, CaseIterable {
    /// `1792`
    case none
    /// `1,792`
    case comma
    /// `1 792`, with a narrow no-break space.
    case space
    /// `1{,}792`, LaTeX's comma without a blank behind it.
    case latex
  }

  /// What stands between groups of three digits; numbers below 1,000 have no groups.
  public var grouping: Grouping
  /// Whether a value such as 3/2 is written `1.5` where its decimals end, or always as a fraction.
  public var usesDecimals: Bool

  /// A style.
  public init(grouping: Grouping, usesDecimals: Bool = true) {
    self.grouping = grouping
    self.usesDecimals = usesDecimals
  }

  /// `118,013,952`
  public static let grouped = NumberStyle(grouping: .comma)
  /// `118013952`, for programs.
  public static let plain = NumberStyle(grouping: .none)
  /// `87{,}416{,}320`, for mathematics in LaTeX.
  public static let latex = NumberStyle(grouping: .latex)

  /// Writes an exact value: `118,013,952`, `-7`, `1.5`, `1/3`.
  public func write(_ value: Rational, to out: inout [UInt8]) {
    if value.isNegative { out.append("−" as StaticString) }
    let magnitude = value.magnitude
    if usesDecimals || magnitude.isInteger, let decimals = magnitude.decimals {
      writeDigits(of: magnitude, decimals: decimals, to: &out)
    } else {
      writeWhole(magnitude.numerator, to: &out)
      out.append(.slash)
      writeWhole(magnitude.denominator, to: &out)
    }
  }

  /// An exact value as text.
  public func text(_ value: Rational) -> String {
    var out: [UInt8] = []
    write(value, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// The digits of a numeral as finely as it was written, without its scale, and the power of ten that the digits
  /// leave out (`3.15e23`). Returns `false` if the value has no end of decimals; then nothing is written.
  func writeDigits(of numeral: Numeral, to out: inout [UInt8]) -> Bool {
    guard let unit = Rational.powerOfTen(numeral.scale.exponent),
      let scaled = try? numeral.value.divided(by: unit), let place = try? numeral.lastPlace.divided(by: unit),
      let needed = scaled.decimals
    else { return false }
    if let power = place.wholePowerOfTen, power > 0, let mantissa = try? scaled.divided(by: place),
      mantissa.isInteger, numeral.scale == .one
    {
      writeScientific(mantissa.numerator, power: power, to: &out)
      return true
    }
    let written = place.isInteger ? 0 : place.reciprocalPowerOfTen ?? 0
    writeDigits(of: scaled, decimals: max(needed, written), to: &out)
    return true
  }

  /// `315` and 21 are written `3.15e23`: all digits, the first before the point.
  private func writeScientific(_ mantissa: Int128, power: Int, to out: inout [UInt8]) {
    let digits = Array(String(mantissa).utf8)
    out.append(digits[0])
    if digits.count > 1 {
      out.append(.dot)
      out += digits[1...]
    }
    out.append(UInt8(ascii: "e"))
    out += Array(String(power + digits.count - 1).utf8)
  }

  /// Writes a value with this many decimals, which must be enough for it.
  private func writeDigits(of value: Rational, decimals: Int, to out: inout [UInt8]) {
    let whole = value.numerator / value.denominator
    writeWhole(whole, to: &out)
    guard decimals > 0 else { return }
    out.append(.dot)
    let divisor = value.denominator.magnitude
    var rest = (value.numerator % value.denominator).magnitude
    for _ in 0..<decimals {
      // Ten times the remainder may need more than 128 bits; its quotient is one digit, as the remainder is smaller than
      // the divisor.
      let (digit, next) = divisor.dividingFullWidth(rest.multipliedFullWidth(by: 10))
      out.append(.zero + UInt8(truncatingIfNeeded: digit))
      rest = next
    }
  }

  /// Writes a whole number in groups of three digits.
  func writeWhole(_ value: Int128, to out: inout [UInt8]) {
    let digits = Array(String(value).utf8)
    guard grouping != .none, digits.count > 3 else {
      out += digits
      return
    }
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { writeSeparator(to: &out) }
      out.append(digit)
    }
  }

  private func writeSeparator(to out: inout [UInt8]) {
    switch grouping {
    case .none: break
    case .comma: out.append(.comma)
    case .space: out += [0xE2, 0x80, 0xAF]
    case .latex: out += [.openBrace, .comma, .closeBrace]
    }
  }
}

extension Rational {
  /// How many decimals write the value exactly; `nil` if they never end (or there are more than 38).
  var decimals: Int? {
    var rest = denominator
    var twos = 0
    var fives = 0
    while rest % 2 == 0 {
      rest /= 2
      twos += 1
    }
    while rest % 5 == 0 {
      rest /= 5
      fives += 1
    }
    return rest == 1 && max(twos, fives) <= 38 ? max(twos, fives) : nil
  }

  /// `n` if the value is 10ⁿ with n ≥ 0.
  var wholePowerOfTen: Int? {
    guard denominator == 1, numerator > 0 else { return nil }
    var rest = numerator
    var power = 0
    while rest % 10 == 0 {
      rest /= 10
      power += 1
    }
    return rest == 1 ? power : nil
  }

  /// `n` if the value is 10⁻ⁿ.
  var reciprocalPowerOfTen: Int? {
    numerator == 1 ? Rational(whole: denominator).wholePowerOfTen : nil
  }
}
