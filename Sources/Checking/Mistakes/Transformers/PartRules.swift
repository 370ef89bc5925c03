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
      return [
        (part.query, part.key),
        (PartWeights.sum(part.query, part.query), PartWeights.sum(part.key, part.key)),
      ]
    })

  /// 2·d·f for a gated feed-forward layer, which has three matrices.
  static let feedForwardMatrixMissing = PartRule(
    mistake: .ffnMatrixMissing,
    fits: {
      ($0.words.contains(.feedForward) || $0.words.contains(.gated)
        || $0.words.contains(.experts) && !$0.saysOperations)
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
        guard let (wrong, right) = match(rule, claim),
          rule.mistake != .ffnMatrixMissing || !isOfOneMatrix(claim) && !holdsThreeOfOtherWidth(claim),
          rule.mistake != .outputProjectionMissing || !outputFollows(claim),
          rule.mistake != .kvHeadsIgnored || !repeatsHeads(claim), !isToldOtherwise(rule.mistake, claim)
        else { continue }
        report(rule.mistake, claim, claimed: wrong, correct: right)
        break
      }
    }
  }

  /// "keys repeated for all heads"
  func repeatsHeads(_ claim: ModelClaim) -> Bool {
    Phrases.contains(
      ["repeat", "expand", "duplicat", "broadcast", "重复", "复制", "扩展"], in: lines[claim.place].range,
      of: working.bytes)
  }

  /// Whether a next calculation counts the projection of the output, a third of what Q, K and V have.
  private func outputFollows(_ claim: ModelClaim) -> Bool {
    guard let index = entries.firstIndex(where: { $0 === claim.entry }),
      let third = try? claim.value.divided(by: Rational(3))
    else { return false }
    return entries[index...].dropFirst().prefix(3).contains { $0.value == third && !isOfPooler($0) }
  }

  /// `pooler: 1024 * 1024 + 1024`: a square as well, and none of attention.
  private func isOfPooler(_ entry: Entry) -> Bool {
    guard lines.indices.contains(entry.home) else { return false }
    let before = lines[entry.home].stretch(before: entry.chain.range.lowerBound, atMost: 48)
    return Calculation.poolers.isIn(before, of: working.bytes)
  }

  private static let poolers: PhraseSet = ["pooler", "pooling", "池化"]

  /// Whether one of the matrices is spoken of, or two experts with a matrix each.
  private func isOfOneMatrix(_ claim: ModelClaim) -> Bool {
    let line = lines[claim.place]
    let before = sentence(around: claim.range.lowerBound, on: line)
    if claim.label.saysOperations,
      Phrases.contains(
        ["each", "per matrix", "one matrix", "每个矩阵", "单个", "各"], in: before, of: working.bytes)
    {
      return true
    }
    guard !claim.label.words.contains(.feedForward), !claim.label.words.contains(.gated) else { return false }
    let start = min(before.lowerBound, claim.range.lowerBound)..<claim.range.lowerBound
    return Phrases.contains(
      ["two", "2 ", "top-2", "top 2", "shared", "router", "两", "2个", "共享"], in: start, of: working.bytes)
  }

  /// `3·768·2048` has all three matrices, of a width with which they count what two have of the network's own.
  private func holdsThreeOfOtherWidth(_ claim: ModelClaim) -> Bool {
    claim.factors.contains(3) && !claim.factors.contains { $0 == claim.sizes.number(.innerWidth) }
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
    // A formula whose brackets are missing does not say what it counts.
    claim.entry.map { $0.misconception == nil && $0.slip?.mistake != .bracketsMissing } ?? !flagged.contains(
      claim.range.lowerBound)
  }

  /// Reports a mistake in a claim about a model.
  mutating func report(
    _ mistake: Mistake, _ claim: ModelClaim, claimed: Rational? = nil, correct: Rational?,
    alternatives: [Mistake] = [], arguments: [(name: String, value: Finding.Argument)] = []
  ) {
    flagged.insert(claim.range.lowerBound)
    claim.entry?.status = .wrong
    claim.entry?.misconception = mistake
    let value = claimed ?? claim.value
    guard !isSaid(mistake, of: value, on: lines[claim.place]) else { return }
    findings.append(
      Draft(
        mistake: mistake, alternatives: alternatives, range: claim.range, claimed: value, correct: correct,
        arguments: arguments))
  }

  /// Whether the same was found of the same number on a line: a row `| 4×(32×(8 + 32) + 32) | 5,248 |` makes two claims.
  private func isSaid(_ mistake: Mistake, of value: Rational, on line: TextLine) -> Bool {
    findings.contains {
      $0.mistake == mistake && $0.claimed == value && line.range.contains($0.range.lowerBound)
    }
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
