import Symbolics

/// "It fits on a 24 GB RTX 4090" below "needs 26 GB", 共 46 GB；一张 V100-32G 够用: what is said to be enough is one device with
/// less memory than what the words before it add up to.
extension Calculation {
  mutating func checkFitsOnCards() {
    for (place, line) in enumeratedLines(with: CardFits.verdicts)
    where line.row == nil && line.range.count <= 320 {
      let bytes = working.bytes
      guard let verdict = CardFits.verdicts.first(on: line, of: bytes),
        !CardFits.verdicts.isIn(
          verdict.upperBound..<max(verdict.upperBound, line.range.upperBound), of: bytes),
        !CardFits.otherwise.isOn(line, of: bytes),
        let device = deviceBehind(verdict, on: line) ?? deviceBefore(verdict, on: line),
        let need = needed(before: device.start, on: line) ?? neededAbove(place, device.start),
        let room = try? Rational(device.gigabytes).multiplied(by: CardFits.leastGigabyte), need > room,
        case let range = device.start..<max(verdict.upperBound, device.end), !isReported(range),
        isAsserted(range, on: line),
        let capacity = try? Rational(device.gigabytes).multiplied(by: CardFits.gigabyte)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: range, claimed: need,
          arguments: [("other", .number(capacity))]))
    }
  }

  private struct Device {
    let start: Int
    let end: Int
    let gigabytes: Int
  }

  /// "fits on a 24 GB RTX 4090", "fits on one A100 (40 GB)": where the words before it on its line are about nothing else.
  private func deviceBehind(_ verdict: Range<Int>, on line: TextLine) -> Device? {
    var subject = Joint(working.bytes, from: line.range.lowerBound, to: verdict.lowerBound)
    while subject.take(CardFits.openings) {}
    subject.skipBlanks()
    var joint = Joint(working.bytes, from: verdict.upperBound, to: line.range.upperBound)
    guard subject.isAtEnd, joint.take(CardFits.into), joint.take(CardFits.one) else { return nil }
    guard let gigabytes = device(&joint) else { return nil }
    return joint.isAtClauseEnd()
      ? Device(start: verdict.lowerBound, end: joint.at, gigabytes: gigabytes) : nil
  }

  /// 一张 V100-32G 就够用, "one 24 GB card is enough"
  private func deviceBefore(_ verdict: Range<Int>, on line: TextLine) -> Device? {
    let stretch = line.stretch(before: verdict.lowerBound, atMost: 48)
    guard let start = CardFits.one.first(in: stretch, of: working.bytes), start.lowerBound > 0 else {
      return nil
    }
    let isWord = working.bytes[start.lowerBound].isASCIILetter
    guard !isWord || !working.bytes[start.lowerBound - 1].isASCIIWordByte else { return nil }
    var joint = Joint(working.bytes, from: start.lowerBound, to: verdict.lowerBound)
    guard joint.take(CardFits.one), let gigabytes = device(&joint) else { return nil }
    while joint.take(CardFits.fillers) {}
    joint.skipBlanks()
    guard joint.isAtEnd else { return nil }
    return Device(start: start.lowerBound, end: verdict.upperBound, gigabytes: gigabytes)
  }

  /// The gigabytes of a device that is named with them: `24 GB RTX 4090`, `V100-32G`, `A100 (40GB)`.
  private func device(_ joint: inout Joint) -> Int? {
    var gigabytes: Int?
    for _ in 0..<6 {
      joint.skipBlanks()
      if gigabytes == nil, let number = working.bytes.wholeNumber(at: joint.at, to: joint.end),
        number.value <= 1_024
      {
        var behind = joint
        behind.at = number.end
        if behind.take(CardFits.gigabytes) {
          joint = behind
          gigabytes = number.value
          continue
        }
      }
      guard joint.take(CardFits.devices) else { break }
    }
    return gigabytes
  }

  // MARK: - What is needed

  /// The last amount before a place, where it ends its clause and is said to be needed.
  private func needed(before place: Int, on line: TextLine) -> Rational? {
    guard let last = measures(on: line).last(where: { $0.range.upperBound <= place }) else { return nil }
    return need(last, on: line)
  }

  /// The last amount of the line right above.
  private func neededAbove(_ place: Int, _ start: Int) -> Rational? {
    guard let above = lines[max(0, place - 3)..<place].last(where: { $0.range.count > 1 }), above.row == nil,
      above.range.count <= 320, !above.isHeading, !CardFits.otherwise.isOn(above, of: working.bytes),
      !measures(on: lines[place]).contains(where: {
        $0.unit == .bytes && $0.range.upperBound <= start && $0.numeral.value >= CardFits.gigabyte
      }), let last = measures(on: above).last
    else { return nil }
    return need(last, on: above)
  }

  private func need(_ amount: Measure, on line: TextLine) -> Rational? {
    guard amount.unit == .bytes, amount.per == .nothing, amount.numeral.value >= CardFits.gigabyte else {
      return nil
    }
    var tail = Joint(working.bytes, from: amount.range.upperBound, to: line.range.upperBound)
    _ = tail.take(CardFits.ofMemory)
    guard tail.isAtClauseEnd(),
      CardFits.needs.isIn(line.stretch(before: amount.range.lowerBound, atMost: 24), of: working.bytes)
    else { return nil }
    return amount.numeral.value
  }
}

