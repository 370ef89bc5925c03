import Checking
import Derivations
import Symbolics

extension FeedbackWriter {
  /// One excerpt for each line that has findings, in the order of the text.
  func findings() -> [Block] {
    var blocks: [Block] = []
    var index = 0
    let findings = diagnosis.findings.sorted {
      ($0.place.line, $0.place.bytes.lowerBound) < ($1.place.line, $1.place.bytes.lowerBound)
    }
    while index < findings.count {
      var end = index
      while end < findings.count, findings[end].place.line == findings[index].place.line { end += 1 }
      blocks.append(.excerpt(excerpt(Array(findings[index..<end]))))
      index = end
    }
    return blocks
  }

  private func excerpt(_ findings: [Finding]) -> Excerpt {
    Excerpt(
      place: "\(file):\(findings[0].place.line)", line: markedLine(findings),
      remarks: findings.map { remark($0) })
  }

  private func remark(_ finding: Finding) -> Excerpt.Remark {
    let words = FindingText(finding, wording: wording)
    var text = words.full
    if let reading = reading(of: finding) {
      text += [.text(" ")] + wording.inlines(.findingReadAs, ["reading": .text(reading)])
    }
    let severity: Excerpt.Severity =
      switch finding.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    return Excerpt.Remark(severity: severity, name: words.name, text: text, correction: correction(finding))
  }

  /// How the statement was read, where that is not what stands there letter by letter.
  private func reading(of finding: Finding) -> String? {
    let place = finding.place.bytes
    guard
      let statement = diagnosis.statements.first(where: {
        $0.place.bytes.lowerBound <= place.lowerBound && place.upperBound <= $0.place.bytes.upperBound
      }), !statement.reading.isEmpty
    else { return nil }
    let written = String(decoding: text[clamped(statement.place.bytes)], as: UTF8.self)
    if FeedbackWriter.skeleton(written) == FeedbackWriter.skeleton(statement.reading) { return nil }
    return FeedbackWriter.clipped(statement.reading)
  }

  /// What is left of a spelling when signs of multiplication, blanks and grouping do not count.
  private static func skeleton(_ text: String) -> [UInt8] {
    var skeleton: [UInt8] = []
    for character in text.unicodeScalars {
      switch character {
      case " ", "\t", "\n", "\r", ",", "_", "$", "，": continue
      case "x", "X", "*", "·", "⋅", "∗": skeleton.append(UInt8(ascii: "*"))
      case "×": skeleton.append(UInt8(ascii: "*"))
      default: skeleton += Array(String(character).utf8)
      }
    }
    return skeleton
  }

  /// The right calculation of the step that a finding is about.
  private func correction(_ finding: Finding) -> Calculation? {
    guard let about = finding.about else { return nil }
    let subject = Subject(about)
    guard let quantity = subject.quantity else { return nil }
    for derivation in derivations {
      guard let part = derivation.part(at: subject.path), let step = part.step(quantity) else { continue }
      let writer = SolutionWriter(derivation, part: part, wording: wording, detail: .steps)
      let label = wording.string(.labelCorrection, ["part": .text(about)])
      return Calculation(label: label, rows: writer.rows(step))
    }
    return nil
  }

  func clamped(_ range: Range<Int>) -> Range<Int> {
    let low = min(max(range.lowerBound, 0), text.count)
    return low..<min(max(range.upperBound, low), text.count)
  }
}
