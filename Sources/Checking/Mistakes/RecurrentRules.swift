import Networks
import Symbolics

/// The gates, the time steps and the biases of a recurrent layer whose sizes the text states: "LSTM 64→128".
///
/// An LSTM has four gates, a GRU three, each with a matrix for the input, one for the state and a bias: g·h·(i + h + 1)
/// weights in all, however many steps there are.
extension Calculation {
  mutating func checkRecurrentLayers(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) && claim.label.surroundings.containsAny(of: .recurrent) {
      guard let cell = claim.cell, let layer = recurrentSizes(of: claim) else { continue }
      let rights = RecurrentCount.all(cell.gates, layer)
      if rights.contains(where: { claim.isValue($0) }) {
        noteBiases(claim, cell, layer)
        continue
      }
      if let right = RecurrentCount.byTimeSteps(claim, cell.gates, layer) {
        report(.timestepsMultiplied, claim, correct: right)
      } else if !speaksOfGates(claim), let right = RecurrentCount.withOtherGates(claim, cell.gates, layer) {
        report(.recurrentGatesWrong, claim, correct: right)
      }
    }
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

  /// Whether a line speaks of single gates, whose number is no layer's, or a later line takes the number up.
  private func speaksOfGates(_ claim: ModelClaim) -> Bool {
    let text = working.text(lines[claim.place].range).lowercased()
    return text.contains(substring: "gate") || text.contains(substring: "门") || isTakenUp(claim)
  }

  /// The sizes of the layer: `64→128`, "input 64, hidden 128".
  private func recurrentSizes(of claim: ModelClaim) -> RecurrentSizes? {
    if let (input, hidden) = featuresOfArrow(for: claim) {
      return RecurrentSizes(input: input, hidden: hidden)
    }
    guard let hidden = claim.sizes[.width], let input = claim.sizes[.inputWidth] else { return nil }
    return RecurrentSizes(input: input, hidden: hidden)
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

  /// The right number, if the claim is the same layer with another number of gates.
  static func withOtherGates(_ claim: ModelClaim, _ gates: Int, _ layer: RecurrentSizes) -> Rational? {
    for biases in 0...2 {
      guard let right = parameters(gates, layer, biases: biases) else { continue }
      for other in [1, 2, 3, 4] where other != gates {
        guard let wrong = parameters(other, layer, biases: biases) else { continue }
        if claim.isValue(wrong) { return right }
        if !claim.label.saysParameters, let doubled = try? wrong.multiplied(by: .two), claim.isValue(doubled)
        {
          return try? right.multiplied(by: .two)
        }
      }
    }
    return nil
  }
}

extension ModelClaim {
  /// The kind of cell that the words name, if it is one.
  fileprivate var cell: Operation.Recurrent.Cell? {
    let named = label.words.isDisjoint(with: .recurrent) ? label.surroundings : label.words
    switch (named.contains(.lstm), named.contains(.gru)) {
    case (true, false): return named.contains(.simpleRecurrent) ? nil : .lstm
    case (false, true): return named.contains(.simpleRecurrent) ? nil : .gru
    default: return nil
    }
  }
}
