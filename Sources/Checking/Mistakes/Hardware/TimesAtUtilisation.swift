import Symbolics

/// `MFU 45%: 60.2 × 0.45 = 27.1 h` under an ideal time of 60.2 h: at a part of the speed it takes longer, so that the time has to
/// be divided.
extension Calculation {
  mutating func checkTimesAtUtilisation() {
    for entry in entries where entry.claimUnit.seconds != nil && entry.status != .wrong {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2,
        let claim = entry.claim, let range = entry.claimRange, entry.home < lines.count
      else { continue }
      let line = lines[entry.home]
      guard line.row == nil, line.range.count < 1_024,
        SlowedTimes.shares.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 64), of: working.bytes),
        !SlowedTimes.ideal.isOn(line, of: working.bytes),
        let first = Claim.numeral(of: factors[0]), let second = Claim.numeral(of: factors[1]),
        let (time, share) = split(first, second), isIdealTime(time, before: entry),
        !isReported(entry.chain.range), isAsserted(range, on: line),
        let right = try? claim.value.divided(by: share.value).divided(by: share.value)
      else { continue }
      findings.append(
        Draft(
          mistake: .durationWrong, alternatives: [.conclusionContradictsNumbers], range: range,
          claimed: claim.value, correct: right))
      entry.status = .wrong
    }
  }

  private func split(_ first: Numeral, _ second: Numeral) -> (time: Numeral, share: Numeral)? {
    func isShare(_ numeral: Numeral) -> Bool { numeral.value > .zero && numeral.value < .one }
    guard isShare(first) != isShare(second) else { return nil }
    return isShare(first) ? (second, first) : (first, second)
  }

  /// Whether a line above has worked out a time and calls it the ideal one.
  private func isIdealTime(_ time: Numeral, before entry: Entry) -> Bool {
    let source = entries.last { other in
      other.home < entry.home && entry.home - other.home <= 6
        && other.chain.sides.contains { $0.unit.seconds != nil && $0.claim?.value == time.value }
    }
    guard let source else { return false }
    let line = lines[source.home]
    return SlowedTimes.ideal.isIn(line.stretch(before: source.chain.range.upperBound), of: working.bytes)
  }
}

private enum SlowedTimes {
  static let shares: PhraseSet = ["mfu", "utilisation", "utilization", "利用率", "efficiency"]
  static let ideal: PhraseSet = ["ideal", "at peak", "full speed", "at 100", "理想", "满速", "峰值下"]
}
