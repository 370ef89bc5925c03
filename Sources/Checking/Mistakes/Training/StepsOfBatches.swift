import Symbolics

/// Steps of an epoch against the batch: `批大小从 64 增到 256，每轮步数从 782 变为 391`. Four times the batch takes a quarter of the steps.
extension Calculation {
  mutating func checkStepsOfBatches() {
    for line in lines(with: StepsOfBatches.batch)
    where line.row == nil && line.chains.count <= 2 && line.range.count < 512
      && StepsOfBatches.batch.isOn(line, of: working.bytes)
      && StepsOfBatches.epoch.isOn(line, of: working.bytes)
      && StepsOfBatches.steps.isOn(line, of: working.bytes)
    {
      let numbers = numbers(on: line)
      guard numbers.count == 4, numbers.allSatisfy({ $0.isWrittenOut && $0.numeral.value > 1 }),
        !StepsOfBatches.others.isOn(line, of: working.bytes),
        isChange(numbers[0], numbers[1]), isChange(numbers[2], numbers[3]),
        isTold(StepsOfBatches.batch, before: numbers[0], from: line.range.lowerBound),
        isTold(StepsOfBatches.steps, before: numbers[2], from: numbers[1].range.upperBound),
        let images = try? numbers[0].numeral.value.multiplied(by: numbers[2].numeral.value),
        let right = try? images.divided(by: numbers[1].numeral.value),
        let room = try? max(Rational.two, right.divided(by: 50)),
        !LinkChecker.isWithin(room, right, numbers[3].numeral.value), !isReported(numbers[3].range),
        isAsserted(numbers[3].range, on: line)
      else { continue }
      let steps = right.ceiling
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, alternatives: [.productSlip], range: numbers[3].range,
          claimed: numbers[3].numeral.value, correct: steps, fix: Expression(steps)))
    }
  }

  /// Whether nothing but words for a change stands between two numbers.
  private func isChange(_ first: StatedNumber, _ second: StatedNumber) -> Bool {
    var joint = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
    var says = false
    while !joint.isAtEnd, joint.take(StepsOfBatches.changes) {
      says = true
      joint.skipBlanks()
    }
    return says && joint.isAtEnd
  }

  private func isTold(_ words: PhraseSet, before number: StatedNumber, from start: Int) -> Bool {
    start < number.range.lowerBound && words.isIn(start..<number.range.lowerBound, of: working.bytes)
  }
}

private enum StepsOfBatches {
  static let batch: PhraseSet = ["batch", "批大小", "批量", "批次大小"]
  static let epoch: PhraseSet = [
    "per epoch", "an epoch", "each epoch", "of an epoch", "every epoch", "每轮", "每个 epoch", "每个epoch",
    "一个 epoch", "一轮",
  ]
  static let steps: PhraseSet = ["steps", "iterations", "updates", "步数", "迭代次数", "步"]
  static let changes: PhraseSet = [
    "to", "->", "→", "\\to", "up to", "down to", "变为", "变成", "增加到", "增大到", "增到", "提高到", "减少到", "减到", "降到",
    "改为",
    "改成", "到", "至",
  ]
  /// What changes the images of an epoch, or the batch of a step.
  static let others: PhraseSet = [
    "accumul", "gpu", "card", "data set", "dataset", "augment", "累积", "卡", "数据集", "增强", "token",
  ]
}
