import Symbolics

/// The size of a map whose kernel, stride and padding stand on its line in words: "input 32×32, 5×5 kernel, stride 1, no
/// padding: output 32 − 5 = 27", 输入 224，7×7 卷积核，步长 2，填充 3：(224 − 7)/2 + 1 = 109.
///
/// Only a formula with the stated input and kernel is judged, where all four are told.
extension Calculation {
  mutating func checkSizesOfKernels() {
    for entry in entries
    where entry.status == .right && entry.misconception == nil && entry.home < lines.count {
      let line = lines[entry.home]
      guard Calculation.kernelWords.mayBe(on: line), line.row == nil, let side = entry.workingSide,
        side.located.expression.mayBeOutputSize, let value = entry.value, let range = entry.claimRange,
        let sizes = sizesOfKernel(before: entry.chain.range.lowerBound, on: line),
        entry.chain.range.upperBound + 24 >= line.range.upperBound, !isReported(entry.chain.range)
      else { continue }
      var numbers: [Rational] = []
      LinkChecker.forEachNumeral(of: side.located.expression) { numbers.append($0.value) }
      guard numbers.first == Rational(sizes.input), numbers.contains(Rational(sizes.kernel)),
        let claimed = entry.claim?.value
      else { continue }
      let right = (sizes.input + 2 * sizes.padding - sizes.kernel) / sizes.stride + 1
      let bare = (sizes.input - sizes.kernel) / sizes.stride
      let mistake: Mistake
      if claimed == Rational(right) || value.floor == Rational(right) {
        continue
      } else if sizes.padding > 0, claimed == Rational(bare + 1) {
        mistake = .paddingForgotten
      } else if claimed == Rational(right - 1), !numbers.contains(.one) {
        mistake = .outputSizePlusOneMissing
      } else {
        continue
      }
      findings.append(
        Draft(
          mistake: mistake, range: range, claimed: claimed, correct: Rational(right),
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = mistake
    }
  }

  private static let kernelWords: PhraseSet = ["kernel", "filter", "卷积核", "滤波器"]
  private static let otherWindows: PhraseSet = [
    "dilat", "transpos", "pool", "same", "each", "then", "without the", "without it", "would", "if ",
    "instead", "膨胀", "空洞", "转置", "池化", "若", "如果",
    "valid", "steps", "moves", "positions", "first", "last", "移动",
  ]

  private struct KernelSizes {
    let input: Int
    let kernel: Int
    let stride: Int
    let padding: Int
  }

  /// The sizes that the words before a calculation state, all four of them.
  private func sizesOfKernel(before end: Int, on line: TextLine) -> KernelSizes? {
    let words = line.stretch(before: end)
    guard !Calculation.otherWindows.isOn(line, of: working.bytes),
      Phrases.contains(["output", "输出"], in: line.range, of: working.bytes),
      let input = size(
        ["input", "inputs", "image", "输入", "输入图像"], behind: ["input", "image", "的输入", "输入"], in: words,
        on: line),
      let kernel = size(
        ["kernel", "filter", "kernel size", "卷积核", "滤波器"], behind: ["kernel", "filter", "卷积核", "滤波器"],
        in: words, on: line),
      let stride = size(["stride", "步长", "步幅", "步长为", "步幅为"], behind: [], in: words, on: line), stride > 0,
      kernel > 0, kernel < 64
    else { return nil }
    let padding: Int
    if Phrases.contains(["no padding", "without padding", "无填充", "不填充"], in: words, of: working.bytes) {
      padding = 0
    } else if let stated = size(["padding", "填充", "填充为"], behind: [], in: words, on: line) {
      padding = stated
    } else {
      return nil
    }
    guard input > kernel, input < 16_384, stride < 32, padding < kernel else { return nil }
    return KernelSizes(input: input, kernel: kernel, stride: stride, padding: padding)
  }

  /// The one number, or the side of the one square, that a name stands before or behind.
  private func size(_ names: [String], behind: [String], in words: Range<Int>, on line: TextLine) -> Int? {
    var found: Int?
    for side in line.lone + line.chains.filter({ $0.isAssignment }).map({ $0.sides[1] }) {
      guard words.contains(side.located.range.lowerBound), let size = side.squareSide else { continue }
      let before = self.words(
        from: max(words.lowerBound, side.located.range.lowerBound - 18), to: side.located.range.lowerBound)
      let after = self.words(
        from: side.located.range.upperBound, to: min(words.upperBound, side.located.range.upperBound + 14))
      let isNamed =
        names.contains {
          before == $0 || before.hasSuffix(" " + $0) || before.hasSuffix($0 + " =")
            || ($0.utf8.first ?? 0) >= 0x80 && before.hasSuffix($0)
        }
        || behind.contains { after.hasPrefix($0) }
      guard isNamed else { continue }
      guard found == nil || found == size else { return nil }
      found = size
    }
    return found
  }
}

extension Chain.Side {
  /// A whole number, or the side of a square: 224, `7×7`.
  fileprivate var squareSide: Int? {
    if let claim, claim.scale == .one, claim.lastPlace == .one { return claim.value.integer }
    guard case .product(let factors) = located.expression, factors.count == 2,
      case .number(let first) = factors[0],
      case .number(let second) = factors[1], first.value == second.value
    else { return nil }
    return first.value.integer
  }
}
