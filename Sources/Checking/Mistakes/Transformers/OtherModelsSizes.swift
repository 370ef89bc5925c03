import Symbolics

/// A size of another network of the family: BERT-base with the 4,096 of BERT-large.
extension Calculation {
  mutating func checkOtherModelsSizes(_ claims: [ModelClaim]) {
    guard let forms, let own = forms.sizes else { return }
    for claim in claims where isFree(claim) && claim.expression != nil && !claim.label.saysOperations {
      // A product of just the part's form needs no word for what it counts.
      guard claim.label.saysParameters || claim.isPlainProduct && claim.entry?.meaning == nil,
        !namesOthers(claim), let part = SizedPart.all.first(where: { $0.fits(claim.label) }),
        agrees(claim.sizes, own, part),
        !part.isRight(claim, own), let (field, value) = otherSize(claim, part, own, forms),
        !isStated(value, before: claim)
      else { continue }
      report(
        .dimensionLeftFromOtherModel, claim, claimed: Rational(value),
        correct: own[field].map { Rational($0) })
    }
  }

  /// The vocabulary of another family: `vocab × d = 50257 × 4096` for Llama-2-7B, whose words are 32,000.
  mutating func checkOtherVocabularies(_ claims: [ModelClaim]) {
    guard let own = forms?.sizes, let words = own.number(.vocabulary), let width = own.number(.width),
      !holds(OtherVocabularies.changed)
    else { return }
    for claim in claims where isFree(claim) && claim.factors.count == 2 && claim.factors.contains(width) {
      let line = lines[claim.place]
      guard let other = claim.factors.first(where: { OtherVocabularies.known.contains($0) }), other != width,
        let room = try? words.divided(by: 20), !LinkChecker.isWithin(room, words, other),
        OtherVocabularies.names.isIn(
          line.stretch(before: claim.range.lowerBound, atMost: 48), of: working.bytes),
        !namesOthers(claim), claim.sizes.number(.vocabulary) == words, !isReported(claim.range),
        isAsserted(claim.range, on: line)
      else { continue }
      report(
        .dimensionLeftFromOtherModel, claim, claimed: other, correct: words)
    }
  }

  /// Whether two networks are named before the claim, on its line or on the last one above it that names any, so that it may be
  /// about either: "BERT-base has 3072 and BERT-large 4096" above `2·1024·4096`.
  private func namesOthers(_ claim: ModelClaim) -> Bool {
    for place in stride(from: claim.place, through: max(0, claim.place - 24), by: -1) {
      let names = lines[place].networks.filter { $0.range.lowerBound < claim.range.lowerBound }
      guard let first = names.first else { continue }
      return names.contains { $0.name != first.name }
    }
    return false
  }

  /// Whether the text states no other size that the part has.
  private func agrees(_ stated: ModelSizes, _ own: ModelSizes, _ part: SizedPart) -> Bool {
    part.fields.allSatisfy { stated[$0] == own[$0] }
  }

  /// "We widen the FFN of Llama-2-7B to 14336": the text means the size that it goes on with.
  private func isStated(_ size: Int, before claim: ModelClaim) -> Bool {
    let end = claim.range.lowerBound
    let around = Neighbourhood(working: working)
    return MeasureReader.measures(in: max(0, end - 256)..<end, of: working.bytes).contains { measure in
      measure.numeral.value == Rational(size)
        && around.start(of: Calculation.stating, endingAt: around.back(from: measure.range.lowerBound)) != nil
    }
  }

  private static let stating: [StaticString] = [
    "to", "of", "with", "at", "width", "size", "dimension", "using", "use", "到", "为", "成", "至", "用", "宽度",
    "维度",
  ]

  private func otherSize(
    _ claim: ModelClaim, _ part: SizedPart, _ own: ModelSizes, _ forms: KnownForms
  ) -> (ModelSizes.Field, Int)? {
    let hasSize = namesSize(claim)
    // A family's name alone, "GPT-2", may stand for any of its networks.
    for field in part.fields where field != .width || hasSize {
      for relative in forms.relatives {
        guard let value = relative[field], value != own[field] else { continue }
        var sizes = own
        sizes[field] = value
        if part.isRight(claim, sizes), claim.holds(value) { return (field, value) }
      }
    }
    // All sizes of another network of the family: BERT-large with 4 × 768².
    guard hasSize, let width = own[.width] else { return nil }
    for relative in forms.relatives where relative.innerMatrices == own.innerMatrices {
      guard let other = relative[.width], other != width, part.isRight(claim, relative), claim.holds(other)
      else { continue }
      return (.width, other)
    }
    return nil
  }

