import Derivations
import Symbolics

/// A sum that is worked out rightly, is called the network's total, and lacks one matrix of its blocks to the unit: "Total:
/// 23,837,184 + 77,967,360 + 590,592 = 102,395,136" of BERT-base, which is short of 12 projections of 590,592.
///
/// What nobody leaves out on purpose without a word is looked for alone: a layer inside the blocks, in all of its copies or
/// in one of them. Tables, heads and norms are left out in many ways of counting.
extension Calculation {
  mutating func checkGapsOfTotals(_ forms: KnownForms) {
    for entry in entries where isWrittenTotal(entry) {
      guard let claim = entry.claim, let range = entry.claimRange, let line = line(at: range.lowerBound),
        !isRightForNetwork(claim.value, forms), let gap = GapOfTotal(claim.value, forms),
        !isReported(range), !isOfSomeParts(entry, forms.facts), !isOfVariation(range, on: line),
        !isDenied(range, on: line), isPlain(around: range, on: line),
        !holds(Calculation.leavings)
      else { continue }
      if let told = lineThatTells(gap) {
        findings.append(
          Draft(
            mistake: .errorCarriedForward, severity: .note, range: range, claimed: claim.value,
            correct: gap.right, arguments: [("line", .number(Rational(told + 1)))]))
        entry.usesWrongValue = true
        continue
      }
      var arguments: [(name: String, value: Finding.Argument)] = [("gap", .number(gap.size))]
      if let path = gap.path { arguments.append(("other", .path(path))) }
      findings.append(
        Draft(
          mistake: .partsOmitted, alternatives: [.networkTotalWrong], range: range, claimed: claim.value,
          correct: gap.right, arguments: arguments))
      entry.status = .wrong
    }
  }

  /// The line of an earlier finding that is short by the same, in one copy or in all.
  private func lineThatTells(_ gap: GapOfTotal) -> Int? {
    let told = findings.first { finding in
      guard finding.severity == .error, let claimed = finding.claimed, let correct = finding.correct,
        let short = try? correct.subtracting(claimed)
      else { return false }
      return short == gap.size || (try? short.multiplied(by: gap.copies)) == gap.size
    }
    return told.map { working.line(at: $0.range.lowerBound) }
  }

  /// Whether a chain adds numbers to an exact number of parameters that the words call a total.
  private func isWrittenTotal(_ entry: Entry) -> Bool {
    guard entry.slip == nil, entry.status != .wrong, entry.misconception == nil,
      case .sum(let terms)? = entry.workingSide?.located.expression, terms.count >= 2,
      entry.subject.quantity.map({ $0 == .parameters }) ?? true,
      entry.claimUnit == .none || entry.claimUnit == .parameters,
      let claim = entry.claim, claim.lastPlace == .one, claim.value >= 1_000_000,
      claim.value == entry.value, lines.indices.contains(entry.home)
    else { return false }
    let line = lines[entry.home]
    return entry.subject.target == .network
      || line.mentions.contains { $0.noun == .total && $0.range.lowerBound <= entry.chain.range.lowerBound }
  }

  private func isRightForNetwork(_ value: Rational, _ forms: KnownForms) -> Bool {
    forms.parameters.contains(value) || forms.parametersWithoutBiases.contains(value)
      || forms.parametersOfParts.contains(value) || forms.costs.contains(value)
      || forms.costsOfParts.contains(value)
  }

  private static let leavings: PhraseSet = [
    "without", "exclud", "ignor", "omit", "leave", "leaving", "left out", "not count", "skip", "except",
    "w/o",
    "adapter", "lora", "trainable", "frozen", "encoder only", "decoder only", "body", "backbone", "不含", "不计",
    "忽略", "去掉", "未计", "省略", "不算", "除外", "除了", "可训练", "冻结", "主干",
  ]
}

/// By what a number falls short of a network's parameters.
private struct GapOfTotal {
  let right: Rational
  let size: Rational
  /// The layer; nil where several of a block are as large, of which nobody knows which is gone: the four projections.
  let path: String?
  let copies: Rational

  init?(_ claimed: Rational, _ forms: KnownForms) {
    for facts in [forms.facts] + forms.variants {
      let right = facts.parameters
      guard let gap = try? right.subtracting(claimed), gap > .zero,
        let share = try? gap.divided(by: right), share > GapOfTotal.least, share < .half
      else { continue }
      // BERT's pooler, which is left out without a word, is as large as one projection.
      if facts.layers.contains(where: { $0.block == nil && [$0.parameters, $0.weights].contains(gap) }) {
        return nil
      }
      for layer in facts.layers where layer.block != nil && layer.isMatrix {
        let copies = Rational(layer.multiplicity)
        for one in [layer.parameters, layer.weights]
        where one == gap || (try? one.multiplied(by: copies)) == gap {
          let isOne = facts.layers.count { $0.block == layer.block && $0.parameters == layer.parameters } == 1
          (self.right, size, path, self.copies) = (right, gap, isOne ? layer.path : nil, copies)
          return
        }
      }
    }
    return nil
  }

  private static let least = (try? Rational(1, over: 500)) ?? .one
}

extension NetworkFacts.Layer {
  /// The parameters without the biases.
  fileprivate var weights: Rational { (try? parameters.subtracting(Rational(biases))) ?? parameters }

  /// Whether it multiplies by a matrix or by kernels.
  fileprivate var isMatrix: Bool { !macs.isZero && noun != .norm && !parameters.isZero }
}
