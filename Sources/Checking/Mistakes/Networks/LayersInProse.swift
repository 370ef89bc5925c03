import Symbolics

/// "Llama-2-7B has 32 layers. 30 × 202,383,360 = 6,071,500,800 parameters in the layers": other layers than the line says.
extension Calculation {
  mutating func checkLayersInProse() {
    var stated: StatedSizes?
    for entry in entries where entry.status == .right && entry.home < lines.count {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2, let range = entry.claimRange, let claim = entry.claim, claim.lastPlace == .one,
        let (count, each) = countAndPart(factors), isOfAllLayers(range, on: lines[entry.home])
      else { continue }
      let line = lines[entry.home]
      if stated == nil { stated = StatedSizes(working: working) }
      let statements = (stated?.statements(on: line) ?? []).filter { $0.field == .layers }
      guard statements.count == 1, let layers = statements.first?.value.value, layers != count,
        statements[0].range.upperBound <= side.located.range.lowerBound, layers > .one,
        !Calculation.someLayers.isOn(line, of: working.bytes), isAsserted(range, on: line),
        !isReported(range), let right = try? layers.multiplied(by: each)
      else { continue }
      findings.append(
        Draft(mistake: .blockCountWrong, range: side.located.range, claimed: count, correct: layers))
      entry.status = .wrong
      entry.rightValue = right
    }
  }

  /// A small number of layers and the size of one.
  private func countAndPart(_ factors: [Expression]) -> (count: Rational, each: Rational)? {
    guard let first = Claim.numeral(of: factors[0]), let second = Claim.numeral(of: factors[1]),
      first.lastPlace == .one, second.lastPlace == .one
    else { return nil }
    let (count, each) = first.value < second.value ? (first.value, second.value) : (second.value, first.value)
    return count > .one && count <= 200 && each >= 100_000 ? (count, each) : nil
  }

  /// Whether "in the layers" stands behind a result.
  private func isOfAllLayers(_ range: Range<Int>, on line: TextLine) -> Bool {
    let end = min(line.range.upperBound, range.upperBound + 40)
    guard range.upperBound < end, !working.bytes[range.upperBound..<end].isEmpty else { return false }
    return Calculation.allLayers.isIn(range.upperBound..<end, of: working.bytes)
  }

  private static let allLayers: PhraseSet = [
    "in the layers", "in all layers", "for all layers", "for the layers", "of all layers", "in the blocks",
    "in all blocks", "所有层", "全部层", "各层合计", "层合计",
  ]
  private static let someLayers: PhraseSet = [
    "of the", "first", "last", "dense", "moe", "except", "other", "remaining", "only", "前", "后", "其余", "稠密",
  ]
}
