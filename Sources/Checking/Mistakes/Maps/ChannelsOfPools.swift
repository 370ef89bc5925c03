import Symbolics

/// A pool that changes the number of channels: "max pooling 2×2: 24×24×20 → 12×12×10". It takes each channel for itself.
extension Calculation {
  mutating func checkChannelsOfPools() {
    for (place, line) in enumeratedLines(with: PoolChannelWords.pools)
    where line.row == nil && line.range.count <= 256 && PoolChannelWords.pools.isOn(line, of: working.bytes) {
      guard !PoolChannelWords.others.isOn(line, of: working.bytes) else { continue }
      let volumes = Volume.all(in: line.range, of: working.bytes)
      guard let output = volumes.last, (1...2).contains(volumes.count),
        let word = PoolChannelWords.pools.first(on: line, of: working.bytes),
        word.upperBound < volumes[0].range.lowerBound, volumes[0].range.lowerBound - word.upperBound <= 24,
        let input = volumes.count == 2 ? volumes[0] : outputAbove(place), output.side * 2 <= input.side,
        volumes.count == 2 || output.side * 2 == input.side, output.channels != input.channels,
        !isReported(output.range), isAsserted(output.range, on: line),
        volumes.count == 1 || arrowLeads(from: input, to: output)
      else { continue }
      findings.append(
        Draft(
          mistake: .valueInconsistentBetweenLines,
          alternatives: [.wrongQuantityNamed, .conclusionContradictsNumbers, .dimensionLeftFromOtherModel],
          range: output.range, claimed: Rational(output.channels), correct: Rational(input.channels)))
    }
  }

  /// Whether nothing but an arrow or a word for it stands between two maps.
  private func arrowLeads(from input: Volume, to output: Volume) -> Bool {
    var between = Joint(working.bytes, from: input.range.upperBound, to: output.range.lowerBound)
    guard between.take(PoolChannelWords.arrows) else { return false }
    between.skipBlanks()
    return between.isAtEnd
  }

  /// The one map on the line above, where it is called an output.
  private func outputAbove(_ place: Int) -> Volume? {
    guard place > 0, case let above = lines[place - 1], above.row == nil, above.range.count <= 512,
      PoolChannelWords.outputs.isOn(above, of: working.bytes),
      !PoolChannelWords.others.isOn(above, of: working.bytes)
        || PoolChannelWords.plain.isOn(above, of: working.bytes)
    else { return nil }
    let volumes = Volume.all(in: above.range, of: working.bytes)
    guard let last = volumes.last,
      PoolChannelWords.outputs.isIn(
        above.stretch(before: last.range.lowerBound, atMost: 24), of: working.bytes)
    else { return nil }
    return last
  }
}

private enum PoolChannelWords {
  static let pools: PhraseSet = [
    "max pool", "maxpool", "max-pool", "average pool", "avg pool", "avgpool", "pooling", "池化",
  ]
  static let arrows: PhraseSet = ["→", "->", "=>", "\\to", "to", "变为", "变成", "得到"]
  static let outputs: PhraseSet = ["output size", "output shape", "output", "输出"]
  static let plain: PhraseSet = ["conv", "卷积"]
  static let others: PhraseSet = [
    "conv", "proj", "concat", "branch", "inception", "dense block", "transition", "unpool", "attention",
    "across",
    "mixed", "then ", "fc", "卷积", "拼接", "分支", "投影", "过渡", "注意力", "跨", "再",
  ]
}
