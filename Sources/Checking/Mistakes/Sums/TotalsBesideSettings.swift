import Symbolics

/// A total of a decoder that lacks one of the parts that were worked out above it, takes one layer for all, or counts the
/// matrix of the words another number of times than the text says of its head.
///
///     Per layer: 2,097,152 = … · 12 layers: 12 × 2,097,152 = 25,165,824 · Total: 16,384,000 + 2,097,152
extension Calculation {
  mutating func checkTotalsBesideSettings(_ works: [LabelledWork]) {
    var above: [LabelledValue] = []
    var used: Set<Rational> = []
    let isTied = TiedWords.isTied(self)
    for work in works {
      guard work.claim.lastPlace == .one, work.unit == .none || work.unit == .parameters,
        let part = LabelledPart(named: work.label, of: working.bytes), above.count < 64,
        // `FFN width: 2048` is no part.
        work.formula != nil || (part == .norms || part == .lastNorm) && isJoined(work)
      else { continue }
      let claim = work.claim.value
      if part == .total || part == .layer, work.isRight, let formula = work.formula,
        let addends = plainAddends(of: formula.expression), !isReported(work.range),
        isAsserted(work.range, on: lines[work.home]),
        let slip = slip(of: part, addends, claim, above, used, isTied)
      {
        findings.append(
          Draft(
            mistake: slip.mistake, alternatives: slip.alternatives, range: work.range, claimed: claim,
            correct: slip.correct, arguments: [("gap", .number(slip.gap))]))
        work.entry?.status = .wrong
        work.entry?.misconception = slip.mistake
      }
      // What begins anew is another network.
      if part == .total {
        above = []
        used = []
        continue
      }
      if let formula = work.formula {
        LinkChecker.forEachNumeral(of: formula.expression) { used.insert($0.value) }
      }
      above.append(
        LabelledValue(
          part: part, value: claim, home: work.home,
          one: work.formula.flatMap { one(of: $0.expression) }))
    }
  }

  private struct LabelledValue {
    let part: LabelledPart
    let value: Rational
    let home: Int
    /// P of `12 × P`.
    let one: Rational?
  }

  private struct TotalSlip {
    let mistake: Mistake
    var alternatives: [Mistake] = []
    let correct: Rational
    let gap: Rational
  }

  private func one(of expression: Expression) -> Rational? {
    guard case .product(let factors) = expression, factors.count == 2 else { return nil }
    return Claim.numeral(of: factors[1])?.value
  }

  private func slip(
    of total: LabelledPart, _ addends: [Rational], _ claim: Rational, _ above: [LabelledValue],
    _ used: Set<Rational>, _ isTied: Bool?
  ) -> TotalSlip? {
    var rest = addends
    var left: [LabelledValue] = []
    for value in above where total == .total ? value.part.isOfWhole : value.part.isOfLayer {
      if let index = rest.firstIndex(of: value.value) {
        rest.remove(at: index)
      } else if !used.contains(value.value), value.part != .head || isTied == false {
        left.append(value)
      }
    }
    if total == .layer {
      // The norm of the embeddings is none of a layer that has its own.
      guard left.count == 1, above.filter({ $0.part == left[0].part }).count == 1, rest.count <= 1,
        addends.count - rest.count >= 1,
        !PartsAside.words.isOn(lines[left[0].home], of: working.bytes)
      else { return nil }
      return lacking(left[0].value, claim)
    }
    let kinds = Set(above.compactMap { $0.part.isOfWhole ? $0.part : nil })
    guard kinds.contains(.layers), kinds.contains(.embedding) || kinds.contains(.head) else { return nil }
    if left.count == 1, left[0].part == .layers, let one = left[0].one,
      rest.first(where: { $0 == one }) != nil,
      rest.count <= 2, let gap = try? left[0].value.subtracting(one), let right = try? claim.adding(gap)
    {
      return TotalSlip(
        mistake: .layerCountWrong, alternatives: [.blockCountWrong, .partsOmitted], correct: right, gap: gap)
    }
    if left.count == 1, rest.count <= 1, !PartsAside.words.isOn(lines[left[0].home], of: working.bytes) {
      return lacking(left[0].value, claim)
    }
    if left.isEmpty, rest.isEmpty,
      let norm = LastNorm.missing(self, kinds, above.first { $0.part == .norms }?.value)
    {
      return lacking(norm, claim, .normCountWrong)
    }
    guard left.isEmpty, rest.count <= 1, let words = above.first(where: { $0.part == .embedding }) else {
      return nil
    }
    let times = addends.filter { $0 == words.value }.count
    if isTied == true, times == 2, above.contains(where: { $0.part == .head && $0.value == words.value }),
      let right = try? claim.subtracting(words.value)
    {
      return TotalSlip(
        mistake: .embeddingOrHeadTwice, alternatives: [.containerCountedWithContents], correct: right,
        gap: words.value)
    }
    guard isTied == false, times == 1, rest.isEmpty, !above.contains(where: { $0.part == .head }),
      !TiedWords.countsHead(self), let right = try? claim.adding(words.value)
    else { return nil }
    return TotalSlip(
      mistake: .embeddingOrHeadTwice, alternatives: [.partsOmitted], correct: right, gap: words.value)
  }

