import Symbolics

/// Right digits, wrong magnitude: powers of ten, prefixes, 万 and 亿.
extension SlipRule {
  /// 4.1亿 for 40.9亿: 亿 is 10⁸, not a billion.
  static let yiUnit = SlipRule(
    mistake: .yiUnitSlip,
    recognise: { link in
      guard link.claim.scale.isChinese, let power = Magnitude.power(of: link) else { return nil }
      // 1.18 万 for 118 万: nobody took 亿 for a billion.
      if link.claim.scale == .wan {
        return Slip(
          mistake: .powerOfTenSlip, alternatives: [.yiUnitSlip], arguments: Magnitude.arguments(power))
      }
      return Slip(
        mistake: .yiUnitSlip, alternatives: [.powerOfTenSlip], arguments: Magnitude.arguments(power))
    },
    inject: { _, _ in nil })

  /// 26 TFLOPs for 26 GFLOPs.
  static let prefix = SlipRule(
    mistake: .prefixSlip,
    recognise: { link in
      if let thousands = Magnitude.binaryPower(of: link) {
        return Slip(
          mistake: .prefixSlip, alternatives: [.powerOfTenSlip], arguments: Magnitude.arguments(3 * thousands)
        )
      }
      if BinaryPrefix.isOneOff(link.value, link.claim) {
        return Slip(mistake: .prefixSlip, arguments: [("ratio", .number(1_024))])
      }
      guard link.claim.scale.isPrefix, let power = Magnitude.power(of: link), power % 3 == 0 else {
        return nil
      }
      return Slip(
        mistake: .prefixSlip, alternatives: [.powerOfTenSlip], arguments: Magnitude.arguments(power))
    },
    inject: { _, _ in nil })

  /// 128.5 M for 12.8 M.
  static let powerOfTen = SlipRule(
    mistake: .powerOfTenSlip,
    recognise: { link in
      guard
        let power = Magnitude.power(of: link) ?? Magnitude.powerOfShare(link)
          ?? (Magnitude.isLastDigitLost(link) ? -1 : nil) ?? Magnitude.powerInBinary(link)
      else { return nil }
      return Slip(
        mistake: .powerOfTenSlip,
        alternatives: power % 3 == 0
          ? [.prefixSlip] : link.left.expression.hasChineseScale ? [.yiUnitSlip] : [],
        arguments: Magnitude.arguments(power))
    },
    inject: { _, value in try? value.multiplied(by: 10) })
}

/// Comparing numbers up to a power of ten.
enum Magnitude {
  /// The n for which value × 10ⁿ is the claim, to the digits shown; nil if there is none but 0.
  static func power(of link: FalseLink) -> Int? { power(from: link.value, to: link.claim) }

  /// The same for any value and claim.
  static func power(from value: Rational, to claim: Numeral) -> Int? {
    guard !value.isZero, !claim.value.isZero, value.isNegative == claim.value.isNegative else { return nil }
    var tolerance = LinkChecker.tolerance(of: claim, isApproximate: false)
    // A claim with one digit agrees with too much to say anything, unless it agrees to the last.
    guard claim.value.magnitude >= 10 || claim.scale != .one || claim.shows(atLeast: 100) else { return nil }
    if !((try? claim.lastPlace.multiplied(by: 10)).map { $0 <= claim.value } ?? false) { tolerance = .zero }
    var larger = value
    for step in 1...13 {
      guard let next = try? larger.multiplied(by: 10) else { break }
      larger = next
      if LinkChecker.isWithin(tolerance, larger, claim.value) { return step }
    }
    // The claim grows instead of the value getting smaller, so that whole numbers stay whole.
    // A whole number that lost a digit was cut off there.
    let isCut = claim.lastPlace == .one && claim.value >= 1_000_000
    var (claimed, room) = (claim.value, isCut ? .one : tolerance)
    for step in 1...13 {
      guard let next = try? claimed.multiplied(by: 10), let wider = try? room.multiplied(by: 10) else {
        break
      }
      (claimed, room) = (next, wider)
      if LinkChecker.isWithin(room, value, claimed) { return -step }
    }
    return nil
  }

