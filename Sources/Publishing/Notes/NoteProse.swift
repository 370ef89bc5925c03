import Checking
public import Explaining

/// The author's own text as the checker reads it: without front matter, directives, code in a programming language and
/// comments, and with the inline values as the digits that the page shows.
struct NoteProse {
  private(set) var bytes: [UInt8] = []
  /// Stretches that were taken over, by their offsets here and in the note.
  private var pieces: [(start: Int, source: Int)] = []

  /// - Parameters:
  ///   - start: the offset behind the front matter.
  ///   - values: the digits of inline values, by the number of their mark.
  ///   - exempt: lines, from 0, that are left out.
  init(_ scan: NoteScanner, from start: Int, values: [Int: String], exempt: [Range<Int>] = []) {
    let text = scan.text
    var cuts: [(range: Range<Int>, replacement: String)] = []
    for fence in scan.fences where !fence.info.isEmpty { cuts.append((fence.range, "\n")) }
    for comment in scan.comments { cuts.append((comment, "")) }
    for (index, mark) in scan.marks.enumerated() {
      if case .value = mark.item { cuts.append((mark.range, values[index] ?? "")) }
    }
    for lines in exempt {
      let end =
        lines.upperBound < text.lineStarts.count ? text.lineStarts[lines.upperBound] : text.bytes.count
      cuts.append((text.lineStarts[lines.lowerBound]..<end, "\n"))
    }
    cuts.sort { $0.range.lowerBound < $1.range.lowerBound }
    var position = start
    for cut in cuts where cut.range.upperBound > position {
      take(position..<max(position, cut.range.lowerBound), of: text.bytes)
      pieces.append((bytes.count, max(position, cut.range.lowerBound)))
      bytes += cut.replacement.utf8
      position = cut.range.upperBound
    }
    take(position..<max(position, text.bytes.count), of: text.bytes)
  }

  private mutating func take(_ range: Range<Int>, of source: [UInt8]) {
    if range.isEmpty { return }
    pieces.append((bytes.count, range.lowerBound))
    bytes += source[range]
  }

  /// Where in the note something stands.
  func source(of offset: Int) -> Int {
    var (low, high) = (0, pieces.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start <= offset { low = middle } else { high = middle }
    }
    guard low < pieces.count else { return offset }
    return pieces[low].source + max(0, offset - pieces[low].start)
  }
}

/// Checks the equations of notes, one note after the other, so that what was worked out about a network is there for the
/// next one.
struct ProseChecker {
  private var series = Checker.Series(Checker())

  init() {}

  /// What is wrong in a note's prose.
  ///
  /// - Parameter exempt: the lines, from 0, of blocks that are wrong on purpose. One in which nothing is wrong is a warning.
  mutating func problems(
    in scan: NoteScanner, from start: Int, values: [Int: String], exempt: [Range<Int>], wording: Wording
  ) -> [NoteProblem] {
    var problems = findings(NoteProse(scan, from: start, values: values, exempt: exempt), scan, wording)
    if exempt.isEmpty { return problems }
    let all = findings(NoteProse(scan, from: start, values: values), scan, wording)
    for lines in exempt
    where !all.contains(where: { $0.severity == .mistake && lines.contains($0.line - 1) }) {
      problems.append(
        scan.text.problem(
          at: scan.text.lineStarts[lines.lowerBound], .warning,
          "nothing is wrong here, although it is marked so",
          help: ["Take the comment above it away."]))
    }
    return problems
  }

  private mutating func findings(_ prose: NoteProse, _ scan: NoteScanner, _ wording: Wording) -> [NoteProblem]
  {
    let notations = Notations(wording.language)
    return series.diagnose(HandCalculation(prose.bytes)).findings.compactMap { finding in
      if finding.severity == .note { return nil }
      let words = FindingText(finding, wording: wording)
      var help = [plainText(words.correction, notations)]
      if finding.severity == .error {
        help.append("If it is wrong on purpose, put \(NoteMarks.wrongOnPurpose) on the line before it.")
      }
      return scan.text.problem(
        at: prose.source(of: finding.place.bytes.lowerBound),
        finding.severity == .error ? .mistake : .warning,
        NoteMarks.message(words, notations), help: help)
    }
  }
}

/// What an author can say to Longhand in a comment.
enum NoteMarks {
  static let wrongOnPurpose = "<!-- longhand: wrong on purpose -->"

  /// `Product evaluated wrongly: the left side gives …`, without a full stop.
  static func message(_ words: FindingText, _ notations: Notations) -> String {
    let colon = notations.language == .chinese ? "：" : ": "
    var message = plainText(words.name, notations) + colon + plainText(words.full, notations)
    while let last = message.last, last == "." || last == "。" { message.removeLast() }
    return message
  }
}

extension Publisher {
  /// A finding in one line: the name of the mistake and what is wrong, without a full stop.
  public func message(_ words: FindingText, language: Language) -> String {
    NoteMarks.message(words, Notations(language))
  }
}
