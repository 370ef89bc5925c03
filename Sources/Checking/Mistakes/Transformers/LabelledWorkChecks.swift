/// What the names of results say of them: read once for all rules that ask.
extension Calculation {
  mutating func checkLabelledWorks() {
    checkSavingsBelowRatios()
    checkDoublingBelowWork()
    let isOfDecoder = holds(LabelledPart.subjects) || holds(PartsBesideSettings.caches)
    let isOfConvolutions = holds(LabelledWork.convolutions)
    guard isOfDecoder || isOfConvolutions else { return }
    let works = labelledWorks()
    guard !works.isEmpty else { return }
    if isOfDecoder {
      checkPartsBesideSettings(works)
      checkTotalsBesideSettings(works)
      checkScoresBesideLabels(works)
      checkSharesOfParts(works)
    }
    guard isOfConvolutions else { return }
    checkSeparableBesideSettings(works)
    checkBottlenecksBesideSettings(works)
    checkSuchBlocks(works)
  }
}

extension LabelledWork {
  fileprivate static let convolutions: PhraseSet = [
    "separable", "bottleneck", "residual block", "such blocks", "可分离", "瓶颈", "残差块", "这样的块",
  ]
}
