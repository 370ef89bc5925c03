import Symbolics

/// Steps of all epochs that are those of one times the epochs but for a slip of the digits: `3 epochs … 410 steps/epoch, 1,320
/// steps in total`.
extension Calculation {
  mutating func checkStepsOfEpochs() {
    for (place, line) in enumeratedLines(with: EpochWords.epoch)
    where line.row == nil && line.range.count < 512 && EpochWords.epoch.isOn(line, of: working.bytes)
      && EpochWords.steps.isOn(line, of: working.bytes)
    {
      let measures = measures(on: line)
      for (each, all) in zip(measures, measures.dropFirst()) {
        guard isEach(each, until: all.range.lowerBound), isAll(all, on: line),
          each.numeral.lastPlace == .one, all.numeral.lastPlace == .one,
          let epochs = epochs(around: place), epochs > .one, epochs <= 1_000,
          let right = try? each.numeral.value.multiplied(by: epochs), isMistaken(all.numeral, right, epochs),
          let slips = all.numeral.slip(from: right), !isReported(all.range), isAsserted(all.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .productSlip, alternatives: slips, range: all.range, claimed: all.numeral.value,
            correct: right, fix: Expression(right)))
        markWrong(at: all.range)
      }
    }
  }

  /// The last steps of an epoch may be one more, or left out.
  private func isMistaken(_ all: Numeral, _ right: Rational, _ epochs: Rational) -> Bool {
    !LinkChecker.isWithin(max(epochs, .two), right, all.value)
  }

  /// `406 steps/epoch, so`
  private func isEach(_ measure: Measure, until end: Int) -> Bool {
    var joint = Joint(working.bytes, from: measure.endOfDigits(in: working.bytes), to: end)
    guard joint.take(EpochWords.perEpoch) || joint.take(EpochWords.steps) && joint.take(EpochWords.per) else {
      return false
    }
    while joint.take(EpochWords.joints) {}
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// `1,218 steps`, and not those of an epoch.
  private func isAll(_ measure: Measure, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: measure.endOfDigits(in: working.bytes), to: line.range.upperBound)
    guard joint.take(EpochWords.steps) else { return false }
    _ = joint.take(EpochWords.total)
    joint.skipBlanks()
    return joint.isAtClauseEnd()
  }

  /// The one number of epochs on a line and on the two above it.
  private func epochs(around place: Int) -> Rational? {
    var found: Rational?
    for line in lines[max(0, place - 2)...place] where EpochWords.epoch.isOn(line, of: working.bytes) {
      guard line.range.count < 512 else { return nil }
      for measure in measures(on: line) where measure.numeral.lastPlace == .one {
        var joint = Joint(
          working.bytes, from: measure.endOfDigits(in: working.bytes), to: line.range.upperBound)
        let isBefore = joint.take(EpochWords.epochs)
        let before = line.stretch(before: measure.range.lowerBound, atMost: 12)
        guard isBefore || endsWithEpochs(before) else { continue }
        if let found, found != measure.numeral.value { return nil }
        found = measure.numeral.value
      }
    }
    return found
  }

  private func endsWithEpochs(_ stretch: Range<Int>) -> Bool {
    guard let word = EpochWords.epochs.first(in: stretch, of: working.bytes) else { return false }
    var joint = Joint(working.bytes, from: word.upperBound, to: stretch.upperBound)
    _ = joint.take(EpochWords.signs)
    joint.skipBlanks()
    return joint.isAtEnd
  }
}

private enum EpochWords {
  static let epoch: PhraseSet = ["epoch", "轮"]
  static let steps: PhraseSet = ["optimizer steps", "steps", "iterations", "updates", "iters", "步", "次迭代"]
  static let perEpoch: PhraseSet = [
    "steps/epoch", "iterations/epoch", "iters/epoch", "updates/epoch", "步/epoch", "步/轮", "步每轮", "步每 epoch",
  ]
  static let per: PhraseSet = ["per epoch", "an epoch", "each epoch", "/ epoch", "/epoch", "每轮", "/轮"]
  static let joints: PhraseSet = [
    ",", "，", ";", "；", "→", "->", "=>", "so", "total", "in total", "共", "总共", "合计", "=", ":", "：", "一共",
    "thus", "and",
  ]
  static let total: PhraseSet = ["in total", "total", "overall", "in all", "altogether"]
  static let epochs: PhraseSet = ["epochs", "epoch", "个 epoch", "个epoch", "轮"]
  static let signs: PhraseSet = ["=", ":", "：", "of"]
}
