import Symbolics

/// A result that is said a second time in another form: `85,054,464 (85.1M)`, `3.77e6 s, i.e. about 44 days`,
/// 673,841.5 万，约 67.4 亿.
///
/// Both numbers must count the same, and be so near to each other, or apart by so telling a ratio, that they can only mean
/// one thing. A bracket with further words in it speaks of another thing.
struct Restatement {
  /// How a number is said once more.
  enum Form { case bracket, words }

  let first: Chain.Side
  let second: Chain.Side
  let form: Form
  /// Whether `first` ends a chain that computes.
  let isResult: Bool
  /// Whether a word such as "i.e." says that both are one.
  private(set) var isExplicit = false

  /// Nil where other words stand around the second number.
  init?(_ first: Chain.Side, _ second: Chain.Side, isResult: Bool, on line: TextLine, of bytes: [UInt8]) {
    guard first.claim != nil, second.claim != nil else { return nil }
    let (start, end) = (first.located.range.upperBound, second.located.range.lowerBound)
    guard start < end, end - start < 64 else { return nil }
    var joint = Joint(bytes, from: start, to: end)
    var tail = Joint(bytes, from: second.located.range.upperBound, to: line.range.upperBound)
    let devices = joint.takeUnits()
    guard tail.takeUnits() == devices else { return nil }
    if bytes[end] == UInt8(ascii: "(") || bytes[end] == 0xEF {
      // The bracket belongs to the number.
      guard joint.isAtEnd, Joint.holdsOnlyUnits(second.located.range, in: bytes) else { return nil }
      form = .bracket
    } else if joint.take(Joint.opening) {
      _ = joint.take(Restatement.words) && joint.take(Restatement.comma)
      _ = joint.take(Restatement.equal)
      _ = joint.take(Joint.approximations)
      joint.skipBlanks()
      guard joint.isAtEnd, tail.take(Joint.closing) else { return nil }
      form = .bracket
    } else {
      let hasComma = joint.take(Restatement.parting)
      // A displayed equation ends with a comma, and the sentence goes on below it.
      if hasComma { joint.skipLineEnd() }
      let hasWords = joint.take(Restatement.words) || joint.takeIs(second)
      if hasWords { _ = joint.take(Restatement.introducing) }
      let isApproximate = joint.take(Joint.approximations)
      joint.skipBlanks()
      if joint.take(Restatement.quantities) { tail.skipBraces() }
      guard joint.isAtEnd, hasWords || isApproximate && (hasComma || bytes[end - 1] >= 0x80),
        tail.isAtClauseEnd()
          || second.claim?.hasScaleWord ?? false
            && (tail.take(Restatement.alternatives) || tail.isAtBinarySize())
      else { return nil }
      form = .words
      isExplicit = hasWords
    }
    self.first = first
    self.second = second
    self.isResult = isResult
  }

  private static let comma: PhraseSet = [","]
  /// What siunitx begins a quantity with.
  private static let quantities: PhraseSet = ["\\si{", "\\qty{", "\\num{"]
  /// "about 2.43 MMACs or 4.86 MFLOPs"
  private static let alternatives: PhraseSet = ["or", "或", "（即", "(i.e."]
  fileprivate static let binaryUnits: PhraseSet = ["kib", "mib", "gib", "tib"]
  private static let equal: PhraseSet = ["="]
  private static let parting: PhraseSet = [",", "，", "、", ";", "；", "–", "—"]
  private static let introducing: PhraseSet = [",", "：", ":"]
  fileprivate static let displayEnds: PhraseSet = ["\\]", "\\end{equation}", "\\end{equation*}"]
  fileprivate static let copula: PhraseSet = ["is"]
  private static let words: PhraseSet = [
    "i.e.", "ie", "that is to say", "that is", "that's", "which is", "in other words", "namely", "or",
    "也就是说", "也就是", "也即", "亦即", "即为", "即", "折合", "合", "相当于", "就是", "换算成", "换算为",
  ]
}

extension Joint {
  /// Passes over the end of a line and an empty one behind it, with the signs that end a displayed equation.
  fileprivate mutating func skipLineEnd() {
    for _ in 0..<8 {
      skipBlanks()
      guard at < end, bytes[at] == 0x0A || bytes[at] == 0x0D || take(Restatement.displayEnds) else { return }
      if bytes[at] == 0x0A || bytes[at] == 0x0D { at += 1 }
    }
  }

