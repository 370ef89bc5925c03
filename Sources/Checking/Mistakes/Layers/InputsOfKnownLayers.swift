import Derivations
import Networks
import Symbolics

/// Layers of a known network that a label numbers or names: a later convolution that is given the three colours, "AlexNet
/// conv2: 5×5×3×256 + 256", as many biases as colours, "AlexNet conv1: 11×11×3×96 + 3", the one linear layer with the width
/// of another network, "ResNet-34 fc: 2048×1000".
extension Calculation {
  mutating func checkInputsOfKnownLayers() {
    guard let forms, forms.sizes == nil, holds(KnownLayerWords.names),
      !lines.contains(where: { $0.topics.contains(.variant) })
    else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, let value = entry.value,
        let weights = Factors.weightsAndBiases(in: side.located.expression)?.weights,
        case .product(let factors) = weights, factors.count <= 4,
        case let line = lines[entry.home], line.row == nil, line.range.count <= 1_024,
        let found = misread(side.located.expression, entry, on: line, forms),
        !isReported(entry.chain.range), isAsserted(side.located.range, on: line),
        !isDenied(entry.chain.range, on: line), isOfNetwork(entry, on: line, forms.facts, found.mistake)
      else { continue }
      findings.append(
        Draft(
          mistake: found.mistake, range: side.located.range, claimed: value, correct: found.right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = found.mistake
    }
  }

  private func misread(_ expression: Expression, _ entry: Entry, on line: TextLine, _ forms: KnownForms)
    -> (mistake: Mistake, right: Rational?)?
  {
    let label = line.stretch(before: entry.chain.range.lowerBound, atMost: 40)
    guard KnownLayerWords.names.isIn(label, of: working.bytes),
      !KnownLayerWords.others.isOn(line, of: working.bytes)
    else { return nil }
    let weights = WrittenWeights(expression)
    if let weights, entry.claimUnit == .none || entry.claimUnit == .parameters, weights.inputs == 3,
      let number = numberOfConvolution(label)
    {
      return misreadColours(weights, number, forms)
    }
    return misreadWidth(expression, label, forms.facts)
  }

  // MARK: - conv2: 5×5×3×256

  /// The number that a label gives a convolution: "conv2", "Conv 2:", 卷积层2.
  private func numberOfConvolution(_ label: Range<Int>) -> Int? {
    let bytes = working.bytes
    var found: Int?
    var start = label.lowerBound
    while let word = KnownLayerWords.convolutions.first(in: start..<label.upperBound, of: bytes) {
      let at = bytes.skipBlanks(from: word.upperBound, to: label.upperBound)
      found = nil
      if let number = bytes.wholeNumber(at: at, to: label.upperBound, below: 100),
        number.end == label.upperBound
          || !bytes[number.end].isASCIIWordByte
            && ![UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "~"), 0xC3].contains(bytes[number.end])
      {
        found = number.value
      }
      start = word.upperBound
    }
    return found
  }

  private func misreadColours(_ weights: WrittenWeights, _ number: Int, _ forms: KnownForms)
    -> (mistake: Mistake, right: Rational?)?
  {
    for facts in [forms.facts] + forms.formsOfLayers {
      let convolutions = facts.layers(named: .convolution, onMainPath: true)
      guard number >= 1, number <= convolutions.count,
        case .layer(.convolution(let own)) = facts.layers[convolutions[number - 1]].part.kind,
        weights.outputs == Rational(own.outputChannels),
        own.window.taps.map({ Rational($0) }) == weights.taps
      else { continue }
      if own.inputChannels == 3 {
        guard weights.biases == 3, own.outputChannels != 3, let plain = weights.product else { return nil }
        return (.biasCountWrong, try? plain.adding(weights.outputs))
      }
      guard weights.biases == nil || weights.biases == weights.outputs else { return nil }
      // With groups nobody can tell which inputs are meant.
      let right =
        own.groups == 1
        ? try? weights.taps.multiplied(by: Rational(own.inputChannels)).multiplied(by: weights.outputs)
          .adding(weights.biases ?? .zero) : nil
      return (.inputChannelsMissing, right)
    }
    return nil
  }

