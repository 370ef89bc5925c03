import Symbolics

extension LinkChecker {
  /// What becomes of a link that fails as it stands, where the words and signs around it say that it means something else;
  /// nil where they say nothing.
  func verdictOtherwise(on chain: Chain, _ index: Int, _ value: Rational, _ claim: Numeral) -> Verdict? {
    let link = PlainLink(chain, index, value, claim)
    if replacesLetterOfScale(link) { return .unchecked }
    if agreesInPeaks(link) { return .right }
    if let verdict = verdictOnSetFactor(link) { return verdict }
    if let verdict = verdictOnDevicesInFront(link) ?? verdictAtUtilisation(link) ?? verdictOnMoreDevices(link)
      ?? verdictInOtherFormat(link)
    {
      return verdict
    }
    if let verdict = verdictInUnitOfTerms(link) { return verdict }
    if let verdict = verdictOnShare(link) ?? verdictPerScale(link) ?? verdictOnRange(link) { return verdict }
    if let verdict = verdictOnRateForTime(link.left, link.right, value, claim, link.sign) { return verdict }
    if let verdict = verdictOnChangeOfPrefix(link) { return verdict }
    if let verdict = verdictInBinaryUnits(link) ?? verdictInBinaryOfRounded(link) ?? verdictOnLedger(link)
      ?? verdictOnRunningSum(link)
      ?? verdictOnLabelledSum(link) ?? verdictOnLabelledProducts(link) ?? verdictOnShareOfEarlier(link)
      ?? verdictOnClosingLine(link)
      ?? verdictOnFractionOf(link)
    {
      return verdict
    }
    if runsOnRoughly(link) || carriesOnUnrounded(link) || agreesWithUnroundedSide(link)
      || isRoundedFactor(link) || hasRoundedFraction(link) || agreesRoughly(link)
      || agreesWithNumberAbove(link)
      || agreesWithBillions(link) || isJointResult(link) || addsToEarlier(link)
      || agreesWithUnitsOutside(link) || agreesInGroups(link) || agreesInWholeDevices(link)
      || agreesInUnitOfOperand(link) || agreesInScaleOfDividend(link) || agreesInDays(link)
      || agreesToMultiple(link) || agreesWithUnitsLeftOut(link) || agreesInAnnouncedUnit(link)
      || agreesTimesCountInFront(link) || agreesWrittenOut(link) || convertsExactDuration(link)
      || agreesRoundedToFraction(link) || agreesInPoints(link) || agreesWithUnitsDropped(link)
      || agreesWithBound(link) || agreesInPhysicalUnits(link) || isTimeInParts(link) || agreesAtSpeed(link)
      || isTimeOfMachine(link) || agreesFromPrefixBefore(link, link.value)
      || worksOutNamedTerm(link) || agreesAtSpeedOfMemory(link) || agreesInTerasOfClock(link)
      || agreesGenerously(link) || convertsRoundedTime(link) || agreesInZerosOfSeconds(link)
      || carriesOnResults(link) || goesOnFromBase(link) || isItemOfColumn(link)
      || worksOutAddendAside(link)
    {
      return .right
    }
    let isAnotherThing =
      isConversion(link) || changesCurrency(link) || isList(link) || hasNameOfProduct(link) || isElided(link)
      || isLabelled(link) || isWithinPercentage(link) || leadsFromGivenValue(link) || leadsToOtherThings(link)
      || runsOnInEnergy(link) || differsInElectricalPrefix(link) || leadsToItsBytes(link) || changesNoun(link)
      || comparesNearQuantities(link) || standsInProportion(link) || isLastDigitOfRoundedSum(link)
      || countsKindsOfThings(link) || isTimesSymbolInFront(link) || isAtShareOfPeak(link)
      || leadsToMakeup(link)
      || isInUnknownTime(link) || dropsLetters(link)
    if isAnotherThing { return .unchecked }
    if let verdict = verdictOnOneOfSeveral(link) { return verdict }
    return verdictOnOperations(link) ?? verdictOnBytesOfCount(link) ?? verdictOnShareOfEach(link)
      ?? verdictOnRates(link)
      ?? verdictOnSizeAsLabel(link)
  }
}

/// A link that failed, with its sides both ways.
struct PlainLink {
  let chain: Chain
  let index: Int
  /// The sides in the order of the text.
  let first: Chain.Side
  let second: Chain.Side
  /// The side that computes, and the one that claims.
  let left: Chain.Side
  let right: Chain.Side
  /// What the computing side gives.
  let value: Rational
  let claim: Numeral
  let sign: Token.Sign

  init(_ chain: Chain, _ index: Int, _ value: Rational, _ claim: Numeral) {
    self.chain = chain
    self.index = index
    first = chain.sides[index]
    second = chain.sides[index + 1]
    let isSwapped = !first.isCompound && second.isCompound
    (left, right) = isSwapped ? (second, first) : (first, second)
    self.value = value
    self.claim = claim
    sign = chain.signs[index]
  }

  var isApproximate: Bool { sign == .approximately || right.isApproximate }
  /// Whether no number of the computing side has a scale.
  var isBare: Bool { !left.located.expression.hasScale }
}
