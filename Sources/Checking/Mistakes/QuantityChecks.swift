/// The checks that need no network: units, conventions, values that contradict each other. A group for each folder of rules;
/// what an earlier group found is left alone by the later ones.
extension Calculation {
  mutating func checkQuantities() {
    checkConventionRules()
    checkHardwareRules()
    checkTransformerRules()
    checkComparisonRules()
    checkSumRules()
    checkTableRules()
    checkUnitRules()
    checkMapRules()
    checkLayerRules()
    checkTrainingRules()
    checkNetworkRules()
    checkRecurrentRules()
    checkMemoryRules()
    checkArithmeticRules()
  }

  /// MACs and FLOPs, and what a number is called.
  private mutating func checkConventionRules() {
    checkMacFlopRatio()
    checkHalvedFlops()
    checkDeclaredDoubling()
    checkQuantityNames()
    checkMacsCalledFlops()
    checkMixedFactors()
  }

  /// Rates, peaks, utilisation, rooflines.
  private mutating func checkHardwareRules() {
    checkUnlikeRatios()
    checkSharesOfNetwork()
    checkWorkByRate()
    checkSparsePeaks()
    checkSparseUtilisation()
    checkExchangedPeaks()
    checkSufficiency()
    checkBounds()
    checkIntensities()
    checkIntensityAtRidge()
    checkRooflineIntensities()
    checkBoundsBehindComparisons()
    checkBoundsBelowTimes()
    checkBoundsOverLines()
    checkDeviceTimes()
    checkTimesByPeaks()
    checkTimesOfSingles()
    checkDivisionsAmongDevices()
    checkTimesOnDevices()
    checkUtilisation()
    checkBoundsBesideTimes()
    checkRatesOfDevices()
    checkRatesOfWork()
    checkSharesBehindArrows()
    checkUtilisationAboveAll()
    checkUtilisationLeftOut()
    checkTimesAtUtilisation()
    checkDenseHalves()
    checkPeaksWrittenOut()
  }

  /// Attention, tokens, low rank, norms.
  private mutating func checkTransformerRules() {
    checkSymbolicTerms()
    checkSymbolicParts()
    checkWeightsOfSequences()
    checkBiasesOfTokens()
    checkGrowthOfSquares()
    checkNormsInWords()
    checkLowRankMatrices()
    checkLowRankLines()
    checkLowRankUpdates()
    checkBiasesOfProjections()
    checkRootNorms()
    checkNormsOfLayers()
    checkPositionsOfClasses()
    checkSequencesOfSides()
    checkNominalExperts()
    checkUsualSizes()
    checkHalvesOfAttention()
    checkSumsWithoutValues()
    checkProjectionsOfKeys()
    checkPatchesOfSides()
  }

  /// Ratios, shares, changes, conclusions.
  private mutating func checkComparisonRules() {
    checkConclusions()
    checkNamedConclusions()
    checkConclusionsOverLines()
    checkStatedChanges()
    checkChangesByFractions()
    checkStatedRatios()
    checkFractionsBehindTotals()
    checkStatedMultiples()
    checkGrowthInProse()
    checkPercentOfFractions()
    checkSharesInPercent()
    checkSharesOfWholes()
    checkSharesBesideWholes()
    checkSharesInLists()
    checkNamedMultiples()
    checkRatiosOfDepthwise()
    checkComparedPairs()
    checkSavingsBelowPairs()
    checkRatiosBehindVersus()
    checkGrowthOfCaches()
    checkNamedFactors()
    checkMultiplesInChinese()
    checkSharesOfSums()
  }

  /// Parts and their totals, in lines and lists.
  private mutating func checkSumRules() {
    checkValuesBetweenLines()
    checkSumsOfNamedParts()
    checkListTotals()
    checkPartsLeftOut()
    checkLineTotals()
    checkTotalsBelowLines()
    checkItemTotals()
    checkSumsOfSymbols()
    checkCoefficientsDropped()
    checkCoefficientsOfLetters()
    checkClausesBehindFormulas()
    checkFormulasBehindClauses()
    checkSumsOfLetterLines()
    checkPartsRightAbove()
    checkResultsTakenUp()
    checkTotalsUnderParts()
    checkRoundedTotalsOfLists()
    checkFirstAndOthers()
  }

  /// Columns, rules and printed summaries.
  private mutating func checkTableRules() {
    checkColumns()
    checkRuledColumns()
    checkPrintedSummaries()
    checkTrainableTotals()
    checkRowsOfLayers()
    checkRowsOfKernels()
    checkActivationTables()
    checkColumnAdditions()
  }

