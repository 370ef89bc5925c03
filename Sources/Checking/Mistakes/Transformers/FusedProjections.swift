import Symbolics

/// 3 × 768 × 2304 for a layer 768→2304 that makes Q, K and V at once: its outputs are three times as many already.
extension Calculation {
  mutating func checkFusedProjections(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) {
      guard
        let (input, output) = claim.label.surroundings.contains(.queryKeyValue)
          ? featuresOfArrow(for: claim) ?? featuresOfCode(for: claim) : featuresOfCode(for: claim), input > 0,
        // "expand 2 → 1536" are no features.
        output == 3 * input || output == 2 * input, input >= 16,
        let right = PartWeights.product(input, output),
        let wrong = PartWeights.product(output / input, input, output), claim.isValue(wrong)
      else { continue }
      let factor = Rational(output / input)
      report(.extraFactor, claim, correct: right, arguments: [("factor", .number(factor))])
    }
  }

  /// The features of the one `nn.Linear(2560, 7680)` of the line before a claim, where no word says that there are three.
  private func featuresOfCode(for claim: ModelClaim) -> (Int, Int)? {
    let line = lines[claim.place]
    let before = min(line.range.lowerBound, claim.range.lowerBound)..<claim.range.lowerBound
    guard !claim.label.saysOperations, claim.entry?.claimUnit != .bytes,
      let name = Phrases.first(of: ["linear("], in: before, of: working.bytes),
      !Phrases.contains(
        ["linear("], in: name.upperBound..<max(name.upperBound, line.range.upperBound), of: working.bytes),
      !Phrases.contains(
        ["three", "3 ", "3x", "3×", "each", "separate", "三", "3 个", "3个", "各"],
        in: before.lowerBound..<name.lowerBound, of: working.bytes),
      !Phrases.contains(["three", "layers", "each", "copies", "三", "各"], in: line.range, of: working.bytes),
      let close = working.bytes[name.upperBound..<before.upperBound].firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    var numbers: [Int] = []
    for side in MeasureReader.measures(in: name.upperBound..<close, of: working.bytes) {
      if let number = side.numeral.value.integer { numbers.append(number) }
    }
    // Four times may be the bytes of a weight, twice a FLOP for each.
    guard numbers.count == 2, numbers[1] == 3 * numbers[0] else { return nil }
    return (numbers[0], numbers[1])
  }
}
