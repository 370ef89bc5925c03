import Symbolics

/// A whole and what each of several things has of it: `a batch of 16 takes 48 ms = 3 ms per sample`, `5.6 ms = 0.7 ms each`,
/// `306 steps = 102 per epoch`, 48 ms = 每张 3 ms; and a time with its parts: `3.9 s = 1.2 s forward, 2.7 s backward`.
extension LinkChecker {
  /// What becomes of a link from a whole to what one of several has of it; nil where no side is said of one.
  ///
  /// How many there are may stand on the line: then the number for one is judged. Where it is told nowhere it is left open,
  /// if it is less than the whole.
  func verdictOnOneOfSeveral(_ link: PlainLink) -> Verdict? {
    guard !link.first.isCompound, !link.second.isCompound, let all = link.first.claim,
      let one = link.second.claim, all.scale != .percent, one.scale != .percent, one.value > .zero,
      let item = item(of: link.second), let whole = inUnit(of: link.second, all, link.first),
      let ratio = try? whole.divided(by: one.value)
    else { return nil }
    let isTime = link.first.unit.seconds != nil && link.second.unit.seconds != nil
    if let other = self.item(of: link.first) {
      // `12 ms per image = 1.5 ms per crop`
      return other == item ? nil : .unchecked
    }
    guard isTime || item.isPartOfRun else { return nil }
    let slack =
      (try? slack(of: link.first, value: all.value).multiplied(by: whole).divided(by: all.value)) ?? .zero
    let (counts, named) = counts(of: item, near: link)
    for count in counts + LinkChecker.productsOfTwo(counts) where count > .one {
      guard let share = try? whole.divided(by: count), let room = try? slack.divided(by: count),
        let wide = try? room.adding(LinkChecker.tolerance(of: one, isApproximate: true))
      else { continue }
      if LinkChecker.isWithin(wide, share, one.value) || fits(share, one, isApproximate: true, isBare: false)
      {
        return .right
      }
    }
    if named.count == 1, let share = try? whole.divided(by: named[0]) {
      return .wrong(left: share, claim: one.value)
    }
    return ratio >= .one && (isTime || Magnitude.power(from: all.value, to: one) == nil) ? .unchecked : nil
  }

  /// `3.9 s = 1.2 s forward, 2.4 s backward, 0.3 s optimiser`: a time and the parts that it is made of.
  func isTimeInParts(_ link: PlainLink) -> Bool {
    guard !link.first.isCompound, !link.second.isCompound, let all = link.first.claim,
      let seconds = link.first.unit.seconds, let other = link.second.unit.seconds,
      let first = link.second.claim, let whole = try? all.value.multiplied(by: seconds),
      let piece = try? first.value.multiplied(by: other), piece < whole
    else { return false }
    let start = link.second.located.range.lowerBound
    let bytes = working.bytes
    let behind = min(link.second.located.range.upperBound, bytes.count)
    guard LinkChecker.commas.isIn(behind..<bytes.endOfLine(from: behind, atMost: 48), of: bytes) else {
      return false
    }
    var sum = Rational.zero
    var room = LinkChecker.tolerance(of: all, isApproximate: true)
    var (end, count) = (start, 0)
    for measure in MeasureReader.measures(in: start..<min(around.lineEnd(of: start), start + 240), of: bytes)
    {
      // Another relation or the end of the sentence ends the list.
      if count > 0, measure.range.lowerBound > end,
        LinkChecker.endsOfLists.isIn(end..<measure.range.lowerBound, of: bytes)
      {
        break
      }
      end = measure.range.upperBound
      guard let own = measure.unit.seconds, count < 16 else { continue }
      count += 1
      guard let part = try? measure.numeral.value.multiplied(by: own).divided(by: seconds),
        let half = try? measure.numeral.lastPlace.multiplied(by: own).divided(by: seconds).divided(by: .two),
        let next = try? sum.adding(part), let wide = try? room.adding(half)
      else { return false }
      (sum, room) = (next, wide)
    }
    // Whole seconds are mostly exact.
    if all.lastPlace == .one, sum.isInteger { room = .zero }
    return count > 1 && LinkChecker.isWithin(room, sum, all.value)
  }

  /// `450,450 steps = 5,005 × 90 = 12.5 h at 10 steps/s`, `… at 0.1 s per step`: how fast the counted things go stands behind.
  func agreesAtSpeed(_ link: PlainLink) -> Bool {
    guard link.first.unit.seconds == nil, let seconds = link.second.unit.seconds,
      let claim = link.second.claim,
      let count = value(of: link.first)
    else { return false }
    var joint = around.joint(behind: link.second)
    _ = joint.takeUnits()
    guard joint.take(LinkChecker.at) else { return false }
    joint.skipBlanks()
    guard
      let measure = MeasureReader.measures(in: joint.at..<min(joint.end, joint.at + 48), of: working.bytes)
        .first,
      measure.range.lowerBound == joint.at, measure.numeral.value > .zero,
      let product = try? count.multiplied(by: measure.numeral.value),
      let quotient = try? count.divided(by: measure.numeral.value)
    else { return false }
    let time = measure.unit.seconds.flatMap { try? product.multiplied(by: $0) }
    guard let inUnit = try? (time ?? quotient).divided(by: seconds) else { return false }
    return fits(inUnit, claim, isApproximate: true, isBare: false)
  }

