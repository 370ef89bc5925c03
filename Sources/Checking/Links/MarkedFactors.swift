import Symbolics

/// A factor that the text worked out in words and rounded: `4.2 GMACs, ×2 for FLOPs, ×3 for both passes: 25.3 GFLOPs` above
/// `25.3e9 × 50,000`. Who goes on with it in the calculator has the product itself.
extension LinkChecker {
  /// Whether a product is right with such a factor as it was before it was rounded.
  func agreesWithMarkedFactors(_ link: PlainLink) -> Bool {
    guard case .product = link.left.located.expression else { return false }
    let place = link.left.located.range.lowerBound
    var hasChanged = false
    let exact = link.left.located.expression.replacingNumerals { numeral in
      guard !hasChanged, numeral.value > .one, let product = markedProduct(numeral.value, before: place)
      else { return nil }
      hasChanged = true
      return Numeral(value: product, lastPlace: numeral.lastPlace)
    }
    guard hasChanged, let value = try? exact.evaluated() else { return false }
    return isClaimed(value, link)
  }

  /// What a rounded number was before it was rounded, where it ends a line of factors with signs before them, this one or one
  /// of the two above.
  private func markedProduct(_ rounded: Rational, before place: Int) -> Rational? {
    let own = working.line(at: place)
    for index in max(0, own - 2)...own {
      let start = working.lineStarts[index]
      let end = index == own ? place : min(around.lineEnd(of: start), start + 256)
      guard start < end, end - start <= 256, LinkChecker.timesSigns.isIn(start..<end, of: working.bytes)
      else {
        continue
      }
      let measures = MeasureReader.measures(in: start..<end, of: working.bytes)
      for last in measures.indices.dropFirst(2) where measures[last].numeral.value == rounded {
        if let product = product(endingBefore: last, measures, near: measures[last].numeral) {
          return product
        }
      }
    }
    return nil
  }

  private func product(endingBefore last: Int, _ measures: [Measure], near rounded: Numeral) -> Rational? {
    guard rounded.shows(atLeast: 100), let half = try? rounded.lastPlace.divided(by: .two) else { return nil }
    var product = measures[last - 1].numeral.value
    var at = last - 1
    while at > 0, last - at < 5, isMarked(measures[at]) {
      at -= 1
      guard let next = try? product.multiplied(by: measures[at].numeral.value) else { return nil }
      product = next
      if product != rounded.value, LinkChecker.isWithin(half, product, rounded.value) { return product }
    }
    return nil
  }

  /// Whether a sign for a product stands right before a number.
  private func isMarked(_ measure: Measure) -> Bool {
    let end = working.bytes.skipBlanksBack(from: measure.range.lowerBound, to: 0)
    guard end > 1 else { return false }
    let byte = working.bytes[end - 1]
    // × is C3 97.
    return byte == UInt8(ascii: "*") || byte == 0x97 && working.bytes[end - 2] == 0xC3
      || byte | 0x20 == UInt8(ascii: "x") && !working.bytes[end - 2].isASCIIWordByte
  }

  private static let timesSigns: PhraseSet = ["×", "*", " x"]
}
