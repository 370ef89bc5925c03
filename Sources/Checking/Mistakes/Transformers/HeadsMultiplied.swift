import Symbolics

/// Matrices of the full width multiplied by the number of heads.
///
/// The matrices of all heads stand side by side in one d×d matrix (Vaswani and others, section 3.2.2).
extension Calculation {
  mutating func checkHeadsMultiplied(_ claims: [ModelClaim]) {
    var topics: HeadTopics?
    // A difference may well be less than nothing.
    for claim in claims
    where isFree(claim) && claim.value > .zero && !claim.label.words.contains(.feedForward) {
      // "Each head has its own 64×64 matrices": then these are those of one head.
      if claim.sizes[.width] == nil, Calculation.ownMatrices.isOn(lines[claim.place], of: working.bytes) {
        continue
      }
      guard let heads = claim.sizes[.heads], heads > 1, let (term, right) = claim.termWithHeads(heads) else {
        continue
      }
      let about = topics ?? headTopics
      topics = about
      guard speaksOfHeads(claim, heads, about), !isBatch(heads, claim),
        !mayCountMatrices(heads, right, claim), !saysFullHeads(claim),
        let correct = try? claim.value.subtracting(term).adding(right)
      else { continue }
      // With three heads the factor may as well be the number of matrices, one short.
      report(
        .headsMultipliedAgain, claim, correct: correct,
        alternatives: heads == 3 ? [.outputProjectionMissing] : [],
        arguments: [("factor", .number(Rational(heads)))])
    }
  }

  /// Whether the factor is as well the number of matrices that the words speak of: 3·d² for queries, keys and values, 4·d²
  /// for an attention, 8·d² for two of them, 12·d² for a layer and 16·d² for one with two attentions.
  private func mayCountMatrices(_ heads: Int, _ rest: Rational, _ claim: ModelClaim) -> Bool {
    guard let width = claim.sizes[.width] ?? claim.widthOfSquare(heads), claim.isOneMatrix(rest, width) else {
      return false
    }
    let words = claim.label.words
    let isOfPiece = words.containsAny(of: [
      ModelWords(.query), ModelWords(.keyOrValue), ModelWords(.queryKeyValue), ModelWords(.outputProjection),
    ])
    switch heads {
    case 2:
      return words.contains(.keyOrValue) || words.contains(.queryKeyValue)
        || words.contains(.query) && words.contains(.outputProjection)
        || Calculation.queriesAndOutputs.isIn(
          lines[claim.place].stretch(before: claim.range.lowerBound, atMost: 64), of: working.bytes)
    case 3: return words.contains(.queryKeyValue) || !words.contains(.attention) && !isOfPiece
    case 4:
      return !isOfPiece || words.contains(.queryKeyValue)
        || lines[max(0, claim.place - 2)...claim.place].contains {
          Calculation.fourNames.isOn($0, of: working.bytes)
        }
    case 6, 8, 16, 24:
      let place = claim.place
      let isOfDecoder = lines[max(0, place - 2)...place].contains {
        Calculation.twoAttentions.isOn($0, of: working.bytes)
      }
      return isOfDecoder || !words.contains(.attention) && !isOfPiece
    default: return !words.contains(.attention) && !isOfPiece
    }
  }

  /// Two of the four matrices: `Q and O: 2 × 512 × 512`, beside keys and values with fewer heads.
  private static let queriesAndOutputs: PhraseSet = [
    "q and o", "q, o", "q+o", "q + o", "q/o", "q & o", "wq and wo", "wq, wo", "wq + wo", "w_q and w_o",
    "w_q, w_o", "w_q + w_o", "query and output", "query + output", "qo ", "q、o", "q 和 o", "q与o", "q 与 o",
    "q和o",
    "查询和输出", "查询与输出", "查询、输出",
  ]

  /// The names of all four: 自注意力的 Q、K、V 与输出投影：4 × 256 × 256.
  private static let fourNames: PhraseSet = [
    "q、k、v", "q, k, v", "q, k and v", "q,k,v", "q/k/v", "qkv", "qkvo", "w_q、w_k", "w_q, w_k", "wq, wk", "w_o",
    "wo:", "query, key", "queries, keys", "查询、键",
  ]

