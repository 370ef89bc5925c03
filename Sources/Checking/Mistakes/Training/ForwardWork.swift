import Symbolics

/// "124M parameters, so the forward pass takes 124 MFLOPs per token": a multiply-add for each parameter, called a FLOP.
extension Calculation {
  mutating func checkForwardWork() {
    for line in lines where line.row == nil && line.mentions.contains(where: { $0.noun == .model(.forward) })
    {
      guard !line.lone.isEmpty, !Calculation.otherWork.isOn(line, of: working.bytes) else { continue }
      let measures = measures(on: line)
      guard let size = measures.first(where: { $0.unit == .parameters && $0.numeral.value >= 1_000_000 }),
        measures.count(where: { $0.unit == .parameters }) == 1,
        let work = measures.first(where: { $0.unit == .flops && $0.range.lowerBound > size.range.upperBound }
        ),
        work.per == .thing, work.numeral.value == size.numeral.value,
        line.lone.contains(where: { $0.located.range.lowerBound == work.range.lowerBound }),
        isPerToken(work, on: line), !isReported(work.range), isAsserted(work.range, on: line),
        let right = try? work.numeral.value.multiplied(by: .two)
      else { continue }
      findings.append(
        Draft(mistake: .macCalledFlop, range: work.range, claimed: work.numeral.value, correct: right))
    }
  }

  private func isPerToken(_ work: Measure, on line: TextLine) -> Bool {
    let behind = line.stretch(behind: work.range.upperBound, atMost: 16)
    return Phrases.contains(["token", "词元"], in: behind, of: working.bytes)
  }

  private static let otherWork: PhraseSet = [
    "mac", "multiply", "backward", "half", "active", "sparse", "pruned", "乘加", "反向", "一半", "激活", "错", "wrong",
    "not ",
  ]
}
