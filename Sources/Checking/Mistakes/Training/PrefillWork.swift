import Symbolics

/// The FLOPs of one token told of a whole prompt: "a prompt of 2,000 tokens" and `2 × 13e9 = 26 GFLOPs for the prompt`.
extension Calculation {
  mutating func checkPrefillWork() {
    var tokens: Rational?
    for entry in entries where entry.claimUnit == .flops && entry.status == .right && entry.home < lines.count
    {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        case .number(let two) = factors[0], two.value == .two, let range = entry.claimRange,
        let count = Claim.numeral(of: factors.count == 2 ? factors[1] : .product(Array(factors[1...]))),
        count.value >= 100_000_000, let claim = entry.claim
      else { continue }
      let line = lines[entry.home]
      var joint = Joint(working.bytes, from: range.upperBound, to: line.range.upperBound)
      _ = joint.takeUnits()
      guard joint.take(PromptWords.ofAll), joint.isAtClauseEnd(),
        !PromptWords.each.isOn(line, of: working.bytes), !isReported(entry.chain.range),
        isAsserted(range, on: line)
      else { continue }
      let length = tokens ?? tokensOfPrompt
      tokens = length
      guard length > .one, let right = try? claim.value.multiplied(by: length) else { continue }
      findings.append(
        Draft(
          mistake: .tokensMissing, range: range, claimed: claim.value, correct: right,
          arguments: [("factor", .number(length))]))
      entry.status = .wrong
    }
  }

  /// How long the one prompt of the text is; 1 where that is not told.
  private var tokensOfPrompt: Rational {
    var found: Rational?
    for line in lines.prefix(256)
    where PromptWords.prompt.isOn(line, of: working.bytes) && line.range.count < 1_024 {
      for measure in measures(on: line) where measure.unit == .tokens && measure.numeral.value >= 16 {
        let before = line.stretch(before: measure.range.lowerBound, atMost: 24)
        let behind = line.stretch(behind: measure.range.upperBound, atMost: 16)
        guard
          PromptWords.prompt.isIn(before, of: working.bytes)
            || PromptWords.prompt.isIn(behind, of: working.bytes)
        else { continue }
        if let found, found != measure.numeral.value { return .one }
        found = measure.numeral.value
      }
    }
    return found ?? .one
  }
}

private enum PromptWords {
  static let prompt: PhraseSet = ["prompt", "提示"]
  static let ofAll: PhraseSet = [
    "for the whole prompt", "for the prompt", "for the entire prompt", "for prefill", "（整个提示词）", "（整个提示）",
  ]
  static let each: PhraseSet = [
    "per token", "/token", "each token", "a token", "one token", "per prompt token", "每 token", "每token",
    "每个 token",
    "每个token",
  ]
}
