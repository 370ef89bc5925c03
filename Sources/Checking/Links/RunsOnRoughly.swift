import Symbolics

/// Calculations that run on from a result, and go on with it unrounded: `1.28M / 256 = 5005 iterations × 90 = 450k`,
/// `1000 / 15.1 = 66 steps/s × 128 = 8,477 tok/s`.
extension LinkChecker {
  /// Whether the other side begins with the result, which it then changes.
  func runsOnRoughly(_ link: PlainLink) -> Bool {
    guard link.second.isCompound, link.sign == .equal || link.sign == .approximately,
      let result = around.number(at: link.second.located.range.lowerBound), let claim = result.claim,
      claim.value >= 10, result.located.range.upperBound < link.second.located.range.upperBound,
      !isByAddends(link.first, link.second)
    else { return false }
    guard !link.first.isCompound else {
      let chain = Chain(sides: [link.first, result], signs: [link.sign], line: link.chain.line)
      switch verdict(on: chain, link: 0) {
      case .right, .rightInBinary: return true
      default: return false
      }
    }
    // `1.07e9 = 1G scores × 2 B = 2 GiB`: a result that is said once more before it goes on.
    guard link.index + 2 < link.chain.sides.count, let number = link.first.claim,
      let half = try? claim.lastPlace.divided(by: .two), let tenth = try? claim.value.multiplied(by: .tenth)
    else { return false }
    return LinkChecker.isWithin(min(half, tenth), number.value, claim.value)
  }

  /// `1024 × 400 W × 608 h = 249 MWh × 1.1 = …`: a result in a unit of energy that the calculation goes on with.
  func runsOnInEnergy(_ link: PlainLink) -> Bool {
    guard link.second.isCompound,
      let result = around.number(at: link.second.located.range.lowerBound)
    else { return false }
    return isOfEnergy(result)
  }

  /// Whether the side that computes is right with its rounded numbers as they were before they were rounded.
  func carriesOnUnrounded(_ link: PlainLink) -> Bool {
    guard link.left.isCompound else { return false }
    if let value = valueFromResultBefore(link), isClaimed(value, link) { return true }
    if agreesWithMarkedFactors(link) { return true }
    let parts = sharesBefore(link)
    guard !unrounded.isEmpty || !parts.isEmpty || !unroundedInBinary.isEmpty || !roundedToZeros.isEmpty else {
      return false
    }
    return carriesOn(unrounded, parts, link) || carriesOn(unroundedInBinary, [], link)
  }

  private func carriesOn(_ known: [Rational: Rational], _ parts: [Rational], _ link: PlainLink) -> Bool {
    valuesCarriedOn(of: link.left.located.expression, known, parts, wholeFrom: leastWhole(in: link))
      .contains {
        value in
        if isClaimed(value, link) { return true }
        // `0.57×256 = 147 MB` of 0.574 MB: in the unit with which the number was introduced.
        guard !link.value.isZero, let ratio = try? value.divided(by: link.value) else { return false }
        return readings(of: link.left.located.expression).dropFirst().contains { reading in
          (try? reading.multiplied(by: ratio)).map { isClaimed($0, link) } ?? false
        } || agreesFromPrefixBefore(link, value)
      }
  }

  /// From which size on a whole number may be a rounded result: where the claim has a scale, and in a share, `133 / 312 = 42.5%` below
  /// `3,300 × 40.2e9 ≈ 133 TFLOP/s`, which was 132.66.
  private func leastWhole(in link: PlainLink) -> Rational? {
    if link.claim.hasScaleWord { return 100 }
    guard link.claim.value < .one, case .quotient = link.left.located.expression else { return nil }
    return 10
  }

  /// The values of a side with the rounded results of the lines above as they were before they were rounded.
  func valuesCarriedOn(of side: Chain.Side) -> [Rational] {
    valuesCarriedOn(of: side.located.expression, unrounded, [])
  }

  /// The values with all the numbers that were rounded as they were before, and with one of them: in `1.21e22 / 0.51e18` the
  /// work may be taken as it is printed, and the speed as it was.
  private func valuesCarriedOn(
    of expression: Expression, _ known: [Rational: Rational], _ parts: [Rational],
    wholeFrom least: Rational? = nil
  ) -> [Rational] {
    guard !known.isEmpty || !parts.isEmpty || !roundedToZeros.isEmpty else { return [] }
    func value(only place: Int?) -> (value: Rational?, count: Int) {
      var count = 0
      let exact = expression.replacingNumerals { numeral in
        guard let digits = numeral.unscaled,
          let exact = numeral.lastPlace != .one
            ? known[digits]
            : roundedToZeros[digits] ?? parts.first(where: { LinkChecker.isWithin(.half, $0, digits) })
              // 131.2 of `32 × 4.1 GMACs = 131 GMACs`, then `3 × 131 = 394 GMACs`.
              ?? (least.map { digits >= $0 } == true ? known[digits] : nil),
          let value = try? exact.multiplied(by: numeral.writtenFactor)
        else { return nil }
        defer { count += 1 }
        return place == nil || place == count
          ? Numeral(value: value, lastPlace: numeral.lastPlace, scale: numeral.scale) : nil
      }
      return (count > 0 ? try? exact.evaluated() : nil, count)
    }
    let all = value(only: nil)
    var values = all.value.map { [$0] } ?? []
    guard (2...4).contains(all.count) else { return values }
    for place in 0..<all.count {
      if let one = value(only: place).value { values.append(one) }
    }
    return values
  }

