import Symbolics

/// What a text makes of the weights of some of a recurrent layer's gates, or of one of its directions.
///
/// A total that adds the number to those of other layers takes it for the layer's, so that it is as wrong as without one;
/// what multiplies it by the gates that are left, or adds these, is on its way to the right one.
extension Calculation {
  /// Whether one of the next calculations makes the weights of all gates of those of some: `4 × 24,704`,
  /// `74,112 + 24,704`, `74,112 / 3`.
  func isMadeWhole(_ claim: ModelClaim, _ gates: Int, _ all: Int) -> Bool {
    guard gates > 0, let index = entries.firstIndex(where: { $0 === claim.entry }) else { return false }
    let whole = try? Rational(all).divided(by: Rational(gates))
    guard let whole, let rest = try? claim.value.multiplied(by: whole).subtracting(claim.value) else {
      return true
    }
    return entries[index...].dropFirst().prefix(24).contains { other in
      other.chain.sides.contains { side in
        side.isCompound
          && PartTaken(of: claim.value, whole: whole, rest: rest.magnitude, parts: Rational(gates))
            .completes(side.located.expression)
      }
    }
  }

  /// "LSTM has 3 gates: 3 × …", LSTM 有 3 个门：3 × …: whether the words right before a calculation give the cell as many
  /// gates as it has there, and nothing is said of a candidate, which many count beside the gates.
  func statesGates(_ gates: Int?, of claim: ModelClaim) -> Bool {
    let line = lines[claim.place]
    guard let gates, gates > 1, line.range.count <= 1_024,
      let name = line.mentions.last(where: { $0.noun.isCell && $0.range.upperBound <= claim.range.lowerBound }
      )
    else { return false }
    var joint = Joint(working.bytes, from: name.range.upperBound, to: claim.range.lowerBound)
    _ = joint.take(RecurrentWords.layer)
    guard joint.take(RecurrentWords.has) else { return false }
    joint.skipBlanks()
    if let number = working.bytes.wholeNumber(at: joint.at, to: joint.end) {
      guard number.value == gates else { return false }
      joint.at = number.end
    } else {
      let words = gates == 2 ? RecurrentWords.two : gates == 3 ? RecurrentWords.three : RecurrentWords.four
      guard joint.take(words) else { return false }
    }
    guard joint.take(RecurrentWords.ofGates) else { return false }
    _ = joint.take(RecurrentWords.stops)
    joint.skipBlanks()
    guard joint.isAtEnd else { return false }
    return !lines[claim.place...min(lines.count - 1, claim.place + 3)].contains {
      $0.range.count > 1_024 || RecurrentWords.candidates.isOn($0, of: working.bytes)
    }
  }

  /// `BiLSTM 100→64: 4×(100×64 + 64×64 + 64) = 42,240`: the weights of one direction as those of the layer, where nothing is
  /// said of directions and nothing doubles them.
  mutating func checkDirections(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) {
      let line = lines[claim.place]
      guard RecurrentWords.bothWays.mayBe(on: line), let gates = gatesOfBothWays(claim, on: line),
        let entry = claim.entry, entry.slip == nil,
        let formula = claim.expression.flatMap({ RecurrentFormula($0) }), formula.factors == [gates],
        !isMadeWhole(claim, 1, 2), !isDoubled(claim, on: line),
        let right = try? claim.value.multiplied(by: .two),
        !lines[max(0, claim.place - 2)...min(lines.count - 1, claim.place + 2)].contains(where: {
          $0.range.count > 1_024 || RecurrentWords.directions.isOn($0, of: working.bytes)
            || states(right, on: $0)
        })
      else { continue }
      report(.partsOmitted, claim, correct: right)
    }
  }

  /// The gates of the cell that the words right before a claim call bidirectional.
  private func gatesOfBothWays(_ claim: ModelClaim, on line: TextLine) -> Int? {
    let before = line.stretch(before: claim.range.lowerBound, atMost: 48)
    guard let word = RecurrentWords.bothWays.first(in: before, of: working.bytes) else { return nil }
    let rest = word.lowerBound..<before.upperBound
    let isLong = RecurrentWords.lstm.isIn(rest, of: working.bytes)
    guard isLong != RecurrentWords.gru.isIn(rest, of: working.bytes) else { return nil }
    return isLong ? 4 : 3
  }

  /// "2 × 10,624, where 4×(…) = 10,624": whether the line of a claim doubles it.
  private func isDoubled(_ claim: ModelClaim, on line: TextLine) -> Bool {
    let taken = PartTaken(of: claim.value, whole: .two, rest: claim.value, parts: .one)
    return (line.lone + line.chains.flatMap { $0.sides }).contains {
      $0.isCompound && taken.completes($0.located.expression)
    }
  }

  private func states(_ value: Rational, on line: TextLine) -> Bool {
    numbers(on: line).contains { $0.numeral.value == value }
  }
}

