import Symbolics

/// "GMACs = 2 × GFLOPs": the factor of 2 on the wrong side.
extension Calculation {
  mutating func checkMacFlopRatio() {
    checkRatioInProse()
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

  /// "1.8 GFLOPs are 3.6 GMACs": two numbers with nothing but a verb between them.
  private mutating func checkRatioInProse() {
    for line in lines where line.lone.count > 1 && line.traits.contains(.macs) {
      for index in line.lone.indices.dropLast() {
        let (first, second) = (line.lone[index], line.lone[index + 1])
        guard isReversed(first, second) || isReversed(second, first) else { continue }
        let (left, right) = (first.located.range, second.located.range)
        guard isSameThing(working.text(from: left.upperBound, to: right.lowerBound)) else { continue }
        let flops = first.unit == .flops ? first.claim : second.claim
        let macs = first.unit == .flops ? second : first
        findings.append(
          Draft(
            mistake: .macFlopRatioReversed, range: left.lowerBound..<max(left.upperBound, right.upperBound),
            claimed: macs.claim?.value, correct: flops.flatMap { try? $0.value.divided(by: .two) }))
      }
    }
  }

  /// Whether the words behind the first unit say that the second number is the same in another unit.
  private func isSameThing(_ text: String) -> Bool {
    var words = text.lowercased()
    for unit in ["flops", "flop", "macs", "mac", "madds"] where words.trimmedOfBlanks.hasPrefix(unit) {
      words = String(words.trimmedOfBlanks.dropFirst(unit.count))
    }
    return [
      "are", "is", "i.e.", ", i.e.", ", i.e.,", "即", "，即", "就是", "，也就是", "也就是", "等于", "equal", "equals",
      "(i.e.", "or", ", or", ", that is",
    ].contains(words.trimmedOfBlanks)
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

extension String {
  /// The text without blanks at both ends.
  var trimmedOfBlanks: String {
    var rest = Substring(self)
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
