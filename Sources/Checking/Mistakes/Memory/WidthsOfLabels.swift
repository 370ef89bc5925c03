import Symbolics

/// The bytes of another format than the one that a label names: `70B int4: 70 × 0.25 × 1.2 = 21 GB`, `Adam (FP32 master weights,
/// momentum, variance): 13B × (2 + 2 + 2)`, `m and v: 2 × 7e9 × 2 bytes = 28 GB in FP32`.
extension Calculation {
  mutating func checkWidthsOfLabels() {
    for (place, line) in enumeratedLines(with: NumberFormat.spellings)
    where line.row == nil && line.range.count <= 320 && line.chains.count == 1 {
      guard let side = line.chains[0].sides.first(where: { $0.isCompound && !$0.isSymbolic }),
        let result = line.chains[0].sides.last, let claim = result.claim, !result.isCompound,
        // `34×4 = 136 Gbit = 17 GB` goes on from bits.
        line.chains[0].sides.count == 2,
        place < lines.count, case .product = side.located.expression, claim.value > .zero,
        case let formats = NumberFormat.all(in: line.range, of: working.bytes), let format = formats.first,
        formats.allSatisfy({ $0.bits == format.bits }), !LabelWidths.otherwise.isOn(line, of: working.bytes),
        let width = widthOfSize(side, format, on: line) ?? widthsOfStates(side, format, on: line)
          ?? widthOfMoments(side, format, on: line),
        width != format.width, !isReported(line.chains[0].range), isAsserted(result.located.range, on: line),
        let right = try? claim.value.multiplied(by: format.width).divided(by: width)
      else { continue }
      reportBytes(at: result.located.range, claim.value, right, of: format.width)
      markWrong(at: result.located.range)
    }
  }

  /// The factor behind the size of the label: the 0.25 of `70B int4: 70 × 0.25 × 1.2`.
  private func widthOfSize(_ side: Chain.Side, _ format: NumberFormat, on line: TextLine) -> Rational? {
    let operands = side.located.operands
    guard (2...4).contains(operands.count), let size = Claim.numeral(of: operands[0].expression),
      let width = Claim.numeral(of: operands[1].expression)?.value, LabelWidths.widths.contains(width),
      !operands.contains(where: { Claim.numeral(of: $0.expression)?.value == format.width }),
      format.range.upperBound <= side.located.range.lowerBound
    else { return nil }
    let digits = size.unscaled ?? size.value
    let label = line.stretch(before: format.range.lowerBound)
    guard label.count <= 48,
      measuresOf(label, on: line).contains(where: {
        $0.numeral.scale == .billion && $0.numeral.unscaled == digits
      })
    else { return nil }
    var joint = Joint(working.bytes, from: format.range.upperBound, to: side.located.range.lowerBound)
    while joint.take(LabelWidths.behind) {}
    joint.skipBlanks()
    return joint.isAtEnd ? width : nil
  }

  private func measuresOf(_ range: Range<Int>, on line: TextLine) -> [Measure] {
    measures(on: line).filter { range.contains($0.range.lowerBound) }
  }

  /// The one number of a sum of equal ones: the 2 of `13B × (2 + 2 + 2)` for what FP32 keeps of Adam.
  private func widthsOfStates(_ side: Chain.Side, _ format: NumberFormat, on line: TextLine) -> Rational? {
    let operands = side.located.operands
    guard operands.count == 2, format.range.upperBound <= side.located.range.lowerBound,
      LabelWidths.states.isIn(line.stretch(before: side.located.range.lowerBound), of: working.bytes),
      let count = Claim.numeral(of: operands[0].expression), count.value >= 1_000_000 || count.value <= 1_000,
      case .sum(let terms) = operands[1].expression, (2...3).contains(terms.count)
    else { return nil }
    var width: Rational?
    for term in terms {
      guard !term.isSubtracted, let value = Claim.numeral(of: term.value)?.value,
        width == nil || width == value,
        LabelWidths.widths.contains(value)
      else { return nil }
      width = value
    }
    return width
  }

  /// The 2 of `m and v: 2 × 7e9 × 2 bytes` besides the one that counts the two.
  private func widthOfMoments(_ side: Chain.Side, _ format: NumberFormat, on line: TextLine) -> Rational? {
    let operands = side.located.operands
    guard operands.count == 3,
      LabelWidths.moments.isIn(line.stretch(before: side.located.range.lowerBound), of: working.bytes),
      Claim.numeral(of: operands[0].expression)?.value == .two, let last = operands.last,
      let count = Claim.numeral(of: operands[1].expression), count.value >= 1_000_000,
      let width = Claim.numeral(of: last.expression)?.value, LabelWidths.widths.contains(width),
      standsBeforeBytes(last.range) || format.range.upperBound <= side.located.range.lowerBound
    else { return nil }
    return width
  }
}

private enum LabelWidths {
  static let widths: [Rational] = [1, 2, 4, 8, .half, (try? Rational(1, over: 4)) ?? .half]
  static let behind: PhraseSet = [
    ":", "：", "weights", "model", "inference", "权重", "推理", "模型", "参数", ")", "）", "(", "（", "→", "=", "需要",
    "显存",
  ]
  static let states: PhraseSet = ["adam", "optimizer", "optimiser", "优化器"]
  static let moments: PhraseSet = [
    "m and v", "m, v", "m/v", "m + v", "m & v", "moments", "m 和 v", "m和v", "m、v", "momentum and variance",
    "一阶和二阶",
    "动量和方差", "动量、方差", "一阶、二阶",
  ]
  static let otherwise: PhraseSet = [
    "grad", "8-bit", "8bit", "8 bit", "16-bit", "instead", "not ", "n't", "half", "shard", "gpus", "offload",
    "梯度",
    "训练", "training", "8 位", "8位", "一半", "切分", "分片", "如果", "if ", "不是", "rather", "cast", "from ",
    "per group",
  ]
}
