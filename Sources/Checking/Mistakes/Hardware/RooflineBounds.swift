import Symbolics

/// "Compute-bound" under two durations of which the one for the memory is the longer.
extension Calculation {
  mutating func checkBounds() {
    guard entries.contains(where: { $0.claimUnit.seconds != nil }) else { return }
    var (compute, memory): (Rational?, Rational?) = (nil, nil)
    var next = 0
    var lastTime = 0
    for (place, line) in lines.enumerated() {
      if line.isHeading { (compute, memory) = (nil, nil) }
      while next < entries.count, entries[next].home <= place {
        let entry = entries[next]
        next += 1
        guard let seconds = entry.claimedSeconds, entry.workingSide?.located.expression.isQuotient ?? false
        else {
          continue
        }
        lastTime = place
        if isAboutMemory(entry, on: lines[entry.home]) { memory = seconds } else { compute = seconds }
      }
      guard let compute, let memory, compute != memory, place - lastTime <= 4,
        let (saysCompute, range) = bound(on: line), saysCompute != (compute > memory),
        !isOfOtherBatch(range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: range, claimed: compute,
          arguments: [("other", .number(memory))]))
    }
  }

  /// "409.6 FLOP/byte, above the ridge point of 295, so the product is memory-bound": work of a higher intensity than the
  /// machine's balance is bound by computing.
  mutating func checkIntensities() {
    for line in lines where line.lone.count >= 2 {
      guard let (saysCompute, range) = bound(on: line),
        let more = Phrases.first(
          of: [
            "above", "exceeds", "higher than", "larger than", "greater than", "more than", ">", "高于", "大于",
            "超过",
          ], in: line.range, of: working.bytes) ?? nil,
        !Phrases.contains(
          ["below", "less than", "lower than", "smaller than", "<", "低于", "小于"], in: line.range,
          of: working.bytes),
        Phrases.contains(
          ["intensity", "flop/b", "flops/b", "ridge", "强度", "拐点"], in: line.range, of: working.bytes),
        let first = line.lone.last(where: { $0.located.range.upperBound <= more.lowerBound }),
        let second = line.lone.first(where: { $0.located.range.lowerBound >= more.upperBound }),
        let larger = first.claim?.value, let smaller = second.claim?.value,
        larger > smaller, more.lowerBound < range.lowerBound,
        let isOfWork = isOfWork(first.located.range.lowerBound, more, second, on: line),
        saysCompute != isOfWork,
        isOfWork || follows(range, second.located.range.upperBound) && isAsserted(range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: range, claimed: larger,
          arguments: [("other", .number(smaller))]))
    }
  }

  /// "The ridge point is 153 FLOP/byte. At batch 1 the intensity is 1 FLOP/byte, so decoding is compute bound."
  mutating func checkIntensityAtRidge() {
    for line in lines(with: Calculation.bounds) {
      guard Calculation.ridges.isOn(line, of: working.bytes),
        let (saysCompute, range) = bound(on: line),
        !isReported(range)
      else { continue }
      let measures = measures(on: line).filter {
        isIntensity($0, on: line)
      }
      let sentence = sentence(around: range.lowerBound, on: line)
      let ridges = measures.filter { isCalledRidge($0, on: line) == true }
      let works = measures.filter { isCalledRidge($0, on: line) == false }
      guard ridges.count == 1, works.count == 1, let ridge = ridges.first, let work = works.first,
        sentence.contains(work.range.lowerBound), work.range.upperBound <= range.lowerBound,
        range.lowerBound - work.range.upperBound <= 64,
        let low = try? ridge.numeral.value.multiplied(by: Rational(19, over: 20)),
        let high = try? ridge.numeral.value.multiplied(by: Rational(21, over: 20)),
        saysCompute ? work.numeral.value < low : work.numeral.value > high
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: range, claimed: work.numeral.value,
          arguments: [("other", .number(ridge.numeral.value))]))
    }
  }

  /// `153 FLOP/byte`
  func isIntensity(_ measure: Measure, on line: TextLine) -> Bool {
    let end = min(line.range.upperBound, measure.range.lowerBound + 32)
    guard let unit = Calculation.perByte.first(in: measure.range.lowerBound..<end, of: working.bytes) else {
      return false
    }
    // No other number stands before the unit.
    let at = working.bytes.skip(from: measure.range.lowerBound, to: unit.lowerBound) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") || Doubt.isBlank($0)
    }
    return at == unit.lowerBound
  }

  /// Whether the last word before a number calls it the balance of a machine, or the intensity of some work.
  func isCalledRidge(_ measure: Measure, on line: TextLine) -> Bool? {
    let start = max(line.range.lowerBound, measure.range.lowerBound - 64)
    func last(_ words: PhraseSet) -> Int? {
      var (found, at) = (Int?.none, start)
      while at < measure.range.lowerBound,
        let word = words.first(in: at..<measure.range.lowerBound, of: working.bytes)
      {
        (found, at) = (word.lowerBound, word.upperBound)
      }
      return found
    }
    switch (last(Calculation.ridges), last(Calculation.intensities)) {
    case (let ridge?, let work?): return ridge > work
    case (_?, nil): return true
    case (nil, _?): return false
    default: return nil
    }
  }

  static let ridges: PhraseSet = ["ridge", "balance", "拐点", "平衡点", "屋脊"]
  static let intensities: PhraseSet = ["intensity", "强度"]
  static let perByte: PhraseSet = [
    "flop/b", "flops/b", "flop per b", "flops per b", "flop/字节", "flops/字节",
  ]

  private func isAboutMemory(_ entry: Entry, on line: TextLine) -> Bool {
    let label = line.stretch(before: entry.chain.range.lowerBound)
    return Phrases.contains(
      ["memory", "bandwidth", "loading", "load the", "访存", "显存", "带宽", "内存", "搬运"], in: label,
      of: working.bytes)
  }

  private static let computeBound: PhraseSet = [
    "compute-bound", "compute bound", "computation-bound", "计算受限", "算力受限", "计算瓶颈", "算力瓶颈", "计算密集", "受限于计算",
    "受限于算力",
  ]
  private static let memoryBound: PhraseSet = [
    "memory-bound", "memory bound", "bandwidth-bound", "bandwidth bound", "带宽受限", "访存受限", "内存受限", "显存受限",
    "访存瓶颈", "带宽瓶颈", "内存瓶颈", "显存瓶颈", "访存密集", "受限于带宽", "受限于访存", "受限于显存",
  ]
  static let bounds: PhraseSet = ["-bound", " bound", "受限", "瓶颈", "密集"]

  /// What a line says the work is bound by, if it says one thing only.
  func bound(on line: TextLine) -> (saysCompute: Bool, Range<Int>)? {
    guard Calculation.bounds.mayBe(on: line) else { return nil }
    let compute = Calculation.computeBound.first(on: line, of: working.bytes)
    let memory = Calculation.memoryBound.first(on: line, of: working.bytes)
    guard (compute == nil) != (memory == nil), let range = compute ?? memory,
      !Phrases.contains(["not", "no longer", "if", "不", "when"], in: line.range, of: working.bytes),
      !isNoVerdict(range, on: line)
    else { return nil }
    return (compute != nil, range)
  }
}

extension Entry {
  /// The claimed duration in seconds.
  fileprivate var claimedSeconds: Rational? {
    guard let seconds = claimUnit.seconds, let claim else { return nil }
    return try? claim.value.multiplied(by: seconds)
  }
}
