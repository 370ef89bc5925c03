import Networks
import Symbolics

/// The gates, the time steps and the biases of a recurrent layer whose sizes the text states, or its formula shows.
///
/// An LSTM has four gates, a GRU three, each with a matrix for the input, one for the state and a bias: g·h·(i + h + 1)
/// weights in all, however many steps there are.
extension Calculation {
  mutating func checkRecurrentLayers(_ claims: [ModelClaim]) {
    guard lines.contains(where: { $0.mentions.contains { $0.noun.isCell } }) else { return }
    for claim in claims where isFree(claim) {
      guard claim.label.surroundings.containsAny(of: .recurrent) || saysCellNear(claim),
        let (cell, name) = recurrentCell(of: claim)
      else { continue }
      if let formula = claim.expression.flatMap({ RecurrentFormula($0) }) {
        check(formula, claim, cell)
        if !isFree(claim) { continue }
      }
      if checkCountTimesSteps(claim) { continue }
      guard let layer = recurrentSizes(of: claim, named: name) else { continue }
      let rights = RecurrentCount.all(cell.gates, layer)
      if rights.contains(where: { claim.isValue($0) }) {
        noteBiases(claim, cell, layer)
        continue
      }
      if let right = RecurrentCount.byTimeSteps(claim, cell.gates, layer) {
        report(.timestepsMultiplied, claim, correct: right)
      } else if !speaksOfGates(claim, cell), claim.isExact,
        let right = RecurrentCount.withOtherGates(claim, cell.gates, layer)
      {
        report(.recurrentGatesWrong, claim, correct: right)
      }
    }
  }

  /// Whether a cell is named a few lines above.
  private func saysCellNear(_ claim: ModelClaim) -> Bool {
    lines[max(0, claim.place - 8)...claim.place].contains { $0.mentions.contains { $0.noun.isCell } }
  }

  /// Both numbers of biases are right; a text that names the other framework should know.
  private mutating func noteBiases(
    _ claim: ModelClaim, _ cell: Operation.Recurrent.Cell, _ layer: RecurrentSizes
  ) {
    let line = lines[claim.place]
    let text = working.text(line.range).lowercased()
    let (saysOne, saysTwo) = (text.contains(substring: "keras"), text.contains(substring: "pytorch"))
    guard saysOne != saysTwo, let one = RecurrentCount.parameters(cell.gates, layer, biases: 1),
      let two = RecurrentCount.parameters(cell.gates, layer, biases: 2)
    else { return }
    let (stated, expected) = saysOne ? (two, one) : (one, two)
    guard claim.isValue(stated) else { return }
    findings.append(
      Draft(
        mistake: .recurrentBiasConvention, severity: .note, range: claim.range, claimed: stated,
        correct: expected))
  }

  /// Whether a line speaks of single gates, whose number is no layer's, or a later line makes the layer's of it.
  private func speaksOfGates(
    _ claim: ModelClaim, _ cell: Operation.Recurrent.Cell, gates: Int? = nil
  ) -> Bool {
    let line = lines[claim.place]
    if RecurrentWords.otherCells.isOn(line, of: working.bytes) { return true }
    if RecurrentWords.gates.isOn(line, of: working.bytes), !statesGates(gates, of: claim) { return true }
    return gates.map { isMadeWhole(claim, $0, cell.gates) } ?? isTakenUp(claim)
  }

  // MARK: - Formulas