/// A number that is a part of what is meant, in a calculation that may complete it.
private struct PartTaken {
  /// The part.
  let part: Rational
  /// How many times the part the whole is.
  let whole: Rational
  /// What is left to the whole.
  let rest: Rational
  /// How many equal pieces the part has.
  let parts: Rational

  init(of part: Rational, whole: Rational, rest: Rational, parts: Rational) {
    (self.part, self.whole, self.rest, self.parts) = (part, whole, rest, parts)
  }

  /// Whether an expression has the part in it and makes the whole of it, or something that nobody can tell.
  func completes(_ expression: Expression, depth: Int = 0) -> Bool {
    guard depth < Expression.maximumDepth else { return true }
    switch expression {
    case .number, .symbol: return false
    case .product(let factors):
      if factors.contains(where: isPart) {
        return factors.contains { factor in
          guard case .number(let numeral) = factor else { return !isPart(factor) }
          return numeral.value == whole
        }
      }
      return factors.contains { completes($0, depth: depth + 1) }
    case .sum(let terms):
      if let own = terms.firstIndex(where: { isPart($0.value) }) {
        return terms.indices.contains(where: { $0 != own && isRest(terms[$0]) })
      }
      return terms.contains { completes($0.value, depth: depth + 1) }
    case .quotient(let dividend, let divisor):
      if isPart(dividend) { return (try? divisor.evaluated()) == parts }
      return completes(dividend, depth: depth + 1)
    default:
      var holds = false
      LinkChecker.forEachNumeral(of: expression) { holds = holds || $0.value == part }
      return holds
    }
  }

  private func isPart(_ expression: Expression) -> Bool {
    if case .number(let numeral) = expression { numeral.value == part } else { false }
  }

  /// Whether a term is what is left, with or without some biases.
  private func isRest(_ term: Expression.Term) -> Bool {
    guard let value = try? term.value.evaluated(),
      let room = try? rest.divided(by: Rational(10)), let distance = try? value.subtracting(rest)
    else { return true }
    return distance.magnitude <= room
  }
}

/// Words beside the calculations of recurrent layers.
enum RecurrentWords {
  static let gates: PhraseSet = ["gate", "门"]
  static let parameters: PhraseSet = ["param", "weights", "参数"]
  static let operations: PhraseSet = [
    "flop", "mac", "multipl", "operation", "计算量", "乘", "运算", "activation", "激活",
  ]
  /// Cells with other gates.
  static let otherCells: PhraseSet = ["minimal", "coupled", "variant", "simplified", "简化", "变体"]
  static let candidates: PhraseSet = [
    "candidate", "cell", "tanh", "input modulation", "memory", "one more", "plus", "候选", "细胞", "单元状态", "记忆",
    "新状态", "再加", "另加", "另外", "还有",
  ]
  static let directions: PhraseSet = [
    "direction", "left", "forward", "backward", "one way", "each way", "per way", "single", "twice", "double",
    "both",
    "方向", "前向", "后向", "正向", "反向", "单向", "两倍", "翻倍", "每个", "每侧", "两边", "从左", "从右",
  ]
  static let layer: PhraseSet = ["layer", "cell", "层", "单元"]
  static let has: PhraseSet = ["has", "with", "having", "uses", "共有", "拥有", "包含", "有", "含", "的"]
  static let two: PhraseSet = ["two", "两", "二"]
  static let three: PhraseSet = ["three", "三"]
  static let four: PhraseSet = ["four", "四"]
  static let ofGates: PhraseSet = ["gates", "个门", "门"]
  static let stops: PhraseSet = [":", "：", ",", "，", "; so", ", so", "，所以", "，因此", "，即", "=", "—", "-"]
  static let lstm: PhraseSet = ["lstm"]
  static let gru: PhraseSet = ["gru"]
  static let bothWays: PhraseSet = ["bilstm", "bi-lstm", "bigru", "bi-gru", "双向", "bidirectional"]
}
