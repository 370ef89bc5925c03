import Symbolics

/// "GMACs = 2 × GFLOPs": the factor of 2 on the wrong side.
extension Calculation {
  mutating func checkMacFlopRatio() {
    for index in entries.indices {
      let chain = entries[index].chain
      for link in chain.signs.indices where chain.signs[link] != .arrow {
        let (left, right) = (chain.sides[link], chain.sides[link + 1])
        guard isReversed(left, right) || isReversed(right, left) else { continue }
        findings.append(
          Draft(
            mistake: .macFlopRatioReversed,
            range: left.located.range
              .lowerBound..<max(left.located.range.upperBound, right.located.range.upperBound)))
        entries[index].status = .wrong
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
