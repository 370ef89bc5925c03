import Symbolics

/// "810 GB, which fits into one node of 8 × 80 GB = 640 GB": what is said to fit is larger than what it is to fit into.
extension Calculation {
  mutating func checkMemoryFits() {
    for line in lines(with: Calculation.fitting) where line.row == nil {
      guard let verb = wholeVerb(on: line) else { continue }
      let sentence = sentence(around: verb.lowerBound, on: line)
      guard !Calculation.otherFits.isIn(sentence, of: working.bytes),
        !Calculation.togetherWith.isIn(sentence.lowerBound..<verb.lowerBound, of: working.bytes)
      else { continue }
      let amounts = numbers(on: line).filter {
        $0.unit == .bytes && ($0.numeral.scale.exponent >= 3 || $0.numeral.binaryFactor != nil)
      }
      guard let (need, room) = needAndRoom(at: verb, in: sentence, amounts, on: line) else { continue }
      let isDenied = Calculation.notFitting.isIn(
        max(sentence.lowerBound, verb.lowerBound - 16)..<verb.upperBound, of: working.bytes)
      let statement = need.range.lowerBound..<max(room.range.upperBound, verb.upperBound)
      guard contradicts(need.numeral.value, room.numeral.value, isDenied, on: line),
        !isSupposed(statement, on: line), !isCalledWrong(statement, on: line),
        isDenied || !self.isDenied(verb, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: statement, claimed: need.numeral.value,
          arguments: [("other", .number(room.numeral.value))]))
    }
  }

  /// What is to fit, and the memory that it is to fit into.
  private func needAndRoom(
    at verb: Range<Int>, in sentence: Range<Int>, _ amounts: [StatedNumber], on line: TextLine
  ) -> (need: StatedNumber, room: StatedNumber)? {
    let before = amounts.filter { $0.range.upperBound <= verb.lowerBound }
    guard let last = before.last else { return nil }
    if isNeed(last, before: verb.lowerBound),
      let room = capacity(behind: verb.upperBound, in: sentence, amounts, on: line)
    {
      return (last, room)
    }
    // 权重 140 GB，单张 80 GB 的卡放得下
    guard working.bytes[verb.lowerBound] >= 0xE4, before.count >= 2,
      last.range.lowerBound >= sentence.lowerBound, isDevice(last, before: verb.lowerBound)
    else { return nil }
    let need = before[before.count - 2]
    return last.chain == nil && isNeed(need, before: need.range.upperBound) ? (need, last) : nil
  }

  /// Whether an amount is the memory of one device that a verb follows.
  private func isDevice(_ amount: StatedNumber, before verb: Int) -> Bool {
    var joint = Joint(working.bytes, from: amount.range.upperBound, to: verb)
    _ = joint.takeUnits()
    guard joint.take(Calculation.chineseDevices) else { return false }
    while !joint.isAtEnd, joint.take(Calculation.chineseFillers) { joint.skipBlanks() }
    let before = max(0, amount.range.lowerBound - 16)..<amount.range.lowerBound
    return joint.isAtEnd && Calculation.oneDevice.isIn(before, of: working.bytes)
  }

  /// The one verb of a line; not the end of "benefit".
  private func wholeVerb(on line: TextLine) -> Range<Int>? {
    let bytes = working.bytes
    guard let verb = Calculation.fitting.first(on: line, of: bytes),
      !bytes[verb.lowerBound].isASCIILetter
        || !bytes[max(0, verb.lowerBound - 1)].isASCIIWordByte
          && !(verb.upperBound < bytes.count && bytes[verb.upperBound].isASCIIWordByte),
      Calculation.fitting.first(in: verb.upperBound..<max(verb.upperBound, line.range.upperBound), of: bytes)
        == nil
    else { return nil }
    return verb
  }

  /// Whether a sentence says the opposite of two amounts. A gigabyte may be of 10⁹ or of 1,024³ bytes, which differ by 7.4 %,
  /// and what does not fit may have more beside it.
  private func contradicts(_ need: Rational, _ room: Rational, _ isDenied: Bool, on line: TextLine) -> Bool {
    guard let ratio = try? need.divided(by: room), let less = try? Rational(9, over: 10),
      let more = try? Rational(27, over: 25), let much = try? Rational(5, over: 6)
    else { return false }
    guard isDenied else { return ratio > more }
    return ratio < min(less, much) && !Calculation.besides.isOn(line, of: working.bytes)
  }

  /// The memory that something fits into: `160 GB`, or the result of `8 × 80 GB = 640 GB`.
  private func capacity(
    behind verb: Int, in sentence: Range<Int>, _ amounts: [StatedNumber], on line: TextLine
  ) -> StatedNumber? {
    let behind = amounts.filter { $0.range.lowerBound >= verb && $0.range.lowerBound < sentence.upperBound }
    guard let last = behind.last, behind.allSatisfy({ $0.chain == last.chain }),
      last.chain != nil || behind.count == 1
    else { return nil }
    let start = last.chain.map { line.chains[$0].range.lowerBound } ?? last.range.lowerBound
    var joint = Joint(working.bytes, from: verb, to: start)
    while !joint.isAtEnd, joint.take(Calculation.fitsInto) { joint.skipBlanks() }
    guard start >= verb, joint.isAtEnd else { return nil }
    var tail = Joint(working.bytes, from: last.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    return tail.take(Calculation.severalBehind) ? nil : last
  }

  /// Whether nothing compares the amount before the verb with another one.
  private func isNeed(_ need: StatedNumber, before verb: Int) -> Bool {
    let gap = need.range.upperBound..<verb
    guard gap.count <= 100 else { return false }
    let before = max(0, need.range.lowerBound - 12)..<need.range.lowerBound
    return !Calculation.comparisons.isIn(gap, of: working.bytes)
      && !Calculation.comparisons.isIn(before, of: working.bytes)
  }

  private static let chineseDevices: PhraseSet = [
    "的显卡", "的卡", "的 GPU", "的GPU", "的 gpu", "的gpu", "的机器", "的节点", "的 A100", "的 H100", "显存", "的 a100", "的 h100",
  ]
  private static let chineseFillers: PhraseSet = ["里", "上", "就", "也", "可以", "能", "是", "，", "不", "根本"]
  private static let oneDevice: PhraseSet = ["单张", "一张", "单卡", "一块", "单块", "一台", "单个"]
  private static let togetherWith: PhraseSet = ["with ", "plus", "together", "加上", "连同"]
  private static let fitsInto: PhraseSet = [
    "into", "onto", "in", "on", "within", "to", "a", "an", "one", "the", "its", "our", "single", "node of",
    "node with", "node", "gpu with", "gpu", "card with", "card", "device", "a100", "h100", "memory of",
    "memory", "of", "flash", "sram", "ram", "buffer", "cache", "tightly coupled",
    "进", "到", "在", "一张", "一台", "单卡", "单张", "(", "（", ":", "：", "的", "显存", "里",
  ]
  private static let severalBehind: PhraseSet = [
    "each", "gpus", "cards", "×", "*", "x", "devices", "a100s", "h100s", "/", "per", "(each", "nodes",
  ]
  private static let comparisons: PhraseSet = [
    "<", ">", "less", "more", "free", "left", "gpu", "card", "node", "have", "has", "remain", "剩", "空", "小于",
    "大于",
    "卡", "有",
  ]
  private static let fitting: PhraseSet = ["fits", "fit", "放得下", "装得下", "能放下", "能装下", "可以放下", "放不下", "装不下"]
  private static let notFitting: PhraseSet = ["not", "n't", "never", "no longer", "cannot", "不"]
  private static let otherFits: PhraseSet = [
    "if ", "best fit", "curve", "only", "quant", "shard", "split", "offload", "times", "does it",
    "?",
    "？", "如果", "量化", "切分", "卸载", "barely", "half", "per gpu", "each", "without", "once", "after", "要是", "若",
    "neither", "all but", "least",
  ]
  private static let besides: PhraseSet = [
    "cache", "kv", "activation", "beside", "bootloader", "partition", "slot", "firmware", "already",
    "because", "optimi", "gradient", "overhead", "besides", "plus", "+", "also", "frag",
    "training", "context", "reserve", "usable", "framework", "batch", "缓存", "激活", "优化器", "梯度", "开销", "另外",
    "还要",
    "训练", "预留", "可用", "碎片",
  ]
}

extension Calculation {
  /// Whether a text says something itself: it neither asks for it nor denies, supposes or quotes it.
  func isAsserted(_ range: Range<Int>, on line: TextLine) -> Bool {
    !isDenied(range, on: line) && !isSupposed(range, on: line)
  }
}
