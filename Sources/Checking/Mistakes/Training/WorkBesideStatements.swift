import Symbolics

/// Work and times beside what their own line says: 2·N·D for a training run, 6·N for a forward pass, a utilisation that the
/// division leaves out, and the bytes of weights in a format that is named.
extension Calculation {
  mutating func checkWorkBesideStatements() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, case let line = lines[entry.home], line.range.count <= 1_024 else {
        continue
      }
      let slip: WorkSlip? =
        switch side.located.expression {
        case .product: slip(ofProduct: side, entry, line)
        case .quotient(let work, let speed):
          slip(ofQuotient: side.located.range, work, speed, entry, line)
        default: nil
        }
      guard let slip, !isReported(side.located.range), isAsserted(side.located.range, on: line) else {
        continue
      }
      findings.append(
        Draft(
          mistake: slip.mistake, range: slip.range, claimed: slip.claimed, correct: slip.correct,
          arguments: slip.arguments))
      entry.status = .wrong
      entry.misconception = slip.mistake
    }
  }

  private typealias Argument = (name: String, value: Finding.Argument)

  private struct WorkSlip {
    let mistake: Mistake
    let range: Range<Int>
    let claimed: Rational?
    let correct: Rational?
    var arguments: [Argument] = []
  }

  private func slip(ofProduct side: Chain.Side, _ entry: Entry, _ line: TextLine) -> WorkSlip? {
    let operands = side.located.operands
    guard operands.count == 2 || operands.count == 3, let value = entry.value, let range = entry.claimRange
    else {
      return nil
    }
    var factors: [Rational] = []
    for operand in operands {
      guard let factor = Claim.numeral(of: operand.expression)?.value else { return nil }
      factors.append(factor)
    }
    if factors.count == 3 {
      guard factors[0] == .two, factors[1] >= 100_000, factors[2] >= 10_000_000,
        entry.claimUnit == .flops || entry.claimUnit == .none,
        WorkWords.training.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 64), of: working.bytes),
        WorkWords.tokens.isOn(line, of: working.bytes),
        !WorkWords.notTraining.isOn(line, of: working.bytes), let right = try? value.multiplied(by: 3)
      else { return nil }
      return WorkSlip(
        mistake: .trainingFactorWrong, range: side.located.range, claimed: value, correct: right,
        arguments: [("factor", .number(2))])
    }
    if factors[0] == 6, factors[1] >= 100_000 {
      guard let label = labelOfPart(entry), WorkWords.forward.isIn(label, of: working.bytes),
        WorkWords.operations.isIn(label, of: working.bytes) || entry.claimUnit == .flops,
        !WorkWords.notForward.isOn(line, of: working.bytes), let right = try? value.divided(by: 3)
      else { return nil }
      return WorkSlip(
        mistake: .aboveTwoPerParameter, range: side.located.range, claimed: value, correct: right)
    }
    return slip(ofBytes: factors, range, value, side.located.range, entry, line)
  }

  /// "In bf16 the weights take 233,570,304 × 4 = 934,281,216 bytes", 以 fp16 存储权重需要 …
  private func slip(
    ofBytes factors: [Rational], _ range: Range<Int>, _ value: Rational, _ place: Range<Int>, _ entry: Entry,
    _ line: TextLine
  ) -> WorkSlip? {
    guard factors[0] >= 10_000, [1, 2, 4, 8].contains(factors[1]), entry.claimUnit == .bytes,
      NumberFormat.mayBe(on: line), WorkWords.weights.isOn(line, of: working.bytes),
      !WorkWords.notWeights.isOn(line, of: working.bytes),
      case let formats = NumberFormat.all(in: line.range, of: working.bytes), formats.count == 1,
      formats[0].range.upperBound <= place.lowerBound, formats[0].bits >= 8, formats[0].width != factors[1],
      WorkWords.weights.isIn(line.stretch(before: place.lowerBound, atMost: 64), of: working.bytes),
      let right = try? factors[0].multiplied(by: formats[0].width)
    else { return nil }
    return WorkSlip(
      mistake: .bytesPerValueWrong, range: range, claimed: value, correct: right,
      arguments: [("expected", .number(formats[0].width))])
  }

  /// "On 16 A100s (312 TFLOPS peak each) at 30% MFU that is 2.1e17 / (16 × 312e12) = 42.9 s"
  private func slip(
    ofQuotient place: Range<Int>, _ work: Expression, _ speed: Expression, _ entry: Entry, _ line: TextLine
  ) -> WorkSlip? {
    guard WorkWords.utilisation.isOn(line, of: working.bytes), WorkWords.peaks.isOn(line, of: working.bytes),
      !WorkWords.notUsed.isOn(line, of: working.bytes), Claim.numeral(of: work) != nil,
      let range = entry.claimRange,
      let claim = entry.claim
    else { return nil }
    let speeds = Factors.written(in: speed)
    guard (1...2).contains(speeds.count), !holdsFraction(speed) else { return nil }
    var isPeak = false
    var share: Rational?
    for measure in measures(on: line) where measure.range.upperBound <= place.lowerBound {
      if measure.isRate || measure.unit == .flops, speeds.contains(measure.numeral.value) { isPeak = true }
      if isPercent(measure) {
        guard share == nil else { return nil }
        share =
          measure.numeral.value > .one ? try? measure.numeral.value.divided(by: 100) : measure.numeral.value
      }
    }
    guard isPeak, let share, share < .one, share > .zero, let value = entry.value,
      let right = try? value.divided(by: share), !isNear(right, on: line)
    else { return nil }
    return WorkSlip(mistake: .durationWrong, range: range, claimed: claim.value, correct: right)
  }

  /// Whether a utilisation is among the factors of a speed.
  private func holdsFraction(_ speed: Expression) -> Bool {
    var isFound = false
    LinkChecker.forEachNumeral(of: speed) { isFound = isFound || $0.value < .one }
    return isFound
  }

  private func isPercent(_ measure: Measure) -> Bool {
    let end = measure.range.upperBound
    let bytes = working.bytes
    if end > 0, bytes[end - 1] == UInt8(ascii: "%") { return true }
    var joint = Joint(bytes, from: end, to: min(bytes.count, end + 4))
    return joint.take(WorkWords.percent)
  }

  /// Whether the line has the right time as well.
  private func isNear(_ value: Rational, on line: TextLine) -> Bool {
    guard let room = try? value.divided(by: 50) else { return true }
    return measures(on: line).contains { LinkChecker.isWithin(room, value, $0.numeral.value) }
  }
}

