import Symbolics

/// Shares in brackets behind the parts of a list that ends with its total: `attention: 104.9M (67%)`, `FFN: 212.3M (33%)` above
/// `sum: 317.2M`.
///
/// Only shares that make 100 % together, of parts that make the total, are those of the list.
extension Calculation {
  mutating func checkSharesInLists() {
    var places = enumeratedLines(with: ListShares.closings).filter { $0.element.holdsPercent }.map {
      $0.offset
    }
    while let last = places.popLast() {
      // A list is read from its last line up.
      var start = last
      while let next = places.last, next == start - 1 {
        start = next
        places.removeLast()
      }
      guard last > start, last - start < 24, last + 1 < lines.count else { continue }
      check(start...last)
    }
  }

  private mutating func check(_ list: ClosedRange<Int>) {
    let below = list.upperBound + 1
    guard let total = total(on: lines[below]), total.numeral.value > 999,
      !lines[max(0, list.lowerBound - 3)...min(lines.count - 1, below + 2)].contains(where: {
        ListShares.otherwise.isOn($0, of: working.bytes)
      })
    else { return }
    let parts = list.compactMap { partAndShare(on: lines[$0]) }
    guard parts.count == list.count, let sum = NetworkFacts.sum(parts.map { $0.part.value }),
      let shares = NetworkFacts.sum(parts.map { $0.share.numeral.value }),
      LinkChecker.isWithin(ListShares.room, shares, .one),
      let room = NetworkFacts.sum(parts.map { $0.part.roundingPlace } + [total.numeral.roundingPlace]),
      LinkChecker.isWithin(room, sum, total.numeral.value)
    else { return }
    for (place, (part, share)) in zip(list, parts) {
      guard let right = try? part.value.divided(by: sum), right <= .one,
        let slack = Calculation.slack(right, part, total.numeral),
        let all = try? share.numeral.lastPlace.multiplied(by: 3).divided(by: 2).adding(slack),
        !LinkChecker.isWithin(all, right, share.numeral.value), !isReported(share.range),
        isAsserted(share.range, on: lines[place])
      else { continue }
      let names = NamesOfShares.names(right, share.numeral)
      findings.append(
        Draft(
          mistake: names[0], alternatives: Array(names.dropFirst()), range: share.range,
          claimed: share.numeral.value, correct: right))
    }
  }

  /// 317.2M of `sum: 317.2M, × 40 layers = 12.69B`.
  private func total(on line: TextLine) -> StatedNumber? {
    guard line.row == nil, line.range.count <= 512 else { return nil }
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: line.range.upperBound)
    guard joint.take(ListShares.totals) else { return nil }
    _ = joint.takeUnits()
    guard joint.take(ListShares.colons) else { return nil }
    joint.skipBlanks()
    return numbers(on: line).first { $0.range.lowerBound == joint.at }
  }

  /// 104.9M and 67 % of `attention: 4 × 5120² = 104.9M (67%)`.
  private func partAndShare(on line: TextLine) -> (part: Numeral, share: Measure)? {
    guard line.row == nil, line.range.count <= 512, let share = measures(on: line).last,
      share.numeral.scale == .percent, share.range.upperBound <= line.range.upperBound,
      let part = numbers(on: line).last(where: {
        $0.range.lowerBound < share.range.lowerBound && $0.numeral.scale != .percent
      }), part.numeral.value > 999,
      part.unit == .none || part.unit == .parameters || part.unit == .flops || part.unit == .macs
    else { return nil }
    let bytes = working.bytes
    let end = bytes.skip(from: part.range.lowerBound, to: share.range.lowerBound) {
      $0 != UInt8(ascii: "(") && $0 != 0xEF
    }
    var joint = Joint(bytes, from: end, to: share.range.lowerBound)
    guard joint.take(Joint.opening) else { return nil }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    guard joint.isAtEnd else { return nil }
    var tail = Joint(bytes, from: share.range.upperBound, to: line.range.upperBound)
    _ = tail.take(ListShares.signs)
    guard tail.take(Joint.closing) else { return nil }
    tail.skipBlanks()
    return tail.isAtEnd ? (part.numeral, share) : nil
  }
}

extension Numeral {
  /// The place that a number is rounded to; nothing for one that is written out.
  fileprivate var roundingPlace: Rational { lastPlace == .one ? .zero : lastPlace }
}

private enum ListShares {
  static let closings: PhraseSet = ["%)", "%）", "% )"]
  static let signs: PhraseSet = ["%"]
  static let totals: PhraseSet = [
    "sum", "total", "altogether", "together", "in total", "总参数量", "总参数", "合计", "总计", "共计", "总和",
  ]
  static let colons: PhraseSet = [":", "：", "=", "≈", "is", "为"]
  static let otherwise: PhraseSet = [
    "time", "latency", "runtime", "util", "sparsity", "energy", "accuracy", "memory", "measured", "profil",
    "traffic", "时间", "延迟",
    "耗时",
    "利用率", "稀疏", "能耗", "精度", "显存",
  ]
  /// Rounded shares may make a little more or less than all.
  static let room: Rational = (try? Rational(3, over: 100)) ?? .zero
}
