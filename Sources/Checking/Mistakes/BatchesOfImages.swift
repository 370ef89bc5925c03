import Derivations
import Symbolics

/// A network's work for one image divided by the batch: "ResNet-50 with a batch of 8: 4.1G/8 = 0.51 GMACs per image".
extension Calculation {
  mutating func checkBatchesOfImages() {
    guard let forms, forms.sizes == nil else { return }
    for entry in entries where entry.misconception == nil && entry.status == .right {
      guard case .quotient(let dividend, .number(let batch))? = entry.workingSide?.located.expression,
        let work = Claim.numeral(of: dividend), work.value >= 1_000_000, batch.scale == .one,
        batch.value > .one,
        batch.value.isInteger, let unit = entry.chain.sides.last?.unit, unit != .bytes, unit.seconds == nil,
        let range = entry.workingSide?.located.range, let line = self.line(at: range.lowerBound),
        BatchesOfImages.each.isOn(line, of: working.bytes),
        isBatch(batch.value, before: range.lowerBound, on: line),
        isOfOneImage(work, forms), !isReported(entry.chain.range), !isDenied(range, on: line)
      else { continue }
      findings.append(
        Draft(mistake: .batchDividesWork, range: range, claimed: entry.value, correct: work.value))
      entry.status = .wrong
      entry.misconception = .batchDividesWork
    }
  }

  /// Whether a number of operations is the network's for one image, to its digits.
  private func isOfOneImage(_ work: Numeral, _ forms: KnownForms) -> Bool {
    let room = LinkChecker.tolerance(of: work, isApproximate: true)
    return work.shows(atLeast: 10)
      && [Rational.one, .two].contains { factor in
        (try? forms.facts.macs.multiplied(by: factor)).map { LinkChecker.isWithin(room, $0, work.value) }
          ?? false
      }
  }

  private func isBatch(_ number: Rational, before place: Int, on line: TextLine) -> Bool {
    let start = line.range.lowerBound
    guard let word = BatchesOfImages.batch.first(in: start..<max(start, place), of: working.bytes) else {
      return false
    }
    let near = word.upperBound..<max(word.upperBound, min(place, word.upperBound + 16))
    return MeasureReader.measures(in: near, of: working.bytes).contains { $0.numeral.value == number }
  }
}

private enum BatchesOfImages {
  static let each: PhraseSet = [
    "per image", "per sample", "per picture", "each image", "for one image", "an image", "每张", "每幅", "每个样本",
    "单张",
  ]
  static let batch: PhraseSet = ["batch", "批"]
}
