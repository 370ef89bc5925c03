import Derivations
import Networks
import Symbolics

/// One line of a list of all layers of a named network whose formula is another layer's: `conv2: 3*3*96*256 + 256` for AlexNet,
/// `Layer 7: 3*3*512*512 + 512` for VGG-13, `fc8: 4096*1000 + 4096`.
///
/// The other lines have the parameters of the network's layers in their order, so that there is no doubt which one is meant.
extension Calculation {
  mutating func checkOddLayersOfLists() {
    guard let forms, forms.facts.blocks.isEmpty, forms.sizes == nil,
      lines.contains(where: { !$0.networks.isEmpty }),
      !lines.contains(where: { $0.topics.contains(.variant) })
    else { return }
    var best: (odd: [(entry: Entry, layer: NetworkFacts.Layer, isLast: Bool)], count: Int)?
    for form in ([forms.facts] + forms.variants).prefix(8) {
      guard let (odd, count) = oddLayers(form) else { continue }
      if odd.isEmpty { return }
      if best.map({ odd.count < $0.odd.count }) ?? true { best = (odd, count) }
    }
    guard let (odd, count) = best, odd.count <= (count < 9 ? 1 : 2) else { return }
    for (entry, layer, isLast) in odd { reportOdd(entry, layer, isLast: isLast) }
  }

  /// The entries that are none of their layers', where as many follow each other as a network has layers and the first one is
  /// right.
  private func oddLayers(_ form: NetworkFacts) -> (
    odd: [(entry: Entry, layer: NetworkFacts.Layer, isLast: Bool)], count: Int
  )? {
    var layers: [NetworkFacts.Layer] = []
    for layer in form.layers where layer.noun == .convolution || layer.noun == .linear {
      guard layers.count + layer.multiplicity <= 64 else { return nil }
      for _ in 0..<layer.multiplicity { layers.append(layer) }
    }
    guard layers.count >= 6,
      let start = entries.firstIndex(where: { isRight($0, layers[0]) }),
      start + layers.count <= entries.count
    else { return nil }
    var odd: [(entry: Entry, layer: NetworkFacts.Layer, isLast: Bool)] = []
    for (index, layer) in layers.enumerated() {
      let entry = entries[start + index]
      guard index == 0 || entry.home == entries[start + index - 1].home + 1 else { return nil }
      if isRight(entry, layer) { continue }
      odd.append((entry, layer, index + 1 == layers.count))
      if odd.count > 2 { return nil }
    }
    return (odd, layers.count)
  }

  private func isRight(_ entry: Entry, _ layer: NetworkFacts.Layer) -> Bool {
    guard let value = entry.value else { return false }
    return value == layer.parameters || value == (try? layer.parameters.subtracting(Rational(layer.biases)))
  }

  private mutating func reportOdd(_ entry: Entry, _ layer: NetworkFacts.Layer, isLast: Bool) {
    guard entry.status == .right, entry.misconception == nil, entry.home < lines.count,
      entry.claimUnit == .none || entry.claimUnit == .parameters, let side = entry.workingSide,
      let layerRead = Factors.weightsAndBiases(in: side.located.expression),
      let weights = try? layer.parameters.subtracting(Rational(layer.biases)), weights > .zero,
      case let factors = Factors.written(in: layerRead.weights), (2...5).contains(factors.count),
      let written = Factors.product(of: factors), written > .zero,
      case let line = lines[entry.home], line.range.count <= 256, !isReported(side.located.range),
      isAsserted(side.located.range, on: line)
    else { return }
    let right = layerRead.biases == nil ? weights : layer.parameters
    var mistakes: [Mistake]
    if written == weights {
      guard let biases = layerRead.biases, biases != Rational(layer.biases), factors.contains(biases) else {
        return
      }
      mistakes = [.biasCountWrong]
    } else {
      // Other classes, and other sizes of the image, make another last layer and another first one behind the maps.
      guard !isLast, differsInSize(factors, written, weights, isLinear: layer.noun == .linear) else { return }
      mistakes = [.dimensionLeftFromOtherModel, .factorSwapped, .wrongModelFact, .copiedFromLineAbove]
      if (try? weights.multiplied(by: .two)) == written { mistakes.append(.groupsIgnored) }
    }
    findings.append(
      Draft(
        mistake: mistakes[0], alternatives: Array(mistakes.dropFirst()), range: side.located.range,
        about: layer.path + ".parameters", claimed: entry.value, correct: right,
        arguments: mistakes[0] == .biasCountWrong ? [("expected", .number(Rational(layer.biases)))] : []))
    entry.status = .wrong
    entry.misconception = mistakes[0]
  }

  /// Whether one size, or both sides of a kernel, put right give the layer's weights.
  private func differsInSize(
    _ factors: [Rational], _ written: Rational, _ weights: Rational, isLinear: Bool
  ) -> Bool {
    for factor in factors {
      guard let size = try? weights.multiplied(by: factor).divided(by: written), let whole = size.integer
      else {
        continue
      }
      if factor >= 16, whole >= 16, whole <= 8_192, whole != factor.integer { return true }
    }
    // 5·5 written as 3·3
    guard !isLinear, factors.count >= 3, factors[0] == factors[1], factors[0] <= 11 else { return false }
    for side in 1...11 {
      if Rational(side) != factors[0],
        let squares = try? factors[0].multiplied(by: factors[0]),
        let other = try? written.divided(by: squares).multiplied(by: Rational(side * side)), other == weights
      {
        return true
      }
    }
    return false
  }
}
