import Symbolics

/// A model's size, and behind the sign what the model is made of: `355M = 24 layers × 1024 wide`, `22M = 12 × 384`, `138M = 13
/// convolutions + 3 linear layers`, 6000万=6+6层. The calculation describes the model, it does not give its size.
extension LinkChecker {
  /// Whether a link leads from a size to numbers of layers, or to layers and their width, that are nowhere near it.
  func leadsToMakeup(_ link: PlainLink) -> Bool {
    guard link.index == 0, link.sign == .equal || link.sign == .approximately, link.chain.sides.count == 2,
      !link.first.isCompound,
      link.claim.hasScaleWord, link.claim.value >= 1_000, link.claim.binaryFactor == nil,
      link.claim.scale != .percent, link.isBare,
      link.first.unit == .none || link.first.unit == .parameters || link.first.unit == .other,
      link.second.unit == .none || link.second.unit == .other,
      let size = link.claim.unscaled, let numbers = smallNumbers(of: link.second.located.expression)
    else { return false }
    if isNearSize(link.value, size) { return false }
    if numbers.isProduct, numbers.all.count == 2, isDepth(numbers.all[0]), isWidth(numbers.all[1]) {
      return true
    }
    return numbers.all.allSatisfy { $0 <= 1_000 } && namesLayers(link)
  }

  /// The whole numbers that a side adds or multiplies, two to six of them.
  private func smallNumbers(of expression: Expression) -> (all: [Int], isProduct: Bool)? {
    var numbers: [Int] = []
    func take(_ part: Expression) -> Bool {
      guard numbers.count < 6, case .number(let numeral) = part, numeral.lastPlace == .one,
        let number = numeral.value.integer, (1...100_000).contains(number)
      else { return false }
      numbers.append(number)
      return true
    }
    switch expression {
    case .product(let factors):
      return factors.count >= 2 && factors.allSatisfy(take) ? (numbers, true) : nil
    case .sum(let terms):
      let isRead = terms.count >= 2 && terms.allSatisfy { !$0.isSubtracted && take($0.value) }
      return isRead ? (numbers, false) : nil
    default: return nil
    }
  }

  private func isDepth(_ number: Int) -> Bool { (2...128).contains(number) }

  /// 192, 384, 768, 1,024, 12,288
  private func isWidth(_ number: Int) -> Bool { number >= 128 && number % 16 == 0 }

  /// Whether a value is meant for the size: its digits, or nearly it, in the scale that only the size names: `86M = 12 × 8`,
  /// `7.6M = 32 × 208`.
  private func isNearSize(_ value: Rational, _ size: Rational) -> Bool {
    var scaled = value
    // In units, thousands and millions of the size's scale.
    for _ in 0..<3 {
      guard let ratio = try? scaled.divided(by: size), let less = try? ratio.multiplied(by: 5),
        let next = try? scaled.divided(by: 1_000)
      else { return true }
      if less > 4, ratio < LinkChecker.near { return true }
      scaled = next
    }
    return false
  }

  private static let near = (try? Rational(5, over: 4)) ?? .one

  /// Whether a word for layers stands behind one of the numbers.
  private func namesLayers(_ link: PlainLink) -> Bool {
    let end = link.second.located.range.upperBound
    let stretch = link.second.located.range.lowerBound..<max(end, min(around.lineEnd(of: end), end + 24))
    return stretch.count <= 192 && Makeup.layers.isIn(stretch, of: working.bytes)
  }
}

private enum Makeup {
  static let layers: PhraseSet = [
    "layer", "conv", "block", "linear", "dense", "fc", "层", "卷积", "全连接", "块",
  ]
}
