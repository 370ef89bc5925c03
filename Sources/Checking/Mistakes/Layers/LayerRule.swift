import Derivations
import Networks
import Symbolics

/// A wrong formula for a layer, as a rule that runs both ways: applied to a layer it gives the wrong working; met in a
/// working it is recognised by its value.
struct LayerRule: Sendable {
  /// The mistake.
  let mistake: Mistake
  /// What the formula is for.
  let quantity: Quantity
  /// What a bias adds to the wrong count, as some count it and some do not.
  var biases = Biases.none
  /// The wrong calculation for a layer, nil where the rule does not fit or would change nothing.
  let inject: @Sendable (NetworkFacts.Layer) -> Expression?

  /// How often the biases are added.
  enum Biases: Sendable {
    /// The rule is about the biases itself, or the layer has none.
    case none
    /// One for each output channel.
    case once
    /// One for each value of the output.
    case everywhere
  }

  /// All rules, the more common mistakes first.
  static let all: [LayerRule] = [
    .outputPositionsMissing, .inputChannelsMissing, .outputChannelsMissing, .kernelAreaMissing,
    .outputSideMissing, .kernelSideForArea,
    .inputSizeForOutputSize, .paddingCounted, .paddingForgotten, .inputSizeAsKernel, .depthwiseAsDense,
    .groupsIgnored, .weightChannelsMissing, .weightOutputsMissing, .weightAreaMissing,
    .depthwiseWeightsAsDense,
    .groupedWeightsAsDense, .weightSideForArea, .biasOfInputs, .biasOfOne, .biasPerPosition, .normParameters,
  ]

  /// The values that the mistake gives for a layer: multiply-adds and FLOPs, with biases and without.
  func wrongValues(for layer: NetworkFacts.Layer) -> [Rational] {
    guard let wrong = try? inject(layer)?.evaluated() else { return [] }
    var values = [wrong]
    if quantity != .parameters, let doubled = try? wrong.multiplied(by: .two) { values.append(doubled) }
    let added: Rational
    switch biases {
    case .none: return values
    case .once: added = Rational(layer.part.output.channels)
    case .everywhere: added = RightValues.elements(of: layer.part.output)
    }
    return values + values.compactMap { try? $0.adding(added) }
  }

  /// Whether the mistake gives a value for a layer.
  func gives(_ value: Rational, within tolerance: Rational, for layer: NetworkFacts.Layer) -> Bool {
    wrongValues(for: layer).contains { LinkChecker.isWithin(tolerance, $0, value) }
  }
}
