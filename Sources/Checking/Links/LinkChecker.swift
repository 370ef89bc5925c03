import Symbolics

/// Decides whether one link of a chain holds: does the left side give the right side, to the digits that are shown?
///
/// The first question of every diagnosis. It is asked with exact numbers, and with the leniency of a good teacher: a
/// rounded claim need only agree to its digits, a number keeps the unit with which it was introduced, 1,024 may be a
/// kilobyte. What cannot be decided is unchecked, never wrong.
struct LinkChecker: Sendable {
  /// What became of a link.
  enum Verdict: Equatable, Sendable {
    case right
    /// Right if K, M, G mean powers of 1,024.
    case rightInBinary
    case unchecked
    /// False. The values are those of the two sides.
    case wrong(left: Rational, claim: Rational)
  }

  /// The text of the links, for what stands beside them.
  let working: HandCalculation
  /// The power of ten of a number's unit, by its digits, from where the text introduced it: `1979 TFLOPS`.
  private var introduced: [Rational: Int] = [:]
  /// The values of symbols, from `d = 512`.
  private(set) var values: [Symbol: Rational] = [:]
  /// The last results of the text.
  private(set) var recent: [Rational] = []
  /// The formulas of symbols, from `P = C(9·K + 1)`.
  private(set) var formulas: [Symbol: Expression] = [:]
  /// The values of rounded results before they were rounded, by their digits.
  var unrounded: [Rational: Rational] = [:]
  /// The same with prefixes of 1,024.
  var unroundedInBinary: [Rational: Rational] = [:]
  /// The values of results before they were rounded to zeros, by what is printed.
  var roundedToZeros: [Rational: Rational] = [:]
  /// The rounded results of the text.
  var results: Set<Rational> = []

  init(_ working: HandCalculation) { self.working = working }

  // MARK: - What the text has introduced

  /// Notes the scales that a side introduces.
  mutating func learn(from side: Chain.Side) {
    guard side.outcome.hasScales else { return }
    LinkChecker.forEachNumeral(of: side.located.expression) { numeral in
      guard numeral.scale != .one, numeral.scale != .percent, let digits = numeral.unscaled else { return }
      introduced[digits] = numeral.scale.exponent
    }
  }

  /// Notes `symbol = number` and `symbol = formula = number`.
  mutating func learn(from chain: Chain) {
    if chain.traits.contains(.scaled) { for side in chain.sides { learn(from: side) } }
    learnUnrounded(from: chain)
    learnResults(of: chain)
    if let last = chain.sides.last, let result = last.claim ?? last.located.expression.leadingNumeral {
      if recent.count >= 3 { recent.removeFirst() }
      recent.append(result.value)
    }
    guard chain.traits.contains(.symbolic), case .symbol(let symbol) = chain.sides[0].located.expression
    else {
      return
    }
    if let formula = chain.sides.dropFirst().first(where: { $0.isSymbolic && $0.isCompound }) {
      formulas[symbol] = formula.located.expression
    }
    guard
      let side = chain.sides.dropFirst().first(where: { $0.claim != nil }), let claim = side.claim,
      !isCutOff(side)
    else { return }
    values[symbol] = claim.value
  }

  /// Takes back what a chain has said of its symbol, where that is not what the chain gives.
  mutating func correct(_ chain: Chain, to value: Rational?) {
    if case .symbol(let symbol) = chain.sides[0].located.expression { values[symbol] = value }
  }

  /// The value of a side; nil where symbols have no value or the arithmetic leaves the range.
  func value(of side: Chain.Side) -> Rational? {
    if side.isSymbolic { return try? side.located.expression.evaluated { values[$0] } }
    return side.outcome.value ?? (try? side.located.expression.takingRoots()?.evaluated())
  }

  /// The power of ten of the scale with which a number was introduced, by its digits.
  func exponent(introducedFor digits: Rational) -> Int? { introduced[digits] }

  /// The values that a calculation may have had in mind: as it stands, and with its bare numbers in the units with which
  /// the text introduced them.
  func readings(of expression: Expression) -> [Rational] {
    [try? expression.evaluated(), try? expression.scaled(by: introduced).evaluated()].compactMap { $0 }
  }

