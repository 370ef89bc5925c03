import Symbolics

/// "A 2×2 max pooling with stride 2 turns the 28×28×32 map into 26×26×32": a pooled map that is too large for
/// its stride.
extension Calculation {
  mutating func checkPooledMaps() {
    for line in lines(with: PoolWords.pools) where line.row == nil && line.range.count <= 512 {
      guard PoolWords.pools.isOn(line, of: working.bytes), PoolWords.becomes.isOn(line, of: working.bytes),
        !PoolWords.others.isOn(line, of: working.bytes)
      else { continue }
      let squares = MapWords.squares(in: line.range, of: working.bytes)
      guard squares.count == 3, 2...3 ~= squares[0].size, squares[1].size > 8,
        PoolWords.pools.isIn(
          line.stretch(behind: squares[0].range.upperBound, atMost: 20), of: working.bytes),
        squares[1].range.upperBound < squares[2].range.lowerBound,
        squares[2].range.lowerBound - squares[1].range.upperBound <= 40,
        PoolWords.becomes.isIn(
          squares[1].range.upperBound..<squares[2].range.lowerBound, of: working.bytes)
      else { continue }
      let stated = MapWords.number(
        behind: PoolWords.strides, in: squares[0].range.upperBound..<line.range.upperBound, of: working.bytes)
      let (kernel, input, output) = (squares[0].size, squares[1].size, squares[2])
      guard let stride = stated, stride > 1, stride <= 4, output.size <= input, !isReported(output.range),
        !isDenied(output.range, on: line)
      else { continue }
      let right = (input - kernel) / stride + 1
      // Padding, or a window that is not full, makes one more.
      guard output.size > right + 1 else { continue }
      findings.append(
        Draft(
          mistake: .formulaDoesNotGiveResult, alternatives: [.strideMisstated], range: output.range,
          claimed: Rational(output.size), correct: Rational(right), fix: Expression(Rational(right))))
    }
  }
}

private enum PoolWords {
  static let pools: PhraseSet = ["pool", "池化"]
  static let strides: PhraseSet = ["stride", "步长", "步幅"]
  static let becomes: PhraseSet = [
    "into", "to ", "→", "->", "gives", "yields", "leaves", "变为", "变成", "得到", "得", "缩小为",
  ]
  static let others: PhraseSet = [
    "pad", "same", "two ", "twice", "global", "adaptive", "conv", "would", "if ", "instead", "not ",
    "without",
    "填充", "卷积", "全局", "如果", "若", "不是", "两",
  ]
}
