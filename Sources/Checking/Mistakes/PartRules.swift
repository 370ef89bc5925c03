import Symbolics

/// A wrong count of a part of a transformer, as a rule that runs both ways: applied to sizes it gives the wrong number;
/// met in a working it is recognised by it.
struct PartRule: Sendable {
  let mistake: Mistake
  /// Whether the words may be about what the rule counts.
  let fits: @Sendable (ModelLabel) -> Bool
  /// The wrong numbers for a layer, each with the right one. Both are weights, or multiply-adds for a token.
  let counts: @Sendable (ModelSizes) -> [(wrong: Rational?, right: Rational?)]

  static let all: [PartRule] = [
    .outputProjectionMissing, .kvHeadsOfAttention, .kvHeadsOfProjection, .feedForwardMatrixMissing,
  ]

  /// 3·d² for attention: Q, K and V without the projection of the output.
  static let outputProjectionMissing = PartRule(
    mistake: .outputProjectionMissing,
    fits: { $0.isWholeAttention && !$0.surroundings.contains(.outputProjection) },
    counts: { sizes in
      let part = PartWeights(sizes: sizes)
      return [
        (part.queryKeyValue, part.attention),
        (
          PartWeights.sum(part.queryKeyValue, part.queryKeyValueBiases),
          PartWeights.sum(part.attention, part.attentionBiases)
        ),
      ]
    })

  /// 4·d² where keys and values have fewer heads than queries.
  static let kvHeadsOfAttention = PartRule(
    mistake: .kvHeadsIgnored, fits: { $0.isWholeAttention && !$0.surroundings.contains(.multiHead) },
    counts: { sizes in
      guard sizes.isGrouped else { return [] }
      let part = PartWeights(sizes: sizes)
      return [(PartWeights.sum(part.query, part.query, part.query, part.query), part.attention)]
    })

  /// d² for the keys, or for the values, where they have fewer heads than queries.
  static let kvHeadsOfProjection = PartRule(
    mistake: .kvHeadsIgnored,
    fits: {
      $0.words.contains(.keyOrValue)
        && !$0.words.containsAny(of: [
          ModelWords(.query), ModelWords(.queryKeyValue), ModelWords(.cache), ModelWords(.scores),
          ModelWords(.weightedValues), ModelWords(.outputProjection), ModelWords(.attention),
          ModelWords(.multiHead),
        ])
    },
    counts: { sizes in
      guard sizes.isGrouped else { return [] }
      let part = PartWeights(sizes: sizes)
      return [(part.query, part.key)]
    })

  /// 2·d·f for a gated feed-forward layer, which has three matrices.
  static let feedForwardMatrixMissing = PartRule(
    mistake: .ffnMatrixMissing,
    fits: {
      ($0.words.contains(.feedForward) || $0.words.contains(.gated))
        && !$0.words.containsAny(of: [
          ModelWords(.feedForwardMatrix), ModelWords(.attention), ModelWords(.plainActivation),
        ]) && !$0.surroundings.contains(.feedForwardMatrix)
    },
    counts: { sizes in
      guard sizes.innerMatrices == 3 else { return [] }
      let part = PartWeights(sizes: sizes)
      return [(PartWeights.sum(part.innerMatrix, part.innerMatrix), part.feedForward)]
    })
}

extension ModelLabel {
  /// Whether the words speak of attention as a whole, not of a piece of it.
  var isWholeAttention: Bool {
    words.contains(.attention) && !words.containsAny(of: .piecesOfAttention)
      && !surroundings.containsAny(of: [ModelWords(.queryKeyValue)])
      && !words.containsAny(of: [
        ModelWords(.feedForward), ModelWords(.gated), ModelWords(.perHead), ModelWords(.embedding),
      ])
  }
}

extension Calculation {
  /// Compares counts of a transformer's parts with what the known mistakes give for its sizes.
  mutating func checkPartRules(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) {
      for rule in PartRule.all where rule.fits(claim.label) {
        guard let (wrong, right) = match(rule, claim) else { continue }
        report(rule.mistake, claim, claimed: wrong, correct: right)
        break
      }
    }
  }

  private func match(_ rule: PartRule, _ claim: ModelClaim) -> (wrong: Rational, right: Rational)? {
    for count in rule.counts(claim.sizes) {
      guard let wrong = count.wrong, let right = count.right, wrong != right, !wrong.isZero else { continue }
      for times in claim.multiples {
        guard let scaled = try? wrong.multiplied(by: times), claim.isValue(scaled),
          let correct = try? right.multiplied(by: times)
        else { continue }
        return (scaled, correct)
      }
    }
    return nil
  }

  /// Whether no check of a formula has found anything in a claim yet.
  func isFree(_ claim: ModelClaim) -> Bool {
    claim.entry.map { $0.misconception == nil } ?? !flagged.contains(claim.range.lowerBound)
  }

  /// Reports a mistake in a claim about a model.
  mutating func report(
    _ mistake: Mistake, _ claim: ModelClaim, claimed: Rational? = nil, correct: Rational?,
    alternatives: [Mistake] = [], arguments: [(name: String, value: Finding.Argument)] = []
  ) {
    findings.append(
      Draft(
        mistake: mistake, alternatives: alternatives, range: claim.range, claimed: claimed ?? claim.value,
        correct: correct, arguments: arguments))
    flagged.insert(claim.range.lowerBound)
    claim.entry?.status = .wrong
    claim.entry?.misconception = mistake
  }
}

extension ModelClaim {
  /// What the weights of a layer may be multiplied with: layers; operations and tokens where operations are counted.
  var multiples: [Rational] {
    var all: [Rational] = [.one]
    func extend(by size: Rational?) {
      guard let size, size > .one else { return }
      all += all.compactMap { try? $0.multiplied(by: size) }
    }
    extend(by: sizes.number(.layers))
    if label.saysParameters { return all }
    extend(by: .two)
    extend(by: sizes.number(.tokens))
    extend(by: sizes.number(.batch))
    return all
  }
}
