public import Derivations
public import Networks
import Symbolics

/// Reads a working, compares it with the derivation and names what went wrong.
///
///     let diagnosis = Checker().diagnose(HandCalculation("ResNet-50: (7×7×3×64)×(112×112) = 118,013,952"))
///     diagnosis.verdict   // .right
///
/// The order is that of a careful reader: the arithmetic of each link first, then the formula for its layer, then the
/// convention, then the total. A right answer in any recognised convention or variant is never called wrong.
public struct Checker: Sendable {
  private let network: Network?
  private let convention: Convention

  /// A checker for workings about a network, or about the networks that the text names.
  public init(network: Network? = nil, convention: Convention = .paper) {
    self.network = network
    self.convention = convention
  }

  /// What is right and wrong in a working.
  public func diagnose(_ working: HandCalculation) -> Diagnosis {
    var series = Series(self)
    return series.diagnose(working)
  }

  /// Workings that are checked one after the other. What was worked out about a network for one of them is there for the
  /// next, so that many short ones take a fraction of the time.
  ///
  ///     var series = Checker.Series(Checker())
  ///     for text in texts { print(series.diagnose(HandCalculation(text)).verdict) }
  public struct Series {
    private let checker: Checker
    private var known = KnownNetworks()
    private var layers = LayerResolver()

    /// A series in which nothing was checked yet.
    public init(_ checker: Checker) { self.checker = checker }

    /// What is right and wrong in the next working.
    public mutating func diagnose(_ working: HandCalculation) -> Diagnosis {
      let lines = Scanner.lines(of: working)
      let segmentation = Segmentation(working: working, given: checker.network)
      var calculations = segmentation.calculations(lines, &known)
      var links = LinkChecker(working)
      for index in calculations.indices { calculations[index].check(with: &links, &layers) }
      add(ComparisonTables(working: working, lines: lines).findings(&known), to: &calculations)
      add(FactsInRows(working: working, lines: lines).findings(&known), to: &calculations)
      let blocks = BlocksOfSeveral(working: working, lines: lines).findings(&known)
      add(alone(blocks, in: calculations, of: working, kind: .blockCountWrong), to: &calculations)
      let totals = TotalsBesideParts(working: working, lines: lines).findings(&known)
      add(alone(totals, in: calculations, of: working), to: &calculations)
      add(ColumnsInProportion(working: working, lines: lines).findings(), to: &calculations)
      add(NumberTable.findings(in: lines, of: working), to: &calculations)
      add(SummaryRows(working: working, lines: lines).findings(), to: &calculations)
      return Report(working: working, convention: checker.convention).diagnosis(of: calculations)
    }

    /// The findings that stand on no line of those that were made before: of a total and its parts one is off, and
    /// `3 + 4 + 24 + 3 = 34 blocks` is one mistake. Only findings of the given kind count, where one is given.
    private func alone(
      _ drafts: [Calculation.Draft], in calculations: [Calculation], of working: HandCalculation,
      kind: Mistake? = nil
    ) -> [Calculation.Draft] {
      guard !drafts.isEmpty else { return [] }
      var taken: Set<Int> = []
      for calculation in calculations {
        for finding in calculation.findings where kind == nil || finding.mistake == kind {
          taken.insert(working.line(at: finding.range.lowerBound))
        }
      }
      return drafts.filter { !taken.contains(working.line(at: $0.range.lowerBound)) }
    }

    /// Gives each finding about several networks to the calculation that it stands in, if nothing was found there yet.
    private func add(_ drafts: [Calculation.Draft], to calculations: inout [Calculation]) {
      for draft in drafts {
        let index = calculations.firstIndex { calculation in
          calculation.lines.last.map { draft.range.upperBound <= $0.range.upperBound } ?? false
        }
        guard let index, !calculations[index].findings.contains(where: { $0.range.overlaps(draft.range) }),
          !calculations[index].isWithdrawn(draft)
        else { continue }
        calculations[index].findings.append(draft)
      }
    }
  }
}

extension Calculation {
  /// Runs all checks in their order.
  mutating func check(with links: inout LinkChecker, _ layers: inout LayerResolver) {
    readChains(with: &links)
    checkRestatements(with: links)
    checkLayerFormulas()
    checkDescribedLayers(with: &layers)
    checkWeightsPerPosition()
    checkBiasesOfInputs()
    checkShapesOfDeconvolutions()
    checkConcatenations()
    checkConcatenationsBesides()
    checkLengthsOfOutputs()
    checkBothDirections()
    checkStackedDirections()
    checkInputsOfCells()
    checkSingleBiases()
    checkSharedTables()
    checkSharedLayers()
    checkExpertsOfTokens()
    checkCountsOfBlocks()
    checkBlocksBesideLabels()
    checkLabelledBlocks()
    checkPositionTables()
    checkDecoderLayers()
    checkBytesBelowFormats()
    checkBytesByLabels()
    checkSumsOfParts()
    checkNamedLayerClaims()
    checkOddLayersOfLists()
    checkDepthwiseFormulas()
    checkQuantities()
    checkInputLayer()
    checkCounts()
    checkBlocksInLists()
    checkBlocksOfStages()
    checkShapesOfStages()
    checkStageFactors()
    checkOtherBlocks()
    checkOthersOfAll()
    checkDepthFormulas()
    checkNormStatistics()
    checkSameCosts()
    checkRepeatedBlock()
    checkMissingLayers()
    checkShortcuts()
    checkShortcutsOfSums()
    checkShortcutsOfStages()
    checkConventions()
    checkLabelledWorks()
    checkWorkBesideStatements()
    checkPartsOfSums()
    checkMatricesAbove()
    checkAttentionOfThree()
    checkModels()
    checkNetworkTotals()
    checkNamedTotals()
    checkTotalsBelowMistakes()
    withdrawDenied()
    settleStatuses()
  }
}