  /// The power of ten of the unit with which the text introduced a bare number.
  func exponent(of numeral: Numeral) -> Int? { introduced[numeral.value] }

  // MARK: - The verdict

  /// Judges `chain.sides[index] sign chain.sides[index + 1]`.
  func verdict(on chain: Chain, link index: Int) -> Verdict {
    var (left, right) = (chain.sides[index], chain.sides[index + 1])
    // `1792 = 3×3×3×64 + 64` states its result first.
    if !left.isCompound, right.isCompound { swap(&left, &right) }
    if let value = valueOfLetters(left), let claim = right.claim, chain.signs[index] == .equal,
      claim.lastPlace == .one, claim.scale == .one, Digits.differ(value, claim.value),
      !Doubt(working, from: left, to: right).isJustified
    {
      return .wrong(left: value, claim: claim.value)
    }
    if chain.signs[index] == .equal, let verdict = verdictOnDroppedPower(left, right) {
      return verdict
    }
    guard let leftValue = value(of: left), let rightValue = value(of: right),
      !isCutOff(chain.sides[index]), !isCutOff(chain.sides[index + 1])
    else { return .unchecked }
    let isSymbolic = left.isSymbolic || right.isSymbolic
    let claim = right.claim ?? right.signedClaim ?? Numeral(value: rightValue, lastPlace: .one)
    let sign = chain.signs[index]
    if sign == .equal && takesThousand(left, right)
      || sign != .arrow && namesWrongUnit(leftValue, claim, chain, index)
    {
      return .wrong(left: leftValue, claim: claim.value)
    }
    if isInSmallOrLargeTime(left), let verdict = verdictOnRateForTime(left, right, leftValue, claim, sign) {
      return verdict
    }
    if agrees(leftValue, left, with: claim, right, sign) { return .right }
    let inPowers = valueInPowers(of: left)
    if let inPowers, agrees(inPowers, left, with: claim, right, sign) { return .right }
    if let bytes = bytesOfCount(left, right, claim), !isSymbolic {
      return .wrong(left: bytes, claim: claim.value)
    }
    if agreesInOtherUnits(leftValue, left, with: claim) || agreesRoundedDown(left, with: claim) {
      return .right
    }
    if agreesInBinary(leftValue, with: claim) || agreesInBinary(left, with: claim) { return .rightInBinary }
    if isSymbolic,
      sign == .equal && isCopyingSlip(leftValue, left, claim)
        || (sign == .equal || sign == .approximately) && isMagnitudeSlip(leftValue, left, claim),
      !Doubt(working, from: chain.sides[index], to: chain.sides[index + 1]).isJustified
    {
      return .wrong(left: leftValue, claim: claim.value)
    }
    // `2457600 + 16384 → 2473984`: an arrow in front of a result.
    if sign == .arrow, !isSymbolic, left.isCompound, claim.lastPlace == .one, right.claim != nil,
      Digits.differ(leftValue, claim.value),
      !Doubt(working, from: chain.sides[index], to: chain.sides[index + 1]).isJustified
    {
      return .wrong(left: leftValue, claim: claim.value)
    }
    if isSymbolic || sign == .arrow || sign == .comparison { return .unchecked }
    if agreesOtherwise(leftValue, left, with: claim, right) { return .right }
    if agreesAsRoundedSum(leftValue, left, with: claim, sign) || isReciprocal(left, right)
      || isFractionNear(chain, index)
    {
      return .right
    }
    if agreesRunningOn(leftValue, chain.sides[index], chain.sides[index + 1], sign)
      || agreesWithEarlier(claim, chain, index) || agreesAsShareOfOperand(leftValue, claim, chain, index)
      || worksOutAddend(chain, index) || agreesRoundedInWords(leftValue, claim, right)
      || agreesAsRunningTotal(leftValue, left, with: claim, right) || runsOnBelowTen(leftValue, chain, index)
      || agreesInScaleAtEnd(leftValue, chain, index)
    {
      return .right
    }
    if areKernels(left, right) || saysFactor(leftValue, left, right) { return .unchecked }
    if let verdict = verdictOtherwise(on: chain, index, leftValue, claim) { return verdict }
    if isRate(left) && right.unit.seconds == nil || mayBeInDays(left, right) {
      return verdictOnRateOfOne(left, right, claim) ?? .unchecked
    }
    if !left.isCompound, !right.isCompound, !isComparable(chain, index), !isRestatement(left, right) {
      return .unchecked
    }
    if isNamed(chain, index) || isNameOfLayer(chain, index) || isOnOtherDevices(left, right) || goesOn(right)
      || isOfEnergy(right, from: left) || namesDevice(left, right) || isNotation(leftValue, left)
      || isCoefficient(chain, index)
    {
      return .unchecked
    }
    let doubt = Doubt(working, from: chain.sides[index], to: chain.sides[index + 1])
    if doubt.isJustified || doubt.mayLackScale(leftValue, claim, behind: right) { return .unchecked }
    let meant = inPowers ?? valueOfBareDividend(PlainLink(chain, index, leftValue, claim))
    return .wrong(left: meant ?? leftValue, claim: claim.value)
  }

