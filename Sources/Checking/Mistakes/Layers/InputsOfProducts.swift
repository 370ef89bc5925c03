import Symbolics

/// The multiply-adds of a convolution without the channels of the map that the line above gives it: "28x28x192, 5x5 conv, 32
/// filters" and then `28·28·32 · 5·5`.
extension Calculation {
  mutating func checkInputsOfProducts() {
    guard holds(InputProductWords.layers) else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home > 0 && entry.home < lines.count {
      guard InputProductWords.layers.mayBe(on: lines[entry.home - 1]), let side = entry.workingSide,
        case .product = side.located.expression,
        case let factors = Factors.written(in: side.located.expression), factors.count == 5,
        factors[0] == factors[1], factors[3] == factors[4], [3, 5, 7, 11].contains(factors[3]),
        factors[0] > factors[3], let outputs = factors[2].integer, outputs > 1, let value = entry.value,
        entry.claimUnit != .parameters,
        let map = factors[0].integer, let kernel = factors[3].integer,
        case let head = lines[entry.home - 1], case let line = lines[entry.home], head.row == nil,
        line.row == nil, head.range.count <= 256, line.range.count <= 256,
        InputProductWords.layers.isOn(head, of: working.bytes),
        !InputProductWords.others.isOn(head, of: working.bytes),
        !InputProductWords.others.isOn(line, of: working.bytes),
        let channels = channelsOfInput(on: head, map: map, kernel: kernel, outputs: outputs),
        // Nothing but a label in front of the formula.
        side.located.range.lowerBound - line.range.lowerBound <= 24, !isReported(entry.chain.range),
        isAsserted(entry.chain.range, on: line), let right = try? value.multiplied(by: Rational(channels))
      else { continue }
      report(.inputChannelsMissing, at: side, of: entry, value, correct: right)
    }
  }

  /// C of the first map n×n×C on a line that has the kernel and the outputs, too.
  private func channelsOfInput(on line: TextLine, map: Int, kernel: Int, outputs: Int) -> Int? {
    let bytes = working.bytes
    let volumes = Volume.all(in: line.range, of: bytes)
    guard let input = volumes.first, volumes.count <= 2, input.side >= map, input.channels > 1,
      input.channels != outputs,
      volumes.count == 1 || volumes[1].side == map && volumes[1].channels == outputs,
      MapWords.squares(in: line.range, of: bytes).contains(where: { $0.size == kernel }),
      bytes.wholeNumbers(in: line.range).contains(where: {
        $0.value == outputs && !$0.isPartOfWord && $0.range.lowerBound >= input.range.upperBound
      })
    else { return nil }
    return input.channels
  }
}

private enum InputProductWords {
  static let layers: PhraseSet = ["conv", "卷积"]
  static let others: PhraseSet = [
    "depthwise", "separab", "pool", "group", "per ", "each", "one channel", "single", "transpos", "dw",
    "1x1 ", "instead", "if ", "深度", "逐通道", "池化", "分组", "每", "单个", "转置", "如果", "若",
  ]
}
