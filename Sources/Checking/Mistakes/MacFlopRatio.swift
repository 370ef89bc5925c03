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
            range: left.lowerBound..<max(left.upperBound, right.upperBound),
            claimed: chain.sides[link].claim == nil ? nil : chain.sides[link + 1].claim?.value,
            correct: counterpart(of: chain.sides[link])))
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
        guard
          isSameThing(working.text(from: left.upperBound, to: right.lowerBound))
            || isBracketed(left.upperBound, right.lowerBound)
        else { continue }
        findings.append(
          Draft(
            mistake: .macFlopRatioReversed, range: left.lowerBound..<max(left.upperBound, right.upperBound),
            claimed: second.claim?.value, correct: counterpart(of: first)))
      }
    }
  }

  /// The number in the other unit: the first one is given, the second is worked out from it.
  private func counterpart(of side: Chain.Side) -> Rational? {
    guard let given = side.claim else { return nil }
    return side.unit == .flops ? try? given.value.divided(by: .two) : try? given.value.multiplied(by: .two)
  }

  /// "1.8 GMACs (0.9 GFLOPs)"
  private func isBracketed(_ end: Int, _ start: Int) -> Bool {
    guard start < working.bytes.count,
      working.bytes[start] == UInt8(ascii: "(") || working.bytes[start] == 0xEF
    else {
      return false
    }
    let between = working.text(from: end, to: start).lowercased().trimmedOfBlanks
    return ["", "macs", "mac", "flops"].contains(between)
  }

  /// Whether the words behind the first unit say that the second number is the same in another unit.
  private func isSameThing(_ text: String) -> Bool {
    var words = text.lowercased()
    for unit in ["flops", "flop", "macs", "mac", "madds"] where words.trimmedOfBlanks.hasPrefix(unit) {
      words = String(words.trimmedOfBlanks.dropFirst(unit.count))
    }
    return [
      "are", "is", "i.e.", ", i.e.", ", i.e.,", "即", "，即", ",即", ", 即", "就是", "，也就是", "也就是", "等于", "equal",
      "equals",
      "(i.e.", "(", "（", "(about", "(即", "（即", ", or about", "or about", "or", ", or", ", that is",
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
    // GFLOPs = GMACs / 2
    if case .symbol(let symbol) = flops.located.expression, symbol.names("flop"),
      case .quotient(.symbol(let other), let divisor) = macs.located.expression, other.names("mac"),
      case .number(let numeral) = divisor, numeral.value == .two
    {
      return true
    }
    guard macs.unit == .macs, flops.unit == .flops, let first = macs.claim, let second = flops.claim,
      let doubled = try? second.value.multiplied(by: .two), !second.value.isZero
    else { return false }
    // 16.87 and 8.4 agree as far as the digits of the second go.
    let rough = try? LinkChecker.tolerance(of: second, isApproximate: true).multiplied(by: .two)
    return LinkChecker.isWithin(LinkChecker.tolerance(of: first, isApproximate: true), doubled, first.value)
      || LinkChecker.isWithin(rough ?? .zero, doubled, first.value)
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
