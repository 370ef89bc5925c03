import Derivations
import Networks
import Symbolics

/// A number of a layer that was copied wrongly: "Conv2d(6, 16, 5) has 2,461 parameters".
extension Calculation {
  /// The slip that makes a claim of a right value of the layer: digits that changed places, another digit, a power of ten.
  ///
  /// Only where all sizes are stated and the number shows all of its digits.
  func copied(_ claim: Numeral, _ quantity: Noun, _ layer: DescribedLayer) -> (
    mistakes: [Mistake], right: Rational
  )? {
    guard claim.lastPlace == .one, claim.scale == .one, claim.value >= 1_000, !layer.isLinked,
      layer.description.kind == .convolution || layer.description.kind == .linear,
      quantity == .parameters || Set(layer.readings.map { $0.layer.macs }).count == 1,
      let wrong = Digits.of(claim.value)
    else { return nil }
    for reading in layer.readings where reading.knowsChannels && (reading.knowsMap || quantity == .parameters)
    {
      for entry in reading.layer.rightValues where entry.quantity.fits(quantity) {
        if let mistakes = Digits.slip(from: entry.value, to: wrong, claim) { return (mistakes, entry.value) }
      }
    }
    return nil
  }
}

extension Digits {
  /// The slips that make one number of another.
  static func slip(from value: Rational, to wrong: [Int], _ claim: Numeral) -> [Mistake]? {
    guard let right = of(value) else { return nil }
    if right.count != wrong.count {
      return Magnitude.power(from: value, to: claim) == nil ? nil : [.powerOfTenSlip]
    }
    let differing = right.indices.filter { right[$0] != wrong[$0] }
    if differing.count == 2, differing[0] + 1 == differing[1] || right.count >= 6,
      right[differing[0]] == wrong[differing[1]], right[differing[1]] == wrong[differing[0]]
    {
      return [.digitsTransposed]
    }
    return differing.count == 1 && differing[0] > 0 ? [.digitChanged, .productSlip] : nil
  }
}
