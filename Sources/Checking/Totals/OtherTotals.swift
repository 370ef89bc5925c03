import Derivations
import Symbolics

/// Totals of a part of the network, or of another network than the catalogue's.
extension Calculation {
  /// Whether a line makes the network another one. "Wide" is a part of Wide ResNet's name, and a network for a stated number
  /// of classes is known.
  func speaksOfVariant(_ line: TextLine) -> Bool {
    guard line.topics.contains(.variant) else { return false }
    let classes = knownClasses(in: line.range)
    return line.mentions.contains { mention in
      mention.noun == .variant && !classes.contains { $0.overlaps(mention.range) }
        && !line.networks.contains { !$0.name.isEmpty && $0.range.overlaps(mention.range) }
    }
  }

  /// Whether a sum changes the network's own total, so that it says what another network has: "138,357,544 −
  /// 102,760,448 + …".
  func startsFromTotal(_ entry: Entry) -> Bool {
    guard let forms, let side = entry.workingSide, case .sum = side.located.expression else { return false }
    return side.located.operands.contains { operand in
      guard let value = try? operand.expression.evaluated(), !value.isZero else { return false }
      return forms.plainTotals.contains(value)
    }
  }

  /// 14.7 M for VGG-16: the classifier, most of the network, is left out. Right for the convolutions, so it is a remark.
  mutating func remarkOnClassifier(_ claim: TotalClaim, _ forms: KnownForms) {
    guard claim.quantity == .parameters, claim.isSpecific, claim.entry == nil else { return }
    let facts = forms.facts
    var classifier = Rational.zero
    for layer in facts.layers where layer.noun == .linear {
      classifier = (try? classifier.adding(layer.parameters)) ?? classifier
    }
    guard let rest = try? facts.parameters.subtracting(classifier), classifier > rest,
      LinkChecker.isWithin(claim.tolerance, rest, claim.numeral.value)
    else { return }
    findings.append(
      Draft(
        mistake: .partsOmitted, severity: .warning, range: claim.range, about: "classifier",
        claimed: claim.numeral.value, correct: classifier))
  }

  /// 15.3 G for VGG-16: the convolutions alone, as papers like to count. A number without a calculation, so it is a remark.
  mutating func isOfConvolutions(_ claim: TotalClaim, _ forms: KnownForms) -> Bool {
    guard claim.quantity == .macs, claim.isSpecific,
      claim.entry.map({ entries[$0].workingSide == nil }) ?? true
    else { return false }
    for facts in [forms.facts] + forms.variants {
      let convolutions = facts.convolutions
      let doubled = try? convolutions.multiplied(by: .two)
      guard convolutions != facts.macs, !convolutions.isZero,
        [convolutions, claim.saysMultiplyAdds ? nil : doubled].contains(where: {
          $0.map { LinkChecker.isWithin(claim.tolerance, $0, claim.numeral.value) } ?? false
        })
      else { continue }
      findings.append(
        Draft(
          mistake: .partsOmitted, severity: .note, range: claim.range, about: "classifier",
          claimed: claim.numeral.value, correct: try? facts.macs.subtracting(convolutions)))
      return true
    }
    return false
  }

  /// Whether a number that is given to its last digit is the network's for another usual number of classes, which the text
  /// need not say: nobody comes to it by chance.
  func isForOtherClasses(_ claim: TotalClaim, _ forms: KnownForms) -> Bool {
    guard claim.numeral.lastPlace <= .one, claim.numeral.value > 10_000 else { return false }
    return ([forms.facts] + forms.variants).contains { facts in
      guard let classes = facts.classes, let each = facts.perClass(claim.quantity), !each.isZero else {
        return false
      }
      let total = claim.quantity == .parameters ? facts.parameters : facts.macs
      let factors: [Rational] =
        claim.quantity == .parameters || claim.saysMultiplyAdds ? [.one] : [.one, .two]
      return factors.contains { factor in
        let more = try? claim.numeral.value.divided(by: factor).subtracting(total).divided(by: each)
        return more.flatMap { $0.integer }.map { Calculation.usualClasses.contains(classes + $0) } ?? false
      }
    }
  }

  /// Numbers of classes of usual data sets and tasks, among them the 1,001 of some ImageNet models.
  private static let usualClasses: Set<Int> = [
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 17, 19, 20, 21, 37, 43, 47, 50, 80, 81, 91, 100, 101, 102, 120,
    128, 150,
    196, 200, 256, 257, 365, 397, 400, 525, 1_001, 8_142, 10_000, 21_841,
  ]

  /// Whether a rounded number is one that everybody quotes, and near what is right.
  func isWellKnown(_ claim: TotalClaim, _ forms: KnownForms) -> Bool {
    guard claim.entry == nil, KnownFigures.holdsNear(claim.numeral) else { return false }
    return ([forms.facts] + forms.variants).contains { facts in
      let right = claim.quantity == .parameters ? facts.parameters : facts.macs
      guard let room = try? right.multiplied(by: Rational(3)).divided(by: 100) else { return false }
      return LinkChecker.isWithin(room, claim.numeral.value, right)
    }
  }
}

extension NetworkFacts {
  /// The multiply-adds of the convolutions alone.
  fileprivate var convolutions: Rational {
    var sum = Rational.zero
    for layer in layers where layer.noun == .convolution {
      sum = (try? sum.adding(layer.macs.multiplied(by: Rational(layer.multiplicity)))) ?? sum
    }
    return sum
  }
}
