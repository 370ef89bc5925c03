import Symbolics

/// A share of another number than the link's: `84.9M = 68% of 124.4M`, `≈ 2/3 of the layer`, `≈ 2× the attention`,
/// `140 GB 的 1/4 = 35 GB`.
extension LinkChecker {
  /// What becomes of a link with a share; nil where there is none.
  func verdictOnShare(_ link: PlainLink) -> Verdict? {
    verdictOnCounts(link) ?? verdictOnShareBehind(link) ?? verdictOnChineseShareBehind(link)
      ?? verdictOnShareBefore(link)
  }

  /// `= 68% of 124.4M`, `≈ 2.9% of the total`: the share is the second side.
  private func verdictOnShareBehind(_ link: PlainLink) -> Verdict? {
    guard let share = value(of: link.second), let kind = share.isZero ? nil : shareKind(of: link.second),
      let amount = value(of: link.first), isAmount(link.first, amount, beside: share)
    else { return nil }
    var joint = around.joint(behind: link.second)
    joint.skipMarkup()
    if kind == .times { guard joint.take(Neighbourhood.times) else { return nil } }
    joint.skipMarkup()
    let isOf = joint.take(Neighbourhood.of)
    guard isOf || kind == .times else { return nil }
    _ = joint.take(Neighbourhood.articles)
    _ = joint.take(Joint.approximations)
    joint.skipMarkup()
    guard let number = around.number(at: joint.at) else {
      // `262.7M / 1,236M = 21.3% of the model`: the quotient is the share itself.
      if isOf, kind == .part, case .quotient(let part, let all) = link.first.located.expression,
        part.hasScale, all.hasScale, amount <= .one
      {
        return nil
      }
      return isOf || joint.isAtName() ? .unchecked : nil
    }
    guard let all = number.claim, let product = try? share.multiplied(by: all.value) else {
      return .unchecked
    }
    if isNear(amount, link.first, product, link.second, all) { return .right }
    // `= 148 TFLOP/s = 47.5% of 312`: the whole is in the unit of the part.
    var whole = all.value
    if !all.hasScaleWord, let part = link.first.claim, part.hasScaleWord, whole < 100_000,
      let scaled = try? whole.multiplied(by: part.writtenFactor),
      let scaledProduct = try? share.multiplied(by: scaled)
    {
      if isNear(amount, link.first, scaledProduct, link.second, all) { return .right }
      whole = scaled
    }
    // What is wrong is the share.
    guard let claim = link.second.claim, let right = try? amount.divided(by: whole) else {
      return .unchecked
    }
    return .wrong(left: right, claim: claim.value)
  }

  /// `≈ 124.4M 的 68%`
  private func verdictOnChineseShareBehind(_ link: PlainLink) -> Verdict? {
    guard let all = link.second.claim, let amount = value(of: link.first) else { return nil }
    var joint = around.joint(behind: link.second)
    _ = joint.takeUnits()
    guard joint.take(Neighbourhood.de) else { return nil }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    let end = around.lineEnd(of: joint.at)
    guard joint.at < end, case .side(let side)? = around.pieces(in: joint.at..<min(end, joint.at + 24)).first,
      side.located.range.lowerBound == joint.at, shareKind(of: side) != nil || side.unit == .other,
      let share = value(of: side), let product = try? share.multiplied(by: all.value)
    else { return nil }
    return isNear(amount, link.first, product, side, all) ? .right : .unchecked
  }

  /// `140 GB 的 1/4 = 35 GB`, `1/4 of 140 GB = 35 GB`
  private func verdictOnShareBefore(_ link: PlainLink) -> Verdict? {
    let place = link.first.located.range.lowerBound
    let start = around.lineStart(of: place)
    let end = around.back(from: place)
    guard let claim = link.second.claim, let own = value(of: link.first), start < place else { return nil }
    if claim.scale == .percent, let verdict = verdictOnPart(of: link, own, from: start, to: end) {
      return verdict
    }
    var factor: (Chain.Side, at: Int)?
    if shareKind(of: link.first) != nil, let de = around.start(of: ["的"], endingAt: end) {
      factor = last(from: start, to: de).flatMap { $0.claim == nil ? nil : ($0, de) }
    } else if link.first.claim != nil || link.first.isProduct,
      let of = around.start(of: ["of", "of the", "of all"], endingAt: end)
    {
      factor = last(from: start, to: of).flatMap { shareKind(of: $0) == nil ? nil : ($0, of) }
    }
    guard let (side, at) = factor, let other = value(of: side) else { return nil }
    var joint = Joint(working.bytes, from: side.located.range.upperBound, to: at)
    _ = joint.takeUnits()
    guard joint.isAtEnd, let product = try? own.multiplied(by: other) else { return nil }
    // `40% of 165 = 66 TFLOP/s`: the result alone has the unit.
    if fits(product, claim, isApproximate: link.isApproximate, isBare: !isScaled(link.first))
      || LinkChecker.isWithin(slack(of: side, value: product), product, claim.value)
      || LinkChecker.isPeak(own) && fitsInPeaks(product, link)
    {
      return .right
    }
    // `10% of 61M = 610k`: both have their scale.
    let areScaled =
      side.claim?.scale == .percent && link.first.claim?.hasScaleWord == true && claim.hasScaleWord
    return shareKind(of: link.first) == nil && !link.first.isProduct && !areScaled
      ? .unchecked : .wrong(left: product, claim: claim.value)
  }

