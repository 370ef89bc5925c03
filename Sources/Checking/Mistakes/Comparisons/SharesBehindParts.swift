import Symbolics

/// The share of the last of some parts in the total that is named before them: AlexNet 总参数量 61,100,840, 其中卷积层 2,469,696,
/// 全连接层 58,631,144, 占 96.0%.
///
/// Only where the parts make the total, so that it is surely the whole that the share is of.
extension Calculation {
  mutating func checkSharesBehindParts() {
    for line in lines(with: PartShares.joints)
    where line.row == nil && line.holdsPercent && line.range.count <= 1_024 {
      let measures = measures(on: line)
      for place in measures.indices.dropFirst(2) where measures[place].numeral.scale == .percent {
        check(measures, place, on: line)
      }
    }
  }

  private mutating func check(_ measures: [Measure], _ place: Int, on line: TextLine) {
    let (part, share) = (measures[place - 1], measures[place])
    guard part.numeral.value > 999, part.numeral.scale != .percent, isRightBehind(share, part),
      case let sentence = sentence(around: share.range.lowerBound, on: line),
      case let before = measures[..<place].filter({
        sentence.contains($0.range.lowerBound) && $0.numeral.value > 999 && $0.numeral.scale != .percent
      }), (3...8).contains(before.count), let whole = before.first,
      before.allSatisfy({ $0.numeral.hasScaleWord == whole.numeral.hasScaleWord }),
      let sum = NetworkFacts.sum(before.dropFirst().map { $0.numeral.value }),
      let room = NetworkFacts.sum(before.map { $0.numeral.lastPlace == .one ? .zero : $0.numeral.lastPlace }),
      LinkChecker.isWithin(room, sum, whole.numeral.value),
      let right = try? part.numeral.value.divided(by: whole.numeral.value),
      let slack = Calculation.slack(right, part.numeral, whole.numeral),
      let all = try? share.numeral.lastPlace.adding(slack),
      isBeyond(all, right, share.numeral), !isReported(share.range),
      // That of the other parts may be meant.
      !before.dropFirst().contains(where: { isShare(share.numeral, $0.numeral, of: whole.numeral) }),
      !PartShares.otherwise.isIn(sentence, of: working.bytes), isAsserted(share.range, on: line)
    else { return }
    let names = NamesOfShares.names(right, share.numeral)
    findings.append(
      Draft(
        mistake: names[0], alternatives: Array(names.dropFirst()), range: share.range,
        claimed: share.numeral.value, correct: right))
    markWrong(at: share.range)
  }

  private func isShare(_ share: Numeral, _ part: Numeral, of whole: Numeral) -> Bool {
    guard let right = try? part.value.divided(by: whole.value) else { return true }
    return LinkChecker.isWithin(share.lastPlace, right, share.value)
  }

  /// `58,631,144, 占96.0%`, `58,631,144 (96.0%)`, `58,631,144, i.e. 96.0%`, and nothing that the share is of behind it.
  private func isRightBehind(_ share: Measure, _ part: Measure) -> Bool {
    var joint = Joint(working.bytes, from: part.range.upperBound, to: share.range.lowerBound)
    _ = joint.takeUnits()
    var hasJoint = false
    while joint.take(PartShares.joints) { hasJoint = true }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    guard hasJoint, joint.isAtEnd else { return false }
    var tail = Joint(working.bytes, from: share.range.upperBound, to: working.bytes.count)
    _ = tail.take(PartShares.percent)
    return tail.isAtClauseEnd()
  }
}

private enum PartShares {
  static let joints: PhraseSet = [
    ",", "，", "占比", "占", "(", "（", "i.e.", "that is", "which is", "or", "即", "只", "仅", "约", "为", "only",
    "just",
  ]
  static let percent: PhraseSet = ["\\%", "%", "％"]
  static let otherwise: PhraseSet = [
    "time", "latency", "accuracy", "sparsity", "memory", "pruned", "fewer", "less", "saved", "时间", "延迟", "精度",
    "稀疏",
    "显存", "剪", "减少", "节省",
  ]
}
