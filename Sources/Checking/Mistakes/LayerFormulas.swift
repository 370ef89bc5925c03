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
  /// The wrong calculation for a layer, nil where the rule does not fit or would change nothing.
  let inject: @Sendable (NetworkFacts.Layer) -> Expression?

  /// All rules, the more common mistakes first.
  static let all: [LayerRule] = [
    .outputPositionsMissing, .inputChannelsMissing, .outputChannelsMissing, .kernelAreaMissing,
    .inputSizeForOutputSize,
    .paddingCounted, .paddingForgotten, .inputSizeAsKernel, .groupsIgnored, .weightChannelsMissing,
    .biasCountWrong,
    .normParameters,
  ]
}

extension LayerRule {
  /// The weights given as operations.
  static let outputPositionsMissing = LayerRule(mistake: .outputPositionsMissing, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.positions > 1 else { return nil }
    return .product(sizes.kernel + [sizes.inputs, sizes.outputs])
  }

  /// k·k·C_out·H·W without C_in.
  static let inputChannelsMissing = LayerRule(mistake: .inputChannelsMissing, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.inputs != 1 else { return nil }
    return .product(sizes.kernel + [sizes.outputs] + sizes.map)
  }

  /// The weights without C_in.
  static let weightChannelsMissing = LayerRule(mistake: .inputChannelsMissing, quantity: .parameters) {
    layer in
    guard let sizes = ConvolutionSizes(layer), sizes.inputs != 1, sizes.area > 1 else { return nil }
    return .product(sizes.kernel + [sizes.outputs])
  }

  /// k·k·C_in·H·W without C_out.
  static let outputChannelsMissing = LayerRule(mistake: .outputChannelsMissing, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.outputs != 1 else { return nil }
    return .product(sizes.kernel + [sizes.inputs] + sizes.map)
  }

  /// C_in·C_out·H·W for a kernel of more than one position.
  static let kernelAreaMissing = LayerRule(mistake: .kernelAreaMissing, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.area > 1 else { return nil }
    return .product([sizes.inputs, sizes.outputs] + sizes.map)
  }

  /// The input's positions in a layer with a stride.
  static let inputSizeForOutputSize = LayerRule(mistake: .inputSizeForOutputSize, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), layer.part.inputs[0].height != layer.part.output.height else {
      return nil
    }
    let input = layer.part.inputs[0]
    return .product(
      sizes.kernel + [
        sizes.inputs, sizes.outputs, Expression(Rational(input.height)), Expression(Rational(input.width)),
      ])
  }

  /// Padding added to the output's size.
  static let paddingCounted = LayerRule(mistake: .paddingCountedInOutput, quantity: .macs) { layer in
    ConvolutionSizes(layer)?.macs(growingMapBy: 2)
  }

  /// The size of a map without padding in a padded layer.
  static let paddingForgotten = LayerRule(mistake: .paddingForgotten, quantity: .macs) { layer in
    ConvolutionSizes(layer)?.macs(growingMapBy: -2)
  }

  /// The input's size as the kernel's.
  static let inputSizeAsKernel = LayerRule(mistake: .inputSizeAsKernel, quantity: .parameters) { layer in
    guard let sizes = ConvolutionSizes(layer) else { return nil }
    let input = layer.part.inputs[0]
    guard input.height != sizes.window.kernel.height else { return nil }
    return .product([
      Expression(Rational(input.height)), Expression(Rational(input.width)), sizes.inputs, sizes.outputs,
    ])
  }

  /// A grouped layer as a dense one.
  static let groupsIgnored = LayerRule(mistake: .groupsIgnored, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.groups > 1 else { return nil }
    return .product(
      sizes.kernel + [Expression(Rational(layer.part.inputs[0].channels)), sizes.outputs] + sizes.map)
  }

  /// The bias of a fully connected layer counted once for each input.
  static let biasCountWrong = LayerRule(mistake: .biasCountWrong, quantity: .parameters) { layer in
    guard case .layer(.linear(let linear)) = layer.part.kind, linear.hasBias,
      linear.inputFeatures != linear.outputFeatures
    else { return nil }
    let (inputs, outputs) = (
      Expression(Rational(linear.inputFeatures)), Expression(Rational(linear.outputFeatures))
    )
    return .sum(of: [.product([inputs, outputs]), inputs])
  }

  /// One number a channel for a normalisation that has two.
  static let normParameters = LayerRule(mistake: .normCountWrong, quantity: .parameters) { layer in
    guard case .layer(.norm(let norm)) = layer.part.kind, norm.hasScale, norm.hasShift else { return nil }
    return .product([1, Expression(Rational(norm.channels))])
  }
}

