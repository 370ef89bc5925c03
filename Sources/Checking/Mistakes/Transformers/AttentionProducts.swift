import Symbolics

/// One of the two products of attention: QKᵀ without the product with V.
///
/// Only S²·d is called wrong. Where FLOPs are twice the multiply-adds, 2·S²·d is one product, too, but the same number is
/// right for both where a FLOP is a multiply-add, so that nobody can tell.
extension Calculation {
  mutating func checkAttentionProducts(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) {
      if claim.isSquareTimesOne, namesBothBehind(claim) {
        report(.oneOfTwoAttentionProducts, claim, correct: try? claim.value.multiplied(by: .two))
        continue
      }
      guard claim.label.isCoreOfAttention,
        !claim.label.namesBothProducts || !saysEach(claim) && !namesOneBefore(claim)
      else { continue }
      // Where both products are named, S² beside another size is that of one, whatever the sizes are called.
      if claim.label.namesBothProducts, claim.sizes.queryWidth == nil, claim.isSquareTimesOne {
        report(.oneOfTwoAttentionProducts, claim, correct: try? claim.value.multiplied(by: .two))
        continue
      }
      guard let width = claim.sizes.queryWidth, let tokens = claim.tokensOfSquare(beside: width),
        !claim.countsBoth(besides: width)
      else { continue }
      for copies in [1, claim.sizes[.layers] ?? 1] {
        guard let wrong = PartWeights.product(copies, tokens, tokens, width), claim.isValue(wrong) else {
          continue
        }
        report(.oneOfTwoAttentionProducts, claim, correct: try? wrong.multiplied(by: .two))
        break
      }
    }
  }
}

extension Calculation {
  /// `512×512×768 = 201,326,592 次乘加 (QK^T 和 AV)`: both products, and nothing else, in brackets behind a result.
  private func namesBothBehind(_ claim: ModelClaim) -> Bool {
    guard let entry = claim.entry else { return false }
    let line = lines[claim.place]
    var joint = Joint(working.bytes, from: entry.chain.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    return joint.take(Joint.opening) && joint.take(Calculation.twoProducts) && joint.take(Joint.closing)
  }

  private static let twoProducts: PhraseSet = [
    "qk^t和av", "qk^t 和 av", "qk^t 和av", "qk^t and av", "qk^t, av", "qk^t + av", "qk^t与av", "qk^t 与 av",
    "qkᵀ和av",
    "qkᵀ 和 av", "qkᵀ and av", "qkᵀ + av", "qkᵀ、av", "qk^t、av", "scores and weighted sum", "scores and values",
  ]

  /// "QKᵀ and AV: 512²·768 each"
  private func saysEach(_ claim: ModelClaim) -> Bool {
    let line = lines[claim.place]
    // "QKᵀ = 512²·768 = 201M, AV = 512²·768 = 201M"
    let isTwice =
      line.chains.count { chain in
        chain.hasEquality && chain.sides.contains { $0.claim?.value == claim.value }
      } > 1
    if isTwice { return true }
    guard Calculation.eachProduct.isOn(line, of: working.bytes) else { return false }
    // "… need n²d each, together 512²·768": what is worked out is both.
    let near = line.stretch(before: claim.range.lowerBound, atMost: 24)
    return !Calculation.bothProducts.isIn(near, of: working.bytes)
  }

  private static let eachProduct: PhraseSet = [
    "each", "both need", "apiece", "the same", "equally", "equal", "as many", "as much", "各", "每个", "分别",
    "一样",
    "相同", "同样",
  ]
  private static let bothProducts: PhraseSet = [
    "together", "in total", "in all", "for both", "both:", "total:", "合计", "共计", "总计", "一共", "总共",
  ]

  /// "Scores and weighted sum: QKᵀ takes 1024²·768": whether of the two products, both named to begin with, the one that is
  /// worked out stands right before its calculation, apart from the other.
  private func namesOneBefore(_ claim: ModelClaim) -> Bool {
    let line = lines[claim.place]
    let start = claim.range.lowerBound
    let named = line.mentions.filter {
      ($0.noun == .model(.scores) || $0.noun == .model(.weightedValues)) && $0.range.upperBound <= start
    }
    guard let last = named.last, start - last.range.upperBound <= 24 else { return false }
    let bytes = working.bytes
    let hasClause = { (range: Range<Int>) in
      bytes[range].contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") || $0.isASCIIDigit }
        || Calculation.clauses.isIn(range, of: bytes)
    }
    guard !hasClause(last.range.upperBound..<max(last.range.upperBound, start)),
      let other = named.dropLast().last
    else { return false }
    return hasClause(other.range.upperBound..<max(other.range.upperBound, last.range.lowerBound))
  }

  private static let clauses: PhraseSet = ["：", "。", "；", "; ", "="]
}

extension ModelLabel {
  /// Whether QKᵀ and AV are both named.
  fileprivate var namesBothProducts: Bool { words.contains(.scores) && words.contains(.weightedValues) }

  /// Whether the words speak of both products of attention together, over the full square.
  fileprivate var isCoreOfAttention: Bool {
    let both = words.contains(.scores) && words.contains(.weightedValues)
    return (words.contains(.attention) || both) && saysOperations
      && (both || !words.containsAny(of: .piecesOfAttention))
      && !surroundings.containsAny(of: [ModelWords(.causal)])
      && (both || !surroundings.containsAny(of: [ModelWords(.weightedValues), ModelWords(.scores)]))
      && !words.containsAny(of: [ModelWords(.perHead), ModelWords(.perToken), ModelWords(.feedForward)])
  }
}

extension ModelClaim {
  /// Whether the product is a size squared times another size, and nothing else.
  fileprivate var isSquareTimesOne: Bool {
    let sizes = factors
    guard sizes.count == 3, sizes.allSatisfy({ $0 > 16 }) else { return false }
    return Set(sizes).count == 2
  }

  /// Whether the calculation is 2·S²·d with a width of its own, `2·256²·512` where the last network that was named has
  /// 1,024: the 2 counts the products.
  fileprivate func countsBoth(besides width: Int) -> Bool {
    let sizes = factors
    guard sizes.count == 4, sizes.contains(.two), !sizes.contains(Rational(width)) else { return false }
    return Set(sizes).count == 3
  }

  /// The tokens of S²·d: stated, the network's, or the other squared number of the product.
  fileprivate func tokensOfSquare(beside width: Int) -> Int? {
    let factors = factors.compactMap { $0.integer }
    if let tokens = sizes[.tokens], factors.isEmpty || factors.filter({ $0 == tokens }).count >= 2 {
      return tokens
    }
    for factor in factors where factor > 16 && factor != width {
      if factors.filter({ $0 == factor }).count == 2 { return factor }
    }
    return nil
  }
}
