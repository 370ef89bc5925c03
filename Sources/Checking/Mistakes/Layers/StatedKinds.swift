import Symbolics

/// Products that contradict the kind of convolution that stands before them: a kernel's area in a pointwise one, all
/// channels in one whose groups are stated.
extension Calculation {
  mutating func checkStatedKinds() {
    for entry in entries where entry.misconception == nil && entry.status == .right {
      guard entry.home < lines.count, let side = entry.workingSide, case .product = side.located.expression,
        let value = entry.value, lines[entry.home].row == nil
      else { continue }
      let line = lines[entry.home]
      let mayBePointwise = Calculation.pointwise.mayBe(on: line)
      guard mayBePointwise || Calculation.groups.mayBe(on: line) else { continue }
      let label = label(before: entry.chain.range.lowerBound, on: line)
      let factors = Factors.written(in: side.located.expression)
      if mayBePointwise, isPointwise(label), let area = kernelArea(factors),
        !mayBeMap(factors, of: entry), let right = try? value.divided(by: area)
      {
        report(.extraFactor, entry, side, value, right, area)
      } else if Calculation.groups.mayBe(on: line), let groups = statedGroups(label, on: line),
        let channels = channels(factors) ?? pointwiseChannels(factors, label, among: groups),
        channels.allSatisfy({ isMultiple($0, of: groups) && $0 > groups }),
        !isShared(channels, among: groups, label, on: line),
        line.chains.allSatisfy({
          $0.range == entry.chain.range || $0.range.upperBound <= entry.chain.range.lowerBound
        }),
        let right = try? value.divided(by: groups)
      {
        report(.groupsIgnored, entry, side, value, right, groups)
      }
    }
  }

  private mutating func report(
    _ mistake: Mistake, _ entry: Entry, _ side: Chain.Side, _ value: Rational, _ right: Rational,
    _ factor: Rational
  ) {
    let line = lines[entry.home]
    guard !contrasts(entry.chain.range, on: line, with: mistake), !countsOnePart(entry.chain.range, on: line),
      !isReported(entry.chain.range)
    else { return }
    findings.append(
      Draft(
        mistake: mistake, range: side.located.range, claimed: value, correct: right,
        arguments: [("left", .expression(side.located.expression)), ("factor", .number(factor))]))
    entry.status = .wrong
    entry.misconception = mistake
  }

  /// The words of the sentence between the calculation before and this one.
  private func label(before start: Int, on line: TextLine) -> Range<Int> {
    let sentence = sentence(around: start, on: line)
    let previous =
      line.chains.last { $0.hasEquality && !$0.isAssignment && $0.range.upperBound <= start }?.range
      .upperBound ?? 0
    let begin = max(sentence.lowerBound, previous)
    return begin..<max(begin, start)
  }

  private static let pointwise: PhraseSet = ["pointwise", "point-wise", "逐点"]
  private static let otherKinds: PhraseSet = [
    "depthwise", "depth-wise", "separable", "dw", "then", "before", "after", "instead", "unlike", "vs",
    "standard", "full",
    "dense", "without", "逐通道", "深度", "可分离", "普通", "标准", "而", "不", "then", "3x3", "3×3", "5×5", "5x5", "feed",
    "ffn", "mlp",
  ]

  private func isPointwise(_ label: Range<Int>) -> Bool {
    Calculation.pointwise.isIn(label, of: working.bytes)
      && !Calculation.otherKinds.isIn(label, of: working.bytes)
  }

  /// The area of a kernel with which a product of four sizes or so begins: `3·3·64·128`, `9·64·128`.
  private func kernelArea(_ factors: [Rational]) -> Rational? {
    let sides: [Rational] = [3, 5, 7]
    if factors.count >= 4, factors[0] == factors[1], sides.contains(factors[0]), factors[2] > 7,
      factors[3] > 7
    {
      return try? factors[0].multiplied(by: factors[0])
    }
    return nil
  }

  /// Whether the two factors that look like a kernel are the positions: "1024 → 1024 on a 7×7 map: 7·7·1024·1024". The last
  /// map of most networks is 7×7; a smaller one is stated above.
  private func mayBeMap(_ factors: [Rational], of entry: Entry) -> Bool {
    guard factors.count == 4, let side = factors[0].integer else { return false }
    if side == 7 {
      return !Calculation.sevens.isOn(lines[entry.home], of: working.bytes)
    }
    guard entry.claimUnit != .parameters else { return false }
    return lines[max(0, entry.home - 3)...entry.home].contains { line in
      line.range.count <= 1_024 && !line.range.isEmpty
        && (side == 3 ? Calculation.threes : Calculation.fives).isOn(line, of: working.bytes)
    }
  }

  private static let sevens: PhraseSet = [
    "7×7 kernel", "7x7 kernel", "7×7 conv", "7x7 conv", "7×7 filter", "7x7 filter", "7×7 卷积", "7×7卷积",
    "7x7卷积",
  ]
  private static let threes: PhraseSet = [
    "3×3 map", "3x3 map", "3×3 feature", "3x3 feature", "3×3 grid", "3x3 grid", "3×3 的特征图", "特征图 3×3",
    "特征图为 3×3",
    "at 3×3", "on 3×3", "3×3 position",
  ]
  private static let fives: PhraseSet = [
    "5×5 map", "5x5 map", "5×5 feature", "5x5 feature", "5×5 grid", "5x5 grid", "5×5 的特征图", "特征图 5×5",
    "特征图为 5×5",
    "at 5×5", "on 5×5", "5×5 position",
  ]

