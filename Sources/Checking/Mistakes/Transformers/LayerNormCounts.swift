import Networks
import Symbolics

/// d parameters for a layer normalisation, which has a scale and a shift: 2·d.
///
/// Judged only for a known network all of whose norms have both.
extension Calculation {
  mutating func checkLayerNormCounts() {
    guard let width = forms?.sizes?[.width], normsHaveBoth(width) else { return }
    for (place, line) in enumeratedLines(with: Calculation.layerNorms)
    where Calculation.layerNorms.isOn(line, of: working.bytes) {
      guard !saysOne(line.range) else { continue }
      for entry in entries(on: place..<place + 1) where entry.misconception == nil {
        guard let side = entry.workingSide, case .product = side.located.expression, let value = entry.value,
          entry.claimUnit == .parameters || saysParameters(line) || isOneForTwo(side, width, on: line),
          isNormTimes(Factors.written(in: side.located.expression), width)
            || isOneForTwo(side, width, on: line),
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

  /// `layer norm: 768 * 2 * 12 + 768 * 2`: one norm in each layer, and one more, for a network that has two in each.
  mutating func checkNormsOfAllLayers() {
    guard holds(Calculation.layerNorms), let sizes = forms?.sizes, let width = sizes[.width],
      let layers = sizes[.layers], layers > 2, normsHaveBoth(width),
      let wrong = PartWeights.product(2 * width, layers + 1),
      let right = PartWeights.product(2 * width, 2 * layers + 1),
      lines.count(where: { Calculation.layerNorms.isOn($0, of: working.bytes) }) == 1
    else { return }
    for entry in entries
    where entry.value == wrong && entry.status == .right && entry.misconception == nil
      && entry.home < lines.count
    {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        case let line = lines[entry.home], line.range.count <= 256,
        let word = Calculation.layerNorms.first(on: line, of: working.bytes),
        word.lowerBound < side.located.range.lowerBound,
        terms.contains(where: {
          Factors.written(in: $0.value).sorted() == [2, Rational(layers), Rational(width)].sorted()
        }),
        !Calculation.otherNorms.isOn(line, of: working.bytes), !isReported(side.located.range),
        isAsserted(side.located.range, on: line)
      else { continue }
      findings.append(
        Draft(mistake: .normCountWrong, range: side.located.range, claimed: wrong, correct: right))
      entry.status = .wrong
      entry.misconception = .normCountWrong
    }
  }

  private static let otherNorms: PhraseSet = [
    "ln_1", "ln_2", "ln1", "ln2", "attention", "ffn", "first", "second", "gamma", "beta", "scale", "shift",
    "only",
    "parallel", "注意力", "前馈", "第一", "第二", "缩放", "平移", "只",
  ]

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

  /// 两个 LayerNorm：2×768, which is right for one of them.
  private func isOneForTwo(_ side: Chain.Side, _ width: Int, on line: TextLine) -> Bool {
    let start = side.located.range.lowerBound
    let factors = Factors.written(in: side.located.expression)
    guard factors.count == 2, factors.contains(.two), factors.contains(Rational(width)),
      line.chains.count == 1, line.lone.isEmpty, !Calculation.eachNorm.isOn(line, of: working.bytes)
    else { return false }
    let label = line.stretch(before: start, atMost: 48)
    guard let two = Calculation.twoNorms.first(in: label, of: working.bytes) else { return false }
    return !working.bytes[two.upperBound..<label.upperBound].contains { $0.isASCIIDigit }
  }

  private static let twoNorms: PhraseSet = [
    "two layernorm", "two layer norm", "2 layernorm", "2 layer norm", "both layernorm", "both layer norm",
    "两个 layernorm", "两个layernorm", "2 个 layernorm", "2个layernorm", "两个层归一", "两层 layernorm", "两个 layer norm",
  ]
  private static let eachNorm: PhraseSet = [
    "each", "per ", "apiece", "every", "one of", "respectively", "no bias", "各", "每", "单个", "分别", "其中一个",
    "无偏置",
  ]

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
