import Symbolics

/// All experts of a layer where the text says how many a token meets: "8 experts, top-2" above `active per token: 32 ×
/// (41,943,040 + 8 × 176,160,768)`.
extension Calculation {
  mutating func checkExpertsOfTokens() {
    guard holds(RoutingWords.top), let routing = routing,
      !holds(RoutingWords.shared)
    else { return }
    let experts = sizesOfExperts
    guard !experts.isEmpty else { return }
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard entry.home < lines.count, case let line = lines[entry.home], line.range.count <= 1_024,
        entry.claimUnit != .bytes, let side = entry.workingSide, let claim = entry.claim,
        let range = entry.claimRange,
        case let label = line.stretch(before: side.located.range.lowerBound, atMost: 96),
        RoutingWords.active.isIn(label, of: working.bytes),
        !RoutingWords.otherwise.isOn(line, of: working.bytes)
      else { continue }
      var changed = Routed(routing: routing, experts: experts)
      guard let right = changed.value(of: side.located.expression), changed.replaced == 1,
        !isReported(entry.chain.range), isAsserted(range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .wrongModelFact, alternatives: [.factorSwapped, .extraFactor], range: range,
          claimed: claim.value,
          correct: right))
      entry.status = .wrong
      entry.misconception = .wrongModelFact
    }
  }

  /// The experts of a layer and those that a token meets, as one line states them: "8 experts, top-2".
  private var routing: (all: Rational, used: Rational)? {
    for line in lines.prefix(64) where line.range.count <= 1_024 {
      guard let top = RoutingWords.top.first(on: line, of: working.bytes),
        let experts = RoutingWords.experts.first(on: line, of: working.bytes),
        let used = working.bytes.wholeNumber(
          at: working.bytes.skip(from: top.upperBound, to: line.range.upperBound) {
            $0 == .space || $0 == .hyphen
          },
          to: line.range.upperBound),
        let all = working.bytes.wholeNumber(
          endingAt: working.bytes.skipBlanksBack(from: experts.lowerBound, to: line.range.lowerBound),
          to: line.range.lowerBound, digits: 4),
        used.value > 0, used.value < all
      else { continue }
      return (Rational(all), Rational(used.value))
    }
    return nil
  }

  /// The numbers that lines called by an expert work out.
  private var sizesOfExperts: [Rational] {
    entries.prefix(256).compactMap { entry in
      guard entry.home < lines.count, let value = entry.claim?.value, value >= 1_000,
        let side = entry.workingSide,
        RoutingWords.oneExpert.isIn(
          lines[entry.home].stretch(before: side.located.range.lowerBound, atMost: 48), of: working.bytes)
      else { return nil }
      return value
    }
  }
}

/// The value of a calculation with the experts that a token meets in the place of all.
private struct Routed {
  let routing: (all: Rational, used: Rational)
  let experts: [Rational]
  var replaced = 0

  mutating func value(of expression: Expression, depth: Int = 0) -> Rational? {
    guard depth < 16 else { return nil }
    switch expression {
    case .sum(let terms):
      var sum = Rational.zero
      for term in terms {
        guard let value = value(of: term.value, depth: depth + 1),
          let next = try? term.isSubtracted ? sum.subtracting(value) : sum.adding(value)
        else { return nil }
        sum = next
      }
      return sum
    case .product(let factors):
      let numbers = factors.compactMap { if case .number(let numeral) = $0 { numeral.value } else { nil } }
      var isOpen = experts.contains { numbers.contains($0) }
      var product = Rational.one
      for factor in factors {
        var value = value(of: factor, depth: depth + 1)
        if isOpen, case .number(let numeral) = factor, numeral.value == routing.all {
          value = routing.used
          isOpen = false
          replaced += 1
        }
        guard let value, let next = try? product.multiplied(by: value) else { return nil }
        product = next
      }
      return product
    default: return try? expression.evaluated()
    }
  }
}

private enum RoutingWords {
  static let top: PhraseSet = ["top-", "top "]
  static let experts: PhraseSet = ["experts", "expert ", "个专家", "专家"]
  static let oneExpert: PhraseSet = ["expert", "专家"]
  static let active: PhraseSet = [
    "active", "activated", "激活", "used per token", "per token", "每 token", "每token", "每个 token", "每个token",
  ]
  static let shared: PhraseSet = ["shared expert", "共享专家", "expert choice"]
  static let otherwise: PhraseSet = [
    "if ", "would", "not ", "n't", "dense", "all experts", "every expert", "stored", "worst", "upper",
    "instead", "wrong",
    "inactive", "total", "load", "如果", "若", "稠密", "所有专家", "全部", "总", "错", "未激活", "存储", "上限",
  ]
}