  private static let convolutions: PhraseSet = [
    "conv", "卷积", "resnext", "3×3,", "3x3,", "3×3 ", "3x3 ", "3×3，", "3x3，",
  ]
  private static let groups: PhraseSet = ["groups", "组"]
  private static let chineseGroups: PhraseSet = ["组"]
  private static let of: PhraseSet = ["of"]
  private static let otherGroups: PhraseSet = [
    "without", "instead", "ignor", "dense", "ungrouped", "standard", "no groups", "vs", "than", "per group",
    "each group", "one group", "每组", "不分组",
    "普通", "标准", "如果", "若", "相比", "不用", "depthwise", "norm", "each", "every", "每", "bottleneck", "then", "块",
  ]

  /// The groups that a label states for its convolution: "32 groups", `groups = 32`, 分 32 组.
  private func statedGroups(_ label: Range<Int>, on line: TextLine) -> Rational? {
    guard Calculation.groups.isIn(label, of: working.bytes),
      !Calculation.otherGroups.isOn(line, of: working.bytes),
      Calculation.convolutions.isIn(label, of: working.bytes)
    else { return nil }
    var found: Rational?
    for number in numbers(on: line) where label.contains(number.range.lowerBound) && number.isWrittenOut {
      let before = words(
        from: max(label.lowerBound, number.range.lowerBound - 9), to: number.range.lowerBound)
      var behind = Joint(working.bytes, from: number.range.upperBound, to: label.upperBound)
      let isCounted: Bool
      if behind.take(Calculation.chineseGroups) {
        // 第 2 组卷积 is the second stage.
        isCounted = ["分", "分成", "分为", "，", ",", "、"].contains { before.hasSuffix($0) }
      } else {
        isCounted = behind.take(Calculation.groups) && !behind.take(Calculation.of)
      }
      guard isCounted || before.hasSuffix("groups =") || before.hasSuffix("groups=") else { continue }
      guard found == nil, number.numeral.value > .one else { return nil }
      found = number.numeral.value
    }
    return found
  }

  /// The two numbers of channels in a product of weights: `9·128·128`, `3·3·128·256`.
  private func channels(_ factors: [Rational]) -> [Rational]? {
    let areas: [Rational] = [9, 25, 49]
    let sides: [Rational] = [3, 5, 7]
    if factors.count == 3, areas.contains(factors[0]) { return Array(factors[1...]) }
    if factors.count == 4, factors[0] == factors[1], sides.contains(factors[0]) {
      return Array(factors[2...])
    }
    return nil
  }

  /// `3·3·12·96` for "48 → 96, 4 groups": whether one of the numbers is what a group has of stated channels.
  private func isShared(
    _ channels: [Rational], among groups: Rational, _ label: Range<Int>, on line: TextLine
  ) -> Bool {
    channels.contains { channel in
      guard let all = try? channel.multiplied(by: groups) else { return false }
      // `groups=4: 3·3·32·128` below 128 channels: a quarter of what comes out goes into each group.
      if channels.first == channel, !isStated(channel, label, on: line) {
        let above = statedAbove(line)
        if !above.contains(channel), channels.contains(all) || above.contains(all) { return true }
      }
      // `256→256, 4 groups: 9·64·256`: one factor is stated, and the other is what a group has of it.
      if channels.contains(all), isStated(channel, label, on: line) { return false }
      return isStated(all, label, on: line)
    }
  }

  /// The whole numbers of the few lines above a line.
  private func statedAbove(_ line: TextLine) -> Set<Rational> {
    let first = lines.first?.range.lowerBound ?? line.range.lowerBound
    let start = max(first, line.range.lowerBound - 240)
    let above = start..<max(start, line.range.lowerBound)
    return Set(working.bytes.wholeNumbers(in: above).map { Rational($0.value) })
  }

  private func isStated(_ value: Rational, _ label: Range<Int>, on line: TextLine) -> Bool {
    numbers(on: line).contains { $0.numeral.value == value && label.contains($0.range.lowerBound) }
  }

  /// `groups=3: 240×240`: the two numbers of channels of a kernel of one position, perhaps with `1×1` beside them. A label
  /// with a word for a map may mean the map's sides.
  private func pointwiseChannels(_ factors: [Rational], _ label: Range<Int>, among groups: Rational)
    -> [Rational]?
  {
    guard factors.count == 2, factors.allSatisfy({ $0 >= 16 }),
      !Calculation.mapWords.isIn(label, of: working.bytes)
    else { return nil }
    let isShare =
      (try? factors[0].multiplied(by: groups)) == factors[1]
      || (try? factors[1].multiplied(by: groups)) == factors[0]
    return isShare ? nil : factors
  }

  private static let mapWords: PhraseSet = [
    "map", "output", "input", "size", "resolution", "position", "pixel", "3x3", "3×3", "5x5", "5×5", "7x7",
    "7×7",
    "flop", "mac",
    "图", "尺寸", "分辨率", "位置", "像素", "输入", "输出",
  ]

  private func isMultiple(_ value: Rational, of groups: Rational) -> Bool {
    (try? value.divided(by: groups))?.isInteger ?? false
  }
}
