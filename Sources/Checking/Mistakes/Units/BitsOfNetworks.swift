import Symbolics

/// Bytes that are divided by bits a second: "14 GB at 100 Gb/s: 14/100 = 0.14 s" takes eight times as long.
extension Calculation {
  mutating func checkBitsOfNetworks() {
    var byHome: [Int: [Entry]]?
    for (place, line) in enumeratedLines(with: BitWords.rates)
    where line.row == nil && line.range.count < 4_096 {
      guard line.chains.contains(where: { $0.sides.last?.unit.seconds != nil }),
        let speeds = bitRates(on: line), !speeds.isEmpty
      else { continue }
      let found = byHome ?? entriesByHome()
      byHome = found
      for entry in found[place] ?? [] { check(entry, speeds, on: line) }
    }
  }

  /// The entries of each line, found once for all lines that ask.
  func entriesByHome() -> [Int: [Entry]] {
    var byHome: [Int: [Entry]] = [:]
    for entry in entries { byHome[entry.home, default: []].append(entry) }
    return byHome
  }

  private mutating func check(_ entry: Entry, _ speeds: [Rational], on line: TextLine) {
    guard entry.status == .right, let claim = entry.claim, let range = entry.claimRange,
      let side = entry.workingSide, case .quotient(let dividend, let divisor) = side.located.expression,
      let size = Claim.numeral(of: dividend), let speed = Claim.numeral(of: divisor)?.unscaled,
      let digits = try? size.value.divided(by: size.writtenFactor), speeds.contains(speed),
      let result = entry.chain.sides.last(where: { $0.located.range == range }),
      let seconds = result.unit.seconds, isInBytes(digits, before: side.located.range.upperBound, on: line),
      let quotient = try? digits.divided(by: speed), isOff(claim, quotient, seconds),
      !isReported(entry.chain.range),
      isAsserted(range, on: line), let right = try? claim.value.multiplied(by: 8)
    else { return }
    findings.append(
      Draft(
        mistake: .durationWrong, alternatives: [.bytesPerValueWrong], range: range, claimed: claim.value,
        correct: right, arguments: [("ratio", .number(8))]))
    entry.status = .wrong
  }

  /// Whether a duration is that of as many bits as there are bytes, in whichever prefix.
  private func isOff(_ claim: Numeral, _ quotient: Rational, _ seconds: Rational) -> Bool {
    guard let stated = try? claim.value.multiplied(by: seconds),
      let place = try? claim.lastPlace.multiplied(by: seconds)
    else { return false }
    return [Rational.one, 1_000, .thousandth].contains { power in
      guard let plain = try? quotient.multiplied(by: power) else { return false }
      return LinkChecker.isWithin(place, plain, stated)
    }
  }

  /// The digits of the speeds in bits that a line tells; nil where it speaks of eight bits or of bytes a second, too.
  private func bitRates(on line: TextLine) -> [Rational]? {
    let bytes = working.bytes
    if BitWords.eight.isOn(line, of: bytes) { return nil }
    var rates: [Rational] = []
    for measure in MeasureReader.measures(in: line.range, of: bytes) {
      guard let digits = measure.numeral.unscaled else { continue }
      var at = measure.range.lowerBound
      while at < line.range.upperBound, bytes[at].isASCIIDigit || bytes[at] == UInt8(ascii: ".") { at += 1 }
      while at < line.range.upperBound, Doubt.isBlank(bytes[at]) { at += 1 }
      guard at + 2 < line.range.upperBound, "KMGT".utf8.contains(bytes[at]) else { continue }
      var joint = Joint(bytes, from: at + 1, to: line.range.upperBound)
      if bytes[at + 1] == UInt8(ascii: "b") {
        if joint.take(BitWords.bits) { rates.append(digits) }
      } else if joint.take(BitWords.perSecond) {
        return nil
      }
    }
    return rates
  }

  /// Whether a number stands with bytes for its unit.
  private func isInBytes(_ digits: Rational, before end: Int, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let range = line.range.lowerBound..<max(line.range.lowerBound, end)
    return MeasureReader.measures(in: range, of: bytes).contains { measure in
      guard measure.unit == .bytes,
        (try? measure.numeral.value.divided(by: measure.numeral.writtenFactor)) == digits
      else { return false }
      return bytes[measure.range].contains(UInt8(ascii: "B"))
    }
  }
}

private enum BitWords {
  static let rates: PhraseSet = ["gb/s", "gbit", "gbps", "tb/s", "tbps", "tbit", "mb/s", "mbit", "mbps"]
  static let bits: PhraseSet = [
    "b/s", "bit/s", "bits/s", "bps", "bit per second", "bits per second", "b per second",
  ]
  static let perSecond: PhraseSet = ["b/s", "byte/s", "bytes/s"]
  static let eight: PhraseSet = [
    "8 bit", "eight bit", "8-bit", "/ 8", "/8", "× 8", "8 ×", "\\times 8", "*8", "* 8", "÷ 8", "8 位", "links",
    "lanes",
    "rails", "ports", "nics", "per gpu", "each",
  ]
}

extension Rational {
  fileprivate static let thousandth = (try? Rational(1, over: 1_000)) ?? .zero
}
