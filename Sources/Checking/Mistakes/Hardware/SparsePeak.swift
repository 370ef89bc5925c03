import Symbolics

/// A peak that holds only for weights half of which are zero, used for dense products.
extension Calculation {
  /// Peaks with 2:4 sparsity in TFLOP/s: A100 in 16 and 8 bits, H100 in 16 and 8 bits (NVIDIA's data sheets). The one in 16
  /// bits is also the dense peak in 8 bits.
  private static let peaks: [(sparse: Rational, dense: Rational, isDenseInEightBits: Bool)] = [
    (624, 312, true), (1_248, 624, false), (1_979, 989, true), (3_958, 1_979, false),
  ]

  private static let peakDigits: PhraseSet = ["624", "1,248", "1248", "1,979", "1979", "3,958", "3958"]

  mutating func checkSparsePeaks() {
    let whole = 0..<working.bytes.count
    guard let first = lines.first, let last = lines.last else { return }
    let part = (first.range.lowerBound..<max(first.range.lowerBound, last.range.upperBound)).clamped(
      to: whole)
    guard
      holds(Calculation.peakDigits),
      Phrases.contains(
        ["tflop", "a100", "h100", "a800", "h800", "h200", "peak", "mfu", "峰值", "算力", "utili", "利用率"],
        in: part,
        of: working.bytes),
      !Phrases.contains(["spars", "稀疏", "2:4"], in: part, of: working.bytes)
    else { return }
    let isEightBits = Phrases.contains(["fp8", "int8", "8-bit", "8 bit"], in: part, of: working.bytes)
    var reported: Set<Rational> = []
    for line in lines(with: Calculation.peakDigits) where Calculation.peakDigits.isOn(line, of: working.bytes)
    {
      // 1979 is twice 989 and 1248 eight times 156, and of more devices none is a total.
      let isOfSeveral = isOfSeveral(in: line.range, upTo: 8)
      let saysDense = Phrases.contains(["dense", "稠密"], in: line.range, of: working.bytes)
      let measures = measures(on: line)
      for (index, measure) in measures.enumerated() {
        let isDivisor = isDivisorOfUtilisation(at: index, measures, on: line)
        guard let digits = teraDigits(of: measure),
          let peak = Calculation.peaks.first(where: { $0.sparse == digits }),
          !isOfSeveral || isMultiplied(measure, on: line), !isEightBits || !peak.isDenseInEightBits,
          isDivisor || isPeak(measure, at: index, measures),
          !saysDense || isDivisor || isCalledDense(measure, measures, on: line)
            || isOfDenseTraining(peak.dense, measures, on: line),
          isMultiplied(measure, on: line)
            || !(isDivisor ? isOfDevicesAbove(digits, on: line) : isNoPeak(measure, digits, on: line)),
          reported.insert(digits).inserted,
          let scale = try? measure.numeral.value.divided(by: digits),
          let dense = try? peak.dense.multiplied(by: scale)
        else { continue }
        findings.append(
          Draft(
            mistake: .sparsePeakUsed,
            severity: saysDense || isUtilisation(of: digits, in: part)
              || isNamedPeak(measure, digits, on: line, in: part)
              || isPeakOfUtilisation(measure, digits, on: line, in: part) ? .error : .warning,
            range: measure.range,
            claimed: measure.numeral.value, correct: dense))
      }
    }
  }

  /// 624 of `624 TFLOP/s` and of `624e12`.
  private func teraDigits(of measure: Measure) -> Rational? {
    guard let digits = measure.numeral.unscaled, measure.numeral.scale == .one,
      digits >= Calculation.leastPeak
    else { return measure.numeral.unscaled }
    return try? digits.divided(by: Calculation.teraFactor)
  }

  private static let teraFactor = Rational(whole: 1_000_000_000_000)
  private static let leastPeak = Rational(whole: 100_000_000_000_000)

  /// `8 × 624e12`: a number of devices stands before the peak of one.
  private func isMultiplied(_ measure: Measure, on line: TextLine) -> Bool {
    let bytes = working.bytes
    var at = bytes.skipBlanksBack(from: measure.range.lowerBound, to: line.range.lowerBound)
    if working.ends(line.range.lowerBound..<max(line.range.lowerBound, at), with: "×") {
      at -= 2
    } else if at > line.range.lowerBound,
      bytes[at - 1] == UInt8(ascii: "*") || bytes[at - 1] | 0x20 == UInt8(ascii: "x")
    {
      at -= 1
    } else {
      return false
    }
    at = bytes.skipBlanksBack(from: at, to: line.range.lowerBound)
    return at > line.range.lowerBound && bytes[at - 1].isASCIIDigit
  }

