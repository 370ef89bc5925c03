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

  /// `per-image 75.5 MFLOPs`, "per image: 3.6 GFLOPs"
  private func thing(before place: Int, on line: TextLine) -> Int? {
    let before = line.stretch(before: place, atMost: 24)
    guard let word = OneOfBatch.things.first(in: before, of: working.bytes),
      before.lowerBound < word.lowerBound
    else { return nil }
    var joint = Joint(working.bytes, from: word.upperBound, to: place)
    _ = joint.take(OneOfBatch.signs)
    joint.skipBlanks()
    let start = line.stretch(before: word.lowerBound, atMost: 12)
    guard joint.isAtEnd, OneOfBatch.perThing.isIn(start, of: working.bytes) else { return nil }
    return OneOfBatch.things.index(at: word.lowerBound, until: word.upperBound, in: working.bytes)
      .map { OneOfBatch.names[$0] }
  }

  /// "116.8 MFLOPs per image, 3.65 MFLOPs per image in a batch of 32": the work of one divided without a calculation.
  mutating func checkWorkInBatches() {
    for line in lines(with: OneOfBatch.inBatches)
    where line.row == nil && line.range.count <= 512 && OneOfBatch.inBatches.isOn(line, of: working.bytes) {
      let numbers = numbers(on: line).filter { $0.unit == .flops || $0.unit == .macs }
      for (first, second) in zip(numbers, numbers.dropFirst())
      where first.unit == second.unit && first.numeral.value > second.numeral.value {
        guard let thing = thing(behind: second.range.upperBound, on: line),
          thing == self.thing(behind: first.range.upperBound, on: line),
          let batch = batch(behind: second.range.upperBound, on: line),
          let share = try? first.numeral.value.divided(by: batch),
          let room = try? share.divided(by: 100),
          LinkChecker.isWithin(
            max(room, LinkChecker.tolerance(of: second.numeral, isApproximate: false)), share,
            second.numeral.value),
          !isReported(second.range), isAsserted(second.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .batchDividesWork, range: second.range, claimed: second.numeral.value,
            correct: first.numeral.value))
        markWrong(at: second.range)
      }
    }
  }

  /// The 32 of "in a batch of 32" right behind what a number is for each of.
  private func batch(behind place: Int, on line: TextLine) -> Rational? {
    let behind = line.stretch(behind: place, atMost: 64)
    guard let word = OneOfBatch.inBatches.first(in: behind, of: working.bytes),
      !working.bytes[place..<word.lowerBound].contains(where: { $0.isASCIIDigit })
    else { return nil }
    var joint = Joint(working.bytes, from: word.upperBound, to: behind.upperBound)
    joint.skipBlanks()
    guard let number = working.bytes.wholeNumber(at: joint.at, to: behind.upperBound), number.value > 1 else {
      return nil
    }
    return Rational(number.value)
  }

  /// The work with these digits that a line above, or this one before, gives for one such thing.
  private func statedWork(_ digits: Rational, of thing: Int, before entry: Entry) -> Rational? {
    let place = entry.home
    for line in lines[max(0, place - 8)...place].reversed() where line.range.count <= 1_024 {
      for number in numbers(on: line).reversed()
      where number.range.upperBound <= entry.chain.range.lowerBound && number.numeral.unscaled == digits {
        if self.thing(behind: number.range.upperBound, on: line) == thing
          || self.thing(before: number.range.lowerBound, on: line) == thing
        {
          return number.numeral.value
        }
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
  static let signs: PhraseSet = [":", "：", "=", "is", "约", "≈"]
  static let perThing: PhraseSet = ["per ", "per-", "each ", "one ", "每"]
  static let inBatches: PhraseSet = [
    "in a batch of", "with a batch of", "with batch size", "at batch size", "for a batch of", "in batches of",
    "batch size 为", "批大小为", "批大小",
  ]
  static let batch: PhraseSet = ["batch", "批"]
  static let units: PhraseSet = ["gflops", "tflops", "mflops", "gmacs", "mmacs", "tmacs", "gflop", "tflop"]
  static let per: PhraseSet = ["per", "a", "for each", "for one", "/", "每", "每个", "每张", "每条"]
  static let things: PhraseSet = [
    "sequences", "sequence", "samples", "sample", "images", "image", "tokens", "token", "prompts", "prompt",
    "序列", "样本", "图像", "图片", "图",
  ]
  static let names = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 0, 1, 2, 2, 2]
}
