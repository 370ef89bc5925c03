import Symbolics

/// Sums that are worked out addend by addend, each with its result: `4 × 4096² = 67.1M for attention + 3 × 4096 × 11008 =
/// 135.3M for the MLP = 202.4M`.
///
/// The plus stands between two equations, not between two numbers.
extension LinkChecker {
  /// What becomes of a link of such a sum; nil where the chain is none.
  func verdictOnRunningSum(_ link: PlainLink) -> Verdict? {
    if let verdict = verdictWithinRunningSum(link) { return verdict }
    if let verdict = verdictOnNamedAddend(link) { return verdict }
    if restatesLastAddend(link) { return .unchecked }
    return agreesWithAddendsBefore(link) ? .right : nil
  }

  /// `14.7 M + fc ≈ 123.6 M = 138.4 M`: the last addend is a name, and what stands behind its sign is its own result.
  private func verdictOnNamedAddend(_ link: PlainLink) -> Verdict? {
    guard link.index > 0, let last = link.first.claim, let total = link.second.claim,
      total.value > last.value,
      case .sum(let terms) = link.chain.sides[link.index - 1].located.expression,
      case .symbol? = terms.last?.value, terms.allSatisfy({ !$0.isSubtracted })
    else { return nil }
    let others = terms.dropLast().compactMap { Claim.numeral(of: $0.value) }
    guard others.count == terms.count - 1 else { return nil }
    if agreesAsSum(of: others + [last], total) { return .right }
    guard let sum = NetworkFacts.sum((others + [last]).map { $0.value }) else { return nil }
    return .wrong(left: sum, claim: total.value)
  }

  /// `a = A + b = B = total`: each side but the first begins with the result of the side before.
  private func verdictWithinRunningSum(_ link: PlainLink) -> Verdict? {
    let sides = link.chain.sides
    guard sides.count >= 3, !link.chain.traits.contains(.symbolic), sides[0].isCompound,
      !isByAddends(sides[0], sides[1])
    else { return nil }
    var working: Expression = sides[0].located.expression
    var results: [Numeral] = []
    var index = 1
    while index < sides.count, case .sum(let terms) = sides[index].located.expression, terms.count >= 2,
      let result = Claim.numeral(of: terms[0].value), isResult(result, of: working),
      !terms.contains(where: { $0.isSubtracted })
    {
      results.append(result)
      working = terms.count == 2 ? terms[1].value : .sum(Array(terms.dropFirst()))
      index += 1
    }
    // The last addend is worked out, so that a number alone, `1024² = 1,048,576 + 768 = …`, is none. Several numbers,
    // `1,536 + 9,216 = 10,752 weights + 16 + 64 = 80 biases`, are.
    guard !results.isEmpty, index < sides.count, let last = sides[index].claim,
      working.isCalculation || working.isSum,
      isResult(last, of: working)
    else { return nil }
    if link.index < index {
      // Where the total behind a remark is wrong, the sum does not add up.
      let total = index + 1 == sides.count ? totalBehindRemark(sides[index]) : nil
      return total.map { agreesAsSum(of: results + [last], $0) } ?? true ? .right : nil
    }
    guard link.index == index, index + 1 < sides.count, let total = sides[index + 1].claim else { return nil }
    return agreesAsSum(of: results + [last], total) ? .right : nil
  }

