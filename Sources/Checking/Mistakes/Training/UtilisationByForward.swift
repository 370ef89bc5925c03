import Symbolics

/// `MFU: 2 × 65.2e9 × 380 / 312e12`: the utilisation of a training run with the work of the forward pass alone.
extension Calculation {
  mutating func checkUtilisationByForward() {
    var numbers: TrainingNumbers?
    var byHome: [Int: [Entry]]?
    for (place, line) in enumeratedLines(with: ForwardUtilisation.names)
    where line.row == nil && line.range.count <= 512 && !line.chains.isEmpty {
      let found = byHome ?? entriesByHome()
      byHome = found
      for entry in found[place] ?? [] where entry.status == .right && entry.misconception == nil {
        guard let side = entry.workingSide,
          ForwardUtilisation.names.isIn(
            line.stretch(before: side.located.range.lowerBound, atMost: 32), of: working.bytes),
          let size = parameters(in: side.located.expression)
        else { continue }
        let known = numbers ?? TrainingNumbers(self)
        numbers = known
        guard known.isParameters(size), isTraining(known), !holds(ForwardUtilisation.otherPasses),
          !isReported(entry.chain.range), isAsserted(side.located.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .trainingFactorWrong, range: side.located.range, claimed: .two, correct: 6,
            arguments: [("factor", .number(.two))]))
        entry.status = .wrong
        entry.misconception = .trainingFactorWrong
        return
      }
    }
  }

  /// 65.2e9 of `2 × 65.2e9 × 380 / 312e12`, where the divisor is a speed.
  private func parameters(in expression: Expression) -> Rational? {
    var factors: [Expression] = []
    var divisors: [Expression] = []
    func collect(_ expression: Expression) {
      switch expression {
      case .quotient(let dividend, let divisor):
        divisors.append(divisor)
        if case .product(let parts) = dividend { factors += parts } else { factors.append(dividend) }
      case .product(let parts):
        for part in parts {
          if case .quotient(let dividend, let divisor) = part {
            factors.append(dividend)
            divisors.append(divisor)
          } else {
            factors.append(part)
          }
        }
      default: break
      }
    }
    collect(expression)
    guard divisors.count == 1, let speed = try? divisors[0].evaluated(),
      speed >= ForwardUtilisation.leastSpeed, (3...4).contains(factors.count),
      Claim.numeral(of: factors[0])?.value == .two
    else { return nil }
    let large = factors.compactMap { Claim.numeral(of: $0)?.value }.filter { $0 >= 100_000_000 }
    return large.count == 1 ? large[0] : nil
  }

  /// Whether the text trains: it says so, or it has the tokens of a run and the days that they take.
  private func isTraining(_ numbers: TrainingNumbers) -> Bool {
    if holds(ForwardUtilisation.training) { return true }
    return numbers.tokens.contains { $0 >= ForwardUtilisation.tokensOfRuns }
      && holds(ForwardUtilisation.durations)
  }
}

extension Calculation {
  /// Whether a text works out the hours or days of a run, at a utilisation, from the work of so many tokens: it trains then,
  /// although no word says so.
  func isOfRun(_ product: RunProduct) -> Bool {
    product.factor == 2 && product.isOfTwo && product.large.count == 2
      && product.large.contains { $0 >= ForwardUtilisation.tokensOfRuns } && isOfNamedModel(product)
      && holds(ForwardUtilisation.names)
      && holds(ForwardUtilisation.durations) && !holds(ForwardUtilisation.otherPasses)
  }

  /// 7e9 for the 6.74 billion parameters of Llama-2-7B.
  private func isOfNamedModel(_ product: RunProduct) -> Bool {
    guard let own = forms?.sizes?.parameters, let room = try? own.multiplied(by: .tenth) else { return false }
    return product.large.contains { LinkChecker.isWithin(room, own, $0) }
  }
}

private enum ForwardUtilisation {
  static let names: PhraseSet = ["mfu", "模型算力利用率"]
  static let training: PhraseSet = ["training", "pretrain", "pre-train", "to train", "训练"]
  static let durations: PhraseSet = ["days", " day", "hours", "gpu-h", "gpu h", "天", "小时", "卡时"]
  /// Other passes than those of training, or a part of it.
  static let otherPasses: PhraseSet = [
    "inference", "forward", "backward", "prefill", "decod", "serving", "serve", "generat", "latency",
    "scoring",
    "evaluat", "labeling", "labelling", "embedding the", "lora", "frozen", "wrong", "instead", "mac",
    "distill",
    "推理", "前向", "反向", "预填", "解码", "生成", "评估", "标注", "打分", "冻结", "错", "乘加", "蒸馏",
  ]
  static let leastSpeed = Rational(whole: 1_000_000_000_000)
  static let tokensOfRuns = Rational(whole: 100_000_000_000)
}