  /// Words for layers with two attentions.
  private static let twoAttentions: PhraseSet = [
    "cross", "decoder", "two attention", "both attention", "交叉", "解码", "两个注意力",
  ]

  /// "8 heads of size 512", 每个头的维度为 512: each head is as wide as the model.
  private func saysFullHeads(_ claim: ModelClaim) -> Bool {
    let bytes = working.bytes
    for line in lines[max(0, claim.place - 2)...claim.place] {
      guard let phrase = Calculation.sizesOfHeads.first(on: line, of: bytes) else { continue }
      let at = bytes.skip(from: phrase.upperBound, to: min(line.range.upperBound, phrase.upperBound + 12)) {
        !$0.isASCIIDigit
      }
      if let size = bytes.wholeNumber(at: at, to: line.range.upperBound)?.value, size > 0,
        size == claim.sizes[.width]
          || claim.terms.contains(where: { $0.1.count { $0 == Rational(size) } >= 2 })
      {
        return true
      }
    }
    return false
  }

  private static let sizesOfHeads: PhraseSet = [
    "heads of size", "heads of width", "heads of dimension", "heads of dim", "heads, each of size",
    "head size",
    "head dimension", "head_dim", "d_head", "d_k", "每个头的维度", "每头维度", "头维度", "每个头的大小",
  ]

  private static let ownMatrices: PhraseSet = [
    "each of the", "each head", "every head", "per head", "its own", "每个头", "每头", "各头", "独立",
  ]

  /// Whether the factor may as well be the batch, which is stated with the same number or named on the line.
  private func isBatch(_ heads: Int, _ claim: ModelClaim) -> Bool {
    claim.sizes[.batch] == heads
      || Phrases.contains(["batch", "批"], in: lines[claim.place].range, of: working.bytes)
  }

  /// What the whole text speaks of; looked up once, for the first calculation that has a factor in question.
  private var headTopics: HeadTopics {
    var topics = HeadTopics()
    for line in lines {
      for mention in line.mentions {
        switch mention.noun {
        case .model(.heads): topics.heads = true
        case .model(.feedForward), .model(.embedding): topics.otherParts = true
        case .model(.layers), .block: topics.layers = true
        default: break
        }
      }
    }
    topics.severalLayers =
      topics.layers
      || lines(with: Calculation.severalLayers).contains {
        Calculation.severalLayers.isOn($0, of: working.bytes)
      }
    return topics
  }

  /// "8 blocks of attention with 8 heads"
  private func saysAsManyBlocks(_ count: Int, _ line: TextLine) -> Bool {
    let bytes = working.bytes
    guard let word = Calculation.namesOfBlocks.first(on: line, of: bytes) else { return false }
    let end = bytes.skipBlanksBack(from: word.lowerBound, to: line.range.lowerBound)
    let start = bytes.digitsBack(from: end, to: line.range.lowerBound, atMost: 4)
    return bytes.wholeNumber(at: start, to: end)?.value == count
  }

  private static let namesOfBlocks: PhraseSet = ["blocks", "layers", "层", "个块"]
  private static let severalLayers: PhraseSet = [
    "layer", "block", "depth", "stack", "whole", "entire", "overall", "all ", "encoder", "层", "块", "整个", "全部",
    "所有",
  ]

  /// Whether the words are about attention, and the factor is not the number of layers.
  private func speaksOfHeads(_ claim: ModelClaim, _ heads: Int, _ topics: HeadTopics) -> Bool {
    let about = ModelWords([
      .attention, .query, .keyOrValue, .queryKeyValue, .outputProjection, .heads, .perHead,
    ])
    // In a text about attention alone no product is that of a whole layer.
    let words = topics.otherParts || topics.layers ? claim.label.words : claim.label.surroundings
    guard words.containsAny(of: about), !claim.label.words.containsAny(of: [ModelWords(.scores)])
    else { return false }
    let layers = claim.sizes.layerCounts + [claim.sizes[.layers] ?? 0]
    // "There are 8 heads" in a text that speaks of no layers, where a network has as many of both.
    let areHeads = claim.label.saysOperations && topics.heads && !topics.severalLayers
    guard layers.contains(heads), !areHeads else {
      return !saysAsManyBlocks(heads, lines[claim.place])
    }
    // The same number of layers and heads: the words of the line must tell which is meant.
    let sentence = sentence(around: claim.range.lowerBound, on: lines[claim.place])
    if Phrases.contains(["layers", "blocks", "块"], in: sentence, of: working.bytes) { return false }
    return claim.label.words.contains(.heads)
      || claim.label.surroundings.contains(.perLayer) && !claim.label.words.contains(.layers)
  }
}

