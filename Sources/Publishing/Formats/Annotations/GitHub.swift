import Checking
public import Explaining

extension CheckedWorking {
  /// The findings as workflow commands of GitHub Actions, one a line: they appear at their lines in the changes of a pull
  /// request. Lines and columns are those of the file, also of a notebook's.
  ///
  ///     ::error file=notes.md,line=3,endLine=3,col=21,endColumn=32,title=Two digits changed places::The left side …
  public func githubAnnotations(wording: Wording) -> [UInt8] {
    var output: [UInt8] = []
    let regions = RegionFinder(file)
    for finding in diagnosis.findings {
      let text = FindingText(finding, wording: wording)
      let region = regions.region(of: fileRange(of: finding.place))
      output.put(finding.severity.command)
      if let path { output.put(" file=" + property(path) + ",") } else { output.put(" ") }
      output.put("line=\(region.line),endLine=\(region.endLine)")
      // GitHub takes columns for one line only.
      if region.line == region.endLine { output.put(",col=\(region.column),endColumn=\(region.endColumn)") }
      output.put(",title=" + property(plainText(text.name, in: wording.language)))
      output.put("::" + data(message(finding, text, wording)) + "\n")
    }
    return output
  }

  private func message(_ finding: Finding, _ text: FindingText, _ wording: Wording) -> String {
    let message = plainText(text.full, in: wording.language) + " [\(finding.mistake.rawValue)]"
    guard finding.place.cell != nil else { return message }
    return String(finding.place.shown(in: "").dropFirst()) + ": " + message
  }

  /// Text of a command: the runner reads it line by line and decodes these three.
  private func data(_ text: String) -> String {
    var escaped = ""
    for character in clean(text).unicodeScalars {
      switch character {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  /// The value of a property, which a comma or a colon would end.
  private func property(_ text: String) -> String {
    var escaped = ""
    for character in data(text).unicodeScalars {
      switch character {
      case ":": escaped += "%3A"
      case ",": escaped += "%2C"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}

extension Finding.Severity {
  fileprivate var command: StaticString {
    switch self {
    case .error: "::error"
    case .warning: "::warning"
    case .note: "::notice"
    }
  }
}
