import Networks
import Symbolics

/// A bottleneck block beside the channels that the text states: its 3×3 as a 1×1 or with 3 for 9, with the channels of another layer,
/// a sum that lacks one of the parts above it or the projection of the shortcut, norms without their shift.
extension Calculation {
  mutating func checkBottlenecksBesideSettings(_ works: [LabelledWork]) {
    guard holds(BottleneckWords.blocks), let stated = channelsByArrows(BottleneckWords.blocks),
      stated.channels.count == 4, stated.channels[1] == stated.channels[2],
      let map = stated.maps.last
    else { return }
    let block = BottleneckSizes(
      stated.channels, map,
      projects: BottleneckWords.projection.isIn(
        max(0, stated.end - 256)..<stated.end, of: working.bytes))
    var parts: [LabelledWork] = []
    for work in works where work.range.lowerBound > stated.end && work.formula != nil {
      let label = work.label
      let bytes = working.bytes
      if BottleneckWords.norms.isIn(label, of: bytes), !BottleneckWords.without.isIn(label, of: bytes) {
        if mayBeReported(work), !BottleneckWords.withNorms.isIn(label, of: bytes),
          let right = slipOfNorms(work, block)
        {
          report(work, .normCountWrong, correct: right)
        }
        continue
      }
      if let formula = work.formula, let addends = plainAddends(of: formula.expression) {
        if mayBeReported(work) { checkSum(work, addends, parts, block) }
        continue
      }
      guard BottleneckWords.layers.isIn(label, of: bytes) || BottleneckWords.shortcuts.isIn(label, of: bytes)
      else {
        continue
      }
      parts.append(work)
      if BottleneckWords.middle.isIn(label, of: bytes), !BottleneckWords.shortcuts.isIn(label, of: bytes),
        mayBeReported(work), let slip = block.slipOfMiddle(work.value)
      {
        report(work, slip.mistake, correct: slip.correct)
      }
    }
  }

  /// A sum over the block that lacks one of the parts above, or the projection that the text states and nobody counts.
  private mutating func checkSum(
    _ work: LabelledWork, _ addends: [Rational], _ parts: [LabelledWork], _ block: BottleneckSizes
  ) {
    guard parts.count >= 3, BottleneckWords.sums.isIn(work.label, of: working.bytes),
      !BottleneckWords.without.isIn(work.label, of: working.bytes)
    else { return }
    var rest = addends
    var left: [Rational] = []
    for part in parts {
      if let index = rest.firstIndex(of: part.claim.value) {
        rest.remove(at: index)
      } else {
        left.append(part.claim.value)
      }
    }
    guard rest.isEmpty, addends.count >= 2 else { return }
    if left.count == 1, let right = try? work.value.adding(left[0]) {
      return report(work, .partsOmitted, [.totalDoesNotAddUp], correct: right, [("gap", .number(left[0]))])
    }
    guard left.isEmpty, block.projects, parts.count == 3, !holds(BottleneckWords.aside),
      !parts.contains(where: { BottleneckWords.shortcuts.isIn($0.label, of: working.bytes) }),
      let projection = block.workOfShortcut, let main = block.workOfMain, work.value == main
    else { return }
    report(work, .shortcutProjectionMissing, [.partsOmitted], correct: projection)
  }

  /// What the norms have, where the scale or the shift is not counted, or the norm of one convolution.
  private func slipOfNorms(_ work: LabelledWork, _ block: BottleneckSizes) -> Rational? {
    guard holds(BottleneckWords.shifted), let once = block.normsOnce,
      let right = try? once.multiplied(by: .two)
    else { return nil }
    if work.value == once { return right }
    guard holds(BottleneckWords.afterEach),
      let less = try? right.subtracting(block.output.multiplied(by: .two)),
      work.value == less
    else { return nil }
    return right
  }
}

/// `4 such blocks: 3 × 75,008`: another number of blocks than the label's.
extension Calculation {
  mutating func checkSuchBlocks(_ works: [LabelledWork]) {
    guard holds(BottleneckWords.suchBlocks) else { return }
    for (index, work) in works.enumerated()
    where BottleneckWords.suchBlocks.isIn(work.label, of: working.bytes) {
      guard case .product(let factors)? = work.formula?.expression, factors.count == 2,
        let times = Claim.numeral(of: factors[0])?.value, let one = Claim.numeral(of: factors[1])?.value,
        times.isInteger, times > .one, times <= 200, one >= 1_000,
        works[max(0, index - 3)..<index].contains(where: { $0.claim.value == one }),
        let count = numberOfBlocks(in: work.label), count != times, mayBeReported(work)
      else { continue }
      report(work, .blockCountWrong, [.layerCountWrong], claimed: times, correct: count)
    }
  }

