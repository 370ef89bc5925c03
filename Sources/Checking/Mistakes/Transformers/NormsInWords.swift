import Symbolics

/// d parameters for a layer normalisation of which the sentence says itself that it has a scale and a shift: "LayerNorm
/// (d = 256) has γ and β, together 256 parameters".
extension Calculation {
  mutating func checkNormsInWords() {
    for line in lines(with: NormWords.names) where line.row == nil {
      checkSameTwice(on: line)
      guard let side = line.lone.last(where: { isOfParameters($0, on: line) }), let claim = side.claim,
        claim.lastPlace == .one, claim.scale == .one, claim.value >= 8,
        NormWords.both.isOn(line, of: working.bytes), NormWords.names.isOn(line, of: working.bytes),
        NormWords.together.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 24),
          of: working.bytes),
        line.chains.contains(where: { $0.isAssignment && $0.sides[1].claim?.value == claim.value })
          || areChannels(claim.value, before: side.located.range.lowerBound, on: line)
            && !NormWords.each.isIn(
              line.stretch(behind: side.located.range.upperBound, atMost: 24), of: working.bytes),
        let right = try? claim.value.multiplied(by: .two), !isReported(side.located.range),
        !isDenied(side.located.range, on: line)
      else { continue }
      findings.append(
        Draft(mistake: .normCountWrong, range: side.located.range, claimed: claim.value, correct: right))
    }
  }

  /// "256 parameters", "256 learnable parameters".
  private func isOfParameters(_ side: Chain.Side, on line: TextLine) -> Bool {
    if side.unit == .parameters { return true }
    guard side.claim != nil, side.unit == .none || side.unit == .other else { return false }
    var joint = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    if joint.take(NormWords.learnable) { return true }
    return joint.take(NormWords.counted) && joint.isAtClauseEnd()
  }

  /// 256 个通道，每个通道两个参数：256 = 256.
  private mutating func checkSameTwice(on line: TextLine) {
    guard let chain = line.chains.last, chain.sides.count == 2, chain.hasEquality,
      let claim = chain.sides[1].claim, chain.sides[0].claim?.value == claim.value, claim.lastPlace == .one,
      claim.value >= 8, NormWords.names.isOn(line, of: working.bytes),
      NormWords.both.isOn(line, of: working.bytes),
      areChannels(claim.value, before: chain.range.lowerBound, on: line),
      let right = try? claim.value.multiplied(by: .two), !isReported(chain.range)
    else { return }
    findings.append(
      Draft(
        mistake: .normCountWrong, range: chain.sides[1].located.range, claimed: claim.value, correct: right))
  }

  /// Whether a number of channels is stated before a place: "256 output channels", 256 个通道.
  private func areChannels(_ number: Rational, before place: Int, on line: TextLine) -> Bool {
    line.range.count <= 1_024
      && measures(on: line).contains { measure in
        measure.numeral.value == number && measure.range.upperBound <= place
          && NormWords.channels.isIn(
            line.stretch(behind: measure.range.lowerBound, atMost: 28), of: working.bytes)
      }
  }
}

private enum NormWords {
  static let learnable: PhraseSet = [
    "learnable parameters", "trainable parameters", "parameters", "个可学习参数", "个参数",
  ]
  static let counted: PhraseSet = ["个"]
  static let each: PhraseSet = ["each", "apiece", "各"]
  static let channels: PhraseSet = ["channel", "通道", "feature"]
  static let names: PhraseSet = [
    "layernorm", "layer norm", "batchnorm", "batch norm", "层归一化", "批归一化", "bn 层", "bn层", "bn layer",
    "bn 可学习", "bn 的可学习", "bn 参数", "bn 的参数",
  ]
  static let both: PhraseSet = [
    "gamma and beta", "gamma, beta", "γ and β", "γ, β", "scale and shift", "gain and bias", "weight and bias",
    "$\\gamma$ and $\\beta$", "γ 和 β", "γ和β", "γ、β", "gamma 和 beta", "gamma和beta", "gamma、beta",
    "gamma 与 beta", "缩放和平移", "a scale and a shift", "two per channel",
    "two parameters per channel", "two learnable parameters per channel", "每个通道两个", "每通道两个",
  ]
  static let together: PhraseSet = [
    "together", "in total", "in all", "altogether", "both", "i.e.", "that is", "per channel:",
    "per channel, so",
    "一共", "合计", "总共", "共", "即",
  ]
}
