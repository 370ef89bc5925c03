import Symbolics

/// Sums over one block, which a line says with the name of the network that it is of.
extension Calculation {
  /// Whether the line that names the network above a short sum speaks of one block of it with its input: "MobileNetV2 倒残差块（输入
  /// 56×56×24，…）", "ResNet-50 bottleneck block, input 56×56×256".
  func isHeadedAsBlock(_ entry: Entry) -> Bool {
    guard case .sum(let terms)? = entry.workingSide?.located.expression, terms.count <= 8 else {
      return false
    }
    for place in stride(from: entry.home, through: max(0, entry.home - 8), by: -1) {
      let line = lines[place]
      guard let name = line.networks.last else { continue }
      return line.mentions.contains {
        $0.noun == .block && $0.range.lowerBound >= name.range.upperBound
          && $0.range.lowerBound - name.range.upperBound <= 24
          && Calculation.inputsOfBlocks.isIn(
            line.stretch(behind: $0.range.upperBound, atMost: 24), of: working.bytes)
      }
    }
    return false
  }

  private static let inputsOfBlocks: PhraseSet = ["input", "输入", "輸入"]
}