  /// The ways of meaning a claim that are rarer than a plain rounded number.
  private func agreesOtherwise(
    _ value: Rational, _ left: Chain.Side, with claim: Numeral, _ right: Chain.Side
  ) -> Bool {
    agreesRoundedQuotient(value, left, with: claim) || agreesDivided(value, left, with: claim)
      || agreesInBits(value, left, with: claim, right) || agreesWithPercentAdded(left, with: claim)
      || agreesInBillions(value, with: claim, right) || agreesInPercent(value, left, with: claim)
      || agreesWithoutMark(value, right) || agreesAsShare(left, with: claim)
      || agreesInBytes(left, with: claim, right) || agreesInOwnMillions(value, left, with: claim)
      || agreesInFlops(value, left, with: claim, right) || agreesAsRate(value, left, with: claim, right)
      || agreesInOwnPower(value, left, with: claim, right) || agreesInStatedScale(value, left, with: claim)
      || agreesCarriedOn(value, left, with: claim) || agreesInRoughTerms(value, right)
      || agreesWithinDigits(left, with: claim, right) || agreesCounted(value, left, with: claim)
      || agreesPerDevice(value, left, with: claim) || agreesInScaleOfColumn(value, left, with: claim)
      || agreesInScaleBehind(value, with: claim, right) || agreesAsFactorial(value, with: claim, right)
      || agreesInShapes(left, right) || agreesAsRoundedBytes(left, with: claim)
  }

  /// In `64 → 128 = 3×3×64×128` the arrow makes 64 → 128 the name of a layer.
  private func isNameOfLayer(_ chain: Chain, _ index: Int) -> Bool {
    index > 0 && chain.signs[index - 1] == .arrow && !chain.sides[index].isCompound
      && !chain.sides[index - 1].isCompound
  }

  /// Two bare numbers are compared only where the chain computes: `1 MAC = 2 FLOPs` is a definition.
  private func isComparable(_ chain: Chain, _ index: Int) -> Bool {
    let (left, right) = (chain.sides[index], chain.sides[index + 1])
    if left.unit.seconds != nil, right.unit.seconds != nil { return true }
    if left.unit != right.unit, left.unit != .none, right.unit != .none { return false }
    // `10^-3 = 0.01` computes.
    if left.located.expression.isPower || right.located.expression.isPower { return true }
    return index > 0 && chain.signs[index - 1] != .arrow && chain.sides[..<index].contains { $0.isCompound }
  }

  /// `4,089,184,256 次 ≈ 4.1亿次`: one number twice, written out and with a scale. Only its magnitude is judged, since
  /// `4,089,184,256 MACs = 8.18 GFLOPs` speaks of two things.
  private func isRestatement(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    guard left.unit == right.unit || left.unit == .none || right.unit == .none, let first = left.claim,
      let second = right.claim
    else { return isSaidWrongly(left, right) }
    // `118,013,952 = 118,013,953`
    if first.lastPlace == .one, second.lastPlace == .one, first.value >= 10_000,
      Digits.differ(first.value, second.value)
    {
      return true
    }
    if left.unit == .bytes, right.unit == .bytes,
      BinaryPrefix.isOneOff(first.value, second) || restatesBytes(left, right)
    {
      return true
    }
    guard first.hasScaleWord != second.hasScaleWord else { return isSaidWrongly(left, right) }
    let (written, scaled) = first.hasScaleWord ? (second, first) : (first, second)
    guard written.lastPlace == .one, written.value >= 10_000 else {
      return isOtherPower(of: written, than: scaled, left, right)
    }
    return Magnitude.power(from: written.value, to: scaled) != nil
      || BinaryPrefix.isMixedUp(written.value, scaled) || isSaidWrongly(left, right)
  }