  /// Prefixes, energies, times, 万 and 亿.
  private mutating func checkUnitRules() {
    checkPrefixDirections()
    checkBitsOfNetworks()
    checkBitsCalledBytes()
    checkTimesPerToken()
    checkEnergies()
    checkEnergyProducts()
    checkEmissionsOfEnergy()
    checkPricesOfHours()
    checkPetaflopDays()
    checkSizesInYi()
    checkAmountsInWan()
    checkDurationsAside()
    checkNamesInYi()
    checkBillionsAsGibibytes()
    checkPrefixesInOneText()
    checkSecondsOfQuotients()
  }

  /// Sizes of maps, padding, pooling, receptive fields.
  private mutating func checkMapRules() {
    checkSameAsHeight()
    checkOutputsWithoutOne()
    checkKnownSizesWithoutOne()
    checkOutputsInShapes()
    checkDifferencesAsSizes()
    checkMapsInRows()
    checkPositionsLeftOut()
    checkPositionsOfOneSide()
    checkPositionsOfOutput()
    checkSizeChains()
    checkUnpaddedSteps()
    checkMapsInSeries()
    checkMapsOfKnownLayers()
    checkPositionsInLists()
    checkMapsInWords()
    checkSizesOfKernels()
    checkTransposedSizes()
    checkPooledMaps()
    checkFlattenedMaps()
    checkFlattenedLengths()
    checkFlattenedWithoutChannels()
    checkFlatteningBehindPools()
    checkMapsBeforePools()
    checkMapsBeforeStrides()
    checkReceptiveFields()
    checkPaddingOnce()
    checkOutputsOfLayerLines()
    checkPaddingInLabels()
    checkSidesOfOptions()
    checkFieldsInSeries()
  }

  /// Kernels, channels, biases, groups of layers in words.
  private mutating func checkLayerRules() {
    checkPointwiseInputs()
    checkBiasesInSeries()
    checkBiasesOfStatedFormula()
    checkDenseBiases()
    checkBiasesLeftOut()
    checkInputsOfShapes()
    checkInputsInLists()
    checkInputsInRows()
    checkInputsOfMapsAbove()
    checkInputsOfConvolutionsAbove()
    checkInputsOfEachFilter()
    checkBiasesOfFilters()
    checkBiasesOfPositions()
    checkNumbersOfBiases()
    checkStatedGroups()
    checkPerceptrons()
    checkNormCounts()
    checkBiasesInWords()
    checkWeightsAndBiases()
    checkKernelsOfOtherAxes()
    checkChannelsOfVolumes()
    checkKernelsInLabels()
    checkKernelsBesideLabels()
    checkChannelsInLabels()
    checkKernelsStatedAbove()
    checkStatedKinds()
    checkCodeOfOtherConvolutions()
    checkInputsOfKnownLayers()
    checkChannelsStatedAbove()
  }

  /// Steps, epochs, batches, backward passes.
  private mutating func checkTrainingRules() {
    checkTokensOfSteps()
    checkBatchesOfImages()
    checkWorkOfOneDivided()
    checkWorkInBatches()
    checkForwardWork()
    checkBatchOfImages()
    checkStepsOfBatches()
    checkStepsOfEpochs()
    checkBackwardTwice()
    checkStatedTokens()
    checkTokensPerParameter()
  }

  /// Blocks and scaled networks.
  private mutating func checkNetworkRules() {
    checkScaledNetworks()
    checkBlocksInSums()
    checkDepthsInLetters()
    checkGrowthOfNetworks()
    checkLayersBesideLinear()
    checkLayersBelowOne()
    checkConvolutionsOfBlocks()
    checkCountsOfPools()
    checkBlocksInStageRows()
    checkFamiliesWithoutPatch()
  }

  /// Gates.
  private mutating func checkRecurrentRules() {
    checkGatesInWords()
    checkStackedLayers()
    checkStepsMultiplied()
    checkDirectionsMultiplied()
  }

  /// Bytes of values, models, optimizers.
  private mutating func checkMemoryRules() {
    checkBytesPerValue()
    checkBytesBesideFormats()
    checkBytesOfTensors()
    checkWidthsOfLabels()
    checkBytesBelowHeadings()
    checkStatedBytes()
    checkBytesOfQuantised()
    checkLabelledBytes()
    checkStoredModels()
    checkBytesBesideQuotients()
    checkMemoryFits()
    checkFitsOnCards()
    checkStatesBesideWeights()
    checkSizesInFormats()
    checkEightBitStates()
    checkMemoryLeftOver()
    checkOptimizerStates()
    checkMomentsOfAdam()
  }

  /// Rounding, copying, counting, in words.
  private mutating func checkArithmeticRules() {
    checkCountsInWords()
    checkRunningWords()
    checkEachTimes()
    checkNumbersTaken()
    checkAsManyAgain()
    checkCopiedOutputs()
    checkRoundingInWords()
    checkFalseInequalities()
    checkTimesInWords()
    checkMiscopiedAddends()
    checkMiscopiedResults()
    checkContinuedProducts()
    checkRepeatedNames()
  }
}
