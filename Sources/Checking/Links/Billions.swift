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