  /// `312 TFLOPS = 3.12×10¹¹ FLOPS`: the digits of a prefix with a power of ten that is not the prefix's, both in one unit.
  private func isOtherPower(
    of written: Numeral, than scaled: Numeral, _ left: Chain.Side, _ right: Chain.Side
  ) -> Bool {
    guard written.lastPlace > .one, scaled.scale.isPrefix, scaled.binaryFactor == nil,
      left.unit == right.unit,
      left.unit == .flops || left.unit == .macs || left.unit == .bytes,
      written.shows(atLeast: 10)
    else { return false }
    return Magnitude.power(from: written.value, to: scaled) != nil
  }

  private func isSaidWrongly(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    let same = SameNumber(first: left, second: right)
    return same.countAlike(isResult: false) && same.differInForm(.words, isResult: false)
      && same.verdict(with: self) == .wrong
  }

  private func agrees(
    _ value: Rational, _ left: Chain.Side, with claim: Numeral, _ right: Chain.Side, _ sign: Token.Sign
  ) -> Bool {
    let tolerance = LinkChecker.tolerance(
      of: claim,
      // 约 577×64=37000: the word stands before the whole.
      isApproximate: sign == .approximately || right.isApproximate || left.isCompound && left.isApproximate)
    if LinkChecker.isWithin(tolerance, value, claim.value) { return true }
    // `7×0.5 ≈ 4`: a fraction is rounded to a whole number.
    if sign == .approximately, claim.lastPlace == .one, LinkChecker.isWithin(.half, value, claim.value) {
      return true
    }
    if left.outcome.hasScales || !left.isCompound,
      LinkChecker.isWithin(slack(of: left, value: value), value, claim.value)
    {
      return true
    }
    return agreesInTime(value, left, claim, right, isApproximate: sign == .approximately)
  }

  /// Half a unit of the last digit that is shown.
  static func tolerance(of claim: Numeral, isApproximate: Bool) -> Rational {
    var place = claim.lastPlace
    if isApproximate, let whole = claim.wholeDigits {
      // ≈ 15,800 is rounded to hundreds, 1750 亿 to ten 亿.
      var rest = whole
      while rest != 0, rest % 10 == 0, let next = try? place.multiplied(by: 10) {
        rest /= 10
        place = next
      }
    }
    return place == .one ? .zero : (try? place.divided(by: .two)) ?? .zero
  }

  static func isWithin(_ tolerance: Rational, _ first: Rational, _ second: Rational) -> Bool {
    guard let gap = try? first.subtracting(second) else { return false }
    return gap.magnitude <= tolerance
  }

  /// How far the left side may be off because its own numbers are rounded: `80 × 856M`.
  func slack(of side: Chain.Side, value: Rational) -> Rational {
    var relative = Rational.zero
    // A number that stands alone was rounded when it was written; one of a calculation is what is calculated with.
    if let claim = side.claim, claim.scale == .one, !claim.value.isZero {
      guard claim.lastPlace != .one, claim.lastPlace < claim.value else { return .zero }
      return (try? claim.lastPlace.divided(by: .two)) ?? .zero
    }
    LinkChecker.forEachNumeral(of: side.located.expression) { numeral in
      guard numeral.scale != .one, numeral.scale != .percent, !numeral.value.isZero,
        let half = try? numeral.lastPlace.divided(by: .two), let part = try? half.divided(by: numeral.value),
        let sum = try? relative.adding(part)
      else { return }
      relative = sum
    }
    return (try? value.magnitude.multiplied(by: relative)) ?? .zero
  }