  /// `4,608 GPU-hours = 3 days of the machine`: the time of all devices, whose number is told, and that of the whole.
  func isTimeOfMachine(_ link: PlainLink) -> Bool {
    guard let own = link.first.unit.seconds, let seconds = link.second.unit.seconds,
      let all = value(of: link.first), let claim = link.second.claim, isOfDevices(link.first),
      !isOfDevices(link.second), let whole = try? all.multiplied(by: own).divided(by: seconds)
    else { return false }
    let (start, end) = (link.first.located.range.lowerBound, link.second.located.range.upperBound)
    let near = max(around.lineStart(of: start), start - 200)..<min(around.lineEnd(of: end), end + 160)
    return MeasureReader.measures(in: near, of: working.bytes).contains { measure in
      let count = measure.numeral.value
      guard count.isInteger, count > .one, isCountOfDevices(measure),
        let share = try? whole.divided(by: count)
      else { return false }
      return fits(share, claim, isApproximate: true, isBare: false)
    }
  }

  private func isOfDevices(_ side: Chain.Side) -> Bool {
    var joint = around.joint(behind: side)
    return joint.takeUnits()
  }

  private func isCountOfDevices(_ measure: Measure) -> Bool {
    let start = measure.range.lowerBound
    let bytes = working.bytes
    let end = bytes.skip(from: start, to: bytes.count) { $0.isASCIIDigit || $0 == UInt8(ascii: ",") }
    var joint = Joint(bytes, from: end, to: around.lineEnd(of: end))
    return joint.take(LinkChecker.devicesNamed)
  }

  // MARK: - One of several

  /// What a number is said of.
  private struct Item: Equatable {
    /// The letters of the thing in the singular; none for `each`.
    let name: [UInt8]
    var isPartOfRun: Bool { Item.partsOfRuns.index(at: 0, until: name.count, in: name) != nil }

    private static let partsOfRuns: PhraseSet = [
      "epoch", "step", "iteration", "run", "fold", "batch", "micro-batch", "microbatch", "mini-batch",
      "worker",
      "shard", "stage", "rank", "轮", "个epoch", "步",
    ]
  }

  /// `3 ms per sample`, `3 ms each`, `3 ms/张`, 每张 3 ms: of what a side is said; nil where it is said of none, and for the
  /// rates `per second`.
  private func item(of side: Chain.Side) -> Item? {
    let bytes = working.bytes
    var joint = around.joint(behind: side)
    joint.skipMarkup()
    if joint.take(LinkChecker.unitsOfParts) {
      joint.skipBlanks()
      while !joint.isAtEnd, bytes[joint.at] == UInt8(ascii: "}") { joint.at += 1 }
    }
    if joint.take(LinkChecker.eachAlone) { return Item(name: []) }
    if joint.take(LinkChecker.perItem) {
      joint.skipBlanks()
      let end = bytes.skip(from: joint.at, to: min(joint.end, joint.at + 24)) {
        $0.isASCIIWordByte || $0 == .hyphen || $0 >= 0x80
      }
      guard end > joint.at else { return nil }
      let name = LinkChecker.singular(bytes[joint.at..<end])
      return LinkChecker.timesNamed.index(at: 0, until: name.count, in: name) == nil ? Item(name: name) : nil
    }
    // 每张 3 ms, `each 3 ms`
    let place = around.back(from: side.located.range.lowerBound)
    let near = max(around.lineStart(of: place), place - 24)..<place
    guard !near.isEmpty, let word = LinkChecker.eachBefore.first(in: near, of: bytes) else { return nil }
    var at = word.upperBound
    while at < place {
      guard
        bytes[at].isASCIILetter || bytes[at] >= 0xE4 || Doubt.isBlank(bytes[at]) || bytes[at] & 0xC0 == 0x80
      else { return nil }
      at += 1
    }
    return Item(name: LinkChecker.singular(bytes[word.upperBound..<place]))
  }

  /// `2 × 90 epochs`
  private static func productsOfTwo(_ counts: [Rational]) -> [Rational] {
    var products: [Rational] = []
    for (place, first) in counts.enumerated() {
      for second in counts[(place + 1)...] {
        if let product = try? first.multiplied(by: second) { products.append(product) }
      }
    }
    return products
  }

