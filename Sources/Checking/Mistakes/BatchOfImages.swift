import Symbolics

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
      let before = max(line.range.lowerBound, place - 24)..<place
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
      let start = max(line.range.lowerBound, side.located.range.lowerBound - 24)
      return Calculation.oneImage.isIn(start..<side.located.range.lowerBound, of: working.bytes)
    }
  }

  private static let wholeBatches: PhraseSet = [
    "整个 batch", "整个batch", "整批", "一个 batch", "一个batch", "whole batch", "full batch", "for the batch",
  ]
  private static let oneImage: PhraseSet = [
    "一张图", "每张图", "单张图", "一张", "每张", "单张", "one image", "an image", "per image", "each image",
  ]
}
