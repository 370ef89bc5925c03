import Networks
import Symbolics

/// A convolution counted over the map from before a 2×2 pool that stands on a line of its own between it and the convolution
/// above: `conv1: 32×32×32×27`, `pool 2×2`, `conv2: 32×32×64×288`.
extension Calculation {
  mutating func checkMapsBeforePools() {
    var byHome: [Int: [Entry]]?
    for (place, line) in enumeratedLines(with: PoolsAlone.pools)
    where line.range.count <= 64 && line.row == nil {
      guard place > 0, place + 1 < lines.count, isPlainPool(line) else { continue }
      let entries = byHome ?? entriesByHome()
      byHome = entries
      guard let above = firstMap(in: stride(from: place - 1, through: max(0, place - 3), by: -1), entries),
        let below = firstMap(
          in: stride(from: place + 1, through: min(lines.count - 1, place + 3), by: 1), entries),
        above.side == below.side,
        lines[below.entry.home].mentions.contains(where: { $0.noun == .convolution }),
        let half = above.side.integer, half % 2 == 0, let value = below.entry.value,
        let side = below.entry.workingSide, let right = try? value.divided(by: 4),
        !isReported(below.entry.chain.range),
        !isDenied(below.entry.chain.range, on: lines[below.entry.home])
      else { continue }
      report(.inputSizeForOutputSize, at: side, of: below.entry, value, correct: right)
    }
  }

  /// `pool 2×2`, 池化 2×2，步长 2: a line that says nothing else.
  private func isPlainPool(_ line: TextLine) -> Bool {
    guard line.chains.isEmpty, PoolsAlone.pools.isOn(line, of: working.bytes),
      !PoolsAlone.others.isOn(line, of: working.bytes)
    else { return false }
    let numbers = working.bytes.wholeNumbers(in: line.range).filter {
      !$0.isPartOfWord || $0.range.count == 1
    }
    return numbers.count { $0.value == 2 } >= 2
      && numbers.allSatisfy { $0.value == 2 || $0.isPartOfWord }
  }

  /// The side n of the first calculation n·n·… on some lines, up to one about a pool.
  private func firstMap(in places: StrideThrough<Int>, _ entries: [Int: [Entry]]) -> (
    side: Rational, entry: Entry
  )? {
    for place in places {
      let line = lines[place]
      if PoolsAlone.borders.isOn(line, of: working.bytes) || line.isHeading || line.row != nil { return nil }
      for entry in entries[place] ?? [] where entry.status == .right && entry.misconception == nil {
        guard case .product? = entry.workingSide?.located.expression, let side = entry.workingSide else {
          continue
        }
        let factors = Factors.written(in: side.located.expression)
        guard factors.count >= 3, factors[0] == factors[1], factors[0] >= 12 else { continue }
        return (factors[0], entry)
      }
    }
    return nil
  }
}

private enum PoolsAlone {
  static let pools: PhraseSet = ["pool", "池化"]
  static let borders: PhraseSet = [
    "pool", "池化", "stride", "步长", "步幅", "upsampl", "transpos", "deconv", "branch", "parallel", "network",
    "skip", "without",
    "上采样", "转置", "反卷积", "分支", "并联", "网络", "若", "如果",
  ]
  static let others: PhraseSet = [
    "unpool", "global", "adaptive", "branch", "parallel", "stride 1", "stride=1", "same", "without", "no ",
    "if ", "after conv2",
    "上池化", "反池化", "全局", "分支", "并联", "步长 1", "步长为 1", "若", "如果", "不",
  ]
}
