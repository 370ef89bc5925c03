import Derivations
import Networks
import Symbolics

/// The weights of a layer multiplied by the positions of another map than the one that its line states: "conv2 (5×5, 6→16, out
/// 10×10): 14·14·25·6·16".
extension Calculation {
  /// The mistake where all sizes of a layer are in a calculation but that of its own output.
  func countsOtherMap(
    _ entry: Entry, _ expression: Expression, _ quantity: Noun, _ layer: DescribedLayer
  ) -> (mistakes: [Mistake], right: Rational)? {
    guard quantity == .macs, case .product = expression, layer.description.kind == .convolution,
      let output = layer.description.output, output.height == output.width,
      let place = layer.description.outputRange, isOnOwnLine(entry, layer),
      let reading = layer.readings.first(where: { $0.knowsChannels && $0.knowsMap }),
      let sizes = ConvolutionSizes(reading.layer),
      reading.layer.part.output.height == output.height,
      !Calculation.changedStride.isIn(
        place.upperBound..<max(place.upperBound, entry.chain.range.lowerBound), of: working.bytes)
    else { return nil }
    var factors = Factors.written(in: expression)
    // `9408 * 224*224` behind `weights: 7*7*3*64 = 9408`
    if factors.count == 3, let first = factors.first, first > 99, isRight(first, .parameters, layer),
      factors[1] == factors[2], factors[1] > 3, factors[1] != Rational(output.height)
    {
      let biases = Rational(reading.layer.biases)
      guard first == (try? reading.layer.parameters.subtracting(biases)) else { return nil }
      return ([.inputSizeForOutputSize, .dimensionLeftFromOtherModel], reading.layer.macs)
    }
    for size in [sizes.inputs, sizes.outputs] {
      guard case .number(let numeral) = size else { return nil }
      if numeral.value == .one { continue }
      guard let index = factors.lastIndex(of: numeral.value) else { return nil }
      factors.remove(at: index)
    }
    if sizes.area > 1 {
      if let index = factors.firstIndex(of: Rational(sizes.area)) {
        factors.remove(at: index)
      } else {
        for side in sizes.kernel {
          guard case .number(let numeral) = side, let index = factors.firstIndex(of: numeral.value) else {
            return nil
          }
          factors.remove(at: index)
        }
      }
    }
    guard factors.count == 2, factors[0] == factors[1], factors[0] > 3, factors[0] != Rational(output.height)
    else { return nil }
    return ([.inputSizeForOutputSize, .dimensionLeftFromOtherModel], reading.layer.macs)
  }

  /// The mistake where a layer behind a pool is worked out on the map in front of the pool: 28·28 positions below "max pool
  /// 2×2" of a map of 28×28.
  func countsUnpooledMap(_ value: Rational, _ quantity: Noun, _ layer: DescribedLayer) -> (
    mistakes: [Mistake], right: Rational
  )? {
    guard quantity == .macs || quantity == .flops, layer.description.kind == .convolution,
      let unpooled = layer.unpooled, unpooled.height == unpooled.width, layer.readings.count == 1,
      let reading = layer.readings.first, reading.knowsChannels, reading.knowsMap,
      let input = reading.layer.part.inputs.first, case let output = reading.layer.part.output,
      input.height == input.width, output.height == output.width, output.height > 1,
      reading.layer.window?.stride.height == 1, unpooled.height > input.height
    else { return nil }
    // Without padding the map becomes smaller by as much.
    let side = unpooled.height - (input.height - output.height)
    let right = quantity == .flops ? try? reading.layer.macs.multiplied(by: .two) : reading.layer.macs
    guard let right, let weights = try? right.divided(by: Rational(output.height * output.height)),
      (try? weights.multiplied(by: Rational(side * side))) == value
    else { return nil }
    return ([.inputSizeForOutputSize, .dimensionLeftFromOtherModel], right)
  }

  /// Whether the calculation stands on the line that states the output, or on one of the next two and says of no other layer.
  private func isOnOwnLine(_ entry: Entry, _ layer: DescribedLayer) -> Bool {
    guard let place = layer.description.outputRange, let line = line(at: place.lowerBound),
      let own = self.line(at: entry.chain.range.lowerBound)
    else { return false }
    if line.index == own.index { return true }
    guard own.index > line.index, own.index - line.index <= 3, lines.indices.contains(entry.home) else {
      return false
    }
    guard let named = lastLayerNumber(before: entry.chain.range.lowerBound, on: own) else {
      return !own.mentions.contains { $0.noun == .convolution }
    }
    // "conv 2: …" below "Conv 1: …. Conv 2: …, output 16×16"
    return lastLayerNumber(before: place.lowerBound, on: line) == named
  }

  /// The number of the layer that is named last before a place: 2 of "conv 2", `conv2`, 第 2 层卷积.
  private func lastLayerNumber(before place: Int, on line: TextLine) -> Int? {
    let stretch = line.stretch(before: place, atMost: 160)
    var found: Int?
    var start = stretch.lowerBound
    while let word = Calculation.layerNames.first(in: start..<stretch.upperBound, of: working.bytes) {
      start = word.upperBound
      let digits = working.bytes.skipBlanks(from: word.upperBound, to: stretch.upperBound)
      if digits - word.upperBound <= 2,
        let number = working.bytes.wholeNumber(at: digits, to: stretch.upperBound, below: 1_000),
        number.end >= stretch.upperBound
          || working.bytes[number.end] != UInt8(ascii: "x") && working.bytes[number.end] != 0xC3
      {
        found = number.value
      }
    }
    return found
  }

  private static let layerNames: PhraseSet = ["convolution", "conv", "layer", "卷积层", "卷积"]
  private static let changedStride: PhraseSet = [
    "without stride", "stride 1", "instead", "would", "batch", "步长 1", "如果", "若", "transpos",
  ]
}
