import Checking

/// What the checker says of short texts.
enum ShortTexts {
  /// A text with a mistake on one of its lines.
  typealias Wrong = (text: String, line: Int, mistake: Mistake)

  /// The texts in which a mistake is not found on its line, by its name or among the alternatives.
  static func unfound(in texts: [Wrong]) -> [String] {
    var series = Checker.Series(Checker())
    return texts.compactMap { text, line, mistake in
      let findings = series.diagnose(HandCalculation(text)).findings
      let isFound = findings.contains {
        $0.place.line == line && ($0.mistake == mistake || $0.alternatives.contains(mistake))
      }
      return isFound ? nil : "\(text) → \(findings.map { "\($0.place.line) \($0.mistake.rawValue)" })"
    }
  }

  /// The right texts in which something is called wrong.
  static func alarms(in texts: [String]) -> [String] {
    var series = Checker.Series(Checker())
    return texts.compactMap { text in
      let findings = series.diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
      return findings.isEmpty ? nil : "\(text) → \(findings.map { $0.mistake.rawValue })"
    }
  }
}
