import Symbolics

/// Numbers with the digits of a sparse peak that are none: 624 TFLOPS of two A100s, "achieved: 1,248 TFLOPS", work of 1,979
/// TFLOPs, the dense peak of an A100 in INT4.
extension Calculation {
  func isNoPeak(_ measure: Measure, _ digits: Rational, on line: TextLine) -> Bool {
    isResult(measure, on: line) || isReachedOrWork(measure, on: line)
      || isInFourBits(measure, digits, on: line)
      || isOfDevicesAbove(digits, on: line)
  }

  /// `2 × 312 TFLOPS = 624 TFLOPS`, `6 × 1.3B × 80,000 = 624 TFLOPs`: who looks a peak up does not calculate it.
  private func isResult(_ measure: Measure, on line: TextLine) -> Bool {
    let start = measure.range.lowerBound
    return line.chains.contains { chain in
      guard chain.range.contains(start) else { return false }
      return zip(chain.sides, chain.sides.dropFirst()).contains { side, result in
        side.isCompound && !side.isSymbolic && !result.isCompound && result.located.range.lowerBound == start
      }
    }
  }

  /// What the words right before a number say that it is; "the peak reaches 624" is a peak.
  private func isReachedOrWork(_ measure: Measure, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let sentence = sentence(around: measure.range.lowerBound, on: line)
    let first = max(sentence.lowerBound, measure.range.lowerBound - 64)
    guard first < measure.range.lowerBound else { return false }
    // `(50% MFU)` tells something of the same number.
    let label = first..<measure.range.lowerBound
    guard !SparseOthers.peaks.isIn(label, of: bytes) else { return false }
    if let word = SparseOthers.reached.first(in: label, of: bytes),
      // `400 TFLOP/s achieved, 400/1979`: what is divided by is the peak.
      !bytes[word.upperBound..<label.upperBound].contains(where: {
        $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "/")
      })
    {
      return true
    }
    return measure.isWork && SparseOthers.work.isIn(label, of: bytes)
  }

  private func isInFourBits(_ measure: Measure, _ digits: Rational, on line: TextLine) -> Bool {
    digits == 1_248
      && SparseOthers.fourBits.isIn(
        line.stretch(before: measure.range.lowerBound, atMost: 40)
          .lowerBound..<line.stretch(behind: measure.range.upperBound, atMost: 24).upperBound,
        of: working.bytes)
  }

  /// `GPUs: 2 × A100` above `Peak: 624 TFLOPS`, which is that of both.
  func isOfDevicesAbove(_ digits: Rational, on line: TextLine) -> Bool {
    let bytes = working.bytes
    guard !SparseOthers.oneDevice.isOn(line, of: bytes), let first = lines.first?.range.lowerBound else {
      return false
    }
    let start = max(first, line.range.lowerBound - 192)
    let above = start..<max(start, line.range.lowerBound)
    let counts = digits == 1_248 || digits == 3_958 ? [2, 4] : [2]
    if counts.contains(deviceCount(in: above) ?? 0) { return true }
    return SparseOthers.pairs.isIn(above, of: bytes)
  }
}

private enum SparseOthers {
  static let peaks: PhraseSet = ["peak", "峰值", "理论"]
  static let reached: PhraseSet = [
    "achiev", "effective", "sustain", "measured", "actual", "observed", "reached", "we reach", "有效", "实际",
    "实测",
    "达到",
    "持续",
  ]
  static let work: PhraseSet = [
    "need", "requir", "step", "forward", "iteration", "takes", "costs", "per token", "per image", "in total",
    "work", "需要", "计算量", "一次", "每步", "总共", "一共",
  ]
  static let fourBits: PhraseSet = ["int4", "4-bit", "4 bit", "fp4"]
  static let oneDevice: PhraseSet = [
    "a100", "h100", "a800", "h800", "h200", "each", "per ", "apiece", "single", "每", "单",
  ]
  static let pairs: PhraseSet = [
    "two a100", "two h100", "both a100", "both h100", "two gpus", "both gpus", "两张", "两块",
  ]
}
