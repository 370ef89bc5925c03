import Symbolics

/// A number with the words that name it and the formula that it was calculated by, in whatever order they stand.
///
///     LSTM parameters: 4 × (64 × 128 + …) = 98,816
///     | 98,816 | LSTM parameters | 4 × (64 × 128 + …) |
///     98,816 — LSTM parameters (4 × (64 × 128 + …))
struct LabelledCalculation {
  /// The words.
  let label: Range<Int>
  /// The formula, nil where a number stands alone.
  let expression: Expression?
  /// The formula, or the number where there is none.
  let range: Range<Int>
  /// The number.
  let value: Int
  let unit: Unit
  /// The place of its line.
  let home: Int
  /// Where it ends.
  let end: Int

  /// The plain numbers that it adds up.
  func addends(_ calculation: Calculation) -> [Rational]? {
    expression.flatMap { calculation.plainAddends(of: $0) }
  }
}

extension Calculation {
  /// The calculations of whole numbers with what names them, in the order of the text.
  var labelledCalculations: [LabelledCalculation] {
    var all: [LabelledCalculation] = []
    for (place, line) in lines.enumerated() where line.range.count <= 4_096 {
      guard all.count < 512 else { break }
      let sides = NumericSides(line)
      if sides.numbers.isEmpty { continue }
      let found = line.row != nil || sides.compounds.count(where: { sides.result(of: $0) != nil }) <= 1
      if found, let single = single(sides, on: line, place) {
        all.append(single)
        // "73,728 multiply-adds a step, 20 steps take 1,474,560": what follows has words of its own.
        if line.row == nil, single.expression != nil {
          addSentences(sides, on: line, place, from: single.end, to: &all)
        }
      } else if line.row == nil {
        addSentences(sides, on: line, place, from: line.range.lowerBound, to: &all)
      }
    }
    return all
  }

  /// The one calculation of a line or a row.
  private func single(_ sides: NumericSides, on line: TextLine, _ place: Int) -> LabelledCalculation? {
    guard let formula = sides.compounds.last(where: { sides.result(of: $0) != nil }),
      let result = sides.result(of: formula), let value = result.claim?.value.integer
    else {
      return line.row.flatMap { resultOfRow($0, sides, place) } ?? resultInFront(sides, on: line, place)
    }
    let ranges = [formula.located.range, result.located.range].sorted { $0.lowerBound < $1.lowerBound }
    guard let label = label(around: ranges, on: line, place) else { return nil }
    return LabelledCalculation(
      label: label, expression: formula.located.expression, range: formula.located.range, value: value,
      unit: result.unit, home: place, end: ranges[1].upperBound)
  }

  /// The words of a row, those in front of a calculation, between its formula and its result, behind both, or above.
  private func label(around ranges: [Range<Int>], on line: TextLine, _ place: Int) -> Range<Int>? {
    let (first, last) = (ranges[0], ranges[ranges.count - 1])
    if let row = line.row {
      return row.cells.prefix(4).lazy.map { cell in
        // `| LSTM | …` and `| LSTM: 4 × … |`
        ranges.first { $0.lowerBound >= cell.lowerBound && $0.lowerBound < cell.upperBound }
          .map { cell.lowerBound..<$0.lowerBound } ?? cell
      }.first { names($0) }
    }
    // A chain over several lines is that of the last one.
    if first.lowerBound < line.range.lowerBound {
      guard
        let above = lines[max(0, place - 4)..<place].lastIndex(where: {
          $0.range.lowerBound <= first.lowerBound
        }), first.lowerBound < lines[above].range.upperBound
      else { return nil }
      return label(around: [first], on: lines[above], above)
    }
    let limit = line.range.upperBound
    let front = line.stretch(before: first.lowerBound, atMost: 160)
    let between = first.upperBound..<max(first.upperBound, min(last.lowerBound, limit))
    let behind = min(last.upperBound, limit)..<min(limit, last.upperBound + 120)
    let isSymbol = isOneWord(front)
    if names(front), !isSymbol { return front }
    if names(between), between.count > 6 { return between }
    if names(behind), let comment = comment(in: behind) { return comment }
    if names(front) { return front }
    return labelAbove(place)
  }

