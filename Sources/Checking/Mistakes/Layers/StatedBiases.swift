import Derivations
import Networks
import Symbolics

/// Parameters of a layer that the sentence says to have biases, or to have none: "a dense layer from 3,136 to 128 with bias has
/// 401,408 parameters", "the 7×7 convolution (3 → 64, bias-free): 9,472".
extension Calculation {
  /// The mistake in a number that is right only without the biases that the words name, or with those that they deny.
  func misreadStatedBias(
    _ claim: Numeral, _ quantity: Noun, _ range: Range<Int>, _ layer: DescribedLayer
  ) -> (Mistake, Rational)? {
    guard quantity == .parameters, claim.lastPlace == .one, claim.scale == .one,
      let line = line(at: range.lowerBound),
      StatedBias.any.mayBe(on: line), layer.readings.count >= 1, let reading = layer.readings.first,
      reading.knowsChannels, layer.description.kind == .convolution || layer.description.kind == .linear,
      !layer.isLinked
    else { return nil }
    let sentence = sentence(around: range.lowerBound, on: line)
    let (has, hasNot) = (
      StatedBias.with.isIn(sentence, of: working.bytes), StatedBias.without.isIn(sentence, of: working.bytes)
    )
    // Weights are counted without the biases, and a sentence with further numbers may give them one by one.
    guard has != hasNot,
      !StatedBias.weights.isIn(
        line.stretch(behind: range.upperBound, atMost: 24), of: working.bytes),
      !contrasts(range, on: line, with: .biasNotAdded), isOnlyAmount(range, in: sentence, on: line)
    else { return nil }
    let biases = Rational(reading.layer.part.output.channels)
    let all = reading.layer.part.value(.parameters)
    let (weights, whole): (Rational?, Rational?) =
      layer.description.hasBias == true
      ? (try? all.subtracting(biases), all) : (all, try? all.adding(biases))
    guard let weights, let whole else { return nil }
    if has, claim.value == weights { return (.biasNotAdded, whole) }
    if hasNot, claim.value == whole { return (.biasCountWrong, weights) }
    return nil
  }

  /// Whether no other large number stands in a sentence.
  private func isOnlyAmount(_ range: Range<Int>, in sentence: Range<Int>, on line: TextLine) -> Bool {
    !numbers(on: line).contains {
      sentence.contains($0.range.lowerBound) && !$0.range.overlaps(range)
        && $0.range.lowerBound > range.upperBound
    }
  }
}

private enum StatedBias {
  static let with: PhraseSet = [
    "with bias", "with a bias", "with the bias", "with its bias", "including bias", "including the bias",
    "including a bias", "incl. bias", "bias included", "biases included", "带偏置", "含偏置", "包括偏置", "包含偏置", "有偏置",
  ]
  static let without: PhraseSet = [
    "without bias", "without a bias", "without the bias", "no bias", "bias-free", "bias free", "bias=false",
    "excluding bias", "excluding the bias", "without any bias", "不含偏置", "无偏置", "不带偏置", "没有偏置", "不包括偏置",
    "不包含偏置",
  ]
  static let weights: PhraseSet = ["weight", "权重"]
  static let any: PhraseSet = ["bias", "偏置"]
}
