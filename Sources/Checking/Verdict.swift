extension Diagnosis {
  /// Whether anything is wrong: exactly if a finding is an error. A text in which no statement could be checked is not
  /// right, but has nothing to check.
  public var verdict: Verdict {
    if findings.contains(where: { $0.severity == .error }) { return .wrong }
    let isChecked = statements.contains { statement in
      switch statement.status {
      case .right, .wrong, .carriedForward: true
      case .unchecked, .unreadable: false
      }
    }
    return isChecked ? .right : .nothingToCheck
  }
}
