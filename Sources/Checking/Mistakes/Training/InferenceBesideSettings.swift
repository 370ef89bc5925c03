import Symbolics

/// Inference beside what its label says: `FLOPs per token (2 per parameter): 7e9 = 7 GFLOPs`, `Weights in int4: 7e9 × 4 = 28 GB`.
extension Calculation {
  mutating func checkInferenceBesideSettings(_ works: [LabelledWork]) {
    let bytes = working.bytes
    for work in works {
      if InferenceWords.twoEach.isIn(work.label, of: bytes) {
        guard work.formula == nil || work.factors.count == 1, work.unit == .flops || work.unit == .none,
          work.claim.value >= 10_000_000, parametersAreStated(work.claim.value, before: work.home),
          mayBeReported(work), let right = try? work.claim.value.multiplied(by: .two)
        else { continue }
        report(work, .macCalledFlop, [.trainingFactorWrong], correct: right)
        continue
      }
      guard work.unit == .bytes, InferenceWords.weights.isIn(work.label, of: bytes),
        !InferenceWords.notWeights.isIn(work.label, of: bytes),
        case .product(let factors)? = work.formula?.expression, factors.count == 2,
        let count = Claim.numeral(of: factors[0])?.value, let width = Claim.numeral(of: factors[1])?.value,
        count >= 1_000_000, width <= 8,
        case let formats = NumberFormat.all(in: work.label, of: bytes), formats.count == 1,
        formats[0].width != width, mayBeReported(work),
        let right = try? count.multiplied(by: formats[0].width)
      else { continue }
      report(
        work, .bytesPerValueWrong, correct: right, [("expected", .number(formats[0].width))])
    }
  }

  /// Whether the lines above state a model of so many parameters: "Decoding a 13B model".
  private func parametersAreStated(_ count: Rational, before place: Int) -> Bool {
    lines[max(0, place - 12)..<place].contains { line in
      line.range.count <= 512 && InferenceWords.models.isOn(line, of: working.bytes)
        && measures(on: line).contains { $0.numeral.value == count }
    }
  }
}

private enum InferenceWords {
  static let twoEach: PhraseSet = [
    "2 per parameter", "two per parameter", "2 flops per parameter", "two flops per parameter", "每参数 2 次",
    "每个参数 2 次",
  ]
  static let models: PhraseSet = ["model", "模型", "param", "参数"]
  static let weights: PhraseSet = ["weights in", "weights (", "权重"]
  static let notWeights: PhraseSet = [
    "complex", "复数", "gradient", "master", "quant", "scales", "and ", "optim", "梯度", "主权重", "量化", "优化器", "和",
    "bits", "位",
  ]
}
