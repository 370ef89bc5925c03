import Symbolics

/// So many tokens for each parameter, and a model's tokens with another power of ten: "20 tokens per parameter: 70B parameters
/// need 1.4 × 10¹³ tokens", 按每个参数 20 个 token, 70B 参数需要 1.4 × 10¹¹ 个 token.
extension Calculation {
  mutating func checkTokensPerParameter() {
    for line in lines(with: TokensPerParameter.rule) where line.row == nil && line.range.count < 512 {
      guard let rule = TokensPerParameter.rule.first(on: line, of: working.bytes),
        let each = tokensForEach(rule, on: line)
      else { continue }
      let numbers = numbers(on: line).filter {
        $0.range.lowerBound >= rule.upperBound && $0.numeral.value >= 1_000_000
      }
      guard numbers.count == 2, let isOfTokens = order(numbers[0], numbers[1], on: line) else { continue }
      let (tokens, parameters) = isOfTokens ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
      guard let right = try? parameters.numeral.value.multiplied(by: each), right > .zero,
        let power = Magnitude.power(from: right, to: tokens.numeral), power != 0,
        tokens.numeral.shows(atLeast: 10), !isReported(tokens.range), isAsserted(tokens.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .powerOfTenSlip, alternatives: [.yiUnitSlip, .prefixSlip], range: tokens.range,
          claimed: tokens.numeral.value, correct: right, arguments: Magnitude.arguments(power)))
      markWrong(at: tokens.range)
    }
  }

  /// The number in a rule, 20 of "20 tokens per parameter".
  private func tokensForEach(_ rule: Range<Int>, on line: TextLine) -> Rational? {
    let bytes = working.bytes
    if bytes[rule.lowerBound] >= 0x80 {
      let at = bytes.skipBlanks(from: rule.upperBound, to: line.range.upperBound)
      guard let (value, end) = bytes.wholeNumber(at: at, to: line.range.upperBound),
        (2...10_000).contains(value)
      else { return nil }
      var joint = Joint(bytes, from: end, to: line.range.upperBound)
      return joint.take(TokensPerParameter.tokens) ? Rational(value) : nil
    }
    let end = bytes.skipBlanksBack(from: rule.lowerBound, to: line.range.lowerBound)
    return bytes.wholeNumber(endingAt: end, to: line.range.lowerBound, digits: 4).flatMap {
      $0 >= 2 ? Rational($0) : nil
    }
  }

  /// Whether the first of two numbers counts the tokens; nil where other words than a need stand between them.
  private func order(_ first: StatedNumber, _ second: StatedNumber, on line: TextLine) -> Bool? {
    var joint = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
    let isOfTokens = joint.take(TokensPerParameter.tokens)
    if !isOfTokens { _ = joint.take(TokensPerParameter.parameters) }
    var hasJoint = false
    for _ in 0..<3 {
      guard joint.take(TokensPerParameter.joints) || joint.take(Joint.approximations) else { break }
      hasJoint = true
    }
    joint.skipBlanks()
    guard hasJoint, joint.isAtEnd else { return nil }
    var behind = Joint(working.bytes, from: second.range.upperBound, to: line.range.upperBound)
    if isOfTokens { return behind.take(TokensPerParameter.parameters) ? true : nil }
    return behind.take(TokensPerParameter.tokens) || behind.isAtClauseEnd() ? false : nil
  }
}

private enum TokensPerParameter {
  static let rule: PhraseSet = [
    "tokens per parameter", "tokens/parameter", "tokens per param", "tokens for each parameter",
    "tokens for every parameter", "每个参数", "每参数",
  ]
  static let tokens: PhraseSet = [
    "training tokens", "tokens", "token", "个训练 token", "个 token", "个token", "词元", "个词元",
  ]
  static let parameters: PhraseSet = ["parameters", "params", "parameter", "个参数", "参数", "模型", "model"]
  static let joints: PhraseSet = [
    "→", "⇒", "->", "=>", "=", "needs", "need", "requires", "require", "wants", "want", "model", "for", "需要",
    "需", "要",
    "对应", ":", "：",
  ]
}
