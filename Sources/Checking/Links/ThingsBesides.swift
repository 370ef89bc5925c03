import Symbolics

/// Results that are told in other things: `112 GB = 1.4 A100s`, `262,144 tokens = 512 sequences of 512`,
/// `model = 32 layers = 6.48B`, `25 days = 614k GPU-hours`.
extension LinkChecker {
  /// Whether a link leads from one kind of thing to another, whose number the text need not tell.
  func leadsToOtherThings(_ link: PlainLink) -> Bool {
    isOnAllDevices(link) || isInDevices(link) || isNamedByCount(link)
  }

  /// `512 sequences of 512`, `64 sequences = 131,072 tokens = 16 micro-batches of 4`: so many of so many. What is left over
  /// makes no whole one, or one more.
  func agreesInGroups(_ link: PlainLink) -> Bool {
    guard let count = link.second.claim, value(of: link.first) != nil else { return false }
    let bytes = working.bytes
    var joint = around.joint(behind: link.second)
    joint.skipBlanks()
    for _ in 0..<3 {
      if joint.take(Neighbourhood.of) {
        joint.skipBlanks()
        guard let size = around.number(at: joint.at)?.claim,
          let product = try? size.value.multiplied(by: count.value),
          let room = try? count.lastPlace.multiplied(by: size.value).divided(by: .two)
        else { return false }
        return isGrouped(link, into: product, by: size.value, room: count.value.isInteger ? nil : room)
      }
      let start = joint.at
      while !joint.isAtEnd, bytes[joint.at].isASCIILetter || joint.at > start && bytes[joint.at] == .hyphen {
        joint.at += 1
      }
      guard joint.at > start else { return false }
      joint.skipBlanks()
    }
    return false
  }

  /// Whether so many groups hold what a side of the chain, a factor of it, or a result right before it, counts.
  private func isGrouped(_ link: PlainLink, into product: Rational, by size: Rational, room: Rational?)
    -> Bool
  {
    let sides = link.chain.sides[...link.index].compactMap { side -> (Rational, Rational)? in
      guard let all = value(of: side) else { return nil }
      return (all, slack(of: side, value: all))
    }
    let factors = link.chain.sides[...link.index].filter { $0.isCompound }.flatMap {
      Factors.written(in: $0.located.expression).prefix(8)
    }
    return (sides + (recent + factors).map { ($0, .zero) }).contains { all, slack in
      let leavesNone = slack.isZero && ((try? all.divided(by: size).isInteger) ?? true)
      guard let wide = try? slack.adding(room ?? (leavesNone ? .zero : size)) else { return false }
      return LinkChecker.isWithin(wide, all, product)
    }
  }

  /// `25 days = 614k GPU-hours`: the time of all devices, however many there are.
  private func isOnAllDevices(_ link: PlainLink) -> Bool {
    guard !link.first.isCompound, let time = link.first.claim, let claim = link.second.claim,
      let first = link.first.unit.seconds, let second = link.second.unit.seconds,
      countsDevices(link.second), !countsDevices(link.first),
      let one = try? time.value.multiplied(by: first).divided(by: second),
      let ratio = try? claim.value.divided(by: one)
    else { return false }
    return ratio >= 2
  }

  /// `140 GB / 80 = 1.75 = 2 GPUs`: nobody has three quarters of one.
  func agreesInWholeDevices(_ link: PlainLink) -> Bool {
    guard let count = link.second.claim, count.value.isInteger, count.lastPlace == .one,
      let value = value(of: link.first), value.ceiling == count.value, value.magnitude < 10_000
    else { return false }
    var joint = around.joint(behind: link.second)
    return joint.take(LinkChecker.devicesCounted)
  }

  private func countsDevices(_ side: Chain.Side) -> Bool {
    var joint = around.joint(behind: side)
    return joint.takeUnits()
  }

  /// `112 GB = 1.4 A100s`, 112 GB=2 张卡: how much one of them holds is told elsewhere.
  private func isInDevices(_ link: PlainLink) -> Bool {
    guard !link.first.isCompound, link.first.unit == .bytes || link.first.claim?.binaryFactor != nil,
      let count = link.second.claim, !count.hasScaleWord
    else { return false }
    var joint = around.joint(behind: link.second)
    return joint.take(LinkChecker.devicesCounted)
  }

  /// `model = 32 layers = 6.48B`, `12 + 12 = 24 layers = 220M`: a name, how many it has, and what they come to.
  private func isNamedByCount(_ link: PlainLink) -> Bool {
    guard link.index > 0, let count = link.first.claim, let amount = link.second.claim, count.value.isInteger,
      count.value <= 1_000, count.scale == .one, amount.hasScaleWord
    else { return false }
    var joint = around.joint(behind: link.first)
    if joint.take(LinkChecker.partsCounted) { return true }
    let isName = link.chain.sides[..<link.index].allSatisfy {
      if case .symbol = $0.located.expression { true } else { false }
    }
    return isName
  }

  private static let partsCounted: PhraseSet = [
    "layers", "layer", "blocks", "block", "heads", "head", "experts", "matrices", "层", "个块", "个头", "个专家",
    "个矩阵",
  ]

  private static let devicesCounted: PhraseSet = [
    "a100s", "a100", "h100s", "h100", "v100s", "v100", "h800s", "h800", "h200s", "h200", "b200s", "b200",
    "gpus",
    "gpu", "cards", "card", "devices", "nodes", "node", "tpus", "张", "块", "卡", "台", "个节点",
  ]
}