  /// Whether the network's name says which of its family it is: "base", "large", 13B.
  private func namesSize(_ claim: ModelClaim) -> Bool {
    for place in stride(from: claim.place, through: max(0, claim.place - 24), by: -1) {
      guard let name = lines[place].networks.last(where: { $0.range.lowerBound < claim.range.lowerBound })
      else { continue }
      let text = working.bytes[name.range]
      if Phrases.contains(
        ["base", "large", "small", "medium", "xl", "huge", "tiny", "mini", "-b/", "-l/", "-s/", "-h/"],
        in: name.range, of: working.bytes)
      {
        return true
      }
      // 13B
      return zip(text, text.dropFirst()).contains {
        $0.isASCIIDigit && ($1 == UInt8(ascii: "B") || $1 == UInt8(ascii: "b"))
      }
    }
    return false
  }
}

private enum OtherVocabularies {
  /// GPT-2, BERT uncased and cased, RoBERTa, T5, Llama 1 and 2, Llama 3, cl100k, Qwen, Gemma, CLIP.
  static let known: [Rational] = [
    50_257, 30_522, 28_996, 50_265, 32_128, 32_000, 128_256, 128_000, 100_277, 151_936, 152_064, 151_643,
    256_000, 49_408,
  ]
  static let names: PhraseSet = ["vocab", "embed", "wte", "lm_head", "lm head", "词表", "词嵌入", "嵌入", "输出头"]
  static let changed: PhraseSet = [
    "tokenizer", "tokeniser", "extend", "enlarge", "replac", "instead", "swap", "multilingual", "if ", "分词",
    "扩充", "扩展",
    "换成", "替换", "改成", "多语", "如果", "假设",
  ]
}

extension ModelClaim {
  /// Whether a size is written in the calculation.
  fileprivate func holds(_ size: Int) -> Bool {
    var found = false
    if let expression {
      LinkChecker.forEachNumeral(of: expression) { found = found || $0.value == Rational(size) }
    }
    return found
  }

  /// Whether it is a product of at most three numbers.
  fileprivate var isPlainProduct: Bool {
    guard case .product? = expression else { return false }
    return factors.count <= 3
      && factors.allSatisfy { $0 != sizes.number(.tokens) || $0 == sizes.number(.width) }
  }
}

/// A part whose weights are a product of two sizes.
struct SizedPart: Sendable {
  let fields: [ModelSizes.Field]
  let fits: @Sendable (ModelLabel) -> Bool
  let counts: @Sendable (PartWeights) -> [Rational?]

  static let all = [
    SizedPart(
      fields: [.innerWidth],
      fits: { $0.words.contains(.feedForward) && !$0.words.contains(.attention) },
      counts: { [$0.feedForward, $0.innerMatrix, sum($0.innerMatrix, $0.innerMatrix), withBiases($0)] }),
    SizedPart(
      fields: [.vocabulary, .width],
      fits: {
        $0.words.contains(.embedding)
          && !$0.words.containsAny(of: [ModelWords(.positionTable), ModelWords(.attention)])
      },
      counts: { [$0.embedding] }),
    SizedPart(
      fields: [],
      fits: { $0.words.contains(.attention) && !$0.words.containsAny(of: piecesBesideAttention) },
      counts: { [$0.attention] }),
  ]

  private static let piecesBesideAttention = ModelWords([
    .query, .keyOrValue, .queryKeyValue, .outputProjection, .scores, .weightedValues, .feedForward, .perHead,
  ])

  private static func sum(_ first: Rational?, _ second: Rational?) -> Rational? {
    PartWeights.sum(first, second)
  }

  private static func withBiases(_ part: PartWeights) -> Rational? {
    PartWeights.sum(
      part.feedForward, PartWeights.product(part.sizes[.width]), PartWeights.product(part.sizes[.innerWidth]))
  }

  /// Whether a claim is right for a layer, or for all of them.
  func isRight(_ claim: ModelClaim, _ sizes: ModelSizes) -> Bool {
    for count in counts(PartWeights(sizes: sizes)) {
      guard let count else { continue }
      if claim.isValue(count) { return true }
      if let layers = sizes.number(.layers), let all = try? count.multiplied(by: layers), claim.isValue(all) {
        return true
      }
    }
    return false
  }
}
