import Symbolics

/// How many times as much of one quantity the one of two named networks has, where the text states both amounts: "GoogLeNet has
/// about 9 times fewer parameters than VGG16" below "GoogLeNet: 7 million parameters … VGG16 138 million".
///
/// An amount is what stands behind the name, over other amounts of it and brackets only.
extension Calculation {
  mutating func checkNamedFactors() {
    for line in lines(with: FactorWords.times)
    where line.row == nil && line.range.count <= 512 {
      guard FactorWords.quantities.isOn(line, of: working.bytes) else { continue }
      var named: (first: Range<Int>, second: Range<Int>)?
      for measure in measures(on: line)
      where measure.numeral.scale == .one && measure.numeral.value > .one && measure.numeral.value < 10_000 {
        var tail = Joint(
          working.bytes, from: measure.endOfDigits(in: working.bytes), to: line.range.upperBound)
        guard tail.take(FactorWords.times) else { continue }
        let isCompared = tail.take(FactorWords.more)
        tail.skipBlanks()
        let isMacs = FactorWords.macs.length(at: tail.at, until: tail.end, in: working.bytes) != nil
        let isWork = FactorWords.flops.length(at: tail.at, until: tail.end, in: working.bytes) != nil
        guard tail.take(FactorWords.quantities) else { continue }
        let unit: Unit = isMacs ? .macs : isWork ? .flops : .parameters
        if let pair = names(before: measure, behind: &tail, isCompared, on: line) { named = pair }
        guard let named, tail.isAtClauseEnd() || tail.take(FactorWords.and),
          let first = amount(of: named.first, unit, upTo: line),
          let second = amount(of: named.second, unit, upTo: line)
        else { continue }
        judge(measure, first, second, on: line)
      }
    }
  }

  private mutating func judge(_ claim: Measure, _ first: Measure, _ second: Measure, on line: TextLine) {
    let before = line.stretch(before: claim.range.lowerBound, atMost: 16)
    let isRough = Joint.approximations.isIn(before, of: working.bytes)
    let pair = ComparedPair(first.numeral, second.numeral, isRough, false)
    guard first.range != second.range, !FactorWords.bounds.isIn(before, of: working.bytes),
      let ratio = try? pair.larger.value.divided(by: pair.smaller.value), ratio > .one,
      let growth = try? ratio.subtracting(.one), pair.excludes(ratio, claim.numeral),
      pair.excludes(growth, claim.numeral), !isReported(claim.range), isAsserted(claim.range, on: line)
    else { return }
    let names = NamesOfShares.names(ratio, claim.numeral)
    findings.append(
      Draft(
        mistake: names[0], alternatives: Array(names.dropFirst()), range: claim.range,
        claimed: claim.numeral.value, correct: ratio))
  }

  // MARK: - Names

  /// `B7/B0:` before a number, or "A needs 5x the MACs of B" around it.
  private func names(before claim: Measure, behind tail: inout Joint, _ isCompared: Bool, on line: TextLine)
    -> (Range<Int>, Range<Int>)?
  {
    let bytes = working.bytes
    var start = line.range.lowerBound
    while let end = FactorWords.ends.first(in: start..<claim.range.lowerBound, of: bytes) {
      start = end.upperBound
    }
    var joint = Joint(bytes, from: start, to: claim.range.lowerBound)
    _ = joint.take(FactorWords.openings)
    joint.skipBlanks()
    guard let first = name(at: joint.at, to: joint.end) else { return nil }
    joint.at = first.upperBound
    if joint.take(FactorWords.over) {
      joint.skipBlanks()
      guard let second = name(at: joint.at, to: joint.end) else { return nil }
      joint.at = second.upperBound
      guard joint.take(FactorWords.colons) else { return nil }
      _ = joint.take(Joint.approximations)
      joint.skipBlanks()
      return joint.isAtEnd ? (first, second) : nil
    }
    guard isCompared, joint.take(FactorWords.verbs) else { return nil }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    guard joint.isAtEnd, tail.take(FactorWords.than) else { return nil }
    tail.skipBlanks()
    guard let second = name(at: tail.at, to: tail.end) else { return nil }
    tail.at = second.upperBound
    return (first, second)
  }