  /// The one number of a label, right in front of "such blocks".
  private func numberOfBlocks(in label: Range<Int>) -> Rational? {
    var found: Rational?
    for number in working.bytes.wholeNumbers(in: label) where !number.isPartOfWord {
      var joint = Joint(working.bytes, from: number.range.upperBound, to: label.upperBound)
      guard found == nil, joint.take(BottleneckWords.suchBlocks) else { continue }
      found = Rational(number.value)
    }
    return found
  }
}

/// The sizes of a bottleneck block.
private struct BottleneckSizes {
  let input: Rational
  let middle: Rational
  let output: Rational
  let map: Rational
  let projects: Bool

  init(_ channels: [Rational], _ map: Rational, projects: Bool) {
    (input, middle, output, self.map) = (channels[0], channels[1], channels[3], map)
    self.projects = projects
  }

  var normsOnce: Rational? {
    guard let main = try? middle.multiplied(by: .two).adding(output) else { return nil }
    return projects ? try? main.adding(output) : main
  }

  var workOfShortcut: Rational? { Factors.product(of: [input, output, map, map]) }
  var workOfMain: Rational? {
    guard let first = Factors.product(of: [input, middle, map, map]),
      let second = Factors.product(of: [9, middle, middle, map, map]),
      let third = Factors.product(of: [middle, output, map, map])
    else { return nil }
    return try? first.adding(second).adding(third)
  }

  /// The 3×3 with another kernel or other channels, as weights or as work.
  func slipOfMiddle(_ value: Rational) -> (mistake: Mistake, correct: Rational)? {
    for positions in [Rational.one, map] {
      func product(_ factors: Rational...) -> Rational? {
        Factors.product(of: factors + [positions, positions])
      }
      guard let right = product(9, middle, middle), value != right else { return nil }
      if value == product(3, middle, middle) || value == product(middle, middle) {
        return (.kernelAreaMissing, right)
      }
      if input != middle && value == product(9, input, middle)
        || output != middle && value == product(9, middle, output)
      {
        return (.dimensionLeftFromOtherModel, right)
      }
    }
    return nil
  }
}

private enum BottleneckWords {
  static let blocks: PhraseSet = ["bottleneck", "residual block", "瓶颈块", "残差块", "瓶颈"]
  static let projection: PhraseSet = [
    "1×1 projection", "1x1 projection", "projection shortcut", "1×1 投影", "1x1 投影", "投影",
  ]
  static let norms: PhraseSet = ["norm", "bn", "归一化"]
  static let without: PhraseSet = [
    "without the short", "main path", "main branch", "主路", "主分支", "不含捷径", "without the norm", "without norm",
    "不含归一化",
  ]
  static let withNorms: PhraseSet = ["with norm", "with the norm", "with bn", "含归一化"]
  static let layers: PhraseSet = ["1×1", "3×3", "1x1", "3x3", "1 \\times 1", "3 \\times 3"]
  static let middle: PhraseSet = ["3×3", "3x3", "3 \\times 3"]
  static let shortcuts: PhraseSet = ["shortcut", "projection", "skip", "捷径", "投影"]
  static let sums: PhraseSet = ["together", "total", "sum", "in all", "block", "合计", "总", "整个块"]
  static let shifted: PhraseSet = [
    "scale and shift", "γ and β", "gamma and beta", "scale and bias", "缩放和平移", "缩放与平移", "γ 和 β",
  ]
  static let afterEach: PhraseSet = [
    "after every conv", "after each conv", "every convolution has", "每个卷积后", "每个卷积之后", "每层卷积后",
  ]
  static let aside: PhraseSet = [
    "without the shortcut", "without the projection", "main path only", "shortcut adds", "projection adds",
    "besides the shortcut",
    "plus the shortcut", "plus the projection", "不含捷径", "不计捷径", "另加", "再加",
  ]
  static let suchBlocks: PhraseSet = [
    "such blocks", "identical blocks", "of these blocks", "blocks like this", "个这样的块", "个相同的块", "个同样的块",
  ]
}
