import Symbolics

/// Money: what it costs is another thing than what is paid for, and no text tells what a dollar costs.
extension LinkChecker {
  /// `$1.25M ≈ 900 万元`, `$0.00125 = 0.125 ¢`, `1,344 GPU-hours ≈ $2,688`: whether a link leads from one currency to
  /// another, or from a result in some unit to its price.
  func changesCurrency(_ link: PlainLink) -> Bool {
    guard let second = currency(of: link.second) else {
      // `3 days = 4 × 72 × 0.65 = 187.20 €`: the calculation between is that of the price.
      return link.second.isCompound && link.index + 2 < link.chain.sides.count && isInUnits(link.first)
        && currency(of: link.chain.sides[link.index + 2]) != nil && currency(of: link.first) == nil
    }
    if let first = currency(of: link.first) { return first != second }
    return isInUnits(link.first)
  }

  private func isInUnits(_ side: Chain.Side) -> Bool { !side.isCompound && side.unit != .none }

  private enum Currency { case dollar, cent, yuan, euro, pound }

  private func currency(of side: Chain.Side) -> Currency? {
    let (bytes, range) = (working.bytes, side.located.range)
    var joint = around.joint(behind: side)
    if joint.take(LinkChecker.cents) { return .cent }
    if joint.take(LinkChecker.dollars) { return .dollar }
    if joint.take(LinkChecker.yuan) { return .yuan }
    if joint.take(LinkChecker.euros) { return .euro }
    for at in max(0, range.lowerBound - 3)..<range.upperBound {
      switch bytes[at] {
      case UInt8(ascii: "$") where at > 0 && bytes[at - 1] == UInt8(ascii: "\\"): return .dollar
      case UInt8(ascii: "$") where hasDollars(at): return .dollar
      // ¥ is C2 A5, £ C2 A3, ￥ EF BF A5, € E2 82 AC.
      case 0xC2 where at + 1 < range.upperBound && bytes[at + 1] == 0xA5: return .yuan
      case 0xC2 where at + 1 < range.upperBound && bytes[at + 1] == 0xA3: return .pound
      case 0xEF where at + 2 < bytes.count && bytes[at + 1] == 0xBF && bytes[at + 2] == 0xA5: return .yuan
      case 0xE2 where at + 2 < bytes.count && bytes[at + 1] == 0x82 && bytes[at + 2] == 0xAC: return .euro
      default: continue
      }
    }
    return nil
  }

  /// Whether the dollars of a line are money, each before a digit, and not the marks of a formula.
  private func hasDollars(_ place: Int) -> Bool {
    let bytes = working.bytes
    for at in around.lineStart(of: place)..<around.lineEnd(of: place) where bytes[at] == UInt8(ascii: "$") {
      guard at + 1 < bytes.count, bytes[at + 1].isASCIIDigit else { return false }
    }
    return true
  }

  private static let cents: PhraseSet = ["¢", "美分", "cents", "cent"]
  private static let dollars: PhraseSet = ["美元", "美金", "usd", "dollars", "dollar"]
  private static let yuan: PhraseSet = ["元", "人民币", "rmb", "cny", "yuan"]
  private static let euros: PhraseSet = ["欧元", "eur", "euros", "euro", "€"]
}