private enum WorkWords {
  static let training: PhraseSet = [
    "training on", "training takes", "to train", "training run", "training compute", "上训练", "训练需要", "训练计算量",
    "训练量",
  ]
  static let tokens: PhraseSet = ["token", "词元"]
  static let notTraining: PhraseSet = [
    "forward", "inference", "backward", "per parameter", "scor", "evaluat", "filter", "评估", "打分", "mac",
    "fine-tun", "lora", "if ", "only", "generat",
    "instead", "not ", "n't", "wrong", "前向", "推理", "反向", "乘加", "微调", "如果", "若", "只", "仅", "生成", "错",
  ]
  static let forward: PhraseSet = ["forward", "前向"]
  static let operations: PhraseSet = ["flop", "浮点"]
  static let notForward: PhraseSet = [
    "train", "backward", "forward + ", "and back", "+ back", "step", "instead", "not ", "n't", "wrong", "if ",
    "训练", "反向", "步", "不", "错", "如果", "若",
  ]
  static let weights: PhraseSet = ["weights", "adapter", "权重", "适配器"]
  static let notWeights: PhraseSet = [
    "complex", "pairs", "复数", "optim", "adam", "gradient", "master", "moment", "cache", "activation", "quant",
    "if ", "would",
    "instead",
    "compar", "not ", "n't", "wrong", "train", "优化器", "梯度", "主权重", "动量", "缓存", "激活", "量化", "如果", "若", "不",
    "错",
    "训练", "相比",
  ]
  static let utilisation: PhraseSet = ["mfu", "utilization", "utilisation", "利用率"]
  static let peaks: PhraseSet = ["peak", "峰值"]
  static let notUsed: PhraseSet = [
    "at peak", "at full peak", "100%", "100 %", "ideal", "best case", "lower bound", "at least", "if ",
    "without",
    "effective", "理想", "满", "至少", "如果", "若", "下限", "有效", "实际",
  ]
  static let percent: PhraseSet = ["%", "\\%", "％"]
}
