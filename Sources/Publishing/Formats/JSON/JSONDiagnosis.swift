public import Checking
import Derivations
public import Explaining
import Symbolics

extension Diagnosis {
  /// Diagnoses as JSON, in UTF-8: an array with one object a file.
  ///
  /// Lines and columns count from 1, columns in characters, the end is exclusive. Exact numbers are strings. Messages
  /// are in the language of the wording.
  public static func json(of diagnoses: [(file: String, diagnosis: Diagnosis)], wording: Wording) -> [UInt8] {
    joined(diagnoses.map { $0.diagnosis.json(file: $0.file, wording: wording) })
  }

  /// One diagnosis as an element of that array, so that many can be written at once; see ``joined(_:)``.
  ///
  /// - Parameter solutions: the full solutions behind the findings, where they are to be shown.
  public func json(file: String, wording: Wording, solutions: Solutions? = nil) -> [UInt8] {
    var json = JSONWriter()
    json.array { $0.value(self, file: file, solutions, wording: wording) }
    // The brackets with their line ends are those of the array.
    return Array(json.finished().dropFirst(2).dropLast(3))
  }

  /// The array of such elements.
  public static func joined(_ elements: [[UInt8]]) -> [UInt8] {
    if elements.isEmpty { return Array("[]\n".utf8) }
    return Array("[\n".utf8) + elements.joined(separator: ",\n".utf8) + "\n]\n".utf8
  }
}

extension JSONWriter {
  fileprivate mutating func value(
    _ diagnosis: Diagnosis, file: String, _ solutions: Solutions?, wording: Wording
  ) {
    object {
      $0.member("file", file)
      $0.member("network", diagnosis.network?.name)
      $0.member("convention", diagnosis.convention.name)
      $0.member("verdict", diagnosis.verdict.rawValue)
      $0.member("statements") { $0.array { for statement in diagnosis.statements { $0.value(statement) } } }
      $0.member("findings") { json in
        json.array { json in
          for (index, finding) in diagnosis.findings.enumerated() {
            json.value(finding, solutions?[index], wording)
          }
        }
      }
      // The interface promises one total; a text with several calculations has the rest in `totals`.
      $0.member("total") { json in
        if let total = diagnosis.totals.first { json.value(total) } else { json.null() }
      }
      $0.member("totals") { $0.array { for total in diagnosis.totals { $0.value(total) } } }
    }
  }

  private mutating func value(_ statement: Statement) {
    object {
      $0.place(statement.place)
      $0.member("reading", statement.reading)
      $0.member("about", statement.about)
      $0.member("status", statement.status.rawValue)
    }
  }

  /// Where it is; in a notebook with the cell, whose lines are counted.
  private mutating func place(_ place: Place) {
    cell(place.cell)
    member("line", place.line)
    member("column", place.column)
    member("endLine", place.endLine)
    member("endColumn", place.endColumn)
  }

  private mutating func cell(_ cell: Place.Cell?) {
    guard let cell else { return }
    member("cell", cell.number)
    if cell.isOutput { member("isOutput") { $0.value(true) } }
  }

  private mutating func value(_ finding: Finding, _ solution: Solutions.Solution?, _ wording: Wording) {
    let text = FindingText(finding, wording: wording)
    object {
      $0.member("mistake", finding.mistake.rawValue)
      $0.member("alternatives") {
        $0.array(inOneLine: true) { for other in finding.alternatives { $0.value(other.rawValue) } }
      }
      $0.member("severity", finding.severity.rawValue)
      $0.place(finding.place)
      $0.member("about", finding.about)
      $0.member("claimed", exact: finding.claimed)
      $0.member("correct", exact: finding.correct)
      $0.member("message", plainText(text.full, in: wording.language))
      $0.member("fix", finding.fix.map { $0.plainText })
      if let solution {
        $0.member("solution") {
          $0.array { for row in solution.calculation.rows { $0.value(row.plainText) } }
        }
        $0.member("source", plainText(solution.source, in: wording.language))
      }
    }
  }

  private mutating func value(_ total: Attribution) {
    object {
      $0.member("quantity", total.quantity.name)
      $0.member("network", total.network)
      $0.cell(total.place.cell)
      $0.member("line", total.place.line)
      $0.member("claimed", exact: total.claimed)
      $0.member("correct", exact: total.correct)
      $0.member("contributions") {
        $0.array { json in
          for part in total.contributions {
            json.object(inOneLine: true) {
              $0.member("mistake", part.mistake.rawValue)
              $0.cell(part.place.cell)
              $0.member("line", part.place.line)
              $0.member("about", part.about)
              $0.member("amount", exact: part.amount)
            }
          }
        }
      }
      $0.member("remainder", exact: total.remainder)
    }
  }
}

extension Calculation.Row {
  /// A row in plain notation: `H_out = 112`, `≈ 1.8`.
  fileprivate var plainText: String {
    let sign = relation == .equal ? "= " : "≈ "
    return (left.map { $0.plainText + " " } ?? "") + sign + right.plainText
  }
}
