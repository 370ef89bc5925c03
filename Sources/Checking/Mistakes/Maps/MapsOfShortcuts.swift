import Symbolics

/// The projection of a shortcut over the map that goes into its block: `shortcut: 1·1·64·128·56·56` beside the block's
/// `3·3·128·128·28·28`. Both are added, so that they have one map.
extension Calculation {
  mutating func checkMapsOfShortcuts() {
    guard holds(ShortcutMapWords.names) else { return }
    for index in entries.indices {
      let entry = entries[index]
      guard entry.status == .right, entry.misconception == nil, entry.home < lines.count,
        case let line = lines[entry.home], line.range.count <= 512, ShortcutMapWords.names.mayBe(on: line),
        let side = entry.workingSide, let value = entry.value,
        let own = SeriesWork(side.located.expression), own.taps == .one,
        ShortcutMapWords.names.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 64), of: working.bytes),
        !ShortcutMapWords.others.isOn(line, of: working.bytes), isOverBlock(own, index),
        !isReported(entry.chain.range), !isDenied(entry.chain.range, on: line),
        let right = try? value.divided(by: 4)
      else { continue }
      report(.inputSizeForOutputSize, at: side, of: entry, value, correct: right)
    }
  }

  /// Whether the layers of the block beside a projection begin with its inputs and end in as many channels on half the map,
  /// and none of them has both its channels and its map.
  private func isOverBlock(_ own: SeriesWork, _ index: Int) -> Bool {
    let home = entries[index].home
    var (isHalf, hasInputs) = (false, false)
    for other in max(0, index - 3)..<min(entries.count, index + 4) where other != index {
      guard abs(entries[other].home - home) <= 4, let work = work(other) else { continue }
      hasInputs = hasInputs || work.inputs == own.inputs
      guard work.outputs == own.outputs else { continue }
      if work.map == own.map { return false }
      isHalf = isHalf || (try? work.map.multiplied(by: .two)) == own.map
    }
    return isHalf && hasInputs
  }
}

private enum ShortcutMapWords {
  static let names: PhraseSet = [
    "shortcut", "downsample", "projection", "skip", "捷径", "快捷", "跳跃", "下采样", "投影",
  ]
  static let others: PhraseSet = [
    "pool", "avg", "transpos", "upsampl", "instead", "would", "if ", "not ", "linear projection", "attention",
    "池化", "上采样", "转置", "如果", "若", "不是", "注意力",
  ]
}
