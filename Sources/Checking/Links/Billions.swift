import Symbolics

extension LinkChecker {
  /// `12 × 96 × 12288² = 174 B`: the B is read as bytes, and may as well be billions.
  func agreesInBillions(_ value: Rational, with claim: Numeral, _ right: Chain.Side) -> Bool {
    guard claim.scale == .one, value >= 1_000_000_000, claim.value < 1_000_000,
      right.unit == .bytes || isBillion(behind: right.located.range.upperBound),
      let scaled = try? claim.value.multiplied(by: 1_000_000_000),
      let room = try? claim.lastPlace.multiplied(by: 500_000_000)
    else { return false }
    return LinkChecker.isWithin(room, value, scaled)
  }

  /// `6 × 7 B × 140 B = 5.88e21`, `300 B / 32,768 = 9.16 M`: a B behind a blank is read as bytes, where billions are meant.
  func agreesWithBillions(_ link: PlainLink) -> Bool {
    guard link.left.isCompound, link.right.unit != .bytes else { return false }
    let measures = MeasureReader.measures(
      in: link.left.located.range
        .lowerBound..<working.bytes.endOfLine(from: link.left.located.range.upperBound, atMost: 12),
      of: working.bytes)
    let billions = measures.filter { $0.unit == .bytes && $0.numeral.scale == .one }.map { $0.numeral.value }
    guard !billions.isEmpty else { return false }
    let scaled = link.left.located.expression.replacingNumerals { numeral in
      numeral.scale == .one && billions.contains(numeral.value) ? numeral.multiplied(by: 1_000_000_000) : nil
    }
    guard let value = try? scaled.evaluated() else { return false }
    return fits(value, link.claim, isApproximate: link.isApproximate, isBare: false)
  }

  /// Whether `\\,\\mathrm{B}` stands behind a number.
  private func isBillion(behind end: Int) -> Bool {
    let behind = working.text(from: end, to: min(working.bytes.count, end + 16))
    for style in [
      "\\mathrm{", "\\text{", "\\,\\mathrm{", "\\,\\text{", " \\text{", " \\mathrm{", "\\text{ ",
      "\\ \\text{",
    ] {
      if behind.hasPrefix(style + "B}") { return true }
    }
    return false
  }
}
