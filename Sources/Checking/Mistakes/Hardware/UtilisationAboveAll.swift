import Symbolics

/// `MFU = 8.4 / 3.12 = 269%` for 8 devices: what several of them reach, divided by the peak of one.
extension Calculation {
  mutating func checkUtilisationAboveAll() {
    for (place, line) in enumeratedLines(with: WholePeaks.names)
    where line.row == nil && line.range.count < 512 && WholePeaks.names.isOn(line, of: working.bytes) {
      guard let number = numbers(on: line).last(where: { $0.numeral.scale == .percent }),
        let chain = number.chain,
        number.numeral.value > .one, number.numeral.shows(atLeast: 100),
        WholePeaks.names.isIn(
          line.stretch(before: line.chains[chain].range.upperBound, atMost: 64), of: working.bytes),
        line.chains[chain].sides.contains(where: { $0.located.expression.isQuotient }),
        let devices = devices(above: place), let right = try? number.numeral.value.divided(by: devices),
        right < .one, right > WholePeaks.least, !saysSo(place), !isReported(number.range),
        isAsserted(number.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .factorDroppedInEvaluation, alternatives: [.partsOmitted, .conclusionContradictsNumbers],
          range: number.range, claimed: number.numeral.value, correct: right,
          arguments: [("factor", .number(devices))]))
      markWrong(at: number.range)
    }
  }

  /// How many devices the lines above speak of, where they give one number only.
  private func devices(above place: Int) -> Rational? {
    var found: Rational?
    for line in lines[max(0, place - 8)...place] where WholePeaks.devices.isOn(line, of: working.bytes) {
      guard line.range.count < 512 else { return nil }
      for measure in measures(on: line)
      where measure.numeral.lastPlace == .one && measure.numeral.value > .one
        && measure.numeral.value <= 100_000
      {
        var joint = Joint(
          working.bytes, from: measure.endOfDigits(in: working.bytes), to: line.range.upperBound)
        _ = joint.take(WholePeaks.times)
        guard joint.take(WholePeaks.devices) else { continue }
        if let found, found != measure.numeral.value { return nil }
        found = measure.numeral.value
      }
    }
    return found
  }

  /// Whether the text itself says that this cannot be.
  private func saysSo(_ place: Int) -> Bool {
    lines[place...min(place + 2, lines.count - 1)].contains {
      WholePeaks.impossible.isOn($0, of: working.bytes)
    }
  }
}

private enum WholePeaks {
  static let names: PhraseSet = ["mfu", "hfu", "算力利用率", "flops utilization", "flops utilisation"]
  static let devices: PhraseSet = [
    "gpus", "gpu", "cards", "a100s", "a100", "h100s", "h100", "v100", "h800", "devices", "张卡", "卡", "张", "块",
    "个 gpu",
    "台",
  ]
  static let times: PhraseSet = ["×", "x", "*"]
  static let impossible: PhraseSet = [
    "impossible", "cannot", "can't", "wrong", "mistake", "forgot", "above 100", "over 100", "> 100",
    "more than 100",
    "不可能", "错", "忘", "超过 100", "大于 100", "超过100", "不对", "显然",
  ]
  static let least = (try? Rational(1, over: 100)) ?? .zero
}
