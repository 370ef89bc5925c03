import Symbolics

/// The same numbers in another format: `= 37,632 B = 18,816 B in FP16`, `= 1.18 MB in float32 = 0.30 MB in int8`.
extension LinkChecker {
  /// What becomes of a link to bytes whose format is named, where the bytes of the side before it are those of another one.
  func verdictInOtherFormat(_ link: PlainLink) -> Verdict? {
    guard !link.second.isCompound, let claim = link.second.claim,
      link.second.unit == .bytes || claim.binaryFactor != nil, let width = width(behind: link.second)
    else { return nil }
    // `× 4 = 29 GB in fp32` on a line of its own is a calculation and no other size of what stands above.
    guard link.index == 0 || !link.first.isCompound else { return nil }
    var expected: Rational?
    for side in link.chain.sides[...link.index].suffix(6).reversed() {
      for (size, room) in sizes(of: side, in: width) {
        if LinkChecker.isWithin(room, size, claim.value)
          || fits(size, claim, isApproximate: true, isBare: false)
        {
          return .right
        }
        if let wide = try? room.adding(LinkChecker.tolerance(of: claim, isApproximate: true)),
          LinkChecker.isWithin(wide, size, claim.value)
        {
          return .right
        }
        if expected == nil { expected = size }
      }
    }
    // Of a number alone nobody knows in which format it was.
    guard let expected, !Doubt(working, from: link.first, to: link.second).isJustified else { return nil }
    return .wrong(left: expected, claim: claim.value)
  }

  /// What a side takes in values of another width, and how far it may be off because it was rounded.
  private func sizes(of side: Chain.Side, in width: Rational) -> [(size: Rational, room: Rational)] {
    guard !side.isSymbolic, let value = value(of: side) else { return [] }
    let isSize = side.unit == .bytes || side.claim?.binaryFactor != nil
    var widths: [Rational] = []
    if let own = self.width(behind: side) { widths.append(own) }
    if side.isCompound, case .product = side.located.expression,
      let last = Factors.written(in: side.located.expression).last, LinkChecker.widthsOfFormats.contains(last)
    {
      widths.append(last)
    }
    if side.isCompound, !isSize { widths.append(.one) }
    let slack = slack(of: side, value: value)
    return widths.compactMap { own in
      guard let size = try? value.multiplied(by: width).divided(by: own),
        let room = try? slack.multiplied(by: width).divided(by: own)
      else { return nil }
      return (size, room)
    }
  }

  /// The bytes of one value in the format that is named behind a side: `in FP16`, `(int8)`, 以 FP16.
  private func width(behind side: Chain.Side) -> Rational? {
    var joint = around.joint(behind: side)
    joint.skipMarkup()
    _ = joint.takeUnits()
    for _ in 0..<2 {
      guard joint.take(LinkChecker.formatJoints) else { break }
    }
    joint.skipBlanks()
    return NumberFormat.first(at: joint.at, until: joint.end, of: working.bytes, withWidths: false)?.width
  }

  private static let widthsOfFormats: [Rational] = [1, 2, 4, 8]
  private static let formatJoints: PhraseSet = [
    "in", "as", "at", "for", "with", "using", "(", "（", "@", ",", "，", "以", "用", "按",
  ]
}
