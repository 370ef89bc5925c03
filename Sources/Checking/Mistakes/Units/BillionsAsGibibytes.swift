import Symbolics

/// `14 × 10⁹ bytes = 14 GiB`: a GiB has 1,024³ bytes, so that these are 13.0 GiB.
extension Calculation {
  mutating func checkBillionsAsGibibytes() {
    for line in lines(with: BinaryNames.all) where line.row == nil && !line.chains.isEmpty {
      for chain in line.chains {
        for index in chain.signs.indices where chain.signs[index] == .equal {
          let (left, right) = (chain.sides[index], chain.sides[index + 1])
          guard let claim = right.claim, let unit = claim.binaryFactor, left.unit == .bytes,
            !left.outcome.hasScales, let value = left.outcome.value,
            let ratio = BinaryPrefix.ratios.first(where: { $0.numerator == unit }),
            let decimal = try? claim.value.divided(by: ratio.numerator).multiplied(by: ratio.denominator),
            value == decimal, let right = try? value.divided(by: unit), claim.shows(atLeast: 10),
            !isReported(chain.range), isAsserted(chain.sides[index + 1].located.range, on: line)
          else { continue }
          findings.append(
            Draft(
              mistake: .binaryDecimalPrefixMixed, alternatives: [.prefixSlip],
              range: chain.sides[index + 1].located.range, claimed: claim.value, correct: right))
          markWrong(at: chain.range)
        }
      }
    }
  }
}

private enum BinaryNames {
  static let all: PhraseSet = ["gib", "mib", "tib"]
}
