/// Every text that the program asks for by name; what it is called in `Templates/wording.LANGUAGE.txt` and which
/// placeholders it may use stands in ``entry``.
///
/// The texts of mistakes, symbols, rules and conventions are looked up by identifiers that are put together; they are
/// listed in ``WordingIdentifiers``.
public enum Phrase: Int, CaseIterable, Sendable {
  // Worked solution: title and introduction
  case solutionTitle, solutionTitleOfPart, solutionSubtitle, solutionIntroduction,
    solutionIntroductionOfPart, solutionActive, solutionHowToRead

  // Worked solution: tables
  case totalsCaption, columnPart, columnLayer, columnOperation, columnOutput, columnParameters,
    columnMacs, columnFlops, columnCounted, columnShare, total, freeParts, layersCaption, listSeparator,
    listLastSeparator, listLastChoice

  // Worked solution: the pictures
  case figureTitle, figureDescription, figureCaption, figureTableCaption, shareFigureTitle,
    shareFigureDescription, shareFigureCaption, shareFigureTable, shareFigureUnit, seriesParameters,
    columnPercent, figureUnit, scaleMega, scaleGiga, scaleTera, scaleWan, scaleYi, scaleWanyi,
    architectureTitle,
    architectureDescription, architectureCaption, architectureTable, growthTitle, growthDescription,
    growthCaption, growthTable, growthIntroduction, growthFactor, growthPixels, growthTokens, columnImage,
    columnTokens, columnRatio, rooflineTitle, rooflineDescription, rooflineCaption, rooflineSpeed,
    seriesConvolution, seriesLinear, seriesDepthwise,
    seriesTransposedConvolution, seriesRecurrent, seriesAttention, unitMacs,
    unitMegaMacs, unitGigaMacs, unitTeraMacs, unitWanMacs, unitYiMacs, unitWanyiMacs

  // Worked solution: parts and layers
  case partSummary, foldedSummary, foldedSummaryEach, identicalCopies, together, copiesOfOneName,
    copiesTwo, copiesMany, copiesSpaced, layerHeading, layerCosts, layerFreeWithOutput, sameAsLayer,
    shortLine, shortLineEach, sumIntroduction, roleNetwork, roleStage, roleBlock, roleShortcut, roleGroup,
    roleTraining,
    operationConvolution, operationLinear, operationBatchNorm, operationRelu, operationMaxPool,
    operationGlobalAveragePool, operationAdd, operationFlatten, operationDepthwise,
    operationTransposedConvolution, operationSharedLinear, operationMatrixProduct, operationAttention,
    operationRecurrent, operationBidirectional, operationEmbedding, operationSharedEmbedding,
    operationClassToken, operationPositions, operationPositionForEach, operationLayerScale,
    operationRelativeBias,
    operationDistanceBias, operationTensor, operationNorm, operationRowNorm, operationSoftmax,
    operationAveragePool, operationAdaptivePool, operationConcatenation, operationResize, operationUncounted,
    roleAttention

  // Worked solution: margin notes, and labels of calculations
  case noteFormula, noteNumbersPutIn, noteFlops, noteRoundedDown, noteRoundedUp, noteSumOfParts,
    noteSizeAs, noteSameAsHeight, labelLayer, labelSum

  // Worked solution: conventions and sources
  case conventionCounted, conventionRule, conventionTerm, conventionPlus, conventionNotCounted,
    conventionUncounted, conventionUncountedItem,
    conventionParameters, conventionPadding, unitNameMac, unitNameFlop, sourceNetwork, sourceFormula,
    publication, placeSection, placeTable, placeEquation, placeAlgorithm, placeRelationship,
    placeAppendix, formulaName

  // Closed forms
  case closedFormIntroduction, closedFormIntroductionOfPart, closedFormAssumption, closedFormAlways,
    closedFormMultiple, closedFormMinimum, closedFormCheck, closedFormWithout, closedFormSizeFixed,
    closedFormShapesDiffer, closedFormCopiesChange, closedFormWindowOutgrown, closedFormNotPolynomial,
    closedFormTooLarge, closedFormNoStep, closedFormNotFollowed

  // Feedback
  case feedbackTitle, feedbackSubtitle, feedbackSubtitleUnknown, verdictRight, verdictWrong,
    verdictNothing, findingReadAs, findingAlternatives, statementOnLine, andMore,
    carriedForwardIntroduction, uncheckedIntroduction, unreadableIntroduction, aboutNetwork, aboutPart,
    labelCorrection, labelLeftSide, labelManuscript, findingHint

  // Feedback: the total and where its gap comes from
  case attributionHeading, attributionHeadingUnnamed, attributionExact, attributionCancels,
    attributionTooLarge, attributionTooSmall, attributionCaption, columnCause, columnPlace, columnAmount,
    attributionTrue, attributionClaimed, attributionRemainder, attributionLine, attributionCauseAt,
    figureItemOnLine, waterfallTitle, waterfallCaption, waterfallRising, waterfallFalling

  // Reference lists
  case networksTitle, networksCaption, inputTokens, columnName, columnTitle, columnInput, columnPublication,
    conventionsTitle, conventionsIntroduction, mistakesTitle, mistakesIntroduction, mistakeWrong,
    mistakeRight, mistakeShows, mistakeFound, mistakeConsequence, mistakeConvention, mistakeFact,
    mistakeMeaning, formulasTitle, formulasIntroduction, formulaCondition, symbolsIntroduction,
    symbolMeaning, formulaSource

  // Analyses
  case analysisRowByRow, analysisLine, analysisSources, listItemSeparator,
    columnFormat, columnBytes, columnGigabytes, columnGibibytes, columnValues, columnPrefill, columnDecode,
    columnIntensity, columnAttainable, columnTime, columnBound, columnShareOfTotal, columnShortcut,
    columnGives, columnExact, columnShareOfExact, boundMemory, boundProducts, shortcutsCaption, unitBytes,
    unitDays, unitIntensity, unitTokensPerSecond, unitThroughput, unitSeconds, unitMilliseconds,
    unitMicroseconds

  // Comparison of conventions
  case compareTitle, compareIntroduction, compareCaption, columnConvention, columnUnit, columnOfPaper,
    compareUnknownTotal, compareUnknown, compareNotCounted, compareBias, compareCountedAs, compareFigureTitle,
    compareFigureUnit, compareFigureCaption, seriesMultiplyAdds, seriesElse, notePaperAndDifferences,
    compareGraph, compareGraphCalls, compareGraphNorms, compareGraphAttention

  // Where a number comes from
  case explainTitle, explainIntroduction, explainNothing, explainGuessed, explainCaption,
    explainNearestCaption,
    columnExplanation, columnKind, columnQuantity, columnValue, columnAgreement, columnGap, columnGapShare,
    explainMore, explainMistake, explainRight, explainSaysFlops, explainSaysMultiplyAdds
}
