import Derivations
import Networks
import Symbolics

/// A stretch of a working that is about one network, with all that was read there.
///
/// A text may hold several calculations one after the other, each about another network.
struct Calculation {
  let working: HandCalculation
  let lines: [TextLine]
  /// The lines by the letters on them.
  let index: LineIndex
  /// The network and its other valid forms, nil where none is named or known.
  let forms: KnownForms?
  let finder: SubjectFinder
  /// Whether the network was given with the text, which then need not name it.
  var isGiven = false
  /// The header of the table that the first line is a row of, where the header stands in an earlier calculation: each row may
  /// be about another network.
  var headerAbove: TableRow?
  /// The chains in the order of the text.
  var entries: [Entry] = []
  /// Operations for a multiply-add in most of the working's lines.
  var conventionFactor = 1
  /// The last entry that has both a calculation and its result.
  var lastResult: Entry?
  /// The entries by what they claim, the latest one last.
  var entriesByClaim: [Rational: [Int]] = [:]
  /// The claims that are wrong, or follow from a wrong one.
  var wrongClaims = WrongClaims()
  /// What was found so far.
  var findings: [Draft] = []
  /// Where the numbers stand that a check of models has called wrong.
  var flagged: Set<Int> = []
  /// The claims of a total with their gaps explained.
  var totals: [Attribution] = []

  init(working: HandCalculation, lines: [TextLine], forms: KnownForms?) {
    self.working = working
    self.lines = lines
    index = LineIndex(lines)
    self.forms = forms
    finder = SubjectFinder(working: working, lines: lines, facts: forms?.facts)
  }

  /// What is true of the network.
  var facts: NetworkFacts? { forms?.facts }

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

  /// The place of a line among those of the calculation, nil for one of another.
  func place(of line: TextLine) -> Int? {
    guard let first = lines.first, lines.indices.contains(line.index - first.index) else { return nil }
    return line.index - first.index
  }

  /// The line that holds an offset.
  func line(at offset: Int) -> TextLine? {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].range.lowerBound <= offset { low = middle } else { high = middle }
    }
    return lines.indices.contains(low) ? lines[low] : nil
  }

  /// The cells of the header of the table that a line is a row of.
  func header(above line: TextLine) -> [Range<Int>]? {
    guard line.row != nil, var place = place(of: line) else { return nil }
    while place > 0, lines[place - 1].row != nil { place -= 1 }
    return (place == 0 ? headerAbove : nil)?.cells ?? lines[place].row?.cells
  }

  /// The sentence around an offset, within its line; of a line that has no end to its sentences what stands near.
  func sentence(around offset: Int, on line: TextLine) -> Range<Int> {
    var start = offset
    var end = offset
    let first = max(line.range.lowerBound, offset - Calculation.longestClause)
    let last = min(line.range.upperBound, offset + Calculation.longestClause)
    // Most bytes cannot end a sentence, and are passed over in place.
    working.bytes.withUnsafeBufferPointer { bytes in
      while start > first {
        if Calculation.mayStop(bytes[start - 1]) || bytes[start - 1] == 0x82, isStop(before: start) { break }
        start -= 1
      }
      while end < last {
        if Calculation.mayStop(bytes[end]), isStop(at: end) { break }
        end += 1
      }
    }
    return start..<end
  }

  /// Bytes to each side of a place that nobody's sentence goes beyond: what asks for each of the findings on a line that is
  /// longer would take the square of its length.
  static let longestClause = 2_048

  private static func mayStop(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|") || byte == 0xE3
  }

  private func isStop(at index: Int) -> Bool {
    let bytes = working.bytes
    switch bytes[index] {
    case UInt8(ascii: ";"), UInt8(ascii: "|"): return true
    case UInt8(ascii: ".") where index + 1 < bytes.count && bytes[index + 1] == .space:
      // Nor does "…" in three points.
      return !isAbbreviation(endingAt: index) && !(index > 0 && bytes[index - 1] == UInt8(ascii: "."))
    // 。 is E3 80 82.
    case 0xE3: return index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x82
    default: return false
    }
  }

  /// "vs.", "e.g.", "Eq." do not end a sentence.
  private func isAbbreviation(endingAt dot: Int) -> Bool {
    let before = working.bytes[max(0, dot - 3)..<dot].map { $0 | ($0.isASCIILetter ? 0x20 : 0) }
    return ["vs", "e.g", "i.e", "eq", "fig", "ca", "no", "al", "cf"].contains { word in
      before.suffix(word.utf8.count).elementsEqual(word.utf8)
    }
  }

  private func isStop(before index: Int) -> Bool {
    switch working.bytes[index - 1] {
    case 0x82: index >= 3 && working.bytes[index - 3] == 0xE3 && isStop(at: index - 3)
    case 0xE3: false
    default: isStop(at: index - 1)
    }
  }

  /// The mentions within a range of a line, which stand in their order.
  func mentions(on line: TextLine, in range: Range<Int>) -> ArraySlice<Mention> {
    let mentions = line.mentions
    func index(of offset: Int) -> Int {
      var low = 0
      var high = mentions.count
      while low < high {
        let middle = (low + high) / 2
        if mentions[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let first = index(of: range.lowerBound)
    return mentions[first..<max(first, index(of: range.upperBound))]
  }
}