private enum CardFits {
  static let verdicts: PhraseSet = [
    "fits", "够用", "够了", "就够", "足够", "放得下", "装得下", "能放下", "能装下", "is enough", "is sufficient", "suffices",
  ]
  static let openings: PhraseSet = [
    "so", "thus", "hence", "therefore", "which means", "→", "=>", "⇒", "->", ",", "it", "this", "that",
    "everything",
    "the model", "all of it", "all", "easily", "just", "comfortably", "-", "and",
  ]
  static let into: PhraseSet = ["onto", "into", "on", "in"]
  static let one: PhraseSet = ["one", "a single", "an", "a", "一张", "单张", "一块", "单块", "单卡"]
  static let devices: PhraseSet = [
    "nvidia", "geforce", "tesla", "rtx", "gtx", "4090", "3090", "3080", "4080", "5090", "2080 ti", "2080",
    "1080 ti",
    "a100", "h100", "v100", "p100", "a10g", "a10", "a40", "a30", "a6000", "l40s", "l40", "l4", "t4", "h200",
    "k80",
    "h800", "a800", "single", "gpu", "card", "-", "(", ")", "（", "）", "的显卡", "显卡", "的卡", "显存", "卡", "的",
  ]
  static let gigabytes: PhraseSet = ["gib", "gb", "g"]
  static let fillers: PhraseSet = ["就", "也", "完全", "已经", "应该", "里", "上", "easily"]
  static let ofMemory: PhraseSet = ["of memory", "of vram", "of gpu memory", "of weights", "显存", "内存", "的显存"]
  static let needs: PhraseSet = [
    "need", "take", "require", "total", "use", "=", "≈", "in all", "需", "占", "共", "合计", "总",
  ]
  /// What makes it fit, or says that it does not.
  static let otherwise: PhraseSet = [
    "quant", "int8", "int4", "4-bit", "8-bit", "4bit", "8bit", "offload", "shard", "split", "zero",
    "parallel", "if ",
    "after", "with ", "without", "once", "only", "half", "?", "not", "n't", "barely", "almost", "nearly",
    "each",
    "lora", "checkpoint", "swap", "wrong", "would", "training", "量化", "卸载", "切分", "分片", "并行", "如果", "若", "只",
    "不",
    "没", "每", "？", "两", "一半", "以后", "之后", "差",
  ]
  static let gigabyte = Rational(whole: 1_000_000_000)
  /// A gigabyte may be of 1,024³ bytes.
  static let leastGigabyte = Rational(whole: 1_074_000_000)
}
