import Symbolics

/// `13e9 × 2 = 30 GB, generously`, `≈ 30 GB with some margin`, 留有余量取 30 GB: a need that is rounded up, as its words say.
extension LinkChecker {
  /// Whether a claim is at most a quarter above what is worked out, in two digits, and words call it generous.
  func agreesGenerously(_ link: PlainLink) -> Bool {
    guard link.left.isCompound, !link.second.isCompound, link.value > .zero, link.claim.value > link.value,
      let most = try? link.value.multiplied(by: 5).divided(by: 4), link.claim.value <= most,
      let digits = try? link.claim.value.divided(by: link.claim.writtenFactor),
      digits < 100 || !digits.isInteger
        || (try? digits.divided(by: 10).isInteger) ?? false
    else { return false }
    let end = min(link.second.located.range.upperBound, working.bytes.count)
    let behind = end..<max(end, min(around.lineEnd(of: end), end + 64))
    return LinkChecker.generous.isIn(behind, of: working.bytes)
  }

  private static let generous: PhraseSet = [
    "generous", "margin", "headroom", "to be safe", "safe side", "round up", "rounded up", "rounding up",
    "conservativ",
    "with slack", "宽松", "余量", "宽裕", "保守", "往大", "多留",
  ]
}
