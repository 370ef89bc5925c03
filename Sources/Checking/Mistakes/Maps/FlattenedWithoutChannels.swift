import Symbolics

/// A flattened map without its channels: `Flatten: 7·7 = 49` below a layer with 64 outputs.
extension Calculation {
  mutating func checkFlattenedWithoutChannels() {
    guard holds(FlattenedChannels.names) else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home > 0 && entry.home < lines.count {
      let line = lines[entry.home]
      guard let side = entry.workingSide, let value = entry.value, entry.claimUnit == .none,
        FlattenedChannels.names.mayBe(on: line), line.row == nil, line.range.count <= 256,
        let map = squareSide(of: side.located.expression), map > 1,
        FlattenedChannels.names.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 32), of: working.bytes),
        !FlattenedChannels.others.isOn(line, of: working.bytes),
        let channels = channelsFlattened(map, above: entry.home), channels > 1,
        let right = try? value.multiplied(by: Rational(channels)), !isReported(entry.chain.range),
        isAsserted(entry.chain.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .inputChannelsMissing, alternatives: [.dimensionLeftFromOtherModel],
          range: side.located.range, claimed: value, correct: right,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .inputChannelsMissing
    }
  }

  /// 7 of `7·7` and `7²`
  private func squareSide(of expression: Expression) -> Int? {
    switch expression {
    case .product(let factors):
      guard factors.count == 2, case .number(let first) = factors[0], case .number(let second) = factors[1],
        first.value == second.value
      else { return nil }
      return first.value.integer
    case .power(.number(let base), .number(let exponent)) where exponent.value == .two:
      return base.value.integer
    default: return nil
    }
  }

  /// The channels of the last map above that is stated with them; the map itself has to stand there or right below.
  private func channelsFlattened(_ map: Int, above home: Int) -> Int? {
    var isMap = false
    for line in lines[max(0, home - 8)..<home].reversed() where line.range.count <= 1_024 {
      guard !FlattenedChannels.others.isOn(line, of: working.bytes), line.row == nil else { return nil }
      // "conv3: 5×5, 64→32"
      if isMap, FlattenedChannels.layers.isOn(line, of: working.bytes),
        let stated = statedChannels(before: line.range.upperBound, on: line)
      {
        return stated.outputs.integer
      }
      isMap = isMap || MapWords.squares(in: line.range, of: working.bytes).contains { $0.size == map }
      if let volume = Volume.all(in: line.range, of: working.bytes).last, volume.side >= map {
        return isMap || volume.side == map ? volume.channels : nil
      }
    }
    return nil
  }
}

private enum FlattenedChannels {
  static let names: PhraseSet = ["flatten", "展平", "拉平"]
  static let layers: PhraseSet = ["conv", "layer", "kernel", "filter", "卷积"]
  static let others: PhraseSet = [
    "channel", "global", "averag", "gap", "each", "per ", "position", "patch", "token", "only", "not ", "n't",
    "instead", "if ", "通道", "全局", "平均", "每", "位置", "图块", "如果", "若", "不是", "1×1", "1x1",
  ]
}
