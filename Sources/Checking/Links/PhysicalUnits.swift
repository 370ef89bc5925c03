import Symbolics

/// Electrical units: `10 kΩ · 100 nF = 1 ms`, `100 µF · 5 V = 0.5 mC`. What their prefixes amount to together is not worked
/// out, so that such a link is judged by its digits alone.
extension LinkChecker {
  /// Whether a link with such units fails by a power of ten only.
  func differsInElectricalPrefix(_ link: PlainLink) -> Bool {
    guard link.claim.scale != .percent, !link.value.isZero, !link.claim.value.isZero,
      namesElectricalUnit(link),
      let room = try? link.claim.lastPlace.divided(by: .two)
    else { return false }
    var power = link.value.magnitude
    let claim = link.claim.value.magnitude
    // From the digits of the value to those of the claim; nine prefixes lie between pico and tera.
    for _ in 0..<24 {
      let next = (try? power < claim ? power.multiplied(by: 10) : power.divided(by: 10)) ?? .zero
      guard !next.isZero else { return false }
      if LinkChecker.isWithin(room, next, claim) { return true }
      if (power < claim) != (next < claim) { return false }
      power = next
    }
    return false
  }

  private func namesElectricalUnit(_ link: PlainLink) -> Bool {
    let (bytes, start) = (working.bytes, link.first.located.range.lowerBound)
    let end = bytes.endOfLine(from: link.second.located.range.upperBound, atMost: 24)
    guard start < end, end - start < 512 else { return false }
    for at in start..<end where bytes[at].isASCIIDigit {
      guard at + 1 < end, !bytes[at + 1].isASCIIDigit else { continue }
      var joint = Joint(bytes, from: at + 1, to: end)
      joint.skipMarkup()
      guard joint.take(LinkChecker.electricalUnits) else { continue }
      if joint.isAtEnd || !bytes[joint.at].isASCIIWordByte { return true }
    }
    return false
  }

  private static let electricalUnits: PhraseSet = [
    "Ω", "Ω", "kΩ", "kΩ", "mΩ", "mΩ", "\\omega", "k\\omega", "m\\omega", "ohm", "ohms", "kohm", "pf", "nf",
    "µf", "μf",
    "uf", "mf", "\\mu f", "na", "µa", "μa", "ua", "ma", "mv", "µv", "μv", "kv", "nc", "µc", "μc", "mc", "nh",
    "µh",
    "μh", "uh", "mh",
  ]
}