  private func lacking(_ part: Rational, _ claim: Rational, _ other: Mistake = .totalDoesNotAddUp)
    -> TotalSlip?
  {
    guard let right = try? claim.adding(part) else { return nil }
    return TotalSlip(
      mistake: .partsOmitted, alternatives: [other, .addendsDoNotMatchParts], correct: right, gap: part)
  }
}

/// The norm behind the last layer, which a text states and its total lacks: "Each layer has two LayerNorms and there is one more
/// at the end".
private enum LastNorm {
  /// Its parameters: half of those of the two norms of a layer.
  static func missing(_ calculation: Calculation, _ kinds: Set<LabelledPart>, _ norms: Rational?) -> Rational?
  {
    let bytes = calculation.working.bytes
    guard let norms, !kinds.contains(.lastNorm), calculation.holds(PartsBesideSettings.twoNorms),
      calculation.lines(with: stated).contains(where: { line in
        line.range.count <= 4_096
          && stated.first(in: line.range, of: bytes).map {
            PartsBesideSettings.twoNorms.isIn(line.stretch(before: $0.lowerBound, atMost: 96), of: bytes)
          } ?? false
      }), !calculation.holds(aside)
    else { return nil }
    return try? norms.divided(by: .two)
  }

  private static let stated: PhraseSet = [
    "one more layernorm", "one more rmsnorm", "one more norm", "one more at the end", "a final layernorm",
    "a final rmsnorm", "a final norm", "one final norm", "最后还有一个", "末尾还有一个", "最后还有一层归一化",
  ]
  private static let aside: PhraseSet = [
    "ignore the final", "without the final", "without final", "ignoring the final", "final norm is ignored",
    "leave out the final", "neglect", "不计最后", "忽略最后", "不含最后", "不算最后",
  ]
}

/// What is worked out and need not be in the total.
private enum PartsAside {
  static let words: PhraseSet = [
    "negligib", "ignor", "not count", "not includ", "n't", "without", "fixed", "sinus", "rotary", "rope",
    "buffer", "non-trainable", "frozen", "optional", "shared", "tied", "忽略", "不计", "不算", "固定", "正弦", "旋转",
    "冻结", "可选", "共享",
  ]
}

/// What a text says of the matrix of its words and its head.
private enum TiedWords {
  static func isTied(_ calculation: Calculation) -> Bool? {
    let isSeparate = calculation.holds(untied)
    let isOne = calculation.holds(tied)
    // 不与词嵌入共享权重 holds both.
    if isSeparate { return calculation.holds(doubtful) ? nil : false }
    return isOne && !calculation.holds(doubtful) ? true : nil
  }

  /// Whether a line besides the statement speaks of a head that is counted.
  static func countsHead(_ calculation: Calculation) -> Bool {
    calculation.lines(with: heads).contains {
      heads.isOn($0, of: calculation.working.bytes) && !untied.isOn($0, of: calculation.working.bytes)
    }
  }

  static let untied: PhraseSet = [
    "head is not tied", "head is untied", "untied", "not tied to the embedding",
    "does not share the embedding",
    "not share weights", "不与词嵌入共享", "不与嵌入共享", "不共享权重", "权重不共享",
  ]
  static let tied: PhraseSet = [
    "tied weights", "shares the embedding", "is tied to the embedding", "weights are tied", "weight tying",
    "tied embeddings", "embeddings are tied", "与词嵌入共享", "与嵌入共享", "权重共享", "共享权重",
  ]
  static let doubtful: PhraseSet = [
    "if tied", "if untied", "if the head", "if it were", "with and without", "would", "were tied", "compare",
    "instead", "without the head", "without head", "exclud", "如果", "若", "对比", "不含输出", "不计输出",
  ]
  static let heads: PhraseSet = [
    "output head", "lm head", "lm_head", "unembedding", "output layer", "output matrix", "output projection:",
    "输出层", "输出头", "输出矩阵", "softmax",
  ]
}
