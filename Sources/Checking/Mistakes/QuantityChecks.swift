/// The checks that need no network: units, conventions, values that contradict each other.
extension Calculation {
  mutating func checkQuantities() {
    checkMacFlopRatio()
    checkUnlikeRatios()
    checkSharesOfNetwork()
    checkWorkByRate()
    checkSparsePeaks()
    checkQuantityNames()
    checkMacsCalledFlops()
    checkMixedFactors()
    checkSymbolicTerms()
    checkSymbolicParts()
    checkConclusions()
    checkBounds()
    checkIntensities()
    checkDeviceTimes()
    checkValuesBetweenLines()
    checkSameAsHeight()
    checkSumsOfNamedParts()
    checkColumns()
    checkListTotals()
    checkLineTotals()
    checkStatedChanges()
    checkBytesPerValue()
    checkMiscopiedAddends()
    checkMiscopiedResults()
  }
}
