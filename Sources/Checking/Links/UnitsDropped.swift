import Symbolics

/// Calculations that are written once more without their units, `14 GB + 4 × 1.5 GB = 14 + 6 = 20 GB`, `5 ms + 160 × 10 µs =
/// 5 + 1.6 = 6.6 ms`, or whose dividend alone is, `8.8 GB each → 8.8 / 3350 GB/s = 2.6 ms`.
extension LinkChecker {
  func agreesWithUnitsDropped(_ link: PlainLink) -> Bool {
    agreesInUnitOfResult(link) || agreesWithSumBefore(link) || agreesInPrefixOfDividend(link)
  }

  /// `14 GB + 4 × 1.5 GB = 14 + 6`: the numbers of the second side are in the unit of the third.
  private func agreesInUnitOfResult(_ link: PlainLink) -> Bool {
    guard link.first.isCompound, link.second.isCompound, link.index + 2 < link.chain.sides.count,
      !link.second.located.expression.hasScale, let claim = link.chain.sides[link.index + 2].claim,
      let plain = value(of: link.second), let places = placesOfResult(link.second)
    else { return false }
    let result = link.chain.sides[link.index + 2]
    if let seconds = result.unit.seconds {
      guard let own = duration(of: link.first), let value = try? own.divided(by: seconds) else {
        return false
      }
      return LinkChecker.isWithin(places, value, plain)
    }
    guard claim.hasScaleWord, link.first.outcome.hasScales || link.first.located.expression.hasScale,
      let scaled = try? plain.multiplied(by: claim.writtenFactor), let value = value(of: link.first),
      let room = try? places.multiplied(by: claim.writtenFactor)
    else { return false }
    return LinkChecker.isWithin(room, value, scaled)
  }

  /// Half a unit of each last digit of a sum that is written with decimals.
  private func placesOfResult(_ side: Chain.Side) -> Rational? {
    guard case .sum(let terms) = side.located.expression, terms.count <= 8 else { return nil }
    var room = Rational.zero
    for term in terms {
      guard case .number(let numeral) = term.value else { return nil }
      guard numeral.lastPlace < .one else { continue }
      guard let half = try? numeral.lastPlace.divided(by: .two), let sum = try? room.adding(half) else {
        return nil
      }
      room = sum
    }
    return room
  }

  /// The seconds of a calculation, whose terms were brought to one unit of time.
  private func duration(of side: Chain.Side) -> Rational? {
    guard let seconds = side.unit.seconds, let value = value(of: side) else { return nil }
    return try? value.multiplied(by: seconds)
  }

  /// `= 14 + 6 = 20 GB`: the result of numbers whose unit alone it has, where the side before has the units.
  private func agreesWithSumBefore(_ link: PlainLink) -> Bool {
    guard link.index > 0, link.first.isCompound, link.claim.hasScaleWord || link.right.unit.seconds != nil,
      link.chain.sides[link.index - 1].isCompound, !link.first.located.expression.hasScale,
      let digits = try? link.claim.value.divided(by: link.claim.writtenFactor),
      let place = try? link.claim.lastPlace.divided(by: link.claim.writtenFactor).divided(by: .two),
      let plain = value(of: link.first), LinkChecker.isWithin(place, plain, digits)
    else { return false }
    let before = link.chain.sides[link.index - 1]
    if let seconds = link.right.unit.seconds {
      return (try? duration(of: before)?.divided(by: seconds)).map { SameNumber.isNear($0, plain) } ?? false
    }
    guard let all = value(of: before), let scaled = try? plain.multiplied(by: link.claim.writtenFactor) else {
      return false
    }
    return SameNumber.isNear(all, scaled)
  }

  /// `8.8 / 3350 GB/s = 2.6 ms` behind `8.8 GB`: the divisor alone has its prefix.
  private func agreesInPrefixOfDividend(_ link: PlainLink) -> Bool {
    guard case .quotient(let dividend, let divisor) = link.left.located.expression,
      let seconds = link.right.unit.seconds, !dividend.hasScale, divisor.hasScale
    else { return false }
    var digits: [Rational] = []
    LinkChecker.forEachNumeral(of: dividend) { digits.append($0.value) }
    guard let first = digits.first else { return false }
    let place = link.left.located.range.lowerBound
    let start = max(around.lineStart(of: place), place - 256)
    guard start < place else { return false }
    for measure in MeasureReader.measures(in: start..<place, of: working.bytes) {
      guard measure.numeral.hasScaleWord, measure.per != .second,
        (try? measure.numeral.value.divided(by: measure.numeral.writtenFactor)) == first,
        let time = try? link.value.multiplied(by: measure.numeral.writtenFactor).divided(by: seconds)
      else { continue }
      if fits(time, link.claim, isApproximate: true, isBare: false)
        || LinkChecker.isWithin(slack(of: link.left, value: time), time, link.claim.value)
      {
        return true
      }
    }
    return false
  }
}
