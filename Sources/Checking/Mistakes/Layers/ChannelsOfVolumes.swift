import Symbolics

/// Weights of a convolution over three axes without its input channels: "Conv3D, 3 input channels, kernel 3×3×3, 64 filters:
/// 3·3·3·64 + 64". The three sides are those of the kernel.
extension Calculation {
  mutating func checkChannelsOfVolumes() {
    guard holds(VolumeWords.names) else { return }
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      guard let side = entry.workingSide, let (kernel, outputs, biases) = cube(side.located.expression),
        entry.claimUnit == .parameters || entry.claimUnit == .none,
        let head = lines[max(0, entry.home - 1)...entry.home].last(where: {
          VolumeWords.names.isOn($0, of: working.bytes)
        }), head.range.count <= 1_024, case let line = lines[entry.home], line.range.count <= 1_024,
        !VolumeWords.others.isOn(head, of: working.bytes), !VolumeWords.others.isOn(line, of: working.bytes)
      else { continue }
      let end = head.index == line.index ? entry.chain.range.lowerBound : head.range.upperBound
      let before = head.range.lowerBound..<max(head.range.lowerBound, end)
      guard let channels = inputs(in: before, of: kernel), channels > 1, Rational(channels) != outputs,
        let value = entry.value,
        let weights = try? value.subtracting(biases).multiplied(by: Rational(channels)),
        let right = try? weights.adding(biases), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line)
      else { continue }
      report(.inputChannelsMissing, at: side, of: entry, value, correct: right)
    }
  }

  /// k, m and the biases of `k·k·k·m + m`.
  private func cube(_ expression: Expression) -> (kernel: Int, outputs: Rational, biases: Rational)? {
    var (product, biases) = (expression, Rational.zero)
    if case .sum(let terms) = expression {
      guard terms.count == 2, !terms[1].isSubtracted, case .number(let last) = terms[1].value else {
        return nil
      }
      (product, biases) = (terms[0].value, last.value)
    }
    guard case .product = product else { return nil }
    let factors = Factors.written(in: product)
    guard factors.count == 4, factors[0] == factors[1], factors[1] == factors[2], factors[0] <= 7,
      factors[3] > 7, biases.isZero || biases == factors[3], let kernel = factors[0].integer
    else { return nil }
    return (kernel, factors[3], biases)
  }

  /// The input's channels, where the kernel of three sides is stated, too: "3 input channels", 输入 3 通道, `16×112×112×3`.
  private func inputs(in words: Range<Int>, of kernel: Int) -> Int? {
    let bytes = working.bytes
    var shapes: [[Int]] = []
    var end = -1
    var channels: Int?
    for number in bytes.wholeNumbers(in: words) {
      let gap = end >= 0 ? self.words(from: end, to: number.range.lowerBound) : ""
      if ["×", "x", "*", "\\times", "·"].contains(gap), !shapes.isEmpty {
        shapes[shapes.count - 1].append(number.value)
      } else {
        if number.isPartOfWord { continue }
        shapes.append([number.value])
      }
      end = number.range.upperBound
      var behind = Joint(bytes, from: end, to: words.upperBound)
      if behind.take(VolumeWords.channels), channels == nil { channels = number.value }
    }
    guard shapes.contains([kernel, kernel, kernel]) else { return nil }
    if let channels { return channels }
    let inputs = shapes.filter { $0.count == 4 && $0[1] == $0[2] && $0[1] > $0[3] }
    return inputs.count == 1 ? inputs[0][3] : nil
  }
}

private enum VolumeWords {
  static let names: PhraseSet = [
    "conv3d", "3d conv", "3-d conv", "c3d", "3d kernel", "三维卷积", "3d卷积", "3d 卷积",
  ]
  static let channels: PhraseSet = [
    "input channels", "channels in", "channels", "个输入通道", "输入通道", "个通道", "通道",
  ]
  static let others: PhraseSet = [
    "depthwise", "depth-wise", "group", "separab", "each", "per ", "(2+1)", "slice", "逐通道", "分组", "可分离", "每",
    "单通道",
  ]
}
