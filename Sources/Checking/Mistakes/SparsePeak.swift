import Symbolics

/// A peak that holds only for weights half of which are zero, used for dense products.
extension Calculation {
  /// Peaks with 2:4 sparsity in TFLOP/s: A100 in 16 and 8 bits, H100 in 16 and 8 bits (NVIDIA's data sheets). The one in 16
  /// bits is also the dense peak in 8 bits.
  private static let peaks: [(sparse: Rational, dense: Rational, isDenseInEightBits: Bool)] = [
    (624, 312, true), (1_248, 624, false), (1_979, 989, true), (3_958, 1_979, false),
  ]

  private static let peakDigits: [StaticString] = ["624", "1,248", "1248", "1,979", "1979", "3,958", "3958"]

  mutating func checkSparsePeaks() {
    let whole = 0..<working.bytes.count
    guard let first = lines.first, let last = lines.last else { return }
    let part = (first.range.lowerBound..<max(first.range.lowerBound, last.range.upperBound)).clamped(
      to: whole)
    guard Phrases.contains(["flop", "a100", "h100", "a800", "h800", "h200"], in: part, of: working.bytes),
      Phrases.contains(
        ["624", "1,248", "1248", "1,979", "1979", "3,958", "3958"], in: part, of: working.bytes),
      !Phrases.contains(["spars", "稀疏", "2:4"], in: part, of: working.bytes)
    else { return }
    let isEightBits = Phrases.contains(["fp8", "int8", "8-bit", "8 bit"], in: part, of: working.bytes)
    var reported: Set<Rational> = []
    for line in lines where Phrases.contains(Calculation.peakDigits, in: line.range, of: working.bytes) {
      let measures = MeasureReader.measures(in: line.range, of: working.bytes)
      for (index, measure) in measures.enumerated() {
        guard let digits = measure.numeral.unscaled,
          let peak = Calculation.peaks.first(where: { $0.sparse == digits }),
          !isEightBits || !peak.isDenseInEightBits, isPeak(measure, at: index, measures),
          reported.insert(digits).inserted,
          let scale = try? measure.numeral.value.divided(by: digits),
          let dense = try? peak.dense.multiplied(by: scale)
        else { continue }
        findings.append(
          Draft(
            mistake: .sparsePeakUsed, severity: .warning, range: measure.range,
            claimed: measure.numeral.value, correct: dense))
      }
    }
  }

  /// Whether a number is a speed: by its unit, or as the divisor of one.
  private func isPeak(_ measure: Measure, at index: Int, _ measures: [Measure]) -> Bool {
    if measure.unit == .flops { return measure.per != .thing }
    if measure.numeral.scale == .tera { return true }
    guard index > 0, measure.numeral.scale == .one, measures[index - 1].unit == .flops else { return false }
    return working.text(from: measures[index - 1].range.upperBound, to: measure.range.lowerBound)
      .contains(substring: "/")
  }
}
