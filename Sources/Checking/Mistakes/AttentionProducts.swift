import Symbolics

/// One of the two products of attention: QKᵀ without the product with V.
///
/// Only S²·d is called wrong. Where FLOPs are twice the multiply-adds, 2·S²·d is one product, too, but the same number is
/// right for both where a FLOP is a multiply-add, so that nobody can tell.
extension Calculation {
  mutating func checkAttentionProducts(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) {
      guard claim.label.isCoreOfAttention, !claim.label.namesBothProducts || !saysEach(claim) else {
        continue
      }
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
  /// "QKᵀ and AV: 512²·768 each"
  private func saysEach(_ claim: ModelClaim) -> Bool {
    Phrases.contains(
      ["each", "both need", "apiece", "各", "每个", "分别"], in: lines[claim.place].range, of: working.bytes)
  }
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