  /// `= 34.6M for the MLP = 51.4M`: the number that follows behind words.
  private func totalBehindRemark(_ side: Chain.Side) -> Numeral? {
    let end = side.located.range.upperBound
    for place in end..<min(around.lineEnd(of: end), end + 32) {
      let byte = working.bytes[place]
      if byte.isASCIIDigit || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ".") { return nil }
      guard byte == UInt8(ascii: "=") else { continue }
      var joint = Joint(working.bytes, from: place + 1, to: around.lineEnd(of: end))
      joint.skipBlanks()
      return around.number(at: joint.at)?.claim
    }
    return nil
  }

  /// `13.5 GB of frozen weights + 4.2M × 16 B = 67 MB`: words part the first number from the plus, and the claim is what the
  /// last addend alone gives.
  private func restatesLastAddend(_ link: PlainLink) -> Bool {
    guard link.index == 0, case .sum(let terms) = link.first.located.expression, terms.count == 2,
      !terms[1].isSubtracted,
      let claim = link.second.claim, let number = Claim.numeral(of: terms[0].value), number.hasScaleWord,
      terms[1].value.isCalculation, isResult(claim, of: terms[1].value),
      let plus = working.bytes[link.first.located.range.clamped(to: 0..<working.bytes.count)].firstIndex(
        of: UInt8(ascii: "+"))
    else { return false }
    var joint = Joint(working.bytes, from: link.first.located.range.lowerBound, to: plus)
    while !joint.isAtEnd, !Doubt.isBlank(joint.bytes[joint.at]) { joint.at += 1 }
    _ = joint.takeUnits()
    return !joint.isAtEnd
  }

  /// `Q: 4096² = 16.8M + K: 4096·1024 = 4.2M = 21.0M`: the claim is the sum of what stands before the pluses, and of the
  /// result before it. `weights 9·64·64 = 36,864, BN 2·64 = 128   = 36,992`: so it is of the results of the line, in a last
  /// column of their totals.
  private func agreesWithAddendsBefore(_ link: PlainLink) -> Bool {
    guard link.index > 0, let last = link.first.claim, let total = link.second.claim, total.value > last.value
    else { return false }
    let bytes = working.bytes
    let place = link.chain.range.lowerBound
    let start = around.lineStart(of: place)
    guard place - start < 512, bytes[start..<place].contains(UInt8(ascii: "=")) else { return false }
    let results = MeasureReader.measures(in: start..<place, of: bytes).filter {
      isBehindSign($0.range.lowerBound, from: start)
    }
    let added = results.filter { isBeforePlus($0.range.upperBound, until: place) }
    if !added.isEmpty, agreesAsSum(of: added.map { $0.numeral } + [last], total) { return true }
    return !results.isEmpty && link.index + 2 == link.chain.sides.count
      && agreesAsSum(of: results.map { $0.numeral } + [last], total)
  }

  func isBehindSign(_ place: Int, from start: Int) -> Bool {
    let end = around.back(from: place)
    return end > start && around.start(of: ["=", "≈", "\\approx"], endingAt: end) != nil
  }

  /// Whether a plus stands behind a result, with at most a few words before it.
  private func isBeforePlus(_ place: Int, until end: Int) -> Bool {
    for byte in working.bytes[place..<max(place, min(end, place + 48))] {
      if byte == UInt8(ascii: "+") { return true }
      if byte.isASCIIDigit || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ";") { return false }
    }
    return false
  }

  /// Whether a number is what a calculation gives, to the digits of all of them.
  private func isResult(_ claim: Numeral, of expression: Expression) -> Bool {
    guard let value = try? expression.evaluated() else { return false }
    return fits(value, claim, isApproximate: true, isBare: !expression.hasScale)
      || agreesInBytesOfBillions(expression, claim)
  }

  /// `3B x 2 bytes = 6 GB`, `3B × 2 = 6B`: the value with its B as 10⁹ is tried by ``fits``; here the B of bytes.
  private func agreesInBytesOfBillions(_ expression: Expression, _ claim: Numeral) -> Bool {
    let plain = expression.replacingNumerals { numeral in
      guard numeral.scale == .billion, let digits = numeral.unscaled, digits <= 16 else { return nil }
      return Numeral(value: digits, lastPlace: .one)
    }
    guard let value = try? plain.evaluated() else { return false }
    return fits(value, claim, isApproximate: true, isBare: false)
  }

  /// Whether rounded numbers add up to a total, to the digits of all of them.
  func agreesAsSum(of results: [Numeral], _ total: Numeral) -> Bool {
    guard let sum = NetworkFacts.sum(results.map { $0.value }),
      let places = NetworkFacts.sum(results.map { $0.lastPlace == .one ? .zero : $0.lastPlace }),
      let room = try? places.adding(total.lastPlace == .one ? .zero : total.lastPlace).divided(by: .two)
    else { return false }
    return LinkChecker.isWithin(room, sum, total.value)
  }
}

extension Expression {
  fileprivate var isSum: Bool { if case .sum = self { true } else { false } }

  /// Whether the expression multiplies, divides or raises to a power.
  fileprivate var isCalculation: Bool {
    switch self {
    case .product, .quotient, .power: Claim.numeral(of: self) == nil
    case .sum(let terms): terms.contains { $0.value.isCalculation }
    default: false
    }
  }
}