  // MARK: - fc: 2048×1000

  private func misreadWidth(_ expression: Expression, _ label: Range<Int>, _ facts: NetworkFacts)
    -> (mistake: Mistake, right: Rational?)?
  {
    let (product, biases): (Expression, Rational?)
    switch expression {
    case .product: (product, biases) = (expression, nil)
    case .sum(let terms) where terms.count == 2 && !terms[1].isSubtracted:
      guard case .number(let last) = terms[1].value else { return nil }
      (product, biases) = (terms[0].value, last.value)
    default: return nil
    }
    guard case .product(let factors) = product, factors.count == 2, case .number(let first) = factors[0],
      case .number(let second) = factors[1], let width = first.value.integer,
      KnownLayerWords.widths.contains(width), KnownLayerWords.linear.isIn(label, of: working.bytes),
      biases == nil || biases == second.value
    else { return nil }
    let layers = facts.layers.filter { if case .layer(.linear) = $0.part.kind { true } else { false } }
    guard layers.count == 1, layers[0].multiplicity == 1, case .layer(.linear(let own)) = layers[0].part.kind,
      second.value == Rational(own.outputFeatures), own.inputFeatures != width,
      KnownLayerWords.widths.contains(own.inputFeatures),
      let right = try? Rational(own.inputFeatures).multiplied(by: second.value)
    else { return nil }
    return (.dimensionLeftFromOtherModel, try? right.adding(biases ?? .zero))
  }

  /// Whether the network is the one that the words before a calculation name last, or the only one that was named. A width
  /// may be that of a network that the text has not named, if the name stands far above.
  private func isOfNetwork(
    _ entry: Entry, on line: TextLine, _ facts: NetworkFacts, _ mistake: Mistake
  ) -> Bool {
    guard let name = line.networks.last(where: { $0.range.lowerBound < entry.chain.range.lowerBound }) else {
      guard mistake != .inputChannelsMissing else { return namesOneNetwork(before: entry.home) }
      return namesOneNetwork(before: entry.home)
        && lines[max(0, entry.home - 12)..<entry.home].contains { !$0.networks.isEmpty && $0.row == nil }
    }
    return name.name == facts.derivation.network.name && !standsForAnother(name, on: line)
  }
}

/// `k·k·C·C′`, or with as many biases as are written.
private struct WrittenWeights {
  let taps: Rational
  let inputs: Rational
  let outputs: Rational
  let biases: Rational?

  init?(_ expression: Expression) {
    guard let (weights, biases) = Factors.weightsAndBiases(in: expression) else { return nil }
    self.biases = biases
    let factors = Factors.written(in: weights)
    guard factors.count == 4, factors[0] == factors[1], (3...11).contains(factors[0]),
      let taps = try? factors[0].multiplied(by: factors[1])
    else { return nil }
    (self.taps, inputs, outputs) = (taps, factors[2], factors[3])
  }

  var product: Rational? { try? taps.multiplied(by: inputs).multiplied(by: outputs) }
}

private enum KnownLayerWords {
  static let names: PhraseSet = [
    "conv", "卷积", "fc", "linear", "dense", "fully connected", "fully-connected", "classifier", "全连接",
    "分类器",
  ]
  static let convolutions: PhraseSet = ["convolution", "conv layer", "conv", "卷积层", "卷积"]
  static let linear: PhraseSet = [
    "fc", "linear", "dense", "fully connected", "fully-connected", "classifier", "全连接", "分类器",
  ]
  /// What pooled maps of known networks are wide.
  static let widths: Set<Int> = [512, 768, 960, 1_024, 1_280, 1_664, 1_920, 2_048]
  static let others: PhraseSet = [
    "group", "depthwise", "rgb", "colour", "color", "per channel", "each channel", "wrong", "instead",
    "would", "if ", "not ", "n't", "hidden", "mlp", "concat", "分组", "深度", "每个通道", "每通道", "如果", "若", "不是",
    "错", "隐藏", "拼接",
  ]
}
