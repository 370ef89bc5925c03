import Symbolics

/// A result with its name and mostly with its formula, in whichever order the three stand: `FFN: 2×512×2048 = 2,097,152`,
/// `2,097,152 — FFN (2×512×2048)`, `| 2,097,152 | FFN | 2×512×2048 |`; `Two norms: 1,024` has no formula.
struct LabelledWork {
  let label: Range<Int>
  /// nil where only the result stands.
  let formula: Located?
  /// What the formula gives, else the result.
  let value: Rational
  let claim: Numeral
  let unit: Unit
  /// Where the formula stands, else the result.
  let range: Range<Int>
  /// The place of its line.
  let home: Int
  /// The chain that it was read from, if it is one.
  let entry: Entry?

  /// Whether its formula gives its result and nothing was found in it yet.
  var isRight: Bool {
    entry.map { $0.status == .right && $0.misconception == nil } ?? (value == claim.value)
  }

  /// The factors of its formula.
  var factors: [Rational] { formula.map { Factors.written(in: $0.expression) } ?? [value] }
}

extension Calculation {
  /// The results of the text with their names, in order.
  func labelledWorks() -> [LabelledWork] {
    var works: [LabelledWork] = []
    var next = 0
    for (place, line) in lines.enumerated() {
      let first = works.count
      while next < entries.count, entries[next].home <= place {
        if entries[next].home == place, let work = labelledWork(of: entries[next]) { works.append(work) }
        next += 1
      }
      guard line.range.count <= 4_096, works.count < 512 else { continue }
      if line.row != nil {
        if works.count == first, let work = labelledWork(inRow: line, place) { works.append(work) }
        continue
      }
      let ofChains = works.count
      addWorksInBrackets(on: line, place, to: &works)
      if works.count == first {
        if let work = labelledResult(on: line, place) { works.append(work) }
      } else if first < ofChains, ofChains < works.count {
        works[first...].sort { $0.range.lowerBound < $1.range.lowerBound }
      }
    }
    return works
  }

  private func labelledWork(of entry: Entry) -> LabelledWork? {
    guard let side = entry.workingSide, let value = entry.value, let claim = entry.claim,
      let label = labelOfPart(entry)
    else { return nil }
    return LabelledWork(
      label: label, formula: side.located, value: value, claim: claim, unit: entry.claimUnit,
      range: side.located.range, home: entry.home, entry: entry)
  }

  /// `FFN → 2,097,152 parameters (2×512×2048)`, `2,097,152 — FFN (2×512×2048)`.
  private func addWorksInBrackets(on line: TextLine, _ place: Int, to works: inout [LabelledWork]) {
    let bytes = working.bytes
    guard line.lone.contains(where: { $0.isCompound && !$0.isSymbolic }) else { return }
    let measures = measures(on: line)
    var behind = 0
    for side in line.lone where side.isCompound && !side.isSymbolic {
      guard let value = side.outcome.value,
        let open = opening(before: side.located.range.lowerBound, on: line)
      else { continue }
      while behind < measures.count, measures[behind].range.lowerBound < open { behind += 1 }
      guard behind > 0 else { continue }
      let result = measures[behind - 1]
      var joint = Joint(bytes, from: result.endOfDigits(in: bytes), to: open)
      _ = joint.takeUnits()
      let label: Range<Int>
      if joint.isAtEnd {
        label = labelStart(before: result.range.lowerBound, on: line)..<result.range.lowerBound
      } else if beginsLine(result, line), joint.take(WorkJoints.dashes) {
        label = joint.at..<open
      } else if behind > 1, beginsLine(measures[0], line) {
        // The name holds a number: `8,192 — KV cache for 512 tokens (16·512)`.
        joint = Joint(bytes, from: measures[0].endOfDigits(in: bytes), to: open)
        _ = joint.takeUnits()
        guard joint.take(WorkJoints.dashes) else { continue }
        works.append(work(joint.at..<open, side.located, value, measures[0], place))
        continue
      } else {
        continue
      }
      works.append(work(label, side.located, value, result, place))
    }
  }

  private func work(
    _ label: Range<Int>, _ formula: Located?, _ value: Rational, _ result: Measure, _ place: Int
  ) -> LabelledWork {
    LabelledWork(
      label: label, formula: formula, value: value, claim: result.numeral, unit: result.unit,
      range: formula?.range ?? result.range.lowerBound..<result.endOfDigits(in: working.bytes), home: place,
      entry: nil)
  }

  /// The place of the bracket that opens around an expression, which may have been read with it.
  private func opening(before start: Int, on line: TextLine) -> Int? {
    let bytes = working.bytes
    if bytes[start] == UInt8(ascii: "(") { return start }
    let end = bytes.skipBlanksBack(from: start, to: line.range.lowerBound)
    if end > line.range.lowerBound, bytes[end - 1] == UInt8(ascii: "(") { return end - 1 }
    return end >= line.range.lowerBound + 3 && bytes.has("（", at: end - 3) ? end - 3 : nil
  }

  private func beginsLine(_ measure: Measure, _ line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: measure.range.lowerBound)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// Where the name in front of a place may begin: behind the sentence before, some hundred bytes back at most.
  func labelStart(before place: Int, on line: TextLine) -> Int {
    let bytes = working.bytes
    var at = place
    let start = max(line.range.lowerBound, place - 120)
    while at > start {
      switch bytes[at - 1] {
      case UInt8(ascii: " ") where at - 2 >= start && bytes[at - 2] == UInt8(ascii: "."): return at
      case UInt8(ascii: ";"): return at
      // 。 and ；
      case 0x82 where bytes.has("。", at: at - 3), 0x9B where bytes.has("；", at: at - 3): return at
      default: at -= 1
      }
    }
    return start
  }

