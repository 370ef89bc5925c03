import Symbolics

/// Peak figures of well-known accelerators that are none of the published ones.
///
/// Only a number that is called a peak is judged; any published figure of the device is right, dense or sparse, in whichever
/// format and form factor.
extension Calculation {
  mutating func checkPeaks() {
    for line in lines where line.mentions.contains(where: { $0.noun == .model(.peak) }) {
      for side in line.lone + line.chains.flatMap({ $0.sides }) { checkPeak(side, line) }
    }
  }

  private mutating func checkPeak(_ side: Chain.Side, _ line: TextLine) {
    guard let claim = side.claim, claim.scale == .tera || claim.scale == .peta, side.unit == .flops,
      claim.value >= Rational(whole: 1_000_000_000_000)
    else { return }
    let range = side.located.range
    let sentence = sentence(around: range.lowerBound, on: line)
    guard
      line.mentions.contains(where: { $0.noun == .model(.peak) && sentence.contains($0.range.lowerBound) }),
      !line.mentions.contains(where: { $0.noun == .qualifier && sentence.contains($0.range.lowerBound) }),
      let device = device(in: working.text(sentence)), !isShare(in: working.text(sentence)),
      !isOfSeveral(in: sentence), !isMeasured(in: sentence),
      line.lone.count(where: { $0.unit == .flops && sentence.contains($0.located.range.lowerBound) }) <= 1
    else { return }
    let tolerance = (try? claim.lastPlace.multiplied(by: .one)) ?? .zero
    let isKnown = device.peaks.contains { tenths in
      guard let peak = try? Rational(tenths).multiplied(by: Rational(whole: 100_000_000_000)) else {
        return true
      }
      return LinkChecker.isWithin(tolerance, peak, claim.value)
    }
    guard !isKnown, let usual = device.peaks.first,
      let correct = try? Rational(usual).multiplied(by: Rational(whole: 100_000_000_000))
    else { return }
    findings.append(
      Draft(mistake: .wrongModelFact, range: range, claimed: claim.value, correct: correct))
  }

  /// `A100: 321 TFLOPS in bf16`: a speed that is none of a device's, with two digits of its peak exchanged.
  mutating func checkExchangedPeaks() {
    for line in lines(with: Calculation.tera) where line.row == nil {
      guard line.lone.contains(where: { $0.unit == .flops }),
        let device = device(in: working.text(line.range)), !isMeasured(in: line.range),
        !isShare(in: working.text(line.range)), !isOfSeveral(in: line.range)
      else { continue }
      for side in line.lone where side.unit == .flops {
        guard let claim = side.claim, claim.scale == .tera,
          let tenths = try? claim.unscaled?.multiplied(by: 10),
          !device.peaks.contains(where: { LinkChecker.isWithin(10, Rational($0), tenths) }),
          !isReported(side.located.range), isAsserted(side.located.range, on: line),
          let peak = device.peaks.first(where: { Calculation.areExchanged(Rational($0), tenths) }),
          let correct = try? Rational(peak).multiplied(by: Rational(whole: 100_000_000_000))
        else { continue }
        findings.append(
          Draft(
            mistake: .wrongModelFact, alternatives: [.digitsTransposed], range: side.located.range,
            claimed: claim.value, correct: correct))
      }
    }
  }

  /// Whether two numbers of three digits or more, in tenths, have two digits that follow each other exchanged.
  private static func areExchanged(_ first: Rational, _ second: Rational) -> Bool {
    guard let one = first.integer, let two = second.integer, one >= 1_000, two >= 1_000 else { return false }
    let (left, right) = (Array(String(one).utf8), Array(String(two).utf8))
    guard left.count == right.count else { return false }
    let places = left.indices.filter { left[$0] != right[$0] }
    return places.count == 2 && places[1] == places[0] + 1 && left[places[0]] == right[places[1]]
      && left[places[1]] == right[places[0]]
  }

