import Symbolics

/// The layers of a perceptron beside its widths: as many biases as inputs, one bias for all, a layer left out of the biases,
/// another batch than the label's.
///
///     MLP 784-128-64-10, biases in every layer … layer 2: 128×64 + 128 … biases among them: 128 + 64
extension Calculation {
  mutating func checkPerceptronsBesideSettings(_ all: [LabelledWork]) {
    checkBatches(all)
    guard let widths = widthsOfPerceptron, holds(PerceptronWords.withBiases) else { return }
    let bytes = working.bytes
    let biases = widths.dropFirst().reduce(0, +)
    for labelled in all where !LabelledWords.operations.isIn(labelled.label, of: bytes) {
      guard labelled.mayBeParameters, let value = labelled.count else { continue }
      if PerceptronWords.biases.isIn(labelled.label, of: bytes) {
        guard !PerceptronWords.someBiases.isIn(labelled.label, of: bytes) else { continue }
        if let left = widths.dropFirst().first(where: { biases - $0 == value }), widths.count > 2 {
          reportCount(
            labelled, .partsOmitted, [.totalDoesNotAddUp], correct: biases,
            [("gap", .number(Rational(left)))])
        } else if biases + widths[0] == value {
          reportCount(labelled, .biasCountWrong, correct: biases, [("expected", .number(Rational(biases)))])
        }
      } else if let (inputs, outputs) = layer(of: labelled, widths) {
        let added = value - inputs * outputs
        guard added == inputs || added == 1, added != outputs else { continue }
        reportCount(
          labelled, .biasCountWrong, correct: inputs * outputs + outputs,
          [("expected", .number(Rational(outputs)))])
      }
    }
  }

  /// The widths of the one perceptron of a text.
  private var widthsOfPerceptron: [Int]? {
    var found: [Int]?
    for line in lines(with: Perceptron.names) where line.row == nil {
      guard let name = Perceptron.names.first(on: line, of: working.bytes),
        let (widths, _) = Perceptron.widths(
          from: name.upperBound, to: line.range.upperBound, in: working.bytes)
      else { continue }
      if let found, found != widths { return nil }
      found = widths
    }
    return found
  }

  /// The inputs and outputs of the layer that a label names by them or by its number, or whose weights the formula has.
  private func layer(of labelled: LabelledWork, _ widths: [Int]) -> (Int, Int)? {
    let bytes = working.bytes
    guard PerceptronWords.layers.isIn(labelled.label, of: bytes) else { return nil }
    let pairs = Array(zip(widths, widths.dropFirst()))
    let numbers = bytes.wholeNumbers(in: labelled.label).map { $0.value }
    for (first, second) in zip(numbers, numbers.dropFirst()) {
      if let pair = pairs.first(where: { $0.0 == first && $0.1 == second }) { return pair }
    }
    if case .sum(let terms)? = labelled.expression, terms.count == 2 {
      let factors = Factors.written(in: terms[0].value).compactMap { $0.integer }
      guard factors.count == 2 else { return nil }
      return pairs.first { [$0.0, $0.1] == factors } ?? pairs.first { [$0.1, $0.0] == factors }
    }
    guard let number = numbers.first, number >= 1, number <= pairs.count, numbers.count == 1 else {
      return nil
    }
    return pairs[number - 1]
  }

  /// `A batch of 64 images: 32 × 118,016` where that is what one of them takes.
  private mutating func checkBatches(_ all: [LabelledWork]) {
    let bytes = working.bytes
    var works: Set<Int> = []
    for labelled in all {
      defer { if let value = labelled.count { works.insert(value) } }
      guard labelled.count != nil, PerceptronWords.batches.isIn(labelled.label, of: bytes),
        case .product(let factors)? = labelled.expression, factors.count == 2,
        let first = Claim.numeral(of: factors[0])?.value.integer,
        let second = Claim.numeral(of: factors[1])?.value.integer,
        case let (times, one) = first < second ? (first, second) : (second, first), one >= 256,
        works.contains(one), let batch = sizeOfBatch(labelled.label), batch > 1, batch != times,
        batch < 1 << 20, one < 1 << 40, !PerceptronWords.both.isIn(labelled.label, of: bytes),
        times & (times - 1) == 0
      else { continue }
      reportCount(labelled, .dimensionLeftFromOtherModel, [.factorSwapped], claimed: times, correct: batch)
    }
  }

  /// 64 of "a batch of 64 images", 批大小 64, 一个批次 64 张.
  private func sizeOfBatch(_ label: Range<Int>) -> Int? {
    guard let word = PerceptronWords.batches.first(in: label, of: working.bytes) else { return nil }
    let numbers = working.bytes.wholeNumbers(in: word.upperBound..<label.upperBound)
    guard numbers.count == 1, numbers[0].range.lowerBound - word.upperBound <= 8 else { return nil }
    return numbers[0].value
  }
}

private enum PerceptronWords {
  static let withBiases: PhraseSet = [
    "biases in every layer", "with biases", "with bias", "including bias", "every layer has a bias",
    "every layer has bias", "biases included", "bias in every layer", "bias in each layer",
    "biases in each layer",
    "每层都有偏置", "带偏置", "含偏置", "包括偏置", "有偏置", "均有偏置",
  ]
  static let biases: PhraseSet = ["biases", "bias terms", "偏置"]
  static let someBiases: PhraseSet = [
    "hidden", "layer 1", "layer 2", "layer 3", "first", "last", "output", "weights and", "with bias", "含偏置",
    "隐藏", "输出", "第", "权重和", "w/", "incl", "total", "总",
  ]
  static let layers: PhraseSet = ["layer", "fc", "层", "→", "->", "\\to"]
  static let batches: PhraseSet = ["batch of", "batch size", "minibatch of", "批大小", "批次", "一批", "batch ="]
  static let both: PhraseSet = ["backward", "training", "step", "训练", "反向"]
}
