import Symbolics

/// Differences of shares: `0.918 − 0.910 = 0.008 = 0.8 points`, 0.3 个百分点.
extension LinkChecker {
  /// Whether a claim in percentage points is what a link gives, as a hundredth of it.
  func agreesInPoints(_ link: PlainLink) -> Bool {
    guard link.claim.scale == .one, !link.right.isCompound, link.value.magnitude < 10,
      let percent = try? link.value.multiplied(by: 100),
      LinkChecker.isWithin(
        LinkChecker.tolerance(of: link.claim, isApproximate: link.isApproximate), percent, link.claim.value)
    else { return false }
    var joint = around.joint(behind: link.right)
    joint.skipMarkup()
    return joint.take(LinkChecker.points)
  }

  private static let points: PhraseSet = [
    "percentage points", "percentage-points", "percentage point", "percent points", "per cent points",
    "points",
    "point", "pp", "p.p.", "pts", "ppt", "percent", "per cent", "个百分点", "百分点", "个点", "点",
  ]
}
