import Symbolics

/// Which of two times bounds a step, said the other way round: 计算时间 0.045 ms 远小于 6.87 ms（读权重），因此是计算瓶颈, "0.05 ms of
/// compute against 7 ms of memory: compute-bound".
extension Calculation {
  mutating func checkBoundsBesideTimes() {
    for (place, line) in enumeratedLines(with: Calculation.bounds)
    where line.row == nil && line.range.count <= 1_024 {
      guard let (isCompute, word) = bound(on: line), !TimedBounds.others.isOn(line, of: working.bytes),
        let (first, second) = times(before: word.lowerBound, on: line),
        let one = seconds(first), let two = seconds(second), one != two,
        let isFirst = isOfCompute(first, on: line, place),
        let isSecond = isOfCompute(second, on: line, place),
        isFirst != isSecond, case let longer = one > two ? isFirst : isSecond, longer != isCompute,
        let twice = try? min(one, two).multiplied(by: .two), max(one, two) > twice,
        !isReported(word), !isDenied(word, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: word, claimed: first.numeral.value,
          arguments: [("other", .number(second.numeral.value))]))
    }
  }

  /// The two times of a line before a place.
  private func times(before place: Int, on line: TextLine) -> (Measure, Measure)? {
    let times = measures(on: line).filter { $0.unit.seconds != nil }
    guard times.count == 2, times[1].range.upperBound <= place else { return nil }
    return (times[0], times[1])
  }

  private func seconds(_ measure: Measure) -> Rational? {
    measure.unit.seconds.flatMap { try? measure.numeral.value.multiplied(by: $0) }
  }

  /// Whether a time is that of the arithmetic, by the words right before it or by the line above that works it out; nil where
  /// neither tells.
  private func isOfCompute(_ time: Measure, on line: TextLine, _ place: Int) -> Bool? {
    if let kind = kind(line.stretch(before: time.range.lowerBound, atMost: 20), until: time) { return kind }
    for above in stride(from: place - 1, through: max(0, place - 8), by: -1) where lines[above].row == nil {
      let line = lines[above]
      guard line.range.count <= 1_024, line.chains.count <= 8,
        let found = numbers(on: line).last(where: {
          $0.unit.seconds != nil && $0.numeral.value == time.numeral.value
        })
      else { continue }
      let end =
        line.chains.last { $0.range.contains(found.range.lowerBound) }?.range.lowerBound
        ?? found.range.lowerBound
      return TimedBounds.kind(of: line.range.lowerBound..<max(line.range.lowerBound, end), in: working.bytes)
    }
    return nil
  }

  private func kind(_ words: Range<Int>, until time: Measure) -> Bool? {
    // Only the words behind the last number.
    let start = working.bytes.skipBack(from: words.upperBound, to: words.lowerBound) { !$0.isASCIIDigit }
    return TimedBounds.kind(of: start..<words.upperBound, in: working.bytes)
  }
}

private enum TimedBounds {
  static let others: PhraseSet = [
    "not ", "n't", "instead", "would", "if ", "rather", "than compute", "不", "如果", "若", "而非", "未", "无",
    "communicat", "通信",
  ]
  private static let arithmetic: PhraseSet = ["comput", "arithmetic", "math", "flop", "计算", "运算", "算力"]
  private static let traffic: PhraseSet = [
    "memory", "read", "load", "bandwidth", "weights", "traffic", "transfer", "hbm", "访存", "读", "显存", "内存",
    "带宽", "搬运",
    "加载", "传输",
  ]

  static func kind(of words: Range<Int>, in bytes: [UInt8]) -> Bool? {
    let computes = arithmetic.isIn(words, of: bytes)
    return computes != traffic.isIn(words, of: bytes) ? computes : nil
  }
}
