import Derivations
import Networks
import Symbolics

/// Layers that only the text describes: what is claimed of one is compared with the layer itself, derived by the same
/// rules as any network.
///
/// A claim is right if it is right for any layer that fits the description. Only what a known mistake gives for one of
/// them is called wrong.
extension Calculation {
  mutating func checkDescribedLayers(with resolver: inout LayerResolver) {
    let mayDescribe = lines.contains { line in
      line.mentions.contains { $0.noun.mayNameLayer } || LayerLines.marks.isOn(line, of: working.bytes)
    }
    guard mayDescribe else { return }
    let text = LayerLines.read(working, in: lines)
    var layers = text.layers
    guard !layers.isEmpty else { return }
    LayerSequence.resolve(&layers, with: &resolver)
    for layer in layers where !layer.description.isUnclear { checkStatedOutput(of: layer) }
    checkBareClaims(layers, text.claims)
    checkListedCounts(layers)
    for index in entries.indices {
      guard let place = indexOfLayer(at: entries[index].chain.range.lowerBound, of: layers) else { continue }
      let layer = layers[place]
      let isOfOneBefore =
        place > 0 && layer.description.kind == .norm && isOfWeights(entries[index], of: layers[place - 1])
      check(
        index, against: isOfOneBefore ? layers[place - 1] : layer, text.column(of: entries[index].chain.range)
      )
    }
  }

  /// `864 × 112 × 112` below "batch norm: 2·32": the weights of a convolution make the calculation its own.
  private func isOfWeights(_ entry: Entry, of layer: DescribedLayer) -> Bool {
    guard layer.description.kind == .convolution, entry.subject.quantity != .parameters,
      case .product(let factors)? = entry.workingSide?.located.expression, factors.count > 1,
      case .number(let weights) = factors[0], weights.value > 99
    else { return false }
    return isRight(weights.value, .parameters, layer)
  }

  /// The layer that a place in the text is about.
  func layer(at offset: Int, of layers: [DescribedLayer]) -> DescribedLayer? {
    indexOfLayer(at: offset, of: layers).map { layers[$0] }
  }

