import Symbolics

/// Scores beside their label: `QK^T for 512 tokens: 512 × 768` has one of the two tokens of each pair, and "QK^T and AV together"
/// with the value of one of them.
extension Calculation {
  mutating func checkScoresBesideLabels(_ works: [LabelledWork]) {
    guard holds(ScoreWords.queries) else { return }
    let bytes = working.bytes
    var scores: Rational?
    for work in works
    where ScoreWords.queries.isIn(work.label, of: bytes) && work.unit != .parameters && work.unit != .bytes {
      let isOfBoth = ScoreWords.values.isIn(work.label, of: bytes)
      defer { if !isOfBoth { scores = work.claim.value } }
      guard work.isRight, !ScoreWords.otherwise.isIn(work.label, of: bytes), !isReported(work.range),
        isAsserted(work.range, on: lines[work.home])
      else { continue }
      if isOfBoth {
        guard ScoreWords.together.isIn(work.label, of: bytes), let scores, work.value == scores,
          work.value > 999, let right = try? scores.multiplied(by: .two)
        else { continue }
        report(work, .oneOfTwoAttentionProducts, right, at: work.range)
      } else if let tokens = tokensLeftOut(of: work), let right = try? work.value.multiplied(by: tokens) {
        report(work, .tokensMissing, right, at: work.range)
      }
    }
  }

  private mutating func report(
    _ work: LabelledWork, _ mistake: Mistake, _ right: Rational, at range: Range<Int>
  ) {
    findings.append(
      Draft(
        mistake: mistake, alternatives: mistake == .tokensMissing ? [.scalingExponentWrong] : [],
        range: range,
        claimed: work.value, correct: right))
    work.entry?.status = .wrong
    work.entry?.misconception = mistake
  }

  /// The tokens of each pair, where a product has them once: `512 × 768`, or `2 × 12 × 512 × 64` with the width as heads and their
  /// size. One query has as much, so that nothing may speak of one.
  private func tokensLeftOut(of work: LabelledWork) -> Rational? {
    guard work.formula != nil, case let factors = work.factors, (2...4).contains(factors.count) else {
      return nil
    }
    let settings = statedSettings
    let inLabel = numberOfTokens(in: work.label)
    guard let tokens = inLabel ?? settings[.context], factors.count(where: { $0 == tokens }) == 1,
      let width = settings[.width] ?? forms?.sizes?[.width].map({ Rational($0) }), width != tokens,
      let once = try? tokens.multiplied(by: width), let twice = try? once.multiplied(by: .two),
      work.value == once || work.value == twice
    else { return nil }
    let near = lines[max(0, work.home - 3)...work.home]
    let isOfOne =
      inLabel == nil
      && (holds(ScoreWords.decoding) || near.contains { ScoreWords.otherwise.isOn($0, of: working.bytes) })
    return isOfOne ? nil : tokens
  }

  /// 512 of "for 512 tokens", "512 个 token 的".
  private func numberOfTokens(in label: Range<Int>) -> Rational? {
    for number in working.bytes.wholeNumbers(in: label) where !number.isPartOfWord && number.value > 1 {
      var joint = Joint(working.bytes, from: number.range.upperBound, to: label.upperBound)
      if joint.take(ScoreWords.tokens) { return Rational(number.value) }
    }
    return nil
  }
}

private enum ScoreWords {
  static let queries: PhraseSet = ["qk^t", "qk^{t}", "qk^\\top", "qkᵀ", "q·kᵀ", "qk'", "qkt"]
  static let values: PhraseSet = ["av", "attention × v", "weights × v", "·v", "scores × v", "pv"]
  static let together: PhraseSet = ["together", "both", "in all", "合计", "一共", "总共", "两者", "in total"]
  static let tokens: PhraseSet = ["tokens", "token", "个 token", "个token", "个词元", "个位置", "positions"]
  static let decoding: PhraseSet = [
    "decod", "generat", "kv cache", "kv-cache", "cached", "autoregress", "解码", "生成", "缓存", "自回归", "逐个",
  ]
  static let otherwise: PhraseSet = [
    "per token", "per query", "new token", "one query", "one token", "each token", "last token", "a token",
    "cache",
    "each of", "decod", "linear", "window", "byte", "entries", "每个 token", "每 token", "每个token", "新 token",
    "单个",
    "最后一个", "缓存", "解码", "字节", "causal", "因果", "each", "分别", "各",
  ]
}
