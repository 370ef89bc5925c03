import Symbolics

/// Numbers that a sentence says twice, on one line or going on on the next: "85,054,464 (8.5M)", "5,256,202,\nwhich is about
/// 5.36 million".
extension Calculation {
  /// Compares each number that is said twice.
  mutating func checkRestatements(with links: LinkChecker) {
    for line in lines where !line.lone.isEmpty && line.lone.count + line.chains.count > 1 {
      guard line.lone.count < 256 else { continue }
      checkRestatements(on: line, with: links)
    }
    checkRestatementsBelow(with: links)
  }

  /// `3,146,752 + 10,250 = 3,157,002,` above "which is about 3.26 million": one sentence on two lines.
  private mutating func checkRestatementsBelow(with links: LinkChecker) {
    var above: TextLine?
    for line in lines where !line.lone.isEmpty || !line.chains.isEmpty {
      defer { above = line }
      guard let above, above.row == nil, line.row == nil, let second = line.lone.first,
        second.located.range.lowerBound - line.range.lowerBound <= 40,
        line.chains.allSatisfy({ $0.range.lowerBound > second.located.range.lowerBound }),
        let chain = above.chains.last, let first = chain.sides.last, chain.hasEquality,
        first.located.range.upperBound + 64 > second.located.range.lowerBound,
        above.lone.allSatisfy({ $0.located.range.upperBound < first.located.range.lowerBound })
      else { continue }
      check(first, second, isResult: chain.sides.contains { $0.isCompound }, on: line, with: links)
    }
  }

  private mutating func checkRestatements(on line: TextLine, with links: LinkChecker) {
    typealias End = (side: Chain.Side, isChain: Bool, isResult: Bool, start: Int)
    var ends: [End] = line.lone.map { ($0, false, false, $0.located.range.lowerBound) }
    for chain in line.chains {
      guard let last = chain.sides.last else { continue }
      ends.append((last, true, chain.sides.contains { $0.isCompound }, last.located.range.lowerBound))
    }
    ends.sort { $0.start < $1.start }
    for index in ends.indices.dropFirst() where !ends[index].isChain {
      let (before, after) = (ends[index - 1], ends[index])
      check(before.side, after.side, isResult: before.isResult, on: line, with: links)
    }
  }

  private mutating func check(
    _ first: Chain.Side, _ second: Chain.Side, isResult: Bool, on line: TextLine, with links: LinkChecker
  ) {
    guard let restated = Restatement(first, second, isResult: isResult, on: line, of: working.bytes) else {
      return
    }
    let same = SameNumber(first: first, second: second)
    guard same.countAlike(isResult: isResult), same.differInForm(restated.form, isResult: isResult),
      same.verdict(with: links) == .wrong || restated.isExplicit && same.areDurationsApart(links),
      !Doubt(working, from: first, to: second).isJustified,
      !findings.contains(where: { $0.range.overlaps(first.located.range) }),
      !isDividedDuration(first, second, on: line)
    else { return }
    report(first, second)
  }

  private mutating func report(_ first: Chain.Side, _ second: Chain.Side) {
    guard let value = first.claim?.value, let claim = second.claim else { return }
    let link = FalseLink(first, claimSide: second, value: value, claim: claim)
    var slip = SameNumber.explain(link)
    if slip.mistake == .productSlip || slip.mistake == .formulaDoesNotGiveResult,
      let numeral = first.claim,
      let power = SameNumber(first: first, second: second).roughPowerApart(numeral, claim)
    {
      slip = Slip(
        mistake: .powerOfTenSlip, alternatives: [slip.mistake], arguments: Magnitude.arguments(power))
    }
    findings.append(
      Draft(
        mistake: slip.mistake, alternatives: slip.alternatives, severity: slip.severity,
        range: second.located.range, claimed: claim.value, correct: link.value, arguments: slip.arguments,
        fix: Expression(link.value)))
  }
}
