import Symbolics

/// "2N FLOPs forward, the backward pass the same, 2N; together 4N": both passes in letters, the backward one as dear as the
/// forward one.
extension Calculation {
  mutating func checkBackwardLetters(_ line: TextLine) {
    guard !Calculation.otherPasses.isIn(line.range, of: working.bytes) else { return }
    let passes = line.mentions.filter { $0.noun == .model(.forward) || $0.noun == .model(.backward) }
    guard passes.contains(where: { $0.noun == .model(.forward) }),
      let backward = passes.last(where: { $0.noun == .model(.backward) })
    else { return }
    let sides = line.lone.filter { $0.isSymbolic }
    guard sides.count == 3, let first = Calculation.multiple(sides[0]),
      let second = Calculation.multiple(sides[1]),
      let sum = Calculation.multiple(sides[2]), first.symbol == second.symbol, sum.symbol == first.symbol,
      first.factor == second.factor, let twice = try? first.factor.multiplied(by: .two), sum.factor == twice,
      let right = try? first.factor.multiplied(by: Rational(3)),
      sides[2].located.range.lowerBound > backward.range.lowerBound, !isReported(sides[1].located.range),
      !isReported(sides[2].located.range), isAsserted(sides[2].located.range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .backwardFactorWrong, alternatives: [.trainingFactorWrong], range: sides[2].located.range,
        claimed: sum.factor, correct: right))
  }

  /// 2 and N of `2N`.
  private static func multiple(_ side: Chain.Side) -> (factor: Rational, symbol: Symbol)? {
    guard case .product(let factors) = side.located.expression, factors.count == 2,
      case .number(let numeral) = factors[0], case .symbol(let symbol) = factors[1], symbol.isParameters
    else { return nil }
    return (numeral.value, symbol)
  }

  private static let otherPasses: PhraseSet = [
    "grad", "weights", "input", "activation", "lora", "frozen", "freez", "recomp", "checkpoint", "mac",
    "wrong",
    "not ", "梯度", "权重", "输入", "激活", "冻结", "重算", "重计算", "错", "不是", "乘加",
  ]
}