  func isClaimed(_ value: Rational, _ link: PlainLink) -> Bool {
    fits(value, link.claim, isApproximate: link.isApproximate, isBare: link.isBare)
      || agreesInTime(value, link.left, link.claim, link.right, isApproximate: link.isApproximate)
  }

  /// The shares that the line names before a link, by their digits: 187.2 of `60% of 312 TFLOP/s`, whose 187 it goes on with.
  private func sharesBefore(_ link: PlainLink) -> [Rational] {
    let place = link.left.located.range.lowerBound
    let start = around.lineStart(of: place)
    guard place - start > 6, working.bytes[start..<place].contains(UInt8(ascii: "%")) else { return [] }
    let measures = MeasureReader.measures(in: start..<place, of: working.bytes)
    return zip(measures, measures.dropFirst()).compactMap { first, second in
      guard (first.numeral.scale == .percent) != (second.numeral.scale == .percent),
        second.range.lowerBound - first.range.upperBound < 16, let one = first.shareOrDigits,
        let other = second.shareOrDigits, let share = try? one.multiplied(by: other), !share.isInteger
      else { return nil }
      return share >= 10 ? share : nil
    }
  }

  /// What a side gives that runs on from the side before it, with the unrounded value of that one.
  private func valueFromResultBefore(_ link: PlainLink) -> Rational? {
    guard link.index > 0, link.first.isCompound, link.chain.sides[link.index - 1].isCompound,
      let before = value(of: link.chain.sides[link.index - 1])
    else { return nil }
    var isFirst = true
    var isRounded = false
    // 5.38 of `5.38 × 10⁹ / 86400`.
    let result = link.first.located.expression.leadingNumeral
    let exact = link.first.located.expression.replacingNumerals { numeral in
      defer { isFirst = false }
      guard isFirst else { return nil }
      if let result, result.value != numeral.value, fits(before, result, isApproximate: false, isBare: false),
        let power = try? result.value.divided(by: numeral.value), let digits = try? before.divided(by: power)
      {
        isRounded = true
        return Numeral(value: digits, lastPlace: numeral.lastPlace)
      }
      guard
        fits(before, numeral, isApproximate: false, isBare: true)
          || numeral.lastPlace == .one && LinkChecker.isWithin(.half, before, numeral.value)
      else { return nil }
      isRounded = true
      return Numeral(value: before, lastPlace: numeral.lastPlace)
    }
    return isRounded ? try? exact.evaluated() : nil
  }

  /// Notes what the rounded results of a chain were before they were rounded, by their digits.
  mutating func learnUnrounded(from chain: Chain) {
    // Of `4,133,742,592 ≈ 4.13 G` too, who writes `2 × 4.13 = 8.27` has the number itself in mind.
    for index in chain.signs.indices {
      let sign = chain.signs[index]
      guard sign == .equal || sign == .approximately, let claim = chain.sides[index + 1].claim,
        claim.lastPlace != .one, let value = chain.sides[index].outcome.value, let digits = claim.unscaled,
        let half = try? claim.lastPlace.divided(by: .two)
      else { continue }
      learnUnroundedBytes(digits, chain.sides[index], chain.sides[index + 1])
      guard LinkChecker.isWithin(half, value, claim.value) else {
        learnUnrounded(digits, of: chain, index)
        continue
      }
      guard value != claim.value, let exact = try? value.divided(by: claim.writtenFactor) else { continue }
      unrounded[digits] = exact
      // `= 3.1M GPU-hours`, then `3.1e6/8760`.
      if claim.value != digits { unrounded[claim.value] = value }
    }
  }

  /// `8.2 GFLOPs / 15.7 TFLOPS = 0.52 ms`, `602112 / 1024² = 0.57 MB`: a result whose unit the calculation does not have.
  private mutating func learnUnrounded(_ digits: Rational, of chain: Chain, _ index: Int) {
    let (left, right) = (chain.sides[index], chain.sides[index + 1])
    guard left.isCompound, let value = left.outcome.value, let claim = right.claim,
      let half = try? claim.lastPlace.divided(by: claim.writtenFactor).divided(by: .two)
    else { return }
    for unit in [.one, right.unit.seconds ?? .one] {
      guard let exact = try? value.divided(by: unit), exact != digits,
        LinkChecker.isWithin(half, exact, digits)
      else {
        continue
      }
      unrounded[digits] = exact
    }
    learnUnroundedPower(digits, value, claim)
  }

