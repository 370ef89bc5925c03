import Derivations
import Networks
import Symbolics

/// Biases inside the brackets of a layer's parameters: `(3×3×32 + 32)×64`, `(3×3×64 + 1)×64` for 128 outputs.
extension Calculation {
  /// The mistake in `(weights of a filter + biases)×filters`, with the right parameters.
  func misreadBiases(
    _ entry: Entry, _ expression: Expression, _ quantity: Noun, _ layer: DescribedLayer
  )
    -> (mistakes: [Mistake], right: Rational)?
  {
    guard quantity == .parameters, !layer.isLinked, lines.indices.contains(entry.home),
      // k·k·C + C are the weights of a 1×1 kernel beside the k×k one, too.
      !Phrases.contains(
        ["1x1", "1×1", "1*1", "1 x 1", "1 × 1", "shortcut", "pointwise"], in: lines[entry.home].range,
        of: working.bytes),
      let reading = layer.readings.first, reading.knowsChannels,
      let (weights, inputs, outputs) = reading.layer.filter,
      let right = try? weights.adding(.one).multiplied(by: outputs)
    else { return nil }
    if case .sum(let terms) = expression {
      return misreadSum(terms, (weights, inputs, outputs), right)
    }
    guard case .product(let factors) = expression, factors.count == 2 else { return nil }
    for (bracket, other) in [(factors[0], factors[1]), (factors[1], factors[0])] {
      guard case .sum(let terms) = bracket, terms.count == 2, !terms[1].isSubtracted,
        case .number(let bias) = terms[1].value, case .number(let count) = other,
        (try? terms[0].value.evaluated()) == weights
      else { continue }
      if bias.value > .one, bias.value == inputs || bias.value == outputs, count.value == outputs {
        return ([.biasCountWrong], right)
      }
      if bias.value == .one, count.value == inputs, inputs != outputs {
        return ([.biasCountWrong, .dimensionLeftFromOtherModel, .factorSwapped], right)
      }
    }
    return nil
  }
}

extension Calculation {
  /// `3×3×64×128 + 64×128`: a bias for each weight of a position.
  private func misreadSum(
    _ terms: [Expression.Term], _ sizes: (weights: Rational, inputs: Rational, outputs: Rational),
    _ right: Rational
  ) -> (mistakes: [Mistake], right: Rational)? {
    // `5×64×128 + 64` for 128 outputs.
    if terms.count == 2, !terms[1].isSubtracted, case .number(let biases) = terms[1].value,
      biases.value == sizes.inputs, sizes.inputs != sizes.outputs,
      let all = try? sizes.weights.multiplied(by: sizes.outputs), (try? terms[0].value.evaluated()) == all
    {
      return ([.biasCountWrong], right)
    }
    guard terms.count == 2, !terms[1].isSubtracted, case .product = terms[1].value,
      sizes.weights != sizes.inputs,
      let all = try? sizes.weights.multiplied(by: sizes.outputs),
      let biases = try? sizes.inputs.multiplied(by: sizes.outputs),
      (try? terms[0].value.evaluated()) == all, (try? terms[1].value.evaluated()) == biases
    else { return nil }
    return ([.biasCountWrong], right)
  }
}

extension NetworkFacts.Layer {
  /// The weights of one filter or neuron, with the layer's inputs and outputs.
  fileprivate var filter: (weights: Rational, inputs: Rational, outputs: Rational)? {
    switch part.kind {
    case .layer(.linear(let linear)):
      (Rational(linear.inputFeatures), Rational(linear.inputFeatures), Rational(linear.outputFeatures))
    case .layer(.convolution(let convolution)):
      if let taps = convolution.window.taps,
        let weights = Shape.product([taps, convolution.inputChannels / max(1, convolution.groups)])
      {
        (Rational(weights), Rational(convolution.inputChannels), Rational(convolution.outputChannels))
      } else {
        nil
      }
    default: nil
    }
  }
}
