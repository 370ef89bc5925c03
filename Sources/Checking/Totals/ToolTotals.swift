import Derivations
import Symbolics

/// Totals that are right as a tool counts: whose they are, and whether the text says another's.
extension Calculation {
  /// Whether a total is right in some tool's convention; says whose count it is, unless the text does.
  ///
  /// - Parameter isPlain: whether it is right in a usual way of counting, too.
  mutating func isToolTotal(_ claim: TotalClaim, _ forms: KnownForms, isPlain: Bool) -> Bool {
    guard claim.quantity == .macs, claim.digits >= (isPlain ? 3 : 2), !isBareTotal(claim, forms) else {
      return false
    }
    // Those that round to the number before those that are cut off to it.
    let rounded = LinkChecker.tolerance(of: claim.numeral, isApproximate: false)
    var fitting = forms.toolTotals.filter { LinkChecker.isWithin(rounded, $0.total, claim.numeral.value) }
    if fitting.isEmpty {
      fitting = forms.toolTotals.filter {
        LinkChecker.isWithin(claim.tolerance, $0.total, claim.numeral.value)
      }
    }
    // Who says multiply-adds does not mean twice as many, whatever tool counts so.
    if claim.saysMultiplyAdds { fitting = fitting.filter { $0.convention.unit.perMultiplyAdd == 1 } }
    guard let first = fitting.first else { return false }
    let named = toolsNamed(around: claim)
    // The one that the text names counts so, or a text that names several has it among them.
    if fitting.contains(where: { named.contains($0.convention.name) }) { return true }
    if named.isEmpty, isAnyToolNamed(among: fitting.map { $0.convention }) { return true }
    var others: [String] = []
    for other in fitting where !others.contains(other.convention.name) {
      others.append(other.convention.name)
    }
    var arguments: [(name: String, value: Finding.Argument)] = [
      ("other", .quotation(others.joined(separator: ", ")))
    ]
    if let wrong = named.first { arguments.append(("expected", .quotation(wrong))) }
    findings.append(
      Draft(
        mistake: .otherConvention, severity: named.isEmpty ? .note : .warning, range: claim.range,
        about: Quantity.macs.name, claimed: claim.numeral.value,
        correct: try? forms.facts.macs.multiplied(by: Rational(first.convention.unit.perMultiplyAdd)),
        arguments: arguments))
    return true
  }

  /// Whether a claim is the multiply-adds or FLOPs of papers, for which nothing is to be said.
  private func isBareTotal(_ claim: TotalClaim, _ forms: KnownForms) -> Bool {
    ([forms.facts] + forms.variants).contains { facts in
      [facts.macs, try? facts.macs.multiplied(by: .two)].contains {
        $0.map { LinkChecker.isWithin(claim.tolerance, $0, claim.numeral.value) } ?? false
      }
    }
  }

  /// The conventions whose tools the sentence around a claim names.
  private func toolsNamed(around claim: TotalClaim) -> [String] {
    guard let line = line(at: claim.range.lowerBound) else { return [] }
    let sentence = sentence(around: claim.range.lowerBound, on: line)
    return Convention.all.filter { $0.isNamed(in: working.bytes[sentence]) }.map { $0.name }
  }

  /// Whether the calculation names one of some conventions' tools anywhere.
  private func isAnyToolNamed(among conventions: [Convention]) -> Bool {
    lines.contains { line in
      conventions.contains { $0.isNamed(in: working.bytes[line.range]) }
    }
  }

  /// "4.1 GFLOPs" here and "8.2 GFLOPs" there: a text that never says multiply-adds means two things by one word.
  mutating func checkMixedTotals(_ claims: [TotalClaim], _ forms: KnownForms) {
    let speaksOfBoth = lines.contains { line in
      line.mentions.contains { $0.noun == .macs || $0.noun == .bothOperations || $0.noun == .operations }
    }
    let stated = claims.filter { $0.saysFlops && $0.quantity == .macs }
    guard !speaksOfBoth, stated.count > 1, claims.allSatisfy({ !$0.isDoubling }) else { return }
    func fits(_ claim: TotalClaim, times factor: Rational) -> Bool {
      ([forms.facts] + forms.variants).contains { facts in
        (try? facts.macs.multiplied(by: factor)).map {
          LinkChecker.isWithin(claim.tolerance, $0, claim.numeral.value)
        } ?? false
      }
    }
    guard let single = stated.first(where: { fits($0, times: .one) && !fits($0, times: .two) }),
      let double = stated.first(where: { fits($0, times: .two) && !fits($0, times: .one) }),
      let line = line(at: single.range.lowerBound),
      !sentence(around: single.range.lowerBound, on: line).contains(double.range.lowerBound)
    else { return }
    let later = single.range.lowerBound > double.range.lowerBound ? single : double
    let isDouble = later.range == double.range
    let factor = isDouble ? Rational.half : .two
    findings.append(
      Draft(
        mistake: .mixedConventions, alternatives: [.macCalledFlop], severity: .warning, range: later.range,
        about: Quantity.macs.name, claimed: later.numeral.value,
        correct: try? later.numeral.value.multiplied(by: factor),
        arguments: [("factor", .number(isDouble ? .two : .one))]))
  }
}

extension TotalClaim {
  /// How many digits the number shows.
  fileprivate var digits: Int {
    var (rest, count) = ((try? numeral.value.divided(by: numeral.lastPlace).floor.numerator) ?? 0, 0)
    while rest > 0 { (rest, count) = (rest / 10, count + 1) }
    return count
  }
}

extension Convention {
  /// Whether a text names the tool: `ptflops`, also of `ptflops-aten`.
  fileprivate func isNamed(in text: ArraySlice<UInt8>) -> Bool {
    guard tool != nil else { return false }
    let word = Array(name.utf8.prefix { $0 != UInt8(ascii: "-") })
    guard text.count >= word.count else { return false }
    for start in text.indices.dropLast(word.count - 1) {
      let end = start + word.count
      if start > text.startIndex, text[start - 1].isASCIILetter { continue }
      if end < text.endIndex, text[end].isASCIILetter { continue }
      if zip(text[start..<end], word).allSatisfy({ $0 | 0x20 == $1 }) { return true }
    }
    return false
  }
}
