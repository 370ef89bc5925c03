import Symbolics

/// The work of a batch as that of one image divided by their number: "one image: 3.2 GMACs" and then "batch: 3.2 / 16 = 0.2
/// GMACs" in a text with batches of 16.
extension Calculation {
  mutating func checkWorkOfBatches() {
    guard holds(BatchWorkWords.batches), holds(BatchWorkWords.ones) else { return }
    for entry in entries where entry.claimUnit == .flops || entry.claimUnit == .macs {
      guard entry.status == .right, entry.misconception == nil, entry.home < lines.count,
        let side = entry.workingSide,
        case .quotient(let dividend, .number(let batch)) = side.located.expression,
        let work = Claim.numeral(of: dividend), batch.value.isInteger, batch.value > .one,
        let size = batch.value.integer, let claim = entry.claim, let range = entry.claimRange,
        case let line = lines[entry.home], line.range.count <= 256, line.row == nil,
        isLabelledBatch(before: side.located.range.lowerBound, on: line),
        statesBatch(size, above: entry), statesOne(work, above: entry), !isReported(entry.chain.range),
        isAsserted(entry.chain.range, on: line),
        let right = try? claim.value.multiplied(by: batch.value).multiplied(by: batch.value)
      else { continue }
      findings.append(
        Draft(mistake: .batchDividesWork, range: range, claimed: claim.value, correct: right))
      entry.status = .wrong
    }
  }

  /// `batch: `, "whole batch = ", 整个批次：
  private func isLabelledBatch(before place: Int, on line: TextLine) -> Bool {
    let label = line.stretch(before: place, atMost: 32)
    return label.lowerBound == line.range.lowerBound && BatchWorkWords.batches.isIn(label, of: working.bytes)
      && !BatchWorkWords.others.isOn(line, of: working.bytes)
  }

  private func statesBatch(_ size: Int, above entry: Entry) -> Bool {
    lines[max(0, entry.home - 4)...entry.home].contains { line in
      line.range.count <= 512 && BatchWorkWords.batches.isOn(line, of: working.bytes)
        && line.range.lowerBound < entry.chain.range.lowerBound
        && working.bytes.wholeNumbers(
          in: line.stretch(before: entry.chain.range.lowerBound).clamped(to: line.range)
        )
        .contains { $0.value == size && !$0.isPartOfWord }
    }
  }

  private func statesOne(_ work: Numeral, above entry: Entry) -> Bool {
    lines[max(0, entry.home - 4)..<entry.home].contains { line in
      line.range.count <= 512 && BatchWorkWords.ones.isOn(line, of: working.bytes)
        && numbers(on: line).contains {
          ($0.unit == .flops || $0.unit == .macs) && $0.numeral.unscaled == work.unscaled
        }
    }
  }
}

private enum BatchWorkWords {
  static let batches: PhraseSet = ["batch", "批"]
  static let ones: PhraseSet = [
    "one image", "single image", "per image", "each image", "one sample", "per sample", "an image", "每张",
    "单张", "一张",
    "每个样本",
  ]
  static let others: PhraseSet = ["per ", "each", "/s", "second", "gpu", "device", "card", "每", "秒", "卡"]
}
