public import Checking
public import Derivations
import Networks
import Symbolics

/// A diagnosis turned into words: the pieces that the template `feedback.LANGUAGE.md` puts together.
///
///     let feedback = Feedback(diagnosis, text: bytes, file: "homework.md", wording: wording)
///     feedback.fragments["findings"]
public struct Feedback: Sendable {
  /// The pieces by the names of their placeholders, every name of ``fragmentNames``. A piece that has nothing to say has
  /// no blocks.
  public let fragments: [String: Fragment]

  /// The placeholders that the template may use.
  public static let fragmentNames = [
    "title", "subtitle", "verdict", "findings", "carried-forward", "attribution", "unchecked", "corrected",
  ]

  /// Turns a diagnosis into pieces.
  ///
  /// - Parameters:
  ///   - text: the working in UTF-8, as it was checked.
  ///   - file: its name, for the places.
  ///   - derivations: the networks that the working is about, if they were derived: a remark then shows the right
  ///     calculation. Their order does not matter; of two that have the part, the diagnosis' own network comes first.
  ///   - solutions: the full solutions behind the findings, where they are to be shown.
  ///   - names: the pieces that are asked for.
  public init(
    _ diagnosis: Diagnosis, text: [UInt8], file: String, wording: Wording, derivations: [Derivation] = [],
    solutions: Solutions? = nil, names: [String] = fragmentNames
  ) {
    let name = diagnosis.network?.name
    let writer = FeedbackWriter(
      diagnosis: names.contains { $0 == "findings" || $0 == "corrected" }
        ? diagnosis.withTrueCorrections(in: text) : diagnosis,
      text: text, file: file, wording: wording,
      derivations: derivations.filter { $0.network.name == name }
        + derivations.filter { $0.network.name != name },
      solutions: solutions)
    var fragments: [String: Fragment] = [:]
    for name in names { fragments[name] = writer.fragment(name) }
    self.fragments = fragments
  }
}

/// What the writing of one feedback needs to know.
struct FeedbackWriter {
  let diagnosis: Diagnosis
  let text: [UInt8]
  let file: String
  let wording: Wording
  let derivations: [Derivation]
  var solutions: Solutions?

  /// How many lines of a list are shown before the rest is only counted.
  static let longestList = 40

  func fragment(_ name: String) -> Fragment? {
    switch name {
    case "title": .inlines(wording.inlines(.feedbackTitle, ["file": .text(file)]))
    case "subtitle": .inlines(subtitle())
    case "verdict": .blocks(verdict())
    case "findings": .blocks(findings())
    case "carried-forward": .blocks(statements(.carriedForward, introduction: .carriedForwardIntroduction))
    case "attribution": .blocks(attribution())
    case "unchecked": .blocks(unchecked())
    case "corrected": .blocks(corrected())
    default: nil
    }
  }

  func subtitle() -> [Inline] {
    guard let network = diagnosis.network else { return wording.inlines(.feedbackSubtitleUnknown) }
    return wording.inlines(.feedbackSubtitle, ["network": .text(network.title)])
  }

  func verdict() -> [Block] {
    let errors = diagnosis.findings.filter { $0.severity == .error }
    let remarks = diagnosis.findings.count - errors.count
    let checked = diagnosis.statements.filter { $0.status != .unchecked && $0.status != .unreadable }
    // A total claimed in a sentence was checked too.
    let claims = diagnosis.totals.filter { total in
      !diagnosis.statements.contains { $0.place.bytes.overlaps(total.place.bytes) }
    }
    let count = checked.count + claims.count
    var values: WordingValues = ["checked": .number(.init(count))]
    values.add("remarks", remarks > 0 ? .number(.init(remarks)) : nil)
    if errors.isEmpty {
      return [.paragraph(wording.inlines(count == 0 ? .verdictNothing : .verdictRight, values))]
    }
    values.add("errors", .number(.init(errors.count)))
    values.add("lines", .number(.init(Set(errors.map { $0.place.line }).count)))
    return [.paragraph(wording.inlines(.verdictWrong, values))]
  }

  /// Statements of one status as a list of lines with their reading.
  func statements(_ status: Statement.Status, introduction: Phrase) -> [Block] {
    let statements = diagnosis.statements.filter { $0.status == status }
    if statements.isEmpty { return [] }
    var items: [[Block]] = []
    for statement in statements.prefix(FeedbackWriter.longestList) {
      items.append([
        .paragraph(
          wording.inlines(
            .statementOnLine,
            WordingValues(
              line: statement.place, ["reading": .text(FeedbackWriter.clipped(statement.reading))])))
      ])
    }
    if statements.count > items.count {
      let rest = statements.count - items.count
      items.append([.paragraph(wording.inlines(.andMore, ["count": .number(.init(rest))]))])
    }
    return [
      .paragraph(wording.inlines(introduction, ["count": .number(.init(statements.count))])),
      .list(ordered: false, items),
    ]
  }

  func unchecked() -> [Block] {
    statements(.unchecked, introduction: .uncheckedIntroduction)
      + statements(.unreadable, introduction: .unreadableIntroduction)
  }

  /// A reading that does not fill the page.
  static func clipped(_ text: String) -> String {
    text.utf8.count <= 300 ? text : String(text.prefix(240)) + " …"
  }
}

extension WordingValues {
  /// The line of a place, and its cell in a notebook, beside other values.
  init(line place: Place, _ others: WordingValues = [:]) {
    self = others
    add("line", .number(.init(place.line)))
    add("cell", place.cell.map { .number(.init($0.number)) })
  }
}

extension Place {
  /// Where it is, as compilers write it: `notes.md:3:7`, `notes.ipynb:cell 2:3:7`.
  public func shown(in file: String, withColumn: Bool = true) -> String {
    var text = file
    if let cell { text += ":cell \(cell.number)" + (cell.isOutput ? " output" : "") }
    return text + ":\(line)" + (withColumn ? ":\(column)" : "")
  }
}
