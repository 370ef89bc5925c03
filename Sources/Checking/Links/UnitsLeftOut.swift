import Symbolics

/// Numbers that a calculation takes without their unit, which stands right before: `4.8 ms per token, 500 × 4.8 = 2.4 s`,
/// `16.06 GB / 3.35 = 4.8 ms`, `121/300 GB/s = 403`.
extension LinkChecker {
  /// Whether a claim is what the numbers give with the units that they have elsewhere.
  func agreesWithUnitsLeftOut(_ link: PlainLink) -> Bool {
    agreesInTimeOfOperand(link) || agreesInTeras(link) || agreesWithUnitsAdded(link)
      || agreesInUnitOfSum(link) || agreesInGigas(link) || agreesInBinaryOfOperands(link)
      || agreesWithBareDividend(link)
  }

  /// `A step takes 350 ms, 100,000 × 350 = 35,000 s`: a factor has the unit of time in which it was introduced.
  private func agreesInTimeOfOperand(_ link: PlainLink) -> Bool {
    guard let seconds = link.right.unit.seconds, link.left.unit == .none, link.left.isCompound,
      !link.left.located.expression.isQuotient
    else { return false }
    var factors: [Rational] = []
    LinkChecker.forEachNumeral(of: link.left.located.expression) { factors.append($0.value) }
    let place = link.left.located.range.lowerBound
    let line = working.lineStarts[max(0, working.line(at: place) - 1)]
    for measure in MeasureReader.measures(in: max(line, place - 256)..<max(line, place), of: working.bytes) {
      guard let own = measure.unit.seconds, own != seconds, factors.contains(measure.numeral.value),
        let value = try? link.value.multiplied(by: own).divided(by: seconds)
      else { continue }
      if fits(value, link.claim, isApproximate: true, isBare: false) { return true }
    }
    return false
  }

  /// `16.06 GB / 3.35 = 4.8 ms`, `121/300 GB/s = 403`: speeds of memory and of arithmetic are told in T.
  private func agreesInTeras(_ link: PlainLink) -> Bool {
    guard case .quotient(let dividend, let divisor) = link.left.located.expression else { return false }
    let tera = LinkChecker.tera
    if let seconds = link.right.unit.seconds {
      guard !divisor.hasScale, dividend.hasScale, let speed = try? divisor.evaluated(), speed <= 10_000_000,
        speed >= .tenth, let work = try? dividend.evaluated(), work >= 1_000_000,
        work < tera || (try? work.divided(by: tera)).map({ $0 >= 1_000 }) ?? false,
        let time = try? link.value.divided(by: tera).divided(by: seconds)
      else { return false }
      let room = slack(of: link.left, value: time)
      return fits(time, link.claim, isApproximate: link.isApproximate, isBare: false)
        || LinkChecker.isWithin(room, time, link.claim.value)
    }
    guard !link.claim.hasScaleWord, let speed = Claim.numeral(of: dividend), speed.scale == .one,
      speed.value >= 50, speed.value < 10_000, case .some(let memory) = firstNumeral(of: divisor),
      memory.scale == .giga || memory.scale == .tera, isInBytesPerSecond(link.left),
      let intensity = try? link.value.multiplied(by: tera)
    else { return false }
    return fits(intensity, link.claim, isApproximate: true, isBare: false)
  }

  private func firstNumeral(of expression: Expression) -> Numeral? {
    Claim.numeral(of: expression) ?? expression.leadingNumeral
  }

  /// `300 GB/s`
  private func isInBytesPerSecond(_ side: Chain.Side) -> Bool {
    let end = working.bytes.endOfLine(from: side.located.range.upperBound, atMost: 8)
    let range = side.located.range.lowerBound..<max(end, side.located.range.lowerBound)
    return LinkChecker.bytesPerSecond.isIn(range, of: working.bytes)
  }

