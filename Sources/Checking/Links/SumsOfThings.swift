import Symbolics

/// What is done or held, told in words before it is worked out: `1 big pass + 4 small passes = 30 + 4 × 1.5 = 36 ms`,
/// `1 copy of weights + 2 moments = 26 + 52`, 1 次前向 + 1 次反向 = 2.1 + 4.2.
extension LinkChecker {
  /// Whether the first side of a link adds numbers of things that have different names, and the second one what these come to.
  /// `2 conv layers + 3 fc layers = 6 layers` counts them.
  func countsKindsOfThings(_ link: PlainLink) -> Bool {
    guard case .sum(let terms) = link.first.located.expression, terms.count <= 8, link.sign != .comparison,
      !link.first.isSymbolic, isWorkedOut(link, terms.count)
    else { return false }
    let operands = link.first.located.operands
    guard operands.count == terms.count else { return false }
    var names: [ArraySlice<UInt8>] = []
    for (place, operand) in operands.enumerated() {
      guard let count = Claim.numeral(of: operand.expression), count.value.isInteger, count.value <= 1_000,
        count.scale == .one
      else { return false }
      let end = operand.range.upperBound
      let limit = place + 1 < operands.count ? operands[place + 1].range.lowerBound : around.lineEnd(of: end)
      guard let name = nameOfThings(Joint(working.bytes, from: end, to: limit)) else { return false }
      names.append(name)
    }
    return names.dropFirst().contains { $0 != names[0] }
  }

  /// Whether the second side adds as many terms, multiplies by the number of all, or is in a unit of its own.
  private func isWorkedOut(_ link: PlainLink, _ count: Int) -> Bool {
    switch link.second.located.expression {
    case .sum(let terms): return terms.count == count
    case .product:
      guard !link.second.isCompound else {
        return Factors.written(in: link.second.located.expression).contains(link.value)
      }
      return link.claim.hasScaleWord
    default:
      return link.second.unit.seconds != nil || link.second.unit == .bytes || link.claim.hasScaleWord
    }
  }

  /// The words from a number to the next sign; nil where none stands there or a unit does.
  private func nameOfThings(_ start: Joint) -> ArraySlice<UInt8>? {
    var joint = start
    joint.skipBlanks()
    let bytes = joint.bytes
    let first = joint.at
    guard first < joint.end else { return nil }
    if bytes[first].isASCIILetter {
      // `1 weight copy` counts copies, `2 bytes` and `3 ms` measure.
      var unit = joint
      _ = unit.takeUnits()
      let word = bytes.skip(from: first, to: joint.end) { $0.isASCIIWordByte }
      let isMeasure =
        UnitReader.unit(first..<word, in: bytes).map { $0 != .parameters && $0 != .other } ?? false
      guard !isMeasure, unit.at == first || unit.at < joint.end && bytes[unit.at].isASCIILetter else {
        return nil
      }
    } else {
      guard bytes[first] >= 0xE3 else { return nil }
      var unit = joint
      _ = unit.takeUnits()
      guard unit.at == first || joint.take(LinkChecker.classifiersOfThings) else { return nil }
    }
    let end = bytes.skip(from: joint.at, to: joint.end) {
      $0.isASCIILetter || $0 >= 0x80 || $0 == .hyphen || Doubt.isBlank($0)
    }
    return joint.at < end ? bytes[joint.at..<bytes.skipBlanksBack(from: end, to: joint.at)] : nil
  }

  private static let classifiersOfThings: PhraseSet = ["次", "个"]
}
