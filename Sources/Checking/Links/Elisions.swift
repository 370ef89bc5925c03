import Symbolics

extension LinkChecker {
  /// `= 4704 + 96 + 192 + … total = 79,296`: whether a sum goes on with what is not written.
  func isElided(_ link: PlainLink) -> Bool {
    for side in [link.first, link.second] where side.isCompound {
      var joint = around.joint(behind: side)
      _ = joint.takeUnits()
      _ = joint.take(LinkChecker.operators)
      if joint.take(LinkChecker.ellipses) { return true }
    }
    return false
  }

  private static let operators: PhraseSet = ["+", "×", "·", "*", ","]
  private static let ellipses: PhraseSet = [
    "...", "…", "⋯", "\\dots", "\\cdots", "\\ldots", "etc", "and so on", "等等",
  ]
}
