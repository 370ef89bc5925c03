import Symbolics

/// 2·N FLOPs for each token in training: that is the forward pass alone; with the backward pass it is 6·N, and 8·N only with
/// activations that are worked out again.
extension Calculation {
  mutating func checkTrainingPerToken() {
    checkTrainingPerTokenInLetters()
    for entry in entries
    where entry.claimUnit == .flops && entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        (2...3).contains(factors.count), case .number(let factor) = factors[0],
        factor.value == .two || factor.value == 8 && !holds(Calculation.recomputations),
        let count = Claim.numeral(of: factors.count == 2 ? factors[1] : .product(Array(factors[1...]))),
        count.value >= 100_000_000, entry.home < lines.count
      else { continue }
      let line = lines[entry.home]
      let label = line.stretch(before: side.located.range.lowerBound, atMost: 128)
      guard line.range.count <= 1_024, Calculation.eachToken.isIn(label, of: working.bytes),
        namesBothPasses(label, on: line) || isMarkedBoth(behind: entry.chain, on: line)
          || factor.value == .two && (saysTraining(label) || isBelowTraining(entry.home))
            && !Calculation.onePass.isOn(line, of: working.bytes),
        !isReported(entry.chain.range)
      else { continue }
      findings.append(
        Draft(
          mistake: .trainingFactorWrong, range: side.located.range, claimed: factor.value, correct: 6,
          arguments: [("factor", .number(factor.value))]))
      entry.status = .wrong
      entry.misconception = .trainingFactorWrong
    }
  }

  /// `8 × 6.7e9 ≈ 53.6 GFLOPs/token (forward + backward)`: both passes, and nothing else, in brackets behind a result.
  private func isMarkedBoth(behind chain: Chain, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: chain.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    _ = joint.take(Calculation.eachOfTokens)
    guard joint.take(Joint.opening), joint.take(Calculation.bothPasses), joint.take(Joint.closing) else {
      return false
    }
    return !Calculation.lighterPasses.isOn(line, of: working.bytes)
  }

  private static let eachOfTokens: PhraseSet = [
    "gflops/token", "tflops/token", "mflops/token", "flops/token", "gflops per token", "/token", "per token",
    "每个 token",
    "每 token",
  ]
  /// With them a token takes eight.
  private static let recomputations: PhraseSet = [
    "recomput", "checkpoint", "remateriali", "重计算", "重算", "检查点",
  ]

  /// "Training compute per token ≈ 2 × N", 训练每 token 的计算量 ≈ 2 × N_params.
  private mutating func checkTrainingPerTokenInLetters() {
    guard holds(Calculation.eachToken) else { return }
    for entry in entries
    where entry.status != .wrong && entry.home < lines.count && entry.chain.sides.count == 2 {
      let side = entry.chain.sides[1]
      guard case .product(let factors) = side.located.expression, factors.count == 2,
        case .number(let two) = factors[0], two.value == .two, case .symbol(let symbol) = factors[1],
        symbol.isParameters, case let line = lines[entry.home], line.range.count <= 256,
        case let label = line.stretch(before: side.located.range.lowerBound),
        Calculation.eachToken.isIn(label, of: working.bytes), saysTraining(label),
        side.unit == .none || side.unit == .flops,
        // Another line may have the backward pass.
        !lines[max(0, entry.home - 1)...min(lines.count - 1, entry.home + 2)].contains(where: {
          Calculation.onePass.isOn($0, of: working.bytes)
        }), !isReported(side.located.range), isAsserted(side.located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .trainingFactorWrong, range: side.located.range, claimed: .two, correct: 6,
          arguments: [("factor", .number(.two))]))
      entry.status = .wrong
      entry.misconception = .trainingFactorWrong
    }
  }

  /// "FLOPs per token (forward + backward) = 2 × 1.3e9": whether a label names both passes, and neither of them alone.
  private func namesBothPasses(_ label: Range<Int>, on line: TextLine) -> Bool {
    guard let both = Calculation.bothPasses.first(in: label, of: working.bytes) else { return false }
    return !Calculation.singlePass.isIn(both.upperBound..<label.upperBound, of: working.bytes)
      && !Calculation.singlePass.isIn(label.lowerBound..<both.lowerBound, of: working.bytes)
      && !Calculation.lighterPasses.isOn(line, of: working.bytes)
  }

  private static let bothPasses: PhraseSet = [
    "forward+backward", "forward + backward", "forward and backward", "forward plus backward",
    "forward & backward",
    "fwd+bwd", "fwd + bwd", "前向+反向", "前向 + 反向", "前向和反向", "前向加反向", "前向与反向", "前向＋反向", "正反向",
  ]
  private static let singlePass: PhraseSet = ["forward", "fwd", "backward", "bwd", "前向", "反向"]
  private static let lighterPasses: PhraseSet = [
    "inference", "推理", "lora", "冻结", "frozen", "freez", "mac", "乘加", "微调", "wrong", "错", "误", "each", "ratio",
    "各",
  ]

  /// Whether one of the two lines above heads what follows as a training run, "7B parameters, training on 64 A100", and no
  /// line beside it speaks of one pass alone.
  private func isBelowTraining(_ home: Int) -> Bool {
    let near = lines[max(0, home - 2)...min(lines.count - 1, home + 1)]
    return lines[max(0, home - 2)..<home].contains {
      $0.range.count <= 512 && Calculation.trainingRuns.isOn($0, of: working.bytes)
    } && !near.contains { Calculation.onePass.isOn($0, of: working.bytes) }
  }

  private static let trainingRuns: PhraseSet = [
    "training on ", "training run", "training with ", "training throughput", "training efficiency", "卡训练",
    "上训练", "训练吞吐", "训练效率", "训练任务",
  ]

  /// Whether it is training that a label speaks of, and not what has been trained: 训练后的模型.
  private func saysTraining(_ label: Range<Int>) -> Bool {
    guard let word = Calculation.trainings.first(in: label, of: working.bytes) else { return false }
    var joint = Joint(working.bytes, from: word.upperBound, to: label.upperBound)
    return !joint.take(Calculation.trained)
  }

  private static let trainings: PhraseSet = ["训练", "training"]
  private static let trained: PhraseSet = [
    "后", "好", "完", "过", "的模型", "模型", "出", "data", "数据", "集",
  ]
  private static let eachToken: PhraseSet = [
    "每 token", "每token", "每个 token", "每个token", "每词元", "per token", "per-token", "each token",
  ]
  private static let onePass: PhraseSet = [
    "前向", "forward", "推理", "inference", "反向", "backward", "lora", "冻结", "frozen", "mac", "乘加", "微调", "wrong",
    "错", "误",
  ]
}
