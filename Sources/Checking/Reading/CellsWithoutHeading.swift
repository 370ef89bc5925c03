import Symbolics

/// Tables whose headings do not say which column is the calculation and which one its result, or that have none: where the
/// cell behind an expression is its value in one row, it is meant so in the others.
///
///     | FC1 | 7×7×512×4096 + 4096 | 102,760,448 |
///     | FC2 | 4096×4096 + 4096    | 16,781,312  |
struct CellsWithoutHeading {
  let bytes: [UInt8]

  /// An expression with the number that has the next cell to itself.
  private struct Pair {
    let line: TextLine
    let column: Int
    let chain: Chain
    let isRight: Bool
  }

  /// Gives the rows the chains that are not written.
  func join(_ lines: [TextLine]) {
    var start = 0
    while start < lines.count {
      guard lines[start].row != nil else {
        start += 1
        continue
      }
      var end = start + 1
      while end < lines.count, lines[end].row != nil { end += 1 }
      // In LaTeX a rule and `\endhead` part the heading from the rows.
      let heading = lines[max(0, start - 4)..<start].last { $0.row != nil } ?? lines[start]
      if end - start >= 2 { join(table: lines[start..<end], under: heading) }
      start = end
    }
  }

  /// Sizes beside their weights in K or M: `| fc1 | 9216×4096 | 3.8M |`, where other rows show that the product is meant and
  /// this one is off by a power of ten. Biases may be counted besides.
  private func joinScaled(_ table: ArraySlice<TextLine>) {
    var near: [Int: (exact: Int, count: Int)] = [:]
    var off: [(line: TextLine, column: Int, chain: Chain)] = []
    for line in table where line.lone.count == 2 && line.chains.isEmpty {
      guard let cells = line.row?.cells, case let (side, result) = (line.lone[0], line.lone[1]),
        let column = cells.firstIndex(where: { $0.contains(side.located.range.lowerBound) }),
        column + 1 < cells.count, cells[column + 1].contains(result.located.range.lowerBound),
        case .product(let factors) = side.located.expression, (2...4).contains(factors.count),
        isAlone(side, in: cells[column]), isAlone(result, in: cells[column + 1]),
        let value = side.outcome.value, value >= 1_000, let claim = result.claim, claim.scale.isPrefix,
        claim.shows(atLeast: 10), let ratio = try? claim.value.divided(by: value)
      else { continue }
      if LinkChecker.isWithin(CellsWithoutHeading.biases, ratio, .one) {
        let half = (try? claim.lastPlace.divided(by: .two)) ?? .zero
        let isExact = claim.shows(atLeast: 100) && LinkChecker.isWithin(half, claim.value, value)
        let before = near[column] ?? (0, 0)
        near[column] = (before.exact + (isExact ? 1 : 0), before.count + 1)
      } else if [1, -1].contains(Magnitude.power(from: value, to: claim) ?? 0) {
        off.append((line, column, Chain(sides: [side, result], signs: [.equal], line: line.index)))
      }
    }
    guard off.count == 1, let shown = near[off[0].column], shown.exact > 0 || shown.count >= 3 else { return }
    off[0].line.chains.append(off[0].chain)
  }

  private static let biases = (try? Rational(1, over: 25)) ?? .zero

