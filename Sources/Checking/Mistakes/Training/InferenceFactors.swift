import Symbolics

/// Six FLOPs for each parameter and token of inference, which takes two: "inference of Llama-7B costs 6·7e9 = 42 GFLOPs per
/// token".
extension Calculation {
  mutating func checkInferenceFactors() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.claimUnit == .flops {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        (2...3).contains(factors.count),
        case .number(let factor) = factors[0], factor.value == 6, factor.scale == .one,
        let parameters = Claim.numeral(of: factors.count == 2 ? factors[1] : .product(Array(factors[1...]))),
        parameters.value >= 10_000_000,
        lines.indices.contains(entry.home)
      else { continue }
      let line = lines[entry.home]
      let sentence = sentence(around: entry.chain.range.lowerBound, on: line)
      let words = line.mentions.filter { sentence.contains($0.range.lowerBound) }
      guard words.contains(where: { $0.noun == .model(.inference) }),
        words.contains(where: { $0.noun == .model(.perToken) }),
        !line.mentions.contains(where: { $0.noun == .model(.training) || $0.noun == .model(.backward) }),
        let known = parametersOfModel(line, sentence), SameNumber.isNear(known, parameters.value),
        !isDenied(side.located.range, on: line), !isReported(entry.chain.range)
      else { continue }
      findings.append(
        Draft(
          mistake: .aboveTwoPerParameter, alternatives: [.trainingFactorWrong], range: side.located.range,
          claimed: entry.value, correct: try? parameters.value.multiplied(by: .two)))
      entry.status = .wrong
      entry.misconception = .aboveTwoPerParameter
    }
  }
}
