import Derivations
import Networks
import Symbolics

// The right digits of a total in a wrong magnitude, twice too many, or miscopied.
extension OriginRule {
  /// G for T, 亿 for a billion, a decimal point in the wrong place.
  static let magnitude = OriginRule(digits: 2) { counts, claim in
    guard claim.guessed == nil else { return [] }
    return counts.totalsOfForms.compactMap { total in
      guard let power = Magnitude.power(from: total.value, to: claim.numeral), power.magnitude <= 12 else {
        return nil
      }
      let scale = claim.numeral.scale
      let mistake: Mistake =
        scale.isChinese ? .yiUnitSlip : scale.isPrefix && power % 3 == 0 ? .prefixSlip : .powerOfTenSlip
      guard let ratio = try? Rational(10).raised(to: Rational(abs(power))) else { return nil }
      let ten = Expression(ratio)
      let arguments: [(name: String, value: Finding.Argument)] = [
        ("ratio", .number(ratio)), ("network", .quotation(total.network)),
      ]
      return Origin(
        mistake, in: (total.quantity, total.value), .magnitude, arguments: arguments,
        power > 0 ? .product([Expression(total.value), ten]) : .quotient(Expression(total.value), ten))
    }
  }

  /// FLOPs doubled once more; multiply-adds halved, as if they were FLOPs.
  static let factorOfTwo = OriginRule(digits: 2) { counts, _ in
    counts.totals.compactMap { total in
      switch total.quantity {
      case .flops: Origin(.extraFactor, in: total, .doubledTwice, .times(2, total.value))
      case .macs:
        Origin(.macFlopRatioReversed, in: total, .halved, .quotient(Expression(total.value), 2))
      default: nil
      }
    }
  }

  /// Divided by 1,024 three times and called G.
  static let binaryPrefix = OriginRule(digits: 3) { counts, claim in
    guard claim.numeral.scale.isPrefix, claim.numeral.scale.exponent % 3 == 0 else { return [] }
    let steps = Expression(Rational(claim.numeral.scale.exponent / 3))
    return counts.totals.compactMap { total in
      Origin(
        .binaryDecimalPrefixMixed, in: total, .binaryPrefix,
        .product([
          .quotient(Expression(total.value), .power(1_024, steps)), .power(1_000, steps),
        ]))
    }
  }

  /// Two digits that changed places, and a digit that is another one.
  static let digitSlips = OriginRule(digits: 5) { counts, claim in
    guard claim.numeral.lastPlace == .one, let written = Digits.of(claim.numeral.value) else { return [] }
    return counts.totalsOfForms.compactMap { total in
      guard let right = Digits.of(total.value), right.count == written.count else { return nil }
      let places = right.indices.filter { right[$0] != written[$0] }
      let mistake: Mistake
      if places.count == 2, right[places[0]] == written[places[1]], right[places[1]] == written[places[0]] {
        mistake = .digitsTransposed
      } else if places.count == 1 {
        mistake = .digitChanged
      } else {
        return nil
      }
      guard let gap = try? total.value.subtracting(claim.numeral.value) else { return nil }
      return Origin(
        mistake, in: (total.quantity, total.value), .digits,
        arguments: [("network", .quotation(total.network))], .difference(total.value, gap))
    }
  }
}

extension OriginCounts {
  /// The totals of the network and of its other forms, with their titles.
  var totalsOfForms: [(quantity: Quantity, value: Rational, network: String)] {
    var totals = totals.map { (quantity: $0.quantity, value: $0.value, network: network.title) }
    for form in network.variants.compactMap({ Catalogue.network(named: $0) }) {
      guard let derivation = try? derive(form, inputs: derivation.inputs) else { continue }
      for quantity in [Quantity.macs, .flops, .parameters] {
        let value = derivation.root.value(quantity)
        if !value.isZero { totals.append((quantity, value, form.title)) }
      }
    }
    return totals
  }
}
