import Symbolics

/// Results that are told in other things: `112 GB = 1.4 A100s`, `262,144 tokens = 512 sequences of 512`,
/// `model = 32 layers = 6.48B`, `25 days = 614k GPU-hours`.
extension LinkChecker {
  /// Whether a link leads from one kind of thing to another, whose number the text need not tell.
  func leadsToOtherThings(_ link: PlainLink) -> Bool {
    isOnAllDevices(link) || isInDevices(link) || isNamedByCount(link)
  }

  /// `512 sequences of 512`: so many of so many.
  func agreesInGroups(_ link: PlainLink) -> Bool {
    guard let count = link.second.claim, let all = value(of: link.first) else { return false }
    let bytes = working.bytes
    var joint = around.joint(behind: link.second)
    joint.skipBlanks()
    for _ in 0..<3 {
      if joint.take(Neighbourhood.of) {
        joint.skipBlanks()
        guard let size = around.number(at: joint.at)?.claim,
          let product = try? size.value.multiplied(by: count.value),
          let room = try? count.lastPlace.multiplied(by: size.value).divided(by: .two),
          let slack = try? slack(of: link.first, value: all).adding(count.value.isInteger ? .zero : room)
        else { return false }
        return LinkChecker.isWithin(slack, all, product)
      }
      let start = joint.at
      while !joint.isAtEnd, bytes[joint.at].isASCIILetter { joint.at += 1 }
      guard joint.at > start else { return false }
      joint.skipBlanks()
    }
    return false
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
