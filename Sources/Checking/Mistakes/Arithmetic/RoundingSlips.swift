import Symbolics

/// A rounded number that is not the nearest one with its digits.
extension SlipRule {
  /// `577·64 = 37,000`: rounded to its zeros, behind an equals sign. No mistake, unless the number is one that a slip gives.
  static let roundedToZeros = SlipRule(
    mistake: .roundingWrong,
    recognise: { link in
      guard Rounding.isNearest(link), Sums.isNear(link.value, link.claim.value) else { return nil }
      return Slip(mistake: .roundingWrong, severity: .note, isRounding: true)
    },
    inject: { _, _ in nil })

  /// `112×112×64 = 800K`, `512² = 260K`: rounded to two digits, or to one that is near, before the scale. The zeros behind
  /// them say nothing. No mistake; sizes in bytes have binary prefixes to be told apart from it.
  static let roundedToTwoDigits = SlipRule(
    mistake: .roundingWrong,
    recognise: { link in
      guard link.claim.hasScaleWord, link.claim.lastPlace == link.claim.writtenFactor,
        link.claimSide.unit != .bytes, link.claimSide.unit.seconds == nil,
        let digits = link.claim.unscaled, digits >= 100, Rounding.isToFewDigits(digits, link)
      else { return nil }
      return Slip(mistake: .roundingWrong, severity: .note, isRounding: true)
    },
    inject: { _, _ in nil })

  /// 115 M for 115.6 M: cut off instead of rounded. Many do so on purpose, so that it is worth a remark only.
  static let truncated = SlipRule(
    mistake: .roundingWrong,
    recognise: { link in
      guard !Rounding.isNearest(link), let place = Rounding.place(of: link),
        let gap = try? link.value.subtracting(link.claim.value),
        !gap.isNegative, gap < place
      else { return nil }
      return Slip(mistake: .roundingWrong, arguments: Rounding.arguments(link, place), severity: .note)
    },
    inject: { _, _ in nil })

  /// 10.1 M for 10.04 M.
  static let roundingWrong = SlipRule(
    mistake: .roundingWrong,
    recognise: { link in
      guard !Rounding.isNearest(link), let place = Rounding.place(of: link),
        LinkChecker.isWithin(place, link.value, link.claim.value)
      else { return nil }
      return Slip(mistake: .roundingWrong, arguments: Rounding.arguments(link, place))
    },
    inject: { _, _ in nil })
}

extension SlipRule {
  /// `⌊31.5⌋ + 1 = 33`, `(224 + 6 − 7)/2 + 1 = 113`: the steps of a window were rounded up; `⌈31.5⌉ + 1 = 32`: down.
  static let stepsRoundedUp = SlipRule(
    mistake: .roundingWrong,
    recognise: { link in
      guard link.claim.lastPlace == .one, link.value < 100_000,
        let (right, wrong, isDown) = link.left.expression.stepsOfWindow, wrong == link.claim.value,
        right != wrong
      else { return nil }
      // Of a size that is rounded up, and of a bracket alone, the message tells the right value only.
      var steps: [(name: String, value: Finding.Argument)] = []
      if isDown { steps.append(("steps", .number((try? right.subtracting(.one)) ?? right))) }
      return Slip(
        mistake: .roundingWrong,
        // `⌊(224 + 2×3 − 7)/2⌋ = 112` is right with the + 1 that it lacks.
        alternatives: (link.left.expression.isDividedDifference ? [.outputSizePlusOneMissing] : [])
          + [.totalDoesNotAddUp, .digitChanged],
        arguments: steps + [("expected", .number(right))], correct: right)
    },
    inject: { _, _ in nil })
}

extension Expression {
  /// The size of a map, (n − k …)/s + 1, ⌊…⌋ + 1 or ⌈…⌉ + 1, or such a bracket alone: rounded as it is written, and the
  /// other way; and whether it is a size that is rounded down.
  fileprivate var stepsOfWindow: (right: Rational, wrong: Rational, isDown: Bool)? {
    if case .floor(let inner) = self, let value = try? inner.evaluated() {
      return (value.floor, value.ceiling, false)
    }
    if case .ceiling(let inner) = self, let value = try? inner.evaluated() {
      return (value.ceiling, value.floor, false)
    }
    guard case .sum(let terms) = self, terms.count == 2, !terms[1].isSubtracted, terms[1].value == 1,
      !terms[0].isSubtracted
    else { return nil }
    var isDown = true
    let steps: Expression
    if case .floor(let inner) = terms[0].value {
      steps = inner
    } else if case .ceiling(let inner) = terms[0].value {
      (steps, isDown) = (inner, false)
    } else if terms[0].value.isDividedDifference {
      steps = terms[0].value
    } else {
      return nil
    }
    guard let value = try? steps.evaluated(), !value.isInteger, let down = try? value.floor.adding(.one),
      let up = try? value.ceiling.adding(.one)
    else { return nil }
    return isDown ? (down, up, true) : (up, down, false)
  }
}

/// What a rounded claim shows.
enum Rounding {
  /// The weight of the last digit that counts; nil where a number is written out.
  static func place(of link: FalseLink) -> Rational? {
    // What is worked out, or is a whole number itself, is not rounded.
    if link.claimSide.isCompound
      || link.claim.lastPlace == .one && link.claim.value < 1_000 && link.value.isInteger
    {
      return nil
    }
    guard link.claim.lastPlace == .one else {
      // `208/8 = 25 GB`: 26 needs no rounding.
      let places = try? link.value.divided(by: link.claim.lastPlace)
      let isWhole = link.claim.lastPlace == link.claim.writtenFactor && (places?.isInteger ?? false)
      return isWhole && (places ?? .zero) < 1_000 ? nil : link.claim.lastPlace
    }
    let half = LinkChecker.tolerance(of: link.claim, isApproximate: true)
    guard !half.isZero, let whole = try? half.multiplied(by: .two), whole < link.value.magnitude else {
      return nil
    }
    return whole
  }

  /// Whether a whole number is the nearest one with its zeros.
  static func isNearest(_ link: FalseLink) -> Bool {
    guard link.claim.lastPlace == .one, let place = place(of: link), let half = try? place.divided(by: .two)
    else {
      return false
    }
    return LinkChecker.isWithin(half, link.value, link.claim.value)
  }

  /// Whether the digits before a scale are the value's first two, or its first one where that is within a fortieth.
  static func isToFewDigits(_ digits: Rational, _ link: FalseLink) -> Bool {
    var place = link.claim.lastPlace
    var rest = digits
    while rest >= 100, let tenth = try? rest.divided(by: 10), tenth.isInteger,
      let next = try? place.multiplied(by: 10)
    {
      (rest, place) = (tenth, next)
    }
    guard rest < 100, let half = try? place.divided(by: .two),
      let fortieth = try? link.value.magnitude.divided(by: 40)
    else { return false }
    if LinkChecker.isWithin(half, link.value, link.claim.value) { return true }
    return (try? rest.divided(by: 10))?.isInteger ?? false
      && LinkChecker.isWithin(fortieth, link.value, link.claim.value)
  }

  /// The value rounded as finely as the claim.
  static func arguments(
    _ link: FalseLink, _ place: Rational
  ) -> [(name: String, value: Finding.Argument)] {
    guard let units = try? link.value.divided(by: place).adding(.half).floor,
      let rounded = try? units.multiplied(by: place)
    else { return [] }
    return [("expected", .number(rounded))]
  }
}
