/// What the names of results say of them: read once for all rules that ask.
extension Calculation {
  mutating func checkLabelledWorks() {
    checkSavingsBelowRatios()
    checkDoublingBelowWork()
    checkRatesBesideTokenTimes()
    let isOfDecoder = holds(LabelledPart.subjects) || holds(PartsBesideSettings.caches)
    let isOfConvolutions = holds(LabelledWork.convolutions)
    let isOfMemory = holds(LabelledWork.memory)
    guard isOfDecoder || isOfConvolutions || isOfMemory else { return }
    let works = labelledWorks()
    guard !works.isEmpty else { return }
    if isOfDecoder {
      checkPartsBesideSettings(works)
      checkTotalsBesideSettings(works)
      checkScoresBesideLabels(works)
      checkSharesOfParts(works)
    }
    if isOfMemory {
      checkInferenceBesideSettings(works)
      checkOptimizerBesideSettings(works)
    }
    guard isOfConvolutions else { return }
    checkSeparableBesideSettings(works)
    checkBottlenecksBesideSettings(works)
    checkSuchBlocks(works)
  }
}

extension LabelledWork {
  fileprivate static let memory: PhraseSet = [
    "per parameter", "bytes a parameter", "weights in", "weights (", "每个参数", "每参数", "权重",
  ]
  fileprivate static let convolutions: PhraseSet = [
    "separable", "bottleneck", "residual block", "such blocks", "可分离", "瓶颈", "残差块", "这样的块",
  ]
}
