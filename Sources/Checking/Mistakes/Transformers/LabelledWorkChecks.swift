/// What the names of results say of them: read once for all rules that ask.
extension Calculation {
  mutating func checkLabelledWorks() {
    let isOfDecoder = holds(LabelledPart.subjects) || holds(PartsBesideSettings.caches)
    guard isOfDecoder else { return }
    let works = labelledWorks()
    guard !works.isEmpty else { return }
    checkPartsBesideSettings(works)
    checkTotalsBesideSettings(works)
    checkScoresBesideLabels(works)
    checkSharesOfParts(works)
  }
}