  /// `peak = 8 × 624e12` in a text that works out an MFU on A100s, and never names the dense peak.
  private func isPeakOfUtilisation(
    _ measure: Measure, _ digits: Rational, on line: TextLine, in part: Range<Int>
  ) -> Bool {
    let names: PhraseSet
    switch digits {
    case 624: names = Calculation.ampere
    case 1_979: names = Calculation.hopper
    default: return false
    }
    return Calculation.peakWords.isIn(
      line.stretch(before: measure.range.lowerBound, atMost: 64), of: working.bytes)
      && Calculation.modelUtilisation.isIn(part, of: working.bytes) && names.isIn(part, of: working.bytes)
      && !Calculation.denseOrWrong.isIn(part, of: working.bytes)
  }

  private static let modelUtilisation: PhraseSet = ["mfu", "model flops utili", "模型算力利用率"]

  /// "With the A100's BF16 peak of 624 TFLOP/s that is an MFU of 23.8%": the device, the format, the peak and what is worked
  /// out with it stand in one sentence, and the dense peak nowhere.
  private func isNamedPeak(
    _ measure: Measure, _ digits: Rational, on line: TextLine, in part: Range<Int>
  ) -> Bool {
    let names: PhraseSet
    switch digits {
    case 624: names = Calculation.ampere
    case 1_979: names = Calculation.hopper
    default: return false
    }
    let before = line.stretch(before: measure.range.lowerBound, atMost: 64)
    guard names.isIn(before, of: working.bytes), !Calculation.denseOrWrong.isIn(part, of: working.bytes)
    else { return false }
    // "H100 BF16: 1,979 TFLOPS peak, 400 achieved: MFU 20%"
    let named = line.range.count <= 256 ? line.range : before
    let sentence = sentence(around: measure.range.lowerBound, on: line)
    return Calculation.sixteenBits.isIn(named, of: working.bytes)
      && Calculation.peakWords.isIn(named, of: working.bytes)
      && (Calculation.utilisationWords.isIn(sentence, of: working.bytes) || isShareOf(digits, on: line))
  }

  /// "A100 peak 624 TFLOPS (FP16): 150 / 624 = 24%"
  private func isShareOf(_ digits: Rational, on line: TextLine) -> Bool {
    line.chains.contains { chain in
      zip(chain.sides, chain.sides.dropFirst()).contains { side, result in
        guard case .quotient(_, let divisor) = side.located.expression else { return false }
        return Claim.numeral(of: divisor)?.unscaled == digits && result.claim?.scale == .percent
      }
    }
  }

  private static let ampere: PhraseSet = ["a100", "a800"]
  private static let hopper: PhraseSet = ["h100", "h200", "h800"]
  private static let peakWords: PhraseSet = ["peak", "峰值"]

  /// `MFU = 400/1979 = 20.2%`
  private func isDivisorOfUtilisation(at index: Int, _ measures: [Measure], on line: TextLine) -> Bool {
    guard index > 0, index + 1 < measures.count, measures[index + 1].numeral.scale == .percent else {
      return false
    }
    var joint = Joint(
      working.bytes, from: measures[index - 1].range.upperBound, to: measures[index].range.lowerBound)
    guard joint.take(Calculation.divisions) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd && Calculation.utilisationWords.isOn(line, of: working.bytes)
  }

  /// Whether the utilisation of a device in 16 bits is worked out with a peak, and the dense one is told nowhere.
  private func isUtilisation(of digits: Rational, in part: Range<Int>) -> Bool {
    guard let peak = Calculation.peaks.first(where: { $0.sparse == digits }), peak.isDenseInEightBits,
      Calculation.sixteenBits.isIn(part, of: working.bytes),
      Calculation.devices.isIn(part, of: working.bytes),
      !Calculation.denseOrWrong.isIn(part, of: working.bytes)
    else { return false }
    return lines.contains { line in
      guard Calculation.peakDigits.isOn(line, of: working.bytes) else { return false }
      let measures = measures(on: line)
      return measures.indices.contains {
        measures[$0].numeral.unscaled == digits && isDivisorOfUtilisation(at: $0, measures, on: line)
      }
    }
  }

