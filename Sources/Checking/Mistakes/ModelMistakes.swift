/// The checks of what a working says about transformers, recurrent layers and training, the more telling ones first.
extension Calculation {
  mutating func checkModels() {
    checkTrainingFactors()
    guard forms?.sizes != nil || lines.contains(where: { $0.topics.contains(.model) }) else { return }
    checkBackwardFactors()
    checkWorkPerToken()
    checkScalingExponents()
    checkModelFacts()
    checkPeaks()
    checkRunTotals()
    checkNominalTotals()
    let claims = modelClaims()
    checkHeadsMultiplied(claims)
    checkCacheHeads(claims)
    checkFusedProjections(claims)
    checkPerTokenMixed(claims)
    checkPartRules(claims)
    checkAttentionProducts(claims)
    checkTiedEmbeddings(claims)
    checkOtherModelsSizes(claims)
    checkPositions(claims)
    checkRecurrentLayers(claims)
  }
}