  /// `3 × 256 × (100 + 256 + 1)` for an LSTM, `30 × 4 × ((16 + 64) × 64 + 64)` parameters.
  private mutating func check(
    _ formula: RecurrentFormula, _ claim: ModelClaim, _ cell: Operation.Recurrent.Cell
  ) {
    let line = lines[claim.place]
    let isBoth = claim.label.surroundings.contains(.bidirectional)
    var others = formula.factors
    func drop(_ number: Int) -> Bool {
      guard let place = others.firstIndex(of: number) else { return false }
      others.remove(at: place)
      return true
    }
    if formula.addsOneBias {
      guard others == [cell.gates], formula.layer.hidden > 8, !speaksOfGates(claim, cell),
        let right = RecurrentCount.parameters(cell.gates, formula.layer, biases: 1)
      else { return }
      return report(.biasCountWrong, claim, correct: right)
    }
    // A plain cell has one gate, which nobody writes.
    let isPlain = cell.gates == 1 && others.count == 1 && others.first == statedSteps(claim)
    let hasGates = isPlain || drop(cell.gates)
    if isBoth { _ = drop(2) }
    if hasGates {
      guard others.count == 1, let steps = statedSteps(claim), others[0] == steps, steps > 4,
        claim.label.saysParameters || countsParametersAbove(claim),
        let right = try? claim.value.divided(by: Rational(steps))
      else { return }
      return report(.timestepsMultiplied, claim, correct: right)
    }
    // Two of three may be one for each direction, and one none that is written.
    let gates = others.first ?? 1
    guard others.count <= 1, [1, 2, 3, 4].contains(gates), !speaksOfGates(claim, cell, gates: gates),
      isBoth || gates != 1 && gates != 2 || saysWholeCell(claim, line),
      let right = try? claim.value.multiplied(by: Rational(cell.gates)).divided(by: Rational(gates))
    else { return }
    report(.recurrentGatesWrong, claim, correct: right)
  }

  /// Whether the lines above a bare formula give that of the parameters, and nothing speaks of operations.
  private func countsParametersAbove(_ claim: ModelClaim) -> Bool {
    let above = lines[max(0, claim.place - 3)...claim.place]
    return above.contains { RecurrentWords.parameters.isOn($0, of: working.bytes) }
      && !above.contains { RecurrentWords.operations.isOn($0, of: working.bytes) }
  }

  /// The time steps that the text states before the claim or on its line.
  private func statedSteps(_ claim: ModelClaim) -> Int? {
    claim.sizes[.timeSteps] ?? claim.sizes[.tokens]
  }

  /// Whether a line gives the cell's name and its parameters with the formula, so that the whole layer is meant.
  private func saysWholeCell(_ claim: ModelClaim, _ line: TextLine) -> Bool {
    claim.label.saysParameters && line.mentions.contains { $0.noun.isCell }
      && !line.mentions.contains { $0.noun == .each || $0.noun == .ordinal(1) }
  }

  /// `200 × 394,240 = 78,848,000 parameters` where 394,240 are the layer's.
  private mutating func checkCountTimesSteps(_ claim: ModelClaim) -> Bool {
    guard let entry = claim.entry, case .product(let factors)? = claim.expression, factors.count == 2,
      let steps = claim.sizes[.timeSteps], steps > 1,
      saysParametersItself(entry) || isPartOfParameters(entry),
      let first = countOrSum(factors[0], claim), let second = countOrSum(factors[1], claim)
    else { return false }
    for (number, count) in [(first.value, second), (second.value, first)] where number == Rational(steps) {
      guard count.value >= 1_000,
        count.isSum || isStatedBefore(count.value, claim) || steps > 4 && tellsSteps(lines[claim.place])
      else { continue }
      report(.timestepsMultiplied, claim, correct: count.value)
      return true
    }
    return false
  }

  /// "LSTM, 30 time steps, so 30 × 49,800 parameters": whether the line itself gives the steps, and the parameters are no batch's.
  private func tellsSteps(_ line: TextLine) -> Bool {
    RecurrentSteps.words.isOn(line, of: working.bytes)
      && !RecurrentSteps.otherwise.isOn(line, of: working.bytes)
  }

  /// A number, or the sum of counts that stand before it: 3200 + 4096 + 64.
  private func countOrSum(_ factor: Expression, _ claim: ModelClaim) -> (value: Rational, isSum: Bool)? {
    if let number = Claim.numeral(of: factor)?.value { return (number, false) }
    guard case .sum(let terms) = factor, terms.count <= 8,
      terms.allSatisfy({ term in
        guard let number = Claim.numeral(of: term.value)?.value, !term.isSubtracted else { return false }
        return isStatedBefore(number, claim)
      }), let value = try? factor.evaluated()
    else { return nil }
    return (value, true)
  }

  /// Whether the word parameters stands right behind a result.
  private func saysParametersItself(_ entry: Entry) -> Bool {
    if entry.claimUnit == .parameters { return true }
    let end = entry.chain.range.upperBound
    let behind = end..<min(working.bytes.count, end + 16)
    return Phrases.contains(["param", "weights", "个参数", "参数"], in: behind, of: working.bytes)
  }

