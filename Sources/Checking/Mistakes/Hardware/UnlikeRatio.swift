import Symbolics

/// A share of FLOPs in multiply-adds: it comes out twice too large.
extension Calculation {
  private static let countedInMacs: PhraseSet = ["mac", "madd", "mult", "乘加"]

  mutating func checkUnlikeRatios() {
    for line in lines(with: Calculation.countedInMacs)
    where line.holdsPercent && Calculation.countedInMacs.isOn(line, of: working.bytes) {
      let measures = measures(on: line)
      for index in measures.indices.dropFirst(2) where measures[index].numeral.scale == .percent {
        let (part, whole, share) = (measures[index - 2], measures[index - 1], measures[index])
        guard part.per != .second, whole.per != .second,
          let right = Calculation.rightShare(part, whole, share.numeral)
        else { continue }
        findings.append(
          Draft(
            mistake: .ratioOfUnlikeConventions, range: share.range, claimed: share.numeral.value,
            correct: right))
      }
    }
  }

  /// `conv1: 0.236 / 1.814 = 13.0 %`, "0.236 GFLOPs of 1.814 GFLOPs": a layer's FLOPs, two for each multiply-add, by the
  /// network's multiply-adds, whatever they are called.
  mutating func checkSharesOfNetwork() {
    guard let facts else { return }
    for entry in entries where entry.chain.traits.contains(.percent) && entry.status != .wrong {
      guard let side = entry.workingSide, case .quotient(let first, let second) = side.located.expression,
        case .number(let part) = first, case .number(let whole) = second,
        let share = entry.claim, let range = entry.claimRange, share.scale == .percent,
        case .layers(let layers) = entry.subject.target, layers.count == 1
      else { continue }
      reportShare(part, of: facts.layers[layers[0]].macs, whole, of: facts.macs, share, range)
    }
    for (place, line) in lines.enumerated() where line.holdsPercent {
      let measures = measures(on: line)
      for index in measures.indices.dropFirst(2) where measures[index].numeral.scale == .percent {
        let (part, whole, share) = (measures[index - 2], measures[index - 1], measures[index])
        guard part.unit == whole.unit, part.unit == .flops || part.unit == .macs, part.per != .second,
          whole.per != .second,
          case .layers(let layers) = finder.subject(of: part.range.lowerBound, onLine: place).target,
          layers.count == 1
        else { continue }
        reportShare(
          part.numeral, of: facts.layers[layers[0]].macs, whole.numeral, of: facts.macs, share.numeral,
          share.range)
      }
    }
  }

  private mutating func reportShare(
    _ part: Numeral, of cost: Rational, _ whole: Numeral, of total: Rational, _ share: Numeral,
    _ range: Range<Int>
  ) {
    guard let ratio = try? part.value.divided(by: whole.value),
      let tolerance = Calculation.tolerance(of: share, ratio, part, whole),
      LinkChecker.isWithin(tolerance, ratio, share.value),
      let right = Calculation.rightShare(part, of: cost, whole, of: total, share),
      !findings.contains(where: { $0.range == range && $0.mistake == .ratioOfUnlikeConventions })
    else { return }
    findings.append(
      Draft(mistake: .ratioOfUnlikeConventions, range: range, claimed: share.value, correct: right))
  }

  /// The share of like quantities, where one of two numbers, with the same prefix left out, is a cost in multiply-adds and
  /// the other one twice its own.
  private static func rightShare(
    _ part: Numeral, of cost: Rational, _ whole: Numeral, of total: Rational, _ share: Numeral
  ) -> Rational? {
    func factor(_ numeral: Numeral, _ value: Rational, _ scale: Rational) -> Rational? {
      guard let half = try? numeral.lastPlace.multiplied(by: scale).divided(by: .two),
        let stated = try? numeral.value.multiplied(by: scale), let twice = try? value.multiplied(by: .two)
      else { return nil }
      if LinkChecker.isWithin(half, value, stated) { return .one }
      return LinkChecker.isWithin(half, twice, stated) ? .two : nil
    }
    for scale in [Rational.one, 1_000, 1_000_000, 1_000_000_000] {
      guard let first = factor(part, cost, scale), let second = factor(whole, total, scale) else { continue }
      guard first != second, let ratio = try? first.divided(by: second) else { return nil }
      return try? share.value.divided(by: ratio)
    }
    return nil
  }

  /// The share of like quantities, where the stated one divides FLOPs by multiply-adds or the other way round.
  private static func rightShare(_ part: Measure, _ whole: Measure, _ share: Numeral) -> Rational? {
    let isDoubled: Bool
    switch (part.unit, whole.unit) {
    case (.flops, .macs): isDoubled = true
    case (.macs, .flops): isDoubled = false
    default: return nil
    }
    guard let ratio = try? part.numeral.value.divided(by: whole.numeral.value),
      let right = isDoubled ? try? ratio.divided(by: .two) : try? ratio.multiplied(by: .two),
      let tolerance = tolerance(of: share, ratio, part.numeral, whole.numeral),
      LinkChecker.isWithin(tolerance, ratio, share.value),
      !LinkChecker.isWithin(tolerance, right, share.value)
    else { return nil }
    return right
  }

  /// Half a unit of the share's last digit, and what the rounding of the two numbers leaves open.
  static func tolerance(
    of share: Numeral, _ ratio: Rational, _ part: Numeral, _ whole: Numeral
  ) -> Rational? {
    guard let half = try? share.lastPlace.divided(by: .two), !part.value.isZero, !whole.value.isZero,
      let first = try? part.lastPlace.divided(by: part.value),
      let second = try? whole.lastPlace.divided(by: whole.value),
      let relative = try? first.adding(second).divided(by: .two),
      let slack = try? ratio.multiplied(by: relative)
    else { return nil }
    return try? half.adding(slack)
  }
}

extension TextLine {
  /// Whether a number with a percent sign stands on the line.
  var holdsPercent: Bool {
    traits.contains(.percent) || chains.contains { $0.traits.contains(.percent) }
  }
}
