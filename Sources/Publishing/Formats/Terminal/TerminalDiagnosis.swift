public import Checking
public import Derivations
public import Explaining

extension Publisher {
  /// A diagnosis for the terminal, in the manner of a compiler: each finding with its place, the line of the working, a
  /// mark below what is wrong and what should stand there, then what is to be said; behind them where the gap of the
  /// total comes from, what is only carried forward, what was not checked, and the verdict.
  ///
  ///     homework.md:11:23: error: A product evaluated wrongly [product-slip]
  ///       11 │ (7×7×3)×64×112×112 = 118,013,592
  ///          │                      ^^^^^^^^^^ 118,013,952
  ///
  /// - Parameters:
  ///   - text: the working in UTF-8, as it was checked.
  ///   - file: its name.
  ///   - derivations: as for ``Explaining/Feedback``.
  ///   - solutions: the full solutions behind the findings, where they are to be shown.
  ///   - width: the columns of the terminal.
  public func terminal(
    _ diagnosis: Diagnosis, text: [UInt8], file: String, wording: Wording, derivations: [Derivation] = [],
    solutions: Solutions? = nil, colour: Bool = false, width: Int = 80
  ) -> [UInt8] {
    let names = ["attribution", "carried-forward", "unchecked", "verdict"]
    let feedback = Feedback(
      diagnosis, text: text, file: file, wording: wording, derivations: derivations, names: names)
    let document = Document(language: wording.language, title: [], blocks: [])
    var writer = TextWriter(
      document, words: words[wording.language] ?? PageWords(), colour: colour, width: width)
    var explained: Set<Mistake> = []
    for (index, finding) in diagnosis.withTrueCorrections(in: text).findings.enumerated() {
      // The advice is general; to read it once is enough.
      let isFirst = explained.insert(finding.mistake).inserted
      writer.write(
        finding, text: text, file: file, FindingText(finding, wording: wording), withAdvice: isFirst)
      if let solution = solutions?[index] { writer.write(solution) }
    }
    for fragment in names {
      // The table of the attribution says all that its picture does.
      if case .blocks(let blocks)? = feedback.fragments[fragment] {
        writer.write(blocks.filter { !$0.isFigure })
      }
    }
    return writer.finished()
  }
}

extension TextWriter {
  fileprivate mutating func write(
    _ finding: Finding, text: [UInt8], file: String, _ words: FindingText, withAdvice: Bool
  ) {
    let severity = Excerpt.Severity(finding.severity)
    put(finding.place.shown(in: clean(file)) + ": ", .bold)
    let label = self.words[.init(terminal: severity)]
    put(label, Ink(severity))
    put(gap(behind: label))
    put(plainText(words.name, notations), .bold)
    put(" [\(finding.mistake.rawValue)]", .dim)
    endLine()
    writeSource(of: finding, text: text, ink: Ink(severity), fix: words.fix)
    indent += 4
    write(runs(words.full))
    if withAdvice, !words.correction.isEmpty {
      let label = self.words[.terminalHelp]
      write([Run(text: label + gap(behind: label), ink: .cyan)] + runs(words.correction))
    }
    indent -= 4
    endLine()
  }

  fileprivate mutating func write(_ solution: Solutions.Solution) {
    indent += 4
    write([.calculation(solution.calculation)])
    if !solution.source.isEmpty { write([.paragraph(solution.source)]) }
    indent -= 4
  }

  /// A blank, but none behind a wide colon, which has its own.
  private func gap(behind label: String) -> String { label.hasSuffix("：") ? "" : " " }

  private mutating func writeSource(of finding: Finding, text: [UInt8], ink: Ink, fix: Math?) {
    let number = String(finding.place.line)
    let margin = String(repeating: " ", count: max(4, number.count))
    let line = SourceLine(text, at: finding.place, width: width - margin.count - 3)
    put(String(margin.dropLast(number.count)) + number + " │ ", .dim)
    put(line.text)
    endLine()
    put(margin + " │ ", .dim)
    put(blanks: line.mark.lowerBound)
    put(String(repeating: "^", count: line.mark.count) + (line.goesOn ? "…" : ""), ink)
    if let fix { put(" " + plainText([.math(fix)], notations), .green) }
    endLine()
  }

  fileprivate mutating func finished() -> [UInt8] {
    while output.suffix(2).elementsEqual([0x0A, 0x0A]) { output.removeLast() }
    return output
  }
}

extension Excerpt.Severity {
  fileprivate init(_ severity: Finding.Severity) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .note: self = .note
    }
  }
}

extension PageWords.Key {
  fileprivate init(terminal severity: Excerpt.Severity) {
    switch severity {
    case .error: self = .terminalError
    case .warning: self = .terminalWarning
    case .note: self = .terminalNote
    }
  }
}

extension Block {
  fileprivate var isFigure: Bool { if case .figure = self { true } else { false } }
}