  /// A row of a name and a number, with or without the formula between or behind them.
  private func labelledWork(inRow line: TextLine, _ place: Int) -> LabelledWork? {
    guard let cells = line.row?.cells, (2...5).contains(cells.count) else { return nil }
    let formulas = line.lone.filter { $0.isCompound && !$0.isSymbolic && $0.unit == .none }
    guard formulas.count <= 1 else { return nil }
    var (label, result) = (Range<Int>?.none, (numeral: Numeral, range: Range<Int>)?.none)
    for (column, cell) in cells.enumerated() {
      if let formula = formulas.first, cell.contains(formula.located.range.lowerBound) { continue }
      if let number = line.number(inColumn: column) {
        guard result == nil else { return nil }
        result = number
      } else if label == nil, working.bytes[cell].contains(where: { $0.isASCIILetter || $0 >= 0xE3 }) {
        label = cell
      }
    }
    guard let label, let result else { return nil }
    let value = formulas.first.map { $0.outcome.value } ?? result.numeral.value
    guard let value else { return nil }
    return LabelledWork(
      label: label, formula: formulas.first?.located, value: value, claim: result.numeral, unit: .none,
      range: formulas.first?.located.range ?? result.range, home: place, entry: nil)
  }

  /// `Two RMSNorms: 512`, `512 parameters — Two RMSNorms`, `P_norm = 512  (Two RMSNorms)`: nothing but a name and a result.
  private func labelledResult(on line: TextLine, _ place: Int) -> LabelledWork? {
    let bytes = working.bytes
    guard line.range.count <= 160, line.chains.count <= 1,
      !line.chains.contains(where: { $0.sides.contains { $0.isCompound && !$0.isSymbolic } }),
      case let measures = measures(on: line), (1...3).contains(measures.count), let last = measures.last
    else { return nil }
    let end = line.range.upperBound
    if beginsLine(measures[0], line) {
      var joint = Joint(bytes, from: measures[0].endOfDigits(in: bytes), to: end)
      _ = joint.takeUnits()
      if joint.take(WorkJoints.dashes) {
        return work(joint.at..<end, nil, measures[0].numeral.value, measures[0], place)
      }
    }
    var tail = Joint(bytes, from: last.endOfDigits(in: bytes), to: end)
    _ = tail.takeUnits()
    let front = line.range.lowerBound..<last.range.lowerBound
    if tail.take(WorkJoints.asides) {
      guard bytes[front].contains(UInt8(ascii: "=")) else { return nil }
      return work(tail.at..<end, nil, last.numeral.value, last, place)
    }
    guard tail.isAtClauseEnd() || bytes[tail.at..<max(tail.at, end)].allSatisfy({ $0 == UInt8(ascii: "\\") })
    else { return nil }
    if !bytes[front].contains(where: { $0.isASCIILetter || $0 >= 0xE3 }) {
      guard let label = labelAbove(place) else { return nil }
      return work(label, nil, last.numeral.value, last, place)
    }
    guard endsWithJoint(front) else { return nil }
    return work(front, nil, last.numeral.value, last, place)
  }

  /// Whether a colon, a sign of equality, an arrow or a gap stands at the end of a name.
  private func endsWithJoint(_ front: Range<Int>) -> Bool {
    let bytes = working.bytes
    let end = bytes.skipBack(from: front.upperBound, to: front.lowerBound) {
      Doubt.isBlank($0) || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "$")
    }
    guard end > front.lowerBound else { return false }
    switch bytes[end - 1] {
    case UInt8(ascii: ":"), UInt8(ascii: "="): return true
    default:
      return bytes.has("：", at: end - 3) || bytes.has("→", at: end - 3) || front.upperBound - end >= 2
    }
  }

  /// What names the thing that an entry calculates: the words in front of it, those in brackets or as a remark behind it, or the
  /// line above.
  func labelOfPart(_ entry: Entry) -> Range<Int>? {
    guard entry.home < lines.count, case let line = lines[entry.home], line.range.count <= 4_096 else {
      return nil
    }
    let bytes = working.bytes
    let start = entry.chain.range.lowerBound
    guard line.range.contains(start) else { return nil }
    var from = labelStart(before: start, on: line)
    for chain in line.chains.reversed() where chain.range.upperBound <= start {
      from = max(from, chain.range.upperBound)
      break
    }
    let front = from..<max(from, start)
    // The last word of `\text{Output head} &= …` was read as a symbol.
    var symbol: Range<Int>?
    if case .symbol(let name) = entry.chain.sides[0].located.expression, name.base.utf8.count > 1 {
      symbol = entry.chain.sides[0].located.range
    }
    if bytes[front].contains(where: { $0.isASCIILetter || $0 >= 0x80 }) {
      return front.lowerBound..<max(front.upperBound, symbol?.upperBound ?? 0)
    }
    var tail = Joint(bytes, from: entry.chain.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    if tail.take(WorkJoints.asides) { return tail.at..<line.range.upperBound }
    return labelAbove(entry.home) ?? symbol
  }

  /// A short line above without a calculation.
  private func labelAbove(_ home: Int) -> Range<Int>? {
    for place in (max(0, home - 2)..<home).reversed() {
      let above = lines[place]
      if above.range.isEmpty { continue }
      return above.range.count <= 96 && above.chains.isEmpty && above.row == nil ? above.range : nil
    }
    return nil
  }
}

private enum WorkJoints {
  static let dashes: PhraseSet = ["—", "–", "--", "- ", "←", ":", "："]
  static let asides: PhraseSet = ["(", "（", "#", "//"]
}
