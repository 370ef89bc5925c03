import Symbolics

/// `49 ≈ 1/1024 of 224×224`: a fraction of something, not the number itself.
extension LinkChecker {
  /// What becomes of a link to a fraction that "of" follows; nil where none does.
  func verdictOnFractionOf(_ link: PlainLink) -> Verdict? {
    guard case .quotient(.number(let part), .number(let parts)) = link.second.located.expression,
      part.value.isInteger, parts.value.isInteger, part.value < parts.value,
      let value = value(of: link.first),
      value > .one, let share = link.second.outcome.value
    else { return nil }
    var joint = around.joint(behind: link.second)
    guard joint.take(Neighbourhood.of) else { return nil }
    joint.skipBlanks()
    // "of the image": how many that are, the sentence need not tell.
    guard joint.at < joint.end, working.bytes[joint.at].isASCIIDigit else { return .unchecked }
    guard case .side(let whole)? = around.pieces(in: joint.at..<joint.end).first,
      let all = self.value(of: whole), let fraction = try? all.multiplied(by: share),
      let room = try? fraction.magnitude.divided(by: 20)
    else { return .unchecked }
    return LinkChecker.isWithin(room, value, fraction) ? .right : nil
  }
}
