import Symbolics

/// From so much to so much: `5.0–5.5 × 2 = 10–11 GB`, `1000/(12.7–13.7) = 73–79 tok/s`.
extension LinkChecker {
  /// What becomes of a link whose result is a range; nil where it is none.
  func verdictOnRange(_ link: PlainLink) -> Verdict? {
    guard let (low, high) = range(of: link.second) else { return nil }
    if hasRangeInside(link.first) { return .unchecked }
    if let start = startOfRange(before: link.first) {
      var isFirst = true
      let lower = link.first.located.expression.replacingNumerals { numeral in
        defer { isFirst = false }
        guard isFirst, let scaled = try? start.value.multiplied(by: numeral.rangeFactor(for: start)) else {
          return nil
        }
        return Numeral(value: scaled, lastPlace: start.lastPlace)
      }
      guard let value = try? lower.evaluated() else { return .unchecked }
      let areBoth =
        fits(value, low, isApproximate: true, isBare: link.isBare)
        && fits(link.value, high, isApproximate: true, isBare: link.isBare)
      return areBoth ? .right : .unchecked
    }
    guard let half = try? low.lastPlace.divided(by: .two), let from = try? low.value.subtracting(half),
      let room = try? high.lastPlace.divided(by: .two), let to = try? high.value.adding(room)
    else { return .unchecked }
    let factors = link.isBare ? [.one, high.writtenFactor] : [Rational.one]
    let isInside = factors.contains { factor in
      guard let value = try? link.value.multiplied(by: factor) else { return false }
      return from <= value && value <= to
    }
    return isInside ? .right : nil
  }

  /// The ends of a range that a claim begins, both in the scale that the second may have alone.
  private func range(of side: Chain.Side) -> (low: Numeral, high: Numeral)? {
    if let ends = hyphenRange(side) { return ends }
    guard let low = side.claim else { return nil }
    var joint = around.joint(behind: side)
    _ = joint.takeUnits()
    guard joint.take(LinkChecker.rangeSigns) else { return nil }
    joint.skipBlanks()
    guard let high = around.number(at: joint.at)?.claim else { return nil }
    return scaled(low, high)
  }

  /// `10-11 GB`, which is read as a difference.
  private func hyphenRange(_ side: Chain.Side) -> (low: Numeral, high: Numeral)? {
    guard case .sum(let terms) = side.located.expression, terms.count == 2, terms[1].isSubtracted,
      case .number(let low) = terms[0].value, case .number(let high) = terms[1].value,
      let hyphen = working.bytes[side.located.range].firstIndex(of: UInt8(ascii: "-")),
      hyphen > side.located.range.lowerBound, hyphen + 1 < side.located.range.upperBound,
      working.bytes[hyphen - 1].isASCIIDigit, working.bytes[hyphen + 1].isASCIIDigit
    else { return nil }
    return scaled(low, high)
  }

  private func scaled(_ low: Numeral, _ high: Numeral) -> (low: Numeral, high: Numeral)? {
    let factor = low.rangeFactor(for: high, isLow: true)
    guard let value = try? low.value.multiplied(by: factor),
      let place = try? low.lastPlace.multiplied(by: factor), value < high.value
    else { return nil }
    return (Numeral(value: value, lastPlace: place, scale: factor == .one ? low.scale : high.scale), high)
  }

  /// The lower end of a range of which a side begins with the upper one.
  private func startOfRange(before side: Chain.Side) -> Numeral? {
    let bytes = working.bytes
    let place = around.back(from: side.located.range.lowerBound)
    let signs: [StaticString] = ["–", "—", "~", "～", "-", "至", "到", "to"]
    guard let sign = around.start(of: signs, endingAt: place) else { return nil }
    let at = bytes.skipBlanksBack(from: sign, to: 0)
    let start = bytes.skipBack(from: at, to: max(0, at - 24)) { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
    guard start < at, case .side(let low)? = around.pieces(in: start..<at).first else { return nil }
    return low.claim
  }

  /// Whether a range stands within a side: digits with a dash between them.
  private func hasRangeInside(_ side: Chain.Side) -> Bool {
    let (bytes, range) = (working.bytes, side.located.range)
    guard range.count > 4 else { return false }
    for at in range.lowerBound + 1..<range.upperBound - 1 where bytes[at - 1].isASCIIDigit {
      if bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "~"), bytes[at + 1].isASCIIDigit {
        return true
      }
      // – is E2 80 93, — E2 80 94.
      guard bytes[at] == 0xE2, at + 3 < range.upperBound, bytes[at + 1] == 0x80 else { continue }
      if bytes[at + 2] == 0x93 || bytes[at + 2] == 0x94, bytes[at + 3].isASCIIDigit { return true }
    }
    return false
  }

  private static let rangeSigns: PhraseSet = ["--", "–", "—", "-", "~", "～", "to", "至", "到"]
}

extension Numeral {
  /// What brings one end of a range to the scale that only the other one has: 40 of `40–50%`.
  fileprivate func rangeFactor(for other: Numeral, isLow: Bool = false) -> Rational {
    let (bare, scaled) = isLow ? (self, other) : (other, self)
    guard bare.scale == .one, bare.binaryFactor == nil else { return .one }
    return scaled.writtenFactor
  }
}
