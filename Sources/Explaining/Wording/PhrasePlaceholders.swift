extension Phrase {
  /// The placeholders that a text may use, without `<<` and `>>`. It need not use all of them.
  public var placeholders: [String] {
    switch self {
    case .solutionHowToRead, .columnPart, .columnLayer, .columnOperation, .columnOutput, .columnParameters,
      .columnMacs, .columnFlops, .columnShare, .total, .listSeparator, .listLastSeparator, .listLastChoice,
      .figureCaption, .seriesLinear, .unitMacs, .unitMegaMacs, .unitGigaMacs, .unitTeraMacs, .unitWanMacs,
      .unitYiMacs, .unitWanyiMacs, .together, .sumIntroduction, .roleNetwork, .roleBlock, .roleShortcut,
      .roleGroup, .operationRelu, .operationGlobalAveragePool, .operationAdd, .operationFlatten,
      .noteFormula, .noteNumbersPutIn, .noteFlops, .noteSumOfParts, .noteSameAsHeight, .conventionPlus,
      .conventionParameters, .conventionPadding, .unitNameMac, .unitNameFlop, .closedFormAlways,
      .feedbackSubtitleUnknown, .labelLeftSide, .attributionCaption, .columnCause, .columnPlace,
      .columnAmount, .attributionTrue, .attributionClaimed, .attributionRemainder, .waterfallTitle,
      .waterfallCaption, .networksTitle, .networksCaption, .columnName, .columnTitle, .columnInput,
      .columnPublication, .conventionsTitle, .conventionsIntroduction, .mistakesTitle, .formulasTitle,
      .formulasIntroduction:
      []
    case .labelCorrection:
      ["about"]
    case .closedFormAssumption:
      ["assumptions"]
    case .operationBatchNorm:
      ["channels"]
    case .columnCounted:
      ["convention"]
    case .identicalCopies, .roleStage, .andMore, .carriedForwardIntroduction, .uncheckedIntroduction,
      .unreadableIntroduction, .mistakesIntroduction:
      ["count"]
    case .feedbackTitle:
      ["file"]
    case .totalsCaption:
      ["input"]
    case .seriesConvolution:
      ["kernel"]
    case .conventionNotCounted:
      ["kinds"]
    case .labelLayer:
      ["layer"]
    case .attributionLine, .mistakeWrong, .mistakeRight:
      ["line"]
    case .symbolsIntroduction:
      ["meanings"]
    case .findingAlternatives:
      ["names"]
    case .solutionTitle, .figureTitle, .feedbackSubtitle:
      ["network"]
    case .placeSection, .placeTable, .placeEquation, .placeAlgorithm, .placeRelationship, .placeAppendix:
      ["number"]
    case .noteSizeAs:
      ["other"]
    case .partSummary:
      ["output"]
    case .layersCaption, .labelSum:
      ["part"]
    case .freeParts:
      ["parts"]
    case .closedFormSizeFixed, .closedFormShapesDiffer, .closedFormCopiesChange, .closedFormWindowOutgrown,
      .closedFormNotPolynomial, .closedFormTooLarge, .closedFormNoStep:
      ["path"]
    case .sourceNetwork, .formulaSource:
      ["publication"]
    case .aboutNetwork:
      ["quantity"]
    case .findingReadAs:
      ["reading"]
    case .noteRoundedDown:
      ["value"]
    case .closedFormCheck:
      ["values"]
    case .verdictRight, .verdictNothing:
      ["checked", "remarks"]
    case .conventionCounted:
      ["convention", "unit"]
    case .copiesOfOneName:
      ["first", "count"]
    case .copiesTwo:
      ["first", "last"]
    case .conventionTerm:
      ["formula", "condition"]
    case .solutionSubtitle:
      ["input", "batch"]
    case .operationLinear:
      ["inputs", "outputs"]
    case .operationMaxPool:
      ["kernel", "stride"]
    case .conventionRule:
      ["kind", "terms"]
    case .layerHeading:
      ["layer", "operation"]
    case .shortLine, .shortLineEach:
      ["layers", "operation"]
    case .closedFormMinimum:
      ["letter", "minimum"]
    case .closedFormIntroduction:
      ["letters", "quantity"]
    case .statementOnLine:
      ["line", "reading"]
    case .formulaCondition:
      ["name", "condition"]
    case .figureItemOnLine:
      ["name", "line"]
    case .attributionCauseAt:
      ["name", "part"]
    case .solutionTitleOfPart:
      ["part", "network"]
    case .aboutPart:
      ["quantity", "part"]
    case .closedFormWithout:
      ["quantity", "reason"]
    case .formulaName:
      ["rule", "quantity"]
    case .symbolMeaning:
      ["symbol", "meaning"]
    case .figureDescription:
      ["unit", "values"]
    case .sourceFormula:
      ["what", "publication"]
    case .copiesMany:
      ["first", "last", "count"]
    case .layerFreeWithOutput:
      ["layer", "operation", "output"]
    case .closedFormMultiple:
      ["letter", "multiple", "minimum"]
    case .closedFormIntroductionOfPart:
      ["letters", "quantity", "part"]
    case .attributionHeading, .attributionHeadingUnnamed:
      ["network", "quantity", "line"]
    case .foldedSummary:
      ["part", "macs", "parameters"]
    case .verdictWrong:
      ["errors", "lines", "checked", "remarks"]
    case .foldedSummaryEach:
      ["part", "macs", "parameters", "count"]
    case .publication:
      ["authors", "title", "year", "place", "identifier"]
    case .operationConvolution:
      ["kernel", "inputs", "outputs", "stride", "groups"]
    case .layerCosts:
      ["layer", "output", "parameters", "macs", "flops"]
    case .sameAsLayer:
      ["other", "output", "parameters", "macs", "flops"]
    case .attributionExact, .attributionCancels, .attributionTooLarge, .attributionTooSmall:
      ["network", "quantity", "claimed", "correct", "gap", "line"]
    case .solutionIntroduction:
      ["network", "parameters", "macs", "flops", "short-parameters", "short-macs", "short-flops"]
    case .solutionIntroductionOfPart:
      ["part", "network", "parameters", "macs", "flops", "short-parameters", "short-macs", "short-flops"]
    }
  }
}