  /// `512 × 312 × 0.45 = 71.9 PFLOPS`, then `7.8e22 / 71.9e15`: a result whose scale the calculation has not, here in thousands;
  /// in millions `312 × 512 = 0.16 EFLOPS`.
  private mutating func learnUnroundedPower(_ digits: Rational, _ value: Rational, _ claim: Numeral) {
    guard claim.scale.isPrefix, claim.scale.exponent >= 9, let half = try? claim.lastPlace.divided(by: .two)
    else { return }
    for steps: Rational in [1_000, 1_000_000] {
      guard let exact = try? value.divided(by: steps),
        let whole = try? exact.multiplied(by: claim.writtenFactor),
        whole != claim.value, LinkChecker.isWithin(half, whole, claim.value)
      else { continue }
      unrounded[digits] = exact
      unrounded[claim.value] = whole
    }
  }

  /// 6.125 of `6,272 KB ≈ 6.1 MB`, with prefixes of 1,024.
  private mutating func learnUnroundedBytes(_ digits: Rational, _ left: Chain.Side, _ right: Chain.Side) {
    guard right.unit == .bytes, let claim = right.claim, claim.scale.isPrefix, claim.binaryFactor == nil,
      let value = left.isCompound
        ? left.outcome.hasScales ? nil : left.outcome.value
        : left.unit == .bytes ? left.claim?.inBinary?.value ?? left.claim?.value : nil,
      let unit = try? Rational(1_024).raised(to: Rational(claim.scale.exponent / 3)),
      let exact = try? value.divided(by: unit), exact != digits,
      let half = try? claim.lastPlace.divided(by: claim.writtenFactor).divided(by: .two),
      LinkChecker.isWithin(half, exact, digits)
    else { return }
    unroundedInBinary[digits] = exact
  }

  /// 2.457e16 of `3 × 1.82 GFLOPs × 50,000 × 90 epochs = 2.46e16`: the word that the last factor counts stands for no number,
  /// and the sign of equality belongs to what is before it.
  mutating func learnUnrounded(on line: TextLine) {
    guard line.lone.count < 64 else { return }
    guard !line.chains.isEmpty else { return learnResult(on: line) }
    learnDoubled(on: line)
    for chain in line.chains where chain.traits.contains(.symbolic) {
      guard case .symbol = chain.sides[0].located.expression, chain.sides.count == 2,
        chain.signs[0] == .equal || chain.signs[0] == .approximately, let claim = chain.sides[1].claim,
        claim.lastPlace != .one, let digits = claim.unscaled,
        let product = line.lone.last(where: { $0.located.range.upperBound <= chain.range.lowerBound }),
        product.isCompound, let value = product.outcome.value, value != claim.value,
        working.bytes[product.located.range.upperBound..<chain.range.lowerBound].allSatisfy(Doubt.isBlank),
        let half = try? claim.lastPlace.divided(by: .two), LinkChecker.isWithin(half, value, claim.value),
        let exact = try? value.divided(by: claim.writtenFactor)
      else { continue }
      unrounded[digits] = exact
      if claim.value != digits { unrounded[claim.value] = value }
    }
  }

  /// 262.4 of `32 × 4.1 GMACs = 131 GMACs, 262 GFLOPs`: twice what was rounded to 131.
  private mutating func learnDoubled(on line: TextLine) {
    guard let chain = line.chains.last, chain.traits.contains(.macs), let macs = chain.sides.last,
      macs.unit == .macs, let single = macs.claim?.unscaled, let exact = unrounded[single],
      let side = line.lone.first(where: { $0.located.range.lowerBound >= chain.range.upperBound }),
      side.unit == .flops, let double = side.claim, double.scale == macs.claim?.scale,
      let digits = double.unscaled,
      let value = try? exact.multiplied(by: .two), value != digits,
      let half = try? double.lastPlace.divided(by: double.writtenFactor).divided(by: .two),
      LinkChecker.isWithin(half, value, digits)
    else { return }
    unrounded[digits] = value
    if double.value != digits { unrounded[double.value] = try? value.multiplied(by: double.writtenFactor) }
  }

  /// `MFU 47.7% × 312 = 148.9`: a percentage with decimals was rounded; a result that shows more digits than it hangs on the
  /// ones that are gone.
  func isWithinPercentage(_ link: PlainLink) -> Bool {
    guard case .product = link.left.located.expression else { return false }
    var room = Rational.zero
    LinkChecker.forEachNumeral(of: link.left.located.expression) { numeral in
      guard numeral.scale == .percent, let percent = try? numeral.lastPlace.multiplied(by: 100),
        percent < .one, numeral.shows(atLeast: 100), let part = numeral.relativeRoom,
        let sum = try? room.adding(part)
      else { return }
      room = sum
    }
    guard !room.isZero else { return false }
    for factor in [.one, link.isBare ? link.claim.writtenFactor : .one] {
      guard let value = try? link.value.multiplied(by: factor), let slack = try? value.multiplied(by: room),
        let half = try? link.claim.lastPlace.divided(by: .two), let all = try? slack.adding(half)
      else { continue }
      if LinkChecker.isWithin(all, value, link.claim.value) { return true }
    }
    return false
  }
}

extension Measure {
  /// What a percentage multiplies by; the digits of any other number.
  fileprivate var shareOrDigits: Rational? {
    numeral.scale == .percent ? numeral.value : numeral.unscaled
  }
}
