import Derivations
import Networks
import Symbolics

extension Calculation {
  /// Compares each calculation of a layer with the layer's own formula.
  ///
  /// Only where the words single a layer out, and only a value that a known mistake gives for it, is called wrong.
  mutating func checkLayerFormulas() {
    guard let forms else { return }
    let facts = forms.facts
    for entry in entries where entry.subject.isSpecific && entry.subject.quantity != nil {
      guard case .layers(let candidates) = entry.subject.target, let value = entry.value,
        let side = entry.workingSide, !countsValues(entry), !side.located.expression.mayBeOutputSize
      else { continue }
      let isRight = candidates.contains { layer in
        facts.layers[layer].rightValues.contains {
          $0.value == value && $0.quantity.fits(entry.subject)
        }
      }
      if isRight || forms.isRightForVariantsLayer(value, entry.subject) { continue }
      guard let (rule, layer) = misreading(of: value, entry, candidates, forms),
        !(rule.mistake == .outputPositionsMissing && isWeights(entry, facts.layers[layer])),
        !isOfPartOrContrast(entry, rule.mistake), !isOfOtherForm(entry, rule.mistake),
        !isPadded(entry, rule.mistake, facts.layers[layer])
      else { continue }
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

  /// Whether a layer's weights are what is counted: no cost is named on the line, and the bias is in it; or a calculation
  /// that follows multiplies them by the positions: `7×7×3×64 = 9,408, 112×112×9,408 = 118,013,952 MACs`.
  private func isWeights(_ entry: Entry, _ layer: NetworkFacts.Layer) -> Bool {
    guard let claim = entry.claim?.value else { return false }
    let namesCost = lines[entry.home].mentions.contains { $0.noun.isCost }
    if !namesCost, claim == layer.parameters { return true }
    return entries.contains { other in
      guard other !== entry, (entry.line...entry.line + 3).contains(other.line),
        other.chain.range.lowerBound > entry.chain.range.lowerBound, let value = other.value,
        let side = other.workingSide, Factors.written(in: side.located.expression).contains(claim)
      else { return false }
      return layer.rightValues.contains { $0.value == value }
    }
  }

  /// Whether the result is a number of values ("= 200,704 elements"), which a 1×1 convolution shares with two mistakes.
  private func countsValues(_ entry: Entry) -> Bool {
    if entry.chain.sides.contains(where: { $0.unit == .other }) { return true }
    guard let line = line(at: entry.chain.range.upperBound) else { return false }
    var joint = Joint(working.bytes, from: entry.chain.range.upperBound, to: line.range.upperBound)
    return joint.take(Calculation.valuesCounted)
  }

  /// "= 20,939,776 outputs"
  private static let valuesCounted: PhraseSet = [
    "outputs", "output values", "output elements", "activations", "output activations", "values", "elements",
    "feature values", "个输出", "个激活", "个元素", "个数值", "个特征值",
  ]

  /// "ResNet-18 with one input channel": the first layer has no channels to miss. "AlexNet without groups": no groups.
  private func isOfOtherForm(_ entry: Entry, _ mistake: Mistake) -> Bool {
    guard lines.indices.contains(entry.home) else { return false }
    let (line, range) = (lines[entry.home], entry.chain.range)
    if mistake == .groupsIgnored { return leavesOutGroups(at: range, on: line) }
    // "With stride 1 conv1 would …": the layer is given another stride.
    if mistake == .inputSizeForOutputSize,
      Phrases.contains(
        [
          "stride 1", "stride=1", "stride = 1", "stride of 1", "no stride", "without stride", "unstrided",
          "had ", "步长 1",
          "步长1", "步长为1", "步长为 1", "步幅 1", "步幅为 1",
        ],
        in: sentence(around: range.lowerBound, on: line), of: working.bytes)
    {
      return true
    }
    return mistake == .inputChannelsMissing
      && mayBeOfAnother(sentence(around: range.lowerBound, on: line), on: line, at: range)
  }

  /// Whether the words say that one piece of the layer is counted, or another layer beside it.
  private func isOfPartOrContrast(_ entry: Entry, _ mistake: Mistake) -> Bool {
    guard lines.indices.contains(entry.home) else { return false }
    let line = lines[entry.home]
    return countsOnePart(entry.chain.range, on: line)
      || contrasts(entry.chain.range, on: line, with: mistake)
  }

  /// Whether the text pads a layer that the network does not, so that its map keeps the input's size: a U-Net of today.
  private func isPadded(_ entry: Entry, _ mistake: Mistake, _ layer: NetworkFacts.Layer) -> Bool {
    guard mistake == .inputSizeForOutputSize, let window = layer.window, window.padding.height == 0,
      window.padding.width == 0,
      lines.indices.contains(entry.home)
    else { return false }
    return Phrases.contains(["padd", "same", "填充"], in: lines[entry.home].range, of: working.bytes)
  }

  private func misreading(
    of value: Rational, _ entry: Entry, _ candidates: [Int], _ forms: KnownForms
  ) -> (LayerRule, Int)? {
    for (index, rule) in LayerRule.all.enumerated() where rule.quantity.fits(entry.subject) {
      // Without a word for the quantity, a value that is right for another quantity has been let through already.
      if rule.mistake == .outputPositionsMissing, !(entry.subject.quantity?.isCost ?? false) { continue }
      for layer in candidates {
        if forms.wrongValues(ofLayer: layer)[index].contains(value) { return (rule, layer) }
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
      if forms.wrongValues(ofLayer: layer)[index].contains(value), !others.contains(other.mistake) {
        others.append(other.mistake)
      }
    }
    return others
  }
}

extension Quantity {
  /// Whether the words of a subject may mean the quantity.
  fileprivate func fits(_ subject: Subject) -> Bool { subject.quantity.map { fits($0) } ?? true }
}

extension KnownForms {
  /// Whether a value is right for the same layer in another valid form of the network: that of its path, or that of its
  /// place among the layers of its kind.
  func isRightForVariantsLayer(_ value: Rational, _ subject: Subject) -> Bool {
    guard case .layers(let own) = subject.target else { return false }
    return formsOfLayers.contains { variant in
      variant.derivation.network.name != facts.derivation.network.name
        && own.contains { index in
          counterpart(of: index, in: variant).map { layer in
            layer.rightValues.contains { $0.value == value && $0.quantity.fits(subject) }
          } ?? false
        }
    }
  }

  private func counterpart(of index: Int, in variant: NetworkFacts) -> NetworkFacts.Layer? {
    let layer = facts.layers[index]
    if case .layers(let same)? = variant.targets[layer.path], let first = same.first {
      return variant.layers[first]
    }
    let all = variant.layers(named: layer.noun, onMainPath: true)
    guard let place = facts.layers(named: layer.noun, onMainPath: true).firstIndex(of: index),
      all.indices.contains(place)
    else { return nil }
    return variant.layers[all[place]]
  }
}

extension Noun {
  /// Whether the noun names operations, not parameters.
  var isCost: Bool { isQuantity && self != .parameters }
}
