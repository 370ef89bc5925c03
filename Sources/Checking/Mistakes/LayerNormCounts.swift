import Networks
import Symbolics

/// d parameters for a layer normalisation, which has a scale and a shift: 2·d.
///
/// Judged only for a known network all of whose norms have both.
extension Calculation {
  mutating func checkLayerNormCounts() {
    guard let width = forms?.sizes?[.width], normsHaveBoth(width) else { return }
    for (place, line) in lines.enumerated() where Calculation.layerNorms.isOn(line, of: working.bytes) {
      guard !saysOne(line.range) else { continue }
      for entry in entries where entry.home == place && entry.misconception == nil {
        guard let side = entry.workingSide, case .product = side.located.expression, let value = entry.value,
          entry.claimUnit == .parameters || saysParameters(line),
          isNormTimes(Factors.written(in: side.located.expression), width),
          let right = try? value.multiplied(by: .two)
        else { continue }
        findings.append(
          Draft(mistake: .normCountWrong, range: side.located.range, claimed: value, correct: right))
        entry.status = .wrong
        entry.misconception = .normCountWrong
      }
      for side in line.lone where side.claim?.value == Rational(width) && isOfNorm(side, line) {
        findings.append(
          Draft(
            mistake: .normCountWrong, range: side.located.range, claimed: Rational(width),
            correct: PartWeights.product(2, width)))
      }
    }
  }

  private static let layerNorms: PhraseSet = ["layernorm", "layer norm", "层归一", "层标准化"]

  /// Whether every norm of the network has two parameters for each feature.
  private func normsHaveBoth(_ width: Int) -> Bool {
    let norms = (facts?.layers ?? []).filter { $0.noun == .norm }
    guard let both = PartWeights.product(2, width), !norms.isEmpty else { return false }
    return norms.allSatisfy { $0.parameters == both }
  }

  /// Whether a line speaks of the scale or the shift alone.
  private func saysOne(_ range: Range<Int>) -> Bool {
    Phrases.contains(
      [
        "gamma", "beta", "scale", "shift", "gain", "bias", "weights", "rmsnorm", "rms norm", "rms-norm", "γ",
        "β", "权重", "偏置", "缩放", "平移", "维",
        "feature", "hidden", "dim", "width", "+",
      ], in: range, of: working.bytes)
  }

  private func saysParameters(_ line: TextLine) -> Bool { line.mentions.contains { $0.noun == .parameters } }

  /// n × d, n small
  private func isNormTimes(_ factors: [Rational], _ width: Int) -> Bool {
    factors.count == 2 && factors.contains(Rational(width))
      && factors.contains { $0 > 2 && $0 <= 500 && $0 != Rational(width) && $0 != 4 }
  }

  /// Whether "768 parameters" is said of each layer norm.
  private func isOfNorm(_ side: Chain.Side, _ line: TextLine) -> Bool {
    let range = side.located.range
    let sentence = sentence(around: range.lowerBound, on: line)
    guard mentions(on: line, in: sentence).contains(where: { $0.noun == .each || $0.noun == .count(1) })
    else {
      return false
    }
    if side.unit == .parameters { return true }
    return line.mentions.contains {
      $0.noun == .parameters && $0.range.lowerBound >= range.upperBound
        && $0.range.lowerBound - range.upperBound <= 4
    }
  }
}