  /// A word with a capital or a digit in it.
  private func name(at place: Int, to limit: Int) -> Range<Int>? {
    guard place < limit else { return nil }
    let end = working.bytes.skip(from: place, to: min(limit, place + 32)) {
      $0.isASCIIWordByte || $0 == .hyphen
    }
    guard end - place >= 2, working.bytes[place].isASCIILetter,
      working.bytes[place..<end].contains(where: { $0.isASCIIDigit || $0.isASCIICapital })
    else { return nil }
    return place..<end
  }

  // MARK: - Amounts

  /// The one amount of a unit that the text up to a line's end gives a name. Another network's lines may be read apart, so
  /// that the bytes are looked at.
  private func amount(of name: Range<Int>, _ unit: Unit, upTo line: TextLine) -> Measure? {
    var found: Measure?
    let bytes = working.bytes
    let end = line.range.upperBound
    var at = max(0, line.range.lowerBound - 2_048)
    while at + name.count <= end {
      guard bytes[at] == bytes[name.lowerBound], at != name.lowerBound,
        bytes[at..<at + name.count].elementsEqual(bytes[name]), at == 0 || !bytes[at - 1].isASCIIWordByte
      else {
        at += 1
        continue
      }
      at += name.count
      let limit = bytes.skip(from: at, to: min(end, at + 160)) { $0 != UInt8(ascii: "\n") }
      guard at >= limit || !bytes[at].isASCIIWordByte && bytes[at] != .hyphen,
        let amount = amount(in: at..<limit, unit)
      else { continue }
      if let found, found.numeral.value != amount.numeral.value { return nil }
      found = amount
    }
    return found
  }

  /// The amount of a unit behind a name, over amounts of other units and brackets.
  private func amount(in range: Range<Int>, _ unit: Unit) -> Measure? {
    let measures = MeasureReader.measures(in: range, of: working.bytes)
    var joint = Joint(working.bytes, from: range.lowerBound, to: range.upperBound)
    if !joint.take(FactorWords.has) { _ = joint.take(Joint.opening) }
    _ = joint.take(Joint.approximations)
    for round in 0..<6 {
      joint.skipBlanks()
      guard let measure = measures.first(where: { $0.range.lowerBound == joint.at }) else {
        return nil
      }
      joint.at = measure.range.upperBound
      if measure.unit == unit {
        // "2M parameters in the head" are not all.
        let isAlone = joint.isAtClauseEnd() || joint.take(FactorWords.and) || joint.take(Joint.opening)
        return measure.per == .nothing && isAlone ? measure : nil
      }
      if measure.unit == .none {
        // "VGG16 138 million" goes on from "7 million parameters".
        guard round == 0, unit == .parameters, measure.numeral.hasScaleWord else { return nil }
        return joint.isAtClauseEnd() ? measure : nil
      }
      _ = joint.takeUnits()
      if joint.take(Joint.opening) {
        while !joint.isAtEnd, !joint.take(Joint.closing) { joint.at += 1 }
      }
      guard joint.take(FactorWords.and) else { return nil }
    }
    return nil
  }
}

private enum FactorWords {
  static let times: PhraseSet = ["times", "×", "x", "倍"]
  static let more: PhraseSet = ["as many", "fewer", "less", "more", "the", "as much"]
  static let quantities: PhraseSet = [
    "parameters", "params", "weights", "flops", "multiply-adds", "macs",
  ]
  static let macs: PhraseSet = ["macs", "multiply-adds"]
  static let flops: PhraseSet = ["flops"]
  static let than: PhraseSet = ["than", "as", "of"]
  static let and: PhraseSet = ["and", ",", "，", "、"]
  static let verbs: PhraseSet = ["has", "needs", "takes", "uses", "costs"]
  static let over: PhraseSet = ["/", "vs.", "vs", "over"]
  static let colons: PhraseSet = [":", "=", "≈"]
  static let has: PhraseSet = [":", "：", "has", "with", "needs", "takes", "="]
  static let ends: PhraseSet = [". ", "; ", "→ ", "-> "]
  static let openings: PhraseSet = ["so", "thus", "hence", "therefore", "-", "the"]
  static let bounds: PhraseSet = ["than", "over", "least", "most", "up to", "under", "below", "not"]
}
