import Symbolics

/// "GMACs = 2 × GFLOPs": the factor of 2 on the wrong side.
extension Calculation {
  mutating func checkMacFlopRatio() {
    for entry in entries {
      let chain = entry.chain
      for link in chain.signs.indices where chain.signs[link] != .arrow {
        guard
          isReversed(chain.sides[link], chain.sides[link + 1])
            || isReversed(chain.sides[link + 1], chain.sides[link])
        else { continue }
        let (left, right) = (chain.sides[link].located.range, chain.sides[link + 1].located.range)
        findings.append(
          Draft(
            mistake: .macFlopRatioReversed,
            range: left.lowerBound..<max(left.upperBound, right.upperBound)))
        entry.status = .wrong
      }
    }
  }

  /// Whether one side is multiply-adds and says twice what the other says in FLOPs.
  private func isReversed(_ macs: Chain.Side, _ flops: Chain.Side) -> Bool {
    if case .symbol(let symbol) = macs.located.expression,
      case .product(let factors) = flops.located.expression,
      factors.count == 2, factors.contains(2)
    {
      return symbol.names("mac")
        && factors.contains { if case .symbol(let other) = $0 { other.names("flop") } else { false } }
    }
    guard macs.unit == .macs, flops.unit == .flops, let first = macs.claim, let second = flops.claim,
      let doubled = try? second.value.multiplied(by: .two), !second.value.isZero
    else { return false }
    return LinkChecker.isWithin(LinkChecker.tolerance(of: first, isApproximate: true), doubled, first.value)
  }
}

extension Symbol {
  /// Whether the symbol is a word for the unit, with or without a prefix and a plural: `GMACs`, `FLOP`.
  fileprivate func names(_ unit: String) -> Bool {
    let word = base.lowercased()
    return [unit, unit + "s", "g" + unit, "g" + unit + "s", "m" + unit, "m" + unit + "s"].contains(word)
  }
}
