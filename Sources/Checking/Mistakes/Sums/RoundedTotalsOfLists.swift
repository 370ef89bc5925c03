import Symbolics

/// A rounded total below all its parts, a power of ten away from their sum: 总计约3.84亿 below `34944`, `614656` and `37752832`, "total:
/// about 384M parameters".
///
/// What is added besides makes no power of ten, and what is multiplied by ten says so somewhere.
extension Calculation {
  mutating func checkRoundedTotalsOfLists() {
    for (place, line) in enumeratedLines(with: RoundedTotals.totals)
    where place >= 3 && line.row == nil && line.range.count <= 160 {
      guard let total = totalBehindLabel(on: line), total.numeral.hasScaleWord,
        total.numeral.shows(atLeast: 10),
        total.unit == .none || total.unit == .parameters || total.unit == .other,
        case let (all, first) = sumOfResults(above: place), let sum = all, sum >= 10_000,
        let power = RoundedTotals.power(from: sum, to: total.numeral.value),
        !RoundedTotals.others.isOn(line, of: working.bytes),
        !saysTimes(power, from: first, to: place), !isReported(total.range), !isDenied(total.range, on: line),
        isAsserted(total.range, on: line)
      else { continue }
      let isChinese = RoundedTotals.chinese.isIn(
        line.stretch(behind: total.range.lowerBound, atMost: 24), of: working.bytes)
      findings.append(
        Draft(
          mistake: isChinese ? .yiUnitSlip : .powerOfTenSlip,
          alternatives: [isChinese ? .powerOfTenSlip : .prefixSlip], range: total.range,
          claimed: total.numeral.value, correct: sum))
      markWrong(at: total.range)
    }
  }

  /// The number right behind the word for a total with which a line begins.
  private func totalBehindLabel(on line: TextLine) -> Measure? {
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: line.range.upperBound)
    _ = joint.take(RoundedTotals.openings)
    guard joint.take(RoundedTotals.totals) else { return nil }
    while joint.take(RoundedTotals.joins) {}
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return measures(on: line).first { $0.range.lowerBound == joint.at }
  }

  /// The sum of the results on the lines right above, three at least, one on each, and the first of these lines.
  private func sumOfResults(above place: Int) -> (Rational?, Int) {
    var (sum, count, next) = (Rational.zero, 0, place - 1)
    for entry in entries(above: place).reversed() {
      guard count < 64, entry.home == next else { break }
      guard entry.status == .right, let claim = entry.claim, claim.scale == .one, claim.lastPlace == .one,
        entry.claimUnit == .none || entry.claimUnit == .parameters,
        let value = try? sum.adding(claim.value)
      else { return (nil, next) }
      (sum, count, next) = (value, count + 1, next - 1)
    }
    return (count >= 3 ? sum : nil, max(0, next))
  }

  /// Whether a line from the list's heading on has the factor itself.
  private func saysTimes(_ power: Int, from first: Int, to place: Int) -> Bool {
    let factors = [1, 10, 100, 1_000, 10_000]
    return lines[max(0, first - 1)...place].contains { line in
      line.range.count > 512
        || working.bytes.wholeNumbers(in: line.range).contains {
          factors[1...].contains($0.value) && !$0.isPartOfWord
        }
          && (line.index == lines[place].index || line.chains.isEmpty)
    }
  }
}

private enum RoundedTotals {
  static let totals: PhraseSet = [
    "total parameters", "total params", "total", "in total", "altogether", "sum", "总计", "合计", "共计", "总共",
    "一共",
    "总参数量", "总参数", "总和",
  ]
  static let openings: PhraseSet = ["-", "*", "so the", "the", "so", "因此", "所以"]
  static let joins: PhraseSet = [":", "：", "=", "is", "为", "是", "参数量", "参数", "parameters", "有", "达"]
  static let chinese: PhraseSet = ["亿", "万"]
  /// Several of the same, or not all of them.
  static let others: PhraseSet = [
    "layers", "blocks", "times", "×", "byte", "flop", "mac", "models", "heads", "copies", "层", "块", "倍", "字节",
    "次", "份",
    "字",
  ]

  static func power(from sum: Rational, to claimed: Rational) -> Int? {
    guard let ratio = try? claimed.divided(by: sum), let inverse = try? Rational.one.divided(by: ratio) else {
      return nil
    }
    let room = (try? Rational(1, over: 50)) ?? .zero
    for (power, ten) in [(1, Rational(10)), (2, 100), (3, 1_000), (4, 10_000)] {
      guard let slack = try? ten.multiplied(by: room) else { continue }
      if LinkChecker.isWithin(slack, ten, ratio) || LinkChecker.isWithin(slack, ten, inverse) { return power }
    }
    return nil
  }
}
