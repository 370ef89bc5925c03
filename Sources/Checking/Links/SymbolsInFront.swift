import Symbolics

/// Products whose first factor is a symbol that was not read: `sbh (34 + 80) = 2048·12288·114`, `$\Psi\,(2+2+12) = 7.5·16`.
extension LinkChecker {
  /// Whether a name stands right before a bracket, and the other side multiplies by what the bracket gives.
  func isTimesSymbolInFront(_ link: PlainLink) -> Bool {
    let bytes = working.bytes
    let place = link.first.located.range.lowerBound
    guard link.index == 0, case .sum = link.first.located.expression,
      case .product = link.second.located.expression,
      link.second.isCompound, place < bytes.count, let open = opening(at: place),
      Factors.written(in: link.second.located.expression).contains(link.value)
    else { return false }
    let start = around.lineStart(of: open)
    var at = open
    while at > start, Doubt.isBlank(bytes[at - 1]) || LinkChecker.spaces.contains(bytes[at - 1]) { at -= 1 }
    return at > start
      && (bytes[at - 1].isASCIIWordByte || bytes[at - 1] >= 0x80 || bytes[at - 1] == UInt8(ascii: "}"))
  }

  /// Where the bracket opens in which a side stands.
  private func opening(at place: Int) -> Int? {
    if working.bytes[place] == UInt8(ascii: "(") || working.bytes[place] == UInt8(ascii: "[") { return place }
    let end = around.back(from: place)
    return end > 0 && working.bytes[end - 1] == UInt8(ascii: "(") ? end - 1 : nil
  }

  private static let spaces: [UInt8] = [
    UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "~"),
  ]

  /// `1 H100-day at 40% = 395.6e12 × 86,400`: at which share of its peak something runs, behind its name.
  func isAtShareOfPeak(_ link: PlainLink) -> Bool {
    guard link.index == 0, !link.first.isCompound, link.first.claim?.scale == .percent,
      link.second.isCompound,
      case .product = link.second.located.expression, link.value > .one
    else { return false }
    let end = around.back(from: link.first.located.range.lowerBound)
    return around.start(of: LinkChecker.at, endingAt: end) != nil
  }

  private static let at: [StaticString] = ["at", "with", "@", "按", "以", "利用率", "mfu"]
}
