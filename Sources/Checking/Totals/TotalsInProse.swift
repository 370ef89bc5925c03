import Derivations
import Symbolics

/// A network's total in a sentence: which number it is, what it counts, and whether it may be anything else.
extension Calculation {
  /// "ResNet-101 needs about 7.8 G FLOPs": a number in a sentence that names the network and the quantity, and nothing
  /// else that the number could belong to.
  func proseClaim(_ side: Chain.Side, on line: TextLine, _ place: Int) -> TotalClaim? {
    guard let numeral = side.claim, side.unit.allowsCount else { return nil }
    let range = side.located.range
    let subject = finder.subject(of: range.lowerBound, onLine: place)
    guard subject.target == .network, let named = subject.range,
      sentence(around: range.lowerBound, on: line).contains(named.lowerBound),
      isPlain(around: range, on: line), !isInList(range, line), !isBesideOwnTotal(range, line),
      isSaidOfNetwork(range, in: sentence(around: range.lowerBound, on: line), on: line),
      let (noun, isNear) = quantityNoun(of: side, on: line),
      !mayBeOfAnother(
        sentence(around: range.lowerBound, on: line), on: line, at: range, knowsClasses: true),
      !isOfVariation(range, on: line), !hasCondition(behind: range, on: line),
      !isBelowPart(place, numeral)
    else { return nil }
    return TotalClaim(
      range: range, numeral: numeral, isApproximate: side.isApproximate, quantity: quantity(noun),
      isLooselyNamed: !isNear,
      saysMultiplyAdds: noun == .macs && !saysBoth(range, line), entry: nil, isSpecific: subject.isSpecific,
      saysFlops: noun == .flops)
  }

  /// Whether a sentence tells multiply-adds and both operations apart, so that a number may be either.
  private func saysBoth(_ range: Range<Int>, _ line: TextLine) -> Bool {
    let sentence = sentence(around: range.lowerBound, on: line)
    let words = mentions(on: line, in: sentence)
    return words.contains { $0.noun == .macs } && words.contains { $0.noun == .flops }
      || Phrases.contains(
        ["乘以", "两倍", "2 倍", "2倍", "分开", "严格", "twice", "doubl", "strictly"], in: sentence, of: working.bytes)
  }

  /// The quantity that a number states: its own unit, the noun right behind it, or the last one before it.
  private func quantityNoun(of side: Chain.Side, on line: TextLine) -> (noun: Noun, isNear: Bool)? {
    switch side.unit {
    case .flops: return (.flops, true)
    case .macs: return (.macs, true)
    case .parameters: return (.parameters, true)
    default: break
    }
    let range = side.located.range
    let words = mentions(on: line, in: sentence(around: range.lowerBound, on: line)).filter {
      $0.noun.isQuantity
    }
    if let behind = words.first(where: { $0.range.lowerBound >= range.upperBound }),
      behind.range.lowerBound - range.upperBound <= 6, isGap(range.upperBound..<behind.range.lowerBound)
    {
      return (behind.noun, true)
    }
    let isAlone =
      Set(words.map { $0.noun == .parameters }).count <= 1
      && line.lone.filter { $0.claim.map { $0.value > 100_000 } ?? false }.count <= 1
    return (words.last { $0.range.lowerBound < range.lowerBound } ?? words.first).map { ($0.noun, isAlone) }
  }

  /// Whether a number is one of several: "1.8, 3.6 and 3.8 GFLOPs".
  private func isInList(_ range: Range<Int>, _ line: TextLine) -> Bool {
    line.lone.contains { other in
      let gap = range.lowerBound - other.located.range.upperBound
      guard gap > 0, gap <= 6, !other.isCompound else { return false }
      let text = working.text(from: other.located.range.upperBound, to: range.lowerBound)
      return text.allSatisfy { " ,、和与/".contains($0) } || text.contains(substring: "and")
    }
  }

  /// 参数 11,689,512 与 25,557,032: whether a number that names no network is joined to the network's own total, so that it is
  /// that of another one.
  private func isBesideOwnTotal(_ range: Range<Int>, _ line: TextLine) -> Bool {
    guard let forms, line.networks.isEmpty else { return false }
    return line.lone.contains { other in
      let gap = other.located.range.lowerBound - range.upperBound
      guard gap > 0, gap <= 24, let value = other.claim?.value else { return false }
      var joint = Joint(working.bytes, from: range.upperBound, to: other.located.range.lowerBound)
      _ = joint.takeUnits()
      guard joint.take(Calculation.conjunctionsOfTotals) else { return false }
      joint.skipBlanks()
      return joint.isAtEnd && (forms.parameters.contains(value) || forms.costs.contains(value))
    }
  }

  private static let conjunctionsOfTotals: PhraseSet = [
    "and", "与", "和", "vs.", "vs", "versus", "对", "/", "、",
  ]

  /// Whether only blanks or a classifier stand between a number and the noun behind it.
  private func isGap(_ range: Range<Int>) -> Bool {
    let text = working.text(range)
    return text.allSatisfy { $0 == " " || $0 == "个" || $0 == "次" || $0 == "的" }
  }

  /// Whether a sentence speaks of one network and of nothing that would make the number another one: no part, no batch, no
  /// comparison, no second network, no rate.
  func isPlain(around range: Range<Int>, on line: TextLine) -> Bool {
    let sentence = sentence(around: range.lowerBound, on: line)
    let words = mentions(on: line, in: sentence)
    let names = line.networks.filter { sentence.contains($0.range.lowerBound) }
    let isOther = words.contains { word in
      // "AlexNet without groups" is a name.
      (word.noun.qualifies || word.noun.isPart && word.noun != .total)
        && !names.contains { $0.range.overlaps(word.range) }
    }
    if isOther { return false }
    if names.contains(where: { $0.name.isEmpty }) || Set(names.map { $0.name }).count > 1 { return false }
    // "DETR with ResNet-50", "2 × ResNet-50": the network is a part of something else.
    for name in names {
      let before = working.text(
        from: max(line.range.lowerBound, name.range.lowerBound - 6), to: name.range.lowerBound
      ).lowercased()
      for word in ["with ", "using ", "on ", "× ", "x ", "* ", "×"] where before.hasSuffix(word) {
        return false
      }
    }
    let behind = working.text(from: range.upperBound, to: min(line.range.upperBound, range.upperBound + 16))
    let before = working.text(from: max(line.range.lowerBound, range.lowerBound - 2), to: range.lowerBound)
    // FLOPS in capitals behind a T is a speed.
    if behind.contains(substring: "FLOPS"), working.text(range).contains(substring: "T") { return false }
    // A number that takes a share of another one is a part of it.
    if behind.contains(substring: "占") { return false }
    return !behind.contains(substring: "/s") && !behind.contains(substring: "/秒") && !before.hasSuffix("$")
      && !before.hasSuffix("<") && !before.hasSuffix(">")
      || before.hasSuffix("$")
        && (behind.contains(substring: "$") || working.text(range).contains(substring: "$"))
  }
}