  private func indexOfLayer(at offset: Int, of layers: [DescribedLayer]) -> Int? {
    var low = 0
    var high = layers.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if layers[middle].scope.lowerBound <= offset { low = middle } else { high = middle }
    }
    guard layers.indices.contains(low), layers[low].scope.contains(offset),
      !layers[low].readings.isEmpty || layers[low].flattening != nil
    else { return nil }
    return low
  }

  // MARK: - Calculations

  private mutating func check(_ index: Int, against layer: DescribedLayer, _ column: Noun?) {
    let entry = entries[index]
    // What has a place in a known network was compared with it.
    guard entry.misconception == nil, entry.meaning == nil, !entry.chain.countsOwnWay,
      let range = entry.claimRange
    else { return }
    guard let value = entry.value, let side = entry.workingSide else {
      guard entry.chain.sides[0].isSymbolic, let claim = entry.claim,
        let quantity = quantity(of: entry, about: layer)
      else { return }
      check(claim, quantity, at: range, about: layer)
      return
    }
    if layer.flattening != nil, flattensTooEarly(entry, layer) || layer.readings.isEmpty { return }
    // (480 + 2×1 − 3)/2 + 1 is a size, whatever the lines above count.
    if side.located.expression.mayBeOutputSize { return checkOutputSize(entry, value, side, layer) }
    let named = entry.claimUnit == .none ? column : nil
    guard let quantity = named ?? quantity(of: entry, about: layer) else { return }
    // What goes on to a right result is asked for last: it looks at every other calculation.
    guard !isRight(value, quantity, layer), !isAskedForParameters(entry, value, layer) else { return }
    guard
      let (mistakes, right) = misreading(of: value, .zero, quantity, layer)
        ?? misreadBiases(entry, side.located.expression, quantity, layer)
        ?? countsPositions(entry, value, quantity, layer)
        ?? countsOtherMap(entry, side.located.expression, quantity, layer)
        ?? countsUnpooledMap(value, quantity, layer)
    else {
      reportExchangedSize(entry, side, quantity, layer)
      return
    }
    guard entry.slip?.mistake != mistakes[0], !speaksOfPart(entry), !contrasts(entry, mistakes[0]),
      !(layer.mayBeAlternative && mistakes[0] == .inputChannelsMissing),
      !isIntermediate(value, index, layer), !isSetRight(side.located.range, quantity, layer),
      !isOfOtherOperation(side.located.range, on: lines[entry.home], mistakes[0], quantity, layer)
    else { return }
    if !entry.usesWrongValue, isCarriedOn(entry) {
      entry.usesWrongValue = true
      return noteCarriedForward(entry)
    }
    report(mistakes, at: side.located.range, value, right, quantity, layer, left: side.located.expression)
    entry.status = .wrong
    entry.misconception = mistakes[0]
    takeForWrong(entry, right: right)
  }

  private mutating func reportExchangedSize(
    _ entry: Entry, _ side: Chain.Side, _ quantity: Noun, _ layer: DescribedLayer
  ) {
    let mistake = Mistake.dimensionLeftFromOtherModel
    guard entry.slip == nil, let (written, stated) = exchangedSize(in: entry, side, quantity, layer),
      !speaksOfPart(entry), !contrasts(entry, mistake), !isSetRight(side.located.range, quantity, layer)
    else { return }
    findings.append(
      Draft(
        mistake: mistake, alternatives: [.factorSwapped, .inputChannelsMissing], range: side.located.range,
        about: layer.description.label.map { working.text($0) }, claimed: written, correct: stated))
    entry.status = .wrong
    entry.misconception = mistake
  }

  /// "Output size and parameters? 16 × 32 × 32; 16·27 + 16 = 448": whether the words of the line before a calculation name
  /// parameters among other things, and its value is right for these.
  private func isAskedForParameters(_ entry: Entry, _ value: Rational, _ layer: DescribedLayer) -> Bool {
    guard entry.claimUnit == .none, lines.indices.contains(entry.home) else { return false }
    let line = lines[entry.home]
    let start = entry.chain.range.lowerBound
    // "Parameters: 640. MACs: 576": each has its own word.
    let previous = line.chains.last { $0.range.upperBound <= start }?.range.upperBound
    if let previous,
      line.mentions.contains(where: {
        ($0.noun == .macs || $0.noun == .flops) && $0.range.lowerBound >= previous
          && $0.range.upperBound <= start
      })
    {
      return false
    }
    return line.mentions.contains {
      $0.noun == .parameters && $0.range.upperBound <= start
    } && isRight(value, .parameters, layer)
  }

  /// The quantity that a chain is about: its unit, or the words before it, if these name only one, or what its form says.
  private func quantity(of entry: Entry, about layer: DescribedLayer) -> Noun? {
    switch entry.claimUnit {
    case .parameters: return .parameters
    case .macs: return .macs
    case .flops: return .flops
    case .bytes, .tokens, .time: return nil
    default: break
    }
    if countsConnections(entry) { return .macs }
    guard lines.indices.contains(entry.home) else { return nil }
    let line = lines[entry.home]
    if entry.chain.sides.contains(where: { $0.unit == .other }) {
      return quantity(rightBehind: entry.chain.range.upperBound, on: line)
    }
    let start = entry.chain.range.lowerBound
    let previous =
      line.chains.last { $0.range.upperBound <= start }?.range.upperBound ?? line.range.lowerBound
    let before = line.mentions.filter {
      previous <= $0.range.lowerBound && $0.range.lowerBound < entry.chain.sides[0].located.range.upperBound
    }
    let named = before.filter { $0.noun.isQuantity }
    if Set(named.map { $0.noun == .parameters }).count > 1 { return nil }
    if let noun = named.last?.noun { return noun }
    if let noun = quantity(rightBehind: entry.chain.range.upperBound, on: line) { return noun }
    if let noun = quantity(inBracketBehind: entry.chain.range.upperBound, on: line) { return noun }
    // "Output values: 14×14×512": the line names something of its own.
    if before.contains(where: { ($0.noun == .other || $0.noun == .input) && !isOption($0) }) { return nil }
    if addsToWeights(entry, layer) { return .parameters }
    return quantity(above: entry.home)
      ?? entry.workingSide.flatMap { side in
        layer.impliedQuantity(of: side.located.expression)
          ?? (isPlainlyOf(layer, entry) ? layer.quantityOfFirst(side.located.expression) : nil)
      }
  }

  /// The quantity that a remark behind a calculation names: `5×5×64×64 = 102,400 (weights of conv3)`.
  private func quantity(inBracketBehind place: Int, on line: TextLine) -> Noun? {
    let bytes = working.bytes
    var joint = Joint(bytes, from: place, to: line.range.upperBound)
    guard joint.take(Joint.opening) else { return nil }
    let start = joint.at
    let end = Joint.closing.first(in: start..<min(line.range.upperBound, start + 64), of: bytes)?.lowerBound
    guard let end, !bytes[start..<end].contains(UInt8(ascii: "=")) else { return nil }
    let named = line.mentions.filter {
      $0.noun.isQuantity && $0.range.lowerBound >= start && $0.range.upperBound <= end
    }
    return Set(named.map { $0.noun }).count == 1 ? named[0].noun : nil
  }

  /// `18,432 + 64` behind `3·3·32·64 = 18,432`: something is added to the weights of the layer.
  private func addsToWeights(_ entry: Entry, _ layer: DescribedLayer) -> Bool {
    guard case .sum(let terms)? = entry.workingSide?.located.expression, terms.count == 2,
      case .number(let weights) = terms[0].value, case .number = terms[1].value, !terms[1].isSubtracted,
      weights.value > 99, layer.description.kind == .convolution
    else { return false }
    return isRight(weights.value, .parameters, layer) && !isRight(weights.value, .macs, layer)
      && lines[max(0, entry.home - 3)...entry.home].contains { line in
        line.chains.contains {
          $0.range.upperBound <= entry.chain.range.lowerBound && $0.sides.last?.claim?.value == weights.value
        }
      }
  }

  /// Whether a word names one of a layer's options, which nobody counts: "stride", and "filters" of "50 filters".
  private func isOption(_ mention: Mention) -> Bool {
    Phrases.contains(["stride", "padding", "步长", "填充"], in: mention.range, of: working.bytes)
      || LayerOptions.isCounted(mention.range, in: working.bytes)
  }

  /// The quantity that the lines above name, as long as nothing is calculated there, or the heading.
  private func quantity(above index: Int) -> Noun? {
    for back in 1...2 where index - back >= 0 {
      let line = lines[index - back]
      guard line.chains.allSatisfy({ !$0.hasEquality }), !line.isHeading else { break }
      if let mention = line.mentions.last(where: { $0.noun.isQuantity }) { return mention.noun }
    }
    return finder.heading(onLine: index)
  }

  /// "122,304 connections": a weight or a bias for each output value, as LeNet's paper counts.
  private func countsConnections(_ entry: Entry) -> Bool {
    let end = entry.chain.range.upperBound
    let behind = working.text(from: end, to: min(end + 14, working.bytes.count))
    return behind.contains(substring: "连接") || behind.contains(substring: "connections")
  }

  func isRight(
    _ value: Rational, within tolerance: Rational = .zero, _ quantity: Noun, _ layer: DescribedLayer
  )
    -> Bool
  {
    layer.readings.contains { reading in
      reading.layer.rightValues.contains {
        $0.quantity.fits(quantity) && reading.knowsChannels
          && ($0.quantity == .parameters || reading.knowsMap)
          && LinkChecker.isWithin(tolerance, $0.value, value)
      }
    }
  }

  // MARK: - What went wrong

  /// The mistakes that give a value for one of the layers that may be meant, with the right value.
  func misreading(
    of value: Rational, _ tolerance: Rational, _ quantity: Noun, _ layer: DescribedLayer
  )
    -> (mistakes: [Mistake], right: Rational)?
  {
    for reading in layer.readings where reading.knowsChannels {
      var mistakes: [Mistake] = []
      var right: Rational?
      for rule in LayerRule.all where rule.quantity.fits(quantity) && rule.isDecided(by: reading) {
        guard rule.gives(value, within: tolerance, for: reading.layer), !mistakes.contains(rule.mistake)
        else { continue }
        mistakes.append(rule.mistake)
        right = right ?? rule.right(for: reading.layer, claimed: value, within: tolerance)
      }
      if let right { return (mistakes, right) }
    }
    return nil
  }

  mutating func report(
    _ mistakes: [Mistake], at range: Range<Int>, _ claimed: Rational, _ correct: Rational, _ quantity: Noun,
    _ layer: DescribedLayer, left: Expression?
  ) {
    let name = quantity == .parameters ? Quantity.parameters.name : Quantity.macs.name
    findings.append(
      Draft(
        mistake: mistakes[0], alternatives: Array(mistakes.dropFirst()), range: range,
        about: layer.description.label.map { working.text($0) + "." + name }, claimed: claimed,
        correct: correct,
        arguments: left.map { [("left", .expression($0))] } ?? []))
  }
}

