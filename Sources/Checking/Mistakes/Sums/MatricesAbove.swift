import Symbolics

/// A layer's sum of the rounded results right above it that lacks one of two equal ones: `W_up: … = 70.8M`, `W_down: … = 70.8M`,
/// `per layer: 26.2 + 26.2 + 26.2 + 26.2 + 70.8 = 175M`.
///
/// The list has to be the addends in their order and that one, with nothing before it.
extension Calculation {
  mutating func checkMatricesAbove() {
    for entry in entries where entry.status == .right && entry.home > 2 && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression,
        (2...16).contains(terms.count), let claim = entry.claim, claim.scale != .percent,
        let sum = side.outcome.value, case let line = lines[entry.home], line.row == nil,
        case let label = line.stretch(before: side.located.range.lowerBound, atMost: 40),
        MatricesAbove.layers.isIn(label, of: working.bytes) || beginsWithSum(line),
        !MatricesAbove.otherwise.isOn(line, of: working.bytes),
        let addends = shownAddends(terms), let forgotten = forgotten(addends, above: entry.home),
        !isReported(side.located.range), isAsserted(side.located.range, on: line),
        let correct = try? sum.adding(forgotten)
      else { continue }
      findings.append(
        Draft(
          mistake: .addendsDoNotMatchParts, alternatives: [.partsOmitted, .totalDoesNotAddUp],
          range: side.located.range, claimed: sum, correct: correct))
      entry.status = .wrong
    }
  }

  /// `total: 26.2 + …`, but not `encoder total = …`, which leaves out what is the decoder's.
  private func beginsWithSum(_ line: TextLine) -> Bool {
    let start = working.bytes.skip(from: line.range.lowerBound, to: line.range.upperBound) {
      $0 == .space || $0 == .hyphen || $0 == UInt8(ascii: "*")
    }
    return MatricesAbove.sums.length(at: start, until: line.range.upperBound, in: working.bytes) != nil
  }

  private func shownAddends(_ terms: [Expression.Term]) -> [Rational]? {
    var addends: [Rational] = []
    for term in terms {
      guard !term.isSubtracted, let numeral = Claim.numeral(of: term.value), numeral.shows(atLeast: 10),
        let value = numeral.unscaled
      else { return nil }
      addends.append(value)
    }
    return addends
  }

  /// The one result of the list above that is no addend, where another one is equal to it.
  private func forgotten(_ addends: [Rational], above place: Int) -> Rational? {
    var (left, found) = (addends.count, Rational?.none)
    var at = place - 1
    while at >= 0, place - at <= addends.count + 1 {
      let line = lines[at]
      guard line.row == nil, line.chains.count == 1, line.lone.isEmpty, let chain = line.chains.first,
        chain.hasEquality, chain.sides.contains(where: { $0.isCompound }),
        let value = chain.sides.last?.claim?.unscaled,
        !MatricesAbove.otherwise.isOn(line, of: working.bytes)
      else { return nil }
      if left > 0, addends[left - 1] == value {
        left -= 1
      } else if found == nil, left < addends.count, addends[left] == value {
        found = value
      } else {
        return nil
      }
      at -= 1
    }
    // What stands above may be a part, too.
    guard left == 0, found != nil, at < 0 || lines[at].chains.isEmpty else { return nil }
    return found
  }
}

private enum MatricesAbove {
  static let layers: PhraseSet = [
    "per layer", "each layer", "one layer", "layer:", "layer =", "layer total", "per block", "block:",
    "block =",
    "每层", "一层", "单层",
  ]
  static let sums: PhraseSet = ["total", "sum", "合计", "总计"]
  static let otherwise: PhraseSet = [
    "without", "exclud", "except", "only", "shared", "tied", "once", "alone", "not ", "if ", "frozen",
    "trainable", "不含", "不计", "除", "只", "仅", "共享", "绑定", "一次", "若", "如果", "冻结",
  ]
}