  /// `总参数: 496640 + 325 = 496965` on one of the next lines: a result that is a term of the parameters in all.
  private func isPartOfParameters(_ entry: Entry) -> Bool {
    guard entry.claimUnit == .none, let value = entry.claim?.value else { return false }
    for line in lines[min(entry.home + 1, lines.count)...].prefix(8)
    where line.mentions.contains(where: { $0.noun == .parameters }) {
      for chain in line.chains {
        guard
          case .sum(let terms) = chain.sides[0].isSymbolic && chain.sides.count > 1
            ? chain.sides[1].located.expression : chain.sides[0].located.expression
        else { continue }
        if terms.contains(where: { Claim.numeral(of: $0.value)?.value == value }) { return true }
      }
    }
    return false
  }

  /// Whether a number stands in the text before a claim, on its line or the lines above.
  private func isStatedBefore(_ value: Rational, _ claim: ModelClaim) -> Bool {
    lines[max(0, claim.place - 6)...claim.place].contains { line in
      (line.lone + line.chains.flatMap { $0.sides }).contains {
        $0.located.range.upperBound <= claim.range.lowerBound && $0.claim?.value == value
      }
    }
  }
}

/// The features that go into a recurrent layer, and those of its state.
struct RecurrentSizes: Sendable {
  var input: Int
  var hidden: Int
}

/// Counts of a recurrent layer, right and wrong.
enum RecurrentCount {
  /// g·h·(i + h + b)
  static func parameters(_ gates: Int, _ layer: RecurrentSizes, biases: Int) -> Rational? {
    let (sum, overflow) = layer.input.addingReportingOverflow(layer.hidden)
    guard !overflow, sum < .max - 2 else { return nil }
    return PartWeights.product(gates, layer.hidden, sum + biases)
  }

  /// All right counts: parameters with two biases, one or none, operations for a step at one or two for a multiply-add, all
  /// of them twice where the layer goes both ways.
  static func all(_ gates: Int, _ layer: RecurrentSizes) -> [Rational] {
    let counts = (0...2).compactMap { parameters(gates, layer, biases: $0) }
    let doubled = counts.compactMap { try? $0.multiplied(by: .two) }
    return counts + doubled + doubled.compactMap { try? $0.multiplied(by: .two) }
  }

  /// The right number, if the claim is that times the steps.
  static func byTimeSteps(_ claim: ModelClaim, _ gates: Int, _ layer: RecurrentSizes) -> Rational? {
    guard claim.label.saysParameters, let steps = claim.sizes[.timeSteps] ?? claim.sizes[.tokens], steps > 1
    else {
      return nil
    }
    return (0...2).compactMap { parameters(gates, layer, biases: $0) }.first { right in
      (try? right.multiplied(by: Rational(steps))).map { claim.isValue($0) } ?? false
    }
  }

  /// The right number, if the claim is the same layer with another number of gates; twice that only where no plain count
  /// is meant.
  static func withOtherGates(_ claim: ModelClaim, _ gates: Int, _ layer: RecurrentSizes) -> Rational? {
    for copies in claim.label.saysParameters ? [1] : [1, 2] {
      for biases in 0...2 {
        for other in [1, 2, 3, 4] where other != gates {
          guard let wrong = parameters(other * copies, layer, biases: biases), claim.isValue(wrong) else {
            continue
          }
          return parameters(gates * copies, layer, biases: biases)
        }
      }
    }
    return nil
  }
}

extension ModelClaim {
  /// Whether the number has enough digits to tell one count from another.
  fileprivate var isExact: Bool {
    guard let room = try? tolerance.multiplied(by: Rational(200)) else { return false }
    return room <= value
  }
}

private enum RecurrentSteps {
  static let words: PhraseSet = ["time steps", "timesteps", "time-steps", "个时间步", "时间步"]
  static let otherwise: PhraseSet = [
    "if ", "would", "not ", "n't", "read", "load", "access", "fetch", "读", "访问", "unshared", "separate",
    "per step", "如果", "若", "不共享", "不是", "而不", "每步",
  ]
}
