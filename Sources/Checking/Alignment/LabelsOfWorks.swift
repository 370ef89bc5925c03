import Symbolics

/// What names a calculation: the words in front of it, those between its formula and its result, a remark behind it, or the line
/// above.
extension Calculation {
  /// What names the thing that an entry calculates.
  func labelOfPart(_ entry: Entry) -> Range<Int>? {
    guard entry.home < lines.count, case let line = lines[entry.home], line.range.count <= 4_096 else {
      return nil
    }
    let start = entry.chain.range.lowerBound
    guard line.range.contains(start) else { return nil }
    var from = labelStart(before: start, on: line)
    // The arrow of "layer 2 (300 → 512)" ends no name.
    if let last = line.chains.last(where: { $0.hasEquality && $0.range.upperBound <= start }) {
      from = max(from, last.range.upperBound)
    }
    let front = from..<max(from, start)
    let symbol = symbolThatNames(entry)
    // `3×3: …` has no letters.
    if isName(front) || symbol != nil && working.bytes[front].contains(where: { isLetter($0) })
      || working.bytes[front].contains(0xC3)
    {
      return front.lowerBound..<max(front.upperBound, symbol?.upperBound ?? 0)
    }
    if let formula = entry.workingSide?.located.range, let result = entry.claimRange,
      let between = words(between: formula, result, on: line)
    {
      return between
    }
    if let remark = remark(behind: entry.chain.range.upperBound, on: line) { return remark }
    return cellThatNames(besides: [entry.chain.range], on: line) ?? labelAbove(entry.home) ?? symbol
  }

  /// The first side of a chain that only names it: the last word of `\text{Output head} &= …` was read as a symbol.
  private func symbolThatNames(_ entry: Entry) -> Range<Int>? {
    guard let working = entry.working, working > 0 else { return nil }
    let side = entry.chain.sides[0]
    if case .symbol(let name) = side.located.expression {
      return name.base.utf8.count > 1 ? side.located.range : nil
    }
    return side.located.range.count <= 16 && side.located.range != entry.claimRange
      ? side.located.range : nil
  }

  /// What names a formula and a result that stand apart.
  func label(of formula: Range<Int>, _ result: Range<Int>, on line: TextLine, _ place: Int) -> Range<Int>? {
    let (first, last) =
      formula.lowerBound < result.lowerBound ? (formula, result) : (result, formula)
    let front = labelStart(before: first.lowerBound, on: line)..<first.lowerBound
    if isName(front) {
      return isSymbol(front) ? remark(behind: last.upperBound, on: line) ?? front : front
    }
    return words(between: first, last, on: line) ?? remark(behind: last.upperBound, on: line)
      ?? labelAbove(place)
  }

