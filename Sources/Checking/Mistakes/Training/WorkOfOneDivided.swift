import Symbolics

/// The work of one sequence divided by the batch and called the work of one sequence: "about 11 GFLOPs per sequence. With a
/// batch of 16 … 11 / 16 = 0.69 GFLOPs per sequence".
extension Calculation {
  mutating func checkWorkOfOneDivided() {
    for entry in entries where entry.claimUnit == .flops || entry.claimUnit == .macs {
      guard entry.status == .right, entry.home < lines.count,
        case .quotient(let dividend, .number(let batch))? = entry.workingSide?.located.expression,
        let work = Claim.numeral(of: dividend), batch.value.isInteger, batch.value > .one,
        batch.value < 100_000,
        let digits = work.unscaled, let range = entry.claimRange, let claim = entry.claim
      else { continue }
      let line = lines[entry.home]
      guard let thing = thing(behind: range.upperBound, on: line),
        isBatch(batch.value, around: entry), !isReported(entry.chain.range), isAsserted(range, on: line),
        let stated = statedWork(digits, of: thing, before: entry)
      else { continue }
      findings.append(
        Draft(mistake: .batchDividesWork, range: range, claimed: claim.value, correct: stated))
      entry.status = .wrong
    }
  }

  /// What a number of operations is for each of, as an index: `GFLOPs per image`.
  private func thing(behind place: Int, on line: TextLine) -> Int? {
    var joint = Joint(working.bytes, from: place, to: min(line.range.upperBound, place + 40))
    _ = joint.take(OneOfBatch.units)
    _ = joint.takeUnits()
    guard joint.take(OneOfBatch.per) else { return nil }
    joint.skipBlanks()
    return OneOfBatch.things.index(at: joint.at, until: joint.end, in: working.bytes)
      .map { OneOfBatch.names[$0] }
  }

  /// The work with these digits that a line above, or this one before, gives for one such thing.
  private func statedWork(_ digits: Rational, of thing: Int, before entry: Entry) -> Rational? {
    let place = entry.home
    for line in lines[max(0, place - 8)...place].reversed() where line.range.count <= 1_024 {
      for number in numbers(on: line).reversed()
      where number.range.upperBound <= entry.chain.range.lowerBound && number.numeral.unscaled == digits {
        if self.thing(behind: number.range.upperBound, on: line) == thing { return number.numeral.value }
      }
    }
    return nil
  }

  /// Whether a divisor is stated as the batch, on its line or shortly above: "batch of 16", "batch size 16", "16 images".
  private func isBatch(_ number: Rational, around entry: Entry) -> Bool {
    let place = entry.home
    return lines[max(0, place - 8)...place].contains { line in
      guard OneOfBatch.batch.isOn(line, of: working.bytes), line.range.count <= 1_024 else { return false }
      return numbers(on: line).contains { stated in
        stated.numeral.value == number && stated.range.upperBound <= entry.chain.range.lowerBound
          && OneOfBatch.batch.isIn(
            line.stretch(before: stated.range.lowerBound, atMost: 24), of: working.bytes)
      }
    }
  }
}

private enum OneOfBatch {
  static let batch: PhraseSet = ["batch", "批"]
  static let units: PhraseSet = ["gflops", "tflops", "mflops", "gmacs", "mmacs", "tmacs", "gflop", "tflop"]
  static let per: PhraseSet = ["per", "a", "for each", "for one", "/", "每", "每个", "每张", "每条"]
  static let things: PhraseSet = [
    "sequences", "sequence", "samples", "sample", "images", "image", "tokens", "token", "prompts", "prompt",
    "序列", "样本", "图像", "图片", "图",
  ]
  static let names = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 0, 1, 2, 2, 2]
}
