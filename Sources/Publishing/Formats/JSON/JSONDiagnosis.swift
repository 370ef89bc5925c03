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
    var json = JSONWriter()
    json.array { json in
      for entry in diagnoses { json.value(entry.diagnosis, file: entry.file, wording: wording) }
    }
    return json.finished()
  }
}

extension JSONWriter {
  fileprivate mutating func value(_ diagnosis: Diagnosis, file: String, wording: Wording) {
    object {
      $0.member("file", file)
      $0.member("network", diagnosis.network?.name)
      $0.member("convention", diagnosis.convention.name)
      $0.member("verdict", diagnosis.verdict.rawValue)
      $0.member("statements") { $0.array { for statement in diagnosis.statements { $0.value(statement) } } }
      $0.member("findings") { $0.array { for finding in diagnosis.findings { $0.value(finding, wording) } } }
      // The interface promises one total; a text with several calculations has the rest in `totals`.
      $0.member("total") { json in
        if let total = diagnosis.totals.first { json.value(total) } else { json.null() }
      }
      $0.member("totals") { $0.array { for total in diagnosis.totals { $0.value(total) } } }
    }
  }

  private mutating func value(_ statement: Statement) {
    object {
      $0.member("line", statement.place.line)
      $0.member("column", statement.place.column)
      $0.member("endLine", statement.place.endLine)
      $0.member("endColumn", statement.place.endColumn)
      $0.member("reading", statement.reading)
      $0.member("about", statement.about)
      $0.member("status", statement.status.rawValue)
    }
  }

  private mutating func value(_ finding: Finding, _ wording: Wording) {
    let text = FindingText(finding, wording: wording)
    object {
      $0.member("mistake", finding.mistake.rawValue)
      $0.member("alternatives") {
        $0.array(inOneLine: true) { for other in finding.alternatives { $0.value(other.rawValue) } }
      }
      $0.member("severity", finding.severity.rawValue)
      $0.member("line", finding.place.line)
      $0.member("column", finding.place.column)
      $0.member("endLine", finding.place.endLine)
      $0.member("endColumn", finding.place.endColumn)
      $0.member("about", finding.about)
      $0.member("claimed", exact: finding.claimed)
      $0.member("correct", exact: finding.correct)
      $0.member("message", plainText(text.full, in: wording.language))
      $0.member("fix", finding.fix.map { $0.plainText })
    }
  }

  private mutating func value(_ total: Attribution) {
    object {
      $0.member("quantity", total.quantity.name)
      $0.member("network", total.network)
      $0.member("line", total.place.line)
      $0.member("claimed", exact: total.claimed)
      $0.member("correct", exact: total.correct)
      $0.member("contributions") {
        $0.array { json in
          for part in total.contributions {
            json.object(inOneLine: true) {
              $0.member("mistake", part.mistake.rawValue)
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
