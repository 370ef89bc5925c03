import Symbolics

/// Two quantities that are near each other and not the same: `3·4096·11,008 = 135,266,304 ≈ 8·4096² = 134,217,728`,
/// `12Ld² = 84,934,656 ≈ 85,054,464, the exact count`.
///
/// Behind ≈ a number with all its digits is no rounded one. What a slip would give, a digit or two exchanged ones, stays one.
extension LinkChecker {
  /// Whether a link with ≈ compares a result with something else that is worked out, stated before or named.
  func comparesNearQuantities(_ link: PlainLink) -> Bool {
    guard link.sign == .approximately, let first = value(of: link.first), let second = value(of: link.second),
      first.magnitude >= 1_000, let room = try? first.magnitude.divided(by: 20),
      LinkChecker.isWithin(room, first, second)
    else { return false }
    // Without digits of its own a number is worked out on one side only: `768·2304 ≈ 1,771,776`.
    let isExact = link.first.isCompound ? link.second.isCompound : isResult(link)
    guard isExact else { return false }
    if link.second.isCompound { return true }
    guard let claim = link.second.claim else { return false }
    if claim.lastPlace == .one, claim.scale == .one, !claim.isRounded,
      !Digits.differ(first, second) || isWorkedOutNext(link, claim)
    {
      return true
    }
    // Two exchanged digits are no other thing, whatever it is called.
    if Digits.areTransposed(first, second) { return false }
    return isNamedBehind(link) || isStatedBefore(link) || followsNearFormulas(link)
  }

  /// Whether the first side is a whole number that the side before it gives.
  private func isResult(_ link: PlainLink) -> Bool {
    guard link.index > 0, let result = link.first.claim, result.lastPlace == .one, result.scale == .one else {
      return false
    }
    return link.chain.sides[link.index - 1].isCompound
  }

  /// `≈ 134,217,728 = 8·4096²`
  private func isWorkedOutNext(_ link: PlainLink, _ claim: Numeral) -> Bool {
    guard link.index + 2 < link.chain.sides.count, link.chain.signs[link.index + 1] == .equal else {
      return false
    }
    let next = link.chain.sides[link.index + 2]
    return next.isCompound && value(of: next) == claim.value
  }

  /// `≈ 175B, the name of the model`, `≈ 1,771,776 with the biases`
  private func isNamedBehind(_ link: PlainLink) -> Bool {
    var joint = around.joint(behind: link.second)
    joint.skipMarkup()
    _ = joint.takeUnits()
    _ = joint.take(LinkChecker.partingSigns)
    joint.skipMarkup()
    return joint.take(LinkChecker.namesOfOthers)
  }

  /// Whether the same digits stand before the chain on its line: "as many weights as a layer (3,145,728): …".
  private func isStatedBefore(_ link: PlainLink) -> Bool {
    let (range, start) = (link.second.located.range, link.chain.range.lowerBound)
    let line = around.lineStart(of: start)
    let bytes = working.bytes
    guard range.count >= 3, range.count <= 32, start - line > range.count else { return false }
    for at in line...(start - range.count) where bytes[at] == bytes[range.lowerBound] {
      let end = at + range.count
      guard bytes[at..<end].elementsEqual(bytes[range]), !bytes[end].isASCIIWordByte,
        at == 0 || !bytes[at - 1].isASCIIWordByte && bytes[at - 1] != UInt8(ascii: ",")
      else { continue }
      return true
    }
    return false
  }

  /// `n²(2d−1) ≈ 2n²d: 12,700 ≈ 12,800`: the formulas before are near each other, too.
  private func followsNearFormulas(_ link: PlainLink) -> Bool {
    let start = link.chain.range.lowerBound
    var last: Chain.Side?
    var isNear = false
    for piece in around.pieces(in: around.lineStart(of: start)..<start) {
      switch piece {
      case .side(let side):
        guard side.isSymbolic, side.isCompound else {
          (last, isNear) = (nil, false)
          continue
        }
        if isNear { return true }
        last = side
      case .relation(let sign): isNear = sign == .approximately && last != nil
      case .wall: (last, isNear) = (nil, false)
      }
    }
    return false
  }

  private static let partingSigns: PhraseSet = [",", "，", "(", "（", ":", "：", ";", "；", "–", "—"]
  private static let namesOfOthers: PhraseSet = [
    "the exact", "the true", "the name", "the nominal", "the published", "the official", "the reported",
    "the number in", "the actual", "the advertised", "the size in", "the figure", "in name", "with ",
    "without ",
    "including", "exact count", "nominal", "as published", "as reported", "准确值", "精确值", "实际", "名义", "公布",
    "官方",
    "论文", "含偏置", "加偏置", "模型名",
  ]
}

extension Numeral {
  /// Whether a whole number ends in two zeros or more.
  fileprivate var isRounded: Bool { (try? value.divided(by: 100))?.isInteger ?? true }
}
