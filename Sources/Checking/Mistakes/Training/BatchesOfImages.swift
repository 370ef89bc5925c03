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

/// The work of one image divided by the batch: batch=32，一张图 4.1 GMACs，整个 batch 4.1/32. A batch takes as many times as much.
extension Calculation {
  mutating func checkBatchOfImages() {
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide,
        case .quotient(.number(let work), .number(let batch)) = side.located.expression,
        batch.scale == .one, batch.value.isInteger, batch.value > 1, entry.home < lines.count,
        let value = entry.value, let digits = work.unscaled
      else { continue }
      let line = lines[entry.home]
      let place = entry.chain.range.lowerBound
      let before = line.stretch(before: place, atMost: 24)
      guard Calculation.wholeBatches.isIn(before, of: working.bytes), states(digits, before: place, on: line),
        !isReported(entry.chain.range),
        let all = try? value.multiplied(by: batch.value).multiplied(by: batch.value)
      else { continue }
      findings.append(
        Draft(mistake: .batchDividesWork, range: side.located.range, claimed: value, correct: all))
      entry.status = .wrong
      entry.misconception = .batchDividesWork
    }
  }

  /// Whether a number is said to be that of one image.
  private func states(_ digits: Rational, before place: Int, on line: TextLine) -> Bool {
    line.lone.contains { side in
      guard side.located.range.upperBound <= place, side.claim?.unscaled == digits else { return false }
      return Calculation.oneImage.isIn(
        line.stretch(before: side.located.range.lowerBound, atMost: 24), of: working.bytes)
    }
  }

  private static let wholeBatches: PhraseSet = [
    "整个 batch", "整个batch", "整批", "一个 batch", "一个batch", "whole batch", "full batch", "for the batch",
  ]
  private static let oneImage: PhraseSet = [
    "一张图", "每张图", "单张图", "一张", "每张", "单张", "one image", "an image", "per image", "each image",
  ]
}

private enum BatchesOfImages {
  static let each: PhraseSet = [
    "per image", "per sample", "per picture", "each image", "for one image", "an image", "每张", "每幅", "每个样本",
    "单张",
  ]
  static let batch: PhraseSet = ["batch", "批"]
}
