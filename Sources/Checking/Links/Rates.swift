import Symbolics

/// So much for each second, day or thing: `156 TFLOP/s = 13.5 EFLOP/day`, `100 ms/token = 600 tok/min`,
/// `8 B/param = 54 GB`.
enum Rate: Equatable, Sendable {
  /// The number counts for itself.
  case none
  /// For each stretch of so many seconds.
  case time(Rational)
  /// For each of something else.
  case thing

  fileprivate static let perSecond: PhraseSet = ["/s ", "/s:", "/s=", "/sec", "per second", "/秒", "每秒"]

  /// What a number counts for, as the text right behind it says: `/s`, "per token", 每天; FLOPS.
  static func of(_ side: Chain.Side, in working: HandCalculation) -> Rate {
    let bytes = working.bytes
    var joint = Neighbourhood(working: working).joint(behind: side)
    joint.skipMarkup()
    let unit = joint.at
    _ = joint.takeUnits()
    let isSpeed = working.begins(unit..<max(unit, joint.at), with: "FLOPS")
    // Up to two words without a sign between them.
    for _ in 0..<2 {
      if let rate = joint.rate() { return rate }
      let start = joint.at
      while !joint.isAtEnd, bytes[joint.at].isASCIILetter { joint.at += 1 }
      guard joint.at > start, joint.at - start <= 12 else { break }
      joint.skipBlanks()
    }
    return joint.rate() ?? (isSpeed ? .time(.one) : .none)
  }
}

extension Joint {
  /// Passes over `/s`, "per day", 每分钟; nil where no such words stand here.
  fileprivate mutating func rate() -> Rate? {
    var joint = self
    guard joint.take(Joint.per) else { return nil }
    joint.skipBlanks()
    for (words, seconds) in Joint.stretches where joint.take(words) {
      return .time(seconds)
    }
    return joint.isAtName() ? .thing : nil
  }

  /// The first letters of the word that stands here: `tok` of "tokens" and of "tok".
  fileprivate mutating func beginningOfName() -> ArraySlice<UInt8>? {
    _ = take(Joint.classifiers)
    skipBlanks()
    let start = at
    let isWide = at < end && bytes[at] >= 0xE3
    while at < end, at - start < 3, isWide || bytes[at].isASCIILetter { at += 1 }
    return at > start ? bytes[start..<at] : nil
  }

  private static let classifiers: PhraseSet = ["个", "条", "张"]
  fileprivate static let per: PhraseSet = ["/", "per", "each", "每", "\\text{/", "a"]
  private static let stretches: [(PhraseSet, Rational)] = [
    (["seconds", "second", "sec", "s", "秒钟", "秒"], .one), (["minutes", "minute", "min", "分钟", "分"], 60),
    (["hours", "hour", "hr", "h", "小时", "时"], 3_600), (["days", "day", "d", "天", "日"], 86_400),
    (["weeks", "week", "周"], 604_800), (["months", "month", "个月", "月"], 2_592_000),
    (["years", "year", "yr", "年"], 31_536_000),
  ]
}

extension LinkChecker {
  /// What becomes of a link between two numbers that count for different things.
  func verdictOnRates(_ link: PlainLink) -> Verdict? {
    guard let claim = link.second.claim, claim.scale != .percent, !link.second.isCompound else { return nil }
    let second = Rate.of(link.second, in: working)
    var first = rate(of: link.first)
    if first == .none, case .time = second, link.first.unit.seconds == nil, isLabelledPerSecond(link) {
      first = .time(.one)
    }
    guard first != second, let amount = value(of: link.first) else { return nil }
    if link.first.unit.seconds != nil, link.second.unit.seconds == nil, case .time(let each) = second {
      return verdictOnReciprocal(link, amount, first, claim, each)
    }
    switch (first, second) {
    case (.time(let one), .time(let other)):
      guard let factor = try? other.divided(by: one), let converted = try? amount.multiplied(by: factor),
        let room = try? slack(of: link.first, value: converted).adding(
          LinkChecker.tolerance(of: claim, isApproximate: true))
      else { return nil }
      if LinkChecker.isWithin(room, converted, claim.value) { return .right }
      // Months and years are not of one length.
      if max(one, other) > 604_800 { return .unchecked }
      return isDoubted(link) ? nil : .wrong(left: converted, claim: claim.value)
    // A number for each and one for all: how many there are is told elsewhere. `= 0.5 MiB per token` says only of both
    // what they are for.
    case (.thing, .none):
      return link.first.isCompound || SameNumber.isNear(amount, claim.value)
        || restatesBytes(link.first, link.second)
        ? nil : .unchecked
    default: return nil
    }
  }

  /// `7 s = 143 tok/s`, `100 ms/token = 600 tok/min`: a time, and how often something is done.
  private func verdictOnReciprocal(
    _ link: PlainLink, _ amount: Rational, _ first: Rate, _ claim: Numeral, _ each: Rational
  ) -> Verdict? {
    guard !link.first.isCompound, let seconds = link.first.unit.seconds,
      let time = try? amount.multiplied(by: seconds), let often = try? each.divided(by: time),
      let room = try? often.divided(by: 50)
    else { return nil }
    if LinkChecker.isWithin(room, often, claim.value) { return .right }
    // A time for all of them says nothing of one.
    guard first == .thing, !isDoubted(link), !countsOtherThings(link) else { return .unchecked }
    return .wrong(left: often, claim: claim.value)
  }

  /// `0.215 s/step = 38,100 tokens/s`: a time for one kind of thing, and how many of another kind there are in a second.
  private func countsOtherThings(_ link: PlainLink) -> Bool {
    var first = around.joint(behind: link.first)
    first.skipMarkup()
    _ = first.takeUnits()
    guard first.take(Joint.per), let one = first.beginningOfName() else { return false }
    var second = around.joint(behind: link.second)
    guard let other = second.beginningOfName() else { return false }
    return !zip(one, other).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  /// What a side counts for; of a calculation, what one of its numbers does.
  private func rate(of side: Chain.Side) -> Rate {
    let rate = Rate.of(side, in: working)
    guard rate == .none, side.isCompound else { return rate }
    let range = side.located.range
    let isForSeconds = MeasureReader.measures(in: range, of: working.bytes).contains { $0.per == .second }
    return isForSeconds && !side.located.expression.isQuotient ? .time(.one) : .none
  }

  /// `tokens/s = 64,000e12 / 40.2e9 = 1,592,000 = 137.5 billion tokens a day`: whether what stands in front of a chain's first
  /// sign says that it counts for a second.
  private func isLabelledPerSecond(_ link: PlainLink) -> Bool {
    let start = around.lineStart(of: link.chain.range.lowerBound)
    let end = link.chain.sides[link.chain.sides[0].isSymbolic ? 1 : 0].located.range.lowerBound
    return start < end && end - start < 96 && Rate.perSecond.isIn(start..<end, of: working.bytes)
  }

  private func isDoubted(_ link: PlainLink) -> Bool {
    Doubt(working, from: link.first, to: link.second).isJustified
  }
}
