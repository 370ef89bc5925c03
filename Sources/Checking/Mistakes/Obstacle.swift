extension Mistake {
  /// What keeps a kind of mistake from being told from a line by itself.
  public enum Obstacle: String, Sendable {
    /// The line follows from an earlier mistake and is no mistake of its own.
    case consequence
    /// The number is right in another convention.
    case convention
    /// Only something outside of the text contradicts it.
    case fact
    /// The arithmetic holds; the network or the layer that is meant must be known.
    case meaning
  }

  /// What may keep this kind from being told; nil for those that the numbers of a line give away. The examples of these are
  /// found, which a test holds.
  public var obstacle: Obstacle? {
    switch self {
    case .productSlip, .factorDroppedInEvaluation, .factorSwapped, .extraFactorInEvaluation, .powerOfTenSlip,
      .digitsTransposed, .digitChanged, .totalDoesNotAddUp, .addendsDoNotMatchParts,
      .totalFittedToKnownAnswer,
      .copiedFromLineAbove, .biasNotAdded, .bracketsMissing, .slipsThatCancel,
      .durationWrong, .valueInconsistentBetweenLines, .formulaDoesNotGiveResult, .symbolicTermsDoNotAddUp,
      .conclusionContradictsNumbers, .roundingWrong, .prefixSlip, .yiUnitSlip, .binaryDecimalPrefixMixed,
      .macCalledFlop, .macFlopRatioReversed, .mixedConventions, .ratioOfUnlikeConventions, .workDividedByRate,
      .sparsePeakUsed, .wrongQuantityNamed, .inputLayerGivenWork, .inputChannelsMissing,
      .outputChannelsMissing, .kernelAreaMissing, .outputPositionsMissing, .inputSizeForOutputSize,
      .inputSizeAsKernel, .paddingCountedInOutput, .paddingForgotten, .layerCountWrong, .blockCountWrong,
      .allBlocksTakenSame, .networkTotalWrong:
      nil
    case .errorCarriedForward: .consequence
    case .recurrentBiasConvention, .otherConvention: .convention
    case .wrongModelFact: .fact
    default: .meaning
    }
  }
}
