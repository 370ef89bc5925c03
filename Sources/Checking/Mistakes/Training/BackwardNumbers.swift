import Symbolics

/// "Forward 8 GFLOPs, backward 24 GFLOPs": the two numbers in one sentence, one once, three or four times the other.
extension Calculation {
  mutating func checkBackwardNumbers(_ line: TextLine) {
    // Weights that stay as they are have no gradient of their own.
    guard
      !Phrases.contains(
        ["lora", "frozen", "freez", "adapter", "冻结", "seconds", " ms", "memory", "显存"],
        in: max(0, line.range.lowerBound - 160)..<line.range.upperBound, of: working.bytes)
    else { return }
    for backward in line.mentions where backward.noun == .model(.backward) {
      let passes = line.mentions.filter {
        $0.noun == .model(.forward) || $0.noun == .model(.backward)
      }
      guard passes.count == 2, passes[1] == backward, !includes(backward.range.lowerBound, on: line),
        passes[0].noun == .model(.forward),
        let first = cost(behind: passes[0], on: line), let second = cost(behind: backward, on: line),
        first.range.upperBound <= backward.range.lowerBound, first.value > .zero,
        isPlainGap(first.range.upperBound..<backward.range.lowerBound),
        let ratio = try? second.value.divided(by: first.value), ratio == 1 || ratio == 3 || ratio == 4,
        !isFlagged(line.chains.first { $0.range.overlaps(second.range) }?.range ?? second.range)
      else { continue }
      findings.append(
        Draft(
          mistake: .backwardFactorWrong, range: second.range, claimed: second.value,
          correct: try? first.value.multiplied(by: .two)))
    }
  }

  /// "A forward pass of the network takes 4.1 GMACs = 8.2 GFLOPs. Backward: 8.2 GFLOPs."
  mutating func checkBackwardSentence(_ line: TextLine) {
    let passes = line.mentions.filter { $0.noun == .model(.forward) || $0.noun == .model(.backward) }
    guard passes.count == 2, passes[0].noun == .model(.forward), passes[1].noun == .model(.backward),
      let second = cost(behind: passes[1], on: line), !isFlagged(second.range),
      !Calculation.partsOfBackward.isOn(line, of: working.bytes)
    else { return }
    let between = passes[0].range.upperBound..<max(passes[0].range.upperBound, passes[1].range.lowerBound)
    let sentence = sentence(around: passes[0].range.lowerBound, on: line)
    let results = (line.lone + line.chains.compactMap { $0.sides.last }).filter {
      between.contains($0.located.range.lowerBound) && $0.unit == .flops
    }
    guard results.count == 1, results[0].claim?.value == second.value,
      sentence.contains(results[0].located.range.lowerBound), !sentence.contains(passes[1].range.lowerBound),
      isPlainGap(
        results[0].located.range
          .upperBound..<max(results[0].located.range.upperBound, passes[1].range.lowerBound))
    else { return }
    findings.append(
      Draft(
        mistake: .backwardFactorWrong, range: second.range, claimed: second.value,
        correct: try? second.value.multiplied(by: .two)))
  }

  /// "Forward: 2 × 266,200 = 532,400 FLOPs" and, on the line below, "Backward: 532,400 FLOPs".
  mutating func checkBackwardLine(_ place: Int) {
    let line = lines[place]
    let passes = line.mentions.filter { $0.noun == .model(.forward) || $0.noun == .model(.backward) }
    guard let first = passes.first, first.noun == .model(.backward),
      passes.count == 1 || passes.count == 2 && isSameAs(passes[1]),
      let second = cost(behind: passes[0], on: line),
      !Calculation.partsOfBackward.isOn(line, of: working.bytes), !isFlagged(second.range),
      let above = lines[max(0, place - 2)..<place].last(where: { !$0.mentions.isEmpty }),
      above.mentions.count(where: { $0.noun == .model(.forward) }) == 1,
      !above.mentions.contains(where: { $0.noun == .model(.backward) || $0.noun == .model(.layers) }),
      let chain = above.chains.last, let result = chain.sides.last, result.unit == .flops,
      result.claim?.value == second.value
    else { return }
    findings.append(
      Draft(
        mistake: .backwardFactorWrong, range: second.range, claimed: second.value,
        correct: try? second.value.multiplied(by: .two)))
  }

  /// 与前向相同, "same as the forward pass": whether the name of the other pass says no more than that it costs the same.
  private func isSameAs(_ pass: Mention) -> Bool {
    let start = max(0, pass.range.lowerBound - 20)
    let end = min(working.bytes.count, pass.range.upperBound + 18)
    return pass.noun == .model(.forward)
      && Calculation.likeForward.isIn(start..<max(start, end), of: working.bytes)
  }

  private static let likeForward: PhraseSet = [
    "same as forward", "same as the forward", "same as for the forward", "equal to the forward",
    "equal to forward", "as much as the forward", "与前向相同", "和前向相同", "同前向", "与前向一样", "和前向一样", "与前向传播相同",
    "和前向传播相同", "等于前向", "与正向相同", "和正向相同",
  ]

  private static let partsOfBackward: PhraseSet = [
    "grad", "dx", "dw", "input", "weight", "each", "lora", "frozen", "梯度", "输入", "权重", "每", "冻结",
  ]

  /// The FLOPs that stand right behind the name of a pass: "backward pass: 24 GFLOPs".
  private func cost(behind pass: Mention, on line: TextLine) -> (value: Rational, range: Range<Int>)? {
    // A calculation stands for its result: "forward 2·13e9 = 26 GFLOPs".
    let results = line.chains.compactMap { chain in chain.sides.last.map { ($0, chain.range.lowerBound) } }
    let sides = (line.lone.map { ($0, $0.located.range.lowerBound) } + results).sorted { $0.1 < $1.1 }
    for (side, start) in sides where start >= pass.range.upperBound {
      guard side.unit == .flops, let claim = side.claim else { return nil }
      let gap = pass.range.upperBound..<start
      guard gap.count <= 30, isPlainGap(gap), !working.bytes[gap].contains(where: { $0.isASCIIDigit }) else {
        return nil
      }
      return (claim.value, side.located.range)
    }
    return nil
  }

  /// Whether nothing in a stretch adds the passes, compares them or divides the work among devices.
  private func isPlainGap(_ range: Range<Int>) -> Bool {
    !Phrases.contains(
      [
        "+", "plus", "and ", "with", "both", "grad", "per ", "less", "more", "layer", " of ", "层", "加", "和",
        "共", "梯度", "每",
      ],
      in: range,
      of: working.bytes)
  }

  private func isFlagged(_ range: Range<Int>) -> Bool {
    findings.contains { $0.mistake == .backwardFactorWrong && $0.range.overlaps(range) }
  }
}