  /// Passes over "is" before words for a rounding: "5,256,714 is about 5.26 million".
  fileprivate mutating func takeIs(_ second: Chain.Side) -> Bool {
    guard second.claim?.hasScaleWord ?? false else { return false }
    var joint = self
    guard joint.take(Restatement.copula) else { return false }
    var next = joint
    guard next.take(Joint.approximations) else { return false }
    self = joint
    return true
  }

  /// Whether the same size follows in binary units: `13.48 GB (12.55 GiB)`.
  fileprivate func isAtBinarySize() -> Bool {
    var joint = self
    guard joint.take(Joint.opening) else { return false }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    let start = joint.at
    joint.at = bytes.skip(from: start, to: min(end, start + 16)) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
    return joint.at > start && joint.take(Restatement.binaryUnits) && joint.take(Joint.closing)
  }

  /// Passes over the rest of `\SI{2.31}{G}` behind its digits.
  fileprivate mutating func skipBraces() {
    let limit = min(end, at + 40)
    var braces = 0
    while at < limit, braces < 2 {
      if bytes[at] == UInt8(ascii: "}") { braces += 1 }
      at += 1
    }
  }
}

/// Two numbers that are to be one.
struct SameNumber {
  /// Whether the second is the first one in another form.
  enum Verdict { case same, unlike, wrong }

  let first: Chain.Side
  let second: Chain.Side

  /// Whether both can count the same, as far as their units tell.
  func countAlike(isResult: Bool) -> Bool {
    let (one, two) = (first.unit, second.unit)
    if one == .other || two == .other { return one == two || one == .none || two == .none }
    if one.seconds != nil || two.seconds != nil { return one.seconds != nil && two.seconds != nil }
    if one == two { return true }
    guard one == .none || two == .none else { return false }
    // A bare number is a count; of bytes only where it was calculated.
    return (one != .bytes && two != .bytes) || isResult
  }

  /// Whether the forms differ so that one can be the other's: written out and with a scale, hours and days.
  func differInForm(_ form: Restatement.Form, isResult: Bool) -> Bool {
    guard let one = first.claim, let two = second.claim, one.scale != .percent, two.scale != .percent else {
      return false
    }
    if let left = first.unit.seconds, let right = second.unit.seconds, left != right { return true }
    if one.isRough != two.isRough {
      let full = one.isRough ? two : one
      return full.lastPlace == .one && full.value >= 1_000
    }
    if one.isRough { return one.scale != two.scale && (form == .words || isResult) }
    return false
  }

  func verdict(with links: LinkChecker) -> Verdict {
    guard let one = first.claim, let two = second.claim, !one.value.isZero, !two.value.isZero else {
      return .unlike
    }
    return first.unit.seconds != nil ? verdictOnTime(one, two, links) : verdict(one, two)
  }

  // MARK: - Counts

  private func verdict(_ one: Numeral, _ two: Numeral) -> Verdict {
    for left in one.readings {
      for right in two.readings where agree(left, right) || agree(right, left) { return .same }
    }
    if Magnitude.power(from: one.value, to: two) != nil || Magnitude.power(from: two.value, to: one) != nil {
      return .wrong
    }
    if isBinaryApart(one, two) || isPrefixApart(one, two) || isTenApartInBinary(one, two)
      || roughPowerApart(one, two) != nil
    {
      return .wrong
    }
    return SameNumber.isNear(one.value, two.value) || SameNumber.isTransposed(one.value, two)
      ? .wrong : .unlike
  }

  /// Whether a number is the other one, rounded or cut off.
  private func agree(_ exact: Numeral.Reading, _ rounded: Numeral.Reading) -> Bool {
    guard let gap = try? exact.value.subtracting(rounded.value),
      let room = try? exact.place.adding(rounded.place).divided(by: .two)
    else { return true }
    if gap.magnitude <= room { return true }
    // Cut off, or rounded up in saying "nearly".
    guard let wide = try? exact.place.divided(by: .two).adding(rounded.place) else { return true }
    return gap.isNegative ? second.isApproximate && gap.magnitude <= wide : gap < wide
  }

