import Derivations
import Networks
import Symbolics

/// "ResNet-34: 2×(2+2+2+2) + 2 = 18 layers": the blocks of another network. With the network's own blocks the same
/// formula gives the depth that its name says.
extension Calculation {
  mutating func checkDepthFormulas() {
    guard let facts, facts.blocksPerStage.count > 1, let depth = facts.depthInName else { return }
    let own = facts.blocksPerStage.map { Expression(Rational($0)) }
    for entry in entries where entry.misconception == nil && entry.status != .wrong {
      guard let value = entry.value, value != Rational(depth), let side = entry.workingSide,
        let right = side.located.expression.replacingSum(by: own),
        (try? right.expression.evaluated()) == Rational(depth), isAboutOwnNetwork(entry)
      else { continue }
      findings.append(
        Draft(
          mistake: .blockCountWrong, alternatives: [.layerCountWrong], range: side.located.range,
          claimed: right.replaced, correct: Rational(facts.blockCount),
          arguments: [("expected", .expression(.sum(of: own)))], fix: right.expression))
      entry.status = .wrong
      entry.misconception = .blockCountWrong
    }
  }

  /// Whether the last network that is named before a calculation, on its line, is the one that is checked.
  private func isAboutOwnNetwork(_ entry: Entry) -> Bool {
    guard lines.indices.contains(entry.home) else { return false }
    let before = lines[entry.home].networks.last { $0.range.lowerBound < entry.chain.range.lowerBound }
    return before.map { $0.name == facts?.derivation.network.name } ?? true
  }
}

extension NetworkFacts {
  /// The number at the end of the network's name: 34 of `resnet34`.
  fileprivate var depthInName: Int? {
    let name = derivation.network.name.utf8
    let digits = name.reversed().prefix { $0.isASCIIDigit }.reversed()
    return digits.isEmpty || digits.count > 4 ? nil : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

extension Expression {
  /// The expression with its first sum of so many numbers as there are stages replaced, and the value of that sum; nil if
  /// it has none.
  fileprivate func replacingSum(by stages: [Expression]) -> (expression: Expression, replaced: Rational)? {
    switch self {
    case .sum(let terms):
      if terms.count == stages.count, terms.allSatisfy({ !$0.isSubtracted && $0.value.isNumber }) {
        return (try? evaluated()).map { (.sum(of: stages), $0) }
      }
      for (index, term) in terms.enumerated() {
        guard let (value, sum) = term.value.replacingSum(by: stages) else { continue }
        var others = terms
        others[index] = Term(value, isSubtracted: term.isSubtracted)
        return (.sum(others), sum)
      }
      return nil
    case .product(let factors):
      for (index, factor) in factors.enumerated() {
        guard let (value, sum) = factor.replacingSum(by: stages) else { continue }
        var others = factors
        others[index] = value
        return (.product(others), sum)
      }
      return nil
    default: return nil
    }
  }

  private var isNumber: Bool { if case .number = self { true } else { false } }
}
