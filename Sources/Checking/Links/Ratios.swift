import Symbolics

/// Ratios with a colon: `4·768² : 8·768² = 2,359,296 : 4,718,592 = 1 : 2`. What stands right before and right behind the sign
/// of equality are no equals.
extension LinkChecker {
  /// Whether a link stands inside a proportion that holds.
  func standsInProportion(_ link: PlainLink) -> Bool {
    guard link.sign != .arrow, let second = value(of: link.first), let third = value(of: link.second),
      let colon = colon(before: link.first.located.range.lowerBound),
      let behind = placeBehindColon(link.second), let first = term(endingAt: colon),
      let fourth = term(beginningAt: behind), let left = try? first.divided(by: second),
      let right = try? third.divided(by: fourth)
    else { return false }
    if left == right { return true }
    // Numbers that are written out leave nothing open.
    let isExact =
      link.second.claim.map { $0.lastPlace == .one && $0.scale == .one && $0.value >= 1_000 } ?? true
    guard !isExact || link.sign == .approximately, let room = try? left.magnitude.divided(by: 50) else {
      return false
    }
    return LinkChecker.isWithin(room, left, right)
  }

  /// The place of a colon that stands before a side.
  private func colon(before place: Int) -> Int? {
    let at = around.back(from: place)
    guard at > 0, working.bytes[at - 1] == UInt8(ascii: ":") else { return nil }
    return at - 1
  }

  private func placeBehindColon(_ side: Chain.Side) -> Int? {
    var joint = around.joint(behind: side)
    joint.skipMarkup()
    _ = joint.takeUnits()
    _ = joint.take(LinkChecker.closingBraces)
    guard joint.take(LinkChecker.colons) else { return nil }
    joint.skipBlanks()
    return joint.at
  }

  /// The value of the side that ends at a place.
  private func term(endingAt place: Int) -> Rational? {
    guard case .side(let side)? = around.pieces(in: around.lineStart(of: place)..<place).last else {
      return nil
    }
    let value = value(of: side)
    return value == .zero ? nil : value
  }

  /// The value of the side that begins at a place.
  private func term(beginningAt place: Int) -> Rational? {
    guard case .side(let side)? = around.pieces(in: place..<around.lineEnd(of: place)).first,
      side.located.range.lowerBound == place
    else { return nil }
    let value = value(of: side)
    return value == .zero ? nil : value
  }

  private static let colons: PhraseSet = [":", "："]
  private static let closingBraces: PhraseSet = ["}"]
}
