import Symbolics

/// `60 % of 312 = 187 TFLOPS`, `1024 × 312 × 0.45 = 144 PFLOPS`: the peak of an accelerator, in the TFLOP/s that every
/// reader knows it in.
extension LinkChecker {
  /// Whether a rate of operations is right with a bare factor, a published peak, in TFLOP/s.
  func agreesInPeaks(_ link: PlainLink) -> Bool {
    guard link.isBare, link.left.isCompound, holdsPeak(link.left.located.expression) else { return false }
    return fitsInPeaks(link.value, link)
  }

  /// Whether a number of TFLOP/s is the claim of a link.
  func fitsInPeaks(_ value: Rational, _ link: PlainLink) -> Bool {
    guard let claim = link.second.claim ?? link.right.claim, claim.scale.exponent >= 12,
      isOfOperations(link.right),
      let scaled = try? value.multiplied(by: Rational(whole: 1_000_000_000_000))
    else { return false }
    return fits(scaled, claim, isApproximate: link.isApproximate, isBare: false)
  }

  private func isOfOperations(_ side: Chain.Side) -> Bool {
    switch side.unit {
    case .flops, .macs, .other, .none: true
    default: false
    }
  }

  private func holdsPeak(_ expression: Expression) -> Bool {
    var isFound = false
    LinkChecker.forEachNumeral(of: expression) { numeral in
      isFound = isFound || LinkChecker.isPeak(numeral.value)
    }
    return isFound
  }

  /// Whether a number is a published peak in TFLOP/s.
  static func isPeak(_ value: Rational) -> Bool {
    guard value >= 50, let tenths = try? value.multiplied(by: 10).integer else { return false }
    return Accelerator.all.contains { $0.peaks.contains(tenths) }
  }
}
