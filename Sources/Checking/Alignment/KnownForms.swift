import Derivations
import Networks
import Symbolics

/// A network with its other valid forms, and what is right for any of them.
///
/// A reference, so that what one calculation has asked for is there for all others about the same network: a text may
/// come back to a network many times.
final class KnownForms {
  /// The network as the text describes it.
  let facts: NetworkFacts
  /// Other valid forms of the same network.
  let variants: [NetworkFacts]
  /// The numbers of classes that one of the forms has.
  let classes: [Int]
  /// What is known of the inputs that the text states.
  let inputs: Inputs

  /// The sizes of inputs that a text states for a network.
  struct Inputs {
    /// Sides for which it is open what the network is: they do not go through it, or a fully connected layer behind a map
    /// would have another size.
    var openSides: [Int] = []
    /// Whether the usual size of some form is stated, or none.
    var isUsual = true
  }

  init(
    facts: NetworkFacts, variants: [NetworkFacts], classes: [Int] = [], inputs: Inputs = Inputs()
  ) {
    self.facts = facts
    self.variants = variants
    self.classes = classes
    self.inputs = inputs
    wrongValues = Array(repeating: nil, count: facts.layers.count)
  }

  /// The network's sizes, if it is a transformer.
  private(set) lazy var sizes = ModelSizes(facts.derivation)
  /// The sizes of the other networks of its family.
  private(set) lazy var relatives = ModelSizes.relatives(of: facts.derivation.network.name)

  /// The other forms whose layers are right for the network's, too. One without the network's groups has a total that many
  /// give for it, but layer by layer a value of it is one whose groups were forgotten.
  private(set) lazy var formsOfLayers = variants.filter { !$0.isUngrouped(form: facts) }

  /// What each value means in the network.
  private(set) lazy var meanings = MeaningIndex(facts: facts, variants: formsOfLayers)
  /// The operations that are right in some recognised way of counting.
  private(set) lazy var costs = totals(NetworkTotals.costs)
  /// The parameters that are right in some recognised way of counting.
  private(set) lazy var parameters = totals(NetworkTotals.parameters)
  /// The parameters that are right where the text says that biases are left out.
  private(set) lazy var parametersWithoutBiases = totals(NetworkTotals.parametersWithoutBiases)
  /// The operations that are right where the text says multiply-adds, not FLOPs.
  private(set) lazy var multiplyAdds = totals(NetworkTotals.multiplyAdds)

  /// The parameters, the multiply-adds and the FLOPs of each form.
  private(set) lazy var plainTotals = ([facts] + variants).flatMap { form in
    [form.parameters, form.macs] + [try? form.macs.multiplied(by: .two)].compactMap { $0 }
  }

  /// What every tool counts of the network and of its variants.
  private(set) lazy var toolTotals = conventionTotals.filter { $0.convention.tool != nil }
  /// The totals of the conventions that are no tool's: those of papers and of textbooks.
  private(set) lazy var textbookTotals = KnownValues(
    conventionTotals.filter { $0.convention.tool == nil }.map { $0.total })

  /// What each convention counts. Worked out only where a total is not a usual one.
  private lazy var conventionTotals: [(convention: Convention, total: Rational)] = {
    var totals: [(convention: Convention, total: Rational)] = []
    for form in [facts] + variants {
      let (network, inputs) = (form.derivation.network, form.derivation.inputs)
      guard let comparison = try? compare(network, inputs: inputs) else { continue }
      for entry in comparison.entries {
        if let total = entry.total { totals.append((entry.convention, total)) }
      }
    }
    return totals
  }()

  /// The operations that are right for a layer, a block or a stage of ``facts``.
  private(set) lazy var costsOfParts = valuesOfParts { $0.quantity != .parameters }
  /// The parameters that are right for a layer, a block or a stage of ``facts``.
  private(set) lazy var parametersOfParts = valuesOfParts { $0.quantity == .parameters }

  private func valuesOfParts(where isMeant: (RightValues.Entry) -> Bool) -> KnownValues {
    KnownValues(
      (facts.layers.map { $0.rightValues } + facts.blocks.map { $0.rightValues }
        + facts.stages.map { $0.rightValues }).flatMap { $0.filter(isMeant).map { $0.value } })
  }

  /// The totals that are right for a quantity.
  func totals(of quantity: Quantity) -> KnownValues { quantity == .parameters ? parameters : costs }

  /// For each layer, once it was asked for, what the rules of ``LayerRule/all`` give for it.
  private var wrongValues: [[[Rational]]?]

  /// The values that the wrong formulas give for a layer of ``facts``, in the order of ``LayerRule/all``.
  func wrongValues(ofLayer layer: Int) -> [[Rational]] {
    if let known = wrongValues[layer] { return known }
    let values = LayerRule.all.map { $0.wrongValues(for: facts.layers[layer]) }
    wrongValues[layer] = values
    return values
  }

  private func totals(_ right: (NetworkFacts) -> [Rational]) -> KnownValues {
    var totals = right(facts)
    for variant in variants { totals += right(variant) }
    return KnownValues(totals)
  }
}