  private static let divisions: PhraseSet = ["/", "÷", "∕"]
  private static let utilisationWords: PhraseSet = ["mfu", "utili", "利用率"]
  private static let sixteenBits: PhraseSet = ["bf16", "fp16", "bfloat16", "16-bit", "16 bit", "半精度"]
  private static let devices: PhraseSet = ["a100", "h100", "a800", "h800", "h200"]
  private static let denseOrWrong: PhraseSet = [
    "989", "990", "312", "wrong", "mistake", "instead", "not ", "错", "而不是", "不是", "int4",
  ]

  /// "1979 TFLOPS dense BF16": a peak that holds for sparse weights only, and is the one speed of a line that calls it dense.
  private func isCalledDense(_ measure: Measure, _ measures: [Measure], on line: TextLine) -> Bool {
    let isBehind = isBehindDense(measure, measures, on: line)
    guard
      isBehind
        || measures.count(where: { $0.unit == .flops || $0.numeral.scale == .tera && $0.unit == .none }) == 1,
      !Phrases.contains(
        ["not ", "half", "twice", "double", "instead", "一半", "两倍", "2 倍", "不是", "而非"], in: line.range,
        of: working.bytes)
    else { return false }
    let behind = line.stretch(behind: measure.range.upperBound, atMost: 24)
    let before =
      line.stretch(before: measure.range.lowerBound, atMost: 24)
    return Phrases.contains(["fp16", "bf16", "半精度", "16-bit", "tensor"], in: line.range, of: working.bytes)
      && (isBehind || Phrases.contains(["dense", "稠密"], in: behind, of: working.bytes)
        || Phrases.contains(["dense", "稠密"], in: before, of: working.bytes))
  }

  /// "The dense bf16 peak of the H100 is 1979 TFLOP/s", "peak (BF16, dense): 1,979 TFLOP/s": no other speed stands between.
  private func isBehindDense(_ measure: Measure, _ measures: [Measure], on line: TextLine) -> Bool {
    let place = measure.range.lowerBound
    let start = max(line.range.lowerBound, place - 64)
    guard start < place,
      let word = Calculation.denseNames.first(in: start..<place, of: working.bytes),
      !measures.contains(where: { $0.unit == .flops && word.upperBound..<place ~= $0.range.lowerBound })
    else { return false }
    let gap = working.bytes[word.upperBound..<place]
    return !gap.contains(UInt8(ascii: ";")) && !gap.contains(UInt8(ascii: "/"))
      && !Calculation.denseOthers.isIn(word.upperBound..<place, of: working.bytes)
  }

  private static let denseNames: PhraseSet = ["dense", "稠密"]
  private static let denseOthers: PhraseSet = [
    "model", "layer", "network", "train", "mfu", ". ", "模型", "层", "训练", "。",
  ]

  /// "A100: 624 TFLOP/s in bf16 (dense training)": the training is called dense, and the dense peak is not named.
  private func isOfDenseTraining(_ dense: Rational, _ measures: [Measure], on line: TextLine) -> Bool {
    Phrases.contains(["dense training", "稠密训练"], in: line.range, of: working.bytes)
      && !measures.contains { $0.numeral.unscaled == dense }
  }

  /// "(989 TFLOP/s dense, 1979 sparse): MFU = 400/1979": a line that names both peaks and divides by the sparse one.
  mutating func checkSparseUtilisation() {
    for line in lines(with: Calculation.peakDigits)
    where Calculation.peakDigits.isOn(line, of: working.bytes) && line.range.count < 1_024
      && Calculation.utilisation.isOn(line, of: working.bytes)
    {
      guard let word = Calculation.sparse.first(on: line, of: working.bytes),
        !Calculation.sparse.isIn(word.upperBound..<line.range.upperBound, of: working.bytes),
        Calculation.denseWords.isOn(line, of: working.bytes)
      else { continue }
      let measures = measures(on: line)
      for chain in line.chains {
        for side in chain.sides {
          guard case .quotient(_, let divisor) = side.located.expression, side.located.operands.count == 2,
            let digits = Claim.numeral(of: divisor)?.unscaled,
            let peak = Calculation.peaks.first(where: { $0.sparse == digits }),
            measures.contains(where: {
              $0.numeral.unscaled == peak.dense && $0.range.upperBound <= side.located.range.lowerBound
            }),
            !isReported(side.located.range), !isDenied(side.located.range, on: line)
          else { continue }
          findings.append(
            Draft(
              mistake: .sparsePeakUsed, range: side.located.operands[1].range, claimed: digits,
              correct: peak.dense))
          markWrong(at: side.located.range)
        }
      }
    }
  }

