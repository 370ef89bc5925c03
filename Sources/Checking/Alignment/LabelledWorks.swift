import Symbolics

/// A result with its name and mostly with its formula, in whichever order the three stand.
///
///     FFN: 2×512×2048 = 2,097,152
///     | 2,097,152 | FFN | 2×512×2048 |
///     2,097,152 — FFN (2×512×2048)
///     Two norms: 1,024
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
  /// Where both stand.
  let whole: Range<Int>
  /// The place of its line.
  let home: Int
  /// The chain that it was read from, if it is one.
  let entry: Entry?
  /// The whole number that is the result of its formula and that the text writes out, up to 2⁵⁰.
  let count: Int?

  /// What an entry calculates.
  fileprivate init?(_ entry: Entry, named label: Range<Int>) {
    guard let side = entry.workingSide, let value = entry.value, let claim = entry.claim else { return nil }
    self.init(
      label, side.located, value, claim, entry.claimUnit, whole: entry.chain.range, home: entry.home,
      entry: entry)
  }

  /// A result with a formula that stands elsewhere on its line, or with none.
  fileprivate init?(_ label: Range<Int>, _ formula: Chain.Side?, _ result: Chain.Side, home: Int) {
    guard let claim = result.claim, let value = formula.map({ $0.outcome.value }) ?? claim.value else {
      return nil
    }
    let (first, second) = (formula?.located.range ?? result.located.range, result.located.range)
    self.init(
      label, formula?.located, value, claim, result.unit,
      whole: min(first.lowerBound, second.lowerBound)..<max(first.upperBound, second.upperBound), home: home,
      entry: nil)
  }

  private init(
    _ label: Range<Int>, _ formula: Located?, _ value: Rational, _ claim: Numeral, _ unit: Unit,
    whole: Range<Int>, home: Int, entry: Entry?
  ) {
    (self.label, self.formula, self.value, self.claim, self.unit) = (label, formula, value, claim, unit)
    (self.whole, self.home, self.entry) = (whole, home, entry)
    range = formula?.range ?? whole
    count =
      claim.lastPlace == .one && claim.scale == .one && claim.value == value && value > .zero
        && value <= LabelledWork.largestCount ? value.integer : nil
  }

  /// Rules add and double counts: 2⁵⁰ is more than any layer has.
  private static let largestCount = Rational(whole: 1 << 50)

  var expression: Expression? { formula?.expression }

  /// Whether its formula gives its result and nothing was found in it yet.
  var isRight: Bool {
    entry.map { $0.status == .right && $0.misconception == nil } ?? (value == claim.value)
  }

  /// Whether it may be a number of parameters, as far as its unit says.
  var mayBeParameters: Bool { unit == .none || unit == .parameters || unit == .other }

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
        let entry = entries[next]
        next += 1
        guard entry.home == place, entry.workingSide != nil, let label = labelOfPart(entry) else { continue }
        if let work = LabelledWork(entry, named: label) { works.append(work) }
      }
      guard line.range.count <= 4_096, works.count < 512 else { continue }
      let bare = BareSides(line)
      if bare.numbers.isEmpty { continue }
      if line.row != nil {
        if works.count == first, let work = workOfRow(line, bare, place) { works.append(work) }
        continue
      }
      addWorksApart(bare, on: line, place, to: &works)
      if works.count == first, let work = resultAlone(bare, on: line, place) {
        works.append(work)
        continue
      }
      if works.count - first > 1 { works[first...].sort { $0.whole.lowerBound < $1.whole.lowerBound } }
      addResultsInProse(bare, on: line, place, from: first, to: &works)
    }
    return works
  }

  /// The plain numbers that a result adds up.
  func addends(of work: LabelledWork) -> [Rational]? {
    work.expression.flatMap { plainAddends(of: $0) }
  }

  /// A formula and its result that no sign joins: `FFN → 2,097,152 parameters (2×512×2048)`, `2,097,152 — FFN (2×512×2048)`, "the
  /// LSTM has 4 × (64 × 128 + …), which are 98,816 parameters".
  private func addWorksApart(
    _ bare: BareSides, on line: TextLine, _ place: Int, to works: inout [LabelledWork]
  ) {
    for formula in bare.formulas {
      guard let result = bare.result(of: formula, isBracketed: isBracketed(formula, on: line)),
        let label = label(of: formula.located.range, result.located.range, on: line, place),
        let work = LabelledWork(label, formula, result, home: place)
      else { continue }
      works.append(work)
    }
  }

  private func isBracketed(_ formula: Chain.Side, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let start = formula.located.range.lowerBound
    if bytes[start] == UInt8(ascii: "(") { return true }
    let end = bytes.skipBlanksBack(from: start, to: line.range.lowerBound)
    return end > line.range.lowerBound && bytes[end - 1] == UInt8(ascii: "(") || bytes.has("（", at: end - 3)
  }

  /// A row of a name and a number, with or without the formula between or behind them.
  private func workOfRow(_ line: TextLine, _ bare: BareSides, _ place: Int) -> LabelledWork? {
    guard let cells = line.row?.cells, (2...6).contains(cells.count), bare.formulas.count <= 1,
      let label = cells.prefix(4).first(where: { cell in
        isName(cell) && !bare.formulas.contains { cell.contains($0.located.range.lowerBound) }
      })
    else { return nil }
    let others = bare.numbers.filter { !label.contains($0.located.range.lowerBound) }
    let right = bare.formulas.first.flatMap { formula in
      others.first { $0.claim?.value == formula.outcome.value }
    }
    guard let result = right ?? (others.count == 1 ? others[0] : nil) else { return nil }
    return LabelledWork(label, bare.formulas.first, result, home: place)
  }

  /// `Two RMSNorms: 512`, `512 parameters — Two RMSNorms`, `P_norm = 512  (Two RMSNorms)`: nothing but a name and a result.
  private func resultAlone(_ bare: BareSides, on line: TextLine, _ place: Int) -> LabelledWork? {
    guard line.range.count <= 256, line.chains.count <= 1, !bare.hasChainOfFormula,
      let first = bare.numbers.first, let last = bare.numbers.last
    else { return nil }
    // Names have numbers, too.
    let isFirst = !isName(line.stretch(before: first.located.range.lowerBound, atMost: 32))
    let ofChain = line.chains.first?.sides.last.flatMap { $0.isCompound || $0.isSymbolic ? nil : $0 }
    let result = isFirst ? first : ofChain ?? last
    return label(ofResult: result.located.range, on: line, place).flatMap {
      LabelledWork($0, nil, result, home: place)
    }
  }

  /// Results in sentences, named by what stands in front of each: "One step takes 73,728 multiply-adds, 20 steps take 1,474,560".
  private func addResultsInProse(
    _ bare: BareSides, on line: TextLine, _ place: Int, from first: Int, to works: inout [LabelledWork]
  ) {
    let others = works[first...]
    var at = first
    var from = others.first?.whole.upperBound ?? line.range.lowerBound
    var found: [LabelledWork] = []
    for result in bare.numbers.prefix(96) where result.located.range.lowerBound >= from {
      while at < others.endIndex, others[at].whole.lowerBound < result.located.range.lowerBound {
        from = max(from, others[at].whole.upperBound)
        at += 1
      }
      guard let claim = result.claim, claim.lastPlace == .one, claim.value.isInteger,
        case let range = result.located.range, range.lowerBound >= from,
        result.unit != .none || claim.value >= 1_000
      else { continue }
      let label = max(from, labelStart(before: range.lowerBound, on: line))..<range.lowerBound
      from = range.upperBound
      if isName(label), let work = LabelledWork(label, nil, result, home: place) { found.append(work) }
    }
    guard !found.isEmpty else { return }
    works += found
    if found.count < works.count - first {
      works[first...].sort { $0.whole.lowerBound < $1.whole.lowerBound }
    }
  }
}

/// What a line computes with numbers outside of chains, and the numbers that it writes.
private struct BareSides {
  private(set) var formulas: [Chain.Side] = []
  private(set) var numbers: [Chain.Side] = []
  private(set) var hasChainOfFormula = false

  init(_ line: TextLine) {
    for side in line.lone where !side.isSymbolic {
      if side.isCompound {
        if side.outcome.value != nil { formulas.append(side) }
      } else if side.claim != nil {
        numbers.append(side)
      }
    }
    if line.chains.isEmpty { return }
    for chain in line.chains {
      for side in chain.sides where !side.isSymbolic {
        if side.isCompound { hasChainOfFormula = true } else if side.claim != nil { numbers.append(side) }
      }
    }
    numbers.sort { $0.located.range.lowerBound < $1.located.range.lowerBound }
  }

  /// The number that a formula gives, else the last one in front of its bracket.
  func result(of formula: Chain.Side, isBracketed: Bool) -> Chain.Side? {
    numbers.first { $0.claim?.value == formula.outcome.value }
      ?? (isBracketed
        ? numbers.last { $0.located.range.upperBound <= formula.located.range.lowerBound } : nil)
  }
}
