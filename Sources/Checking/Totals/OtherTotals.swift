import Derivations
import Symbolics

/// Totals of a part of the network, or of another network than the catalogue's.
extension Calculation {
  /// Whether a line makes the network another one. "Wide" is a part of Wide ResNet's name.
  func speaksOfVariant(_ line: TextLine) -> Bool {
    guard line.topics.contains(.variant) else { return false }
    return line.mentions.contains { mention in
      mention.noun == .variant
        && !line.networks.contains { !$0.name.isEmpty && $0.range.overlaps(mention.range) }
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
}
