import Symbolics

/// A part missing inside the sum for a layer of a known network: 4·d² + 2·d·f where the feed-forward layer has three
/// matrices, 3·d² + 2·d·f without the projection of the output.
extension Calculation {
  mutating func checkLayerSums(_ claims: [ModelClaim]) {
    guard let own = forms?.sizes, let known = LayerSum.all(of: own) else { return }
    for claim in claims where isFree(claim) && claim.isSum && !claim.label.saysOperations {
      guard claim.sizes[.width] == own[.width], claim.sizes[.innerWidth] == own[.innerWidth],
        !claim.label.words.contains(.feedForwardMatrix), !claim.label.words.contains(.queryKeyValue),
        !claim.label.words.contains(.multiHead)
      else { continue }
      for copies in [1, own[.layers] ?? 1] {
        guard
          let sum = known.first(where: { sum in
            (try? sum.wrong.multiplied(by: Rational(copies))).map { claim.isValue($0) } ?? false
          })
        else { continue }
        report(sum.mistake, claim, correct: try? sum.right.multiplied(by: Rational(copies)))
        break
      }
    }
  }
}

/// A wrong sum for a layer with the right one.
private struct LayerSum {
  let mistake: Mistake
  let wrong: Rational
  let right: Rational

  /// What the known mistakes give for a layer, as far as it is no right number.
  static func all(of sizes: ModelSizes) -> [LayerSum]? {
    let part = PartWeights(sizes: sizes)
    guard let right = part.layer, sizes[.experts] == nil else { return nil }
    var sums: [LayerSum] = []
    func add(_ mistake: Mistake, _ wrong: Rational?) {
      guard let wrong, wrong != right, !sums.contains(where: { $0.wrong == wrong }) else { return }
      sums.append(LayerSum(mistake: mistake, wrong: wrong, right: right))
    }
    if sizes.innerMatrices == 3 {
      add(.ffnMatrixMissing, PartWeights.sum(part.attention, part.innerMatrix, part.innerMatrix))
    }
    add(.outputProjectionMissing, PartWeights.sum(part.queryKeyValue, part.feedForward))
    if sizes.isGrouped {
      add(.kvHeadsIgnored, PartWeights.sum(part.query, part.query, part.query, part.query, part.feedForward))
    }
    return sums
  }
}

extension ModelClaim {
  /// Whether it is a sum of products, or such a sum times the layers.
  fileprivate var isSum: Bool {
    switch expression {
    case .sum(let terms)?:
      terms.count >= 2
        && terms.allSatisfy { term in
          // What was worked out before is judged there.
          if case .number(let numeral) = term.value { return numeral.value < 100_000 && !term.isSubtracted }
          return !term.isSubtracted
        }
    case .product(let factors)?: factors.contains { if case .sum = $0 { true } else { false } }
    default: false
    }
  }
}