/// What a text speaks of, by which a factor is taken for the heads.
private struct HeadTopics {
  var heads = false
  var layers = false
  /// Feed-forward parts and embeddings.
  var otherParts = false
  /// Any word for several layers, or for the whole of something.
  var severalLayers = false
}

extension ModelClaim {
  /// The first term that multiplies full-width matrices with the number of heads, and the same without it.
  fileprivate func termWithHeads(_ heads: Int) -> (term: Rational, right: Rational)? {
    for term in terms {
      let (value, factors) = term
      guard factors.contains(Rational(heads)), let rest = try? value.divided(by: Rational(heads)) else {
        continue
      }
      let width = sizes[.width] ?? widthOfSquare(heads)
      // `8 × 128 × 64 × 64` computes with the width of a head, whatever it happens to be equal to.
      guard let width, width > heads,
        factors.contains(where: { (try? $0.divided(by: Rational(width)))?.isInteger ?? false }),
        isFullWidth(rest, Rational(width)) || isForEachToken(rest, factors, width)
      else { continue }
      return (value, rest)
    }
    return nil
  }

  /// The size that the calculation has squared, where the text states none.
  fileprivate func widthOfSquare(_ heads: Int) -> Int? {
    guard let expression else { return nil }
    var counts: [Int: Int] = [:]
    // `8 × 4 × 512²`: the heads, then the matrices; `4 × 512²` may have four matrices and no heads.
    let factors = Factors.written(in: expression)
    if factors.count == 4, factors[0] == Rational(heads), factors[1] == 3 || factors[1] == 4,
      factors[2] == factors[3], let size = factors[2].integer, size >= 64, size % heads == 0
    {
      return size
    }
    LinkChecker.forEachNumeral(of: expression) { numeral in
      if let size = numeral.value.integer, size >= 64, size % heads == 0 { counts[size, default: 0] += 1 }
    }
    return counts.filter { $0.value >= 2 }.keys.max()
  }

  /// Whether a value is that of one matrix d×d, with or without its biases, alone or for each of the tokens:
  /// `4·(256² + 256)`, `4·n·d²`.
  fileprivate func isOneMatrix(_ value: Rational, _ width: Int) -> Bool {
    guard let square = PartWeights.product(width, width) else { return false }
    let copies = [.one] + (sizes.number(.tokens).map { [$0] } ?? [])
    return copies.contains { copies in
      guard !copies.isZero, let one = try? value.divided(by: copies) else { return false }
      return one == square || one == (try? square.adding(Rational(width)))
    }
  }

  /// Whether a value is that of full-width matrices for each of the tokens that the calculation names.
  private func isForEachToken(_ value: Rational, _ factors: [Rational], _ width: Int) -> Bool {
    guard let tokens = sizes[.tokens], tokens > 1, factors.contains(Rational(tokens)),
      let each = try? value.divided(by: Rational(tokens))
    else { return false }
    return isFullWidth(each, Rational(width))
  }

  /// Whether a value is one to four matrices d×d, with or without as many biases.
  private func isFullWidth(_ value: Rational, _ width: Rational) -> Bool {
    guard let square = try? width.multiplied(by: width) else { return false }
    for matrices in 1...4 {
      guard let weights = try? square.multiplied(by: Rational(matrices)),
        let rest = try? value.subtracting(weights), !rest.isNegative,
        let biases = try? rest.divided(by: width)
      else { continue }
      if biases.isInteger, biases <= Rational(matrices) { return true }
    }
    return false
  }
}