  private static let tera: PhraseSet = ["tflop"]

  /// A share of the peak, or several devices, is another number.
  private func isShare(in text: String) -> Bool {
    text.contains(substring: "%") || text.contains(substring: "×") || text.contains(substring: "*")
      || text.contains(substring: "GPUs") || text.contains(substring: "utili")
      || text.contains(substring: "MFU")
  }

  /// What was reached is no published peak.
  private func isMeasured(in sentence: Range<Int>) -> Bool {
    Phrases.contains(
      [
        "actual", "achiev", "sustain", "measur", "in practice", "practical", "effective", "we reach",
        "reached", "observed",
        "real-world", "实际", "实测", "达到", "只能", "有效", "持续",
      ], in: sentence, of: working.bytes)
  }

  /// The one device that a sentence names.
  private func device(in text: String) -> Accelerator? {
    let named = Accelerator.all.filter { device in device.names.contains { text.contains(word: $0) } }
    return named.count == 1 ? named[0] : nil
  }
}

/// An accelerator with its published peaks, in tenths of TFLOP/s, the one for 16 bits first.
struct Accelerator: Sendable {
  let names: [String]
  let peaks: [Int]

  /// The makers' data sheets: dense and sparse, all formats and form factors.
  static let all = [
    Accelerator(names: ["P100"], peaks: [212, 187, 106, 93, 53, 47]),
    Accelerator(names: ["V100"], peaks: [1_250, 1_120, 1_300, 157, 140, 164, 78, 70, 82, 314, 280, 328]),
    Accelerator(
      names: ["A100"], peaks: [3_120, 6_240, 12_480, 1_560, 195, 97, 780, 390, 24_960]),
    Accelerator(
      names: ["H100", "H800"],
      peaks: [
        9_890, 9_900, 9_894, 9_895, 10_000, 19_790, 19_789, 39_580, 39_578, 4_940, 4_945, 9_890, 670, 340,
        7_560,
        7_565, 7_570, 15_130, 15_131, 3_780, 30_260, 510, 260, 8_350, 16_710, 600, 480, 300, 240, 20_000,
        40_000, 1_340,
      ]),
    Accelerator(
      names: ["H200"],
      peaks: [9_890, 9_900, 9_895, 19_790, 39_580, 4_940, 4_945, 670, 340, 8_350, 16_710, 33_410, 600, 300]),
    Accelerator(names: ["T4"], peaks: [650, 81, 1_300, 2_600]),
    Accelerator(names: ["A10G", "A10"], peaks: [1_250, 2_500, 700, 350, 625, 312, 5_000, 1_400]),
    Accelerator(names: ["TPU v4", "TPUv4"], peaks: [2_750]),
    Accelerator(names: ["TPU v5e", "TPUv5e"], peaks: [1_970, 3_940, 3_930]),
    Accelerator(names: ["TPU v5p", "TPUv5p"], peaks: [4_590, 9_180]),
    Accelerator(names: ["TPU v3", "TPUv3"], peaks: [1_230, 1_260, 4_200]),
    Accelerator(names: ["MI250X"], peaks: [3_830, 479, 957, 1_915]),
    Accelerator(
      names: ["MI300X"], peaks: [13_070, 13_074, 26_149, 26_150, 52_298, 1_634, 817, 6_537, 52_300]),
  ]
}

extension String {
  /// Whether a name occurs in the string and ends there: A10 is not in A100.
  fileprivate func contains(word: String) -> Bool {
    let (text, wanted) = (Array(utf8), Array(word.utf8))
    guard !wanted.isEmpty, wanted.count <= text.count else { return false }
    for start in 0...(text.count - wanted.count)
    where text[start..<start + wanted.count].elementsEqual(wanted) {
      let end = start + wanted.count
      if end == text.count || !text[end].isASCIIWordByte { return true }
    }
    return false
  }
}