  /// `(141 + 85.9)/(8 × 3.35) = 226.9 GB / 26.8 TB/s`: the same numbers once more, now with their units.
  private func agreesWithUnitsAdded(_ link: PlainLink) -> Bool {
    guard link.first.isCompound, case .quotient = link.second.located.expression,
      !link.first.located.expression.hasScale, let value = value(of: link.first)
    else { return false }
    var room = Rational.zero
    var isBare = false
    let plain = link.second.located.expression.replacingNumerals { numeral in
      guard numeral.hasScaleWord, let digits = try? numeral.value.divided(by: numeral.writtenFactor),
        let place = try? numeral.lastPlace.divided(by: numeral.writtenFactor)
      else {
        isBare = true
        return nil
      }
      if let part = numeral.relativeRoom, let sum = try? room.adding(part) { room = sum }
      return Numeral(value: digits, lastPlace: place)
    }
    guard !isBare, let other = try? plain.evaluated(),
      let gap = try? other.magnitude.multiplied(by: min(room, .tenth))
    else { return false }
    return LinkChecker.isWithin(gap, value, other)
  }

  /// `6.6 + 1.1 = 7.7 GFLOPs, so (6.6 + 1.1) × 24K = 185 TFLOP/s`: a sum whose result was told with its scale.
  private func agreesInUnitOfSum(_ link: PlainLink) -> Bool {
    guard case .product(let factors) = link.left.located.expression else { return false }
    for factor in factors {
      guard case .sum = factor, !factor.hasScale, let sum = try? factor.evaluated(),
        let power = exponent(introducedFor: sum), power != 0,
        let scale = try? Rational(10).raised(to: Rational(power)),
        let value = try? link.value.multiplied(by: scale)
      else { continue }
      if fits(value, link.claim, isApproximate: true, isBare: false) { return true }
    }
    return false
  }

  /// `(80 − 16) / 0.5 MB = 128K`, `2 × 6.74 × 2048 = 27.6 TFLOPs`: memory and weights are told in G.
  private func agreesInGigas(_ link: PlainLink) -> Bool {
    guard let value = try? link.value.multiplied(by: 1_000_000_000) else { return false }
    switch link.left.located.expression {
    case .quotient(let dividend, .number(let divisor)):
      guard divisor.scale == .mega || divisor.scale == .kilo, link.right.unit.seconds == nil,
        link.claim.scale != .percent, !dividend.hasScale,
        let memory = try? dividend.evaluated(), memory >= .one, memory < 100_000
      else { return false }
    case .product(let factors):
      guard link.isBare, link.claim.scale == .tera, link.right.unit == .flops, link.value >= 1_000,
        factors.allSatisfy({ (Claim.numeral(of: $0)?.value ?? 100_000) < 100_000 })
      else { return false }
    default: return false
    }
    return fits(value, link.claim, isApproximate: true, isBare: false)
  }

  /// 每个 token 320 KB，8K 上下文 8 × 320 = 2.5 GB: the prefixes that the factors were told with, as powers of 1,024.
  private func agreesInBinaryOfOperands(_ link: PlainLink) -> Bool {
    guard case .product = link.left.located.expression, link.isBare, link.claim.scale.isPrefix else {
      return false
    }
    var power = 0
    LinkChecker.forEachNumeral(of: link.left.located.expression) {
      if let exponent = exponent(introducedFor: $0.value), exponent > 0, exponent % 3 == 0 {
        power += exponent / 3
      }
    }
    guard (1...8).contains(power), let scale = try? Rational(1_024).raised(to: Rational(power)),
      let value = try? link.value.multiplied(by: scale)
    else { return false }
    return agreesInBinary(value, with: link.claim)
  }

  // An Int of 32 bits, as browsers have it, holds less.
  private static let tera = Rational(whole: 1_000_000_000_000)
  private static let bytesPerSecond: PhraseSet = ["b/s", "bytes/s", "byte/s", "bps", "字节/秒", "b per second"]
}
