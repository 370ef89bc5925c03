import Symbolics

/// "memory-bound" alone on a line below the two times of one piece of work, of which the one for computing is the longer:
/// `GEMM: 2·8192³ / 312e12 = 3.5 ms`, `3 × 134 MB / 2 TB/s = 0.2 ms`, `→ memory-bound`.
extension Calculation {
  mutating func checkBoundsBelowTimes() {
    for (place, line) in enumeratedLines(with: Calculation.bounds)
    where line.row == nil && (8...80).contains(line.range.count) {
      guard let (saysCompute, range) = bound(on: line), !isReported(range),
        !working.bytes[line.range].contains(where: { $0.isASCIIDigit }),
        !TimedBound.otherwise.isOn(line, of: working.bytes), let times = timesAbove(place),
        saysCompute != (times.compute > times.memory), isAsserted(range, on: line),
        let less = try? min(times.compute, times.memory).multiplied(by: Rational(5, over: 4)),
        less < max(times.compute, times.memory)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: range, claimed: times.compute,
          arguments: [("other", .number(times.memory))]))
    }
  }

  /// The times of the two lines above, in seconds; nil where these are not the time for computing and the one for the memory,
  /// or where a further time stands above them.
  private func timesAbove(_ place: Int) -> (compute: Rational, memory: Rational)? {
    var (compute, memory) = (Rational?.none, Rational?.none)
    var seen = 0
    for line in lines[max(0, place - 8)..<place].reversed() where line.range.count > 1 {
      if line.isHeading { break }
      guard line.range.count < 512, line.row == nil else { return nil }
      let times = measures(on: line).filter { $0.unit.seconds != nil }
      seen += 1
      if seen > 2 {
        guard times.isEmpty else { return nil }
        continue
      }
      if seen == 1, times.count == 2, let both = timesOfOneLine(times, on: line) {
        (compute, memory) = both
        seen = 2
        continue
      }
      guard let time = times.last, times.count == 1 || times.count == 2 && isOfAll(time, on: line),
        let unit = time.unit.seconds,
        measures(on: line).last?.range.lowerBound == time.range.lowerBound,
        let seconds = try? time.numeral.value.multiplied(by: unit),
        let isMemory = isOfMemory(line, before: time.range.lowerBound)
      else { return nil }
      if isMemory { memory = seconds } else { compute = seconds }
    }
    guard let compute, let memory else { return nil }
    return (compute, memory)
  }

  /// Both times on one line, each with its word in front: 计算时间 0.3 ms, 访存时间 0.47 ms.
  private func timesOfOneLine(_ times: [Measure], on line: TextLine) -> (compute: Rational, memory: Rational)?
  {
    guard measures(on: line).count == 2, let first = times[0].unit.seconds,
      let second = times[1].unit.seconds,
      let one = try? times[0].numeral.value.multiplied(by: first),
      let two = try? times[1].numeral.value.multiplied(by: second)
    else { return nil }
    let words = [
      line.stretch(before: times[0].range.lowerBound),
      times[0].range.upperBound..<max(times[0].range.upperBound, times[1].range.lowerBound),
    ]
    let isMemory = words.map { TimedBound.memory.isIn($0, of: working.bytes) }
    let isCompute = words.map { TimedBound.compute.isIn($0, of: working.bytes) }
    guard isMemory[0] != isCompute[0], isMemory[1] != isCompute[1], isMemory[0] != isMemory[1] else {
      return nil
    }
    return isMemory[0] ? (two, one) : (one, two)
  }

  /// Whether a line's second time is that of all steps: `= 15 ms 每 token，共 15 秒`. The line of the other time has only one.
  private func isOfAll(_ time: Measure, on line: TextLine) -> Bool {
    TimedBound.inAll.isIn(line.stretch(before: time.range.lowerBound, atMost: 16), of: working.bytes)
  }

  /// Whether a line works out the time of the memory, by its bandwidth, or that of computing, by the speed or as its name says.
  private func isOfMemory(_ line: TextLine, before place: Int) -> Bool? {
    let stretch = line.stretch(before: place)
    let isMemory = TimedBound.memory.isIn(stretch, of: working.bytes)
    let isCompute =
      TimedBound.compute.isIn(stretch, of: working.bytes)
      || line.chains.contains { chain in
        chain.sides.contains { side in
          side.isCompound && side.located.expression.divisors.contains { $0 >= TimedBound.leastPeak }
        }
      } && !isMemory
    return isMemory != isCompute ? isMemory : nil
  }
}

private enum TimedBound {
  static let memory: PhraseSet = [
    "b/s", "memory", "bandwidth", "hbm", "load", "weights", "访存", "显存", "带宽", "内存", "搬运", "读取", "权重",
  ]
  static let compute: PhraseSet = ["flop", "compute", "computing", "arithmetic", "math", "计算", "算力"]
  /// What is concluded about other work than that of the two lines.
  static let otherwise: PhraseSet = [
    "decod", "generat", "batch", "would", "but ", "larger", "smaller", "once", "until", "train", "other",
    "usual",
    "?", "？",
    "解码", "生成", "训练", "批", "更大", "更小", "通常", "一般",
  ]
  static let inAll: PhraseSet = ["in all", "altogether", "total", "together", "共", "总", "合计", "一共"]
  static let leastPeak = Rational(whole: 100_000_000_000)
}