  /// `262.7M of 1,236M = 21.3%`: what the percentage is of stands in front of it.
  private func verdictOnPart(of link: PlainLink, _ all: Rational, from start: Int, to end: Int) -> Verdict? {
    guard link.index == 0, !link.first.isCompound, let whole = link.first.claim, whole.scale != .percent,
      let of = around.start(of: ["out of", "of the", "of all", "of"], endingAt: end),
      let part = last(from: start, to: of), let amount = part.claim, amount.scale != .percent,
      amount.value > .zero, amount.value < all, amount.hasScaleWord == whole.hasScaleWord,
      let share = try? amount.value.divided(by: all)
    else { return nil }
    var joint = Joint(working.bytes, from: part.located.range.upperBound, to: of)
    _ = joint.takeUnits()
    guard joint.isAtEnd else { return nil }
    let room = (try? slack(of: part, value: share).adding(slack(of: link.first, value: share))) ?? .zero
    guard let wide = try? room.adding(LinkChecker.tolerance(of: link.claim, isApproximate: true)) else {
      return nil
    }
    return LinkChecker.isWithin(wide, share, link.claim.value)
      ? .right : .wrong(left: share, claim: link.claim.value)
  }

  /// `3 of 4 = 75%`, `12 out of 16 layers = 75%`, `3 of 4 = 0.75`
  private func verdictOnCounts(_ link: PlainLink) -> Verdict? {
    guard let claim = link.second.claim, claim.scale == .percent || claim.scale == .one && claim.value < .one,
      let all = link.first.claim, all.isCount
    else { return nil }
    let place = link.first.located.range.lowerBound
    let start = around.lineStart(of: place)
    guard let of = around.start(of: LinkChecker.partOf, endingAt: around.back(from: place)), start < of,
      let part = last(from: start, to: of)
    else { return nil }
    var joint = Joint(working.bytes, from: part.located.range.upperBound, to: of)
    _ = joint.takeUnits()
    guard joint.isAtEnd, let count = part.claim, count.isCount,
      let share = try? count.value.divided(by: all.value)
    else { return nil }
    return fits(share, claim, isApproximate: link.isApproximate, isBare: false)
      ? .right : .wrong(left: share, claim: claim.value)
  }

  private static let partOf: [StaticString] = ["out of the", "out of", "of the", "of all", "of", "of these"]

  private func isScaled(_ side: Chain.Side) -> Bool { side.located.expression.hasScale || side.unit != .none }

  /// The last side of a stretch, if nothing but a unit stands behind it.
  private func last(from start: Int, to end: Int) -> Chain.Side? {
    // Hundreds of blanks may part the words.
    guard start < end else { return nil }
    var found: Chain.Side?
    for piece in around.pieces(in: start..<end) { if case .side(let side) = piece { found = side } }
    return found
  }

  private enum ShareKind { case part, times }

  /// Whether a side is a share: a percentage, a fraction of small numbers; or how many times as large something is.
  private func shareKind(of side: Chain.Side) -> ShareKind? {
    if let claim = side.claim {
      if claim.scale == .percent { return .part }
      return claim.scale == .one && claim.value <= 1_000 && side.unit == .none ? .times : nil
    }
    guard case .quotient(.number(let part), .number(let whole)) = side.located.expression,
      part.scale == .one, whole.scale == .one, part.value.isInteger, whole.value.isInteger, part.value < 100,
      whole.value < 100
    else { return nil }
    return .part
  }

  /// Whether a side is an amount and not a ratio itself.
  private func isAmount(_ side: Chain.Side, _ value: Rational, beside share: Rational) -> Bool {
    if side.outcome.hasScales || side.claim?.hasScaleWord == true { return true }
    return (try? share.multiplied(by: 20)).map { value.magnitude >= $0 } ?? false
  }

  /// Whether an amount is a share of a number, each to the digits that it shows.
  private func isNear(
    _ amount: Rational, _ first: Chain.Side, _ product: Rational, _ share: Chain.Side, _ all: Numeral
  ) -> Bool {
    var room = Rational.zero
    if let part = share.claim?.relativeRoom ?? (share.isCompound ? try? Rational(1, over: 50) : nil) {
      room = part
    }
    if let part = all.relativeRoom { room = (try? room.adding(part)) ?? room }
    if let part = first.claim?.relativeRoom { room = (try? room.adding(part)) ?? room }
    guard let gap = try? product.magnitude.multiplied(by: min(room, .tenth)) else { return false }
    return LinkChecker.isWithin(gap, amount, product)
  }
}

extension Numeral {
  /// Whether the number may count things: whole, not zero, without a scale.
  fileprivate var isCount: Bool { scale == .one && value.isInteger && value > .zero }
}

extension Chain.Side {
  /// `2/3 of 4 × 4096 = …`
  fileprivate var isProduct: Bool { if case .product = located.expression { true } else { false } }
}

extension Neighbourhood {
  static let of: PhraseSet = ["out of", "of"]
  static let de: PhraseSet = ["的"]
  static let articles: PhraseSet = ["the", "all", "a", "an", "its", "our", "that"]
  static let times: PhraseSet = ["\\times", "×", "x", "times", "倍"]
}

extension Joint {
  /// Passes over blanks, LaTeX's spaces and the beginning of a stretch of text in a formula.
  mutating func skipMarkup() {
    skipBlanks()
    for _ in 0..<4 where take(Joint.markup) { skipBlanks() }
  }

  private static let markup: PhraseSet = ["\\text{", "\\mathrm{", "\\,", "\\;", "\\ ", "\\quad", "~"]

  /// Whether a word of letters stands here that may name something.
  func isAtName() -> Bool {
    var joint = self
    joint.skipBlanks()
    guard !joint.isAtEnd else { return false }
    return bytes[joint.at].isASCIILetter || bytes[joint.at] >= 0xE4
  }
}
