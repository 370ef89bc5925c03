import Checking
public import Explaining
import Symbolics

/// Writes diagnoses as SARIF 2.1.0 (OASIS, 2023), the format in which code hosts, editors and dashboards take findings.
///
/// Lines and columns are those of the file itself, columns count code points; in a notebook the cell is a logical
/// location. The kinds of mistakes that occur are the rules of the run.
public enum SARIF {
  static let schema: StaticString =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  /// One log with one run.
  ///
  /// - Parameters:
  ///   - checked: the workings in their order.
  ///   - version: that of the tool.
  public static func log(of checked: [CheckedWorking], version: String, wording: Wording) -> [UInt8] {
    let used = Set(checked.flatMap { $0.diagnosis.findings.map { $0.mistake } })
    let run = SARIFRun(
      checked: checked, rules: Mistake.allCases.filter { used.contains($0) }, version: version,
      wording: wording)
    var json = JSONWriter()
    json.object {
      $0.member("$schema", "\(schema)")
      $0.member("version", "2.1.0")
      $0.member("runs") { $0.array { $0.object { run.write(to: &$0) } } }
    }
    return json.finished()
  }
}

/// One run of the tool.
private struct SARIFRun {
  let checked: [CheckedWorking]
  let rules: [Mistake]
  let version: String
  let wording: Wording

  private var isHint: Bool { checked.contains { $0.diagnosis.findings.contains { $0.isHint } } }

  func write(to json: inout JSONWriter) {
    json.member("tool") {
      $0.object { json in
        json.member("driver") { json in
          json.object { json in
            json.member("name", "longhand")
            json.member("semanticVersion", version)
            json.member("language", wording.language == .chinese ? "zh-CN" : "en")
            json.member("rules") { json in json.array { for rule in rules { write(rule, to: &$0) } } }
          }
        }
      }
    }
    json.member("invocations") {
      $0.array { $0.object { $0.member("executionSuccessful") { $0.value(true) } } }
    }
    json.member("columnKind", "unicodeCodePoints")
    json.member("artifacts") { json in
      json.array { json in
        for working in checked {
          json.object {
            $0.member("location") { json in json.object { $0.member("uri", uri(working.path)) } }
            $0.member("length", working.file.count)
          }
        }
      }
    }
    json.member("results") { json in
      json.array { json in
        for (index, working) in checked.enumerated() {
          SARIFResults(working: working, index: index, rules: rules, wording: wording).write(to: &json)
        }
      }
    }
  }

  private func write(_ rule: Mistake, to json: inout JSONWriter) {
    let words = MistakeWords(rule, wording)
    json.object {
      $0.member("id", rule.rawValue)
      $0.text("shortDescription", plainText(words.name, in: wording.language))
      // A hint tells the kind; what is said of it in general may tell the answer.
      if isHint { return }
      $0.text("fullDescription", plainText(words.what, in: wording.language))
      $0.text("help", plainText(words.correction, in: wording.language))
    }
  }
}

/// The results of one file.
private struct SARIFResults {
  let working: CheckedWorking
  let index: Int
  let rules: [Mistake]
  let wording: Wording

  func write(to json: inout JSONWriter) {
    let regions = RegionFinder(working.file)
    // A tool may put the corrections in.
    let diagnosis = working.diagnosis.withTrueCorrections(in: working.working.bytes)
    for finding in diagnosis.findings { write(finding, regions, to: &json) }
  }

  private func write(_ finding: Finding, _ regions: RegionFinder, to json: inout JSONWriter) {
    let words = FindingText(finding, wording: wording)
    let range = working.fileRange(of: finding.place)
    let region = regions.region(of: range)
    json.object { json in
      json.member("ruleId", finding.mistake.rawValue)
      if let rule = rules.firstIndex(of: finding.mistake) { json.member("ruleIndex", rule) }
      json.member("level", finding.severity.rawValue)
      json.text("message", plainText(words.full, in: wording.language))
      json.member("locations") { $0.array { $0.object { write(finding.place, region, to: &$0) } } }
      if let fix = finding.fix, isCopy(finding.place, range) {
        json.member("fixes") {
          $0.array { $0.object { write(fix, replacing: range, region, words, to: &$0) } }
        }
      }
      json.member("properties") {
        $0.object {
          $0.member("about", finding.about)
          $0.member("claimed", exact: finding.claimed)
          $0.member("correct", exact: finding.correct)
          $0.strings("alternatives", finding.alternatives.map { $0.rawValue })
        }
      }
    }
  }

  private func write(_ place: Place, _ region: FileRegion, to json: inout JSONWriter) {
    json.member("physicalLocation") {
      $0.object {
        writeArtifact(to: &$0)
        $0.member("region") { $0.region(region) }
      }
    }
    if let cell = place.cell {
      json.member("logicalLocations") {
        $0.array {
          $0.object {
            $0.member("name", "cell \(cell.number)")
            $0.member("fullyQualifiedName", String(place.shown(in: "").dropFirst()))
          }
        }
      }
    }
  }

  private func writeArtifact(to json: inout JSONWriter) {
    json.member("artifactLocation") {
      $0.object(inOneLine: true) {
        $0.member("uri", uri(working.path))
        $0.member("index", index)
      }
    }
  }

  /// Whether the file has at this place the bytes that were read, so that they can be replaced.
  private func isCopy(_ place: Place, _ range: Range<Int>) -> Bool {
    let text = place.bytes.clamped(to: 0..<working.working.written.count)
    return !range.isEmpty && working.file[range].elementsEqual(working.working.written[text])
  }

  private func write(
    _ fix: Expression, replacing range: Range<Int>, _ region: FileRegion, _ words: FindingText,
    to json: inout JSONWriter
  ) {
    let isGrouped = working.file[range].contains(UInt8(ascii: ","))
    let text = PlainText(style: isGrouped ? .grouped : .plain).text(fix)
    json.text("description", plainText(words.correction, in: wording.language))
    json.member("artifactChanges") {
      $0.array {
        $0.object {
          writeArtifact(to: &$0)
          $0.member("replacements") {
            $0.array {
              $0.object {
                $0.member("deletedRegion") { $0.region(region) }
                $0.text("insertedContent", text)
              }
            }
          }
        }
      }
    }
  }
}

extension JSONWriter {
  /// `"message": { "text": "…" }`.
  fileprivate mutating func text(_ key: StaticString, _ text: String) {
    member(key) { $0.object(inOneLine: true) { $0.member("text", text) } }
  }

  fileprivate mutating func region(_ region: FileRegion) {
    object(inOneLine: true) {
      $0.member("startLine", region.line)
      $0.member("startColumn", region.column)
      $0.member("endLine", region.endLine)
      $0.member("endColumn", region.endColumn)
    }
  }
}

/// A path as a URI reference (RFC 3986); standard input has no name of its own.
private func uri(_ path: String?) -> String {
  guard let path else { return "stdin" }
  var bytes: [UInt8] = path.hasPrefix("/") ? Array("file://".utf8) : []
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"):
      bytes.append(byte)
    default:
      let digits = Array("0123456789ABCDEF".utf8)
      bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