  /// A name in small letters without the s of several.
  private static func singular(_ letters: ArraySlice<UInt8>) -> [UInt8] {
    var name = letters.filter { !Doubt.isBlank($0) }.map { $0.isASCIILetter ? $0 | 0x20 : $0 }
    if name.count > 2, name.last == UInt8(ascii: "s") { name.removeLast() }
    return name
  }

  /// A whole in the unit of its part.
  private func inUnit(of part: Chain.Side, _ all: Numeral, _ side: Chain.Side) -> Rational? {
    guard let own = side.unit.seconds, let seconds = part.unit.seconds else {
      return side.unit.seconds == nil && part.unit.seconds == nil ? all.value : nil
    }
    return try? all.value.multiplied(by: own).divided(by: seconds)
  }

  /// The whole numbers near a link, and those among them that surely tell how many there are: `16 images in`, `(90 epochs)`.
  private func counts(of item: Item, near link: PlainLink) -> (all: [Rational], named: [Rational]) {
    let bytes = working.bytes
    let (start, end) = (link.first.located.range.lowerBound, link.second.located.range.upperBound)
    let near = max(around.lineStart(of: start), start - 200)..<min(around.lineEnd(of: end), end + 160)
    guard near.lowerBound < near.upperBound else { return ([], []) }
    var (all, named): ([Rational], [Rational]) = ([], [])
    for measure in MeasureReader.measures(in: near, of: bytes) where all.count < 16 {
      let (count, place) = (measure.numeral.value, measure.range.lowerBound)
      guard count.isInteger, count > .zero, measure.unit.seconds == nil, place != start,
        place != link.second.located.range.lowerBound
      else { continue }
      all.append(count)
      let digits = bytes.skip(from: place, to: near.upperBound) { $0.isASCIIDigit || $0 == UInt8(ascii: ",") }
      let word = bytes.skip(from: digits, to: near.upperBound) { Doubt.isBlank($0) }
      let behind = bytes.skip(from: word, to: min(near.upperBound, word + 24)) {
        $0.isASCIIWordByte || $0 == .hyphen
      }
      guard behind > word, !named.contains(count) else { continue }
      guard item.name.isEmpty || LinkChecker.singular(bytes[word..<behind]) == item.name else { continue }
      // `8 images in 5.6 ms`, `3 epochs = 306 steps`
      var joint = Joint(bytes, from: behind, to: start)
      if place < start, joint.take(LinkChecker.takes) {
        joint.skipBlanks()
        if joint.isAtEnd { named.append(count) }
      } else if place > end, !item.name.isEmpty, isAside(place, behind: end) {
        named.append(count)
      }
    }
    return (all, named)
  }

  /// `(90 epochs)`, `for 90 epochs`, right behind what is said of one.
  private func isAside(_ place: Int, behind end: Int) -> Bool {
    guard place - end < 48 else { return false }
    let bytes = working.bytes
    let at = bytes.skipBlanksBack(from: place, to: end)
    guard at > end, !LinkChecker.endsOfLists.isIn(end..<at, of: bytes) else { return false }
    return bytes[at - 1] == UInt8(ascii: "(") || around.start(of: ["for", "over", "×"], endingAt: at) != nil
  }

  private static let unitsOfParts: PhraseSet = [
    "ms", "us", "ns", "µs", "μs", "seconds", "second", "secs", "sec", "s", "minutes", "minute", "mins", "min",
    "hours", "hour", "hrs", "h", "days", "day", "weeks", "week", "milliseconds", "microseconds", "毫秒", "微秒",
    "秒", "分钟", "小时", "天", "steps", "step", "images", "tokens", "iterations", "batches", "步",
  ]
  private static let eachAlone: PhraseSet = ["each", "apiece", "每张", "每个", "每步", "每轮"]
  private static let perItem: PhraseSet = [
    "/", "per", "a piece per", "for each", "for every", "on each", "in each", "each", "every",
  ]
  private static let eachBefore: PhraseSet = ["每", "each ", "every "]
  private static let timesNamed: PhraseSet = [
    "second", "sec", "s", "minute", "min", "hour", "h", "ms", "us", "秒", "小时", "分钟",
  ]
  private static let takes: PhraseSet = [
    "in", "take", "takes", "took", "need", "needs", "needed", "cost", "costs", ":", "=",
  ]
  private static let at: PhraseSet = ["at", "@", "with", "按", "以"]
  private static let endsOfLists: PhraseSet = ["=", "≈", ". ", ";", "|", "。", "；"]
  private static let commas: PhraseSet = [",", "，", "、", " and ", "和"]
  private static let devicesNamed: PhraseSet = [
    "gpus", "gpu", "tpus", "tpu", "a100s", "a100", "h100s", "h100", "v100s", "v100", "h800s", "h800",
    "devices",
    "cards", "accelerators", "chips", "张", "块", "卡", "台",
  ]
}