  /// The line above, as far as one is left out between them.
  private func labelAbove(_ place: Int) -> Range<Int>? {
    for above in (max(0, place - 2)..<place).reversed() {
      if lines[above].range.isEmpty { continue }
      return lines[above].range.count <= 120 && lines[above].row == nil ? lines[above].range : nil
    }
    return nil
  }

  /// `| Class token | – | 192 |`: the only number of a row behind its words.
  private func resultOfRow(_ row: TableRow, _ sides: NumericSides, _ place: Int) -> LabelledCalculation? {
    guard let label = row.cells.first(where: { names($0) }) else { return nil }
    let others = sides.numbers.filter { !label.contains($0.located.range.lowerBound) }
    guard others.count == 1, let value = others[0].claim?.value.integer else { return nil }
    return LabelledCalculation(
      label: label, expression: nil, range: others[0].located.range, value: value, unit: others[0].unit,
      home: place, end: others[0].located.range.upperBound)
  }

  /// `192 parameters — Class token`, `Class token: 192`: a number without a formula.
  private func resultInFront(_ sides: NumericSides, on line: TextLine, _ place: Int) -> LabelledCalculation? {
    guard line.range.count <= 256, line.chains.count <= 1, let first = sides.numbers.first,
      let last = sides.numbers.last
    else { return nil }
    // Labels have numbers, too.
    let ofChain = line.chains.first?.sides.last.flatMap { $0.isCompound || $0.isSymbolic ? nil : $0 }
    let isFirst = !names(line.stretch(before: first.located.range.lowerBound, atMost: 32))
    let result = isFirst ? first : ofChain ?? last
    guard let claim = result.claim, claim.lastPlace == .one, let value = claim.value.integer else {
      return nil
    }
    let range = result.located.range
    var joint = Joint(working.bytes, from: range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    let behind = min(joint.at, line.range.upperBound)..<line.range.upperBound
    let front = line.stretch(before: range.lowerBound, atMost: 160)
    guard let label = label(front, behind, place) else { return nil }
    return LabelledCalculation(
      label: label, expression: nil, range: range, value: value, unit: result.unit, home: place,
      end: range.upperBound)
  }

  /// What names a number that stands alone between two stretches of its line.
  private func label(_ front: Range<Int>, _ behind: Range<Int>, _ place: Int) -> Range<Int>? {
    var joint = Joint(working.bytes, from: behind.lowerBound, to: behind.upperBound)
    joint.skipBlanks()
    if names(front) {
      if isOneWord(front), let comment = comment(in: behind) { return comment }
      return joint.isAtClauseEnd() || joint.isAtEnd || comment(in: behind) != nil ? front : nil
    }
    if joint.isAtEnd { return labelAbove(place) }
    return joint.take(Labelling.dashes) || joint.take(Labelling.openings) ? joint.at..<behind.upperBound : nil
  }

  /// The calculations of a line that has several: each begins behind the last one or with its sentence.
  private func addSentences(
    _ sides: NumericSides, on line: TextLine, _ place: Int, from start: Int,
    to all: inout [LabelledCalculation]
  ) {
    var from = start
    for result in sides.numbers.prefix(96) where result.located.range.lowerBound >= from {
      guard let value = result.claim?.value.integer else { continue }
      let range = result.located.range
      let formula = sides.compounds.first {
        $0.outcome.value == result.claim?.value && $0.located.range.upperBound <= range.lowerBound
          && $0.located.range.lowerBound >= from && range.lowerBound - $0.located.range.upperBound <= 12
      }
      let bracket = sides.compounds.first {
        $0.outcome.value == result.claim?.value && $0.located.range.lowerBound >= range.upperBound
          && $0.located.range.lowerBound - range.upperBound <= 32
      }
      guard formula != nil || bracket != nil || result.unit != .none || value >= 1_000 else { continue }
      let start = (formula ?? result).located.range.lowerBound
      let front = sentence(endingAt: start, from: max(from, start - 160))
      from = max(range.upperBound, bracket?.located.range.upperBound ?? 0)
      guard names(front) else { continue }
      all.append(
        LabelledCalculation(
          label: front, expression: (formula ?? bracket)?.located.expression,
          range: (formula ?? bracket ?? result).located.range, value: value, unit: result.unit, home: place,
          end: from))
    }
  }

  /// What stands of a sentence before a place.
  private func sentence(endingAt place: Int, from start: Int) -> Range<Int> {
    let bytes = working.bytes
    var at = place
    while at > start {
      if at + 1 < place, bytes[at - 1] == UInt8(ascii: "."), bytes[at] == .space { break }
      if bytes[at - 1] == UInt8(ascii: ";") { break }
      // 。 is E3 80 82, ； EF BC 9B.
      if at - 3 >= start, bytes[at - 1] == 0x82, bytes[at - 2] == 0x80, bytes[at - 3] == 0xE3 { break }
      if at - 3 >= start, bytes[at - 1] == 0x9B, bytes[at - 2] == 0xBC, bytes[at - 3] == 0xEF { break }
      at -= 1
    }
    return at..<place
  }

  /// `# LSTM parameters`, `(LSTM parameters)`, `— LSTM parameters` right behind a calculation.
  private func comment(in behind: Range<Int>) -> Range<Int>? {
    var joint = Joint(working.bytes, from: behind.lowerBound, to: behind.upperBound)
    _ = joint.takeUnits()
    guard joint.take(Labelling.openings) else { return nil }
    joint.skipBlanks()
    guard joint.at < behind.upperBound else { return nil }
    let rest = joint.at..<behind.upperBound
    // `(12 blocks)`, but not `(28 x 28)`
    return isLetter(working.bytes[joint.at]) || working.bytes[rest].count(where: { isLetter($0) }) > 3
      ? rest : nil
  }

  private func names(_ range: Range<Int>) -> Bool {
    working.bytes[range].contains { isLetter($0) } && !Labelling.marks.isIn(range, of: working.bytes)
      || working.bytes[range].count(where: { isLetter($0) }) > 3
  }

  private func isLetter(_ byte: UInt8) -> Bool { byte.isASCIILetter || byte >= 0xE3 }

  /// Whether nothing but a symbol stands in front: `P_rnn =`.
  private func isOneWord(_ range: Range<Int>) -> Bool {
    let bytes = working.bytes
    var count = 0
    let isSymbol = !bytes.containsRun(in: range, of: { $0 != .space && $0 != UInt8(ascii: "=") }) { word in
      count += 1
      return count > 1 || word.count > 10
    }
    return isSymbol
  }
}

/// The sides of a line that compute with numbers, and the whole numbers that they may give.
private struct NumericSides {
  private(set) var compounds: [Chain.Side] = []
  private(set) var numbers: [Chain.Side] = []

  init(_ line: TextLine) {
    func add(_ side: Chain.Side) {
      if side.isSymbolic { return }
      if side.isCompound {
        if side.outcome.value != nil { compounds.append(side) }
      } else if let claim = side.claim, claim.lastPlace == .one, claim.scale == .one, claim.value > .zero {
        numbers.append(side)
      }
    }
    for side in line.lone { add(side) }
    for chain in line.chains { for side in chain.sides { add(side) } }
    compounds.sort { $0.located.range.lowerBound < $1.located.range.lowerBound }
    numbers.sort { $0.located.range.lowerBound < $1.located.range.lowerBound }
  }

  /// The number that a side gives.
  func result(of side: Chain.Side) -> Chain.Side? {
    guard let value = side.outcome.value else { return nil }
    return numbers.first { $0.claim?.value == value }
  }
}

private enum Labelling {
  static let dashes: PhraseSet = ["—", "–", "--", "-", ":", "：", "→", "|"]
  static let openings: PhraseSet = ["#", "(", "（", "—", "–", "//", "←"]
  static let marks: PhraseSet = ["times", "cdot", "text"]
}
