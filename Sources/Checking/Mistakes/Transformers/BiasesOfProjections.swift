import Networks
import Symbolics

/// One bias for several matrices that a line lists: `Q, K, V: 3 × 256 × 256 + 256`. Each of them has one for each of its outputs.
///
/// Attention may have a bias for its output alone, so that `4 × d² + d` is judged only for a network all of whose matrices have
/// biases.
extension Calculation {
  mutating func checkBiasesOfProjections() {
    guard holds(ProjectionBiases.lists) else { return }
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        !terms[1].isSubtracted, case .product = terms[0].value, case .number(let bias) = terms[1].value,
        bias.value >= 16, entry.home < lines.count, case let line = lines[entry.home],
        line.range.count <= 512,
        entry.claimUnit == .none || entry.claimUnit == .parameters || entry.claimUnit == .other,
        let matrices = squares(in: Factors.written(in: terms[0].value), of: bias.value),
        let list = listOfProjections(before: side.located.range.lowerBound, on: line), list == matrices,
        list < 4 || hasAllBiases, !tellsOfBiases(around: entry.home), !isReported(entry.chain.range),
        isAsserted(side.located.range, on: line), let value = entry.value,
        let more = try? bias.value.multiplied(by: Rational(list - 1)), let right = try? value.adding(more),
        let expected = try? bias.value.multiplied(by: Rational(list))
      else { continue }
      findings.append(
        Draft(
          mistake: .biasCountWrong, alternatives: [.bracketsMissing], range: side.located.range,
          claimed: value, correct: right, arguments: [("expected", .number(expected))]))
      entry.status = .wrong
      entry.misconception = .biasCountWrong
    }
  }

  /// n of `n × d × d`.
  private func squares(in factors: [Rational], of width: Rational) -> Int? {
    guard factors.count == 3, factors.count(where: { $0 == width }) == 2,
      let count = factors.first(where: { $0 != width })?.integer, (2...4).contains(count)
    else { return nil }
    return count
  }

  /// How many matrices the words right before a place list.
  private func listOfProjections(before place: Int, on line: TextLine) -> Int? {
    let label = line.stretch(before: place, atMost: 48)
    for (phrases, count) in [
      (ProjectionBiases.four, 4), (ProjectionBiases.three, 3), (ProjectionBiases.two, 2),
    ] where phrases.isIn(label, of: working.bytes) {
      return count
    }
    return nil
  }

  /// Whether all matrices in the network's blocks have biases.
  private var hasAllBiases: Bool {
    guard let facts else { return false }
    let matrices = facts.layers.filter { $0.noun == .linear && $0.block != nil }
    return !matrices.isEmpty && matrices.allSatisfy { $0.biases > 0 }
  }

  /// Whether words near a line say which of the matrices have biases.
  private func tellsOfBiases(around place: Int) -> Bool {
    if ProjectionBiases.some.isOn(lines[place], of: working.bytes) { return true }
    return lines[max(0, place - 4)..<min(lines.count, place + 3)].contains {
      ProjectionBiases.biases.isOn($0, of: working.bytes) && ProjectionBiases.some.isOn($0, of: working.bytes)
    }
  }
}

private enum ProjectionBiases {
  static let four: PhraseSet = [
    "q, k, v, o", "q,k,v,o", "q/k/v/o", "qkvo", "q, k, v and o", "q, k, v, and o", "q、k、v、o", "q、k、v 和 o",
    "q、k、v和o", "q, k, v, output", "q, k, v and output", "w_q, w_k, w_v, w_o", "wq, wk, wv, wo",
    "query, key, value, output", "query, key, value and output", "four projection", "4 projection", "四个投影",
    "4个投影",
  ]
  static let three: PhraseSet = [
    "q, k, v", "q,k,v", "q/k/v", "qkv", "q, k and v", "q, k, and v", "q、k、v", "q、k 和 v", "w_q, w_k, w_v",
    "wq, wk, wv", "query, key, value", "query, key and value", "three projection", "三个投影",
  ]
  static let two: PhraseSet = [
    "k and v", "k, v", "k/v", "k 和 v", "k、v", "keys and values", "w_k, w_v", "wk, wv",
  ]
  static let lists: PhraseSet = [
    "k, v", "k,v", "k/v", "qkv", "k and v", "k, and v", "k、v", "k 和 v", "w_k, w_v", "wk, wv", "key, value",
    "key and value", "keys and values", "projection", "投影",
  ]
  static let biases: PhraseSet = ["bias", "偏置"]
  static let some: PhraseSet = [
    "only", "without", "no bias", "false", "single", "shared", "one bias", "none", "except", "not ", "n't",
    "if ",
    "wrong", "instead", "has no", "has a bias", "have a bias", "只", "仅", "无", "不含", "没有", "共享", "不带", "一个偏置",
    "除", "错", "如果", "若",
  ]
}
