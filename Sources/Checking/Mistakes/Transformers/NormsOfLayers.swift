import Symbolics

/// Two norms with d parameters each, where the text has said that each has a scale and a shift: "LayerNorm has gain and bias" and
/// `2 LN per layer: 2·256`.
extension Calculation {
  mutating func checkNormsOfLayers() {
    guard holds(LayerNorms.two), let stated = placeOfBoth else { return }
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard entry.home >= stated, entry.home - stated <= 24, entry.home < lines.count,
        let side = entry.workingSide, let value = entry.value,
        entry.claimUnit == .none || entry.claimUnit == .parameters || entry.claimUnit == .other,
        case let line = lines[entry.home], line.range.count <= 512, line.chains.count == 1,
        let width = half(of: Factors.written(in: side.located.expression)),
        case let label = line.stretch(before: side.located.range.lowerBound, atMost: 48),
        let two = LayerNorms.two.first(in: label, of: working.bytes),
        !working.bytes[two.upperBound..<label.upperBound].contains(where: { $0.isASCIIDigit }),
        !LayerNorms.otherwise.isOn(line, of: working.bytes), !isDoubled(value, width, around: entry),
        !isReported(entry.chain.range), isAsserted(side.located.range, on: line),
        let right = try? value.multiplied(by: .two)
      else { continue }
      findings.append(
        Draft(
          mistake: .normCountWrong, alternatives: [.partsOmitted, .biasCountWrong], range: side.located.range,
          claimed: value, correct: right))
      entry.status = .wrong
      entry.misconception = .normCountWrong
    }
  }

  /// The first line that says that a layer norm has both.
  private var placeOfBoth: Int? {
    enumeratedLines(with: LayerNorms.both).first { _, line in
      line.range.count <= 512 && LayerNorms.both.isOn(line, of: working.bytes)
        && LayerNorms.names.isOn(line, of: working.bytes)
        && !LayerNorms.others.isOn(line, of: working.bytes)
    }?.offset
  }

  /// d of 2·d.
  private func half(of factors: [Rational]) -> Rational? {
    guard factors.count == 2, factors.contains(.two) else { return nil }
    return factors.first { $0 >= 16 }
  }

  /// Whether one of the next calculations takes a number twice, or one of the last gives what it takes: 2·256 = 512 for a norm
  /// and 2·512 for two of them.
  private func isDoubled(_ value: Rational, _ width: Rational, around entry: Entry) -> Bool {
    guard let index = entries.firstIndex(where: { $0 === entry }) else { return true }
    if entries[..<index].suffix(8).contains(where: { $0.value == width }) { return true }
    return entries[(index + 1)...].prefix(3).contains { other in
      guard let side = other.workingSide else { return false }
      let factors = Factors.written(in: side.located.expression)
      return factors.contains(value) && factors.contains(.two)
    }
  }
}

private enum LayerNorms {
  static let names: PhraseSet = ["layernorm", "layer norm", "ln ", "层归一", "层标准化"]
  static let both: PhraseSet = [
    "gain and bias", "gain and a bias", "scale and shift", "scale and a shift", "gamma and beta",
    "gamma, beta",
    "γ and β", "γ, β", "γ和β", "γ 和 β", "γ、β", "gain, bias", "weight and bias", "缩放和平移", "缩放和偏移", "增益和偏置",
    "2d parameters", "2d params",
  ]
  static let others: PhraseSet = ["rms", "if ", "without", "no ", "not ", "n't", "无", "没有", "如果", "若", "不"]
  static let two: PhraseSet = [
    "2 ln", "two ln", "2 layernorm", "two layernorm", "2 layer norm", "two layer norm", "both layernorm",
    "both layer norm", "两个 ln", "两个ln", "2 个 ln", "2个ln", "2个 ln", "两个 layernorm", "两个layernorm",
    "2 个 layernorm", "2个layernorm", "两个层归一", "2个层归一", "2 个层归一",
  ]
  static let otherwise: PhraseSet = [
    "each", "apiece", "per ln", "per norm", "per layernorm", "every", "one of", "only", "rms", "gain", "bias",
    "gamma", "beta", "scale", "shift", "weights", "×2", "× 2", "*2", "twice", "if ", "not ", "n't", "flop",
    "各",
    "每个", "单个", "分别", "其中", "只", "γ", "β", "权重", "缩放", "平移", "偏置", "如果", "若",
  ]
}
