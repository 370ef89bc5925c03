import Derivations
import Symbolics

extension Wording {
  /// A value as it is printed: exact where it is whole or has few decimals, else rounded to four digits.
  func result(of step: Step) -> (relation: Relation, expression: Expression) {
    if step.quantity == .ratio, let share = Math.share(step.value, of: .one) {
      return (share.relation ?? .equal, share.expression)
    }
    return result(step.value)
  }

  func result(_ value: Rational) -> (relation: Relation, expression: Expression) {
    if value.isInteger { return (.equal, Expression(value)) }
    let magnitude = value.magnitude
    let tenth = try? Rational(1, over: 10)
    func signed(_ numeral: Numeral) -> Expression {
      value.isNegative ? .negative(.number(numeral)) : .number(numeral)
    }
    if let exact = Numeral(decimal: magnitude), magnitude < 1_000_000 || exact.lastPlace == tenth {
      return (.equal, signed(exact))
    }
    let digits = magnitude < 1_000 ? 4 : 7
    guard let rounded = try? Numeral(rounding: magnitude, significant: digits, scale: .one) else {
      return (.equal, Expression(value))
    }
    return (.approximately, signed(rounded))
  }

  /// The unit of a step's value, and its short form where it is large: `≈ 13.48 GB, 12.55 GiB`.
  func unit(of step: Step) -> [Inline] {
    let value = step.value
    switch step.quantity {
    case .bytes: return bytes(value)
    case .seconds: return seconds(value)
    case .days: return inlines(.unitDays)
    case .intensity: return inlines(.unitIntensity)
    case .tokensPerSecond: return inlines(.unitTokensPerSecond)
    case .ratio: return []
    case .throughput:
      return inlines(.unitThroughput, ["short": .inlines(short(value))])
    default: return short(value)
    }
  }

  /// The short form of a large number; beyond the units that are in use its power of ten.
  private func short(_ value: Rational) -> [Inline] {
    if value.isNegative { return [] }
    let limit = try? Rational(10).raised(to: language == .chinese ? 16 : 18)
    if let limit, value >= limit { return Math.scientific(value).map { [.math($0)] } ?? [] }
    return Math.short(value, in: language).map { [.math($0)] } ?? []
  }

  // MARK: Bytes

  /// Bytes in powers of ten and of two; nothing for fewer than 1,000.
  private func bytes(_ value: Rational) -> [Inline] {
    guard let decimal = scaled(value, by: 1_000, units: ["kB", "MB", "GB", "TB", "PB", "EB"]),
      let binary = scaled(value, by: 1_024, units: ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"])
    else { return [] }
    return inlines(.unitBytes, ["decimal": .inlines(decimal), "binary": .inlines(binary)])
  }

  private func scaled(_ value: Rational, by base: Int, units: [String]) -> [Inline]? {
    var scaled = value
    var unit: String?
    for name in units {
      guard scaled >= Rational(base), let next = try? scaled.divided(by: Rational(base)) else { break }
      (scaled, unit) = (next, name)
    }
    guard let unit else { return nil }
    return [.math(rounded(scaled)), .text(" " + unit)]
  }

  /// Two decimals, or four below 1, with the sign that says whether anything was rounded away.
  func rounded(_ value: Rational) -> Math {
    guard let numeral = Numeral.rounded(value, scale: .one, decimals: value < .one ? 4 : 2) else {
      return Math(Expression(value))
    }
    if value.isInteger { return Math(Expression(value), relation: .equal) }
    return Math(.number(numeral), relation: numeral.value == value ? .equal : .approximately)
  }

  // MARK: Time

  /// Seconds, and short times in thousandths or millionths.
  private func seconds(_ value: Rational) -> [Inline] {
    for (factor, unit) in [
      (1, Phrase.unitSeconds), (1_000, .unitMilliseconds), (1_000_000, .unitMicroseconds),
    ] {
      guard let scaled = try? value.multiplied(by: Rational(factor)), scaled >= .one else { continue }
      // Without a sign: it is the same time in another unit, not another value of the same chain.
      let short: [Inline] = factor == 1 ? [] : [.math(Math(rounded(scaled).expression))]
      return inlines(unit, ["value": .inlines(short)])
    }
    guard !value.isZero, let scaled = try? value.multiplied(by: 1_000_000) else {
      return inlines(.unitSeconds)
    }
    return inlines(.unitMicroseconds, ["value": .inlines([.math(Math(rounded(scaled).expression))])])
  }
}
