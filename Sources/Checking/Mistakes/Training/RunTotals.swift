import Symbolics

/// Tokens, parameters and FLOPs of a run in one sentence that do not belong together: "3.5 × 10¹² tokens for 175B
/// parameters, 4.2 × 10²³ FLOPs", in a text that counts 6·N·D itself.
///
/// Only a text that has put the same parameters into 6·N·D (Kaplan and others, section 2.1) is held to it; a model with
/// experts uses a part of its parameters for each token.
extension Calculation {
  mutating func checkRunTotals() {
    var models: [Rational]?
    for line in lines where line.lone.count >= 3 {
      guard let tokens = only(.tokens, ["token", "词元"], above: 1_000_000, on: line),
        let parameters = only(.parameters, ["param", "参数"], above: 100_000, on: line),
        let work = only(.flops, ["flop"], above: Rational(whole: 1_000_000_000_000), on: line)
      else { continue }
      let known = models ?? parametersOfRuns
      models = known
      guard known.contains(where: { TrainingNumbers.isNear($0, parameters.value) }),
        let each = try? parameters.value.multiplied(by: tokens.value),
        let right = try? each.multiplied(by: 6), !isWhole(work.value, times: each), !holds(RunWords.experts),
        !isRate(work, on: line)
      else { continue }
      let product = Expression.product([
        Expression(Rational(6)), Expression(parameters.value), Expression(tokens.value),
      ])
      findings.append(
        Draft(
          mistake: .productSlip, alternatives: [.networkTotalWrong], range: work.range, claimed: work.value,
          correct: right, arguments: [("left", .expression(product))]))
    }
  }

  /// The parameters that the text puts into a product of 6 with tokens.
  private var parametersOfRuns: [Rational] {
    var found: [Rational] = []
    for entry in entries {
      for side in entry.chain.sides where side.isCompound {
        guard let run = RunProduct(side.located.expression), run.factor == 6, run.large.count == 2,
          run.divisors.isEmpty
        else { continue }
        found += run.large
      }
    }
    return found
  }

  /// Whether work is told for a second: `400 TFLOP/s`; or is what a device reaches, "H100s that sustain 400 TFLOPS",
  /// 单卡 400 TFLOPS. A run's FLOPs are written out, or with a power of ten.
  private func isRate(_ work: (value: Rational, range: Range<Int>), on line: TextLine) -> Bool {
    if RunWords.perSecond.isIn(line.stretch(behind: work.range.upperBound, atMost: 20), of: working.bytes) {
      return true
    }
    guard work.value < RunWords.mostOfMachines else { return false }
    return RunWords.prefixes.isIn(
      work.range.lowerBound..<line.stretch(behind: work.range.upperBound, atMost: 8).upperBound,
      of: working.bytes) && RunWords.machines.isOn(line, of: working.bytes)
  }

  /// The one number of a line with a unit, or with its word behind it, that is large enough to be a run's.
  private func only(_ unit: Unit, _ words: [StaticString], above least: Rational, on line: TextLine) -> (
    value: Rational, range: Range<Int>
  )? {
    var found: (value: Rational, range: Range<Int>)?
    for side in line.lone where !side.isSymbolic {
      guard let value = side.outcome.value ?? side.claim?.value, value >= least else { continue }
      let end = side.located.range.upperBound
      guard
        side.unit == unit
          || Phrases.contains(
            words, in: end..<max(end, min(end + 9, line.range.upperBound)), of: working.bytes)
      else { continue }
      if found != nil { return nil }
      found = (value, side.located.range)
    }
    return found
  }

  /// Whether work is a product times a factor that has a meaning, to a twentieth: forward alone, with recomputation, in
  /// multiply-adds.
  private func isWhole(_ work: Rational, times product: Rational) -> Bool {
    [1, 2, 3, 4, 6, 8].contains { factor in
      guard let value = try? product.multiplied(by: Rational(factor)),
        let share = try? value.divided(by: Rational(20))
      else { return true }
      return LinkChecker.isWithin(share, value, work)
    }
  }
}

private enum RunWords {
  /// Of a model with experts the active parameters count.
  static let experts: PhraseSet = ["expert", "moe", "activ", "专家", "激活"]
  static let perSecond: PhraseSet = ["/s", "per s", "/秒", "每秒"]
  static let prefixes: PhraseSet = ["gflop", "tflop", "pflop", "eflop"]
  static let machines: PhraseSet = [
    "gpu", "tpu", "npu", "a100", "h100", "h200", "h800", "a800", "v100", "b200", "b100", "mi250", "mi300",
    "4090",
    "3090", "ascend", "peak", "sustain", "cluster", "machine", "device", "card", "chip", "node", "mfu",
    "utili",
    "throughput", "speed", "卡", "算力", "集群", "峰值", "节点", "昇腾", "芯片", "利用率", "吞吐", "持续",
  ]
  /// Ten exaFLOPs in a second are more than a cluster reaches.
  static let mostOfMachines = Rational(whole: 10_000_000_000_000_000_000)
}