  /// Calls `body` for every numeral of an expression.
  static func forEachNumeral(of expression: Expression, depth: Int = 0, _ body: (Numeral) -> Void) {
    guard depth < Expression.maximumDepth else { return }
    switch expression {
    case .number(let numeral): body(numeral)
    case .symbol: break
    case .sum(let terms): for term in terms { forEachNumeral(of: term.value, depth: depth + 1, body) }
    case .product(let factors): for factor in factors { forEachNumeral(of: factor, depth: depth + 1, body) }
    case .quotient(let left, let right), .power(let left, let right):
      forEachNumeral(of: left, depth: depth + 1, body)
      forEachNumeral(of: right, depth: depth + 1, body)
    case .negative(let inner), .floor(let inner), .ceiling(let inner):
      forEachNumeral(of: inner, depth: depth + 1, body)
    }
  }

  /// `67 + 8.4 + … = 856M`, `1979 × 10000 = 19.79 E`: the left side's numbers stand for what they were introduced as.
  private func agreesInOtherUnits(_ value: Rational, _ left: Chain.Side, with claim: Numeral) -> Bool {
    let half = (try? claim.lastPlace.divided(by: .two)) ?? .zero
    if let scaled = try? left.located.expression.scaled(by: introduced).evaluated(with: { values[$0] }),
      scaled != value,
      LinkChecker.isWithin(half, scaled, claim.value)
    {
      return true
    }
    // A sum in millions whose total alone says so.
    guard claim.scale != .one, claim.scale != .percent, !left.located.expression.hasScale,
      !dividesByOtherScale(left, than: claim), let unscaled = claim.unscaled,
      let place = try? claim.lastPlace.divided(by: claim.scale.factor ?? .one),
      let tolerance = try? place.divided(by: .two)
    else { return false }
    return LinkChecker.isWithin(tolerance, value, unscaled)
  }

  /// `102764544 * 4 / 1024 / 1024 = 392 GB`: what was divided by a million, in whichever sense, is in M and not in G.
  private func dividesByOtherScale(_ left: Chain.Side, than claim: Numeral) -> Bool {
    scaleOfDivisors(left, than: claim) != nil
  }

  /// The prefix that a calculation divides by, where the claim has another one.
  func scaleOfDivisors(_ left: Chain.Side, than claim: Numeral) -> Rational? {
    let usual: [(Rational, Rational)] = [
      (1_024, 1_000), (1_048_576, 1_000_000), (1_073_741_824, 1_000_000_000), (1_000_000, 1_000_000),
      (1_000_000_000, 1_000_000_000),
    ]
    let divisors = left.located.expression.divisors
    guard let last = divisors.last(where: { divisor in usual.contains { $0.0 == divisor } }),
      !claim.possibleFactors.contains(where: { divisors.contains($0) })
    else { return nil }
    return usual.first { $0.0 == last }?.1
  }

  /// 200,704 × 4 bytes = 784 KB.
  func agreesInBinary(_ value: Rational, with claim: Numeral) -> Bool {
    let exponent = claim.scale.exponent
    guard exponent > 0, exponent % 3 == 0, let unscaled = claim.unscaled,
      let unit = try? Rational(1_024).raised(to: Rational(exponent / 3)),
      let claimed = try? unscaled.multiplied(by: unit),
      let place = try? claim.lastPlace.divided(by: claim.scale.factor ?? .one),
      let tolerance = try? place.multiplied(by: unit).divided(by: .two)
    else { return false }
    return LinkChecker.isWithin(tolerance, value, claimed)
  }
}

extension Scale {
  /// The factor that the scale stands for.
  var factor: Rational? { try? Rational(10).raised(to: Rational(exponent)) }
}

extension Numeral {
  /// The digits of a number that is written without decimals: 1,750 of `1750亿`.
  fileprivate var wholeDigits: Int128? {
    if lastPlace == .one { return value.isInteger ? value.numerator : nil }
    guard scale != .one, scale != .percent, lastPlace == scale.factor, let digits = unscaled, digits.isInteger
    else {
      return nil
    }
    return digits.numerator
  }

  /// The number without its scale: 7.8 of `7.8 G`.
  var unscaled: Rational? {
    guard let factor = scale.factor else { return nil }
    return try? value.divided(by: factor)
  }
}