  /// `51200/18874368 = 0.027`, `115.6 M ≈ 0.001 G`: a power of ten to the one or two digits that are shown, or to a
  /// hundredth, which tells too little to be asked before anything else explains the claim.
  static func roughPower(of link: FalseLink) -> Int? {
    let claim = link.claim
    guard !claim.value.isZero, let half = try? claim.loosePlace.divided(by: .two), half < claim.value,
      let hundredth = try? claim.value.divided(by: 100)
    else { return nil }
    let room = claim.value >= 100 || claim.lastPlace < .one ? max(half, hundredth) : half
    for (power, factor) in powers where link.claim.value.isNegative == link.value.isNegative {
      if let value = try? link.value.multiplied(by: factor), LinkChecker.isWithin(room, value, claim.value) {
        return power
      }
    }
    return nil
  }

  private static let powers: [(Int, Rational)] = [
    (1, 10), (2, 100), (3, 1_000), (-1, .tenth), (-2, (try? Rational(1, over: 100)) ?? .tenth),
    (-3, (try? Rational(1, over: 1_000)) ?? .tenth),
  ]

  /// `56 KB × 32,768 = 17.5 GB`: 1.75 GB of 1,024³ bytes, with the point moved.
  static func powerInBinary(_ link: FalseLink) -> Int? {
    guard link.claimSide.unit == .bytes, link.claim.scale.isPrefix, link.claim.shows(atLeast: 100) else {
      return nil
    }
    for ratio in BinaryPrefix.ratios.prefix(BinaryPrefix.powers(of: link.claim)) {
      guard let value = try? link.value.multiplied(by: ratio.denominator).divided(by: ratio.numerator),
        let power = power(from: value, to: link.claim)
      else { continue }
      return power
    }
    return nil
  }

  /// 20,552,089 for 205,520,896: the last digit was not written.
  static func isLastDigitLost(_ link: FalseLink) -> Bool {
    let claim = link.claim
    guard claim.scale == .one, claim.lastPlace == .one, claim.value >= 1_000, link.value.isInteger,
      let tenth = try? link.value.divided(by: 10)
    else { return false }
    return tenth.floor == claim.value
  }

  /// `4.19/6740 = 0.6%`: a share of one digit, ten or a hundred times too large or too small.
  static func powerOfShare(_ link: FalseLink) -> Int? {
    guard link.claim.scale == .percent, !link.value.isZero, case .quotient = link.left.expression,
      let half = try? link.claim.lastPlace.divided(by: .two), half < link.claim.value
    else { return nil }
    for (power, factor) in [(1, 10), (2, 100), (-1, Rational.tenth)] as [(Int, Rational)] {
      if let value = try? link.value.multiplied(by: factor),
        LinkChecker.isWithin(half, value, link.claim.value)
      {
        return power
      }
    }
    return nil
  }

  /// `57,344 bytes = 56 MB`: how many steps of 1,024 the prefix of a claim is from the right one; nil where it is none.
  static func binaryPower(of link: FalseLink) -> Int? {
    let claim = link.claim
    guard claim.scale.isPrefix, claim.scale.exponent % 3 == 0, let digits = claim.unscaled,
      let place = try? claim.lastPlace.divided(by: claim.writtenFactor),
      let half = try? place.divided(by: .two),
      digits >= 1
    else { return nil }
    var unit = Rational.one
    for step in 1...4 {
      guard let next = try? unit.multiplied(by: 1_024), let inUnits = try? link.value.divided(by: next) else {
        return nil
      }
      unit = next
      if step != claim.scale.exponent / 3, LinkChecker.isWithin(half, inUnits, digits) {
        return claim.scale.exponent / 3 - step
      }
    }
    return nil
  }

  static func arguments(_ power: Int) -> [(name: String, value: Finding.Argument)] {
    guard let ratio = try? Rational(10).raised(to: Rational(power < 0 ? -power : power)) else { return [] }
    return [("ratio", .number(ratio))]
  }
}

extension Expression {
  /// Whether one number is told in 万 or 亿: `6.7 亿 = 6.7B`.
  fileprivate var hasChineseScale: Bool {
    Claim.numeral(of: self)?.scale.isChinese ?? false
  }
}

extension Scale {
  /// 万, 亿, 万亿.
  var isChinese: Bool { self == .wan || self == .yi || self == .wanyi }
  /// K, M, G … and their words.
  var isPrefix: Bool { self != .one && self != .percent && !isChinese }
}
