/// Which groups of two and three neighbouring bytes stand on 64 lines of a text, in whichever case: for each group, a bit a line.
///
/// A rule asks once on which of the lines its words may stand. Several groups share a bit, so that what is told is what may be
/// there. A line of 60 bytes sets about one bit in nine, and a phrase asks for three, so that a line is rarely read for nothing.
final class LineLetters {
  @exclusivity(unchecked) private var lines = [UInt64](repeating: 0, count: 1_024)

  /// Notes the letters of a line, whose place is below 64.
  func note(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, at place: Int) {
    guard !range.isEmpty else { return }
    let line: UInt64 = 1 << UInt64(place)
    lines.withUnsafeMutableBufferPointer { lines in
      lines[0] |= line
      var group = UInt32(bytes[range.lowerBound] | 0x20)
      var place = range.lowerBound + 1
      while place < range.upperBound {
        group = (group << 8 | UInt32(bytes[place] | 0x20)) & 0xFF_FFFF
        lines[Int(Self.pair(group))] |= line
        // The first group has two bytes only.
        if group > 0xFFFF { lines[Int(Self.triple(group))] |= line }
        place += 1
      }
    }
  }

  /// The lines that hold all that one of some phrases asks for.
  func lines(holding probes: [Probe]) -> UInt64 {
    lines.withUnsafeBufferPointer { lines in
      probes.reduce(0) {
        $0 | lines[Int($1.first)] & lines[Int($1.middle)] & lines[Int($1.last)]
      }
    }
  }

  /// Of 64 phrases in turn, in bits, those of which a line holds all that they ask for.
  func asked(_ probes: [Probe], at place: Int) -> UInt64 {
    lines.withUnsafeBufferPointer { lines in
      var asked: UInt64 = 0
      for (index, probe) in probes.enumerated() {
        let holding = lines[Int(probe.first)] & lines[Int(probe.middle)] & lines[Int(probe.last)]
        asked |= (holding >> UInt64(place) & 1) << UInt64(index & 63)
      }
      return asked
    }
  }

  /// What is asked for to know whether a phrase may be there: three of its groups.
  struct Probe: Sendable {
    fileprivate let first: UInt16
    fileprivate let middle: UInt16
    fileprivate let last: UInt16

    init(_ phrase: UnsafeBufferPointer<UInt8>) {
      func group(at place: Int) -> UInt32 {
        phrase[max(0, place - 2)...place].reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
      }
      switch phrase.count {
      // Every line that is not empty has bit 0.
      case 0, 1: (first, middle, last) = (0, 0, 0)
      case 2:
        first = LineLetters.pair(group(at: 1))
        (middle, last) = (first, first)
      default:
        first = LineLetters.triple(group(at: 2))
        middle = LineLetters.triple(group(at: (phrase.count + 1) / 2))
        last = LineLetters.triple(group(at: phrase.count - 1))
      }
    }
  }

  // Fibonacci hashing: the upper ten bits of a product with 2³² / φ.
  private static func pair(_ group: UInt32) -> UInt16 { UInt16(((group & 0xFFFF) &* 0x9E37_79B1) >> 22) }
  private static func triple(_ group: UInt32) -> UInt16 { UInt16((group &* 0x9E37_79B1) >> 22) }
}

/// The lines of a calculation by the letters on them.
struct LineIndex {
  /// Neighbouring lines of which the letters were noted together: the place in the calculation that bit 0 stands for, and which
  /// of the 64 lines are the calculation's.
  private var runs: [(letters: LineLetters, start: Int, own: UInt64)] = []
  fileprivate let held = HeldPhrases()

  init(_ lines: [TextLine]) {
    for (place, line) in lines.enumerated() {
      if let last = runs.last, last.letters === line.letters, last.start == place - line.place {
        runs[runs.count - 1].own |= 1 << UInt64(line.place)
      } else {
        runs.append((line.letters, place - line.place, 1 << UInt64(line.place)))
      }
    }
  }

  /// The places of the lines on which one of some phrases may stand, in their order.
  func places(of phrases: PhraseSet) -> [Int] {
    var places: [Int] = []
    for run in runs {
      var found = phrases.places(in: run.letters) & run.own
      while found != 0 {
        places.append(run.start + found.trailingZeroBitCount)
        found &= found - 1
      }
    }
    return places
  }
}

extension Calculation {
  /// The lines on which one of some phrases may stand, in their order.
  func lines(with phrases: PhraseSet) -> [TextLine] { index.places(of: phrases).map { lines[$0] } }

  /// The same with the place of each among all lines.
  func enumeratedLines(with phrases: PhraseSet) -> [(offset: Int, element: TextLine)] {
    index.places(of: phrases).map { ($0, lines[$0]) }
  }

  /// Whether one of some phrases stands on any line. May be asked for each line of a text: the answer is kept.
  func holds(_ phrases: PhraseSet) -> Bool {
    if let answer = index.held[phrases] { return answer }
    let answer = index.places(of: phrases).contains { phrases.isOn(lines[$0], of: working.bytes) }
    index.held[phrases] = answer
    return answer
  }
}

/// Which phrases were found to stand somewhere in a calculation, and which not.
private final class HeldPhrases {
  /// By the identity of the phrases, which are held with the answer so that it stays theirs.
  private var answers: [UInt: (phrases: PhraseSet, isHeld: Bool)] = [:]

  subscript(phrases: PhraseSet) -> Bool? {
    get { answers[phrases.identity]?.isHeld }
    set { answers[phrases.identity] = newValue.map { (phrases, $0) } }
  }
}