extension LayerRule {
  /// What is right where the mistake was made; with the biases if these are what it is about.
  fileprivate func right(
    for layer: NetworkFacts.Layer, claimed: Rational, within tolerance: Rational
  ) -> Rational {
    guard quantity == .parameters else { return layer.macs }
    let isAboutBiases = mistake == .biasCountWrong || mistake == .biasPerPosition
    guard layer.biasCount == 0, isAboutBiases || addsBiases(to: claimed, within: tolerance, for: layer) else {
      return layer.parameters
    }
    return (try? layer.parameters.adding(Rational(layer.part.output.channels))) ?? layer.parameters
  }

  /// Whether a claim holds the biases that some count and some do not.
  private func addsBiases(
    to claimed: Rational, within tolerance: Rational, for layer: NetworkFacts.Layer
  ) -> Bool {
    guard case .once = biases, let plain = try? inject(layer)?.evaluated() else { return false }
    return !LinkChecker.isWithin(tolerance, plain, claimed)
  }

  /// Whether the description says what the rule turns on.
  fileprivate func isDecided(by reading: DescribedLayer.Reading) -> Bool {
    switch mistake {
    case .paddingForgotten, .paddingCountedInOutput:
      reading.knowsMap && reading.knowsPadding && reading.knowsInput
    // Of a stated output and stride the input follows: it is a whole number of strides.
    case .inputSizeForOutputSize: reading.knowsMap && (reading.knowsInput || reading.isEven)
    case .inputSizeAsKernel: reading.knowsMap && reading.knowsInput
    case .biasPerPosition: reading.knowsMap
    default: quantity == .parameters || reading.knowsMap
    }
  }
}

extension NetworkFacts.Layer {
  /// The number of biases.
  fileprivate var biasCount: Int { if case .layer(let operation) = part.kind { operation.biases } else { 0 } }
}

extension Quantity {
  /// Whether a word of the text may mean the quantity.
  func fits(_ noun: Noun) -> Bool {
    switch noun {
    case .parameters: self == .parameters
    case .macs, .flops, .operations, .bothOperations: self != .parameters
    default: true
    }
  }
}

extension Noun {
  /// Whether a text with such a word may describe a layer.
  fileprivate var mayNameLayer: Bool {
    switch self {
    case .convolution, .linear, .pool, .globalPool, .norm, .other: true
    default: false
    }
  }
}
