import Derivations
import Symbolics

/// Tokens where they do not belong, or left out where they do: weights are shared over all positions, operations are not.
extension Calculation {
  mutating func checkPositions(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) {
      if claim.label.saysParameters {
        checkWeightsPerPosition(claim)
      } else if claim.label.saysOperations {
        checkTokensMissing(claim)
      }
    }
  }

  /// 512 × 768 × 768 parameters for a 768×768 matrix over 512 tokens.
  private mutating func checkWeightsPerPosition(_ claim: ModelClaim) {
    guard let tokens = claim.sizes[.tokens], tokens > 1,
      claim.label.mayHaveMatrices && isMatrixTimes(tokens, claim) || isTableTimes(tokens, claim),
      !claim.multipliesAllParameters,
      let right = try? claim.value.divided(by: Rational(tokens))
    else { return }
    // What is right as operations is called parameters only by its own line.
    if let meaning = claim.entry?.meaning, meaning.quantity != .parameters,
      !lines[claim.place].mentions.contains(where: { $0.noun == .parameters })
    {
      return
    }
    report(.weightsCountedPerPosition, claim, correct: right)
  }

  /// Whether a claim is a matrix multiplied by the tokens: as it is written, or by the layer's features on its line.
  private func isMatrixTimes(_ tokens: Int, _ claim: ModelClaim) -> Bool {
    // A bare number is parameters where that stands right behind it: in a table its column says what it is.
    let behind = claim.range.upperBound..<min(claim.range.upperBound + 14, working.bytes.count)
    if claim.expression == nil, Phrases.contains(["param", "weights", "参数"], in: behind, of: working.bytes),
      let (input, output) = featuresOfArrow(for: claim)
    {
      return PartWeights.product(input, output, tokens).map { claim.isValue($0) } ?? false
    }
    return claim.factors.contains(Rational(tokens)) && !claim.sizes.isOtherSize(tokens)
      && claim.matrixFactors(besides: tokens) >= 2
  }

  /// "Embedding 10,000 × 128, 50 tokens: 10,000 × 128 × 50 parameters": a table, which its line has, times the tokens.
  private func isTableTimes(_ tokens: Int, _ claim: ModelClaim) -> Bool {
    guard claim.label.words.contains(.embedding), !claim.label.words.contains(.positionTable),
      claim.factors.count == 3, claim.entry?.claimUnit == .parameters, tokens > 2,
      let rows = claim.factors.max(), rows >= 1_000, rows > Rational(tokens)
    else { return false }
    return claim.factors.count { $0 == Rational(tokens) } == 1 && !claim.sizes.isOtherSize(tokens)
  }

  /// 768 × 3072 multiply-adds for a layer that works on 196 tokens.
  private mutating func checkTokensMissing(_ claim: ModelClaim) {
    guard case .product? = claim.expression, !claim.label.words.contains(.perToken),
      claim.label.mayHaveMatrices,
      let tokens = tokensOfPass(claim), tokens > 1, !claim.factors.contains(Rational(tokens)),
      claim.factors.count <= 5, claim.matrixFactors(besides: tokens) == 2,
      !claim.factors.contains(where: { $0 > 1 && $0 < 32 && $0 != 2 && $0 != 3 && $0 != 4 }),
      // `250 × 2 × 118.6 G` multiplies a whole pass, which has all tokens in it.
      !claim.factors.contains(where: { $0 >= 1_000_000 }),
      let right = try? claim.value.multiplied(by: Rational(tokens))
    else { return }
    // A next line may multiply with the tokens.
    guard !isTakenUp(claim) else { return }
    report(.tokensMissing, claim, correct: right, arguments: [("factor", .number(Rational(tokens)))])
  }

  /// The tokens that the sentence says the operations are for: "over 196 tokens", "for the whole image".
  private func tokensOfPass(_ claim: ModelClaim) -> Int? {
    let line = lines[claim.place]
    let sentence = sentence(around: claim.range.lowerBound, on: line)
    for statement in StatedSizes(working: working).statements(on: line)
    where statement.field == .tokens && sentence.contains(statement.range.lowerBound)
      && statement.range.lowerBound < claim.range.lowerBound && isOver(statement.range, on: line)
    {
      return statement.value.value.integer
    }
    return claim.label.words.contains(.perSequence) || saysWhole(line, sentence)
      ? claim.sizes[.tokens] : nil
  }

  /// Whether "for the whole sequence" stands in the sentence.
  private func saysWhole(_ line: TextLine, _ sentence: Range<Int>) -> Bool {
    line.mentions.contains { $0.noun == .model(.perSequence) && sentence.contains($0.range.lowerBound) }
  }

  private func isOver(_ number: Range<Int>, on line: TextLine) -> Bool {
    let before =
      line.stretch(before: number.lowerBound, atMost: 12)
    for word in ["over ", "across ", "all ", "processes ", "applied to ", "processing ", "处理 ", "处理"]
      as [StaticString]
    {
      if working.ends(before, with: word, ignoringCase: true) { return true }
    }
    return false
  }

  /// Whether a later calculation takes the result up.
  func isTakenUp(_ claim: ModelClaim) -> Bool {
    guard let index = entries.firstIndex(where: { $0 === claim.entry }) else { return false }
    return entries[index...].dropFirst().prefix(24).contains { other in
      var uses = false
      for side in other.chain.sides where side.isCompound {
        LinkChecker.forEachNumeral(of: side.located.expression) { uses = uses || $0.value == claim.value }
      }
      return uses
    }
  }
}

extension ModelLabel {
  /// Whether the words may be about matrices that work on every token.
  fileprivate var mayHaveMatrices: Bool {
    !words.containsAny(of: [
      ModelWords(.embedding), ModelWords(.positionTable), ModelWords(.cache), ModelWords(.scores),
      ModelWords(.weightedValues), ModelWords(.head), ModelWords(.training),
    ]) && !words.containsAny(of: .recurrent)
  }
}

extension ModelSizes {
  /// Whether a number is another size, too, so that it may stand for that.
  fileprivate func isOtherSize(_ number: Int) -> Bool {
    let fields: [Field] = [
      .width, .heads, .keyHeads, .headWidth, .innerWidth, .vocabulary, .layers, .experts,
    ]
    return fields.contains { self[$0] == number } || layerCounts.contains(number) || queryWidth == number
      || keyWidth == number
  }
}

extension ModelClaim {
  /// Whether a factor is a whole network's number of parameters: 2·N·n operations, whatever the words call them.
  fileprivate var multipliesAllParameters: Bool {
    guard let product = expression.flatMap({ RunProduct($0) }) else { return false }
    return product.large.contains { $0 >= 1_000_000 }
  }

  /// How many factors are sides of a matrix.
  fileprivate func matrixFactors(besides tokens: Int) -> Int {
    factors.filter { $0 >= 32 && $0 != Rational(tokens) }.count
  }
}
