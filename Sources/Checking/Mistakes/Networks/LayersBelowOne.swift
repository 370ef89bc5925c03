import Symbolics

/// What all layers have, below what one has: `Total per block: 7.1M`, then `× 12 layers = 58M`.
///
/// What is added to the layers makes the number larger, so that it is told only where it is smaller than the product, or a
/// power of ten away.
extension Calculation {
  mutating func checkLayersBelowOne() {
    for (place, line) in enumeratedLines(with: LayersBelow.layers)
    where place > 0 && line.row == nil && line.range.count <= 256 {
      guard let (count, start) = countOfLayers(line),
        let result = numbers(on: line).first(where: {
          $0.range.lowerBound == start
        }), let one = numberOfOne(above: place), isAlike(one, result), !isReported(result.range),
        !LayersBelow.otherwise.isOn(line, of: working.bytes), isAsserted(result.range, on: line),
        let right = try? one.numeral.value.multiplied(by: count),
        let mistake = slip(from: right, to: result.numeral, one.numeral, count)
      else { continue }
      findings.append(
        Draft(
          mistake: mistake,
          alternatives: mistake == .powerOfTenSlip
            ? [.prefixSlip, .yiUnitSlip] : result.numeral.slip(from: right) ?? [],
          range: result.range, claimed: result.numeral.value, correct: right))
      markWrong(at: result.range)
    }
  }

  /// `× 12 layers = ~`, 32 层 =: the count with which a line begins, and the place of what it is said to give.
  private func countOfLayers(_ line: TextLine) -> (count: Rational, place: Int)? {
    let bytes = working.bytes
    let start = bytes.skip(from: line.range.lowerBound, to: line.range.upperBound) {
      Doubt.isBlank($0) || $0 == .hyphen || $0 == UInt8(ascii: "|")
    }
    var joint = Joint(bytes, from: start, to: line.range.upperBound)
    _ = joint.take(LayersBelow.times)
    joint.skipBlanks()
    guard let (count, end) = bytes.wholeNumber(at: joint.at, to: line.range.upperBound),
      (2...200).contains(count)
    else { return nil }
    joint.at = end
    guard joint.take(LayersBelow.layers), joint.take(LayersBelow.signs) else { return nil }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return (Rational(count), joint.at)
  }

  /// The number of one layer with which the line right above ends, or the only one of its row but for a share.
  private func numberOfOne(above place: Int) -> StatedNumber? {
    let line = lines[place - 1]
    guard line.range.count <= 256, LayersBelow.each.isOn(line, of: working.bytes),
      LayersBelow.totals.isOn(line, of: working.bytes), !LayersBelow.otherwise.isOn(line, of: working.bytes),
      !isReported(line.range)
    else { return nil }
    let numbers = numbers(on: line).filter { $0.numeral.scale != .percent }
    guard line.row == nil || numbers.count == 1, let last = numbers.last, last.numeral.value > 999 else {
      return nil
    }
    return last
  }

  private func isAlike(_ one: StatedNumber, _ other: StatedNumber) -> Bool {
    func counts(_ unit: Unit) -> Bool {
      switch unit {
      case .none, .parameters, .flops, .macs: true
      default: false
      }
    }
    return counts(one.unit) && counts(other.unit)
      && (one.unit == other.unit || one.unit == .none || other.unit == .none)
  }

  private func slip(from right: Rational, to claim: Numeral, _ one: Numeral, _ count: Rational) -> Mistake? {
    guard claim.value > 999, claim.scale != .percent, let slack = try? one.loosePlace.multiplied(by: count),
      let room = try? slack.adding(claim.loosePlace),
      // "6.4 for 6.46" is said, too.
      let least = try? right.multiplied(by: 95).divided(by: 100).subtracting(room)
    else { return nil }
    if let ratio = try? claim.value.divided(by: right), ratio > 5 || ratio < LayersBelow.fifth {
      for ten in [Rational(10), 100, 1_000] {
        for other in [try? right.multiplied(by: ten), try? right.divided(by: ten)] {
          guard let other, let gap = try? other.divided(by: 20) else { continue }
          if LinkChecker.isWithin(gap, other, claim.value) { return .powerOfTenSlip }
        }
      }
      return nil
    }
    return claim.value < least ? .productSlip : nil
  }
}

private enum LayersBelow {
  static let layers: PhraseSet = [
    "transformer layers", "decoder layers", "encoder layers", "layers", "blocks", "transformer blocks", "个层",
    "层",
    "个块",
  ]
  static let times: PhraseSet = ["×", "x", "*"]
  static let signs: PhraseSet = ["=", "≈", ":", "：", "→", "共", "合计"]
  static let each: PhraseSet = [
    "per layer", "per block", "each layer", "each block", "one layer", "每层", "每个块", "单层", "每块",
  ]
  static let totals: PhraseSet = ["total", "sum", "altogether", "together", "in all", "合计", "总计", "共", "总"]
  /// Layers that are one, or unlike.
  static let otherwise: PhraseSet = [
    "shared", "tied", "dense", "moe", "expert", "first", "last", "without", "active", "exclud", "except",
    "only",
    "per token", "共享", "稠密", "专家", "前", "后", "不含", "激活", "除", "仅",
  ]
  static let fifth: Rational = (try? Rational.one.divided(by: 5)) ?? .one
}
