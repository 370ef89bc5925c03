import Symbolics

/// What is left of a device's memory: `total 18.4 GB; a 24 GB card leaves 6.6 GB`, `= 21.3 GB,24 GB 的卡还剩 3.7 GB`.
///
/// Something may be kept free besides, so that only slips of the digits are called wrong.
extension Calculation {
  mutating func checkMemoryLeftOver() {
    for line in lines(with: LeftOver.words)
    where line.row == nil && line.range.count < 512 && LeftOver.words.isOn(line, of: working.bytes) {
      let amounts = measures(on: line).filter { $0.unit == .bytes && $0.numeral.hasScaleWord }
      for place in amounts.indices.dropFirst(2) {
        let (used, all, left) = (amounts[place - 2], amounts[place - 1], amounts[place])
        guard isLeft(left, of: all), isUsed(used, before: all),
          used.numeral.scale == all.numeral.scale, all.numeral.scale == left.numeral.scale,
          used.numeral.binaryFactor == left.numeral.binaryFactor,
          all.numeral.lastPlace >= left.numeral.lastPlace,
          used.numeral.lastPlace == left.numeral.lastPlace,
          let right = try? all.numeral.value.subtracting(used.numeral.value), right > .zero,
          let units = try? left.numeral.value.divided(by: left.numeral.lastPlace),
          let rightUnits = try? right.divided(by: left.numeral.lastPlace), isSlip(units, rightUnits),
          !isReported(left.range), isAsserted(left.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .totalDoesNotAddUp, alternatives: [.digitChanged, .conclusionContradictsNumbers],
            range: left.range, claimed: left.numeral.value, correct: right, fix: Expression(right)))
        markWrong(at: left.range)
      }
    }
  }

  /// One or ten of a prefix too many or too few, as a carry that was lost; not the last digit, which is rounded.
  private func isSlip(_ claimed: Rational, _ right: Rational) -> Bool {
    guard let gap = try? claimed.subtracting(right).magnitude else { return false }
    return gap == 10 || gap == 100
  }

  private func isLeft(_ left: Measure, of all: Measure) -> Bool {
    var joint = Joint(working.bytes, from: all.range.upperBound, to: left.range.lowerBound)
    for _ in 0..<6 where joint.take(LeftOver.devices) {}
    guard joint.take(LeftOver.words) else { return false }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// Whether nothing but a comma and an article stands between what is used and the memory of the device.
  private func isUsed(_ used: Measure, before all: Measure) -> Bool {
    var joint = Joint(working.bytes, from: used.range.upperBound, to: all.range.lowerBound)
    guard joint.take(LeftOver.commas) else { return false }
    for _ in 0..<3 where joint.take(LeftOver.articles) {}
    joint.skipBlanks()
    return joint.isAtEnd
  }
}

private enum LeftOver {
  static let words: PhraseSet = [
    "leaves", "leaving", "还剩下", "还剩", "剩余", "剩下", "剩", "has left", "still has", "is left with",
  ]
  static let devices: PhraseSet = [
    "gpu", "card", "device", "machine", "a100", "h100", "rtx 4090", "rtx 3090", "4090", "3090", "v100",
    "memory", "then",
    "显存", "的", "显卡", "卡", "上", "则", "就", "，", ",",
  ]
  static let commas: PhraseSet = [",", "，", ";", "；", ".", "。"]
  static let articles: PhraseSet = ["so", "a", "an", "the", "one", "on", "单张", "一张", "单卡", "而", "用"]
}
