import Derivations
import Networks
import Symbolics

/// A size in a layer's formula that is not the stated layer's: `3×3×128×512` for a convolution from 256 to 512 channels.
extension Calculation {
  /// The size that was written and the stated one, where the formula has the layer's own form but for this one.
  ///
  /// Only the first calculation on the line that describes the layer is sure to be about it.
  func exchangedSize(in entry: Entry, _ side: Chain.Side, _ quantity: Noun, _ layer: DescribedLayer)
    -> (written: Rational, stated: Rational)?
  {
    guard !layer.isLinked, !layer.description.isBatched, isFirst(entry, about: layer),
      let product = weights(in: side.located.expression, of: layer, entry)
    else { return nil }
    let written = Factors.written(in: product)
    let isLinear = layer.description.kind == .linear
    guard (isLinear ? 2...2 : 3...7).contains(written.count) else { return nil }
    for reading in layer.readings
    where reading.knowsChannels && (reading.knowsMap || quantity == .parameters) {
      guard let own = isLinear ? reading.layer.features : reading.layer.factors(of: quantity) else {
        continue
      }
      guard let (extra, missing) = OneSize.difference(written, own) else { continue }
      // A map of half the size may be behind a stride that nobody mentions.
      if missing.twice, layer.description.output == nil, (try? extra.multiplied(by: .two)) == missing.size {
        continue
      }
      if layer.description.states(missing.size, twice: missing.twice, quantity) {
        return (extra, missing.size)
      }
    }
    return nil
  }

  /// A product, or that of `3×3×128×128 + 128` where the biases are as many as the stated outputs. A fully connected layer's
  /// without biases may be anything.
  private func weights(in expression: Expression, of layer: DescribedLayer, _ entry: Entry) -> Expression? {
    switch expression {
    case .product: return layer.description.kind == .linear ? nil : expression
    case .sum(let terms):
      guard terms.count == 2, !terms[1].isSubtracted, case .number(let biases) = terms[1].value,
        let outputs = layer.description.outputChannels, biases.value == Rational(outputs),
        case .product = terms[0].value, isPlainlyOf(layer, entry)
      else { return nil }
      return terms[0].value
    default: return nil
    }
  }

  /// Whether a chain is the first calculation behind the layer's description, on its line.
  private func isFirst(_ entry: Entry, about layer: DescribedLayer) -> Bool {
    let (start, end) = (layer.scope.lowerBound, entry.chain.range.lowerBound)
    guard lines.indices.contains(entry.home), lines[entry.home].range.contains(start) else { return false }
    return !lines[entry.home].chains.contains { chain in
      chain.range.lowerBound >= start && chain.range.upperBound <= end
        && chain.sides.contains { $0.isCompound && !$0.isSymbolic }
    }
  }
}

extension Calculation {
  /// Whether a chain is the first calculation behind the layer's description, and nothing but the description stands between
  /// its beginning and the chain: `Conv 3×3, 96→48: …`, not "ghost module 3×3, 96→48. Primary convolution: …".
  func isPlainlyOf(_ layer: DescribedLayer, _ entry: Entry) -> Bool {
    let (start, end) = (layer.scope.lowerBound, entry.chain.range.lowerBound)
    guard start < end, end - start <= 160, isFirst(entry, about: layer) else { return false }
    return LayerLexer.tokens(of: start..<end, without: [], in: working.bytes).allSatisfy { token in
      switch token.kind {
      case .other, .stop, .plus: false
      case .word(let word):
        switch word {
        case .unsupported, .each, .several, .then, .norm, .pass, .batch: false
        case .other:
          Calculation.parameters.length(
            at: token.range.lowerBound, until: end, in: working.bytes) != nil
        default: true
        }
      default: true
      }
    }
  }

  private static let parameters: PhraseSet = [
    "parameters", "params", "weights", "参数量", "参数数量", "参数", "权重",
  ]
}

/// Two lists of factors that differ in one size.
private enum OneSize {
  /// The size that only the first list has, and the one that only the second has, perhaps twice: both sides of a square.
  static func difference(_ first: [Rational], _ second: [Rational])
    -> (extra: Rational, missing: (size: Rational, twice: Bool))?
  {
    guard first.count == second.count else { return nil }
    var extra = first
    var missing: [Rational] = []
    for factor in second {
      if let index = extra.firstIndex(of: factor) { extra.remove(at: index) } else { missing.append(factor) }
    }
    guard let size = missing.first, let other = extra.first, missing.count <= 2,
      missing.allSatisfy({ $0 == size }), extra.allSatisfy({ $0 == other })
    else { return nil }
    return (other, (size, missing.count == 2))
  }
}

extension NetworkFacts.Layer {
  /// The inputs and outputs of a fully connected layer.
  fileprivate var features: [Rational]? {
    guard case .layer(.linear(let linear)) = part.kind else { return nil }
    return [linear.inputFeatures, linear.outputFeatures].filter { $0 > 1 }.map { Rational($0) }
  }

  /// The factors above 1 of a convolution's formula, one by one.
  fileprivate func factors(of quantity: Noun) -> [Rational]? {
    guard let sizes = ConvolutionSizes(self) else { return nil }
    let all =
      sizes.kernel + [sizes.inputs, sizes.outputs] + (quantity == .parameters ? [] : sizes.map)
    var factors: [Rational] = []
    for size in all {
      guard case .number(let numeral) = size else { return nil }
      if numeral.value > .one { factors.append(numeral.value) }
    }
    return factors
  }
}

extension LayerDescription {
  /// Whether the text states a size that the formula lacks, so that nothing else can be meant.
  fileprivate func states(_ size: Rational, twice: Bool, _ quantity: Noun) -> Bool {
    guard groups == nil || groups == .number(1), let inputs = inputChannels, let outputs = outputChannels
    else {
      return false
    }
    if twice {
      if let kernel, kernel.height == kernel.width, Rational(kernel.height) == size { return true }
      guard quantity != .parameters, let map = output ?? ((stride ?? 1) == 1 ? self.map : nil) else {
        return false
      }
      return map.height == map.width && Rational(map.height) == size
        && Rational(inputs) != size && Rational(outputs) != size
    }
    return Rational(inputs) == size || Rational(outputs) == size
  }
}