/// The sizes of a convolution as factors of a formula.
struct ConvolutionSizes: Sendable {
  let kernel: [Expression]
  let inputs: Expression
  let outputs: Expression
  let map: [Expression]
  let area: Int
  let positions: Int
  let groups: Int
  let window: Operation.Window

  init?(_ layer: NetworkFacts.Layer) {
    guard case .layer(.convolution(let convolution)) = layer.part.kind, convolution.window.axisCount == 2,
      let taps = convolution.window.taps,
      let positions = Shape.product([layer.part.output.height, layer.part.output.width])
    else { return nil }
    window = convolution.window
    kernel = [Expression(Rational(window.kernel.height)), Expression(Rational(window.kernel.width))]
    inputs = Expression(Rational(convolution.inputChannels / max(1, convolution.groups)))
    outputs = Expression(Rational(convolution.outputChannels))
    map = [Expression(Rational(layer.part.output.height)), Expression(Rational(layer.part.output.width))]
    area = taps
    self.positions = positions
    groups = convolution.groups
  }

  /// The multiply-adds on a map that is wrong by so many times the padding.
  func macs(growingMapBy times: Int) -> Expression? {
    guard window.padding.height > 0, case .number(let height) = map[0], case .number(let width) = map[1],
      let rows = try? height.value.adding(Rational(times * window.padding.height)),
      let columns = try? width.value.adding(Rational(times * window.padding.width)), rows > 0, columns > 0
    else { return nil }
    return .product(kernel + [inputs, outputs, Expression(rows), Expression(columns)])
  }
}

extension Calculation {
  /// Compares each calculation of a layer with the layer's own formula.
  ///
  /// Only where the words single a layer out, and only a value that a known mistake gives for it, is called wrong.
  mutating func checkLayerFormulas() {
    guard let forms else { return }
    let facts = forms.facts
    for entry in entries where entry.subject.isSpecific && entry.subject.quantity != nil {
      guard case .layers(let candidates) = entry.subject.target, let value = entry.value,
        let side = entry.workingSide, !countsValues(entry)
      else { continue }
      let isRight = candidates.contains { layer in
        facts.layers[layer].rightValues.contains {
          $0.value == value && fits($0.quantity, entry.subject)
        }
      }
      if isRight { continue }
      guard let (rule, layer) = misreading(of: value, entry, candidates, forms) else { continue }
      let alternatives = otherRules(than: rule, giving: value, for: layer, forms)
      let right = rule.quantity == .parameters ? facts.layers[layer].parameters : facts.layers[layer].macs
      findings.append(
        Draft(
          mistake: rule.mistake, alternatives: alternatives, range: side.located.range,
          about: facts.layers[layer].path + "." + rule.quantity.name, claimed: value, correct: right,
          arguments: [("left", .expression(side.located.expression))], fix: nil))
      entry.status = .wrong
      entry.misconception = rule.mistake
    }
  }

  /// Whether the result is a number of values ("= 200,704 elements"), which a 1×1 convolution shares with two mistakes.
  private func countsValues(_ entry: Entry) -> Bool {
    entry.chain.sides.contains { $0.unit == .other }
  }

  private func fits(_ quantity: Quantity, _ subject: Subject) -> Bool {
    switch subject.quantity {
    case .parameters: quantity == .parameters
    case .macs, .flops, .operations, .bothOperations: quantity != .parameters
    default: true
    }
  }

  private func misreading(
    of value: Rational, _ entry: Entry, _ candidates: [Int], _ forms: KnownForms
  ) -> (LayerRule, Int)? {
    for (index, rule) in LayerRule.all.enumerated() where fits(rule.quantity, entry.subject) {
      // Without a word for the quantity, a value that is right for another quantity has been let through already.
      if rule.mistake == .outputPositionsMissing, !(entry.subject.quantity?.isCost ?? false) { continue }
      for layer in candidates {
        guard let wrong = forms.wrongValues(ofLayer: layer)[index] else { continue }
        if wrong == value || rule.quantity != .parameters && (try? wrong.multiplied(by: .two)) == value {
          return (rule, layer)
        }
      }
    }
    return nil
  }

  /// The other mistakes that give the same value for the layer: where C_in = C_out, nobody can tell which is missing.
  private func otherRules(
    than rule: LayerRule, giving value: Rational, for layer: Int, _ forms: KnownForms
  ) -> [Mistake] {
    var others: [Mistake] = []
    for (index, other) in LayerRule.all.enumerated()
    where other.mistake != rule.mistake && other.quantity == rule.quantity {
      guard let wrong = forms.wrongValues(ofLayer: layer)[index] else { continue }
      if wrong == value || (try? wrong.multiplied(by: .two)) == value { others.append(other.mistake) }
    }
    return others
  }
}

extension Noun {
  /// Whether the noun names operations, not parameters.
  var isCost: Bool { isQuantity && self != .parameters }
}
