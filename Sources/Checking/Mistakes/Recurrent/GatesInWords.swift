import Networks
import Symbolics

/// A recurrent layer from the weights of one gate: LSTM 每个门 91392 个参数，共 3×91392, "GRU, one gate 91,392: 2 × 91,392".
///
/// An LSTM has four gates, a GRU three.
extension Calculation {
  mutating func checkGatesInWords() {
    for (place, line) in enumeratedLines(with: Calculation.oneGate) where line.row == nil {
      let cells = Set(line.mentions.filter { $0.noun.isCell }.map { $0.noun })
      guard cells.count == 1, let gates = cells.first?.cell?.gates,
        let word = Calculation.oneGate.first(on: line, of: working.bytes),
        !Calculation.someGates.isOn(line, of: working.bytes),
        let single = numbers(on: line).first(where: { $0.range.lowerBound >= word.upperBound }),
        single.isWrittenOut, single.numeral.value > 999, single.range.lowerBound - word.upperBound <= 24
      else { continue }
      for entry in entries(on: place..<place + 1) {
        guard entry.chain.range.lowerBound >= single.range.upperBound, entry.status == .right,
          let side = entry.workingSide, case .product(let factors) = side.located.expression,
          factors.count == 2,
          let claim = entry.claim, let range = entry.claimRange, !isReported(entry.chain.range),
          let count = count(of: single.numeral.value, in: factors), count != Rational(gates),
          count != Rational(2 * gates), count > .one, count < 9, isLast(entry),
          let right = try? single.numeral.value.multiplied(by: Rational(gates))
        else { continue }
        findings.append(
          Draft(mistake: .recurrentGatesWrong, range: range, claimed: claim.value, correct: right))
        entry.status = .wrong
      }
    }
  }

  /// The other one of two factors.
  private func count(of value: Rational, in factors: [Expression]) -> Rational? {
    guard case .number(let first) = factors[0], case .number(let second) = factors[1] else { return nil }
    if first.value == value { return second.value }
    return second.value == value ? first.value : nil
  }

  /// Whether nothing is calculated behind a chain with its result.
  private func isLast(_ entry: Entry) -> Bool {
    guard let claim = entry.claim?.value else { return false }
    return !entries.contains { other in
      guard other.chain.range.lowerBound > entry.chain.range.lowerBound, let side = other.workingSide else {
        return false
      }
      var holds = false
      LinkChecker.forEachNumeral(of: side.located.expression) { if $0.value == claim { holds = true } }
      return holds
    }
  }

  private static let oneGate: PhraseSet = [
    "one gate", "each gate", "per gate", "every gate", "a single gate", "每个门", "一个门", "单个门", "每门",
  ]
  /// What speaks of some of the gates, or of a cell with others.
  private static let someGates: PhraseSet = [
    "forget", "input gate", "output gate", "update gate", "reset gate", "candidate", "other gate",
    "remaining",
    "coupled", "minimal", "variant", "simplified", "peephole", "cell gate", "sigmoid", "tanh", "遗忘门", "输入门",
    "输出门", "更新门", "重置门", "候选", "其余", "剩下", "耦合", "变体", "简化", "窥视", "另",
  ]
}