  /// `401,408 B (39.20 KB)`: the digits of the bytes divided by 1,024, all four of them, with the point in another place.
  private func isTenApartInBinary(_ one: Numeral, _ two: Numeral) -> Bool {
    guard first.unit == .bytes, second.unit == .bytes, one.lastPlace == .one, two.scale.isPrefix,
      two.binaryFactor == nil, two.shows(atLeast: 1_000), let digits = two.unscaled,
      let place = try? two.lastPlace.divided(by: two.writtenFactor).divided(by: .two),
      let unit = try? Rational(1_024).raised(to: Rational(two.scale.exponent / 3)),
      let size = try? one.value.divided(by: unit)
    else { return false }
    return [Rational(10), 100].contains { ten in
      guard let more = try? digits.multiplied(by: ten), let wide = try? place.multiplied(by: ten),
        let larger = try? size.multiplied(by: ten)
      else { return false }
      return LinkChecker.isWithin(wide, size, more) || LinkChecker.isWithin(place, larger, digits)
    }
  }

  /// 1,024, 1,024² … apart: 300 GiB for 300 MiB.
  private func isBinaryApart(_ one: Numeral, _ two: Numeral) -> Bool {
    guard BinaryPrefix.isFine(two), one.binaryFactor != nil || two.binaryFactor != nil else { return false }
    let tolerance = LinkChecker.tolerance(of: two, isApproximate: false)
    var ratio = Rational.one
    for _ in 0..<3 {
      guard let next = try? ratio.multiplied(by: 1_024), let larger = try? one.value.multiplied(by: next),
        let smaller = try? one.value.divided(by: next)
      else { return false }
      ratio = next
      if LinkChecker.isWithin(tolerance, larger, two.value)
        || LinkChecker.isWithin(tolerance, smaller, two.value)
      {
        return true
      }
    }
    return false
  }

  /// `37,632 B (36.8 MB)`: bytes written out, and with a prefix of 1,024 that is one too large or too small.
  private func isPrefixApart(_ one: Numeral, _ two: Numeral) -> Bool {
    guard first.unit == .bytes, second.unit == .bytes, two.hasScaleWord, !one.isRough,
      BinaryPrefix.isFine(two) || one.lastPlace == .one && one.value >= 1_000 && two.shows(atLeast: 10)
    else { return false }
    return two.readings.contains { reading in
      guard let half = try? reading.place.divided(by: .two) else { return false }
      return [try? one.value.multiplied(by: 1_024), try? one.value.divided(by: 1_024)].contains { other in
        other.map { LinkChecker.isWithin(half, $0, reading.value) } ?? false
      }
    }
  }

  /// Whether two numbers are less than 15 % apart.
  static func isNear(_ one: Rational, _ two: Rational) -> Bool {
    guard let gap = try? one.subtracting(two).magnitude.multiplied(by: 100),
      let bound = try? max(one.magnitude, two.magnitude).multiplied(by: 15)
    else { return false }
    return gap < bound
  }

  /// Whether a number has the other one's digits with two of them exchanged, to the digits that it shows.
  static func isTransposed(_ value: Rational, _ claim: Numeral) -> Bool {
    guard let (right, wrong) = digits(value, claim), right.count == wrong.count, right.count > 2 else {
      return false
    }
    let apart = right.indices.filter { right[$0] != wrong[$0] }
    return apart.count == 2 && right[apart[0]] == wrong[apart[1]] && right[apart[1]] == wrong[apart[0]]
  }

  /// The digits of a value, rounded as finely as a claim, and those of the claim.
  private static func digits(_ value: Rational, _ claim: Numeral) -> (right: [Int], wrong: [Int])? {
    guard let units = try? value.divided(by: claim.lastPlace).adding(.half),
      let right = Digits.of(units.floor), let claimed = try? claim.value.divided(by: claim.lastPlace),
      let wrong = Digits.of(claimed)
    else { return nil }
    return (right, wrong)
  }

  // MARK: - Durations

