import Symbolics

/// A time at the peak, where the text says how much of it is reached: "8e10 FLOPs at 1 TFLOP/s and 10 % utilisation take
/// 0.08 s".
extension Calculation {
  mutating func checkUtilisation() {
    for line in lines(with: Calculation.utilisation) where line.row == nil {
      guard line.chains.isEmpty, (4...5).contains(line.lone.count),
        let word = Calculation.utilisation.first(on: line, of: working.bytes),
        !Calculation.ideals.isOn(line, of: working.bytes)
      else { continue }
      let measures = measures(on: line)
      let times = line.lone.filter { $0.unit.seconds != nil && $0.claim != nil }
      let shares = line.lone.filter { $0.claim?.scale == .percent }
      guard measures.count(where: { $0.isRate }) == 1, measures.count(where: { $0.isWork }) == 1,
        times.count == 1,
        shares.count == 1, let rate = measures.first(where: { $0.isRate }),
        let work = measures.first(where: { $0.isWork }),
        let time = times[0].claim, let seconds = times[0].unit.seconds, let share = shares[0].claim,
        share.value > .zero, share.value < .one, times[0].located.range.lowerBound > word.upperBound,
        abs(word.lowerBound - shares[0].located.range.upperBound) <= 6
          || shares[0].located.range.lowerBound >= word.upperBound
            && shares[0].located.range.lowerBound - word.upperBound <= 8,
        let claimed = try? time.value.multiplied(by: seconds),
        let place = try? time.lastPlace.multiplied(by: seconds),
        let ideal = try? work.numeral.value.divided(by: rate.numeral.value),
        LinkChecker.isWithin(place, ideal, claimed), let right = try? ideal.divided(by: share.value),
        let shown = try? right.divided(by: seconds), !isReported(line.range)
      else { continue }
      findings.append(
        Draft(
          mistake: .durationWrong, range: times[0].located.range, claimed: time.value, correct: shown,
          arguments: unitArgument(of: times[0]) ?? []))
    }
  }

  private static let utilisation: PhraseSet = ["utilisation", "utilization", "mfu", "利用率"]
  /// What may be a time at the peak all the same.
  private static let ideals: PhraseSet = [
    "ideal", "at best", "at least", "lower bound", "at full", "at peak", "100", "instead", "would", "理想",
    "至少", "满", "不考虑", "忽略",
  ]
}