  private static let utilisation: PhraseSet = ["mfu", "utilisation", "utilization", "利用率"]
  private static let sparse: PhraseSet = ["spars", "稀疏", "2:4"]
  private static let denseWords: PhraseSet = ["dense", "稠密"]

  /// Whether a number is a speed: by its unit, or as the divisor of one.
  private func isPeak(_ measure: Measure, at index: Int, _ measures: [Measure]) -> Bool {
    if measure.unit == .flops { return measure.per != .thing && measure.numeral.scale != .one }
    if measure.numeral.scale == .tera { return true }
    // `peak = 8 × 624e12`
    if measure.numeral.scale == .one, measure.unit == .none, measure.numeral.value >= Calculation.leastPeak {
      return true
    }
    guard index > 0, measure.numeral.scale == .one,
      working.text(from: measures[index - 1].range.upperBound, to: measure.range.lowerBound)
        .contains(substring: "/")
    else { return false }
    if measures[index - 1].unit == .flops { return true }
    // "we reach 115 TFLOP/s, MFU = 115 / 624"
    guard let achieved = measures[index - 1].numeral.unscaled, measures[index - 1].unit == .none else {
      return false
    }
    return measures[..<(index - 1)].contains { $0.unit == .flops && $0.numeral.unscaled == achieved }
  }

  /// Whether several devices are spoken of, which together have a multiple of the peak: "two A100s", 4 张 V100.
  func isOfSeveral(in range: Range<Int>, upTo most: Int = .max) -> Bool {
    let bytes = working.bytes
    // "8 张 H100,每张 1979 TFLOPS"
    if Phrases.contains(["each", "per ", "apiece", "每", "单张", "单卡", "单块", "单个"], in: range, of: bytes) {
      return false
    }
    if Phrases.contains(
      ["two ", "both ", "pair", "dual", "a100s", "h100s", "v100s", "gpus", "两", "双"], in: range, of: bytes)
    {
      return true
    }
    return deviceCount(in: range, upTo: most) != nil
  }

  /// How many devices a stretch counts, `8 × H100`, 4 张 V100, `A100×2`: not one, and so many at most.
  func deviceCount(in range: Range<Int>, upTo most: Int = .max) -> Int? {
    let bytes = working.bytes
    let names: [StaticString] = ["a100", "h100", "h200", "v100", "h800", "a800", "gpu", "张", "块", "卡", "台"]
    var start = range.lowerBound
    while start < range.upperBound,
      let name = Phrases.first(of: names, in: start..<range.upperBound, of: bytes)
    {
      start = name.upperBound
      let at = endBeforeTimes(name.lowerBound, range.lowerBound)
      // One device is no multiple.
      if let count = bytes.wholeNumber(endingAt: at, to: range.lowerBound, digits: 9), count != 1,
        count <= most
      {
        return count
      }
      // Behind the name stands a small number only: `A100 × 312 TFLOPS` is no count.
      var joint = Joint(bytes, from: name.upperBound, to: range.upperBound)
      if joint.take(Calculation.timesSigns), case let place = bytes.skipBlanks(from: joint.at, to: joint.end),
        let (count, _) = bytes.wholeNumber(at: place, to: range.upperBound), (2...64).contains(count),
        count <= most
      {
        return count
      }
    }
    return nil
  }

  /// The place before the sign of a product that ends at a place, and before the blanks about it.
  private func endBeforeTimes(_ place: Int, _ first: Int) -> Int {
    let bytes = working.bytes
    var at = bytes.skipBack(from: place, to: first) {
      $0 == .space || $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "*")
    }
    // × is C3 97.
    if at >= first + 2, bytes[at - 1] == 0x97, bytes[at - 2] == 0xC3 { at -= 2 }
    return bytes.skipBack(from: at, to: first) { $0 == .space }
  }

  private static let timesSigns: PhraseSet = ["×", "x", "*"]
}
