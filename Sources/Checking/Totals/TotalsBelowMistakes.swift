import Derivations
import Networks
import Symbolics

/// The total of the one network that a text is about, below a part in which a mistake was found: "ResNet-18 parameters:", a stage
/// without its projection, `total: 11,656,744`.
///
/// Nothing is said of a text without mistakes, nor of a total that is right in any form, with usual omissions, or calculated on
/// the line from a wrong value.
extension Calculation {
  mutating func checkTotalsBelowMistakes() {
    guard let forms, findings.contains(where: { $0.severity == .error }), holds(NamedTotals.wholes),
      !findings.contains(where: { $0.mistake == .networkTotalWrong })
    else { return }
    for (place, line) in enumeratedLines(with: NamedTotals.wholes)
    where place > 2 && line.row == nil && line.networks.isEmpty && line.range.count <= 256 {
      guard
        findings.contains(where: {
          $0.severity == .error && $0.range.upperBound <= line.range.lowerBound
        }), let claim = totalAlone(on: line, place, forms), isAsserted(claim.range, on: line),
        !isAccepted(claim, forms), !isWellKnown(claim, forms), !isOfVariation(claim.range, on: line),
        claim.quantity != .parameters || !isOfUsualOmissions(claim, forms)
      else { continue }
      guard namesOneNetwork(before: place), !holds(NamedTotals.variations),
        !lines.contains(where: { speaksOfVariant($0) || givesSizesOfOwn($0) })
      else { return }
      guard !isReported(claim.range), !carriesOn(claim.range), !isBelowPart(place, claim.numeral) else {
        continue
      }
      let facts = forms.facts
      findings.append(
        Draft(
          mistake: .networkTotalWrong, alternatives: [.totalDoesNotAddUp], range: claim.range,
          about: claim.quantity.name, claimed: claim.numeral.value,
          correct: claim.quantity == .parameters ? facts.parameters : facts.macs))
      return
    }
  }

  /// The number behind a word for the whole with which a line begins, near the network's own.
  private func totalAlone(on line: TextLine, _ place: Int, _ forms: KnownForms) -> TotalClaim? {
    let bytes = working.bytes
    let start = bytes.skip(from: line.range.lowerBound, to: line.range.upperBound) {
      $0 == 0x20 || $0 == .hyphen || $0 == UInt8(ascii: "*") || $0.isASCIIDigit || $0 == UInt8(ascii: ".")
    }
    var joint = Joint(bytes, from: start, to: line.range.upperBound)
    let first = joint.at
    guard joint.take(NamedTotals.wholes), let quantity = quantityOfText(above: place, forms) else {
      return nil
    }
    let saysParameters =
      NamedTotals.parameters.isIn(first..<joint.at, of: bytes) || joint.take(NamedTotals.parameters)
    guard quantity == .parameters || !saysParameters else { return nil }
    while joint.take(NamedTotals.signs) {}
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    let chain = line.chains.first { $0.sides.contains { $0.located.range.lowerBound == joint.at } }
    let plain = chain?.sides.first {
      $0.located.range.lowerBound == joint.at && !$0.isCompound && $0.claim != nil
    }
    guard let side = plain ?? result(at: joint.at, on: line), let numeral = side.claim,
      numeral.value >= 1_000_000, !numeral.isRoundedAway
    else { return nil }
    switch side.unit {
    case .none: break
    case .parameters where quantity == .parameters: break
    case .macs where quantity == .macs: break
    default: return nil
    }
    var tail = Joint(bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    guard tail.isAtEnd || tail.isAtClauseEnd() || chain != nil else { return nil }
    let right = quantity == .parameters ? forms.facts.parameters : forms.facts.macs
    let ratio = numeral.value.approximation / right.approximation
    guard ratio > 0.3, ratio < 3.5 else { return nil }
    return TotalClaim(
      range: side.located.range, numeral: numeral, isApproximate: side.isApproximate, quantity: quantity,
      entry: nil, isSpecific: true)
  }

  /// What the line that names the network says is counted; parameters also where the text speaks of nothing else.
  private func quantityOfText(above place: Int, _ forms: KnownForms) -> Quantity? {
    let isOfTokens = forms.facts.derivation.network.inputs.contains { $0.layout == .tokens }
    for line in lines[max(0, place - 64)..<place].reversed() where !line.networks.isEmpty {
      for mention in line.mentions where mention.noun.isQuantity {
        switch mention.noun {
        case .parameters: return .parameters
        case .macs: return isOfTokens ? nil : .macs
        default: return nil
        }
      }
      break
    }
    return holds(NamedTotals.otherThings) ? nil : .parameters
  }
}

extension Numeral {
  /// Whether it shows less than three digits.
  fileprivate var isRoundedAway: Bool { !shows(atLeast: 100) }
}
