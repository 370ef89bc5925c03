import Symbolics

/// "conv 3×3, 1024 → 512: 9×512×512 + 512": the label's outputs stand for its inputs as well, or the inputs for the outputs.
extension Calculation {
  mutating func checkChannelsInLabels() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, entry.claimUnit == .parameters || entry.claimUnit == .none,
        let (weights, biases) = Factors.weightsAndBiases(in: side.located.expression),
        case .product(let factors) = weights, (3...4).contains(factors.count),
        case let line = lines[entry.home], line.row == nil, line.range.count <= 512,
        ChannelLabels.arrows.isOn(line, of: working.bytes),
        let (kernel, stated) = channelsInLabel(before: side.located.range.lowerBound, on: line),
        let channels = ChannelLabels.channels(in: weights, kernel),
        channels == stated.inputs || channels == stated.outputs,
        biases == nil || biases == stated.outputs,
        let value = entry.value, !isReported(entry.chain.range), !isDenied(entry.chain.range, on: line),
        isAsserted(entry.chain.range, on: line),
        let right = try? Rational(kernel * kernel).multiplied(by: stated.inputs).multiplied(
          by: stated.outputs
        )
        .adding(biases ?? .zero)
      else { continue }
      let isOfOutputs = channels == stated.outputs
      findings.append(
        Draft(
          mistake: isOfOutputs ? .inputChannelsMissing : .outputChannelsMissing,
          alternatives: [.factorSwapped, .dimensionLeftFromOtherModel], range: side.located.range,
          claimed: value,
          correct: right, arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = isOfOutputs ? .inputChannelsMissing : .outputChannelsMissing
    }
  }

  /// The kernel and the channels of a label that begins a line and ends in a colon before a calculation: nothing but a word
  /// for a convolution, a kernel and one pair of channels.
  private func channelsInLabel(before place: Int, on line: TextLine) -> (
    kernel: Int, channels: StatedChannels
  )? {
    let label = line.range.lowerBound..<max(line.range.lowerBound, place)
    guard label.count <= 64, !ChannelLabels.others.isIn(label, of: working.bytes),
      case let squares = MapWords.squares(in: label, of: working.bytes), squares.count == 1,
      [1, 3, 5, 7].contains(squares[0].size), let stated = statedChannels(before: place, on: line),
      stated.inputs != stated.outputs, stated.inputs > 3, stated.outputs > 3,
      // The numbers of a name, `conv2_1`, are a part of a word.
      working.bytes.wholeNumbers(in: label).count(where: { !$0.isPartOfWord }) == 4,
      case let end = working.bytes.skipBlanksBack(from: place, to: label.lowerBound),
      ChannelLabels.colons.contains(where: { working.ends(label.lowerBound..<end, with: $0) })
    else { return nil }
    return (squares[0].size, stated)
  }
}

private enum ChannelLabels {
  static let arrows: PhraseSet = ["→", "->", "=>", "\\to", "\\rightarrow"]
  static let colons: [StaticString] = [":", "："]
  /// Several layers, parts of a block, and convolutions that see other channels.
  static let others: PhraseSet = [
    "block", "double", "two", "second", "first", "stage", "group", "depthwise", "dw", "separab", "concat",
    "skip",
    "bottleneck", "middle", "inner", "last", "ghost", "primary", "module", "half", "块", "模块", "一半", "两", "第",
    "阶段", "分组", "深度", "可分离", "拼接", "瓶颈",
  ]

  /// C of `9×C×C` and `3×3×C×C` with the kernel 3.
  static func channels(in weights: Expression, _ kernel: Int) -> Rational? {
    var factors = Factors.written(in: weights)
    if let area = factors.firstIndex(of: Rational(kernel * kernel)), factors.count == 3 {
      factors.remove(at: area)
    } else if factors.count == 4, factors.count(where: { $0 == Rational(kernel) }) == 2 {
      factors.removeAll { $0 == Rational(kernel) }
    } else {
      return nil
    }
    return factors.count == 2 && factors[0] == factors[1] ? factors[0] : nil
  }
}