  private func join(table: ArraySlice<TextLine>, under heading: TextLine) {
    joinScaled(table)
    var pairs: [Pair] = []
    for line in table where line.lone.count >= 2 && line.lone.count <= 16 {
      if let pair = pair(on: line) { pairs.append(pair) }
    }
    guard pairs.count >= 2, let proof = pairs.first(where: { $0.isRight }) else { return }
    let same = pairs.filter { $0.column == proof.column }
    guard same.count >= 2, same.count(where: { $0.isRight }) * 2 >= same.count,
      !holdsShapes(proof.column, under: heading)
    else { return }
    for pair in same where pair.isRight || isNear(pair.chain) {
      pair.line.chains.append(pair.chain)
      pair.line.chains.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
  }

  /// Whether the heading of a column says that its products are shapes: the `2,048 × 256` of an output may be as large as the
  /// parameters beside it.
  private func holdsShapes(_ column: Int, under heading: TextLine) -> Bool {
    guard let cells = heading.row?.cells, cells.indices.contains(column) else { return false }
    return CellsWithoutHeading.shapes.isIn(cells[column], of: bytes)
  }

  private static let shapes: PhraseSet = [
    "output", "input", "shape", "size", "map", "dimension", "输出", "輸出", "输入", "形状", "形狀", "尺寸", "大小", "维度",
  ]

  /// The last expression of a row with a number alone in the cell behind it; nil where a chain has read it already.
  private func pair(on line: TextLine) -> Pair? {
    guard let cells = line.row?.cells else { return nil }
    for (place, side) in line.lone.enumerated().reversed() where mayBeCalculation(side) {
      guard place + 1 < line.lone.count,
        let column = cells.firstIndex(where: { $0.contains(side.located.range.lowerBound) }),
        column + 1 < cells.count, case let next = cells[column + 1]
      else { continue }
      let inside = line.lone.filter { next.contains($0.located.range.lowerBound) }
      guard inside.count == 1, let claim = inside[0].claim, claim.value > .one, isAlone(inside[0], in: next),
        isAlone(side, in: cells[column]), let value = side.outcome.value,
        !line.chains.contains(where: { chain in
          chain.range.overlaps(cells[column]) || chain.range.overlaps(next)
        })
      else { continue }
      let isSure = value >= 1_000 || value >= 100 && isSumOfProducts(side)
      let isRight = claim.value == value && claim.lastPlace == .one && isSure
      let chain = Chain(sides: [side, inside[0]], signs: [.equal], line: line.index)
      return Pair(line: line, column: column, chain: chain, isRight: isRight)
    }
    return nil
  }

  /// `3×3×3 + 3×64`: no number beside it is its value by chance.
  private func isSumOfProducts(_ side: Chain.Side) -> Bool {
    guard case .sum(let terms) = side.located.expression else { return false }
    return terms.count(where: { if case .product = $0.value { true } else { false } }) >= 2
  }

  /// Whether an expression calculates: a sum or at least two factors, and no map such as `56×56×64`.
  private func mayBeCalculation(_ side: Chain.Side) -> Bool {
    guard side.isCompound, !side.isSymbolic, side.unit == .none else { return false }
    guard case .product(let factors) = side.located.expression, (2...3).contains(factors.count),
      case .number(let first) = factors[0], case .number(let second) = factors[1]
    else { return true }
    return first.value != second.value
  }

  /// Whether nothing stands in a cell beside a side but marks and the word of its unit.
  private func isAlone(_ side: Chain.Side, in cell: Range<Int>) -> Bool {
    let range = side.located.range
    guard range.lowerBound >= cell.lowerBound, range.upperBound <= cell.upperBound else { return false }
    // `标准: 3×3×3×64`: a label without numbers stands before the calculation.
    let label = bytes[cell.lowerBound..<range.lowerBound].lastIndex { $0 == UInt8(ascii: ":") }
    let isLabelled =
      label.map { place in !bytes[cell.lowerBound..<place].contains { $0.isASCIIDigit } } ?? false
    let start = bytes.skip(from: isLabelled ? (label ?? 0) + 1 : cell.lowerBound, to: range.lowerBound) {
      $0 <= 0x20 || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "`")
    }
    var joint = Joint(bytes, from: range.upperBound, to: cell.upperBound)
    _ = joint.takeUnits()
    return start == range.lowerBound && joint.isAtEnd
  }

  /// Whether a number may be meant as the value: not the size of the next layer.
  private func isNear(_ chain: Chain) -> Bool {
    guard let value = chain.sides[0].outcome.value, let claim = chain.sides[1].claim, value >= 100 else {
      return false
    }
    return SameNumber.isNear(value, claim.value) || Digits.differ(value, claim.value)
      || Magnitude.power(from: value, to: claim) != nil
  }
}
