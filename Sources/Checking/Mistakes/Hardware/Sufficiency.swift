import Symbolics

/// "Enough" said of less than is needed: "350 GB, i.e. 4 A100-80GB suffice (4·80 = 320 GB)", 需要 350 GB，4 张 80 GB 的卡就够了（4 × 80
/// = 320 GB）.
extension Calculation {
  mutating func checkSufficiency() {
    for line in lines(with: Sufficient.words)
    where line.row == nil && line.range.count < 1_024 && Sufficient.words.isOn(line, of: working.bytes) {
      guard !Sufficient.denials.isOn(line, of: working.bytes),
        let word = Sufficient.words.first(on: line, of: working.bytes)
      else { continue }
      let numbers = numbers(on: line)
      // What is needed stands before the word, what there is behind it, as the result of a product.
      guard
        let chain = line.chains.first(where: {
          $0.range.lowerBound >= word.upperBound && $0.range.lowerBound - word.upperBound <= 24
        }), chain.sides.count == 2, case .product(let factors) = chain.sides[0].located.expression,
        factors.count == 2,
        let there = chain.sides[1].claim, chain.sides[1].unit == .bytes, there.hasScaleWord,
        let value = chain.sides[0].outcome.value,
        let needed = numbers.last(where: {
          $0.range.upperBound <= word.lowerBound && $0.unit == .bytes && $0.numeral.hasScaleWord
            && $0.numeral.scale == there.scale && $0.numeral.value > there.value
        }), value < there.value,
        isLastNeed(needed, numbers, before: word.lowerBound, besides: factors),
        !isReported(chain.range), !isDenied(word, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: word, claimed: needed.numeral.value,
          arguments: [("other", .number(there.value))]))
    }
  }

  /// Whether no other size stands between what is needed and the word, but for that of one device.
  private func isLastNeed(
    _ needed: StatedNumber, _ numbers: [StatedNumber], before place: Int, besides factors: [Expression]
  ) -> Bool {
    let devices = factors.compactMap { Claim.numeral(of: $0)?.unscaled }
    return numbers.allSatisfy { other in
      guard other.unit == .bytes, other.range.lowerBound > needed.range.lowerBound,
        other.range.upperBound <= place
      else { return true }
      return other.numeral.unscaled.map { devices.contains($0) } ?? false
    }
  }
}

private enum Sufficient {
  static let words: PhraseSet = [
    "suffice", "sufficient", "are enough", "is enough", "will do", "就够", "足够", "够用", "够了",
  ]
  static let denials: PhraseSet = [
    "not ", "n't", "insufficient", "no longer", "never", "nearly", "almost", "quant", "int8", "int4", "4-bit",
    "8-bit",
    "offload", "不够", "不足", "不是", "没", "差一点", "量化", "卸载", "?", "？",
  ]
}
