import Derivations
import Networks
import Symbolics

/// The multiply-adds of a convolution given as its parameters: `3×3×64×128×28×28` weights.
extension Calculation {
  /// The mistake where a calculation that is plainly called the parameters multiplies by the map, with the right number.
  func countsPositions(
    _ entry: Entry, _ value: Rational, _ quantity: Noun, _ layer: DescribedLayer
  ) -> (mistakes: [Mistake], right: Rational)? {
    guard quantity == .parameters, !layer.isLinked, layer.description.kind == .convolution,
      isPlainlyParameters(entry),
      let reading = layer.readings.first(where: { $0.knowsChannels && $0.knowsMap && $0.layer.macs == value }
      ),
      reading.layer.macs != reading.layer.parameters
    else { return nil }
    return ([.weightsCountedPerPosition, .extraFactor, .wrongQuantityNamed], reading.layer.parameters)
  }

  /// The same of a layer of the network: `parameters = 3×3×512×512×7×7` where that is what the layer multiplies and adds.
  mutating func checkWeightsPerPosition() {
    guard let facts else { return }
    for entry in entries where entry.misconception == nil && entry.status == .right {
      guard let meaning = entry.meaning, meaning.factor == 1, meaning.layer != nil, let value = entry.value,
        let side = entry.workingSide, case .product = side.located.expression, isPlainlyParameters(entry),
        beginsWithParameters(lines[entry.home]),
        let index = facts.convolutions(of: value, withSizesOf: side.located.expression).first
      else { continue }
      let layer = facts.layers[index]
      let right = layer.parameters
      guard let weights = try? right.subtracting(Rational(layer.biases)), weights < value,
        let positions = try? value.divided(by: weights), positions.isInteger, positions > .one,
        !isReported(entry.chain.range), !isDenied(entry.chain.range, on: lines[entry.home])
      else { continue }
      findings.append(
        Draft(
          mistake: .weightsCountedPerPosition, alternatives: [.extraFactor, .wrongQuantityNamed],
          range: side.located.range, about: about(entry), claimed: value, correct: weights,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .weightsCountedPerPosition
    }
  }

  /// `parameters = …`, "Number of parameters: …": what other words lead to may be a step on the way.
  private func beginsWithParameters(_ line: TextLine) -> Bool {
    guard let first = line.mentions.first else { return false }
    return first.noun == .parameters && first.range.lowerBound - line.range.lowerBound <= 12
  }

  /// Whether "parameters" stands right beside the calculation and its line names no operations.
  private func isPlainlyParameters(_ entry: Entry) -> Bool {
    guard lines.indices.contains(entry.home), let side = entry.workingSide else { return false }
    let line = lines[entry.home]
    // Where nothing is shared each position does have its own weights.
    // "Gradient of the weights:", "multiplications with the weights:" are operations with them.
    if WorkOnWeights.words.isOn(line, of: working.bytes) { return false }
    guard line.mentions.allSatisfy({ !$0.noun.isQuantity || $0.noun == .parameters }) else { return false }
    if entry.claimUnit == .parameters { return true }
    let start = side.located.range.lowerBound
    return entry.claimUnit == .none
      && line.mentions.contains {
        $0.noun == .parameters && $0.range.upperBound <= start && start - $0.range.upperBound <= 6
      }
  }
}

private enum WorkOnWeights {
  static let words: PhraseSet = [
    "local", "unshared", "without sharing", "without weight sharing", "without parameter sharing",
    "not shared",
    "no weight sharing", "no parameter sharing", "no sharing", "untied", "局部", "共享", "gradient", "backward",
    "w.r.t", "with respect to", "wrt ", "multipl", "times the weight", "with the weight", "with weight",
    "weight use", "uses of", "weight access", "weight read", "weight fetch", "reads of", "accesses",
    "applied",
    "dw =", "∂", "梯度", "反向", "求导", "导数", "相乘", "乘法", "乘以", "读取", "访问", "复用",
  ]
}
