import Networks
import Symbolics

/// Multiply-adds of a convolution that are its parameters once more, below a convolution that was multiplied by the map:
/// "Pointwise: params 32×64 = 2,048, MACs 32×64 = 2,048" where the output is 112×112.
extension Calculation {
  mutating func checkPositionsLeftOut() {
    for (index, entry) in entries.enumerated()
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard index > 0, case let before = entries[index - 1], before.home == entry.home,
        let value = entry.value, before.value == value, let side = entry.workingSide,
        case .product(let factors) = side.located.expression, factors.count <= 4,
        before.workingSide.map({ if case .product = $0.located.expression { true } else { false } }) ?? false,
        case let line = lines[entry.home], line.row == nil, line.range.count <= 512,
        LeftOutPositions.convolutions.isOn(line, of: working.bytes),
        !LeftOutPositions.others.isOn(line, of: working.bytes),
        isNamed(LeftOutPositions.parameters, before, on: line),
        isNamed(LeftOutPositions.costs, entry, on: line),
        let map = mapMultiplied(above: index, entry.home), !isReported(entry.chain.range),
        isAsserted(entry.chain.range, on: line),
        let right = try? value.multiplied(by: Rational(map)).multiplied(by: Rational(map))
      else { continue }
      report(.outputPositionsMissing, at: side, of: entry, value, correct: right)
    }
  }

  /// Whether a name stands right before a calculation.
  private func isNamed(_ names: PhraseSet, _ entry: Entry, on line: TextLine) -> Bool {
    names.isIn(
      line.stretch(before: entry.workingSide?.located.range.lowerBound ?? 0, atMost: 20), of: working.bytes)
  }

  /// The output that the text states, by which the calculations above multiply.
  private func mapMultiplied(above index: Int, _ home: Int) -> Int? {
    for line in lines[max(0, home - 8)..<home].reversed()
    where line.row == nil && line.range.count <= 512 && LeftOutPositions.outputs.mayBe(on: line) {
      guard let word = LeftOutPositions.outputs.first(on: line, of: working.bytes),
        let map = MapWords.squares(in: line.stretch(behind: word.upperBound, atMost: 32), of: working.bytes)
          .first?
          .size, map > 1
      else { continue }
      let isMultiplied = entries[max(0, index - 6)..<index].contains { other in
        guard other.home < home, let side = other.workingSide, case .product = side.located.expression else {
          return false
        }
        return Factors.written(in: side.located.expression).count { $0 == Rational(map) } >= 2
      }
      return isMultiplied ? map : nil
    }
    return nil
  }
}

private enum LeftOutPositions {
  static let convolutions: PhraseSet = ["conv", "pointwise", "1×1", "1x1", "3×3", "3x3", "卷积", "逐点"]
  static let others: PhraseSet = [
    "per position", "each position", "per pixel", "per output", "fc", "linear", "dense", "每个位置", "每个像素",
    "全连接", "pool", "global", "全局", "池化", "squeeze",
  ]
  static let parameters: PhraseSet = ["param", "参数"]
  static let costs: PhraseSet = ["计算量", "运算量", "乘加", "mac", "flop", "multipl"]
  static let outputs: PhraseSet = ["output", "输出", "feature map", "特征图"]
}
