import Symbolics

/// Sums over one block, which a line says with the name of the network that it is of.
extension Calculation {
  /// Whether the line that names the network above a short sum speaks of one block of it with its input: "MobileNetV2 倒残差块（输入
  /// 56×56×24，…）", "ResNet-50 bottleneck block, input 56×56×256".
  func isHeadedAsBlock(_ entry: Entry) -> Bool {
    // `total 606,928 MAdds = 0.61M` below the parts of the block.
    if let side = entry.workingSide {
      guard case .sum(let terms) = side.located.expression, terms.count <= 8 else { return false }
    }
    for place in stride(from: entry.home, through: max(0, entry.home - 8), by: -1) {
      let line = lines[place]
      guard let name = line.networks.last else { continue }
      return line.mentions.contains {
        $0.noun == .block && $0.range.lowerBound >= name.range.upperBound
          && $0.range.lowerBound - name.range.upperBound <= 24
          && (Calculation.inputsOfBlocks.isIn(
            line.stretch(behind: $0.range.upperBound, atMost: 24), of: working.bytes)
            || isSumOfLines(entry, below: place))
      }
    }
    return false
  }

  /// Whether a total is what the results of the lines between it and a heading come to.
  private func isSumOfLines(_ entry: Entry, below heading: Int) -> Bool {
    guard heading < entry.home, let claim = entry.claim else { return false }
    let parts = lines[(heading + 1)..<entry.home].compactMap { line in
      line.chains.last.flatMap { $0.sides.count > 1 ? $0.sides.last?.claim?.value : nil }
    }
    guard parts.count >= 2, let sum = NetworkFacts.sum(parts) else { return false }
    return LinkChecker.isWithin(LinkChecker.tolerance(of: claim, isApproximate: true), sum, claim.value)
  }

  private static let inputsOfBlocks: PhraseSet = ["input", "输入", "輸入"]
}
