import Symbolics

/// A total under the calculations of its parts, which it differs from by a slip of its digits: `8 × 1.2e9 = 9.6 GB`,
/// `4 × 1.2e9 = 4.8 GB`, `Total 13.4 GB`.
extension Calculation {
  mutating func checkTotalsUnderParts() {
    for place in lines.indices.dropFirst(2)
    where lines[place].row == nil && UnderParts.totals.mayBe(on: lines[place]) {
      guard let total = ListTotal(lines[place], bytes: working.bytes), total.sum == nil, total.whole == nil,
        total.numeral.shows(atLeast: 100), total.numeral.scale != .percent, !isReported(total.range),
        !UnderParts.otherwise.isOn(lines[place], of: working.bytes),
        let parts = partsRightAbove(place, total),
        let sum = NetworkFacts.sum(parts), !isPartOfSum(total.numeral, parts),
        let slips = total.numeral.slip(from: sum), !slips.contains(.powerOfTenSlip),
        isAsserted(total.range, on: lines[place])
      else { continue }
      findings.append(
        Draft(
          mistake: .totalDoesNotAddUp, alternatives: slips, range: total.range, claimed: total.numeral.value,
          correct: sum, fix: Expression(sum)))
      markWrong(at: total.range)
    }
  }

  /// The results of the lines right above, each the end of the only calculation of its line, in the unit of the total; nil
  /// where what stands above them may belong to them.
  private func partsRightAbove(_ place: Int, _ total: ListTotal) -> [Rational]? {
    var parts: [Rational] = []
    var chains: [Chain] = []
    var at = place - 1
    while at >= 0, place - at <= 8, let chain = lines[at].chains.first, lines[at].chains.count == 1,
      lines[at].lone.allSatisfy({ $0.isSymbolic || isSize($0, before: chain) }), lines[at].row == nil,
      let last = chain.sides.last,
      let claim = last.claim,
      last.unit == total.unit, claim.scale == total.numeral.scale, chain.hasEquality,
      claim.binaryFactor == total.numeral.binaryFactor, chain.sides.contains(where: { $0.isCompound }),
      !UnderParts.otherwise.isOn(lines[at], of: working.bytes)
    {
      parts.append(claim.value)
      chains.append(chain)
      at -= 1
    }
    guard parts.count >= 2, let least = parts.min(), !calculates(chains, with: parts),
      at < 0 || lines[at].isHeading || !mayBePart(lines[at], least)
    else { return nil }
    return parts
  }

  /// `LSTM(128), input 64: …`: a size of the layer that is counted.
  private func isSize(_ side: Chain.Side, before chain: Chain) -> Bool {
    guard let claim = side.claim else { return false }
    return side.located.range.upperBound <= chain.range.lowerBound && claim.value <= 4_096
      && claim.scale == .one && side.unit != .parameters
  }

  private func mayBePart(_ line: TextLine, _ least: Rational) -> Bool {
    !line.chains.isEmpty || line.row != nil || UnderParts.otherwise.isOn(line, of: working.bytes)
      || numbers(on: line).contains { number in
        guard let twice = try? number.numeral.value.multiplied(by: .two) else { return true }
        return twice > least
      }
  }

  /// Whether one of some calculations goes on with the result of another one.
  private func calculates(_ chains: [Chain], with parts: [Rational]) -> Bool {
    chains.contains { chain in
      chain.sides.contains { side in
        side.isCompound
          && side.located.operands.contains { operand in
            Claim.numeral(of: operand.expression).map { parts.contains($0.value) } ?? false
          }
      }
    }
  }

  /// Whether a total is that of the last parts, of the first ones or of none, to what rounding leaves.
  private func isPartOfSum(_ total: Numeral, _ parts: [Rational]) -> Bool {
    guard let room = try? total.lastPlace.multiplied(by: Rational(parts.count + 1)).divided(by: .two) else {
      return true
    }
    for first in parts.indices {
      for last in first..<parts.count {
        guard let sum = NetworkFacts.sum(Array(parts[first...last])) else { return true }
        if LinkChecker.isWithin(room, sum, total.value) { return true }
      }
    }
    return false
  }
}

private enum UnderParts {
  static let totals: PhraseSet = ["total", "sum", "altogether", "together", "overall", "合计", "总", "一共", "共计"]
  static let otherwise: PhraseSet = [
    "per ", "each", "every", "of which", "includ", "without", "exclud", "instead", "alternativ", "peak",
    "saved",
    "minus", "layers", "blocks", "每", "其中", "不含", "不计", "若", "峰值", "节省", "减", "各", "层共",
  ]
}
