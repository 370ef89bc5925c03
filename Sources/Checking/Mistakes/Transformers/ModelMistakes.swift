/// The checks of what a working says about transformers, recurrent layers and training, the more telling ones first.
extension Calculation {
  mutating func checkModels() {
    checkTrainingFactors()
    checkTrainingPerToken()
    checkUtilisationByForward()
    guard forms?.sizes != nil || lines.contains(where: { $0.topics.contains(.model) }) else {
      if mentionsLinearCode { checkFusedProjections(modelClaims()) }
      return
    }
    checkBackwardFactors()
    checkLayerNormCounts()
    checkWorkPerToken()
    checkInferenceFactors()
    checkScalingExponents()
    checkTotalsOfAttention()
    checkTotalsOfTwoProducts()
    checkModelFacts()
    checkLayersInProse()
    checkWidthsInChinese()
    checkPeaks()
    checkRunTotals()
    checkActiveParameters()
    checkPrefillWork()
    checkNominalTotals()
    let claims = modelClaims().filter { !isSupposed($0.range, on: lines[$0.place]) }
    checkHeadsMultiplied(claims)
    checkScoresOfHeads(claims)
    checkHeadsInWords()
    checkHeadsOfWidths()
    checkPatchEmbeddings()
    checkCacheHeads(claims)
    checkCacheFactor(claims)
    checkFusedProjections(claims)
    checkPerTokenMixed(claims)
    checkPartRules(claims)
    checkProjectionsOfInputs(claims)
    checkFourProjections(claims)
    checkGatedMatrices(claims)
    checkFeedForwardOfTwo()
    checkFeedForwardWithBiases()
    checkFeedForwardOfOne(claims)
    checkNormsOfAllLayers()
    checkBiasesOfKeys(claims)
    checkLayerSums(claims)
    checkListsOfLayer()
    checkAttentionProducts(claims)
    checkTiedEmbeddings(claims)
    checkOtherModelsSizes(claims)
    checkOtherVocabularies(claims)
    checkPositions(claims)
    checkRecurrentLayers(claims)
    checkDirections(claims)
  }

  /// Whether a linear layer of code is named, whose sizes are known without any word about a model.
  private var mentionsLinearCode: Bool {
    guard let first = lines.first, let last = lines.last else { return false }
    let range = first.range.lowerBound..<max(first.range.lowerBound, last.range.upperBound)
    return Phrases.contains(["linear("], in: range, of: working.bytes)
  }
}
