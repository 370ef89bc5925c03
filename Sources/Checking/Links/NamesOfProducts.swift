import Symbolics

/// Numbers that belong to the name of a product: `8 A100-80GB = 640 GB`, `RTX 4090 ×2 = 48 GB`, `PCIe 4.0 ×16 = 32 GB/s`,
/// `Mixtral 8×7B = 46.7B`.
extension LinkChecker {
  func hasNameOfProduct(_ link: PlainLink) -> Bool {
    for side in [link.first, link.second] {
      let place = side.located.range.lowerBound
      if around.start(of: LinkChecker.products, endingAt: around.back(from: place)) != nil { return true }
      if hasNameInside(side) { return true }
    }
    return false
  }

  /// `A100-80GB`, `RTX-3090`: letters, and a hyphen with a number glued to it.
  private func hasNameInside(_ side: Chain.Side) -> Bool {
    let bytes = working.bytes
    // What is glued to its end belongs to it; a name on the next line does not.
    let place = side.located.range.upperBound
    let end = bytes.skip(from: place, to: min(place + 12, bytes.count)) {
      $0.isASCIIWordByte || $0 == UInt8(ascii: "-")
    }
    let range = side.located.range.lowerBound..<max(side.located.range.lowerBound, end)
    for at in range where bytes[at] == UInt8(ascii: "-") && at > range.lowerBound {
      guard at + 1 < bytes.count, bytes[at + 1].isASCIIDigit, bytes[at - 1].isASCIIWordByte else { continue }
      let start = bytes.skipBack(from: at, to: 0) { $0.isASCIIWordByte }
      // ResNet-50 is no product; A100-80GB and RTX-3090 are. `\cdot2-2` is a sign of LaTeX with its factor.
      if bytes[start].isASCIILetter, start == 0 || bytes[start - 1] != UInt8(ascii: "\\"),
        bytes[start..<at].contains(where: { $0.isASCIIDigit })
          || LinkChecker.cards.contains(Doubt.text(bytes[start..<at]))
      {
        return true
      }
    }
    return false
  }

  private static let cards: Set<String> = ["rtx", "gtx", "rx"]

  private static let products: [StaticString] = [
    "rtx", "gtx", "geforce", "quadro", "titan", "tesla", "radeon", "rx", "pcie", "pci-e", "pci express",
    "nvlink",
    "hbm", "ddr", "mixtral", "tpu", "epyc", "xeon",
  ]
}