  /// What names a number that stands alone: `192 parameters — Class token`, `Class token: 192`.
  func label(ofResult range: Range<Int>, on line: TextLine, _ place: Int) -> Range<Int>? {
    let front = line.stretch(before: range.lowerBound, atMost: 160)
    var tail = Joint(working.bytes, from: range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    if isName(front) {
      let remark = remark(behind: range.upperBound, on: line)
      if isSymbol(front), let remark { return remark }
      return tail.isAtClauseEnd() || isEndOfRow(tail) || remark != nil ? front : nil
    }
    if tail.isAtEnd { return labelAbove(place) }
    return tail.take(WorkJoints.dashes) || tail.take(WorkJoints.asides)
      ? tail.at..<max(tail.at, line.range.upperBound) : nil
  }

  /// `\\` ends a row of LaTeX.
  private func isEndOfRow(_ tail: Joint) -> Bool {
    tail.at < tail.end && working.bytes[tail.at..<tail.end].allSatisfy { $0 == UInt8(ascii: "\\") }
  }

  /// "98,816 parameters of the LSTM, 4 × …": what stands between, without the bracket of the second.
  private func words(between first: Range<Int>, _ last: Range<Int>, on line: TextLine) -> Range<Int>? {
    let end = min(last.lowerBound, line.range.upperBound)
    var joint = Joint(working.bytes, from: first.upperBound, to: end)
    _ = joint.takeUnits()
    guard joint.at < end, end - joint.at > 5, case let between = joint.at..<end, isName(between) else {
      return nil
    }
    return between
  }

  /// The first cell of a row that names something.
  private func cellThatNames(besides ranges: [Range<Int>], on line: TextLine) -> Range<Int>? {
    line.row?.cells.prefix(4).first { cell in
      isName(cell) && !ranges.contains { cell.overlaps($0) }
    }
  }

  /// `# LSTM parameters`, `(LSTM parameters)`, `— LSTM parameters` right behind a calculation.
  private func remark(behind place: Int, on line: TextLine) -> Range<Int>? {
    let bytes = working.bytes
    var joint = Joint(bytes, from: place, to: line.range.upperBound)
    if joint.at < joint.end, bytes[joint.at] == UInt8(ascii: ")") { joint.at += 1 }
    _ = joint.takeUnits()
    guard joint.take(WorkJoints.asides) else { return nil }
    joint.skipBlanks()
    guard joint.at < line.range.upperBound else { return nil }
    // `(12 blocks)`, `(4 个块)`, but not `(28 x 28)`
    let rest = joint.at..<line.range.upperBound
    return isLetter(bytes[joint.at]) || bytes[rest].count(where: { $0.isASCIILetter }) > 3
      || bytes[rest].contains { $0 > 0x80 && isLetter($0) } ? rest : nil
  }

  /// A short line above without a calculation.
  private func labelAbove(_ home: Int) -> Range<Int>? {
    for place in (max(0, home - 2)..<home).reversed() {
      let above = lines[place]
      if above.range.isEmpty { continue }
      return above.range.count <= 120 && above.chains.isEmpty && above.row == nil ? above.range : nil
    }
    return nil
  }

  /// Where the name in front of a place may begin: behind the sentence before, some hundred bytes back at most.
  func labelStart(before place: Int, on line: TextLine) -> Int {
    let bytes = working.bytes
    var at = place
    let start = max(line.range.lowerBound, place - 160)
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

  /// Whether a stretch has words, not only the signs of a formula.
  func isName(_ range: Range<Int>) -> Bool {
    let bytes = working.bytes
    guard let first = range.first(where: { isLetter(bytes[$0]) }) else { return false }
    return !WorkJoints.marks.isIn(first..<range.upperBound, of: bytes)
      || bytes[range].count(where: { isLetter($0) }) > 5
  }

  private func isLetter(_ byte: UInt8) -> Bool { byte.isASCIILetter || byte >= 0xE3 && byte != 0xEF }

  /// Whether nothing but a symbol stands in front: `P_rnn =`.
  private func isSymbol(_ range: Range<Int>) -> Bool {
    var count = 0
    return !working.bytes.containsRun(in: range, of: { $0 != .space && $0 != UInt8(ascii: "=") }) { word in
      count += 1
      return count > 1 || word.count > 10
    }
  }

  /// Whether a colon, a sign of equality, an arrow or a gap stands at the end of a name, or the name elsewhere than in front: `Two
  /// norms: 1,024`, but not "norms of width 512".
  func isJoined(_ work: LabelledWork) -> Bool {
    let (front, bytes) = (work.label, working.bytes)
    guard work.formula == nil, front.upperBound <= work.range.lowerBound,
      front.lowerBound >= lines[work.home].range.lowerBound, lines[work.home].row == nil
    else { return true }
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
}

private enum WorkJoints {
  static let dashes: PhraseSet = ["—", "–", "--", "- ", "←", ":", "：", "→", "|"]
  static let asides: PhraseSet = ["(", "（", "#", "—", "–", "//", "←"]
  static let marks: PhraseSet = ["times", "cdot", "text"]
}
