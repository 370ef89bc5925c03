import Networks
import Symbolics

/// A layer of gates without its inputs: `4 × (650 + 1) × 650` in a text whose words have 650 features. A layer has weights for
/// its inputs, for its state and a bias: 4·(i + h + 1)·h.
extension Calculation {
  mutating func checkInputsOfCells() {
    guard let cell = onlyCell else { return }
    var widths: Set<Rational>?
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 3,
        let hidden = unitsWithoutInputs(factors, cell), case let line = lines[entry.home],
        line.range.count <= 512,
        entry.claimUnit == .none || entry.claimUnit == .parameters,
        InputlessWords.layers.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 64), of: working.bytes),
        !InputlessWords.otherwise.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        isAsserted(side.located.range, on: line),
        let right = RecurrentCount.parameters(
          cell.gates, RecurrentSizes(input: hidden, hidden: hidden), biases: 1)
      else { continue }
      let known = widths ?? widthsOfWords
      widths = known
      guard known.contains(Rational(hidden)) else { continue }
      findings.append(
        Draft(
          mistake: .inputChannelsMissing, range: side.located.range, claimed: entry.value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .inputChannelsMissing
    }
  }

  /// The one kind of cell with gates that a text names.
  private var onlyCell: Operation.Recurrent.Cell? {
    var found: Noun?
    for line in lines where line.topics.contains(.model) {
      for mention in line.mentions where mention.noun.isCell {
        if let found, found != mention.noun { return nil }
        found = mention.noun
      }
    }
    return found?.cell
  }

  /// h of `g × (h + 1) × h`.
  private func unitsWithoutInputs(_ factors: [Expression], _ cell: Operation.Recurrent.Cell) -> Int? {
    var numbers: [Rational] = []
    var units: Rational?
    for factor in factors {
      switch factor {
      case .number(let numeral): numbers.append(numeral.value)
      case .sum(let terms):
        guard terms.count == 2, !terms[1].isSubtracted, case .number(let first) = terms[0].value,
          case .number(let second) = terms[1].value, second.value == .one
        else { return nil }
        units = first.value
      default: return nil
      }
    }
    guard let units, units > 8, numbers.count == 2, numbers.contains(units),
      numbers.contains(Rational(cell.gates))
    else { return nil }
    return units.integer
  }

  /// The features of the embeddings of a text, `embedding 10000 × 650`, which are the inputs.
  private var widthsOfWords: Set<Rational> {
    var widths: Set<Rational> = []
    for entry in entries where entry.home < lines.count {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2, case .number(let words) = factors[0], case .number(let features) = factors[1],
        words.value >= 1_000,
        InputlessWords.tables.isIn(
          lines[entry.home].stretch(before: side.located.range.lowerBound, atMost: 48), of: working.bytes)
      else { continue }
      widths.insert(features.value)
    }
    return widths
  }
}

/// A bias of one for a layer of many units: `b_h: 1`, `8,320 + 16,384 + 1` where 16,384 is 128 × 128.
extension Calculation {
  mutating func checkSingleBiases() {
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 3,
        case .number(let one) = terms[2].value, one.value == .one, !terms[2].isSubtracted,
        case .number(let first) = terms[0].value, case .number(let second) = terms[1].value,
        !terms[1].isSubtracted,
        first.value >= 16, second.value >= 16,
        let units = unitsOfState(first.value, second.value, before: index),
        let right = try? first.value.adding(second.value).adding(units),
        !isReported(entry.chain.range), isAsserted(side.located.range, on: lines[entry.home])
      else { continue }
      findings.append(
        Draft(
          mistake: .biasCountWrong, range: side.located.range, claimed: entry.value, correct: right,
          arguments: [("expected", .number(units))]))
      entry.status = .wrong
      entry.misconception = .biasCountWrong
    }
  }

  /// The side of a square matrix of states, worked out above as one of two numbers, where the other is of that many units.
  private func unitsOfState(_ first: Rational, _ second: Rational, before index: Int) -> Rational? {
    func sides(_ value: Rational) -> [Rational]? {
      let found = entries[max(0, index - 16)..<index].last { other in
        guard other.claim?.value == value, let side = other.workingSide,
          case .product(let factors) = side.located.expression
        else { return false }
        return factors.count == 2
      }
      return found?.workingSide.map { Factors.written(in: $0.located.expression) }
    }
    guard let one = sides(first), let other = sides(second), one.count == 2, other.count == 2 else {
      return nil
    }
    for (square, matrix) in [(other, one), (one, other)]
    where square[0] == square[1] && square[0] > 2 && matrix.contains(square[0]) {
      return square[0]
    }
    return nil
  }
}

private enum InputlessWords {
  static let layers: PhraseSet = ["layer", "lstm", "gru", "层"]
  static let tables: PhraseSet = ["embed", "嵌入", "词向量"]
  static let otherwise: PhraseSet = [
    "if ", "without", "only", "recurrent", "hidden-to-hidden", "hidden to hidden", "w_h", "u_", "univariate",
    "scalar",
    "not ", "n't", "wrong", "如果", "若", "不含", "不计", "只", "仅", "循环权重", "错",
  ]
}
