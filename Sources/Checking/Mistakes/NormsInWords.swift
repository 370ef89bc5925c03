import Symbolics

/// d parameters for a layer normalisation of which the sentence says itself that it has a scale and a shift: "LayerNorm
/// (d = 256) has γ and β, together 256 parameters".
extension Calculation {
  mutating func checkNormsInWords() {
    for line in lines where line.row == nil && NormWords.names.mayBe(on: line) {
      guard let side = line.lone.last(where: { $0.unit == .parameters }), let claim = side.claim,
        claim.lastPlace == .one, claim.scale == .one, claim.value >= 8,
        NormWords.both.isOn(line, of: working.bytes), NormWords.names.isOn(line, of: working.bytes),
        NormWords.together.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 24),
          of: working.bytes),
        line.chains.contains(where: { $0.isAssignment && $0.sides[1].claim?.value == claim.value }),
        let right = try? claim.value.multiplied(by: .two), !isReported(side.located.range),
        !isDenied(side.located.range, on: line)
      else { continue }
      findings.append(
        Draft(mistake: .normCountWrong, range: side.located.range, claimed: claim.value, correct: right))
    }
  }
}

private enum NormWords {
  static let names: PhraseSet = ["layernorm", "layer norm", "batchnorm", "batch norm", "层归一化", "批归一化"]
  static let both: PhraseSet = [
    "gamma and beta", "gamma, beta", "γ and β", "γ, β", "scale and shift", "gain and bias", "weight and bias",
    "$\\gamma$ and $\\beta$", "γ 和 β", "γ和β", "缩放和平移",
  ]
  static let together: PhraseSet = [
    "together", "in total", "in all", "altogether", "both", "一共", "合计", "总共", "共",
  ]
}
