import Derivations
import Symbolics

/// Biases of a known layer with another number than it has outputs: "conv3_1 of VGG-16: 3·3·128·256 = 294,912 weights + 128
/// biases".
extension Calculation {
  mutating func checkBiasesInProse() {
    guard let facts else { return }
    for entry in entries {
      guard case .layers(let candidates) = entry.subject.target, entry.subject.isSpecific,
        candidates.count == 1,
        let layer = candidates.first, facts.layers.indices.contains(layer), facts.layers[layer].biases > 1,
        let line = self.line(at: entry.chain.range.lowerBound), Calculation.biasWords.mayBe(on: line),
        let value = entry.value, let result = entry.claimRange ?? weightsBeforePlus(entry)
      else { continue }
      let biases = Rational(facts.layers[layer].biases)
      guard (try? facts.layers[layer].parameters.subtracting(biases)) == value,
        let measure = biasesAdded(behind: result, on: line), measure.numeral.value != biases,
        measure.numeral.value > .one, measure.numeral.lastPlace == .one, !isReported(measure.range),
        !isDenied(measure.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .biasCountWrong, range: measure.range, about: facts.layers[layer].path + ".parameters",
          claimed: measure.numeral.value, correct: biases))
      entry.status = .wrong
      entry.misconception = .biasCountWrong
    }
  }

  /// Where the result stands in `= 294,912 weights + 128 biases`, which is read as a sum.
  private func weightsBeforePlus(_ entry: Entry) -> Range<Int>? {
    guard let last = entry.chain.sides.last?.located, case .sum(let terms) = last.expression,
      terms.count == 2,
      last.operands.count == 2, Claim.numeral(of: terms[0].value)?.value == entry.value
    else { return nil }
    return last.operands[0].range
  }

  /// The number of biases that a plus, or "and", joins to a result: `= 294,912 weights + 128 biases`.
  private func biasesAdded(behind result: Range<Int>, on line: TextLine) -> Measure? {
    let end = min(line.range.upperBound, result.upperBound + 48)
    var joint = Joint(working.bytes, from: result.upperBound, to: end)
    _ = joint.takeUnits()
    guard joint.take(Calculation.additions) else { return nil }
    joint.skipBlanks()
    guard let measure = MeasureReader.measures(in: joint.at..<max(joint.at, end), of: working.bytes).first,
      measure.range.lowerBound == joint.at
    else { return nil }
    // "biases" may be read as the number's unit.
    var digits = measure.range.lowerBound
    while digits < measure.range.upperBound,
      working.bytes[digits].isASCIIDigit || working.bytes[digits] == UInt8(ascii: ",")
    {
      digits += 1
    }
    var behind = Joint(working.bytes, from: digits, to: end)
    return behind.take(Calculation.biasWords) ? measure : nil
  }

  private static let additions: PhraseSet = [
    "+", "＋", "and", "plus", "，加", "加", "，加上", "加上", "，另有", "和", "及",
  ]
  private static let biasWords: PhraseSet = ["biases", "bias terms", "bias values", "bias", "个偏置", "偏置"]
}
