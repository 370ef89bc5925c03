extension Diagnosis {
  /// The diagnosis for somebody who is to find the answer without help: which statement is wrong, and the kind of the
  /// mistake. No right number is left in it, so that none can be in what is written from it.
  ///
  ///     Checker().diagnose(working).hints.findings.first?.correct   // nil
  public var hints: Diagnosis {
    var hints = self
    hints.findings = findings.map { finding in
      var hint = finding
      hint.isHint = true
      // The factor at fault would be half of the answer.
      hint.place = statement(around: finding.place)?.place ?? finding.place
      hint.correct = nil
      hint.arguments = []
      hint.fix = nil
      return hint
    }
    // A gap and a claim are the right total.
    hints.totals = []
    return hints
  }

  private func statement(around place: Place) -> Statement? {
    statements.first {
      $0.place.bytes.lowerBound <= place.bytes.lowerBound
        && place.bytes.upperBound <= $0.place.bytes.upperBound
    }
  }
}
