import Derivations
import Networks
import Symbolics

/// A stretch of a working that is about one network, with all that was read there.
///
/// A text may hold several calculations one after the other, each about another network.
struct Calculation: Sendable {
  let working: HandCalculation
  let lines: [TextLine]
  /// The network, nil where none is named or known.
  let facts: NetworkFacts?
  /// Other valid forms of the same network.
  let variants: [NetworkFacts]
  let finder: SubjectFinder
  /// The chains in the order of the text.
  var entries: [Entry] = []
  /// The entries by what they claim, the latest one last.
  var entriesByClaim: [Rational: [Int]] = [:]
  /// The claims that are wrong, or follow from a wrong one.
  var wrongClaims: Set<Rational> = []
  /// What was found so far.
  var findings: [Draft] = []
  /// What ``rightTotals(of:)`` has worked out.
  private var knownTotals: [Quantity: [Rational]] = [:]
  /// The claims of a total with their gaps explained.
  var totals: [Attribution] = []

  init(working: HandCalculation, lines: [TextLine], facts: NetworkFacts?, variants: [NetworkFacts]) {
    self.working = working
    self.lines = lines
    self.facts = facts
    self.variants = variants
    finder = SubjectFinder(working: working, lines: lines, facts: facts)
  }

  /// A finding whose place is still a range of bytes.
  struct Draft: Sendable {
    var mistake: Mistake
    var alternatives: [Mistake] = []
    var severity = Finding.Severity.error
    var range: Range<Int>
    var about: String?
    var claimed: Rational?
    var correct: Rational?
    var arguments: [(name: String, value: Finding.Argument)] = []
    var fix: Expression?
  }

  /// The sentence around an offset, within its line.
  func sentence(around offset: Int, on line: TextLine) -> Range<Int> {
    var start = offset
    var end = offset
    while start > line.range.lowerBound, !isStop(before: start) { start -= 1 }
    while end < line.range.upperBound, !isStop(at: end) { end += 1 }
    return start..<end
  }

  private func isStop(at index: Int) -> Bool {
    let bytes = working.bytes
    if bytes[index] == UInt8(ascii: ";") || bytes[index] == UInt8(ascii: "|") { return true }
    if bytes[index] == UInt8(ascii: "."), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: " ") { return true }
    // 。 is E3 80 82.
    return bytes[index] == 0xE3 && index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x82
  }

  private func isStop(before index: Int) -> Bool {
    if index >= 3, isStop(at: index - 3), working.bytes[index - 3] == 0xE3 { return true }
    return isStop(at: index - 1) && working.bytes[index - 1] != 0xE3
  }

  /// The mentions within a range of a line.
  func mentions(on line: TextLine, in range: Range<Int>) -> [Mention] {
    line.mentions.filter { range.contains($0.range.lowerBound) }
  }

  /// The totals that are right for the network, in any recognised way of counting; worked out when first asked for.
  mutating func rightTotals(of quantity: Quantity) -> [Rational] {
    if let known = knownTotals[quantity] { return known }
    var totals: [Rational] = []
    for facts in [facts].compactMap({ $0 }) + variants { totals += NetworkTotals.right(facts, quantity) }
    knownTotals[quantity] = totals
    return totals
  }
}

/// Cuts a working into calculations.
enum Segmentation {
  /// The calculations of a text. With a network given, the whole text is about it.
  static func calculations(
    of working: HandCalculation, lines: [TextLine], network: Network?, facts: (String) -> NetworkFacts?,
    given: NetworkFacts?
  ) -> [Calculation] {
    var parts: [(name: String?, lines: [TextLine])] = []
    var current: (name: String?, lines: [TextLine]) = (nil, [])
    for line in lines {
      if given == nil, let name = line.networks.first?.name, name != current.name {
        if current.name == nil {
          // What stands before the first name belongs to it.
          current.name = name
        } else {
          parts.append(current)
          current = (name, [])
        }
      }
      current.lines.append(line)
    }
    parts.append(current)
    return parts.map { part in
      let own = given ?? part.name.flatMap { $0.isEmpty ? nil : facts($0) }
      let variants = own?.derivation.network.variants.compactMap { facts($0) } ?? []
      return Calculation(working: working, lines: part.lines, facts: own, variants: variants)
    }
  }
}
