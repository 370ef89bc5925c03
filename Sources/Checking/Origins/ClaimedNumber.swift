public import Symbolics

/// A number that somebody states of a network: `4.1G`, `7.8 亿`, `≈ 4.1 GFLOPs`, `4.1×10^9`, `25,557,032`.
///
///     ClaimedNumber("4.1 GMACs")?.numeral.value   // 4,100,000,000
///     ClaimedNumber("4.1 GMACs")?.unit            // .multiplyAdds
public struct ClaimedNumber: Sendable {
  /// What the word behind it says that is counted.
  public enum Unit: Hashable, Sendable {
    /// Multiply-adds.
    case multiplyAdds
    /// FLOPs. Many mean multiply-adds by that.
    case flops
    /// Parameters.
    case parameters
    /// Bytes.
    case bytes
  }

  /// The words as they were given.
  public let text: String
  /// The number.
  public let numeral: Numeral
  /// The unit, if a known one was written.
  public let unit: Unit?
  /// The scale that was guessed, because nothing was written behind a small number.
  public let guessed: Scale?
  /// Whether it says itself that it is rounded.
  let isApproximate: Bool

  /// Reads a number with its unit.
  ///
  /// - Returns: nil where `text` is not one positive number.
  public init?(_ text: String) {
    guard let side = ClaimedNumber.side(of: ClaimedNumber.spelled(text)) else { return nil }
    guard let numeral = side.claim, !numeral.value.isZero, numeral.scale != .percent else { return nil }
    switch side.unit {
    case .macs: unit = .multiplyAdds
    case .flops: unit = .flops
    case .parameters: unit = .parameters
    case .bytes: unit = .bytes
    case .none, .other: unit = nil
    case .tokens, .time: return nil
    }
    self.text = text
    self.numeral = numeral
    guessed = nil
    isApproximate = side.isApproximate
  }

  private init(_ other: ClaimedNumber, _ numeral: Numeral, guessed: Scale) {
    (text, unit, isApproximate) = (other.text, other.unit, other.isApproximate)
    (self.numeral, self.guessed) = (numeral, guessed)
  }

  /// The only expression of a text.
  private static func side(of text: String) -> Chain.Side? {
    let lines = Scanner.lines(of: HandCalculation(text))
    var sides: [Chain.Side] = []
    for line in lines {
      guard line.chains.isEmpty else { return nil }
      sides += line.lone
    }
    return sides.count == 1 ? sides[0] : nil
  }

  /// `4.1g`, `25.6 m` and `7 B` as a working would have them: a capital right behind the digits.
  private static func spelled(_ text: String) -> String {
    var bytes = Array(text.utf8)
    guard let digit = bytes.lastIndex(where: { $0.isASCIIDigit }) else { return text }
    let place = bytes.skip(from: digit + 1, to: bytes.count) { $0 == .space }
    guard place < bytes.count, let scale = capital(of: bytes[place]) else { return text }
    let rest = String(decoding: bytes[(place + 1)...], as: UTF8.self).lowercased()
    let units = ["", "flops", "flop", "macs", "mac", "params", "parameters", "ops"]
    let word = rest.utf8.filter { $0 != .space }
    guard units.contains(where: { $0.utf8.elementsEqual(word) }) else { return text }
    bytes[place] = scale
    bytes.removeSubrange(digit + 1..<place)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func capital(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "k"), UInt8(ascii: "m"), UInt8(ascii: "g"), UInt8(ascii: "t"), UInt8(ascii: "b"):
      letter - 0x20
    case UInt8(ascii: "K"), UInt8(ascii: "M"), UInt8(ascii: "G"), UInt8(ascii: "T"), UInt8(ascii: "B"): letter
    default: nil
    }
  }
}

extension ClaimedNumber {
  /// What the number may mean: itself, and for a small one without a scale the same in G, M, T and K.
  var readings: [ClaimedNumber] {
    guard numeral.scale == .one, unit != .bytes, numeral.value < 10_000 else { return [self] }
    var readings: [ClaimedNumber] = numeral.value.isInteger && numeral.value >= 100 ? [self] : []
    for scale in [Scale.giga, .mega, .tera, .kilo] {
      guard let power = try? Rational(10).raised(to: Rational(scale.exponent)),
        let value = try? numeral.value.multiplied(by: power),
        let place = try? numeral.lastPlace.multiplied(by: power)
      else { continue }
      readings.append(
        ClaimedNumber(self, Numeral(value: value, lastPlace: place, scale: scale), guessed: scale))
    }
    return readings
  }

  /// The weight of the last digit that may be no rounding zero: 4,100,000,000 is written to 100,000,000. Two digits are
  /// taken for such in any case.
  var coarsePlace: Rational {
    var place = numeral.lastPlace
    guard var digits = (try? numeral.value.divided(by: place))?.numerator, digits > 0 else { return place }
    var zeros = 0
    while digits % 10 == 0, digits >= 100 {
      digits /= 10
      zeros += 1
    }
    // 25.60 M is written to its last zero; so is 4,700, for which one zero says nothing.
    let unit = try? Rational(10).raised(to: Rational(numeral.scale.exponent))
    let isDecimal = unit.map { place < $0 } ?? false
    guard !isDecimal, isApproximate || zeros >= 3 || numeral.scale != .one else { return place }
    for _ in 0..<zeros { place = (try? place.multiplied(by: 10)) ?? place }
    return place
  }

  /// How many digits the number shows: with every further one, fewer counts fit.
  var digits: Int {
    guard let shown = try? numeral.value.divided(by: coarsePlace) else { return 1 }
    var (rest, count) = (shown.numerator / max(1, shown.denominator), 0)
    while rest > 0 {
      rest /= 10
      count += 1
    }
    return max(1, count)
  }

  /// How a value agrees with the number, nil if it does not.
  func fit(of value: Rational) -> Origin.Fit? {
    if value == numeral.value { return .exact }
    guard let gap = try? value.subtracting(numeral.value), let doubled = try? gap.multiplied(by: .two) else {
      return nil
    }
    let place = coarsePlace
    guard place > .one || numeral.lastPlace != .one else { return nil }
    if numeral.lastPlace != .one, doubled.magnitude <= numeral.lastPlace { return .rounded }
    if numeral.lastPlace != .one, !gap.isNegative, gap < numeral.lastPlace { return .cutOff }
    return place > numeral.lastPlace && doubled.magnitude <= place ? .coarse : nil
  }
}