  private func verdictOnTime(_ one: Numeral, _ two: Numeral, _ links: LinkChecker) -> Verdict {
    if links.agreesInTime(one.value, first, two, second) || links.isOnOtherDevices(first, second)
      || links.goesOn(second)
    {
      return .same
    }
    guard let from = first.unit.seconds, let to = second.unit.seconds, from != to,
      let factor = try? from.divided(by: to), let value = try? one.value.multiplied(by: factor),
      let room = try? one.loosePlace.multiplied(by: factor),
      let slack = try? room.adding(two.loosePlace).divided(by: .two),
      let wide = try? slack.adding(two.loosePlace), let gap = try? value.subtracting(two.value)
    else { return .same }
    // Cut off or rounded up; months and years are not of one length.
    if gap.magnitude < wide { return .same }
    if isCalendar(first.unit) || isCalendar(second.unit),
      let twentieth = try? value.divided(by: 20), gap.magnitude < twentieth
    {
      return .same
    }
    if SameNumber.isNear(value, two.value) || SameNumber.isTransposed(value, two) { return .wrong }
    guard let half = try? two.loosePlace.divided(by: .two) else { return .unlike }
    for ratio in Durations.usualRatios {
      for candidate in [try? value.multiplied(by: ratio), try? value.divided(by: ratio)] {
        if let candidate, LinkChecker.isWithin(half, candidate, two.value) { return .wrong }
      }
    }
    return .unlike
  }

  /// `1500 s, i.e. 15 min`: two durations of one magnitude that a word calls one, and that are none.
  func areDurationsApart(_ links: LinkChecker) -> Bool {
    guard let one = first.claim, let two = second.claim, let from = first.unit.seconds,
      let to = second.unit.seconds, from != to, !isCalendar(first.unit), !isCalendar(second.unit),
      let value = try? one.value.multiplied(by: from).divided(by: to),
      let ratio = try? value.divided(by: two.value), ratio < 3, let other = try? two.value.divided(by: value),
      other < 3
    else { return false }
    return verdictOnTime(one, two, links) == .unlike
  }

  private func isCalendar(_ unit: Unit) -> Bool { unit == .time(.month) || unit == .time(.year) }

  // MARK: - The slip

  /// The slip behind a number that is said wrongly a second time.
  static func explain(_ link: FalseLink) -> Slip {
    // What the line above says is no part of it.
    var link = link
    link.previous = nil
    let slip = SlipRule.explain(link)
    switch slip.mistake {
    // Nothing was multiplied.
    case .productSlip, .formulaDoesNotGiveResult:
      if isTransposed(link.value, link.claim) {
        return Slip(mistake: .digitsTransposed, alternatives: [.roundingWrong, .digitChanged])
      }
      if let (right, wrong) = digits(link.value, link.claim), right.count == wrong.count, right.count > 2,
        right.indices.count(where: { right[$0] != wrong[$0] }) == 1
      {
        return Slip(mistake: .digitChanged, alternatives: [.roundingWrong, .productSlip])
      }
      guard isNear(link.value, link.claim.value) else {
        return isExchanged(link) ? Slip(mistake: .digitsTransposed, alternatives: [slip.mistake]) : slip
      }
      if isExchanged(link) {
        return Slip(mistake: .digitsTransposed, alternatives: [.roundingWrong, .digitChanged])
      }
      let place = Rounding.place(of: link)
      return Slip(
        mistake: .roundingWrong, alternatives: [.digitChanged, .digitsTransposed, .productSlip],
        arguments: place.map { Rounding.arguments(link, $0) } ?? [])
    default: return slip
    }
  }
}

extension SameNumber {
  /// `1.58e14 FLOP/s = 58.0% of 312 TFLOP/s`: two digits that follow each other are exchanged, as far as the rounded numbers
  /// before can tell.
  fileprivate static func isExchanged(_ link: FalseLink) -> Bool {
    let place = link.claim.lastPlace
    guard place < .one, let units = try? link.claim.value.divided(by: place), var digits = Digits.of(units),
      digits.count == 3, let room = try? link.value.magnitude.divided(by: 200)
    else { return false }
    for index in 0..<2 where digits[index] != digits[index + 1] {
      digits.swapAt(index, index + 1)
      if let right = Digits.value(of: digits), let meant = try? right.multiplied(by: place),
        LinkChecker.isWithin(room, meant, link.value)
      {
        return true
      }
      digits.swapAt(index, index + 1)
    }
    return false
  }
}
