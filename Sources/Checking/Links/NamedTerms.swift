import Symbolics

/// Terms of a list with their names, of which the last one is worked out: `73,728 weights + 2·128 = 256 BN parameters`,
/// `emb 23.4M + 512 × 768 = 0.39M pos`.
extension LinkChecker {
  /// Whether a claim is what the last term gives, and names it.
  func worksOutNamedTerm(_ link: PlainLink) -> Bool {
    guard link.first.isCompound, !link.second.isCompound,
      case .sum(let terms) = link.first.located.expression, terms.count <= 8, let last = terms.last,
      !last.isSubtracted, Claim.numeral(of: last.value) == nil,
      terms.dropLast().allSatisfy({ Claim.numeral(of: $0.value) != nil && !$0.isSubtracted }),
      let value = try? last.value.evaluated(),
      fits(value, link.claim, isApproximate: true, isBare: false), namesResult(link), !isAddedUpWrong(link)
    else { return false }
    let operands = link.first.located.operands
    guard operands.count == terms.count else { return false }
    return operands.dropLast().allSatisfy { operand in
      isNamed(before: operand.range.lowerBound) || isNamed(behind: operand.range.upperBound)
    }
  }

  /// Whether words stand behind the claim that are no unit and say nothing of a total.
  private func namesResult(_ link: PlainLink) -> Bool {
    var joint = around.joint(behind: link.second)
    joint.skipBlanks()
    let start = joint.at
    guard start < joint.end, joint.bytes[start].isASCIILetter || joint.bytes[start] >= 0xE4 else {
      return false
    }
    let words = start..<min(joint.end, start + 48)
    _ = joint.takeUnits()
    return !joint.isAtClauseEnd() && !LinkChecker.totalsOfTerms.isIn(words, of: joint.bytes)
  }

  /// `… = 34.6M for the MLP = 54.1M per layer`: a number behind the name is that of all terms, and does not fit them.
  private func isAddedUpWrong(_ link: PlainLink) -> Bool {
    let joint = around.joint(behind: link.second)
    let bytes = joint.bytes
    let start = joint.at
    let sign = bytes.skip(from: start, to: min(joint.end, start + 48)) {
      $0 == .space || $0.isASCIILetter || $0 >= 0x80
    }
    guard sign < joint.end, bytes[sign] == UInt8(ascii: "="),
      let total = MeasureReader.measures(in: sign + 1..<min(joint.end, sign + 32), of: bytes).first
    else { return false }
    return !fits(link.value, total.numeral, isApproximate: true, isBare: false)
  }

  private func isNamed(before place: Int) -> Bool {
    let end = around.back(from: place)
    return end > 0 && end < place && (working.bytes[end - 1].isASCIILetter || working.bytes[end - 1] >= 0x80)
  }

  private func isNamed(behind place: Int) -> Bool {
    let start = working.bytes.skipBlanks(from: place, to: min(working.bytes.count, place + 4))
    return start < working.bytes.count
      && (working.bytes[start].isASCIILetter || working.bytes[start] >= 0xE4)
  }

  private static let totalsOfTerms: PhraseSet = [
    "total", "altogether", "together", "overall", "in all", "sum", "总", "合计", "共",
  ]
}
